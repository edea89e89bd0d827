"""Silences and the baseline."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.content import SALE, Repository

NOTES = "select: [hard-sell]\n"


def page(silence: str) -> str:
    return f"---\nplatform: x\npostlint: {silence}\n---\n{SALE}\n"


def test_a_post_silences_a_rule(repo: Repository) -> None:
    repo.put(".postlint.yaml", NOTES)
    repo.put("a.md", page("{ignore: [hard-sell], reason: a pun, by: ana, until: 2027-01-31}"))
    result = repo.run("check", "a.md", "--now", "2027-01-31T12:00")
    assert (result.exit_code, result.stderr) == (0, "")
    (report,) = repo.reports("a.md", "--now", "2027-01-31T12:00")
    assert report["silenced"] == ["hard-sell"]


def test_an_expired_silence_is_reported_and_does_nothing(repo: Repository) -> None:
    repo.put(".postlint.yaml", NOTES)
    repo.put("a.md", page("{ignore: [hard-sell], until: 2027-01-31}"))
    result = repo.run("check", "a.md", "--now", "2027-02-01T00:00")
    assert result.exit_code == 1
    assert "a.md:3:11: ignore: expired on 2027-01-31" in result.stderr


def test_unused_and_unknown_silences_are_reported(repo: Repository) -> None:
    repo.put("a.md", page("{ignore: [bare-quote, hard-sel, all]}"))
    result = repo.run("check", "a.md")
    assert result.exit_code == 0
    assert "a.md:3:11: ignore: unused: bare-quote does not warn here" in result.stderr
    assert "unknown rule 'hard-sel'; did you mean 'hard-sell'?" in result.stderr


def test_a_wrong_silence_is_a_fault(repo: Repository) -> None:
    repo.put("a.md", page("{ignor: [hard-sell]}"))
    result = repo.run("check", "a.md")
    assert result.exit_code == 2
    assert "a.md:3:12: unknown key of 'postlint' 'ignor'; did you mean 'ignore'?" in result.stderr


def test_a_silence_holds_for_all_texts_of_its_record(repo: Repository) -> None:
    repo.put(".postlint.yaml", NOTES + "files: {'*.md': {fields: {text: [a, b]}}}\n")
    repo.put(
        "a.md", f"---\na: Which one, and why?\nb: {SALE}\npostlint: {{ignore: hard-sell}}\n---\n"
    )
    result = repo.run("check", "a.md")
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_table_has_a_column_or_a_sidecar(repo: Repository) -> None:
    repo.put(".postlint.yaml", NOTES)
    repo.put("q.csv", f'id,text,postlint\n1,"{SALE}",hard-sell\n2,"{SALE}",\n')
    assert [r["silenced"] for r in repo.reports("q.csv")] == [["hard-sell"], []]
    repo.put(
        "q.csv.postlint.yaml",
        "- {post: '2', ignore: [hard-sell], reason: agreed}\n- {post: '9', ignore: all}\n",
    )
    result = repo.run("check", "q.csv")
    assert result.exit_code == 0
    assert "q.csv.postlint.yaml:2:3: ignore: no checked post is '9'" in result.stderr


def test_add_ignore_writes_them_where_they_belong(repo: Repository) -> None:
    repo.put(".postlint.yaml", NOTES)
    repo.put("a.md", f"---\r\nplatform: x\r\n---\r\n{SALE}\r\n")
    repo.put("b.md", f'+++\nplatform = "x"\n[more]\n+++\n{SALE}\n')
    repo.put("c.txt", SALE)
    result = repo.run("check", "a.md", "b.md", "c.txt", "--add-ignore", "--reason", "old: ones")
    assert result.exit_code == 0, result.exception
    assert Path("a.md").read_bytes().decode() == (
        '---\r\npostlint: {ignore: [hard-sell], reason: "old: ones"}\r\nplatform: x\r\n---\r\n'
        + f"{SALE}\r\n"
    )
    assert (
        'postlint = {ignore = ["hard-sell"], reason = "old: ones"}\nplatform'
        in Path("b.md").read_text()
    )
    assert Path("c.txt").read_text() == SALE
    again = repo.run("check", "a.md", "b.md", "c.txt")
    assert (again.exit_code, again.stderr) == (0, "")


def test_a_baseline_hides_what_was_there_and_survives_moved_lines(repo: Repository) -> None:
    repo.put(".postlint.yaml", NOTES)
    repo.put("q.yaml", f"- text: {SALE}\n")
    assert "1 warnings recorded" in repo.run("baseline", ".", "q.yaml").stdout
    assert repo.run("check", "q.yaml").exit_code == 0
    repo.put("q.yaml", f"# moved\n- text: One, or two? Why?\n- text: {SALE}\n")
    assert repo.run("check", "q.yaml").exit_code == 0
    assert repo.run("check", "q.yaml", "--no-baseline").exit_code == 1
    repo.put("q.yaml", f"- text: {SALE} and more\n")
    changed = repo.run("check", "q.yaml")
    assert changed.exit_code == 1
    assert "1 entry is stale (q.yaml: hard-sell …); prune: postlint baseline" in changed.stderr
    entry = json.loads(Path(".postlint-baseline.json").read_text())["warnings"][0]
    assert set(entry) == {"file", "post", "rule", "text", "since"}
    assert "1 stale pruned" in repo.run("baseline", "q.yaml").stdout


def test_a_broken_baseline_is_a_fault(repo: Repository) -> None:
    repo.put(".postlint-baseline.json", "{}")
    repo.put("a.txt", SALE)
    assert "not a baseline of version 1" in repo.run("check", "a.txt").stderr

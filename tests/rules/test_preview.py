"""A rule in preview is off unless it is asked for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from postlint.cli.app import app
from postlint.linter import Linter

POST = "RT @ana: synergy is here"
RULE = """\
rule: no-synergy
summary: Uses a word nobody says.
kind: evidence
severity: note
preview: true
message: Say it as you would to a friend.
why: Nobody says it aloud.
bias: -3
signals:
  synergy:
    weight: 6
    within: any
    phrases: [synergy]
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    (tmp_path / "no-synergy.yaml").write_text(RULE, encoding="utf-8")
    return tmp_path


def flagged(pack: Path, **settings: Any) -> set[str]:
    report = Linter({"rule_paths": [str(pack)], **settings}).check(POST)
    assert {warning.rule for warning in report.warnings} <= {*report.scores}
    return {*report.scores} & {"no-synergy", "naked-retweet"}


def test_it_is_off(pack: Path) -> None:
    assert flagged(pack) == {"naked-retweet"}


def test_the_setting_turns_all_previews_on(pack: Path) -> None:
    assert flagged(pack, preview=True) == {"naked-retweet", "no-synergy"}


def test_to_select_it_by_name_turns_it_on(pack: Path) -> None:
    assert flagged(pack, select=["no-synergy"]) == {"no-synergy"}


def test_to_refine_it_does_not_turn_it_on(pack: Path) -> None:
    assert flagged(pack, rules={"no-synergy": "error"}) == {"naked-retweet"}


def test_it_can_be_ignored_and_is_no_unknown_rule(pack: Path) -> None:
    assert flagged(pack, preview=True, ignore=["no-synergy"]) == {"naked-retweet"}
    assert flagged(pack, ignore=["no-synergy"]) == {"naked-retweet"}


def test_while_off_it_silences_no_other_rule(pack: Path) -> None:
    other = RULE.replace("no-synergy", "no-jargon").replace(
        "preview: true", "not-when: [no-synergy]"
    )
    (pack / "no-jargon.yaml").write_text(other, encoding="utf-8")
    settings = {"rule_paths": [str(pack)]}
    assert "no-jargon" in [warning.rule for warning in Linter(settings).check(POST).warnings]
    silenced = Linter({**settings, "preview": True}).check(POST)
    assert "no-jargon" not in [warning.rule for warning in silenced.warnings]


def test_rules_and_explain_mark_it(pack: Path) -> None:
    def run(*words: str) -> str:
        return CliRunner().invoke(app, [*words, "--rules", str(pack)]).stdout

    lines = run("rules").splitlines()
    assert [line.split()[0] for line in lines if "preview" in line] == ["no-synergy"]
    rows = json.loads(run("rules", "--format", "json"))
    assert [row["rule"] for row in rows if row["preview"]] == ["no-synergy"]
    assert "In preview" in run("explain", "no-synergy")
    assert "In preview" not in run("explain", "hard-sell")

"""A faulty rule file gets one clear error: file, line, column, what is wrong, what is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from postlint.linter import Linter
from postlint.model.errors import RuleError

GOOD = """\
rule: no-synergy
summary: Uses a word nobody says.
kind: evidence
severity: note
message: Say it as you would to a friend.
why: Nobody says it aloud.
bias: -3
signals:
  synergy:
    weight: 6
    phrases: [synergy, (circle|loop) back]
"""


def load(folder: Path, text: str, **settings: object) -> Linter:
    (folder / "no-synergy.yaml").write_text(text, encoding="utf-8")
    return Linter({"rule_paths": [str(folder)], **settings})


def test_a_rule_file_of_ones_own_works(tmp_path: Path) -> None:
    linter = load(tmp_path, GOOD)
    report = linter.check("Let's circle back on the synergy.")
    assert any(w.rule == "no-synergy" for w in report.warnings)
    assert linter.check("Let's talk on Monday.").scores["no-synergy"] < 0.5


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("summary:", "sumary:", ":2:1: unknown key 'sumary'; did you mean 'summary'?"),
        ("    weight: 6", "    wieght: 6", ":10:5: unknown key 'wieght'; did you mean 'weight'?"),
        ("kind: evidence", "kind: evidance", ":3:1: unknown kind 'evidance'; did you mean 'evidence'?"),
        ("severity: note", "severity: notes", ":4:1: severity: unknown value 'notes'; did you mean 'note'?"),
        ("    weight: 6", "    weight: -6", "evidence weighs 0 or more"),
        ("    weight: 6", "    weight: heavy", ":10:5: signals.synergy.weight: "),
        ("[synergy, (circle|loop) back]", '["@advertising-word"]', "there is no list 'advertising-word'; did you mean 'advertising-words'?"),
        ("[synergy, (circle|loop) back]", "[(circle back]", "parentheses don't match"),
        ("    phrases: [synergy, (circle|loop) back]", "    feature: qestion", "there is no feature 'qestion'; did you mean 'question'?"),
        ("    phrases: [synergy, (circle|loop) back]", "    all: [synergi]", "there is no signal 'synergi'"),
        ("    phrases: [synergy, (circle|loop) back]", "    measure: removed", "there is no measure 'removed'"),
        ("    phrases: [synergy, (circle|loop) back]", "    at: post-start", "exactly one way"),
        ("    phrases: [synergy, (circle|loop) back]", "    patterns: [[{NORM: a, OP: '*'}]]", "OP '*' has no end"),
        ("message: Say it as you would to a friend.\n", "", "the key 'message' is missing"),
        ("rule: no-synergy", "rule: no-synergie", "must stand in a file named no-synergie.yaml"),
        ("why: Nobody", "why: [Nobody", "not valid YAML"),
        ("bias: -3", "bias: -3\nbias: -4", "the key 'bias' stands twice"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(RuleError) as error:
        load(tmp_path, GOOD.replace(old, new))
    assert said in str(error.value)
    assert "no-synergy.yaml" in str(error.value)


def test_two_rules_with_one_id_name_both_files(tmp_path: Path) -> None:
    (tmp_path / "hard-sell.yaml").write_text(GOOD.replace("no-synergy", "hard-sell"))
    with pytest.raises(RuleError, match=r"hard-sell\.yaml.*stands in .*hard-sell\.yaml too"):
        Linter({"rule_paths": [str(tmp_path)]})


def test_users_own_phrases_take_the_signals_weight(tmp_path: Path) -> None:
    phrases = {"no-synergy": {"phrases": {"synergy": ["low-hanging fruit"]}}}
    linter = load(tmp_path, GOOD, rules=phrases)
    assert linter.check("Start with the low-hanging fruit.").scores["no-synergy"] > 0.9


def test_settings_refine_a_rule(tmp_path: Path) -> None:
    refined = {"no-synergy": {"severity": "error", "threshold": 0.01}}
    warning = load(tmp_path, GOOD, rules=refined).check("Hello there, all.").warnings[0]
    assert (warning.rule, warning.severity) == ("no-synergy", "error")


def test_a_list_can_be_extended(tmp_path: Path) -> None:
    text = GOOD.replace("[synergy, (circle|loop) back]", '["@via-markers"]')
    linter = load(tmp_path, text, lists={"via-markers": ["courtesy of"]})
    assert linter.check("Photo courtesy of Ana.").scores["no-synergy"] > 0.9


def test_a_pack_can_bring_its_own_lists(tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "fillers.yaml").write_text(
        "list: fillers\nabout: Words that say nothing.\nwords: [leverage, synergy]\n"
    )
    text = GOOD.replace("[synergy, (circle|loop) back]", '["@fillers"]')
    assert load(tmp_path, text).check("We leverage tools.").scores["no-synergy"] > 0.9


def test_a_rule_that_raises_does_not_hide_the_others(
    linter: Linter, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = next(rule for rule in linter.plan.rules if rule.id == "bare-quote")

    def fail(view: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(broken.kind, "judge", fail)
    report = linter.check("Buy now! 50% off, today only https://x.example/a")
    assert [(e.rule, e.message) for e in report.errors] == [
        ("bare-quote", "RuntimeError: broken on purpose")
    ]
    assert any(w.rule == "hard-sell" for w in report.warnings)

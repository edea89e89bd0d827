"""Labels in, fitted weights and measured figures out."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from postlint.cli.app import app
from postlint.linter import Linter
from postlint.measure.evaluate import evaluate, mistakes
from postlint.measure.figures import Verdict, figures, wilson
from postlint.measure.fit import choose_threshold, fit_rule, measure
from postlint.measure.labels import read_labels
from postlint.measure.record import hashes, stale
from postlint.measure.write_back import write_back
from postlint.model.errors import InputError

RULE = """\
# Ours.
rule: no-jargon  # the name
summary: Uses words that nobody says aloud.
kind: evidence
severity: warning
threshold: 0.5
message: Say it as you would to a friend.
why: People skip what they'd have to translate.
bias: -0.5
signals:
  jargon:
    weight: 1   # a guess
    phrases: [synergy, leverage]
  shouting:
    weight: 0.5
    phrases: [wow]
  rare:
    weight: 0.75
    phrases: [paradigm]
unless:
  irony:
    weight: -0.5
    phrases: [so-called]
"""


def rows() -> list[dict[str, Any]]:
    """Jargon is wrong unless it is meant ironically; shouting is neither here nor there."""
    found = []
    for i in range(40):
        found += [
            {"text": f"We leverage case {i}", "labels": {"no-jargon": 2}},
            {"text": f"More synergy for team {i} wow", "labels": {"no-jargon": 2}},
            {"text": f"Our so-called synergy, part {i}", "labels": {"no-jargon": 0}},
            {"text": f"We met team {i} wow", "labels": {"no-jargon": 0}},
            {"text": f"We had lunch number {i}", "labels": {"no-jargon": 0}},
            {"text": f"Case {i} is none of ours", "labels": {"no-jargon": None}},
        ]
    return [
        {"id": str(i), "drawn": "natural" if i % 2 else "cue", **row} for i, row in enumerate(found)
    ]


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    path = tmp_path / "labels.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows()), encoding="utf-8")
    return path


@pytest.fixture
def rule(tmp_path: Path) -> Path:
    folder = tmp_path / "ours"
    folder.mkdir()
    path = folder / "no-jargon.yaml"
    path.write_text(RULE, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


def test_fitting_keeps_signs_and_finds_what_matters(labels: Path, rule: Path) -> None:
    linter = Linter({"rule_paths": [str(rule)], "builtin_rules": False})
    fitted = fit_rule(
        linter.plan.rules[0], measure(linter, linter.plan.rules, read_labels(labels))["no-jargon"]
    )
    assert fitted.weights["jargon"] > 2
    assert 0 <= fitted.weights["shouting"] < 0.5
    assert fitted.weights["irony"] < -1
    assert fitted.weights["rare"] == 0.75, "no post shows it, so it keeps its weight"
    assert (fitted.precision, fitted.recall) == (1.0, 1.0)


def test_writing_back_touches_nothing_but_numbers(labels: Path, rule: Path) -> None:
    result = run("fit", labels, "--rules", rule.parent, "--rule", "no-jargon", "--write", rule)
    assert result.exit_code == 0, result.output
    import re

    number = r"(?<=: )-?\d+(\.\d+)?"
    assert re.sub(number, "N", rule.read_text()) == re.sub(number, "N", RULE)
    assert rule.read_text() != RULE
    again = run("fit", labels, "--rules", rule.parent, "--rule", "no-jargon", "--write", rule)
    assert "→" not in again.stdout


def test_without_write_it_only_prints(labels: Path, rule: Path) -> None:
    result = run("fit", labels, "--rules", rule.parent, "--rule", "no-jargon")
    assert "jargon: 1 → " in result.stdout
    assert rule.read_text() == RULE


def test_too_few_labels_are_refused(tmp_path: Path, rule: Path) -> None:
    few = tmp_path / "few.jsonl"
    few.write_text("\n".join(json.dumps(row) for row in rows()[:6]))
    result = run("fit", few, "--rules", rule.parent, "--rule", "no-jargon")
    assert "fitting needs at least 5 of each" in str(result.exception)


def test_a_missing_number_is_named(labels: Path, rule: Path) -> None:
    rule.write_text(RULE.replace("threshold: 0.5\n", ""))
    linter = Linter({"rule_paths": [str(rule)], "builtin_rules": False})
    fitted = fit_rule(
        linter.plan.rules[0], measure(linter, linter.plan.rules, read_labels(labels))["no-jargon"]
    )
    with pytest.raises(InputError, match="there is no threshold"):
        write_back(rule, fitted)


def test_eval_prints_figures_and_mistakes(labels: Path, rule: Path) -> None:
    result = run("eval", labels, "--rules", rule.parent, "--rule", "no-jargon")
    assert result.exit_code == 0, result.output
    assert "All posts" in result.stdout
    assert "Posts drawn at random" in result.stdout
    listed = run("eval", labels, "--rules", rule.parent, "--errors", "no-jargon")
    assert "missed" in listed.stdout or "false alarm" in listed.stdout
    assert "jargon" in listed.stdout


def test_eval_as_json_has_both_parts(labels: Path, rule: Path) -> None:
    result = run("eval", labels, "--rules", rule.parent, "--rule", "no-jargon", "--format", "json")
    data = json.loads(result.stdout)
    assert data["all"]["no-jargon"]["n"] == 200
    assert data["natural"]["no-jargon"]["n"] == 80


def test_eval_of_an_unknown_rule_names_the_nearest(labels: Path) -> None:
    assert "did you mean 'hard-sell'?" in str(run("eval", labels, "--rule", "hard-sel").exception)


def test_mistakes_are_what_contradicts_a_clear_label(labels: Path, rule: Path) -> None:
    linter = Linter({"rule_paths": [str(rule)], "builtin_rules": False})
    evaluation = evaluate(linter, read_labels(labels))
    wrong = mistakes(evaluation, "no-jargon")
    table = evaluation.all_posts["no-jargon"]
    assert len(wrong) == sum(m.missed for m in wrong) + sum(not m.missed for m in wrong)
    assert sum(m.missed for m in wrong) == round(table.positives * (1 - table.recall.value))


def test_figures_count_as_the_referee_does() -> None:
    verdicts = [
        Verdict("a", 2, True, 0.9),
        Verdict("b", 2, False, 0.2),
        Verdict("c", 0, True, 0.8),
        Verdict("d", 0, False, 0.1),
        Verdict("e", 0, False, None),
        Verdict("f", 1, True, 0.5),
    ]
    f = figures("x", verdicts, 3)
    assert (f.precision.value, f.recall.value) == (0.5, 0.5)
    assert (f.positives, f.negatives, f.missing_scores) == (2, 3, 1)
    assert f.auc == pytest.approx((3 / 3 * 0 + 2 + 1) / 6)
    assert f.brier == pytest.approx((0.01 + 0.64 + 0.64 + 0.01 + 1 + 0) / 6)
    assert f.flagged_where_not_applicable == 3


def test_an_interval_holds_its_share() -> None:
    interval = wilson(9, 10)
    assert interval.low < 0.9 < interval.high <= 1
    assert math.isnan(wilson(0, 0).value)


def test_a_threshold_pays_for_precision() -> None:
    import numpy as np

    scores = np.array([0.9] * 30 + [0.6] * 10 + [0.6] * 8 + [0.1] * 50)
    grades = np.array([2] * 40 + [0] * 58)
    assert choose_threshold(scores, grades, note=False) > 0.6
    assert choose_threshold(scores, grades, note=True) <= 0.6


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", ":1:2: not JSON"),
        ('{"labels": {}}', "expected an object with 'text'"),
        ('{"text": "x"}', "'labels' must map rules"),
        ('{"text": "x", "labels": {"a": 3}}', "labels.a: must be 0, 1, 2 or null, not 3"),
        ('{"text": "x", "labels": {}, "post": {"plattform": "x"}}', "did you mean 'platform'?"),
    ],
)
def test_a_bad_label_names_its_line(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(line)
    with pytest.raises(InputError) as error:
        read_labels(path)
    assert said in str(error.value)
    assert "bad.jsonl:1" in str(error.value)


def test_a_record_goes_stale_with_what_it_rests_on(labels: Path, tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    assert run("eval", labels, "--record", path).exit_code == 0
    record = json.loads(path.read_text())
    assert stale(record) == []
    record["hashes"]["rules"] = "0" * 16
    assert stale(record) == ["rules"]
    assert set(hashes()) == {"rules", "code", "tagger"}

"""Measure the rules on labelled posts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from postlint.linter import Linter
from postlint.measure.figures import Figures, Verdict, figures
from postlint.measure.labels import Labelled, is_natural
from postlint.model.report import Report


@dataclass(frozen=True)
class Evaluation:
    """Figures by rule on all posts and on those drawn at random, and what was said of each."""

    rows: tuple[Labelled, ...]
    reports: tuple[Report, ...]
    all_posts: dict[str, Figures]
    natural: dict[str, Figures]


@dataclass(frozen=True)
class Mistake:
    """A post that a rule got plainly wrong."""

    row: Labelled
    report: Report
    missed: bool
    score: float | None


def evaluate(linter: Linter, rows: Sequence[Labelled]) -> Evaluation:
    """Return the evaluation of every rule that has a label."""
    reports = tuple(linter.check_many(row.post for row in rows))
    known = {rule.id for rule in linter.plan.rules if rule.shown}
    labelled = {name for row in rows for name in row.grades}
    names = [rule for rule in sorted(known) if rule in labelled]
    natural = [i for i, row in enumerate(rows) if is_natural(row)]
    everything = range(len(rows))
    return Evaluation(
        rows=tuple(rows),
        reports=reports,
        all_posts={name: _figures(name, rows, reports, everything) for name in names},
        natural={name: _figures(name, rows, reports, natural) for name in names} if natural else {},
    )


def _figures(
    rule: str, rows: Sequence[Labelled], reports: Sequence[Report], chosen: Sequence[int]
) -> Figures:
    verdicts = []
    not_applicable = 0
    for i in chosen:
        grade = rows[i].grades.get(rule)
        flagged = any(w.rule == rule for w in reports[i].warnings)
        if grade is None:
            not_applicable += flagged
        else:
            verdicts.append(Verdict(rows[i].id, grade, flagged, reports[i].scores.get(rule)))
    return figures(rule, verdicts, not_applicable)


def mistakes(evaluation: Evaluation, rule: str) -> list[Mistake]:
    """Return the posts on which ``rule`` contradicts a clear label, the surest mistakes first."""
    found = []
    for row, report in zip(evaluation.rows, evaluation.reports, strict=True):
        grade = row.grades.get(rule)
        flagged = any(w.rule == rule for w in report.warnings)
        if grade in (0, 2) and flagged != (grade == 2):
            found.append(Mistake(row, report, not flagged, report.scores.get(rule)))
    return sorted(found, key=lambda m: -abs((m.score if m.score is not None else 0.5) - 0.5))

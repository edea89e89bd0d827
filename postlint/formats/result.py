"""What a run produced, ready to be written in any format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from postlint.model.report import Report, Severity, Warning


class Region(NamedTuple):
    """From (line, column) to (end_line, end_column), exclusive; 1-based, in code points."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class RuleAbout:
    """What formats say of a rule."""

    id: str
    summary: str
    why: str
    severity: Severity
    help: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """A report with its warnings' places: ``regions`` holds, for each warning, its spans'.

    Something missing has one region, the post's first character. ``silenced`` are warnings that
    the team asked not to hear of. ``identity`` stays the same when the post moves.
    """

    report: Report
    regions: tuple[tuple[Region, ...], ...] = ()
    silenced: tuple[Warning, ...] = ()
    identity: str = ""
    fails: bool = False


@dataclass(frozen=True)
class Run:
    """All checked posts, faults and remarks of a run, in order.

    ``subsumes`` is by rule what it makes needless. ``redact``: write no text of a post.
    """

    checked: tuple[Checked, ...] = ()
    faults: tuple[str, ...] = ()
    subsumes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rules: Mapping[str, RuleAbout] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    redact: bool = False

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        return tuple(checked.report for checked in self.checked)


def shown_warnings(report: Report, subsumes: Mapping[str, tuple[str, ...]]) -> list[Warning]:
    """Return the warnings without those that another warning of the post subsumes."""
    hidden = {name for w in report.warnings for name in subsumes.get(w.rule, ())}
    return [w for w in report.warnings if w.rule not in hidden]


def shown_regions(run: Run, checked: Checked) -> list[tuple[Warning, Region]]:
    """Return the shown warnings of a post, each with its first region."""
    shown = shown_warnings(checked.report, run.subsumes)
    return [
        (warning, regions[0] if regions else _region(warning))
        for warning, regions in _pairs(checked)
        if warning in shown
    ]


def _pairs(checked: Checked) -> list[tuple[Warning, tuple[Region, ...]]]:
    warnings = checked.report.warnings
    regions = checked.regions or ((),) * len(warnings)
    return list(zip(warnings, regions, strict=True))


def _region(warning: Warning) -> Region:
    line, column = warning.location.line, warning.location.column
    return Region(line, column, line, column)


def file_of(report: Report) -> str:
    """Return the post's file, or what stands for it."""
    return report.post.place.file if report.post.place else "<text>"

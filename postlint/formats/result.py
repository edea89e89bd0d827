"""What a run produced, ready to be written in any format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from postlint.model.report import Report, Warning


@dataclass(frozen=True, slots=True)
class Run:
    """All reports and faults of a run, in order. ``subsumes`` is by rule what it makes needless."""

    reports: tuple[Report, ...] = ()
    faults: tuple[str, ...] = ()
    subsumes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def shown_warnings(report: Report, subsumes: Mapping[str, tuple[str, ...]]) -> list[Warning]:
    """Return the warnings without those that another warning of the post subsumes."""
    hidden = {name for w in report.warnings for name in subsumes.get(w.rule, ())}
    return [w for w in report.warnings if w.rule not in hidden]

"""Rewrites before and after they are verified, and the protocol of a plugin's rewriter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from postlint.model.reading import PostView
from postlint.model.report import Report, Rewrite, Safety, Warning


@dataclass(frozen=True, slots=True)
class Proposal:
    """A whole new text that somebody proposes; nobody sees it before it is verified."""

    title: str
    text: str
    safety: Safety
    proposer: str = ""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A proposal that failed, and why: each reason is a short name and its detail."""

    rule: str
    proposal: Proposal
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """What came of the proposals for one warning."""

    rule: str
    rewrites: tuple[Rewrite, ...]
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class Fixed:
    """A post's text after ``fix``: the rewrites applied, in order, and the report on the end."""

    text: str
    applied: tuple[tuple[str, Rewrite], ...]
    report: Report


Rewriter = Callable[[PostView, Warning], Iterable[Proposal]]
"""A plugin's: proposes texts for one warning on one reading of the post."""

"""What a check returns: plain data that pickles and outlives everything that made it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, Literal, get_args

from postlint.model.post import Post

Severity = Literal["error", "warning", "note"]
SEVERITIES: Final = get_args(Severity)
"""From gravest to mildest."""

Safety = Literal["safe", "suggested", "template"]
"""``safe`` only removes, recases or repunctuates; ``suggested`` adds words; ``template`` holds a
marked blank that only the writer can fill."""

SAFETIES: Final = get_args(Safety)

REPORT_VERSION: Final = 1


def severity_rank(severity: Severity) -> int:
    """Return 0 for ``error``, 1 for ``warning``, 2 for ``note``."""
    return SEVERITIES.index(severity)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points ``start`` (inclusive) to ``end`` (exclusive) of the post's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Signal:
    """A named piece of evidence: ``value`` in [0, max], its ``weight`` and where it stands."""

    name: str
    weight: float
    value: float
    spans: tuple[Span, ...] = ()
    about: str = ""

    @property
    def share(self) -> float:
        """What the signal adds to the score's log-odds."""
        return self.weight * self.value


@dataclass(frozen=True, slots=True)
class Location:
    """The first place of a warning; line and column are 1-based, in code points."""

    file: str | None
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Edit:
    """The text that takes the place of a span."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A whole new text of the post, linted and found better; ``edits`` lead from old to new."""

    title: str
    text: str
    edits: tuple[Edit, ...]
    proposer: str
    safety: Safety


@dataclass(frozen=True, slots=True)
class Warning:
    """A rule that is true of the post: ``score`` in [0, 1] is at or over its threshold.

    ``spans`` are the places of the signals that speak for it, in text order; something missing
    has none, and its ``location`` is the post's first character. ``rewriter`` computes
    ``rewrites`` when they are first asked for; it is no part of what the warning says.
    """

    rule: str
    score: float
    severity: Severity
    message: str
    spans: tuple[Span, ...]
    signals: tuple[Signal, ...]
    location: Location
    rewriter: Callable[[str], tuple[Rewrite, ...]] | None = field(
        default=None, repr=False, compare=False
    )

    @property
    def rewrites(self) -> tuple[Rewrite, ...]:
        """At most three verified rewrites, the best first; computed once."""
        return () if self.rewriter is None else self.rewriter(self.rule)


@dataclass(frozen=True, slots=True)
class RuleFailure:
    """A rule, feature or hook that raised. The other rules' verdicts stand.

    ``plugin`` is the plugin it comes from, empty for built-ins; ``rule`` is empty where no single
    rule is at fault.
    """

    rule: str
    message: str
    plugin: str = ""

    def __str__(self) -> str:
        rule = f"rule {self.rule}" if self.rule else ""
        plugin = f"plugin {self.plugin}" if self.plugin else ""
        return f"{' of '.join(filter(None, (rule, plugin)))}: {self.message}"


@dataclass(frozen=True, slots=True)
class Report:
    """The verdict on one post.

    ``post`` carries the inferred kind, intent and language. ``scores`` holds every rule that
    applies, flagged or not, each in [0, 1]. ``conversation`` is 0-100, or ``None`` where no
    conversational rule applies (notices, posts not checked). ``skipped`` says why a post was not
    checked, or is empty.
    """

    post: Post
    warnings: tuple[Warning, ...] = ()
    scores: Mapping[str, float] = field(default_factory=dict)
    conversation: int | None = None
    errors: tuple[RuleFailure, ...] = ()
    skipped: str = ""
    calibrated: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "scores", MappingProxyType(dict(self.scores)))

    def __reduce__(self) -> tuple[Any, ...]:
        values = (self.post, self.warnings, dict(self.scores), self.conversation)
        return (Report, (*values, self.errors, self.skipped, self.calibrated))

    def to_dict(self, rewrites: bool = False) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md), made of plain lists and dicts.

        With ``rewrites`` every warning carries its own, which takes longer.
        """
        post = self.post
        return {
            "version": REPORT_VERSION,
            "post": {
                "id": post.id,
                "text": post.text,
                "platform": post.platform,
                "kind": post.kind,
                "intent": post.intent,
                "lang": post.lang,
                "file": post.place.file if post.place else None,
            },
            "warnings": [_warning(warning, rewrites) for warning in self.warnings],
            "scores": dict(self.scores),
            "conversation": self.conversation,
            "calibrated": self.calibrated,
            "skipped": self.skipped or None,
            "errors": [
                {"rule": e.rule or None, "plugin": e.plugin or None, "message": e.message}
                for e in self.errors
            ],
        }


def _warning(warning: Warning, rewrites: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "rule": warning.rule,
        "score": warning.score,
        "severity": warning.severity,
        "message": warning.message,
        "line": warning.location.line,
        "column": warning.location.column,
        "spans": [{"start": s.start, "end": s.end} for s in warning.spans],
        "signals": [
            {
                "name": s.name,
                "about": s.about,
                "weight": s.weight,
                "value": s.value,
                "spans": [{"start": p.start, "end": p.end} for p in s.spans],
            }
            for s in warning.signals
        ],
    }
    if rewrites:
        found["rewrites"] = [_rewrite(rewrite) for rewrite in warning.rewrites]
    return found


def _rewrite(rewrite: Rewrite) -> dict[str, Any]:
    return {
        "title": rewrite.title,
        "text": rewrite.text,
        "proposer": rewrite.proposer,
        "safety": rewrite.safety,
        "edits": [
            {"start": e.span.start, "end": e.span.end, "text": e.text} for e in rewrite.edits
        ],
    }

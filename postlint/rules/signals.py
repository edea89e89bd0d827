"""Signals: named evidence that a rule file describes and a reading of a post shows."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from postlint.model.errors import nearest
from postlint.model.reading import NOTHING, Feature, Found, PostView, TokenRange
from postlint.model.report import Signal
from postlint.rules.schema import SignalSpec

_NEGATION_REACH = 3


def logistic(x: float) -> float:
    """Return ``1 / (1 + exp(-x))`` without overflow, in [0, 1]."""
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


class Signals:
    """A rule's signals, ready to be measured on posts.

    ``owner`` keeps the groups of one rule apart from another's. ``phrases`` are the user's own,
    by signal.

    Raises:
        ValueError: an unknown feature, list, measure or signal; ``.path`` of the error's
            argument tuple names the key.
    """

    def __init__(
        self,
        owner: str,
        specs: Mapping[str, SignalSpec],
        features: Mapping[str, Feature],
        lists: Iterable[str],
        measures: Iterable[str] = (),
        phrases: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.specs = specs
        self._features = features
        self._order = _order(specs)
        self._groups: dict[str, tuple[str, ...]] = {}
        self.groups: dict[str, list[str]] = {}
        self.patterns: dict[str, list[list[dict[str, Any]]]] = {}
        extra = phrases or {}
        for name in extra:
            if name not in specs:
                raise SpecError((), f"there is no signal {name!r}{nearest(name, specs)}")
        known_lists, known_measures = set(lists), set(measures)
        for name, spec in specs.items():
            if spec.feature is not None and spec.feature not in features:
                raise SpecError((name, "feature"), _missing("feature", spec.feature, features))
            if spec.measure is not None and spec.measure not in known_measures:
                raise SpecError((name, "measure"), _missing("measure", spec.measure, measures))
            self._collect(owner, name, spec, extra.get(name, ()), known_lists)

    def _collect(
        self, owner: str, name: str, spec: SignalSpec, extra: tuple[str, ...], lists: set[str]
    ) -> None:
        groups: list[str] = []
        own: list[str] = list(extra)
        for phrase in spec.phrases:
            if phrase.startswith("@") and phrase[1:] in lists:
                groups.append(phrase)
            elif phrase.startswith("@") and " " not in phrase:
                raise SpecError((name, "phrases"), _missing("list", phrase[1:], lists))
            else:
                own.append(phrase)
        key = f"{owner}/{name}"
        if own:
            self.groups[key] = own
            groups.append(key)
        if spec.patterns:
            self.patterns[f"{key}/patterns"] = spec.patterns
            groups.append(f"{key}/patterns")
        self._groups[name] = tuple(groups)

    def measure(
        self, view: PostView, measures: Mapping[str, Found] | None = None
    ) -> dict[str, Found]:
        """Return what was found of every signal, in [0, ``max``]."""
        found: dict[str, Found] = {}
        for name in self._order:
            spec = self.specs[name]
            if spec.feature is not None:
                result = self._features[spec.feature](view, spec.options)
            elif spec.measure is not None:
                result = (measures or {}).get(spec.measure, NOTHING)
            elif spec.all or spec.any:
                result = _combine(spec, found)
            else:
                result = self._matched(view, name, spec)
            found[name] = Found(min(max(result.value, 0.0), float(spec.max)), result.tokens)
        return {name: found[name] for name in self.specs}

    def _matched(self, view: PostView, name: str, spec: SignalSpec) -> Found:
        hits: list[TokenRange] = [
            hit
            for group in self._groups[name]
            for hit in view.hits(group)
            if counts(view, hit, spec.at, spec.within)
            and not (spec.negated == "skip" and is_negated(view, hit))
        ]
        if not hits:
            return NOTHING
        unique = tuple(dict.fromkeys(sorted(hits)))
        return Found(float(len(unique)), unique)

    def report(self, view: PostView, found: Mapping[str, Found]) -> tuple[Signal, ...]:
        """Return the signals that were found, heaviest share first."""
        signals = [
            Signal(
                name,
                self.specs[name].weight,
                round(result.value, 3),
                tuple(view.span(t) for t in result.tokens if t[0] < t[1])
                if self.specs[name].shown
                else (),
                self.specs[name].about,
            )
            for name, result in found.items()
            if result.value
        ]
        return tuple(sorted(signals, key=lambda s: (-abs(s.share), s.name)))

    def total(self, found: Mapping[str, Found]) -> float:
        """Return the sum of weight times value."""
        return math.fsum(self.specs[name].weight * f.value for name, f in found.items())


class SpecError(ValueError):
    """A rule file names something that isn't there; ``path`` leads to the key."""

    def __init__(self, path: tuple[str, ...], message: str) -> None:
        super().__init__(message)
        self.path = path


def _missing(what: str, word: str, valid: Iterable[str]) -> str:
    known = sorted(valid)
    return f"there is no {what} {word!r}{nearest(word, known) or '; valid: ' + ', '.join(known)}"


def _order(specs: Mapping[str, SignalSpec]) -> list[str]:
    """Return the names so that every signal comes behind those it is made of."""
    done: list[str] = []
    path: list[str] = []

    def visit(name: str, user: str) -> None:
        if name not in specs:
            raise SpecError((user, "all"), f"there is no signal {name!r}{nearest(name, specs)}")
        if name in path:
            raise SpecError((user, "all"), f"signals {' -> '.join([*path, name])} need each other")
        if name in done:
            return
        path.append(name)
        for part in (*specs[name].all, *specs[name].any, *specs[name].none):
            visit(part, name)
        path.pop()
        done.append(name)

    for name in specs:
        visit(name, name)
    return done


def _combine(spec: SignalSpec, found: Mapping[str, Found]) -> Found:
    parts = [found[name] for name in spec.all]
    value = min((min(part.value, 1.0) for part in parts), default=1.0)
    if spec.any:
        options = [found[name] for name in spec.any]
        parts += options
        value = min(value, max(min(part.value, 1.0) for part in options))
    for name in spec.none:
        value = min(value, 1.0 - min(found[name].value, 1.0))
    if value <= 0:
        return NOTHING
    return Found(value, tuple(sorted({t for part in parts for t in part.tokens})))


def counts(view: PostView, hit: TokenRange, at: str, within: str) -> bool:
    """Whether a token range stands at the wanted place, in the wanted voice."""
    start, end = hit
    if within == "own" and not view.own[start]:
        return False
    if within == "quoted" and view.own[start]:
        return False
    if at == "anywhere":
        return True
    if at == "clause-start":
        return start in view.clause_heads
    if at == "sentence-start":
        return start in view.sentence_heads
    if at == "sentence-end":
        return any(i in view.sentence_tails for i in range(start, end))
    if at == "post-start":
        return start <= view.first_word
    return end > view.last_word


def is_negated(view: PostView, hit: TokenRange) -> bool:
    """Whether a negation stands up to three words before, in the same clause."""
    negations = view.lists["negations"]
    for i in range(hit[0] - 1, max(-1, hit[0] - 1 - _NEGATION_REACH), -1):
        if view.kinds[i] not in ("word", "number"):
            return False
        if view.norms[i] in negations:
            return True
    return False

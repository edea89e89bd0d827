"""The base of every kind: a class that rule files configure."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from postlint.model.reading import Feature, Found, Judgement, PostView
from postlint.rules.schema import SignalFile, Strict
from postlint.rules.signals import Signals, logistic


@dataclass(frozen=True)
class Tools:
    """What a kind may use: the features and lists in force, and the user's own phrases."""

    features: Mapping[str, Feature] = field(default_factory=dict)
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Kind(ABC):
    """One rule at work. Subclass it, set ``name``, and implement ``judge``.

    ``Options`` is a pydantic model of the rule file's ``options:``; ``measures`` are the names
    that the file's signals may use as ``measure:``.
    """

    name: ClassVar[str]
    measures: ClassVar[tuple[str, ...]] = ()

    class Options(Strict):
        """No options."""

    def __init__(self, rule: SignalFile, options: Any, tools: Tools) -> None:
        self.rule = rule
        self.options = options
        self.signals = Signals(
            rule.id,
            rule.evidence,
            tools.features,
            tools.lists,
            self.measures,
            tools.phrases,
        )

    @property
    def groups(self) -> Mapping[str, list[str]]:
        """Phrases to find, by group."""
        return self.signals.groups

    @property
    def patterns(self) -> Mapping[str, list[list[dict[str, Any]]]]:
        """Token patterns to find, by group."""
        return self.signals.patterns

    @abstractmethod
    def judge(self, view: PostView) -> Judgement:
        """Return the score, the probability that the rule is true of the post, and why."""

    def weigh(self, view: PostView, measures: Mapping[str, Found] | None = None) -> Judgement:
        """Return the logistic score of the rule's signals, rounded to 3 decimals."""
        found = self.signals.measure(view, measures)
        score = logistic(self.rule.bias + self.signals.total(found))
        return Judgement(round(score, 3), self.signals.report(view, found))

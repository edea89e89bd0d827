"""What a rule file and a list file may hold."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator

from postlint.model.report import Severity
from postlint.rules.rewrite_schema import Rewrites

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
At = Literal[
    "anywhere",
    "post-start",
    "post-end",
    "sentence-start",
    "sentence-end",
    "clause-start",
]
Within = Literal["own", "quoted", "any"]
MAX_REPEATS = 8


def _bounded(pattern: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if not pattern:
        raise ValueError("an empty pattern matches nothing; give at least one token")
    for token in pattern:
        if token.get("OP") in ("*", "+"):
            raise ValueError(
                f"OP {token['OP']!r} has no end and can be slow; "
                f"say how many at most, such as '{{0,{MAX_REPEATS}}}'"
            )
    return pattern


TokenPattern = Annotated[list[dict[str, Any]], AfterValidator(_bounded)]
"""One spaCy token pattern, linear to match."""


class Strict(BaseModel):
    """Unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class SignalSpec(Strict):
    """One named piece of evidence: how to find it, where it counts and what it weighs.

    It is found by ``phrases`` and ``patterns`` (any of them), by a ``feature``, by a ``measure``
    of the rule's kind, or it holds when ``all`` of other signals do (and ``none`` of others).
    """

    weight: float
    about: str = ""
    phrases: list[str] = []
    patterns: list[TokenPattern] = []
    feature: str | None = None
    measure: str | None = None
    options: dict[str, Any] = Field(default={}, alias="with")
    all: list[Identifier] = []
    any: list[Identifier] = []
    none: list[Identifier] = []
    at: At = "anywhere"
    within: Within = "own"
    negated: Literal["skip", "keep"] = "skip"
    max: Annotated[int, Field(ge=1, le=100)] = 1
    shown: bool = True

    @model_validator(mode="after")
    def _one_way(self) -> SignalSpec:
        ways = [
            bool(self.phrases or self.patterns),
            self.feature is not None,
            self.measure is not None,
            bool(self.all or self.any),
        ]
        if sum(ways) != 1:
            raise ValueError(
                "a signal is found in exactly one way: phrases and patterns, or feature, "
                "or measure, or all/any of other signals"
            )
        if self.options and self.feature is None:
            raise ValueError("'with' holds options of a feature; there is no 'feature' here")
        return self


class BadExample(Strict):
    """A post that the rule must flag.

    ``spans`` are texts its spans must cover; ``fix`` is the text of its first rewrite.
    """

    text: str
    platform: str = "generic"
    kind: Literal["original", "reply", "quote", "repost"] | None = None
    intent: Literal["converse", "serve", "sell", "notice"] | None = None
    quoted: str | None = None
    spans: list[str] = []
    fix: str | None = None


class GoodExample(Strict):
    """A post on which the rule must stay silent; ``why`` says what makes it different."""

    text: str
    platform: str = "generic"
    kind: Literal["original", "reply", "quote", "repost"] | None = None
    intent: Literal["converse", "serve", "sell", "notice"] | None = None
    quoted: str | None = None
    poll: list[str] = []
    why: str = ""


class Examples(Strict):
    bad: list[BadExample] = []
    good: list[GoodExample] = []


class Authority(Strict):
    """A source behind a rule."""

    title: str
    url: str = ""
    says: str = ""


class Applies(Strict):
    """Which posts a rule looks at."""

    replies: bool = True
    intents: list[Literal["converse", "serve", "sell", "notice"]] = ["converse", "serve", "sell"]


class SignalFile(Strict):
    """What rules and intents share: signals, their weights, and examples that run as tests."""

    languages: list[str] = []
    bias: float = 0.0
    signals: dict[Identifier, SignalSpec] = {}
    unless: dict[Identifier, SignalSpec] = {}
    examples: Examples = Examples()

    @property
    def id(self) -> str:
        """The name that keeps this file's phrases apart from another's."""
        raise NotImplementedError

    @property
    def evidence(self) -> dict[str, SignalSpec]:
        """All signals by name, those under ``unless`` included."""
        return {**self.signals, **self.unless}

    @model_validator(mode="after")
    def _signs(self) -> SignalFile:
        for name, spec in self.signals.items():
            if spec.weight < 0:
                raise ValueError(
                    f"signals.{name}.weight is {spec.weight}: evidence weighs 0 or more; "
                    "what speaks against it stands under 'unless'"
                )
            if name in self.unless:
                raise ValueError(f"{name!r} stands under both 'signals' and 'unless'")
        for name, spec in self.unless.items():
            if spec.weight > 0:
                raise ValueError(f"unless.{name}.weight is {spec.weight}: it must be 0 or less")
        return self


class RuleFile(SignalFile):
    """A rule, as written in its YAML file. In ``preview`` it is off unless it is asked for."""

    rule: Identifier
    summary: str
    kind: str
    severity: Severity
    preview: bool = False
    threshold: Annotated[float, Field(ge=0, le=1)] = 0.5
    applies: Applies = Applies()
    not_when: list[Identifier] = Field(default=[], alias="not-when")
    subsumes: list[Identifier] = []
    conversation: Annotated[float, Field(ge=0, le=1)] = 0.0
    message: Annotated[str, Field(min_length=1)]
    why: str
    authority: list[Authority] = []
    options: dict[str, Any] = {}
    rewrites: Rewrites = Rewrites()

    @property
    def id(self) -> str:
        return self.rule

    @field_validator("message")
    @classmethod
    def _one_line(cls, message: str) -> str:
        if "\n" in message.strip():
            raise ValueError("a message is one line")
        return message.strip()


class IntentFile(SignalFile):
    """How an intent is inferred: the same signals as a rule's, but no warning."""

    intent: Literal["serve", "sell", "notice"]
    summary: str
    threshold: Annotated[float, Field(ge=0, le=1)] = 0.5
    why: str

    @property
    def id(self) -> str:
        return f"intent-{self.intent}"


class ListFile(Strict):
    """A named list of phrases, and token patterns, that rules share and settings extend."""

    name: Identifier = Field(alias="list")
    about: str
    words: Annotated[list[str], Field(min_length=1)]
    patterns: list[TokenPattern] = []

"""What a user may set. Settings refine the defaults and never replace them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from postlint.model.errors import ConfigError, unknown
from postlint.model.post import INTENTS, PLATFORMS, Intent
from postlint.model.report import SEVERITIES, Severity


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """One rule's refinements.

    ``phrases`` maps a signal of the rule to more phrases of the user's own; they take that
    signal's weight. ``options`` overrides options of the rule's kind.
    """

    severity: Severity | None = None
    threshold: float | None = None
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settings:
    """How to lint. All fields have defaults; ``Settings()`` is the built-in behaviour.

    ``select`` (empty: all) and ``ignore`` name rules. ``lists`` extends the named word lists.
    ``handles`` and ``brands`` are the author's own names. ``min_score`` in [0, 1] hides warnings
    with a lower score; it does not move any threshold. ``ruleset`` pins the numbers of the
    built-in rules to those of a release; ``preview`` turns on the rules in preview.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity = "warning"
    min_score: float = 0.0
    platform: str = "generic"
    intent: Intent | None = None
    languages: tuple[str, ...] = ("en",)
    handles: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    rules: Mapping[str, RuleSettings] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rule_paths: tuple[str, ...] = ()
    plugins: tuple[str, ...] = ()
    builtin_rules: bool = True
    pipeline: str | None = None
    ruleset: str | None = None
    preview: bool = False

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any], place: str = "settings") -> Settings:
        """Return settings from plain data such as parsed YAML.

        Raises:
            ConfigError: an unknown key or a bad value; the message starts with ``place`` and
                names the nearest valid key.
        """
        if not isinstance(data, Mapping):
            raise ConfigError(f"{place}: expected a mapping of settings, not {data!r:.60}")
        names = [f.name for f in fields(cls)]
        values: dict[str, Any] = {}
        for key, value in data.items():
            if key not in names:
                raise ConfigError(f"{place}: {unknown('setting', str(key), names)}")
            values[key] = _value(place, key, value)
        return cls(**values)


def _value(place: str, key: str, value: Any) -> Any:
    where = f"{place}: {key}"
    if key in _WORDS:
        return _words(where, value)
    if key == "fail_on":
        return _choice(where, value, SEVERITIES)
    if key == "platform":
        return _choice(where, value, PLATFORMS)
    if key == "intent":
        return None if value is None else _choice(where, value, INTENTS)
    if key == "min_score":
        return _unit(where, value)
    if key in ("builtin_rules", "preview"):
        if not isinstance(value, bool):
            raise ConfigError(f"{where} must be true or false, not {value!r}")
        return value
    if key == "pipeline":
        if value is not None and not isinstance(value, str):
            raise ConfigError(f"{where} must be the name of a spaCy pipeline, not {value!r}")
        return value
    if key == "ruleset":
        if isinstance(value, bool) or not isinstance(value, str | int | float | None):
            raise ConfigError(f"{where} must be the name of a ruleset, not {value!r}")
        return None if value is None else str(value)  # YAML reads 2026.1 as a number
    if not isinstance(value, Mapping):
        raise ConfigError(f"{where} must be a mapping, not {value!r:.60}")
    if key == "lists":
        return {str(name): _words(f"{where}.{name}", words) for name, words in value.items()}
    return {str(name): _rule(f"{where}.{name}", item) for name, item in value.items()}


_WORDS = ("select", "ignore", "languages", "handles", "brands", "rule_paths", "plugins")


def _rule(where: str, value: Any) -> RuleSettings:
    if isinstance(value, RuleSettings):
        return value
    if isinstance(value, str):
        return RuleSettings(severity=_choice(where, value, SEVERITIES))
    if not isinstance(value, Mapping):
        raise ConfigError(f"{where} must be a mapping or a severity, not {value!r:.60}")
    names = [f.name for f in fields(RuleSettings)]
    for key in value:
        if key not in names:
            raise ConfigError(f"{where}: {unknown('rule setting', str(key), names)}")
    severity, threshold = value.get("severity"), value.get("threshold")
    phrases, options = value.get("phrases") or {}, value.get("options") or {}
    for key, item in (("phrases", phrases), ("options", options)):
        if not isinstance(item, Mapping):
            raise ConfigError(f"{where}.{key} must be a mapping, not {item!r:.60}")
    return RuleSettings(
        severity=None if severity is None else _choice(f"{where}.severity", severity, SEVERITIES),
        threshold=None if threshold is None else _unit(f"{where}.threshold", threshold),
        phrases={str(k): _words(f"{where}.phrases.{k}", v) for k, v in phrases.items()},
        options=dict(options),
    )


def _words(where: str, value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
        raise ConfigError(f"{where} must be a list of words, not {value!r:.60}")
    return tuple(value)


def _choice(where: str, value: Any, valid: tuple[str, ...]) -> Any:
    if value not in valid:
        raise ConfigError(f"{where}: {unknown('value', str(value), valid)}")
    return value


def _unit(where: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ConfigError(f"{where} must be a number from 0 to 1, not {value!r}")
    return float(value)

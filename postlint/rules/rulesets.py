"""Rulesets: the numbers of the built-in rules as a release had them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import Field

from postlint.model.errors import ConfigError, unknown
from postlint.rules.packs import builtin_folder
from postlint.rules.schema import Identifier, IntentFile, RuleFile, SignalSpec, Strict
from postlint.rules.yaml_file import load_model

RULESETS = "rulesets"
RulesetName = Annotated[str, Field(pattern=r"^\d{4}\.[1-9]$")]
"""A year and a digit: YAML reads 2026.1 as a number, and 2026.10 would be the same number."""

File = TypeVar("File", RuleFile, IntentFile)


class Numbers(Strict):
    """What is pinned of one rule, or of one intent."""

    threshold: Annotated[float, Field(ge=0, le=1)]
    bias: float
    weights: dict[Identifier, float]


class Ruleset(Strict):
    """A file ``rules/rulesets/NAME.yaml``. An intent stands there as ``intent-NAME``."""

    ruleset: RulesetName
    rules: dict[Identifier, Numbers]


def ruleset_path(name: str) -> Path:
    """Return where a ruleset lies, or would."""
    return builtin_folder() / RULESETS / f"{name}.yaml"


def ruleset_names() -> list[str]:
    """Return the released rulesets, oldest first."""
    return sorted(path.stem for path in (builtin_folder() / RULESETS).glob("*.yaml"))


def read_ruleset(name: str) -> Ruleset:
    """Return a released ruleset.

    Raises:
        ConfigError: there is none of that name; the nearest or all are named.
    """
    names = ruleset_names()
    if name not in names:
        raise ConfigError(f"ruleset: {unknown('ruleset', name, names)}")
    return load_model(ruleset_path(name), Ruleset)


def pinned(file: File, numbers: Numbers) -> File:
    """Return the file with those numbers; a signal that has none is newer and weighs 0."""

    def weigh(specs: Mapping[str, SignalSpec]) -> dict[str, SignalSpec]:
        return {
            name: spec.model_copy(update={"weight": numbers.weights.get(name, 0.0)})
            for name, spec in specs.items()
        }

    return file.model_copy(
        update={
            "threshold": numbers.threshold,
            "bias": numbers.bias,
            "signals": weigh(file.signals),
            "unless": weigh(file.unless),
        }
    )


def pinned_rule(rule: RuleFile, ruleset: Ruleset) -> RuleFile:
    """Return a built-in rule as the ruleset has it; one that it lacks is newer, so in preview."""
    numbers = ruleset.rules.get(rule.rule)
    return rule.model_copy(update={"preview": True}) if numbers is None else pinned(rule, numbers)

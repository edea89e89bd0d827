"""Write a ruleset from the rule files: ``python -m postlint.measure.ruleset NAME [--write]``.

A ruleset holds the bias, weights and threshold of every built-in rule that is out of preview, and
of the intents. Without ``--write`` it only prints what writing would change.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

from postlint.engine.registry import collect
from postlint.model.errors import InputError, PostlintError
from postlint.model.settings import Settings
from postlint.rules.packs import builtin_folder
from postlint.rules.rulesets import Numbers, Ruleset, read_ruleset, ruleset_names, ruleset_path
from postlint.rules.schema import IntentFile, RuleFile

HEAD = "# Numbers as released, written by postlint.measure.ruleset. Not edited by hand.\n"
_NAME = re.compile(r"\d{4}\.[1-9]")


def numbers_of(file: RuleFile | IntentFile) -> Numbers:
    """Return the numbers that a rule or intent file has now."""
    return Numbers(
        threshold=file.threshold,
        bias=file.bias,
        weights={name: spec.weight for name, spec in file.evidence.items()},
    )


def current(name: str) -> Ruleset:
    """Return the numbers of the rule files as a ruleset."""
    numbers = {
        key: numbers_of(file)
        for key, file in _files().items()
        if not (isinstance(file, RuleFile) and file.preview)
    }
    return Ruleset(ruleset=name, rules=numbers)


def gone(ruleset: Ruleset) -> list[str]:
    """Return what a ruleset names that is in no rule file any more."""
    files = _files()
    return [
        *(rule for rule in ruleset.rules if rule not in files),
        *(
            f"{rule}.{signal}"
            for rule, numbers in ruleset.rules.items()
            if rule in files
            for signal in numbers.weights
            if signal not in files[rule].evidence
        ),
    ]


def changes(old: Ruleset | None, new: Ruleset) -> Iterator[str]:
    """Yield a line for each number that differs."""
    before = {} if old is None else _flat(old)
    after = _flat(new)
    for key in sorted({*before, *after}):
        a, b = before.get(key), after.get(key)
        if a != b:
            yield f"{key}: {'–' if a is None else f'{a:g}'} → {'–' if b is None else f'{b:g}'}"


def write_ruleset(name: str) -> Path:
    """Write the current numbers as a ruleset; return its path.

    Raises:
        InputError: a later ruleset exists, so this one is released and stays as it is, or this
            is an installation and no checkout.
    """
    if builtin_folder().name == "builtin":
        raise InputError(f"{ruleset_path(name)} belongs to an installation; work in a checkout")
    if any(other > name for other in ruleset_names()):
        raise InputError(
            f"ruleset {name} is released and stays as it is; the newest is {ruleset_names()[-1]}"
        )
    path = ruleset_path(name)
    path.parent.mkdir(exist_ok=True)
    text = yaml.safe_dump(current(name).model_dump(), sort_keys=False)
    path.write_text(HEAD + text, encoding="utf-8", newline="\n")
    return path


def _files() -> dict[str, RuleFile | IntentFile]:
    registry = collect(Settings())
    files: dict[str, RuleFile | IntentFile] = dict(sorted(registry.rules.items()))
    return {**files, **{file.id: file for file, _ in registry.intents}}


def _flat(ruleset: Ruleset) -> dict[str, float]:
    found: dict[str, float] = {}
    for rule, numbers in ruleset.rules.items():
        found[f"{rule}.threshold"] = numbers.threshold
        found[f"{rule}.bias"] = numbers.bias
        found |= {f"{rule}.{name}": weight for name, weight in numbers.weights.items()}
    return found


def main(arguments: list[str] | None = None) -> int:
    """Print what a ruleset would change, and write it when told to."""
    parser = argparse.ArgumentParser(prog="python -m postlint.measure.ruleset", description=__doc__)
    parser.add_argument("name", metavar="NAME", help="a year and a digit, such as 2026.1")
    parser.add_argument("--write", action="store_true", help="write rules/rulesets/NAME.yaml")
    given = parser.parse_args(arguments)
    if not _NAME.fullmatch(given.name):
        parser.error(f"a ruleset is named by a year and a digit from 1, not {given.name!r}")
    try:
        old = read_ruleset(given.name) if given.name in ruleset_names() else None
        lines = list(changes(old, current(given.name)))
        written = write_ruleset(given.name) if given.write else None
    except PostlintError as error:
        print(f"postlint: {error}", file=sys.stderr)
        return 2
    print("\n".join(lines) or f"{given.name}: nothing has changed")
    if written is not None:
        print(f"written: {written}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Every rule's own examples: bad ones are flagged, with the spans they name; good ones are not."""

from __future__ import annotations

import pytest

from postlint.engine.registry import collect
from postlint.examples import Case, cases_of, lacking, problem
from postlint.linter import Linter
from postlint.model.settings import Settings
from postlint.rules.schema import SignalFile

REGISTRY = collect(Settings())
FILES: dict[str, SignalFile] = {
    **REGISTRY.rules,
    **{file.id: file for file, _ in REGISTRY.intents},
}
PATHS = {**REGISTRY.paths, **{file.id: path for file, path in REGISTRY.intents}}
CASES = [case for name, file in FILES.items() for case in cases_of(file, PATHS[name])]


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.file.id}-{c.title}-{c.example.text:.40}")
def test_an_example_holds(linter: Linter, case: Case) -> None:
    assert not problem(linter, case)


@pytest.mark.parametrize("name", FILES)
def test_every_rule_has_both_kinds_of_example(name: str) -> None:
    assert not lacking(FILES[name])


@pytest.mark.parametrize("name", REGISTRY.rules)
def test_every_rule_names_its_authority(name: str) -> None:
    assert REGISTRY.rules[name].authority

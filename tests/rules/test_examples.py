"""Every rule's own examples: bad ones are flagged, with the spans they name; good ones are not."""

from __future__ import annotations

import pytest

from postlint.engine.registry import collect
from postlint.engine.run import check
from postlint.linter import Linter
from postlint.model.post import Post
from postlint.model.settings import Settings
from postlint.rules.schema import BadExample, GoodExample, SignalFile

REGISTRY = collect(Settings())
FILES: dict[str, SignalFile] = {
    **REGISTRY.rules,
    **{file.id: file for file, _ in REGISTRY.intents},
}
BAD = [(name, example) for name, file in FILES.items() for example in file.examples.bad]
GOOD = [(name, example) for name, file in FILES.items() for example in file.examples.good]


def as_post(example: BadExample | GoodExample) -> Post:
    return Post(
        example.text,
        platform=example.platform,
        kind=example.kind,
        intent=example.intent,
        quoted=example.quoted,
        poll=tuple(getattr(example, "poll", ())),
    )


def says(linter: Linter, name: str, example: BadExample | GoodExample) -> list[str] | None:
    """Return the texts under the warning's spans, or ``None`` where the rule is silent."""
    report = check(linter.plan, linter.plan.make_reader(), as_post(example))
    assert not report.errors
    if name.startswith("intent-"):
        return [] if report.post.intent == name.removeprefix("intent-") else None
    for warning in report.warnings:
        if warning.rule == name:
            return [example.text[span.start : span.end] for span in warning.spans]
    return None


@pytest.mark.parametrize(("name", "example"), BAD, ids=lambda value: str(value)[:60])
def test_a_bad_example_is_flagged(linter: Linter, name: str, example: BadExample) -> None:
    found = says(linter, name, example)
    assert found is not None
    for text in example.spans:
        assert any(text in span for span in found), f"{text!r} is not under {found}"


@pytest.mark.parametrize(("name", "example"), GOOD, ids=lambda value: str(value)[:60])
def test_a_good_example_is_left_alone(linter: Linter, name: str, example: GoodExample) -> None:
    assert says(linter, name, example) is None


@pytest.mark.parametrize("name", FILES)
def test_every_rule_has_both_kinds_of_example(name: str) -> None:
    assert FILES[name].examples.bad
    assert FILES[name].examples.good


@pytest.mark.parametrize("name", REGISTRY.rules)
def test_every_rule_names_its_authority(name: str) -> None:
    assert REGISTRY.rules[name].authority

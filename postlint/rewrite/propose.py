"""Proposals for one warning: from the rule's data, then from plugins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from postlint.engine.registry import Registry
from postlint.model.report import Safety, Warning
from postlint.model.rewriting import Proposal
from postlint.rewrite import trim
from postlint.rewrite.additions import add, add_last, questions, stable
from postlint.rewrite.sight import Sight
from postlint.rules.rewrite_schema import AskProposal, EditProposal, FrameProposal

BUILTIN = "postlint"
Looks = Callable[[str], Sight]


@dataclass(frozen=True)
class Attempt:
    """Proposals of which the first that holds is enough."""

    choices: tuple[Proposal, ...]


def propose(registry: Registry, sight: Sight, warning: Warning, looks: Looks) -> Iterator[Attempt]:
    """Yield attempts, the likeliest to be welcome first."""
    rule = registry.rules[warning.rule]
    for spec in rule.rewrites.propose:
        name = f"{BUILTIN}:{warning.rule}/{spec.do}"
        if isinstance(spec, EditProposal):
            found = list(_edit(registry, sight, warning, spec))
        elif isinstance(spec, AskProposal):
            found = list(_ask(registry, sight, spec, looks))
        else:
            found = list(_frame(sight, spec))
        made = tuple(Proposal(spec.title, text, safety, name) for text, safety in found)
        if made:
            yield Attempt(made)


def _edit(
    registry: Registry, sight: Sight, warning: Warning, spec: EditProposal
) -> Iterator[tuple[str, Safety]]:
    last: tuple[str, Safety] = (sight.text, "safe")
    for last in trim.levels(sight, warning, spec.use, spec.drop, registry.edits):
        yield last
    if spec.ask:
        for question in questions(sight, registry.packs)[:2]:
            yield add_last(last[0], question), "suggested"


def _ask(
    registry: Registry, sight: Sight, spec: AskProposal, looks: Looks
) -> Iterator[tuple[str, Safety]]:
    chosen = questions(sight, registry.packs, spec.packs)
    if not chosen:
        return
    text = sight.text
    for name in spec.use:
        for edit in registry.edits[name].do:
            text = trim.apply_spec(text, edit)
    base = sight if text == sight.text else looks(text)
    for question in chosen:
        yield add(base, question), "suggested"


def _frame(sight: Sight, spec: FrameProposal) -> Iterator[tuple[str, Safety]]:
    turn = stable(sight.text, "frame")
    for side in ("after", "before"):
        variants: list[str] = getattr(spec, side)
        for index in range(len(variants)):
            chosen = variants[(turn + index) % len(variants)]
            if side == "after":
                yield add(sight, chosen, lines=True), "template"
            else:
                gap = "" if chosen.endswith("\n") else " "
                yield f"{chosen}{gap}{sight.text.lstrip()}", "template"

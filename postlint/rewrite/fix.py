"""``fix``: apply rewrites to one post until nothing more is to be done (invariant 4)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from postlint.model.post import Post
from postlint.model.report import SAFETIES, Report, Rewrite, Warning
from postlint.model.rewriting import Fixed, Proposal
from postlint.rewrite.workshop import Workshop, with_text

MOST_STEPS = 12
SETTLED = frozenset(["approved", "scheduled", "published"])

Makes = Callable[[Post], Workshop]
Choose = Callable[[Warning, tuple[Rewrite, ...]], Rewrite | None]
"""Picks one of the rewrites, or none: how ``--interactive`` asks."""


def fix(
    make: Makes,
    post: Post,
    suggested: bool = False,
    rules: Collection[str] = (),
    settled: bool = False,
    choose: Choose | None = None,
) -> Fixed:
    """Return the post's text with safe rewrites applied.

    Args:
        make: makes a workshop for a post.
        suggested: apply rewrites that add words too.
        rules: only these rules; notes are fixed only when named here.
        settled: touch posts that are approved, scheduled or published.
        choose: asked for every warning, in place of taking the best.
    """
    original = make(post)
    report = _report(original, post)
    if post.status in SETTLED and not settled:
        return Fixed(post.text, (), report)
    applied: list[tuple[str, Rewrite]] = []
    refused: set[tuple[str, str]] = set()
    current = post
    for _ in range(MOST_STEPS):
        step = next(
            _steps(original, make(current), report, suggested, rules, choose, refused, applied),
            None,
        )
        if step is None:
            break
        warning, rewrite, changed = step
        applied.append((warning.rule, rewrite))
        current = changed
        report = _report(make(current), current)
    return Fixed(current.text, tuple(applied), report)


def _steps(
    original: Workshop,
    workshop: Workshop,
    report: Report,
    suggested: bool,
    rules: Collection[str],
    choose: Choose | None,
    refused: set[tuple[str, str]],
    applied: list[tuple[str, Rewrite]],
) -> Iterator[tuple[Warning, Rewrite, Post]]:
    """Yield what can be done next and still holds against the original."""
    for warning in report.warnings:
        if (rules and warning.rule not in rules) or (not rules and warning.severity == "note"):
            continue
        offered = workshop.rewrites(warning.rule).rewrites
        if choose is None:
            allowed = ("safe", "suggested") if suggested else ("safe",)
            offered = tuple(r for r in offered if r.safety in allowed)
            picked = offered
        else:
            chosen = choose(warning, offered) if (warning.rule, "asked") not in refused else None
            refused.add((warning.rule, "asked"))
            picked = (chosen,) if chosen else ()
        for rewrite in picked:
            changed = with_text(workshop.post, rewrite.text)
            if (warning.rule, rewrite.text) in refused or changed is None:
                continue
            if _holds(original, rewrite, warning, applied):
                yield warning, rewrite, changed
            refused.add((warning.rule, rewrite.text))


def _holds(
    original: Workshop, rewrite: Rewrite, warning: Warning, applied: list[tuple[str, Rewrite]]
) -> bool:
    """Whether the text also holds against the original, not only against the last step."""
    first = _report(original, original.post)
    rules = {rule for rule, _ in applied}
    known = next((w for w in first.warnings if w.rule == warning.rule), None)
    if known is None:
        return False
    spans = tuple(s for w in first.warnings for s in w.spans)
    safeties = [rewrite.safety, *(r.safety for _, r in applied)]
    worst = max(safeties, key=SAFETIES.index)
    proposal = Proposal(rewrite.title, rewrite.text, worst, rewrite.proposer)
    return not original.verify(proposal, replace(known, spans=spans), rules)


def _report(workshop: Workshop, post: Post) -> Report:
    report = workshop.report(post.text)
    assert report is not None
    return report

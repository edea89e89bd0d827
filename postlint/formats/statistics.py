"""``--statistics``: warnings by rule, and what share of the queue sells, links, asks."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from postlint.formats.result import Run, shown_warnings

# A post is of a kind when it has the mark of it, whether that is a warning or not.
_SHARES = {
    "sell": ("hard-sell",),
    "pass on quotes": ("bare-quote",),
    "share links or others' posts": ("bare-link", "naked-retweet"),
}


def statistics(run: Run) -> list[str]:
    """Return the lines: each rule with its warnings, most first, then shares of the posts."""
    counts: Counter[str] = Counter()
    for report in run.reports:
        counts.update(warning.rule for warning in shown_warnings(report, run.subsumes))
    lines = [f"{count:5}  {rule}" for rule, count in sorted(counts.items(), key=_order)]
    # What is silenced is still what the post does.
    posts = [
        replace(c.report, warnings=(*c.report.warnings, *c.silenced))
        for c in run.checked
        if not c.report.skipped and not c.report.errors
    ]
    if not posts:
        return lines
    lines.append(f"of {len(posts)} posts:")
    for name, rules in _SHARES.items():
        share = sum(any(w.rule in rules for w in r.warnings) for r in posts)
        if name == "sell":
            share = sum(
                r.post.intent == "sell" or any(w.rule in rules for w in r.warnings) for r in posts
            )
        lines.append(f"{share / len(posts):5.0%}  {name}")
    linked = sum("://" in r.post.text for r in posts)
    lines.append(f"{linked / len(posts):5.0%}  hold a link")
    rated = [r for r in posts if "no-question" in r.scores]
    asking = sum(all(w.rule != "no-question" for w in r.warnings) for r in rated)
    if rated:
        lines.append(f"{asking / len(rated):5.0%}  ask a question")
    return lines


def _order(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]

"""Verify a proposal, whoever made it, by looking at it and linting it (invariant 3)."""

from __future__ import annotations

from collections import Counter

from postlint.model.post import Post
from postlint.model.report import Report, Span, Warning
from postlint.model.rewriting import Proposal
from postlint.rewrite.claims import BLANK, added_words, unwarranted
from postlint.rewrite.facts import Facts, content, facts
from postlint.rewrite.grammar import faults
from postlint.rewrite.sight import Sight
from postlint.text.length import length, load_platforms

RISE = 0.05
KEPT = 0.6

Reasons = list[tuple[str, str]]


def check_text(
    old: Sight, new: Sight, proposal: Proposal, warning: Warning, may_drop: tuple[str, ...]
) -> Reasons:
    """Return what is wrong with the text itself: facts, claims, length, grammar."""
    if new.text == old.text:
        return [("unchanged", "the text is the same")]
    reasons = _facts(old, new, warning.spans, may_drop)
    added = added_words(old, new)
    blank = len(BLANK.findall(new.text)) > len(BLANK.findall(old.text))
    if proposal.safety == "safe" and added:
        reasons.append(("claim", f"safe, but adds {new.words[added[0]]!r}"))
    if blank != (proposal.safety == "template"):
        reasons.append(("blank", "a template holds a blank, and nothing else does"))
    statement = unwarranted(old, new)
    if statement:
        reasons.append(("claim", f"adds to a statement: {statement!r}"))
    avoided = [new.words[i] for i in added if new.listed(i, "rewrite-avoid")]
    if avoided:
        reasons.append(("voice", f"uses {avoided[0]!r}"))
    if proposal.safety != "template" and _kept(old, new, warning.spans) < KEPT:
        reasons.append(("content", "less than 60 % of the nouns, names and numbers are left"))
    reasons += [("grammar", fault) for fault in faults(old.text, new.text)]
    return reasons


def check_length(old: Post, new: Post) -> Reasons:
    """Return a reason where a part is over the platform's limit and longer than it was."""
    limit = load_platforms()[new.platform].limit
    if limit is None:
        return []
    before, after = old.parts or (old.text,), new.parts or (new.text,)
    for i, part in enumerate(after):
        count = length(part, new.platform)
        if count > limit and (
            i >= len(before)
            or count > length(before[i], old.platform)
            or len(part) > len(before[i])
        ):
            return [("length", f"{count} of {limit} on {new.platform}")]
    return []


def check_report(old: Report, new: Report, rule: str) -> Reasons:
    """Return what the linter finds worse: the rule still warns, another starts to or rises."""
    reasons: Reasons = []
    if new.errors:
        reasons.append(("error", new.errors[0].message))
    kept = old.post.intent == new.post.intent and old.post.lang == new.post.lang
    if not kept or (old.post.kind == "reply") != (new.post.kind == "reply"):
        reasons.append(("other-post", "its intent, kind or language changed"))
    was, now = ({w.rule for w in report.warnings} for report in (old, new))
    for name, score in new.scores.items():
        warns = name in now
        if warns and name == rule:
            reasons.append(("still-warns", f"{rule} {score}"))
        elif warns and name not in was:
            reasons.append(("new-warning", f"{name} {score}"))
        elif name in was and score > old.scores.get(name, 0.0) + RISE:
            reasons.append(("worse", f"{name} -> {score}"))
    return reasons


def _facts(old: Sight, new: Sight, spans: tuple[Span, ...], may_drop: tuple[str, ...]) -> Reasons:
    before, after = _known(old), _known(new)
    reasons: Reasons = []
    for sort, counted in before.items():
        lost, gained = counted - after[sort], after[sort] - counted
        if sort == "negations":
            gone = _pressing(old) - _pressing(new)
            lost = Counter({"not": lost["not"] - max(gone, 0)})
            lost, gained = +lost, Counter()
        if sort == "names":
            lost = Counter({n: c for n, c in lost.items() if not _still(n, new)})
            gained = Counter({n: c for n, c in gained.items() if not _still(n, old)})
        if sort in may_drop:
            lost = Counter()
        if sort == "emoji" and not gained and not lost:
            continue
        if lost or gained:
            word = next(iter(lost or gained))
            reasons.append(("fact", f"{sort}: {'loses' if lost else 'adds'} {word!r}"))
    return reasons


def _known(sight: Sight) -> Facts:
    found = sight.memo.get("facts")
    if not isinstance(found, dict):
        found = sight.memo["facts"] = facts(sight)
    return found


def _still(name: str, sight: Sight) -> bool:
    """Whether the word is there all the same, be it tagged or written otherwise."""
    return name in {word.casefold() for word in sight.words}


def _pressing(sight: Sight) -> int:
    """How many negations only press: "don't miss"."""
    phrases = sight.lists.get("rewrite-pressing", ())
    return sum(sight.phrase_text.count(f" {phrase} ") for phrase in phrases)


def _kept(old: Sight, new: Sight, spans: tuple[Span, ...]) -> float:
    said = [
        old.norms[i]
        for i in content(old)
        if not any(s.start < old.ends[i] and old.starts[i] < s.end for s in spans)
    ]
    left = Counter(new.norms[i] for i in new.spoken)
    kept = sum((Counter(said) & left).values())
    return kept / len(said) if said else 1.0

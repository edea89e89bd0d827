"""Pairs of quotation marks: straight, curly, guillemets, single, nested, unclosed, unopened."""

from __future__ import annotations

from typing import NamedTuple

from postlint.text.broken import FILLER
from postlint.text.tokens import Tokens

_CURLY = frozenset('"“”„‟＂')
_GUILLEMETS = frozenset("«»")
_OPENING = frozenset("“„‟«")
_LEAST_ORPHAN = 4
_AFTER = frozenset(".,!?;:)…-–—―~|]")
_LOOSE = frozenset(["url", "emoji", "mention", "hashtag", "emoticon"])

Event = tuple[int, int]


class Pair(NamedTuple):
    """Outermost quotation marks: ``[start, end)`` with them, and whether both are there."""

    start: int
    end: int
    opened: bool = True
    closed: bool = True


def find_pairs(tokens: Tokens) -> list[Pair]:
    """Return the outermost pairs of quotation marks, in text order, without overlaps.

    A straight mark opens or closes by the spaces around it; a paragraph that repeats the opening
    mark continues the quotation. Where marks don't balance, every mark ends what the last began.
    """
    doubles = _doubles(tokens)
    found: list[Pair] = []
    last = 0
    for pair in doubles:
        found += _singles(tokens, last, pair.start)
        found.append(pair)
        last = pair.end
    found += _singles(tokens, last, len(tokens.words))
    return found


def _doubles(tokens: Tokens) -> list[Pair]:
    words, n = tokens.words, len(tokens.words)
    marks = [(i, side) for i in range(n) if (side := _side(tokens, i)) is not None]
    found: list[Pair] = []
    events: list[Event] = []
    depth = 0
    for i, side in marks:
        if not depth:
            if side >= 0 and not _measures(tokens, i):
                events, depth = [(i, side)], 1
            elif side < 0 and not found and _is_orphan(tokens, i):
                found.append(Pair(0, _past(tokens, i), opened=False))
            continue
        if (words[i] in _GUILLEMETS) != (words[events[0][0]] in _GUILLEMETS):
            continue
        if side > 0 and i and tokens.kinds[i - 1] == "newline":
            continue
        events.append((i, side))
        depth += 1 if side > 0 else -1
        if not depth:
            found.append(Pair(events[0][0], _past(tokens, i)))
    if depth:
        found += _unbalanced(tokens, events)
    return found


def _unbalanced(tokens: Tokens, events: list[Event]) -> list[Pair]:
    found = []
    start: int | None = None
    for i, side in events:
        if start is None:
            start = i if side >= 0 else None
        elif side <= 0:
            found.append(Pair(start, _past(tokens, i)))
            start = None
    if start is not None and not tokens.spaced_after(start):
        found.append(Pair(start, len(tokens.words), closed=False))
    return found


def _past(tokens: Tokens, i: int) -> int:
    end = i + 1
    while end < len(tokens.words) and tokens.words[end] == FILLER:
        end += 1
    return end


def _side(tokens: Tokens, i: int) -> int | None:
    """Return 1 where a double mark opens, -1 where it closes, 0 for either, ``None`` for none."""
    word = tokens.words[i]
    if word not in _CURLY and word not in _GUILLEMETS:
        return None
    before = tokens.spaced_before(i) or tokens.words[i - 1] in ("(", "[", "—", "–")
    after = tokens.spaced_after(i) or _ends_behind(tokens, i)
    if word in _OPENING:
        return -1 if after and not before else 1
    if before and not after:
        return 1
    if word in ("”", "»"):
        return None if word == "»" and before and not _follows_text(tokens, i) else -1
    return -1 if after and not before else 0


def _ends_behind(tokens: Tokens, i: int) -> bool:
    return tokens.words[i + 1][0] in _AFTER or tokens.kinds[i + 1] in _LOOSE


def _follows_text(tokens: Tokens, i: int) -> bool:
    return i > 0 and tokens.kinds[i - 1] == "punct"


def _measures(tokens: Tokens, i: int) -> bool:
    """Whether the mark means inches: ``a 27" screen``."""
    return bool(i) and tokens.kinds[i - 1] == "number" and not tokens.spaced_before(i)


def _is_orphan(tokens: Tokens, i: int) -> bool:
    """Whether a mark closes a quotation whose beginning the post has lost; a straight mark alone
    is more often a slip of the finger."""
    if i < _LEAST_ORPHAN or tokens.words[i] != "”":
        return False
    return tokens.kinds[i - 1] in ("word", "punct", "number")


def _singles(tokens: Tokens, first: int, last: int) -> list[Pair]:
    """Return the pairs of single marks in a stretch without double ones."""
    words = tokens.words
    openers: list[int] = []
    strong: list[int] = []
    weak: list[int] = []
    for i in range(first, last):
        if words[i] not in ("‘", "'", "’") or tokens.kinds[i] != "punct":
            continue
        if tokens.spaced_before(i) and not tokens.spaced_after(i) and words[i] != "’":
            openers.append(i)
        elif words[i] != "‘" and not tokens.spaced_before(i):
            (strong if _is_strong(tokens, i) else weak).append(i)
    found: list[Pair] = []
    strong.reverse()
    weak.reverse()
    end = first
    for at, start in enumerate(openers):
        if start < end:
            continue
        following = openers[at + 1] if at + 1 < len(openers) else last
        close = _next(strong, start)
        if close is None or close > following:
            other = _next(weak, start)
            if other is not None and other < following and words[start] == "‘":
                close = other
        if close is not None and close < last:
            end = _past(tokens, close)
            found.append(Pair(start, end))
    return found


def _is_strong(tokens: Tokens, i: int) -> bool:
    """Whether an apostrophe can only be a closing mark, and no plural's."""
    if i + 1 >= len(tokens.words) or tokens.kinds[i - 1] == "punct":
        return True
    return tokens.kinds[i + 1] in ("newline", "url", "emoji") or tokens.words[i + 1][0] in _AFTER


def _next(places: list[int], after: int) -> int | None:
    """Return the first place behind ``after``, dropping those before: linear over the post."""
    while places and places[-1] <= after:
        places.pop()
    return places[-1] if places else None

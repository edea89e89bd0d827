"""Whose words a quotation is: a name after a dash, ``Name:`` before it, ``says Name`` around it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from postlint.model.reading import TokenRange
from postlint.text.tokens import Tokens

_DASHES = frozenset(["-", "–", "—", "―", "~", "--", "|", "/", "―"])
_MAX_AFTER_DASH = 18
_MAX_SAYS = 14
_MAX_BEFORE = 14


def find_credit(
    tokens: Tokens,
    quotation: TokenRange,
    room: TokenRange,
    lists: Mapping[str, Collection[str]],
) -> tuple[TokenRange, ...]:
    """Return the token ranges that credit a quotation; ``room`` is what other quotations leave."""
    found = []
    before = _before(tokens, quotation[0], room[0], lists)
    if before:
        found.append(before)
    after = _after(tokens, quotation[1], room[1], lists)
    if after:
        found.append(after)
    return tuple(found)


def _before(
    tokens: Tokens, start: int, floor: int, lists: Mapping[str, Collection[str]]
) -> TokenRange | None:
    i = start
    while i > floor and start - i <= _MAX_BEFORE:
        word = tokens.words[i - 1]
        ends_sentence = tokens.kinds[i - 1] == "punct" and word[0] in ".!?…" and i < start
        if (tokens.kinds[i - 1] == "newline" and i < start) or ends_sentence:
            break
        i -= 1
    inside = range(i, start)
    if not inside or start - i > _MAX_BEFORE:
        return None
    last = tokens.words[start - 1]
    says = any(tokens.norms[j] in lists["reporting-verbs"] for j in inside)
    named = any(_is_name(tokens, j, lists) for j in inside)
    if last in (":", ",") and (says or (last == ":" and named)):
        return (i, start)
    if says and named and last not in (",", ":"):
        return (i, start)
    return None


def _after(
    tokens: Tokens, end: int, ceiling: int, lists: Mapping[str, Collection[str]]
) -> TokenRange | None:
    i = end
    while i < ceiling and tokens.kinds[i] in ("newline", "emoji"):
        i += 1
    if i >= ceiling:
        return None
    line_end = i
    while line_end < ceiling and tokens.kinds[line_end] != "newline":
        line_end += 1
    if tokens.words[i] in _DASHES or tokens.norms[i] in lists["credit-openers"]:
        stop = _stop(tokens, i + 1, line_end)
        return (i, stop) if stop - i <= _MAX_AFTER_DASH else None
    if tokens.words[i] == "(":
        stop = next((j + 1 for j in range(i, line_end) if tokens.words[j] == ")"), line_end)
        named = any(_is_name(tokens, j, lists) for j in range(i, stop))
        return (i, stop) if named and stop - i <= _MAX_SAYS else None
    stop = _stop(tokens, i, line_end)
    inside = range(i, stop)
    says = any(tokens.norms[j] in lists["reporting-verbs"] for j in inside)
    if says and stop - i <= _MAX_SAYS + 6:
        return (i, stop)
    names = [j for j in inside if tokens.kinds[j] in ("word", "number")]
    if i > end and tokens.kinds[end] == "newline" and len(inside) <= 8:
        if all(_is_name(tokens, j, lists) or tokens.norms[j] in lists["name-joiners"] for j in names):
            return (i, stop)
    if tokens.kinds[i] == "mention" and len(names) <= 3:
        return (i, stop)
    return None


def _stop(tokens: Tokens, i: int, limit: int) -> int:
    """Return where a credit's sentence ends: full stop, link, or the limit."""
    for j in range(i, limit):
        if tokens.kinds[j] == "url":
            return j
        if tokens.kinds[j] == "punct" and tokens.words[j][0] in ".!?…" and not _initial(tokens, j):
            return j + 1
    return limit


def _initial(tokens: Tokens, dot: int) -> bool:
    before = tokens.words[dot - 1] if dot else ""
    return len(before) <= 3 and before[:1].isupper()


def _is_name(tokens: Tokens, i: int, lists: Mapping[str, Collection[str]]) -> bool:
    if tokens.kinds[i] in ("mention", "hashtag"):
        return True
    word = tokens.words[i]
    return tokens.kinds[i] == "word" and (
        word[:1].isupper() or tokens.norms[i] in lists["speaker-roles"]
    )

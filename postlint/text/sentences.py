"""Sentences and clauses of posts, which often use line breaks or emoji instead of full stops."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from postlint.model.reading import TokenRange

_ENDERS = frozenset(".!?…")
_QUOTES = frozenset(["”", '"', "»", "’"])
_CLOSERS = _QUOTES | {")"}
_BREAKS = frozenset(",;:-–—|→»•·()~/>")
_GLUE = frozenset(["emoji", "emoticon", "url", "hashtag", "mention"])
WORDS = frozenset(["word", "number", "cashtag"])


def find_sentences(
    words: Sequence[str],
    kinds: Sequence[str],
    abbreviations: Collection[str],
    spaced: Callable[[int], bool] = lambda i: True,
) -> list[TokenRange]:
    """Return the sentences as token ranges; line breaks belong to none.

    ``spaced`` says whether white space stands in front of a token: "?" ends a sentence before
    a lower-case word too, but not within a broken "don?t".
    """
    found: list[TokenRange] = []
    start = 0
    n = len(words)
    for i in range(n):
        if i < start:
            continue
        if kinds[i] == "newline":
            if _continues(words, kinds, start, i, n):
                continue
            if start < i:
                found.append((start, i))
            start = i + 1
        elif kinds[i] == "punct" and words[i][0] in _ENDERS:
            if _ends(words, kinds, i, n, abbreviations, spaced):
                end = _closers(words, kinds, i + 1, n, spaced)
                if start < end:
                    found.append((start, end))
                start = max(start, end)
        elif kinds[i] in ("emoji", "url", "emoticon") and _fresh(words, kinds, i, start, n):
            found.append((start, i + 1))
            start = i + 1
    if start < n:
        found.append((start, n))
    return [r for r in found if r[0] < r[1]]


def _continues(words: Sequence[str], kinds: Sequence[str], start: int, i: int, n: int) -> bool:
    """Whether a line break merely wraps a sentence: a lower-case word follows running text."""
    if i + 1 >= n or i <= start or kinds[i + 1] != "word" or len(words[i].strip(" \r")) > 1:
        return False
    return words[i + 1][0].islower() and kinds[i - 1] == "word"


def _ends(
    words: Sequence[str],
    kinds: Sequence[str],
    i: int,
    n: int,
    abbreviations: Collection[str],
    spaced: Callable[[int], bool],
) -> bool:
    if i + 1 >= n:
        return True
    mark, following = words[i], words[i + 1]
    if following in _QUOTES and not spaced(i + 1) and i + 2 < n and kinds[i + 2] == "word":
        return not words[i + 2][0].islower()
    if mark[0] == "?" and kinds[i + 1] == "word":
        return spaced(i + 1) or not following[0].islower()
    if mark[0] in "!?":
        return not (kinds[i + 1] == "word" and following[0].islower())
    if i and words[i - 1].lower() in abbreviations and mark == ".":
        return False
    if i and mark == "." and len(words[i - 1]) == 1 and words[i - 1].isupper():
        return False
    if kinds[i + 1] == "word" and following[0].islower():
        return False
    return not (mark == "." and kinds[i + 1] == "mention" and i == 0)


def _closers(
    words: Sequence[str], kinds: Sequence[str], i: int, n: int, spaced: Callable[[int], bool]
) -> int:
    """Return where a sentence ends that ends before ``i``: behind closing marks, "...?" too."""
    while i < n and kinds[i] == "punct" and words[i][0] in _ENDERS and not spaced(i):
        i += 1
    while i < n and words[i] in _CLOSERS:
        if words[i] == '"' and spaced(i):
            break
        i += 1
    return i


def _fresh(words: Sequence[str], kinds: Sequence[str], i: int, start: int, n: int) -> bool:
    """Whether a capitalised word after an emoji or a link begins something new."""
    if i + 1 >= n or kinds[i + 1] != "word" or not words[i + 1][0].isupper():
        return False
    return any(kinds[j] in WORDS for j in range(start, i)) or kinds[i] == "url"


def find_clauses(
    words: Sequence[str],
    norms: Sequence[str],
    kinds: Sequence[str],
    sentences: Sequence[TokenRange],
    joiners: Collection[str],
) -> list[TokenRange]:
    """Return the clauses: sentences cut at commas, dashes, emoji, links and ``joiners``."""
    found: list[TokenRange] = []
    for first, last in sentences:
        start = first
        for i in range(first, last):
            cuts = (
                words[i][0] in _BREAKS
                if kinds[i] in ("punct", "symbol")
                else kinds[i] in ("emoji", "emoticon", "url")
            )
            if cuts or (norms[i] in joiners and kinds[i] == "word"):
                if start < i:
                    found.append((start, i))
                start = i + 1
        if start < last:
            found.append((start, last))
    return found


def find_heads(
    norms: Sequence[str],
    kinds: Sequence[str],
    clauses: Sequence[TokenRange],
    openers: Collection[str],
) -> frozenset[int]:
    """Return where clauses begin: the first word of each, and the word after an opener."""
    heads: set[int] = set()
    for start, end in clauses:
        for i in range(start, end):
            if kinds[i] in ("punct", "symbol", "newline") or kinds[i] in _GLUE:
                continue
            heads.add(i)
            if norms[i] not in openers:
                break
    return frozenset(heads)

"""Imperatives at the start of clauses: "Shop the sale", but not "Shop owners say".

Word lists stand in front of the tagger (``rules/lists/imperative-*.yaml``): words that call in
posts whatever a model of edited text makes of them, and openings that never do.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from postlint.text.normalise import normalise

Lists = Mapping[str, Collection[str]]

_NAMES = frozenset(["PROPN"])
_NOT_OBJECT = frozenset(["AUX", "VERB"])
_OBJECT = frozenset(["DET", "PRON", "PROPN", "NUM", "ADJ", "NOUN", "ADV", "ADP", "X", "SYM", "PUNCT"])
_LONGEST_NEVER = 4


class _Tag(Protocol):
    @property
    def pos(self) -> str: ...
    @property
    def mood(self) -> str: ...
    @property
    def verbform(self) -> str: ...


def imperatives(
    words: Sequence[str],
    kinds: Sequence[str],
    tags: Sequence[_Tag],
    clauses: Sequence[tuple[int, int]],
    lists: Lists,
) -> list[int]:
    """Return, in order, the tokens that are imperatives and open a clause.

    Before it may stand emoji, mentions, hashtags, punctuation and the words of the list
    ``imperative-lead-ins`` ("please", "just", "and"). In "Don't wait" it is the "Do".
    """
    norms = [normalise(word) for word in words]
    found = []
    for start, end in clauses:
        head = _head(norms, kinds, start, end, lists.get("imperative-lead-ins", ()))
        if head is not None and _calls(head, end, norms, kinds, tags, lists):
            found.append(head)
    return sorted(set(found))


def _head(
    norms: Sequence[str], kinds: Sequence[str], start: int, end: int, lead_ins: Collection[str]
) -> int | None:
    """The first word of a clause that says something."""
    for i in range(start, end):
        if kinds[i] == "word" and norms[i] not in lead_ins:
            return i
        if kinds[i] in ("number", "cashtag"):
            return None
    return None


def _calls(
    i: int,
    end: int,
    norms: Sequence[str],
    kinds: Sequence[str],
    tags: Sequence[_Tag],
    lists: Lists,
) -> bool:
    """Whether the word at ``i``, the head of a clause that ends before ``end``, is a call."""
    if _starts_with(lists.get("imperative-never", ()), norms, i, end):
        return False
    following = norms[i + 1] if i + 1 < end else ""
    if norms[i] == "do" and following in ("n't", "not"):
        return i + 2 < end and tags[i + 2].pos != "PRON"
    tag = tags[i]
    if norms[i] in lists.get("imperative-always", ()):
        return following != "of" and not (i + 1 < end and _finite(tags[i + 1]))
    if norms[i] in lists.get("imperative-verbs", ()):
        bare = i + 1 >= end or kinds[i + 1] not in ("word", "number", "cashtag")
        if tag.pos == "VERB" and (bare or following in lists.get("imperative-followers", ())):
            return tag.mood in ("Imp", "") or following not in ("", "it")
        if following in lists.get("imperative-followers", ()):
            return True
    return tag.mood == "Imp"


def _finite(tag: _Tag) -> bool:
    return tag.pos == "AUX" or (tag.pos == "VERB" and tag.verbform == "Fin" and tag.mood == "Ind")


def _starts_with(phrases: Collection[str], norms: Sequence[str], i: int, end: int) -> bool:
    """Whether one of the phrases stands at ``i``."""
    return any(
        " ".join(norms[i : i + length]) in phrases
        for length in range(1, min(_LONGEST_NEVER, end - i) + 1)
    )

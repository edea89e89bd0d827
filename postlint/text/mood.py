"""Imperatives at the start of clauses: "Shop the sale", but not "Shop owners say".

Word lists stand in front of the tagger (``rules/lists/imperative-*.yaml``): words that call in
posts whatever a model of edited text makes of them, and openings that never do.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, Protocol

from postlint.text.normalise import normalise

Lists = Mapping[str, Collection[str]]

_LONGEST = 4
"""Words of the longest phrase in the lists."""


class _Tag(Protocol):
    @property
    def pos(self) -> str: ...
    @property
    def mood(self) -> str: ...
    @property
    def verbform(self) -> str: ...


class _Post(NamedTuple):
    norms: Sequence[str]
    kinds: Sequence[str]
    tags: Sequence[_Tag]
    lists: Lists

    def listed(self, i: int, name: str) -> bool:
        return i >= 0 and self.norms[i] in self.lists.get(name, ())

    def opens(self, i: int, end: int, name: str) -> bool:
        """Whether a phrase of the list stands at ``i``."""
        phrases = self.lists.get(name, ())
        longest = min(_LONGEST, end - i)
        return any(" ".join(self.norms[i : i + n]) in phrases for n in range(1, longest + 1))


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
    post = _Post([normalise(word) for word in words], kinds, tags, lists)
    found: list[int] = []
    for start, end in clauses:
        head = _head(post, start, end)
        if head is None or (found and found[-1] == head):
            continue
        if _calls(post, head, end) and not _continues(post, head, found):
            found.append(head)
    return found


def _head(post: _Post, start: int, end: int) -> int | None:
    """The first word of a clause that says something."""
    for i in range(start, end):
        if post.kinds[i] == "word" and not post.listed(i, "imperative-lead-ins"):
            return i
        if post.kinds[i] in ("number", "cashtag"):
            return None
    return None


def _calls(post: _Post, i: int, end: int) -> bool:
    """Whether the word at ``i``, the head of a clause that ends before ``end``, is a call."""
    if post.opens(i, end, "imperative-never") or _asks(post, end):
        return False
    following = post.norms[i + 1] if i + 1 < end else ""
    if post.norms[i] in ("do", "dont", "don't"):
        verb = i + 2 if following in ("n't", "not") else i + 1
        negated = verb == i + 2 or post.norms[i] != "do"
        if negated:
            return verb < end and post.tags[verb].pos != "PRON"
    bare = i + 1 >= end or post.kinds[i + 1] not in ("word", "number", "cashtag")
    if not bare and _finite(post.tags[i + 1]):
        return False
    if post.tags[i].mood == "Imp":
        return True
    if post.opens(i, end, "imperative-always"):
        return following != "of"
    if bare:
        return post.listed(i, "imperative-alone")
    return post.listed(i, "imperative-verbs") and post.listed(i + 1, "imperative-followers")


def _asks(post: _Post, end: int) -> bool:
    """Whether the clause is a question: "Have you all seen it?", "Love maps?"."""
    last = end - 1
    while last > 0 and post.kinds[last] in ("emoji", "emoticon"):
        last -= 1
    return post.kinds[last] == "punct" and "?" in post.norms[last]


def _finite(tag: _Tag) -> bool:
    return tag.pos == "AUX" or (tag.pos == "VERB" and tag.verbform == "Fin" and tag.mood == "Ind")


def _continues(post: _Post, head: int, found: Sequence[int]) -> bool:
    """Whether the word merely goes on with an infinitive: "to grow fish and meet needs"."""
    i = head - 1
    if not post.listed(i, "imperative-joiners"):
        return False
    while i >= 0 and not _breaks(post, i):
        if found and i <= found[-1]:
            return False
        if post.tags[i].verbform == "Inf" and post.tags[i].pos in ("VERB", "AUX"):
            return i == 0 or post.tags[i - 1].pos in ("PART", "AUX", "PRON", "NOUN", "ADV", "PUNCT")
        i -= 1
    return False


def _breaks(post: _Post, i: int) -> bool:
    """Whether a sentence ends at token ``i``."""
    if post.kinds[i] == "newline":
        return True
    return post.kinds[i] == "punct" and post.norms[i][:1] in ".!?"

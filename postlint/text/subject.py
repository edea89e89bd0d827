"""Who a clause is about: the writer, the reader, somebody named, or others."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from postlint.text.normalise import normalise

Lists = Mapping[str, Collection[str]]

PERSONS = ("we", "you", "i", "others")
"""Each has a list of pronouns and possessives, ``subject-<person>``."""

_PHRASE = frozenset(["DET", "ADJ", "NUM", "NOUN", "PROPN", "ADV", "SYM"])
_VERB = frozenset(["VERB", "AUX"])
_SAID = frozenset(["word", "number", "cashtag", "mention", "hashtag"])


class _Tag(Protocol):
    @property
    def pos(self) -> str: ...
    @property
    def mood(self) -> str: ...
    @property
    def verbform(self) -> str: ...


def subjects(
    words: Sequence[str],
    kinds: Sequence[str],
    tags: Sequence[_Tag],
    clauses: Sequence[tuple[int, int]],
    lists: Lists,
) -> list[str]:
    """For each clause "we", "you", "i", "name", "others", or "" where it has no subject.

    The subject is what stands before the first finite verb, or, in a question, behind its
    auxiliary. An imperative's is "you". "Our team won" counts as "we", "Anna and I" as "we".
    """
    norms = [normalise(word) for word in words]
    return [_subject(norms, kinds, tags, start, end, lists) for start, end in clauses]


def _subject(
    norms: Sequence[str],
    kinds: Sequence[str],
    tags: Sequence[_Tag],
    start: int,
    end: int,
    lists: Lists,
) -> str:
    said = [i for i in range(start, end) if kinds[i] in _SAID]
    verb = next((i for i in said if tags[i].pos in _VERB and tags[i].verbform == "Fin"), None)
    if verb is None:
        return _of(said[:1], norms, kinds, tags, lists, ("we", "i"))
    before = [i for i in said if i < verb]
    if tags[verb].mood == "Imp" and not _of(before, norms, kinds, tags, lists, PERSONS):
        return "you"
    found = _of(before, norms, kinds, tags, lists, PERSONS)
    if found or tags[verb].pos != "AUX":
        return found
    behind = [i for i in said if i > verb and tags[i].pos not in ("PART", "ADV")]
    phrase = list(itertools.takewhile(lambda i: tags[i].pos not in _VERB, behind))
    if (
        phrase
        and tags[phrase[0]].pos == "PRON"
        and (len(phrase) < 2 or tags[phrase[1]].pos not in ("NOUN", "PROPN", "ADJ"))
    ):
        phrase = phrase[:1]
    return _of(phrase, norms, kinds, tags, lists, PERSONS)


def _of(
    phrase: Sequence[int],
    norms: Sequence[str],
    kinds: Sequence[str],
    tags: Sequence[_Tag],
    lists: Lists,
    persons: Sequence[str],
) -> str:
    """The person of the words before a verb; the nearest noun phrase counts."""
    near = _nearest(phrase, kinds, tags)
    for person in persons:
        if any(norms[i] in lists.get(f"subject-{person}", ()) for i in near):
            together = person == "i" and any(norms[i] in ("and", "&") for i in near)
            return "we" if together else person
    if "others" not in persons or not near:
        return ""
    if any(tags[i].pos == "PROPN" or kinds[i] == "mention" for i in near):
        return "name"
    return "others" if any(tags[i].pos in ("NOUN", "PRON", "NUM") for i in near) else ""


def _nearest(phrase: Sequence[int], kinds: Sequence[str], tags: Sequence[_Tag]) -> list[int]:
    """The noun phrase that ends the words, "X of Y" and "X and Y" whole."""
    near: list[int] = []
    for i in reversed(phrase):
        pos = tags[i].pos
        joins = pos in ("ADP", "CCONJ", "PART")
        if not near and (joins or pos in ("ADV", "INTJ", "SCONJ")):
            continue
        if pos not in _PHRASE and pos != "PRON" and not joins and kinds[i] != "mention":
            break
        near.append(i)
    return near

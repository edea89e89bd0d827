"""Who speaks, of whom, to whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from postlint.model.reading import NOTHING, Found, PostView


def person(view: PostView, options: Mapping[str, Any]) -> Found:
    """Own words of the list ``of`` (such as ``second-person``), as a share of all own words
    times ten, at most 1. A word in capitals among others is an acronym ("US")."""
    words = view.lists[options["of"]]
    places = [
        i
        for i, kind in enumerate(view.kinds)
        if kind == "word"
        and view.own[i]
        and view.norms[i] in words
        and not (len(view.words[i]) > 1 and _is_acronym(view, i))
    ]
    total = sum(kind == "word" and own for kind, own in zip(view.kinds, view.own, strict=True))
    if not places:
        return NOTHING
    return Found(min(1.0, 10 * len(places) / total), tuple((i, i + 1) for i in places))


def _is_acronym(view: PostView, i: int) -> bool:
    """Whether a word in capitals has no neighbour in capitals, as shouting has."""
    if not view.words[i].isupper():
        return False
    around = (j for j in (i - 1, i + 1) if 0 <= j < len(view.words))
    return not any(len(view.words[j]) > 1 and view.words[j].isupper() for j in around)


def subject(view: PostView, options: Mapping[str, Any]) -> Found:
    """The post's first clause with own words opens with a word of the list ``of``, or, with
    ``own-name: true``, with one of the author's own names."""
    for start, end in view.clauses:
        for i in range(start, end):
            if view.kinds[i] != "word" or not view.own[i]:
                continue
            if view.norms[i] in view.lists["clause-openers"]:
                continue
            hit = view.norms[i] in view.lists[options["of"]]
            return Found(1.0, ((i, i + 1),)) if hit else NOTHING
    return NOTHING


def named_subject(view: PostView, options: Mapping[str, Any]) -> Found:
    """The text opens with a name (up to ``most``, 8, capitalised words, tags and mentions, with
    joiners such as "of") and a verb of the list ``verbs`` behind it: "Acme Bank launches …"."""
    joiners, verbs = view.lists["name-joiners"], view.lists[options["verbs"]]
    start, names = None, 0
    for i, kind in enumerate(view.kinds):
        if kind in ("punct", "symbol", "emoji", "newline") and names == 0:
            continue
        if start is None:
            start = i
        if names and kind == "word" and view.norms[i] in verbs and not view.words[i].isupper():
            return Found(1.0, ((start, i + 1),))
        named = kind in ("hashtag", "mention") or (
            kind in ("word", "number") and not view.words[i][0].islower()
        )
        if named:
            names += 1
        elif view.norms[i] not in joiners and view.norms[i] not in ("'s", ",", "@", "&"):
            return NOTHING
        if names > options.get("most", 8):
            return NOTHING
    return NOTHING


def quoted_words(view: PostView, options: Mapping[str, Any]) -> Found:
    """The share of all words that stand in quotation marks."""
    words = [i for i, kind in enumerate(view.kinds) if kind in ("word", "number")]
    quoted = {i for q in view.quotations if q.marked for i in range(*q.words)}
    count = sum(i in quoted for i in words)
    return Found(count / len(words)) if count else NOTHING

"""Who speaks, of whom, to whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from postlint.model.reading import NOTHING, Found, PostView


def person(view: PostView, options: Mapping[str, Any]) -> Found:
    """Own words of the list ``of`` (such as ``second-person``), as a share of all own words
    times ten, at most 1."""
    words = view.lists[options["of"]]
    places = [
        i
        for i, kind in enumerate(view.kinds)
        if kind == "word" and view.own[i] and view.norms[i] in words
    ]
    total = sum(kind == "word" and own for kind, own in zip(view.kinds, view.own, strict=True))
    if not places:
        return NOTHING
    return Found(min(1.0, 10 * len(places) / total), tuple((i, i + 1) for i in places))


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

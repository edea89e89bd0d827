"""Sentence mood: what the post tells the reader to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from postlint.model.reading import NOTHING, Found, PostView


def imperative(view: PostView, options: Mapping[str, Any]) -> Found:
    """Imperatives at the start of a clause: those in the lists of ``of``, or any; none of the
    lists of ``but``. ``most`` divides their number (1)."""
    wanted = [view.lists[name] for name in options.get("of", ())]
    unwanted = [view.lists[name] for name in options.get("but", ())]
    if wanted and not any(norm in words for norm in view.norms for words in wanted):
        return NOTHING
    places = [
        i
        for i in view.imperatives
        if view.own[i]
        and (not wanted or any(view.norms[i] in words for words in wanted))
        and not any(view.norms[i] in words for words in unwanted)
    ]
    if not places:
        return NOTHING
    return Found(float(len(places)), tuple((i, i + 1) for i in places))

"""Headlines and labels: what a post says when nobody speaks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from postlint.model.reading import NOTHING, Found, PostView
from postlint.rules.features.shape import own_word_places

_LEAST_LONG = 3


def title_case(view: PostView, options: Mapping[str, Any]) -> Found:
    """How much of the own text is capitalised as titles are: 0 at half of the longer words,
    1 at all of them. The first word of a sentence doesn't count."""
    words = [
        i
        for i in own_word_places(view)
        if view.kinds[i] == "word" and len(view.words[i]) > 3 and i not in view.sentence_heads
    ]
    if len(words) < _LEAST_LONG:
        return NOTHING
    capitals = sum(view.words[i][0].isupper() for i in words) / len(words)
    return Found(max(0.0, 2 * capitals - 1))


def label(view: PostView, options: Mapping[str, Any]) -> Found:
    """A label of at most ``most`` (3) words and a colon opens the post ("Report: …")."""
    most = options.get("most", 3)
    for i in range(view.first_word, min(len(view.kinds), view.first_word + most + 1)):
        if view.words[i] in (":", "|", ">") and i > view.first_word:
            return Found(1.0, ((view.first_word, i + 1),))
        if view.kinds[i] not in ("word", "number", "hashtag"):
            return NOTHING
    return NOTHING

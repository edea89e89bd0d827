"""Counted gestures: how much of a post asks for one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from postlint.model.reading import NOTHING, Found, PostView, TokenRange
from postlint.rules.features.shape import own_word_places


def plea_share(view: PostView, options: Mapping[str, Any]) -> Found:
    """The share of own words that stand in a sentence with a hit of the lists in ``of``: 1
    where the post does nothing but ask, near 0 where it asks in passing."""
    hits = _hits(view, options)
    words = own_word_places(view)
    if not hits or not words:
        return NOTHING
    spots = {start for start, _ in hits}
    pleading = [s for s in view.sentences if any(i in spots for i in range(*s))]
    own = frozenset(words)
    count = sum(i in own for s in pleading for i in range(*s))
    return Found(min(1.0, count / len(words)), tuple(hits))


def plea_first(view: PostView, options: Mapping[str, Any]) -> Found:
    """The post opens with a hit of the lists in ``of``."""
    hits = [hit for hit in _hits(view, options) if hit[0] <= view.first_word]
    return Found(1.0, tuple(hits)) if hits else NOTHING


def plea_last(view: PostView, options: Mapping[str, Any]) -> Found:
    """The last sentence with own words holds a hit of the lists in ``of``."""
    last = next((s for s in reversed(view.sentences) if s[0] <= view.last_word < s[1]), None)
    hits = [hit for hit in _hits(view, options) if last and last[0] <= hit[0] < last[1]]
    return Found(1.0, tuple(hits)) if hits else NOTHING


def _hits(view: PostView, options: Mapping[str, Any]) -> list[TokenRange]:
    return sorted(
        {hit for name in options["of"] for hit in view.hits(f"@{name}") if view.own[hit[0]]}
    )

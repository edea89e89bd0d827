"""``acme-miswritten``: a name that its owner writes otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from postlint.model.reading import NOTHING, Found, PostView


def miswritten(view: PostView, options: Mapping[str, Any]) -> Found:
    """Own words that are one of ``names`` but for their capitals."""
    right = {name.lower(): name for name in options["names"]}
    places = tuple(
        (i, i + 1)
        for i, word in enumerate(view.words)
        if view.own[i] and right.get(word.lower(), word) != word
    )
    return Found(1.0, places) if places else NOTHING

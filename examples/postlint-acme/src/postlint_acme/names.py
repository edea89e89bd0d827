"""``acme-miswritten``, a name that its owner writes otherwise, and its mending."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from postlint.model.reading import NOTHING, Found, PostView
from postlint.model.report import Warning
from postlint.model.rewriting import Proposal


def miswritten(view: PostView, options: Mapping[str, Any]) -> Found:
    """Own words that are one of ``names`` but for their capitals."""
    right = {name.lower(): name for name in options["names"]}
    places = tuple(
        (i, i + 1)
        for i, word in enumerate(view.words)
        if view.own[i] and right.get(word.lower(), word) != word
    )
    return Found(1.0, places) if places else NOTHING


def recase(view: PostView, warning: Warning) -> Iterator[Proposal]:
    """Propose the name as Acme writes it; ``safe``, for it changes no word."""
    text = view.text
    for span in reversed(warning.spans):
        text = text[: span.start] + "Acme" + text[span.end :]
    yield Proposal("Write it Acme", text, "safe")

"""The shape of a post: length, links, capitals, exclamation marks, prices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from postlint.model.reading import NOTHING, Found, PostView, TokenRange

_WORDS = ("word", "number", "cashtag")
_CURRENCY = frozenset("$£€¥₹₦₱₩")


def own_word_places(view: PostView) -> list[int]:
    """Return the tokens that are the author's own words; links, tags and mentions are none."""
    return [i for i, kind in enumerate(view.kinds) if kind in _WORDS and view.own[i]]


def own_words(view: PostView, options: Mapping[str, Any]) -> Found:
    """1 where the number of own words is at least ``from`` and at most ``to``."""
    count = len(own_word_places(view))
    low, high = options.get("from", 0), options.get("to", count)
    return Found(1.0) if low <= count <= high else NOTHING


def shouting(view: PostView, options: Mapping[str, Any]) -> Found:
    """Own words in capitals, over ``enough`` (3); words of up to ``acronym`` (3) letters, and
    capitals standing among capitals only as a name would, don't count."""
    enough, acronym = options.get("enough", 3), options.get("acronym", 3)
    loud = [
        i for i in own_word_places(view) if view.words[i].isupper() and len(view.words[i]) > acronym
    ]
    return Found(min(1.0, len(loud) / enough), tuple((i, i + 1) for i in loud))


def exclamations(view: PostView, options: Mapping[str, Any]) -> Found:
    """Own exclamation marks, over ``enough`` (2); ``!!!`` counts as two."""
    marks = [
        i
        for i, kind in enumerate(view.kinds)
        if kind == "punct" and "!" in view.words[i] and view.own[i]
    ]
    count = sum(min(2, view.words[i].count("!")) for i in marks)
    return Found(min(1.0, count / options.get("enough", 2)), tuple((i, i + 1) for i in marks))


def link(view: PostView, options: Mapping[str, Any]) -> Found:
    """A link; ``at: start`` or ``at: end`` where no own word stands before, or behind, it."""
    links = [i for i, kind in enumerate(view.kinds) if kind == "url"]
    where = options.get("at")
    if where == "end":
        links = [i for i in links if i > view.last_word]
    elif where == "start":
        links = [i for i in links if i < view.first_word]
    least = options.get("least", 1)
    return Found(1.0, tuple((i, i + 1) for i in links)) if len(links) >= least else NOTHING


def kinds(view: PostView, options: Mapping[str, Any]) -> Found:
    """At least ``least`` (1) tokens of the kind ``kind``, such as ``hashtag`` or ``emoji``."""
    wanted = options["kind"]
    places = tuple((i, i + 1) for i, kind in enumerate(view.kinds) if kind == wanted)
    return Found(1.0, places) if len(places) >= options.get("least", 1) else NOTHING


def price(view: PostView, options: Mapping[str, Any]) -> Found:
    """A price (``$5``, ``20 €``) or, with ``percent: true``, a percentage; own words only."""
    found: list[TokenRange] = []
    for i, kind in enumerate(view.kinds):
        if kind != "number" or not view.own[i]:
            continue
        before = view.words[i - 1] if i else ""
        after = view.words[i + 1] if i + 1 < len(view.kinds) else ""
        if options.get("percent"):
            if after == "%":
                found.append((i, i + 2))
        elif before in _CURRENCY:
            found.append((i - 1, i + 1))
        elif after in _CURRENCY:
            found.append((i, i + 2))
    return Found(1.0, tuple(found)) if found else NOTHING


def truncated(view: PostView, options: Mapping[str, Any]) -> Found:
    """The text breaks off: an ellipsis behind the last word, or glued to the last link."""
    i = view.last_word + 1
    if 0 < i < len(view.kinds) and view.norms[i] in ("...", "…") and view.own[i - 1]:
        if all(kind in ("url", "hashtag", "newline") for kind in view.kinds[i + 1 :]):
            return Found(1.0, ((i, i + 1),))
    last = view.words[-1] if view.kinds else ""
    return Found(1.0) if last.startswith("http") and last.endswith("…") else NOTHING


def only_tokens(view: PostView, options: Mapping[str, Any]) -> Found:
    """Nothing but tokens of the kinds in ``of``, and at least one of each in ``with``."""
    allowed = {*options["of"], "newline", "punct"}
    if not view.kinds or any(kind not in allowed for kind in view.kinds):
        return NOTHING
    needed = options.get("with", options["of"])
    return Found(1.0) if all(kind in view.kinds for kind in needed) else NOTHING

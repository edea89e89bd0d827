"""Offers: words of an offer that stand beside each other, or lead to a link."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import regex

from postlint.model.reading import NOTHING, Found, PostView, TokenRange

_LINK_GAP = 5
_NEAR = 3
_LEAST_END = 4
_LONGEST = 300
_DIGITS = 5
_AMOUNT = regex.compile(r"(?P<mark>[a-z]{0,3})(?P<digits>\d[\d,]*(\.\d+)?)(?P<tail>[a-z]{0,3})")
_PARTS = regex.compile(r"[a-z]+")
_WORDS = ("word", "number", "cashtag")


def near(view: PostView, options: Mapping[str, Any]) -> Found:
    """Phrases of the lists ``of`` with one of the lists ``to`` at most ``within`` (3) tokens
    away, in the same sentence: "stylish" near "boots". The span covers both."""
    first, second = _own(view, options["of"]), _own(view, options["to"])
    if not first or not second:
        return NOTHING
    within = options.get("within", _NEAR)
    sentence = _sentence_of(view)
    found: list[TokenRange] = []
    start = 0
    for hit in first:
        while start < len(second) and second[start][1] + within < hit[0]:
            start += 1
        for other in second[start : start + 2]:
            if other[0] > hit[1] + within or sentence[other[0]] != sentence[hit[0]]:
                continue
            if other[0] >= hit[1] or other[1] <= hit[0]:
                found.append((min(hit[0], other[0]), max(hit[1], other[1])))
                break
    return Found(float(len(found)), tuple(found)) if found else NOTHING


def before_link(view: PostView, options: Mapping[str, Any]) -> Found:
    """Phrases of the lists ``of`` that lead to a link: at most ``words`` (2) other words, and
    5 tokens of any kind, stand between ("Shop here >> https://…")."""
    hits = {end: (start, end) for start, end in _own(view, options["of"])}
    if not hits:
        return NOTHING
    most = options.get("words", 2)
    found: list[TokenRange] = []
    for link in (i for i, kind in enumerate(view.kinds) if kind == "url"):
        words = 0
        for i in range(link, max(-1, link - _LINK_GAP - 1), -1):
            if i in hits:
                found.append(hits[i])
                break
            words += i > 0 and view.kinds[i - 1] in _WORDS
            if words > most:
                break
    return Found(float(len(found)), tuple(dict.fromkeys(found))) if found else NOTHING


def _own(view: PostView, names: Iterable[str]) -> list[TokenRange]:
    return sorted(hit for name in names for hit in view.hits(f"@{name}") if view.own[hit[0]])


def _sentence_of(view: PostView) -> list[int]:
    """Return the number of the sentence that each token stands in, made once a reading."""
    if "sentence-of" not in view.memo:
        numbers = [-1] * len(view.kinds)
        for number, (start, end) in enumerate(view.sentences):
            numbers[start:end] = [number] * (end - start)
        view.memo["sentence-of"] = numbers
    found: list[int] = view.memo["sentence-of"]
    return found


def link_address(view: PostView, options: Mapping[str, Any]) -> Found:
    """A link whose address holds a word of the lists ``of`` ("…/tickets", "shop.…", "…store.com").

    A word of four letters or more also counts at either end of a part of the host's name.
    """
    words = {word for name in options["of"] for word in view.lists[name]}
    ends = tuple(word for word in words if len(word) >= _LEAST_END)
    found = [
        (i, i + 1)
        for i, kind in enumerate(view.kinds)
        if kind == "url" and view.own[i] and _sells(view.words[i][:_LONGEST].lower(), words, ends)
    ]
    return Found(1.0, tuple(found)) if found else NOTHING


def _sells(address: str, words: set[str], ends: tuple[str, ...]) -> bool:
    host, _, path = address.removeprefix("https://").removeprefix("http://").partition("/")
    parts = _PARTS.findall(host)
    if any(part.startswith(ends) or part.endswith(ends) for part in parts):
        return True
    return any(part in words for part in (*parts, *_PARTS.findall(path)))


def sentence_share(view: PostView, options: Mapping[str, Any]) -> Found:
    """How much of the post a subject takes: the share of the sentences with own words in which
    a phrase of the lists ``of`` stands, where there are at least ``least`` (1) of them."""
    hits = _own(view, options["of"])
    if len(hits) < options.get("least", 1):
        return NOTHING
    sentence = _sentence_of(view)
    spoken = {sentence[i] for i, kind in enumerate(view.kinds) if kind in _WORDS and view.own[i]}
    touched = {sentence[start] for start, _ in hits} & spoken
    return Found(len(touched) / len(spoken)) if touched else NOTHING


def price_tag(view: PostView, options: Mapping[str, Any]) -> Found:
    """What something costs: an amount of up to five digits behind or before a currency of the
    lists ``of`` ("$6.99", "Rs. 199", "20 €"), with no "million" or "bn" of ``magnitudes`` behind.
    """
    marks = {word for name in options["of"] for word in view.lists[name]}
    big = view.lists[options["magnitudes"]]
    found: list[TokenRange] = []
    for i, kind in enumerate(view.kinds):
        if kind not in _WORDS or not view.own[i]:
            continue
        amount = _AMOUNT.fullmatch(view.norms[i])
        if amount is None or len(amount["digits"].replace(",", "").split(".")[0]) > _DIGITS:
            continue
        start, end = i, i + 1
        if amount["tail"] in big or (amount["tail"] and amount["tail"] not in marks):
            continue
        if amount["mark"] not in marks and amount["tail"] not in marks:
            if i and view.norms[i - 1] in marks:
                start = i - 1
            elif i > 1 and view.norms[i - 1] == "." and view.norms[i - 2] in marks:
                start = i - 2
            elif end < len(view.kinds) and view.norms[end] in marks:
                end += 1
            else:
                continue
        if end < len(view.kinds) and view.norms[end] in big:
            continue
        found.append((start, end))
    return Found(float(len(found)), tuple(found)) if found else NOTHING

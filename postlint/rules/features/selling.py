"""Offers: words of an offer that stand beside each other, or lead to a link."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import regex

from postlint.model.reading import NOTHING, Found, PostView, TokenRange

_LINK_GAP = 5
_NEAR = 3
_DIGITS = 5
_AMOUNT = regex.compile(r"(?P<mark>[a-z]{0,3})(?P<digits>\d[\d,]*(\.\d+)?)(?P<tail>[a-z]{0,3})")
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


def word_share(view: PostView, options: Mapping[str, Any]) -> Found:
    """The share of the own words that phrases of the lists ``of`` cover, times ``times`` (2), at
    most 1, where at least ``least`` (2) places are found."""
    hits = _own(view, options["of"])
    covered = {i for start, end in hits for i in range(start, end) if view.kinds[i] in _WORDS}
    places = sum(i - 1 not in covered for i in covered)
    if places < options.get("least", 2) and len(covered) < options.get("words", 3):
        return NOTHING
    total = sum(kind in _WORDS and own for kind, own in zip(view.kinds, view.own, strict=True))
    value = min(1.0, options.get("times", 2) * len(covered) / max(total, options.get("from", 1)))
    return Found(value, tuple(dict.fromkeys(hits)))

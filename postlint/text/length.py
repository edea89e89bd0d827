"""How long a text is on each platform, and where its user-perceived characters begin.

The numbers and their sources stand in `platforms.yaml`. Offsets are code points.
"""

from __future__ import annotations

import datetime as dt
import difflib
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal, get_args

import regex

from postlint.text.tokenizer import Token, iter_tokens

Count = Literal["codepoints", "utf16", "graphemes", "emoji-bytes", "weighted"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number is stated, and when it was published or seen."""

    url: str
    date: dt.date


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight for each code point, in `scale` parts of a character (twitter-text)."""

    scale: int
    light: int
    heavy: int
    light_ranges: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform's limit and how it counts; the fields are described in `platforms.yaml`."""

    name: str
    limit: int | None
    count: Count
    url_length: int | None = None
    bare_urls: bool = True
    mention_host_counts: bool = True
    max_hashtags: int | None = None
    weights: Weights | None = None
    sources: Mapping[str, Source] = field(default_factory=dict)

    @property
    def source(self) -> str | None:
        """Where the limit is stated."""
        return self.sources["limit"].url if "limit" in self.sources else None

    @property
    def date(self) -> dt.date | None:
        """When the limit was published or seen."""
        return self.sources["limit"].date if "limit" in self.sources else None


@cache
def load_platforms() -> Mapping[str, Platform]:
    """Return every platform by name, "generic" first."""
    import yaml

    data = resources.files("postlint.text").joinpath("platforms.yaml").read_text("utf-8")
    entries: dict[str, dict[str, Any]] = yaml.safe_load(data)
    return MappingProxyType({name: _platform(name, entry) for name, entry in entries.items()})


def platform_named(name: str) -> Platform:
    """Return a platform; an unknown name is a `ValueError` that names the nearest one."""
    platforms = load_platforms()
    if name in platforms:
        return platforms[name]
    nearest = difflib.get_close_matches(name.lower()[:40], platforms, n=1, cutoff=0.5)
    advice = f"; did you mean {nearest[0]!r}?" if nearest else f"; one of {', '.join(platforms)}"
    raise ValueError(f"unknown platform {name[:40]!r}{advice}")


def length(text: str, platform: str) -> int:
    """Return how long the text is on the platform, in the unit its limit is stated in."""
    rules = platform_named(platform)
    if rules.weights is not None:
        return _weighted(text, rules, rules.weights)
    text, added = _shorten(text, rules)
    if rules.count == "graphemes":
        return added + Graphemes(text).count
    if rules.count == "utf16":
        return added + len(text.encode("utf-16-le", "surrogatepass")) // 2
    if rules.count == "emoji-bytes":
        return added + _with_emoji_bytes(text)
    return added + len(text)


class Graphemes:
    """The user-perceived characters of a text, found once, when first asked for."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._starts: list[int] = []
        self._ends: list[int] = []
        if text.isascii() and "\r" not in text:
            return
        for match in _CLUSTER.finditer(text):
            start, end = match.span("cluster")
            if end - start > 1:
                self._starts.append(start)
                self._ends.append(end)

    @property
    def count(self) -> int:
        """How many there are."""
        return self._length - sum(self._ends) + sum(self._starts) + len(self._starts)

    def snap(self, start: int, end: int) -> tuple[int, int]:
        """Widen a span of code points so that it cuts none of them; an empty one stays empty."""
        if not self._starts:
            return start, end
        first = self._floor(start)
        if start >= end:
            return first, first
        at = bisect_right(self._starts, end) - 1
        inside = at >= 0 and self._starts[at] < end < self._ends[at]
        return first, self._ends[at] if inside else end

    def _floor(self, offset: int) -> int:
        at = bisect_right(self._starts, offset) - 1
        return self._starts[at] if at >= 0 and offset < self._ends[at] else offset


def snap_to_graphemes(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen one span so that it cuts no user-perceived character.

    This reads the whole text: for many spans of one text, keep a `Graphemes`.
    """
    if text.isascii() and "\r" not in text:
        return start, end
    return Graphemes(text).snap(start, end)


# Between two ASCII characters there is always a boundary, but for "\r\n".
_PLAIN = r"[\x00-\x0c\x0e-\x7f]"
# The engine counts a row of flags from its beginning again at every flag: so they are paired here.
_FLAG = r"\p{RI}{1,2}+[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}]*+"
_CLUSTER = regex.compile(rf"(?:{_PLAIN}(?={_PLAIN}|\Z))++|(?P<cluster>{_FLAG}|\X)")
_MANY_MARKS = regex.compile(r"\p{M}{31}")
_LINK = regex.compile(r"(?i)(?P<scheme>https?://)?[^/\s.…]++\.[^/\s.…]")


def _shorten(text: str, rules: Platform) -> tuple[str, int]:
    """Return the text with "x" for each link and no hosts in mentions, and what is to be added."""
    no_dots = "." not in text
    if no_dots or (rules.url_length is None and rules.mention_host_counts):
        return text, 0
    pieces: list[str] = []
    added = end = 0
    for token in iter_tokens(text):
        if token.kind == "url" and rules.url_length is not None and _is_link(text, token, rules):
            pieces.append(text[end : token.start] + "x")
            added += rules.url_length - 1
            end = token.end
        elif token.kind == "mention" and not rules.mention_host_counts:
            host = text.find("@", token.start + 1, token.end)
            if host >= 0:
                pieces.append(text[end:host])
                end = token.end
    pieces.append(text[end:])
    return "".join(pieces), added


def _is_link(text: str, token: Token, rules: Platform) -> bool:
    link = _LINK.match(text, token.start, token.end)
    return link is not None and (rules.bare_urls or link["scheme"] is not None)


def _with_emoji_bytes(text: str) -> int:
    if text.isascii():
        return len(text)
    emoji = (text[t.start : t.end] for t in iter_tokens(text) if t.kind == "emoji")
    return len(text) + sum(len(e.encode("utf-8", "surrogatepass")) - len(e) for e in emoji)


def _weighted(text: str, rules: Platform, weights: Weights) -> int:
    # Composing takes quadratic time in a run of marks; no letter that anyone reads bears so many.
    if not _MANY_MARKS.search(text):
        text = unicodedata.normalize("NFC", text)
    weight = end = 0
    rest: list[str] = []
    for token in () if text.isascii() and "." not in text else iter_tokens(text):
        if token.kind == "emoji":
            weight += weights.heavy
        elif token.kind == "url" and rules.url_length and _is_link(text, token, rules):
            weight += rules.url_length * weights.scale
        else:
            continue
        rest.append(text[end : token.start])
        end = token.end
    rest.append(text[end:])
    for piece in rest:
        heavy = 0 if piece.isascii() else _heavy(weights.light_ranges).subn("", piece)[1]
        weight += heavy * weights.heavy + (len(piece) - heavy) * weights.light
    return weight // weights.scale


@cache
def _heavy(light_ranges: tuple[tuple[int, int], ...]) -> regex.Pattern[str]:
    light = "".join(rf"\U{first:08x}-\U{last:08x}" for first, last in light_ranges)
    return regex.compile(f"[^{light}]")


def _platform(name: str, entry: dict[str, Any]) -> Platform:
    if entry["count"] not in get_args(Count):
        raise ValueError(f"platforms.yaml: {name}: unknown count {entry['count']!r}")
    weights = entry.get("weights")
    sources = entry.get("sources", {})
    return Platform(
        name=name,
        limit=entry.get("limit"),
        count=entry["count"],
        url_length=entry.get("url_length"),
        bare_urls=entry.get("bare_urls", True),
        mention_host_counts=entry.get("mention_host_counts", True),
        max_hashtags=entry.get("max_hashtags"),
        weights=_weights(weights) if weights else None,
        sources=MappingProxyType({key: Source(**source) for key, source in sources.items()}),
    )


def _weights(entry: dict[str, Any]) -> Weights:
    ranges = tuple((first, last) for first, last in entry["light_ranges"])
    return Weights(entry["scale"], entry["light"], entry["heavy"], ranges)

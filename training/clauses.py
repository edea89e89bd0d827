"""A crude clause splitter, good enough to draw and to score clause starts.

The text layer has its own; this one stays as it is so that the marks in ``training/marks`` keep
their meaning.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

_BOUNDARY = regex.compile(
    r"""(?<=[.!?…]["'”’)\]]*)\s+
      | \s*\n+\s*
      | (?<=\w["'”’)\]]*)[:;]\s+
      | \s+[-–—|•→»>~]+\s+
      | ,\s+(?=(?:and|but|then|so|or|plus)\s)
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_SKIPPED = regex.compile(
    r"(?:(?:https?://|www\.)\S+|[@#$]\s?\w+:?|\bRT\b:?|[^\p{L}\p{N}@#$])+", regex.IGNORECASE
)


class Clause(NamedTuple):
    """A stretch of text, in code points, that begins at its first ordinary word."""

    start: int
    end: int


def clauses(text: str) -> list[Clause]:
    """Split a post into clauses; those without an ordinary word are left out."""
    edges = [0]
    for match in _BOUNDARY.finditer(text):
        edges += [match.start(), match.end()]
    edges.append(len(text))
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        skipped = _SKIPPED.match(text, start, end)
        start = skipped.end() if skipped else start
        if start < end:
            found.append(Clause(start, end))
    return found

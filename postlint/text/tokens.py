"""A post's tokens as the readers of its structure see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a post as parallel sequences, with code point offsets."""

    text: str
    words: Sequence[str]
    norms: Sequence[str]
    kinds: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]

    def spaced_before(self, i: int) -> bool:
        return i == 0 or self.starts[i] > self.ends[i - 1] or self.kinds[i - 1] == "newline"

    def spaced_after(self, i: int) -> bool:
        last = i + 1 >= len(self.words)
        return last or self.starts[i + 1] > self.ends[i] or self.kinds[i + 1] == "newline"

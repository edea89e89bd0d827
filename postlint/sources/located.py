"""A text and where each of its code points stands in its file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

import regex

_BREAK = regex.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Run:
    """``text[text_start:text_end]`` stands in the file's text at ``start`` to ``end``.

    As long there as here: code point for code point. Otherwise it is one escape or fold.
    """

    text_start: int
    text_end: int
    start: int
    end: int

    @property
    def verbatim(self) -> bool:
        return self.text_end - self.text_start == self.end - self.start


@dataclass(frozen=True, slots=True)
class Located:
    """A text with the runs that make it up, in order; ``start`` is where its content begins.

    All offsets are code points, into ``text`` or into the file's text.
    """

    text: str
    runs: tuple[Run, ...]
    start: int

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return where ``text[start:end]`` stands in the file, as (start, end) offsets there.

        An empty span stands before the code point at ``start``, or after the last one.
        """
        if end > start:
            return self._edge(start)[0], self._edge(end - 1)[1]
        if start < len(self.text):
            at = self._edge(start)[0]
        else:
            at = self.runs[-1].end if self.runs else self.start
        return at, at

    def _edge(self, offset: int) -> tuple[int, int]:
        """Return where one code point's source starts and ends."""
        index = bisect_right(self.runs, offset, key=lambda run: run.text_start) - 1
        run = self.runs[index]
        if run.verbatim:
            at = run.start + offset - run.text_start
            return at, at + 1
        return run.start, run.end


@dataclass(slots=True)
class Builder:
    """Collects the runs of a text while a scanner reads ``whole``, the file's text."""

    whole: str
    start: int
    pieces: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    length: int = 0

    def copy(self, start: int, end: int) -> None:
        """Take the file's text as it stands."""
        if end > start:
            self.atom(self.whole[start:end], start, end)

    def atom(self, text: str, start: int, end: int) -> None:
        """Take ``text`` for what stands at ``start`` to ``end`` of the file."""
        if not text:
            return
        last = self.runs[-1] if self.runs else None
        same = len(text) == end - start
        if last and same and last.verbatim and last.end == start:
            self.runs[-1] = Run(last.text_start, self.length + len(text), last.start, end)
        else:
            self.runs.append(Run(self.length, self.length + len(text), start, end))
        self.pieces.append(text)
        self.length += len(text)

    def done(self) -> Located:
        return Located("".join(self.pieces), tuple(self.runs), self.start)


def verbatim(whole: str, start: int, end: int) -> Located:
    """Return ``whole[start:end]`` as a text that stands there as it is."""
    builder = Builder(whole, start)
    builder.copy(start, end)
    return builder.done()


def join(parts: list[Located], separator: str) -> Located:
    """Return the parts as one text; the separators stand nowhere, at the end of their part."""
    text = ""
    runs: list[Run] = []
    for number, part in enumerate(parts):
        if number:
            at = runs[-1].end if runs else parts[0].start
            runs.append(Run(len(text), len(text) + len(separator), at, at))
            text += separator
        shift = len(text)
        runs += [Run(r.text_start + shift, r.text_end + shift, r.start, r.end) for r in part.runs]
        text += part.text
    return Located(text, tuple(runs), parts[0].start if parts else 0)


class Lines:
    """Line and column of offsets into a file's text; a line ends at LF, CRLF or CR."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in _BREAK.finditer(text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Return (line, column), 1-based, in code points."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

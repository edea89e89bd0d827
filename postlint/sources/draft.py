"""A draft: a post with its places in the file it was read from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from postlint.model.errors import InputError
from postlint.model.post import Post
from postlint.model.report import Location, Report, Span, Warning
from postlint.sources.files import SourceFile
from postlint.sources.located import Located
from postlint.sources.tree import Node, ScanError


class Range(NamedTuple):
    """From (line, column) to (end_line, end_column), exclusive; 1-based, in code points."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Silence:
    """Rules that a post's own record, or its file's sidecar, asks not to hear of.

    It holds through the day ``until``. ``place`` is where it is written: file, line, column.
    """

    rules: tuple[str, ...]
    reason: str = ""
    by: str = ""
    until: date | None = None
    place: tuple[str, int, int] = ("", 1, 1)


@dataclass(frozen=True, slots=True)
class Slot:
    """One text of a draft in its file; ``node`` is its scalar, ``None`` for bare text."""

    located: Located
    node: Node | None = None


@dataclass(frozen=True, eq=False)
class Draft:
    """A post, and where each code point of its text stands in ``file``.

    ``slots`` are the parts of a thread, or the one text. ``record`` is the mapping that the post
    was read from. ``platforms`` are all it goes to; ``post.platform`` has the tightest limit.
    """

    post: Post
    file: SourceFile
    located: Located
    slots: tuple[Slot, ...]
    platforms: tuple[str, ...] = ()
    account: str | None = None
    campaign: str | None = None
    silences: tuple[Silence, ...] = ()
    record: Node | None = field(default=None, repr=False)

    def source(self, span: Span) -> tuple[int, int]:
        """Return where a span of the text stands, as code-point offsets into ``file.text``."""
        size = len(self.located.text)
        return self.located.source(min(span.start, size), min(span.end, size))

    def range(self, span: Span) -> Range:
        """Return where a span of the text stands in the file."""
        start, end = self.source(span)
        return Range(*self.file.place(start), *self.file.place(end))

    @property
    def identity(self) -> str:
        """What stays the same when lines move: the post's id, else a digest of its text."""
        return self.post.id or text_digest(self.post.text)


def text_digest(text: str) -> str:
    """Return a short digest of a text, blind to line ends and space at the ends."""
    plain = "\n".join(text.split("\r\n")).strip()
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def locate(draft: Draft, warning: Warning) -> Range:
    """Return the place of a warning's first span, or of the post's first character."""
    first = warning.spans[0] if warning.spans else Span(0, min(1, len(draft.located.text)))
    return draft.range(first)


def relocate(draft: Draft, report: Report) -> Report:
    """Return the report with every warning's location in the draft's file."""
    placed = []
    for warning in report.warnings:
        where = locate(draft, warning)
        location = Location(draft.file.name, where.line, where.column)
        placed.append(replace(warning, location=location))
    return replace(report, warnings=tuple(placed))


def fault(file: SourceFile, error: ScanError) -> InputError:
    """Return a scanner's error as one that names the file."""
    return file.fault(error.offset, error.message)

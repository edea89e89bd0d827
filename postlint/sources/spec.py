"""How a file is read: its source, where in it the posts stand, and under which names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timezone, tzinfo
from pathlib import PurePath
from typing import Any, Final, Literal, get_args

SourceName = Literal["text", "markdown", "yaml", "json", "jsonl", "csv"]
SOURCES: Final = get_args(SourceName)
_BY_ENDING: dict[str, SourceName] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
}


@dataclass(frozen=True)
class FileSpec:
    """How to read a file's posts.

    ``source``: by the name's ending when ``None``. ``at``: the dotted path of the list or map of
    posts. ``fields``: post field → dotted path in a post's record, or a 1-based column; ``text``
    may be a list of paths, or a mapping of paths to platforms: each is a post. ``platform``: of
    posts that name none. ``plain``: take only what is plainly a post. ``zone``: of times without.
    """

    source: SourceName | None = None
    at: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    platform: str = "generic"
    intent: str | None = None
    account: str | None = None
    delimiter: str | None = None
    plain: bool = False
    zone: tzinfo = timezone.utc

    def source_of(self, name: str) -> SourceName:
        """Return the source of a file with this name."""
        return self.source or _BY_ENDING.get(PurePath(name).suffix.lower(), "text")

    @property
    def texts(self) -> tuple[tuple[str, str | None], ...]:
        """The paths of the texts, each with the platform it is for."""
        given = self.fields.get("text")
        if given is None:
            return ()
        if isinstance(given, Mapping):
            return tuple((str(path), platform) for path, platform in given.items())
        if isinstance(given, list | tuple):
            return tuple((str(path), None) for path in given)
        return ((str(given), None),)

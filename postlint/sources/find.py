"""Find the files under a folder, never out of it by a link, and tell which may hold posts."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pathspec
import regex

from postlint.model.errors import InputError
from postlint.sources.fields import NAMES, PARTS_NAMES, TEXT_NAMES
from postlint.sources.files import SourceFile

ENDINGS = (
    ".md",
    ".markdown",
    ".mdx",
    ".yaml",
    ".yml",
    ".json",
    ".jsonl",
    ".ndjson",
    ".csv",
    ".tsv",
)
SKIPPED = frozenset(["node_modules", "__pycache__", "site-packages", "venv"])
_BESIDE = (*NAMES["platform"], *NAMES["platforms"], *NAMES["scheduled_at"], *NAMES["status"])


def _key(names: tuple[str, ...]) -> regex.Pattern[str]:
    words = "|".join(name.replace("_", "[ _-]") for name in names)
    return regex.compile(rf"(?i)(?:^|[\s\"'{{,;-])(?:{words})[\"']?[ \t]*[:=,;\t]", regex.M)


_TEXT_KEY = _key((*TEXT_NAMES, *PARTS_NAMES))
_BESIDE_KEY = _key(_BESIDE)


def find_files(
    folder: Path,
    excluded: Callable[[Path, bool], bool],
    faults: list[InputError],
) -> Iterator[Path]:
    """Yield the files under a folder in order, what ``.gitignore`` and ``excluded`` name left out.

    Hidden folders are left out, links to folders not followed, nor links to files elsewhere.
    A folder that can't be read is one of the ``faults``.
    """
    yield from _walk(folder, folder.resolve(), [], excluded, faults)


def _walk(
    folder: Path,
    top: Path,
    ignored: list[tuple[Path, pathspec.GitIgnoreSpec]],
    excluded: Callable[[Path, bool], bool],
    faults: list[InputError],
) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        faults.append(InputError(f"{folder}: cannot be read: {error.strerror or error}"))
        return
    ignored = [*ignored, *_gitignore(folder)]
    for entry in entries:
        path = folder / entry.name
        if entry.is_dir(follow_symlinks=False):
            hidden = entry.name.startswith(".") or entry.name in SKIPPED
            if not hidden and not _ignores(ignored, path, True) and not excluded(path, True):
                yield from _walk(path, top, ignored, excluded, faults)
        elif entry.is_symlink() and not _stays(path, top):
            continue
        elif entry.is_file() and not _ignores(ignored, path, False) and not excluded(path, False):
            yield path


def _stays(link: Path, top: Path) -> bool:
    """Return whether a link leads to a file inside the folder."""
    try:
        return link.is_file() and link.resolve().is_relative_to(top)
    except (OSError, RuntimeError):
        return False


def _gitignore(folder: Path) -> Iterator[tuple[Path, pathspec.GitIgnoreSpec]]:
    try:
        text = (folder / ".gitignore").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return
    yield folder, pathspec.GitIgnoreSpec.from_lines(text.splitlines())


def _ignores(ignored: list[tuple[Path, pathspec.GitIgnoreSpec]], path: Path, folder: bool) -> bool:
    return any(
        spec.match_file(path.relative_to(top).as_posix() + ("/" if folder else ""))
        for top, spec in ignored
    )


def may_hold_posts(path: Path) -> bool:
    """Return whether a found file that no config names is worth reading, by its name."""
    name = path.name.lower()
    return name.endswith(ENDINGS) and not name.startswith((".", "readme", "changelog"))


def looks_like_posts(file: SourceFile) -> bool:
    """Return whether a file that can't be read as data names a text and what stands beside one."""
    return bool(_TEXT_KEY.search(file.text)) and bool(_BESIDE_KEY.search(file.text))

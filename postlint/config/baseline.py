"""A baseline: today's warnings, by post, rule and text, so that only new ones are heard of."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from postlint.model.errors import ConfigError

NAME = ".postlint-baseline.json"
VERSION = 1
_KEYS = ("file", "post", "rule", "text")


@dataclass(frozen=True, order=True)
class Known:
    """A warning that was there: its file (relative to the baseline), post, rule, text's digest."""

    file: str
    post: str
    rule: str
    text: str


@dataclass
class Baseline:
    """Entries with the day each was recorded; ``met`` are those that a run found again."""

    path: Path
    entries: dict[Known, str] = field(default_factory=dict)
    met: set[Known] = field(default_factory=set)

    def holds(self, known: Known) -> bool:
        """Return whether a warning was there already, and remember that it still is."""
        if known not in self.entries:
            return False
        self.met.add(known)
        return True

    def relative(self, path: Path) -> str:
        """Return a file's name in the baseline."""
        full = path.resolve()
        folder = self.path.resolve().parent
        return full.relative_to(folder).as_posix() if full.is_relative_to(folder) else str(full)

    def stale(self, files: Iterable[str]) -> list[Known]:
        """Return the entries of these files that no warning matches any more."""
        checked = set(files)
        return sorted(k for k in self.entries if k.file in checked and k not in self.met)


def read_baseline(path: Path) -> Baseline:
    """Return a baseline; one without a file is empty.

    Raises:
        ConfigError: the file is not a baseline.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Baseline(path)
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: not a baseline: {error}; run: postlint baseline") from None
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise ConfigError(f"{path}: not a baseline of version {VERSION}; run: postlint baseline")
    baseline = Baseline(path)
    for entry in data.get("warnings", ()):
        if not isinstance(entry, dict) or not all(isinstance(entry.get(k), str) for k in _KEYS):
            raise ConfigError(f"{path}: not a baseline entry: {entry!r:.80}")
        baseline.entries[Known(*(entry[k] for k in _KEYS))] = str(entry.get("since", ""))
    return baseline


def write_baseline(path: Path, found: Iterable[Known], old: Baseline, today: date) -> int:
    """Write a baseline of the warnings found; those known keep their day. Return how many.

    Raises:
        ConfigError: it can't be written.
    """
    entries: list[dict[str, Any]] = []
    for known in sorted(set(found)):
        fields: dict[str, Any] = {key: getattr(known, key) for key in _KEYS}
        entries.append({**fields, "since": old.entries.get(known) or today.isoformat()})
    text = json.dumps({"version": VERSION, "warnings": entries}, indent=1, ensure_ascii=False)
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written: {error.strerror or error}") from None
    return len(entries)

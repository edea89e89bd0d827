"""``--add-ignore``: write silences where they belong, never into a post's text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from postlint.cli.collect import ReadFile
from postlint.formats.result import Checked
from postlint.sources.sidecar import add_to_sidecar


def add_ignores(read: ReadFile, checked: Sequence[Checked], reason: str) -> list[tuple[Path, int]]:
    """Silence the warnings of a file's posts; return the files written, with how many.

    Raises:
        InputError: a file can't be written.
    """
    if read.file.path is None:
        return []
    ignored = [
        (draft, [warning.rule for warning in one.report.warnings])
        for draft, one in zip(read.drafts, checked, strict=False)
        if one.report.warnings
    ]
    if not ignored:
        return []
    count = sum(len(rules) for _, rules in ignored)
    return [(add_to_sidecar(read.file.path, ignored, reason), count)]

"""Silences beside a file that can't hold them: ``posts.csv.postlint.yaml`` beside ``posts.csv``.

A list; each item says ``post`` (its id or digest; all of the file's when left out) and what a
``postlint`` field says.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from postlint.model.errors import InputError
from postlint.sources.draft import Draft, Silence, fault
from postlint.sources.fields import word
from postlint.sources.files import read_file
from postlint.sources.silences import silence
from postlint.sources.tree import Node, ScanError
from postlint.sources.yaml_source import read_yaml_nodes

ENDING = ".postlint.yaml"


@dataclass(frozen=True)
class SidecarEntry:
    """One silence, for the post of this identity, or for all of the file (``None``)."""

    post: str | None
    silence: Silence

    def holds_for(self, draft: Draft) -> bool:
        return self.post is None or self.post in (draft.post.id, draft.identity)


def sidecar_path(path: Path) -> Path:
    return path.with_name(path.name + ENDING)


def read_sidecar(path: Path) -> list[SidecarEntry]:
    """Return the silences of the sidecar of a file; without one, none.

    Raises:
        InputError: the sidecar has faults.
    """
    beside = sidecar_path(path)
    if not beside.is_file():
        return []
    file = read_file(str(beside))
    try:
        roots = read_yaml_nodes(file.text)
        if not roots or (roots[0].scalar and roots[0].value is None):
            return []
        if roots[0].elements is None:
            raise ScanError("expected a list, such as '- ignore: [no-question]'", roots[0].start)
        return [_entry(node, file.name, file.place(node.start)) for node in roots[0].elements]
    except ScanError as error:
        raise fault(file, error) from None


def _entry(node: Node, name: str, place: tuple[int, int]) -> SidecarEntry:
    post = (node.items or {}).get("post")
    if node.items is None:
        raise ScanError("expected keys such as 'post' and 'ignore'", node.start)
    found = silence(node, (name, *place), ("post",))
    return SidecarEntry(word(post) if post else None, found)


def add_to_sidecar(path: Path, ignored: Sequence[tuple[Draft, Sequence[str]]], reason: str) -> Path:
    """Write down for each draft which rules to ignore, after what is there; return the sidecar.

    Raises:
        InputError: it can't be written.
    """
    beside = sidecar_path(path)
    lines = []
    for draft, rules in ignored:
        lines.append(f"- post: {json.dumps(draft.identity)}")
        lines.append(f"  ignore: [{', '.join(rules)}]")
        if reason:
            lines.append(f"  reason: {json.dumps(reason)}")
    try:
        before = beside.read_text(encoding="utf-8") if beside.is_file() else ""
        if before and not before.endswith("\n"):
            before += "\n"
        beside.write_text(before + "\n".join(lines) + "\n", encoding="utf-8")
    except OSError as error:
        raise InputError(f"{beside}: cannot be written: {error.strerror or error}") from None
    return beside

"""Labelled posts: a JSON object a line (docs/labels.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from postlint.model.errors import InputError
from postlint.model.post import Post

GRADES = (0, 1, 2, None)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A post and its grades by rule: 0 not true, 1 borderline, 2 plainly true, ``None`` n/a."""

    id: str
    post: Post
    grades: dict[str, int | None]
    source: str = ""
    drawn: str = ""


def read_labels(path: Path) -> list[Labelled]:
    """Return the labelled posts of a JSON Lines file.

    Raises:
        InputError: the file cannot be read, or a line is not a labelled post; the line is named.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from None
    return list(_rows(path, text))


def _rows(path: Path, text: str) -> Iterator[Labelled]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"{where}:{error.colno}: not JSON: {error.msg}") from None
        yield _labelled(where, number, row)


def _labelled(where: str, number: int, row: Any) -> Labelled:
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise InputError(f"{where}: expected an object with 'text' and 'labels'")
    grades = row.get("labels")
    if not isinstance(grades, dict):
        raise InputError(f"{where}: 'labels' must map rules to 0, 1, 2 or null")
    for rule, grade in grades.items():
        if grade not in GRADES or isinstance(grade, bool):
            raise InputError(f"{where}: labels.{rule}: must be 0, 1, 2 or null, not {grade!r}")
    fields = row.get("post") or {}
    try:
        post = Post.from_mapping({"text": row["text"], **fields})
    except InputError as error:
        raise InputError(f"{where}: {error}") from None
    return Labelled(
        id=str(row.get("id", number)),
        post=post,
        grades=grades,
        source=str(row.get("source", "")),
        drawn=str(row.get("drawn", "")),
    )


def is_natural(row: Labelled) -> bool:
    """Whether the post was drawn at random, so that rates are those of a real feed."""
    return row.drawn in ("natural", "train-random")

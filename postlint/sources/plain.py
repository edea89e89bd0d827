"""A text file as one post."""

from __future__ import annotations

import sys
from pathlib import Path

from postlint.model.errors import InputError
from postlint.model.post import Place, Post

STDIN = "-"
MAX_BYTES = 50_000_000


def read_plain(path: str, *, platform: str, intent: str | None = None) -> Post:
    """Return the file's text as a post; ``-`` is standard input.

    A byte order mark and the line break at the end are not part of the post.

    Raises:
        InputError: the file is missing, a folder, unreadable, too large or not UTF-8.
    """
    data = sys.stdin.buffer.read(MAX_BYTES + 1) if path == STDIN else _bytes(Path(path))
    name = "<stdin>" if path == STDIN else path
    if len(data) > MAX_BYTES:
        raise InputError(f"{name}: larger than {MAX_BYTES // 1_000_000} MB; not a post")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{name}:{line}: not UTF-8 (byte {error.start} is 0x{data[error.start]:02x}); "
            "save the file as UTF-8"
        ) from None
    fields = {"text": text.rstrip("\r\n"), "platform": platform, "place": Place(name)}
    return Post.from_mapping(fields if intent is None else {**fields, "intent": intent})


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise InputError(f"{path}: a folder; name the files, such as {path / '*.txt'}")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB; not a post")
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from None

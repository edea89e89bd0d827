"""Bytes to text: reading a file, and the place of every offset in it."""

from __future__ import annotations

import stat
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from postlint.model.errors import InputError
from postlint.sources.located import Lines

STDIN = "-"
MAX_BYTES = 10_000_000
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class SourceFile:
    """A file that was read: ``data`` its bytes, ``text`` them decoded, without byte order mark.

    ``path`` is ``None`` for standard input.
    """

    name: str
    path: Path | None
    data: bytes
    text: str

    @property
    def bom(self) -> bytes:
        """The byte order mark, or nothing."""
        return _BOM if self.data.startswith(_BOM) else b""

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)

    def place(self, offset: int) -> tuple[int, int]:
        """Return (line, column) of a code-point offset into ``text``, both 1-based."""
        return self._lines.place(offset)

    def byte(self, offset: int) -> int:
        """Return the byte offset in the file of a code-point offset into ``text``."""
        return len(self.bom) + len(self.text[:offset].encode())

    def fault(self, offset: int, message: str) -> InputError:
        """Return an error that names file, line and column."""
        line, column = self.place(offset)
        return InputError(f"{self.name}:{line}:{column}: {message}")


def read_file(path: str, *, named: str | None = None) -> SourceFile:
    """Return a file; ``-`` is standard input, called ``named`` or ``<stdin>``.

    Raises:
        InputError: the file is missing, a folder, unreadable, no file, too large or not UTF-8.
    """
    if path == STDIN:
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
        return decode(data, named or "<stdin>", None)
    return decode(_bytes(Path(path)), path, Path(path))


def decode(data: bytes, name: str, path: Path | None) -> SourceFile:
    """Return bytes as a file.

    Raises:
        InputError: too large, or not UTF-8; the message names the line.
    """
    if len(data) > MAX_BYTES:
        raise InputError(_too_large(name))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The codec counts from after the byte order mark.
        at = error.start + (len(_BOM) if data.startswith(_BOM) else 0)
        line = data.count(b"\n", 0, at) + 1
        raise InputError(
            f"{name}:{line}: not UTF-8 (byte {at} is 0x{data[at]:02x}); save the file as UTF-8"
        ) from None
    return SourceFile(name, path, data, text)


def _too_large(name: str) -> str:
    return f"{name}: larger than {MAX_BYTES // 1_000_000} MB; not a file of posts"


def _bytes(path: Path) -> bytes:
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise InputError(f"{path}: a folder; name the files, such as {path / '*.txt'}")
        if about.st_size > MAX_BYTES:
            raise InputError(_too_large(str(path)))
        with path.open("rb") as file:
            # A pipe or device says nothing about its size.
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from None
    except ValueError as error:
        raise InputError(f"{path!s}: cannot be read: {error}") from None

"""New texts of posts back into their file, every other byte left as it is."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import regex

from postlint.model.errors import InputError
from postlint.model.post import PART_SEPARATOR
from postlint.sources.document import read_document
from postlint.sources.draft import Draft, Slot
from postlint.sources.files import SourceFile
from postlint.sources.quoting import inside, quoted
from postlint.sources.spec import FileSpec
from postlint.sources.tree import ScanError, leaves

_SURROGATE = regex.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class _Change:
    """One text to be replaced, and the ways to write it, each (start, end, replacement)."""

    slot: Slot
    text: str
    ways: tuple[tuple[int, int, str], ...]


def write_back(file: SourceFile, texts: Mapping[Draft, str], spec: FileSpec | None = None) -> bytes:
    """Write new texts of the file's drafts, and return the file's new bytes.

    Only these texts' bytes change; a text that can't stand in its old quoting is requoted.
    ``spec`` is what the file was read with. The file is replaced at once, or not at all.

    Raises:
        InputError: a text stands under an alias, can't be written there, or has other parts than
            the thread; or the file changed since it was read, or can't be written.
    """
    if file.path is None:
        raise InputError(f"{file.name}: standard input can't be written to")
    data = rewritten(file, texts, spec)
    if data != file.data:
        replace_file(file.path, file.data, data)
    return data


def rewritten(file: SourceFile, texts: Mapping[Draft, str], spec: FileSpec | None = None) -> bytes:
    """Return the bytes of the file with new texts, writing nothing; see ``write_back``."""
    spec = spec or FileSpec()
    slots: dict[int, tuple[Slot, str]] = {}
    for draft, text in texts.items():
        for slot, new in _split(draft, text):
            if slot.located.text == new:
                continue
            if slot.node is not None and slot.node.shared:
                raise file.fault(
                    slot.located.source(0, 0)[0],
                    "this text is used by an alias (*) too; change it by hand",
                )
            slots[id(slot.node or slot)] = (slot, new)
    changes = [_change(file, slot, text) for slot, text in slots.values()]
    if not changes:
        return file.data
    chosen = [0] * len(changes)
    while True:
        found = _apply(file.text, changes, chosen)
        if _reads(file, spec, changes, found):
            try:
                return file.bom + found.encode()
            except UnicodeEncodeError:
                raise InputError(f"{file.name}: a new text has half a surrogate pair") from None
        # One that is wrong by itself is to blame; otherwise they are tried on in order.
        wrong = [
            n
            for n, change in enumerate(changes)
            if not _reads(file, spec, [change], _apply(file.text, [change], [chosen[n]]))
        ]
        open_ = [n for n in range(len(changes)) if chosen[n] + 1 < len(changes[n].ways)]
        for n in wrong or open_[:1] or [0]:
            chosen[n] += 1
            if chosen[n] >= len(changes[n].ways):
                start = changes[n].slot.located.source(0, 0)[0]
                raise file.fault(start, "the new text can't be written here; change it by hand")


def _split(draft: Draft, text: str) -> list[tuple[Slot, str]]:
    """Return each part's new text: all but one unchanged, or as many blank lines as before."""
    slots = list(draft.slots)
    if len(slots) == 1:
        return [(slots[0], text)]
    first = 0
    while first < len(slots) - 1 and text.startswith(slots[first].located.text + PART_SEPARATOR):
        text = text[len(slots[first].located.text + PART_SEPARATOR) :]
        first += 1
    last = len(slots)
    while last - 1 > first and text.endswith(PART_SEPARATOR + slots[last - 1].located.text):
        text = text[: -len(PART_SEPARATOR + slots[last - 1].located.text)]
        last -= 1
    middle = slots[first:last]
    pieces = [text] if len(middle) == 1 else text.split(PART_SEPARATOR)
    if len(pieces) != len(middle):
        start = draft.located.source(0, 0)[0]
        raise draft.file.fault(start, "the new text has other parts than the thread")
    return list(zip(middle, pieces, strict=True))


def _change(file: SourceFile, slot: Slot, text: str) -> _Change:
    ways: list[tuple[int, int, str]] = []
    located, node = slot.located, slot.node
    old = located.text
    same = 0
    for a, b in zip(old, text, strict=False):
        if a != b:
            break
        same += 1
    tail = 0
    while tail < min(len(old), len(text)) - same and old[-1 - tail] == text[-1 - tail]:
        tail += 1
    line_end = _line_end(file.text)
    start, end = located.source(same, len(old) - tail)
    piece = text[same : len(text) - tail]
    if node is None:
        broken = regex.sub(r"(?<!\r)\n", line_end, piece)
        return _Change(slot, text, ((start, end, broken),))
    ascii_only = file.text.isascii() and "\\u" in file.text
    ascii_only |= bool(_SURROGATE.search(text))
    indent = _indent(file.text, located.start, node.start)
    written = inside(node.style, piece, ascii_only)
    if node.style == "yaml-literal" and written is None:
        written = regex.sub(r"\n(?!\n)", line_end + indent, piece)
    if written is not None:
        if node.style.startswith("toml"):
            written = regex.sub(r"(?<!\r)\n", line_end, written)
        ways.append((start, end, written))
    stop = node.end
    if node.style in ("yaml-literal", "yaml-folded"):
        # A block ends with its last line; the parser counts what follows as well.
        stop = _block_end(slot)
    for whole in quoted(node.style, text, indent, ascii_only):
        if node.style.startswith("yaml"):
            whole = whole.replace("\n", line_end)
        ways.append((node.start, stop, whole))
    return _Change(slot, text, tuple(ways))


def _block_end(slot: Slot) -> int:
    located = slot.located
    kept = len(located.text.rstrip("\n"))
    return located.source(kept - 1, kept)[1] if kept else located.start


def _line_end(text: str) -> str:
    found = regex.search(r"\r\n|\n", text)
    return found.group() if found else "\n"


def _indent(text: str, content: int, node_start: int) -> str:
    """Return the spaces before a block's content."""
    if content <= node_start:
        return ""
    start = max(text.rfind("\n", 0, content), text.rfind("\r", 0, content)) + 1
    return text[start:content] if text[start:content].isspace() else "  "


def _apply(text: str, changes: Sequence[_Change], chosen: Sequence[int]) -> str:
    pieces, at = [], 0
    edits = sorted(change.ways[way] for change, way in zip(changes, chosen, strict=True))
    for start, end, replacement in edits:
        pieces += [text[at:start], replacement]
        at = end
    return "".join([*pieces, text[at:]])


def _reads(file: SourceFile, spec: FileSpec, changes: Sequence[_Change], found: str) -> bool:
    """Return whether the standard parser reads the changes as meant, and all else as before."""
    try:
        before = read_document(file.text, file.name, spec)
        after = read_document(found, file.name, spec)
    except ScanError:
        return False
    texts = {c.slot.node.start: c.text for c in changes if c.slot.node is not None}
    old, new = list(leaves(before.roots)), list(leaves(after.roots))
    if len(old) != len(new) or len(before.bodies) != len(after.bodies):
        return False
    for was, now in zip(old, new, strict=True):
        wanted = texts.get(was.start, was.value)
        # Not a number is not even itself.
        if now.value != wanted and wanted == wanted:
            return False
    bare = {c.slot.located.start: c.text for c in changes if c.slot.node is None}
    return all(
        _lines(now.text) == _lines(bare.get(was.start, was.text))
        for was, now in zip(before.bodies, after.bodies, strict=True)
    )


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")


def replace_file(path: Path, before: bytes, after: bytes) -> None:
    """Put new bytes into the file's place at once, if it still holds the old ones.

    Raises:
        InputError: it holds others, or can't be written; then nothing was.
    """
    path = path.resolve()
    name = ""
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        if path.read_bytes() != before:
            raise InputError(f"{path}: changed since it was read; nothing was written")
        Path(name).replace(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from None
    finally:
        if name:
            with suppress(FileNotFoundError):
                Path(name).unlink()

"""YAML scalars with places: folding, escapes, indentation and chomping, as PyYAML reads them."""

from __future__ import annotations

from functools import cache

import regex

from postlint.sources.located import Builder, Located

_BREAKS = "\r\n\x85\u2028\u2029"
_PLAIN_RUN = regex.compile(r"[^ \t\r\n\x85\u2028\u2029]++")
_SINGLE_RUN = regex.compile(r"[^ \t\r\n\x85\u2028\u2029']++")
_DOUBLE_RUN = regex.compile(r"[^ \t\r\n\x85\u2028\u2029\\]++")
_BLANKS = regex.compile(r"[ \t]*+")
_LINE = regex.compile(r"[^\r\n\x85\u2028\u2029]*+")
_BLOCK_HEAD = regex.compile(r"[|>]([1-9+-]{0,2})[ \t]*+(?:#[^\r\n\x85\u2028\u2029]*+)?")
_ESCAPES = {
    "0": "\0", "a": "\x07", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\x0b", "f": "\x0c",
    "r": "\r", "e": "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0",
    "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_HEX = {"x": 2, "u": 4, "U": 8}


def paired(text: str) -> str:
    """Return the text with surrogate pairs joined, as JSON means them and PyYAML does not."""
    if text.isascii():
        return text
    return regex.sub(
        "[\ud800-\udbff][\udc00-\udfff]",
        lambda found: found.group().encode("utf-16", "surrogatepass").decode("utf-16"),
        text,
    )


def locate(text: str, start: int, end: int, style: str, value: str) -> Located:
    """Return the scalar at ``start`` to ``end`` with places; ``value`` only picks its indent."""
    if style in ("literal", "folded"):
        return _block(text, start, end, style == "folded", value)
    builder = Builder(text, start)
    if style == "plain":
        _flow(text, start, end, "", builder)
    else:
        builder.start = start + 1
        _flow(text, start + 1, end - 1, text[start], builder)
    return builder.done()


def _break(text: str, at: int) -> tuple[str, int]:
    """Return what the line break at ``at`` means, and where it ends."""
    if text.startswith("\r\n", at):
        return "\n", at + 2
    return (text[at] if text[at] in "\u2028\u2029" else "\n"), at + 1


def _flow(text: str, at: int, end: int, quote: str, builder: Builder) -> None:
    run = {"": _PLAIN_RUN, "'": _SINGLE_RUN, '"': _DOUBLE_RUN}[quote]
    while at < end:
        found = run.match(text, at, end)
        if found:
            builder.copy(at, found.end())
            at = found.end()
        elif text[at] == "'":
            builder.atom("'", at, at + 2)
            at += 2
        elif text[at] == "\\":
            at = _escape(text, at, end, builder)
        else:
            blanks = _BLANKS.match(text, at, end)
            after = blanks.end() if blanks else at
            if after < end and text[after] in _BREAKS:
                at = _fold(text, at, after, end, builder)
            else:
                builder.copy(at, after)
                at = after


def _fold(text: str, start: int, at: int, end: int, builder: Builder) -> int:
    """Read the line breaks at ``at``; blanks around them, from ``start`` on, are no text."""
    meaning, at = _break(text, at)
    if meaning != "\n":
        builder.atom(meaning, start, at)
    count, at = _more_breaks(text, at, end, builder)
    if meaning == "\n" and not count:
        builder.atom(" ", start, at)
    return at


def _more_breaks(text: str, at: int, end: int, builder: Builder) -> tuple[int, int]:
    count = 0
    while True:
        blanks = _BLANKS.match(text, at, end)
        at = blanks.end() if blanks else at
        if at >= end or text[at] not in _BREAKS:
            return count, at
        meaning, after = _break(text, at)
        builder.atom(meaning, at, after)
        count, at = count + 1, after


def _escape(text: str, at: int, end: int, builder: Builder) -> int:
    letter = text[at + 1]
    if letter in _BREAKS:
        _, after = _break(text, at + 1)
        return _more_breaks(text, after, end, builder)[1]
    if letter not in _HEX:
        builder.atom(_ESCAPES.get(letter, "\ufffd"), at, at + 2)
        return at + 2
    after = at + 2 + _HEX[letter]
    code = int(text[at + 2 : after], 16)
    if 0xD800 <= code < 0xDC00 and text.startswith("\\u", after):
        low = int(text[after + 2 : after + 6], 16)
        if 0xDC00 <= low < 0xE000:
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
            after += 6
    builder.atom(chr(code), at, after)
    return after


@cache
def _line_start(indent: int) -> regex.Pattern[str]:
    return regex.compile(f" {{0,{indent}}}+")


def _block(text: str, start: int, end: int, folded: bool, value: str) -> Located:
    head = _BLOCK_HEAD.match(text, start)
    at = head.end() if head else start + 1
    how = head.group(1) if head else ""
    chomp = how.strip("123456789")
    if at < len(text) and text[at] in _BREAKS:
        at = _break(text, at)[1]
    explicit = how != chomp
    found = None
    for indent in _indents(text, at, explicit):
        found = _block_lines(text, at, indent, folded, chomp)
        if found.text == value:
            break
    return found or Builder(text, at).done()


def _indents(text: str, at: int, explicit: bool) -> list[int]:
    """Return the indents the block may have; an explicit one counts from an unknown parent."""
    deepest = 1
    while at < len(text):
        spaces = _line_start(10_000).match(text, at)
        after = spaces.end() if spaces else at
        deepest = max(deepest, after - at)
        if after >= len(text) or text[after] not in _BREAKS:
            break
        at = _break(text, after)[1]
    return list(range(min(deepest, 200), -1, -1)) if explicit else [deepest]


def _block_lines(text: str, at: int, indent: int, folded: bool, chomp: str) -> Located:
    builder = Builder(text, at)
    breaks, at = _block_breaks(text, at, indent)
    builder.start = at
    last: tuple[str, int, int] | None = None
    while at < len(text) and _column(text, at) == indent:
        for piece in breaks:
            builder.atom(*piece)
        plain_start = text[at] not in " \t"
        line = _LINE.match(text, at)
        stop = line.end() if line else at
        builder.copy(at, stop)
        at, last = stop, None
        if at < len(text):
            meaning, after = _break(text, at)
            last = (meaning, at, after)
            breaks, at = _block_breaks(text, after, indent)
        else:
            breaks = []
        if at >= len(text) or _column(text, at) != indent or last is None:
            break
        if folded and last[0] == "\n" and plain_start and text[at] not in " \t":
            if not breaks:
                builder.atom(" ", last[1], at)
        else:
            builder.atom(*last)
    if chomp != "-" and last:
        builder.atom(*last)
    if chomp == "+":
        for piece in breaks:
            builder.atom(*piece)
    return builder.done()


def _block_breaks(text: str, at: int, indent: int) -> tuple[list[tuple[str, int, int]], int]:
    """Read empty lines and the next line's indent; return the breaks, and where we are."""
    found: list[tuple[str, int, int]] = []
    while True:
        spaces = _line_start(indent).match(text, at)
        at = spaces.end() if spaces else at
        if at >= len(text) or text[at] not in _BREAKS:
            return found, at
        meaning, after = _break(text, at)
        found.append((meaning, at, after))
        at = after


def _column(text: str, at: int) -> int:
    start = at
    while start and text[start - 1] not in _BREAKS:
        start -= 1
    return at - start

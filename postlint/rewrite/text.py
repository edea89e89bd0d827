"""Work on the text itself: differences as edits, seams, and where an addition belongs."""

from __future__ import annotations

import difflib

import regex

from postlint.model.report import Edit, Span
from postlint.rewrite.sight import URL_LIKE

_PIECES = regex.compile(r"(?:\p{L}|\p{M}|\p{N}|['’_])+|\s|\X")
_INNER_SPACES = regex.compile(r"(?<=\S)[^\S\r\n]{2,}(?=\S)")
_BEFORE_MARK = regex.compile(r"(?<=[\p{L}\p{N}])[^\S\r\n]+(?=[.,!?;](?:\s|$))")


def edits_between(old: str, new: str) -> tuple[Edit, ...]:
    """Return the edits, on grapheme boundaries of ``old``, that make ``new`` of it."""
    a, b = _PIECES.findall(old), _PIECES.findall(new)
    if "".join(a) != old or "".join(b) != new:
        return (Edit(Span(0, len(old)), new),)
    places = [0]
    for piece in a:
        places.append(places[-1] + len(piece))
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    return tuple(
        Edit(Span(places[i], places[j]), "".join(b[k:m]))
        for tag, i, j, k, m in matcher.get_opcodes()
        if tag != "equal"
    )


def apply_edits(text: str, edits: tuple[Edit, ...]) -> str:
    """Return the text after edits, which must not overlap."""
    for edit in sorted(edits, key=lambda e: e.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def cut(text: str, start: int, end: int, put: str = "") -> str:
    """Return the text with a span replaced and the seam closed: spaces, marks, empty lines."""
    left, right = text[:start], text[end:]
    if put:
        return left + put + right
    bare_left, bare_right = left.rstrip(" \t\xa0"), right.lstrip(" \t\xa0")
    if not bare_left.strip() or bare_left.endswith("\n"):
        if not bare_left.strip():
            bare_left = ""
        bare_right = bare_right.lstrip("\r\n") if not bare_left else bare_right
        if bare_left.endswith("\n") and bare_right[:1] in ("\n", "\r"):
            bare_right = bare_right.lstrip("\r\n") if bare_left.endswith("\n\n") else bare_right[1:]
        return bare_left + bare_right
    if not bare_right.strip():
        return bare_left.rstrip() if not right.strip("\r\n \t") else bare_left + bare_right
    if bare_right[:1] in ("\n", "\r") or bare_right[:1] in ".,!?;:)":
        return bare_left + bare_right
    return bare_left + " " + bare_right


def raise_first(text: str, at: int) -> str:
    """Return the text with a capital where a sentence begins at ``at``."""
    while at < len(text) and text[at] in " \t“\"'‘(":
        at += 1
    word = regex.compile(r"\p{Ll}+").match(text, at)
    if word is None or len(word.group()) < 1:
        return text
    rest = text[word.end() : word.end() + 1]
    if rest.isalpha() or rest in ("/", "@") or URL_LIKE.match(text, at):
        return text
    if regex.match(r"\.\p{L}", text[word.end() : word.end() + 2]):
        return text
    return text[:at] + text[at].upper() + text[at + 1 :]

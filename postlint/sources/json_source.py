"""JSON with places. ``json`` gives none; here each string knows its escapes."""

from __future__ import annotations

import json
from functools import partial
from json import decoder
from typing import Any

import regex

from postlint.sources.located import Builder, Located
from postlint.sources.tree import MAX_DEPTH, Node, ScanError

scanstring: Any = decoder.scanstring  # type: ignore[attr-defined]
_SPACE = regex.compile(r"[ \t\n\r]*+")
_ATOM = regex.compile(r"-?(?:0|[1-9]\d*+)(?:\.\d++)?(?:[eE][-+]?\d++)?|true|false|null", regex.A)
_ESCAPE = regex.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\."
)


def read_json(text: str, lines: bool = False) -> list[Node]:
    """Return the documents of a JSON text: one, or with ``lines`` any number (JSON Lines).

    Raises:
        ScanError: it is not JSON.
    """
    reader = _Reader(text)
    roots: list[Node] = []
    at = reader.space(0)
    while at < len(text) and (lines or not roots):
        node, at = reader.value(at, 0)
        roots.append(node)
        at = reader.space(at)
    if at < len(text):
        raise ScanError("not valid JSON: something stands after the end", at)
    if not roots and not lines:
        raise ScanError("not valid JSON: the file is empty", 0)
    return roots


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text

    def space(self, at: int) -> int:
        found = _SPACE.match(self.text, at)
        return found.end() if found else at

    def value(self, at: int, depth: int) -> tuple[Node, int]:
        if depth > MAX_DEPTH:
            raise ScanError(f"nested more than {MAX_DEPTH} deep", at)
        first = self.text[at : at + 1]
        if first == "{":
            return self._object(at, depth)
        if first == "[":
            return self._array(at, depth)
        if first == '"':
            return self.string(at)
        found = _ATOM.match(self.text, at)
        if not found:
            raise ScanError(f"not valid JSON: expected a value, not {first!r}", at)
        value = json.loads(found.group())
        return Node(at, found.end(), value, style="json-atom"), found.end()

    def string(self, at: int) -> tuple[Node, int]:
        try:
            value, end = scanstring(self.text, at + 1, True)
        except json.JSONDecodeError as error:
            raise ScanError(f"not valid JSON: {error.msg}", error.pos) from None
        node = Node(at, end, value, style="json", locate=partial(_locate, self.text, at, end))
        return node, end

    def _object(self, start: int, depth: int) -> tuple[Node, int]:
        items: dict[str, Node] = {}
        keys: dict[str, int] = {}
        at = self.space(start + 1)
        while self.text[at : at + 1] != "}":
            if items:
                at = self._comma(at, "}")
            if self.text[at : at + 1] != '"':
                raise ScanError("not valid JSON: expected a key in double quotes", at)
            key, end = self.string(at)
            if key.value in items:
                raise ScanError(f"the key {key.value!r} stands twice", at)
            colon = self.space(end)
            if self.text[colon : colon + 1] != ":":
                raise ScanError("not valid JSON: expected ':'", colon)
            keys[key.value] = at
            items[key.value], at = self.value(self.space(colon + 1), depth + 1)
            at = self.space(at)
        return Node(start, at + 1, items=items, keys=keys), at + 1

    def _array(self, start: int, depth: int) -> tuple[Node, int]:
        elements: list[Node] = []
        at = self.space(start + 1)
        while self.text[at : at + 1] != "]":
            if elements:
                at = self._comma(at, "]")
            element, at = self.value(at, depth + 1)
            elements.append(element)
            at = self.space(at)
        return Node(start, at + 1, elements=elements), at + 1

    def _comma(self, at: int, closing: str) -> int:
        if self.text[at : at + 1] != ",":
            raise ScanError(f"not valid JSON: expected ',' or {closing!r}", at)
        return self.space(at + 1)


def _locate(text: str, start: int, end: int) -> Located:
    builder = Builder(text, start + 1)
    at = start + 1
    for found in _ESCAPE.finditer(text, start + 1, end - 1):
        builder.copy(at, found.start())
        value, _ = scanstring(found.group() + '"', 0, True)
        builder.atom(value, found.start(), found.end())
        at = found.end()
    builder.copy(at, end - 1)
    return builder.done()

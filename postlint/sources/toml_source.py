"""TOML with places, for front matter and ``pyproject.toml``. ``tomllib`` gives none."""

from __future__ import annotations

import sys
from functools import partial
from typing import Any

import regex

from postlint.sources.located import Builder, Located
from postlint.sources.tree import MAX_DEPTH, Node, ScanError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_SPACE = regex.compile(r"[ \t]*+")
_GAP = regex.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_LINE_END = regex.compile(r"[ \t]*+(?:#[^\n]*+)?(?:\r?\n|\r?$)")
_BARE = regex.compile(r"[A-Za-z0-9_-]++")
_ATOM = regex.compile(r"[0-9T]++[-:0-9. TtZz+]*+|[^ \t\r\n,\]}#]++")
_ESCAPE = regex.compile(r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[ \t]*+\r?\n[ \t\r\n]*+|.)|\r\n")
_CRLF = regex.compile(r"\r\n")
_QUOTES = {
    '"""': "toml-multi-basic",
    "'''": "toml-multi-literal",
    '"': "toml-basic",
    "'": "toml-literal",
}
_SIMPLE = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\", "e": "\x1b"}


def read_toml_node(text: str, start: int = 0, end: int | None = None) -> Node:
    """Return the TOML that stands at ``start`` to ``end`` of a file's text.

    Raises:
        ScanError: it is not TOML, or tomllib reads it differently.
    """
    end = len(text) if end is None else end
    try:
        data = tomllib.loads(text[start:end])
    except tomllib.TOMLDecodeError as error:
        raise ScanError(
            f"not valid TOML: {error}", start + _position(text[start:end], error)
        ) from None
    except RecursionError:
        raise ScanError(f"nested more than {MAX_DEPTH} deep", start) from None
    scanner = _Scanner(text[:end], start)
    root = scanner.document()
    _agree(root, data)
    return root


def _position(text: str, error: Exception) -> int:
    # tomllib says where in words, after taking CRLF for LF.
    found = regex.search(r"\(at line (\d+), column (\d+)\)", str(error))
    if not found:
        return len(text)
    lines = text.replace("\r\n", "\n").split("\n")
    before = lines[: int(found.group(1)) - 1]
    returns = len(before) if "\r\n" in text else 0
    at = sum(len(line) + 1 for line in before) + int(found.group(2)) - 1 + returns
    return min(len(text), at)


def _agree(node: Node, data: Any) -> None:
    same = True
    if isinstance(data, dict):
        same = node.items is not None and list(node.items) == list(data)
        if same:
            for key, item in data.items():
                _agree((node.items or {})[key], item)
    elif isinstance(data, list):
        same = node.elements is not None and len(node.elements) == len(data)
        if same:
            for child, item in zip(node.elements or [], data, strict=True):
                _agree(child, item)
    elif isinstance(data, str):
        same = node.value == data and node.locate is not None
    else:
        same = node.scalar and node.locate is None
        node.value = data
    if not same:
        raise ScanError(
            "postlint and the standard parser read this differently; please report it", node.start
        )


class _Scanner:
    """Reads what tomllib has already accepted, so it checks little itself."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.at = start

    def document(self) -> Node:
        root = Node(self.at, len(self.text), items={})
        table = root
        self._gap()
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self._header(root)
            else:
                self._pair(table, 0)
            self._gap()
        return root

    def _gap(self) -> None:
        found = _GAP.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def _space(self) -> None:
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def _header(self, root: Node) -> Node:
        start = self.at
        many = self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        names = self._key()
        self.at = self.text.index("]", self.at) + (2 if many else 1)
        parent = self._down(root, names[:-1])
        name, at = names[-1]
        items = parent.items if parent.items is not None else {}
        parent.keys.setdefault(name, at)
        if many:
            made = Node(start, self.at, items={})
            known = items.setdefault(name, Node(start, self.at, elements=[]))
            known.elements = [*(known.elements or ()), made]
            return made
        return items.setdefault(name, Node(start, self.at, items={}))

    def _down(self, node: Node, names: list[tuple[str, int]]) -> Node:
        for name, at in names:
            items = node.items if node.items is not None else {}
            node.keys.setdefault(name, at)
            node = items.setdefault(name, Node(at, at, items={}))
            if node.elements:
                node = node.elements[-1]
        return node

    def _key(self) -> list[tuple[str, int]]:
        names: list[tuple[str, int]] = []
        while True:
            self._space()
            start = self.at
            if self.text[start] in "\"'":
                names.append((self._string().value, start))
            else:
                found = _BARE.match(self.text, start)
                if not found:
                    raise ScanError("not valid TOML: expected a key", start)
                self.at = found.end()
                names.append((found.group(), start))
            self._space()
            if self.text[self.at : self.at + 1] != ".":
                return names
            self.at += 1

    def _pair(self, table: Node, depth: int) -> None:
        names = self._key()
        self.at = self.text.index("=", self.at) + 1
        self._space()
        value = self._value(depth + 1)
        parent = self._down(table, names[:-1])
        if parent.items is not None:
            parent.items[names[-1][0]] = value
            parent.keys[names[-1][0]] = names[-1][1]

    def _value(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise ScanError(f"nested more than {MAX_DEPTH} deep", self.at)
        first = self.text[self.at : self.at + 1]
        if first in ('"', "'"):
            return self._string()
        if first == "[":
            return self._array(depth)
        if first == "{":
            return self._inline(depth)
        found = _ATOM.match(self.text, self.at)
        if not found:
            raise ScanError("not valid TOML: expected a value", self.at)
        start, self.at = self.at, self.at + len(found.group().rstrip())
        return Node(start, self.at, style="toml-atom")

    def _array(self, depth: int) -> Node:
        elements: list[Node] = []
        made = Node(self.at, self.at, elements=elements)
        self.at += 1
        self._gap()
        while self.text[self.at] != "]":
            elements.append(self._value(depth + 1))
            self._gap()
            if self.text[self.at] == ",":
                self.at += 1
                self._gap()
        self.at += 1
        made.end = self.at
        return made

    def _inline(self, depth: int) -> Node:
        made = Node(self.at, self.at, items={})
        self.at += 1
        self._gap()
        while self.text[self.at] != "}":
            self._pair(made, depth)
            self._gap()
            if self.text[self.at] == ",":
                self.at += 1
                self._gap()
        self.at += 1
        made.end = self.at
        return made

    def _string(self) -> Node:
        start = self.at
        quote = next(q for q in _QUOTES if self.text.startswith(q, start))
        at = start + len(quote)
        if len(quote) == 3:
            found = regex.compile(r"\r?\n").match(self.text, at)
            at = found.end() if found else at
        inside = at
        while not self.text.startswith(quote, at):
            at += 2 if self.text[at] == "\\" and quote[0] == '"' else 1
        # Up to two quotes may stand right before the closing three.
        while len(quote) == 3 and self.text.startswith(quote[0], at + 3):
            at += 1
        self.at = at + len(quote)
        located = _locate(self.text, inside, at, quote)
        return Node(
            start, self.at, located.text, style=_QUOTES[quote], locate=partial(_same, located)
        )


def _same(located: Located) -> Located:
    return located


def _locate(text: str, start: int, end: int, quote: str) -> Located:
    builder = Builder(text, start)
    at = start
    # In literals a backslash means itself.
    pattern = _CRLF if quote[0] == "'" else _ESCAPE
    for found in pattern.finditer(text, start, end):
        builder.copy(at, found.start())
        builder.atom(_meaning(found.group()), found.start(), found.end())
        at = found.end()
    builder.copy(at, end)
    return builder.done()


def _meaning(escape: str) -> str:
    if escape == "\r\n":
        return "\n"
    if escape[1] in "uU":
        return chr(int(escape[2:], 16))
    return _SIMPLE.get(escape[1], "") if escape[1:].strip() else ""

"""What a structured file holds: plain data in which every piece knows its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from postlint.sources.located import Located

MAX_DEPTH = 100
MAX_PLAIN = 10_000


class ScanError(Exception):
    """What is wrong at an offset of the file's text."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


@dataclass(slots=True, eq=False)
class Node:
    """A mapping (``items``), a list (``elements``) or a scalar (``value``, as the parser gives it).

    ``start`` to ``end`` is its source, quotes included, in code points of the file's text.
    ``style`` says how a scalar is quoted; ``shared`` that an alias uses it too. ``keys`` holds
    where each key of a mapping stands.
    """

    start: int
    end: int
    value: Any = None
    items: dict[str, Node] | None = None
    elements: list[Node] | None = None
    style: str = ""
    shared: bool = False
    keys: dict[str, int] = field(default_factory=dict)
    locate: Callable[[], Located] | None = None

    @property
    def scalar(self) -> bool:
        return self.items is None and self.elements is None

    def located(self) -> Located:
        """Return a string scalar's text with its places.

        Raises:
            ScanError: our reading differs from the standard parser's, so no place is certain.
        """
        if self.locate is None:
            raise ScanError("expected text", self.start)
        found = self.locate()
        if found.text != self.value:
            raise ScanError(
                "postlint and the standard parser read this text differently; please report it",
                self.start,
            )
        return found

    def get(self, path: str) -> Node | None:
        """Return the node at a dotted path of keys, such as ``social.linkedin``."""
        node: Node | None = self
        if self.items is not None and path in self.items:
            return self.items[path]
        for step in path.split("."):
            if node is None or node.items is None:
                return None
            node = node.items.get(step)
        return node

    def plain(self) -> Any:
        """Return the plain data.

        Raises:
            ScanError: it is very large, such as aliases of aliases.
        """
        return _plain(self, [MAX_PLAIN], self.start)


def _plain(node: Node, left: list[int], start: int) -> Any:
    left[0] -= 1
    if left[0] < 0:
        raise ScanError(f"holds more than {MAX_PLAIN} values; are there aliases of aliases?", start)
    if node.items is not None:
        return {key: _plain(item, left, start) for key, item in node.items.items()}
    if node.elements is not None:
        return [_plain(item, left, start) for item in node.elements]
    return node.value


def leaves(roots: Sequence[Node]) -> Iterator[Node]:
    """Yield each scalar once, aliased ones too, in the order they are reached."""
    seen: set[int] = set()
    stack = list(reversed(roots))
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if node.items is not None:
            stack.extend(reversed(list(node.items.values())))
        elif node.elements is not None:
            stack.extend(reversed(node.elements))
        else:
            yield node


def find(node: Node, path: Sequence[str | int]) -> int:
    """Return where a key path stands, or its nearest parent that exists."""
    at = node.start
    for step in path:
        if node.items is not None and str(step) in node.items:
            at, node = node.keys.get(str(step), node.start), node.items[str(step)]
        elif node.elements is not None and isinstance(step, int) and step < len(node.elements):
            node = node.elements[step]
            at = node.start
        else:
            break
    return at


def as_mapping(node: Node) -> Mapping[str, Node]:
    """Return a mapping's items; anything else has none."""
    return node.items or {}

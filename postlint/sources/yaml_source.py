"""YAML with places: PyYAML's tree, and for each scalar where every code point came from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import regex
import yaml

from postlint.sources.located import Located
from postlint.sources.tree import MAX_DEPTH, Node, ScanError
from postlint.sources.yaml_scalars import locate, paired

_PROPERTIES = regex.compile(r"(?:[&!][^\s,\[\]{}]*+\s++(?:#[^\r\n]*+\s++)*+)++")
_MERGE = "tag:yaml.org,2002:merge"
_STYLES = {None: "plain", "": "plain", "'": "single", '"': "double", "|": "literal", ">": "folded"}


def read_yaml_nodes(text: str, shift: int = 0) -> list[Node]:
    """Return the documents of a YAML text that starts at ``shift`` of the file's text.

    Raises:
        ScanError: it is not YAML, has a tag of its own, a key twice, or an alias inside itself.
    """
    whole = text[shift:] if shift else text
    fast = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _read(whole, shift, fast)
    except yaml.YAMLError:
        # libyaml refuses JSON's surrogate pairs, and says less about what is wrong.
        try:
            return _read(whole, shift, yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            at = shift + (mark.index if mark else 0)
            raise ScanError(f"not valid YAML: {error.problem or error.context}", at) from None
        except yaml.reader.ReaderError as error:
            code = error.character if isinstance(error.character, int) else ord(error.character)
            raise ScanError(
                f"not valid YAML: the character U+{code:04X} is not allowed",
                shift + error.position,
            ) from None
    except RecursionError:
        raise ScanError(f"nested more than {MAX_DEPTH} deep", shift) from None


def _read(text: str, shift: int, kind: Any) -> list[Node]:
    loader = kind(text)
    try:
        roots = []
        while loader.check_node():
            roots.append(_Tree(text, shift, loader).node(loader.get_node(), 0))
        return roots
    except RecursionError:
        raise ScanError(f"nested more than {MAX_DEPTH} deep", shift) from None
    finally:
        loader.dispose()


class _Tree:
    """One document. What an alias repeats is one node, so aliases of aliases cost nothing."""

    def __init__(self, text: str, shift: int, loader: Any) -> None:
        self.text = text
        self.shift = shift
        self.loader = loader
        self.made: dict[int, Node | None] = {}

    def node(self, source: Any, depth: int) -> Node:
        if id(source) in self.made:
            known = self.made[id(source)]
            if known is None:
                raise self._fault("an alias stands inside what it repeats", source)
            known.shared = True
            return known
        if depth > MAX_DEPTH:
            raise self._fault(f"nested more than {MAX_DEPTH} deep", source)
        self.made[id(source)] = None
        if isinstance(source, yaml.MappingNode):
            made = self._mapping(source, depth)
        elif isinstance(source, yaml.SequenceNode):
            elements = [self.node(item, depth + 1) for item in source.value]
            made = Node(*self._span(source), elements=elements)
        else:
            made = self._scalar(source)
        self.made[id(source)] = made
        return made

    def _mapping(self, source: Any, depth: int) -> Node:
        made = Node(*self._span(source), items={})
        merged: dict[str, Node] = {}
        items: dict[str, Node] = {}
        for key, value in source.value:
            if key.tag == _MERGE:
                for other in self._merged(value, depth):
                    for name, item in (other.items or {}).items():
                        item.shared = True
                        merged.setdefault(name, item)
                        made.keys.setdefault(name, other.keys.get(name, other.start))
                continue
            if not isinstance(key, yaml.ScalarNode):
                raise self._fault("a key must be a word", key)
            if key.value in items:
                raise self._fault(f"the key {key.value!r} stands twice", key)
            items[key.value] = self.node(value, depth + 1)
            made.keys[key.value] = self.shift + key.start_mark.index
        made.items = {**merged, **items}
        return made

    def _merged(self, value: Any, depth: int) -> Iterator[Node]:
        many = value.value if isinstance(value, yaml.SequenceNode) else [value]
        for one in many:
            if not isinstance(one, yaml.MappingNode):
                raise self._fault("expected a mapping after '<<'", one)
            yield self.node(one, depth + 1)

    def _scalar(self, source: Any) -> Node:
        start, end = self._span(source)
        # An anchor and a tag belong to the node, not to its text.
        properties = _PROPERTIES.match(self.text, start - self.shift)
        start = self.shift + properties.end() if properties else start
        style = _STYLES[source.style]
        try:
            value = self.loader.construct_object(source)
        except ValueError as error:
            raise ScanError(f"not valid YAML: {error}", start) from None
        if not isinstance(value, str):
            return Node(start, end, value, style=f"yaml-{style}")
        value = paired(value)
        where = partial(self._locate, start, end, style, value)
        return Node(start, end, value, style=f"yaml-{style}", locate=where)

    def _locate(self, start: int, end: int, style: str, value: str) -> Located:
        found = locate(self.text, start - self.shift, end - self.shift, style, value)
        if not self.shift:
            return found
        from postlint.sources.located import Run

        runs = tuple(
            Run(r.text_start, r.text_end, r.start + self.shift, r.end + self.shift)
            for r in found.runs
        )
        return Located(found.text, runs, found.start + self.shift)

    def _span(self, source: Any) -> tuple[int, int]:
        return (self.shift + source.start_mark.index, self.shift + source.end_mark.index)

    def _fault(self, message: str, source: Any) -> ScanError:
        return ScanError(message, self.shift + source.start_mark.index)

"""Say what is wrong with a YAML file to somebody who has never heard of YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

_HASHTAG = re.compile(r"[ \t]+(#\w+)")
_TYPES = {
    "bool": "must be true or false",
    "float": "must be a number",
    "int": "must be a whole number",
    "list": "must be a list, such as [one, two]",
    "tuple": "must be a list, such as [one, two]",
    "dict": "must hold keys and values, each on a line of its own",
    "model": "must hold keys and values, each on a line of its own",
    "string": "must be text; put quotes around it",
}


def syntax_hint(problem: str, text: str, line: int, column: int) -> str:
    """Return what to do about a syntax error at ``line`` and ``column``, both 0-based."""
    lines = text.split("\n")
    here = lines[line] if line < len(lines) else ""
    if "\t" in here[: len(here) - len(here.lstrip())]:
        return "indent with spaces, not tabs"
    mark = here[column : column + 1]
    if "cannot start any token" in problem:
        return f"text that begins with {mark} needs quotes around it"
    if "alias" in problem or "alphabetic or numeric" in problem or "anchor" in problem:
        return "text that begins with * or & needs quotes around it"
    if "mapping values" in problem:
        return "text that holds a colon needs quotes around it"
    if "end of stream" in problem:
        return "a quotation mark or a bracket is opened and never closed"
    if "',' or '" in problem:
        return "a comma or a closing bracket is missing; text that holds them needs quotes"
    return (
        "this line is not indented like its neighbours, or a quotation mark is missing in or above"
        " it; text that holds quotation marks needs the other sort around it"
    )


def swallowed(node: yaml.Node | None, text: str) -> Iterator[tuple[yaml.Mark, str]]:
    """Yield where a hashtag behind unquoted text was taken for a comment, and the hashtag."""
    lines = text.split("\n")
    for scalar in _plain(node):
        end = scalar.end_mark
        if end.line < len(lines):
            found = _HASHTAG.match(lines[end.line], end.column)
            if found:
                yield end, found.group(1)


def _plain(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _plain(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _plain(value)
    elif isinstance(node, yaml.ScalarNode) and not node.style:
        yield node


def value_problem(problem: Any) -> str:
    """Return what is wrong with a value, from pydantic's account of it."""
    sort = str(problem["type"])
    given = f", not {problem['input']!r:.60}"
    if sort == "string_pattern_mismatch":
        return f"use small letters, digits and hyphens, such as no-jargon{given}"
    if sort == "string_too_short" or sort == "too_short":
        return "must not be empty"
    for start, told in _TYPES.items():
        if sort.startswith(f"{start}_") and sort.endswith(("_type", "_parsing", "_from_float")):
            return told + given
    return f"{problem['msg']}{given}"

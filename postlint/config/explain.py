"""Say what is wrong with a config, where, and what was probably meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from postlint.model.errors import ConfigError, nearest
from postlint.sources.files import SourceFile
from postlint.sources.tree import Node, find


def explain(
    error: ValidationError, model: type[BaseModel], file: SourceFile, node: Node
) -> ConfigError:
    """Return one error of all problems, each on a line with file, line and column."""
    lines = dict.fromkeys(_line(problem, model, file, node) for problem in error.errors())
    return ConfigError("\n".join(lines))


def _line(problem: Any, model: type[BaseModel], file: SourceFile, node: Node) -> str:
    # Steps that pydantic adds for a union's members are not in the file.
    loc = _steps(node, problem["loc"])
    line, column = file.place(find(node, loc))
    where = f"{file.name}:{line}:{column}"
    name = ".".join(str(step) for step in loc)
    given = problem["input"]
    if problem["type"] == "extra_forbidden":
        valid = _keys(_submodel(model, loc[:-1]))
        hint = nearest(str(loc[-1]), valid) or f"; valid keys: {', '.join(valid)}"
        return f"{where}: unknown key {str(loc[-1])!r}{hint}"
    if problem["type"] == "missing":
        return f"{where}: the key {name!r} is missing"
    if problem["type"] == "value_error":
        return f"{where}: {name}: {problem['ctx']['error']!s}"
    if problem["type"] == "literal_error":
        expected = problem["ctx"]["expected"].replace(" or ", ", ").split(", ")
        valid = [word.strip("'") for word in expected]
        hint = nearest(str(given), valid) or f"; valid: {', '.join(valid)}"
        return f"{where}: {name}: unknown value {given!r}{hint}"
    return f"{where}: {name}: {problem['msg']}, not {given!r:.60}"


def _steps(node: Node, loc: Sequence[Any]) -> list[Any]:
    kept: list[Any] = []
    current: Node | None = node
    for index, step in enumerate(loc):
        if step == "[key]":
            continue
        if current is not None and current.items is not None and str(step) in current.items:
            kept.append(step)
            current = current.items[str(step)]
        elif current is not None and current.elements is not None and isinstance(step, int):
            kept.append(step)
            current = current.elements[step] if step < len(current.elements) else None
        elif index == len(loc) - 1 and current is not None and current.items is not None:
            kept.append(step)
    return kept


def _keys(model: type[BaseModel] | None) -> list[str]:
    if model is None:
        return []
    return [field.alias or name for name, field in model.model_fields.items()]


def _submodel(model: type[BaseModel], loc: Sequence[Any]) -> type[BaseModel] | None:
    current: Any = model
    for step in loc:
        if isinstance(current, type) and issubclass(current, BaseModel):
            fields = current.model_fields
            field = next((f for n, f in fields.items() if step in (f.alias, n)), None)
            current = field.annotation if field else None
        else:
            args = [a for a in get_args(current) if a is not str]
            current = args[-1] if args else None
        while current is not None and not isinstance(current, type):
            inner = get_args(current)
            models = [a for a in inner if isinstance(a, type) and issubclass(a, BaseModel)]
            if not models or getattr(current, "__origin__", None) in (dict, list):
                break
            current = models[0]
    return current if isinstance(current, type) and issubclass(current, BaseModel) else None

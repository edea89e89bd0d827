"""Read YAML so that every error can name its line and column."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar, get_args

import yaml
from pydantic import BaseModel, ValidationError

from postlint.model.errors import RuleError, nearest
from postlint.rules.plain_words import swallowed, syntax_hint, value_problem

Model = TypeVar("Model", bound=BaseModel)


_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's loader reads ten times as fast; wheels of PyYAML have it."""


class _Loader(_Base):  # type: ignore[misc]
    """Safe, and refuses a key that stands twice in one mapping."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: dict[Any, yaml.Node] = {}
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {key!r} stands twice", key_node.start_mark
            )
        seen[key] = key_node
    found: dict[Any, Any] = loader.construct_mapping(node, deep=True)
    return found


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read_yaml(path: Path) -> tuple[Any, yaml.Node | None]:
    """Return the data of a YAML file and its node tree, which knows positions.

    Raises:
        RuleError: the file cannot be read or is not YAML.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"{path}: cannot be read: {error}") from None
    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            data = None if node is None else loader.construct_document(node)
        finally:
            loader.dispose()
    except yaml.constructor.ConstructorError as error:
        mark = error.problem_mark
        where = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        raise RuleError(f"{path}{where}: {error.problem}") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        hint = f"; {syntax_hint(str(error.problem), text, mark.line, mark.column)}" if mark else ""
        raise RuleError(f"{path}{where}: not valid YAML: {error.problem}{hint}") from None
    except yaml.YAMLError as error:
        raise RuleError(f"{path}: not valid YAML: {error}") from None
    return data, node


def load_model(path: Path, model: type[Model]) -> Model:
    """Return a file as a validated model.

    Raises:
        RuleError: each problem on a line of its own, with file, line, column and the nearest
            valid key.
    """
    data, node = read_yaml(path)
    for mark, tag in swallowed(node, path.read_text(encoding="utf-8-sig")):
        raise RuleError(
            f"{path}:{mark.line + 1}:{mark.column + 2}: {tag} and what follows is taken for a "
            "comment; put quotes around the whole text"
        )
    if not isinstance(data, dict):
        raise RuleError(f"{path}:1:1: expected a mapping of keys such as {_keys(model)[0]!r}")
    return validate(model, data, path, node)


def validate(model: type[Model], data: Any, path: Path, node: yaml.Node | None) -> Model:
    """Return ``data`` as a model; errors are placed by ``node``."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        lines = [_explain(problem, model, path, node) for problem in error.errors()]
        raise RuleError("\n".join(dict.fromkeys(lines))) from None


def place(path: Path, node: yaml.Node | None, loc: Sequence[str | int]) -> str:
    """Return ``file:line:column`` of a key path, or of its nearest parent that exists."""
    mark = node.start_mark if node is not None else None
    for step in loc:
        if isinstance(node, yaml.MappingNode):
            pair = next((p for p in node.value if p[0].value == str(step)), None)
            if pair is None:
                break
            mark, node = pair[0].start_mark, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            if step >= len(node.value):
                break
            node = node.value[step]
            mark = node.start_mark
    return f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)


def _explain(problem: Any, model: type[BaseModel], path: Path, node: yaml.Node | None) -> str:
    loc = tuple(problem["loc"])
    where = place(path, node, loc)
    name = ".".join(str(step) for step in loc)
    if problem["type"] == "extra_forbidden":
        valid = _keys(_submodel(model, loc[:-1]))
        hint = nearest(str(loc[-1]), valid) or f"; valid keys: {', '.join(valid)}"
        return f"{where}: unknown key {str(loc[-1])!r}{hint}"
    if problem["type"] == "missing":
        return f"{where}: the key {name!r} is missing"
    if problem["type"] == "value_error":
        return f"{where}: {problem['ctx']['error']!s}"
    if problem["type"] == "literal_error" and isinstance(problem["input"], str):
        valid = [word.strip("'") for word in _literals(problem["ctx"]["expected"])]
        hint = nearest(problem["input"], valid) or f"; valid: {', '.join(valid)}"
        return f"{where}: {name}: unknown value {problem['input']!r}{hint}"
    return f"{where}: {name}: {value_problem(problem)}"


def _literals(expected: str) -> list[str]:
    return expected.replace(" or ", ", ").split(", ")


def _keys(model: type[BaseModel] | None) -> list[str]:
    if model is None:
        return []
    return [field.alias or name for name, field in model.model_fields.items()]


def _submodel(model: type[BaseModel], loc: Sequence[str | int]) -> type[BaseModel] | None:
    current: Any = model
    for step in loc:
        if isinstance(current, type) and issubclass(current, BaseModel):
            fields = current.model_fields
            field = next((f for n, f in fields.items() if (f.alias or n) == step), None)
            current = field.annotation if field else None
        else:
            args = get_args(current)
            current = args[-1] if args else None
    return current if isinstance(current, type) and issubclass(current, BaseModel) else None

"""Write fitted numbers into a rule file, touching nothing else."""

from __future__ import annotations

from pathlib import Path

import yaml

from postlint.measure.fit import Fitted
from postlint.model.errors import InputError
from postlint.rules.packs import builtin_folder
from postlint.rules.yaml_file import read_yaml


def write_back(path: Path, fitted: Fitted) -> list[str]:
    """Replace the numbers in ``path``; return a line for each that changed.

    Comments, order and layout survive: only the digits are replaced.

    Raises:
        InputError: the file lies in an installation, or lacks a number that was fitted.
    """
    if path.resolve().is_relative_to(builtin_folder()) and builtin_folder().name == "builtin":
        raise InputError(f"{path} belongs to an installation; copy it and name the copy")
    _, node = read_yaml(path)
    text = path.read_bytes().decode("utf-8-sig")
    edits: list[tuple[int, int, str, str]] = []

    def edit(keys: tuple[str, ...], number: float) -> None:
        found = _find(node, keys)
        if found is None:
            raise InputError(f"{path}: there is no {'.'.join(keys)} to write {number:g} to")
        new = f"{number:g}"
        if float(found.value) != number:
            edits.append((found.start_mark.index, found.end_mark.index, new, ".".join(keys)))

    edit(("bias",), fitted.bias)
    edit(("threshold",), fitted.threshold)
    for name, weight in fitted.weights.items():
        section = "signals" if _find(node, ("signals", name)) is not None else "unless"
        edit((section, name, "weight"), weight)
    lines = []
    for start, end, new, name in sorted(edits, reverse=True):
        lines.append(f"{name}: {text[start:end]} → {new}")
        text = text[:start] + new + text[end:]
    path.write_bytes(text.encode("utf-8"))
    return lines[::-1]


def _find(node: yaml.Node | None, keys: tuple[str, ...]) -> yaml.Node | None:
    for key in keys:
        if not isinstance(node, yaml.MappingNode):
            return None
        node = next((value for name, value in node.value if name.value == key), None)
    return node

"""Find and read rule files and lists; each rule file becomes one plugin."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from postlint.hookspecs import RegisterRules, hookimpl
from postlint.model.errors import RuleError
from postlint.rules.rewrite_schema import EditFile, QuestionFile
from postlint.rules.schema import ListFile, RuleFile
from postlint.rules.yaml_file import load_model, place, read_yaml

LISTS = "lists"
INTENTS = "intents"
REWRITES = "rewrites"
STARTERS = "starters"
"""Beside a kind's code: a rule file for each kind to start from."""


@dataclass(frozen=True)
class RulePlugin:
    """One rule file as a pluggy plugin named ``rule:<id>``."""

    path: Path

    @property
    def plugin_name(self) -> str:
        return f"rule:{self.path.stem}"

    @hookimpl
    def postlint_register_rules(self, register: RegisterRules) -> None:
        register(self.path)


def builtin_folder() -> Path:
    """Return the folder of the built-in pack: in the package, or in the checkout around it.

    Raises:
        RuleError: neither is there, so the installation is broken.
    """
    package = Path(__file__).resolve().parents[1]
    installed = package / "builtin"
    if installed.is_dir():
        return installed
    project = package.parent / "pyproject.toml"
    if project.is_file() and _names_postlint(project):
        return package.parent / "rules"
    raise RuleError(f"{installed}: the built-in rules are missing; reinstall postlint")


def _names_postlint(project: Path) -> bool:
    lines = project.read_text(encoding="utf-8").splitlines()
    return any(line.replace(" ", "") == 'name="postlint"' for line in lines)


def rule_files(folder: Path) -> list[Path]:
    """Return the rule files of a pack, sorted; ``lists/``, ``intents/`` and configs are not."""
    found = [*folder.glob("*.yaml"), *folder.glob("*.yml")]
    return sorted(path for path in found if path.is_file() and not _is_config(path))


def _is_config(path: Path) -> bool:
    return path.name.startswith(".") or path.stem == "postlint"


def intent_files(folder: Path) -> list[Path]:
    """Return the files that infer intents: rules without warnings, named after the intent."""
    return sorted((folder / INTENTS).glob("*.yaml"))


def read_rule(path: Path) -> RuleFile:
    """Return a validated rule file.

    Raises:
        RuleError: it has faults; each names file, line and column.
    """
    rule = load_model(path, RuleFile)
    if rule.rule != path.stem:
        _, node = read_yaml(path)
        raise RuleError(
            f"{place(path, node, ('rule',))}: the rule {rule.rule!r} must stand in a file "
            f"named {rule.rule}.yaml, one rule a file"
        )
    return rule


def read_lists(folder: Path) -> list[ListFile]:
    """Return the lists of a pack.

    Raises:
        RuleError: a list has faults.
    """
    found: list[ListFile] = []
    for path in sorted((folder / LISTS).glob("*.yaml")):
        read = load_model(path, ListFile)
        if read.name != path.stem:
            raise RuleError(f"{path}:1:1: the list {read.name!r} must stand in {read.name}.yaml")
        found.append(read)
    return found


def read_rewrites(folder: Path) -> tuple[list[EditFile], list[QuestionFile]]:
    """Return the sets of edits (``edits-*.yaml``) and the questions of a pack.

    Raises:
        RuleError: a file has faults.
    """
    found = sorted((folder / REWRITES).glob("*.yaml"))
    edits = [load_model(p, EditFile) for p in found if p.name.startswith("edits-")]
    return edits, [load_model(p, QuestionFile) for p in found if not p.name.startswith("edits-")]


def where(path: Path, *keys: str | int) -> str:
    """Return ``file:line:column`` of a key of a rule file."""
    _, node = read_yaml(path)
    return place(path, node, keys)

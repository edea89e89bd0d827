"""Find and read config files, and what they extend."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from pydantic import ValidationError

from postlint.config.explain import explain
from postlint.config.schema import Config
from postlint.model.errors import ConfigError, InputError, unknown
from postlint.sources.files import SourceFile, read_file
from postlint.sources.toml_source import read_toml_node
from postlint.sources.tree import Node, ScanError, find
from postlint.sources.yaml_source import read_yaml_nodes

NAMES = (".postlint.yaml", ".postlint.yml")
PYPROJECT = "pyproject.toml"
PACKS = "postlint.configs"
PACK_FILE = "postlint.yaml"


@dataclass(frozen=True, eq=False)
class ConfigFile:
    """A config file that was read; its patterns and paths are relative to ``folder``."""

    config: Config
    file: SourceFile
    node: Node
    folder: Path

    def place(self, *path: str | int) -> str:
        """Return ``file:line:column`` of a key."""
        line, column = self.file.place(find(self.node, path))
        return f"{self.file.name}:{line}:{column}"

    @property
    def given(self) -> frozenset[str]:
        """The keys that the file sets itself."""
        return frozenset(self.node.items or {})


def nearest_config(folder: Path) -> Path | None:
    """Return the config nearest to a folder: in it, or in the first folder above that has one.

    Raises:
        ConfigError: a ``pyproject.toml`` on the way can't be read.
    """
    folder = folder.resolve()
    for place in (folder, *folder.parents):
        for name in NAMES:
            if (place / name).is_file():
                return place / name
        project = place / PYPROJECT
        if project.is_file() and _section(project) is not None:
            return project
    return None


def load_config(path: Path) -> list[ConfigFile]:
    """Return a config and all that it extends, the most general first.

    Raises:
        ConfigError: a file is missing or has faults, each with file, line and column; or a
            config extends itself.
    """
    return list(_load(path, ()))


def _load(path: Path, above: tuple[Path, ...]) -> Iterator[ConfigFile]:
    if path.resolve() in above:
        raise ConfigError(f"{path}: extends itself, by way of {above[-1]}")
    read = _read(path)
    for index, name in enumerate(read.config.extends):
        yield from _load(_extended(read, name, index), (*above, path.resolve()))
    yield read


def _read(path: Path) -> ConfigFile:
    name = _shown(path)
    try:
        file = read_file(str(path))
        file = SourceFile(name, path, file.data, file.text)
    except InputError as error:
        raise ConfigError(str(error)) from None
    try:
        if path.suffix == ".toml":
            node = read_toml_node(file.text)
            node = node.get("tool.postlint") or (
                Node(0, 0, items={}) if path.name == PYPROJECT else node
            )
        else:
            roots = read_yaml_nodes(file.text)
            blank = not roots or (roots[0].scalar and roots[0].value is None)
            node = Node(0, 0, items={}) if blank else roots[0]
        data = node.plain()
    except ScanError as error:
        line, column = file.place(error.offset)
        raise ConfigError(f"{name}:{line}:{column}: {error.message}") from None
    if not isinstance(data, dict):
        raise ConfigError(f"{name}:1:1: expected keys such as 'files', not {data!r:.40}")
    try:
        return ConfigFile(Config.model_validate(data), file, node, path.resolve().parent)
    except ValidationError as error:
        raise explain(error, Config, file, node) from None


def _section(project: Path) -> Node | None:
    """Return ``[tool.postlint]``; a file that does not name it need not even be valid."""
    try:
        text = project.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
    if "postlint" not in text:
        return None
    try:
        return read_toml_node(text).get("tool.postlint")
    except ScanError:
        if "[tool.postlint" in text:
            return Node(0, 0)
        return None


def _extended(read: ConfigFile, name: str, index: int) -> Path:
    path = read.folder / name
    if path.is_file():
        return path
    where = read.place("extends", index) if len(read.config.extends) > 1 else read.place("extends")
    if "/" in name or "." in name:
        raise ConfigError(f"{where}: extends: there is no such file: {name}")
    packs = {entry.name: entry for entry in entry_points(group=PACKS)}
    if name not in packs:
        known = unknown("pack", name, packs or ["none is installed"])
        raise ConfigError(f"{where}: extends: {known}")
    # Only located, never run: a pack is data.
    top, _, rest = packs[name].module.partition(".")
    spec = find_spec(top)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        found = Path(folder, *rest.split(".")) / PACK_FILE if rest else Path(folder) / PACK_FILE
        if found.is_file():
            return found
    raise ConfigError(f"{where}: extends: the pack {name!r} has no {PACK_FILE}")


def _shown(path: Path) -> str:
    """Return a path as seen from here where that is shorter."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)

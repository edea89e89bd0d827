"""Collect what plugins register. pluggy registers and never evaluates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any

import pluggy

from postlint import hookspecs
from postlint.model.errors import PluginError, RuleError, unknown
from postlint.model.reading import Feature
from postlint.model.settings import Settings
from postlint.rules import features, kinds
from postlint.rules.kind import Kind
from postlint.rules.packs import (
    RulePlugin,
    builtin_folder,
    intent_files,
    read_lists,
    read_rule,
    rule_files,
)
from postlint.rules.rulesets import pinned, pinned_rule, read_ruleset
from postlint.rules.schema import IntentFile, RuleFile
from postlint.rules.yaml_file import load_model

PROJECT = "postlint"
BUILTIN_MODULES = (kinds, features)


@dataclass
class Registry:
    """All that is registered, by name, and where each rule came from."""

    manager: pluggy.PluginManager
    kinds: dict[str, type[Kind]] = field(default_factory=dict)
    features: dict[str, Feature] = field(default_factory=dict)
    rules: dict[str, RuleFile] = field(default_factory=dict)
    paths: dict[str, Path] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    list_patterns: dict[str, list[list[dict[str, Any]]]] = field(default_factory=dict)
    intents: list[tuple[IntentFile, Path]] = field(default_factory=list)

    def call(self, hook: str, **arguments: Any) -> list[tuple[str, Exception]]:
        """Call every implementation of a hook; return which plugin raised what."""
        failures: list[tuple[str, Exception]] = []
        for implementation in getattr(self.manager.hook, hook).get_hookimpls():
            wanted = [arguments[name] for name in implementation.argnames]
            try:
                implementation.function(*wanted)
            except Exception as error:
                failures.append((implementation.plugin_name, error))
        return failures


def collect(settings: Settings) -> Registry:
    """Return everything that the built-ins and the settings' plugins and rule paths register.

    Raises:
        ConfigError: the settings name a ruleset that does not exist.
        PluginError: a plugin is not installed, cannot be imported, or raises while registering.
        RuleError: a rule or list file has faults, or two rules have one id.
    """
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    registry = Registry(manager)
    for module in BUILTIN_MODULES:
        manager.register(module, name=module.__name__)
    for name in settings.plugins:
        manager.register(_load(name), name=name)
    folders = [builtin_folder()]
    _register(registry, "postlint_register_kinds", lambda k: _add(registry.kinds, k.name, k))
    _register(registry, "postlint_register_features", lambda n, f: _add(registry.features, n, f))
    paths = rule_files(folders[0]) if settings.builtin_rules else []
    for given in settings.rule_paths:
        path = Path(given)
        if path.is_dir():
            folders.append(path)
            paths += rule_files(path)
        elif path.is_file():
            paths.append(path)
        else:
            raise RuleError(f"{path}: there is no such rule file or folder")
    for path in paths:
        plugin = RulePlugin(path)
        if manager.has_plugin(plugin.plugin_name):
            other: Any = manager.get_plugin(plugin.plugin_name)
            raise RuleError(
                f"{path}: the rule {path.stem!r} stands in {other.path} too; rename one of them"
            )
        manager.register(plugin, name=plugin.plugin_name)
    _register(registry, "postlint_register_rules", lambda path: _add_rule(registry, folders, path))
    for folder in folders:
        for read in read_lists(folder):
            registry.lists[read.name] = (*registry.lists.get(read.name, ()), *read.words)
            registry.list_patterns.setdefault(read.name, []).extend(read.patterns)
    for name, words in settings.lists.items():
        if name not in registry.lists:
            raise RuleError(f"settings: lists: {unknown('list', name, registry.lists)}")
        registry.lists[name] = (*registry.lists[name], *words)
    registry.intents = [
        (load_model(path, IntentFile), path) for path in intent_files(builtin_folder())
    ]
    if settings.ruleset is not None:
        _pin(registry, settings.ruleset)
    return registry


def _pin(registry: Registry, name: str) -> None:
    """Give the built-in rules and intents the numbers of a ruleset; other packs keep theirs."""
    ruleset = read_ruleset(name)
    for rule, path in registry.paths.items():
        if path.parent == builtin_folder():
            registry.rules[rule] = pinned_rule(registry.rules[rule], ruleset)
    registry.intents = [
        (pinned(file, ruleset.rules[file.id]) if file.id in ruleset.rules else file, path)
        for file, path in registry.intents
    ]


def _register(registry: Registry, hook: str, register: Callable[..., None]) -> None:
    for plugin, error in registry.call(hook, register=register):
        if isinstance(error, RuleError | PluginError):
            raise error
        raise PluginError(f"plugin {plugin!r}: {hook} raised {type(error).__name__}: {error}")


def _add(target: dict[str, Any], name: str, item: Any) -> None:
    if name in target:
        raise PluginError(f"{name!r} is registered twice: {target[name]!r} and {item!r}")
    target[name] = item


def _add_rule(registry: Registry, folders: list[Path], path: Path) -> None:
    if path.is_dir():
        folders.append(path)
        for file in rule_files(path):
            _add_rule(registry, folders, file)
        return
    rule = read_rule(path)
    if rule.rule in registry.rules:
        first = registry.paths[rule.rule]
        raise RuleError(f"{path}: the rule {rule.rule!r} stands in {first} too; rename one of them")
    registry.rules[rule.rule] = rule
    registry.paths[rule.rule] = path


def _load(name: str) -> Any:
    """Import a plugin by the name of its entry point; only installed distributions have one."""
    installed: dict[str, EntryPoint] = {e.name: e for e in entry_points(group=PROJECT)}
    if name not in installed:
        names = list(installed) or ["none is installed"]
        raise PluginError(unknown("plugin", name, names))
    try:
        return installed[name].load()
    except Exception as error:
        distribution = installed[name].dist
        origin = f" ({distribution.name} {distribution.version})" if distribution else ""
        raise PluginError(f"plugin {name!r}{origin} cannot be imported: {error}") from error

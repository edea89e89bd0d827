"""Collect what plugins register. pluggy registers and never evaluates."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pluggy

from postlint import hookspecs
from postlint.engine.plugins import BrokenPluginError, Plugin, Plugins, load_plugins, rule_path, say
from postlint.model.errors import PluginError, RuleError, unknown
from postlint.model.reading import Feature, Found, PostView
from postlint.model.report import RuleFailure
from postlint.model.rewriting import Rewriter
from postlint.model.settings import Settings
from postlint.rules import features, kinds
from postlint.rules.kind import Kind
from postlint.rules.packs import (
    RulePlugin,
    builtin_folder,
    intent_files,
    read_lists,
    read_rewrites,
    read_rule,
    rule_files,
)
from postlint.rules.rewrite_schema import EditFile, Pack
from postlint.rules.rulesets import pinned, pinned_rule, read_ruleset
from postlint.rules.schema import IntentFile, RuleFile
from postlint.rules.yaml_file import load_model

PROJECT = "postlint"
BUILTIN_MODULES = (kinds, features)
Result = TypeVar("Result")


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
    edits: dict[str, EditFile] = field(default_factory=dict)
    packs: dict[str, Pack] = field(default_factory=dict)
    rewriters: dict[str, list[tuple[str, Rewriter]]] = field(default_factory=dict)
    plugins: Plugins = field(default_factory=Plugins)
    owners: dict[tuple[str, str], Plugin] = field(default_factory=dict)
    """Which plugin registered ``("kind" | "feature" | "rule", name)``; built-ins are not in it."""
    caller: Plugin | None = None
    """The plugin that is registering just now."""

    @property
    def failures(self) -> tuple[RuleFailure, ...]:
        """The plugins that were skipped, as every report tells them."""
        return tuple(
            RuleFailure("", f"skipped: {e.problem}", str(e.origin)) for e in self.plugins.broken
        )

    def plugin_of(self, name: str) -> str:
        """Return how to name the plugin that pluggy knows as ``name``."""
        plugin = next((p for p in self.plugins.sound if p.origin.name == name), None)
        return str(plugin.origin) if plugin else name

    def owner_of(self, rule: RuleFile) -> str:
        """Return the plugin that a rule or its kind comes from; empty for built-ins."""
        owner = self.owners.get(("rule", rule.rule)) or self.owners.get(("kind", rule.kind))
        return str(owner.origin) if owner else ""

    @contextmanager
    def blame(self, what: str, name: str) -> Iterator[None]:
        """Make what goes wrong inside the fault of the plugin that registered this, if any did."""
        try:
            yield
        except Exception as error:
            owner = self.owners.get((what, name))
            if owner is None:
                raise
            raise BrokenPluginError(owner.origin, say(error)) from error

    def call(self, hook: str, **arguments: Any) -> list[tuple[str, BaseException]]:
        """Call every implementation of a hook; return which plugin raised what."""
        failures: list[tuple[str, BaseException]] = []
        for implementation in getattr(self.manager.hook, hook).get_hookimpls():
            wanted = [arguments[name] for name in implementation.argnames]
            try:
                implementation.function(*wanted)
            except (Exception, SystemExit) as error:
                failures.append((implementation.plugin_name, error))
        return failures


def collect(settings: Settings) -> Registry:
    """Return everything that the built-ins and the settings' plugins and rule paths register.

    A plugin that raises while registering is skipped, and listed in ``plugins.broken``.

    Raises:
        ConfigError: the settings name a ruleset that does not exist.
        PluginError: a plugin is not installed.
        RuleError: a rule or list file has faults, or two rules have one id.
    """
    return settle(settings, lambda registry: registry)


def settle(settings: Settings, use: Callable[[Registry], Result]) -> Result:
    """Return what ``use`` makes of the registry, without the plugins that turn out broken.

    A plugin is skipped as a whole, so that no half of one is ever at work: registering starts
    again without it.
    """
    plugins = load_plugins(settings.plugins)
    while True:
        try:
            return use(_collect(settings, plugins))
        except BrokenPluginError as error:  # noqa: PERF203
            plugins = plugins.without(error)


def _collect(settings: Settings, plugins: Plugins) -> Registry:
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    registry = Registry(manager, plugins=plugins)
    for module in BUILTIN_MODULES:
        manager.register(module, name=module.__name__)
    for plugin in plugins.sound:
        manager.register(plugin.target, name=plugin.origin.name)
    folders = [builtin_folder()]
    _register(registry, "postlint_register_kinds", lambda kind: _add_kind(registry, kind))
    _register(
        registry, "postlint_register_features", lambda name, f: _add_feature(registry, name, f)
    )
    paths = rule_files(folders[0]) if settings.builtin_rules else []
    for given in settings.rule_paths:
        path = rule_path(given)
        if path.is_dir():
            folders.append(path)
            paths += rule_files(path)
        elif path.is_file():
            paths.append(path)
            folders.append(path.parent)
        else:
            raise RuleError(f"{path}: there is no such rule file or folder")
    for path in dict.fromkeys(paths):
        file = RulePlugin(path)
        if manager.has_plugin(file.plugin_name):
            other: Any = manager.get_plugin(file.plugin_name)
            raise RuleError(
                f"{path}: the rule {path.stem!r} stands in {other.path} too; rename one of them"
            )
        manager.register(file, name=file.plugin_name)
    _register(registry, "postlint_register_rules", lambda path: _add_rule(registry, folders, path))
    for folder in dict.fromkeys(folders):
        with registry.blame("folder", str(folder)):
            _add_lists(registry, folder)
    _register_rewriters(registry)
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
    """Call every implementation of a hook that registers; what raises is its plugin's fault."""
    named = {plugin.origin.name: plugin for plugin in registry.plugins.sound}
    for implementation in getattr(registry.manager.hook, hook).get_hookimpls():
        registry.caller = named.get(implementation.plugin_name)
        wanted = [register for _ in implementation.argnames]
        try:
            implementation.function(*wanted)
        except BrokenPluginError:
            raise
        except (Exception, SystemExit) as error:
            if registry.caller is None:
                raise
            raise BrokenPluginError(registry.caller.origin, f"{hook}: {say(error)}") from error
    registry.caller = None


def _add_lists(registry: Registry, folder: Path) -> None:
    for read in read_lists(folder):
        registry.lists[read.name] = (*registry.lists.get(read.name, ()), *read.words)
        registry.list_patterns.setdefault(read.name, []).extend(read.patterns)
    edits, questions = read_rewrites(folder)
    registry.edits.update({edit.edits: edit for edit in edits})
    registry.packs.update({pack.name: pack for file in questions for pack in file.packs})


def _register_rewriters(registry: Registry) -> None:
    def register(rule: str, rewriter: Rewriter) -> None:
        if rule not in registry.rules:
            raise PluginError(f"rewriter {rewriter!r}: {unknown('rule', rule, registry.rules)}")
        name = getattr(rewriter, "__name__", type(rewriter).__name__)
        module = getattr(rewriter, "__module__", "")
        registry.rewriters.setdefault(rule, []).append((f"{module}.{name}", rewriter))

    _register(registry, "postlint_register_rewriters", register)


def _add(registry: Registry, what: str, target: dict[str, Any], name: Any, item: Any) -> None:
    if not isinstance(name, str) or not name:
        raise PluginError(f"the name of a {what} must be a word, not {name!r}")
    if name in target:
        first = registry.owners.get((what, name))
        whose = f"plugin {first.origin}" if first else "postlint itself"
        raise PluginError(f"the {what} {name!r} is there already, from {whose}; rename one")
    target[name] = item
    if registry.caller is not None:
        registry.owners[what, name] = registry.caller


def _add_kind(registry: Registry, kind: Any) -> None:
    if not (isinstance(kind, type) and issubclass(kind, Kind)):
        raise PluginError(f"a kind must be a subclass of postlint.rules.Kind, not {kind!r}")
    if inspect.isabstract(kind):
        raise PluginError(f"the kind {kind.__name__} lacks its method 'judge'")
    _add(registry, "kind", registry.kinds, getattr(kind, "name", None), kind)


def _add_feature(registry: Registry, name: str, feature: Feature) -> None:
    if not callable(feature):
        raise PluginError(f"the feature {name!r} must be a function, not {feature!r}")
    owner = registry.caller
    if owner is not None:
        feature = _guarded(name, feature, owner)
    _add(registry, "feature", registry.features, name, feature)


def _guarded(name: str, feature: Feature, owner: Plugin) -> Feature:
    """Return a feature whose errors name its plugin, whichever rule uses it."""
    where = f"feature {name!r} of plugin {owner.origin}"

    def run(view: PostView, options: Mapping[str, Any]) -> Found:
        try:
            found = feature(view, options)
        except Exception as error:
            raise PluginError(f"{where}: {say(error)}") from error
        if not isinstance(found, Found):
            raise PluginError(f"{where}: must return a Found, not {found!r:.60}")
        return found

    return run


def _add_rule(registry: Registry, folders: list[Path], path: Path) -> None:
    path = Path(path)
    if path.is_dir():
        folders.append(path)
        if registry.caller is not None:
            registry.owners["folder", str(path)] = registry.caller
        for file in rule_files(path):
            _add_rule(registry, folders, file)
        return
    rule = read_rule(path)
    if rule.rule in registry.rules:
        first = registry.paths[rule.rule]
        message = f"{path}: the rule {rule.rule!r} stands in {first} too; rename one of them"
        culprit = registry.caller or registry.owners.get(("rule", rule.rule))
        raise BrokenPluginError(culprit.origin, message) if culprit else RuleError(message)
    registry.paths[rule.rule] = path
    _add(registry, "rule", registry.rules, rule.rule, rule)

"""A plan: rules with their settings applied, compiled once for all posts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from postlint.engine.plugins import say
from postlint.engine.registry import Registry, settle
from postlint.engine.token_patterns import pattern_problem
from postlint.model.errors import ConfigError, RuleError, nearest, unknown
from postlint.model.report import RuleFailure, Severity
from postlint.model.settings import RuleSettings, Settings
from postlint.rules.kind import Kind, Tools
from postlint.rules.packs import where
from postlint.rules.schema import IntentFile, RuleFile, SignalFile
from postlint.rules.signals import SpecError
from postlint.rules.yaml_file import place, read_yaml
from postlint.text.phrases import PhraseIndex, parse
from postlint.text.reader import Reader
from postlint.text.tagger import Tagger


@dataclass(frozen=True)
class PlannedRule:
    """A rule ready to judge, with the severity and threshold in force."""

    file: RuleFile
    kind: Kind
    severity: Severity
    threshold: float
    shown: bool

    @property
    def id(self) -> str:
        return self.file.rule


@dataclass(frozen=True)
class PlannedIntent:
    file: IntentFile
    kind: Kind


@dataclass(frozen=True)
class Plan:
    """Everything a check needs that does not depend on the post; shared between threads."""

    settings: Settings
    registry: Registry
    rules: tuple[PlannedRule, ...]
    intents: tuple[PlannedIntent, ...]
    failures: tuple[RuleFailure, ...] = ()
    """What every report says: plugins that were skipped, and rules that needed them."""

    def make_reader(self) -> Reader:
        """Return a reader for one thread.

        Raises:
            ModelError: the settings' pipeline is not installed; found now, not in every report.
        """
        patterns = {f"@{name}": found for name, found in self.registry.list_patterns.items()}
        for kind in self._kinds():
            patterns.update(kind.patterns)
        pipeline = self.settings.pipeline
        reader = Reader(self.registry.lists, self.phrases, patterns, lambda: Tagger(pipeline))
        if pipeline is not None:
            reader.tagger.tag_batch([["ready"]])
        return reader

    @cached_property
    def phrases(self) -> PhraseIndex:
        """The phrases of all rules, intents and lists; shared by the readers of all threads."""
        groups = {f"@{name}": words for name, words in self.registry.lists.items()}
        for kind in self._kinds():
            groups.update((name, tuple(texts)) for name, texts in kind.groups.items())
        return PhraseIndex(groups)

    def _kinds(self) -> list[Kind]:
        return [*(rule.kind for rule in self.rules), *(i.kind for i in self.intents)]


def make_plan(settings: Settings) -> Plan:
    """Return the plan of some settings.

    Raises:
        ConfigError: the settings name rules, signals or options that do not exist.
        RuleError, PluginError: see ``collect``.
    """
    return settle(settings, lambda registry: _make_plan(settings, registry))


def _make_plan(settings: Settings, registry: Registry) -> Plan:
    names = registry.rules
    failures = list(registry.failures)
    # Settings may speak of what a skipped plugin would have brought.
    if not failures:
        _check_names(settings, registry)
    for name, words in registry.lists.items():
        for word in words:
            _expandable(f"list {name!r}", word)
    rules: list[PlannedRule] = []
    for rule in registry.rules.values():
        try:
            with registry.blame("rule", rule.id):
                rules.append(_plan_rule(rule, settings, registry))
        except RuleError as error:  # noqa: PERF203
            if not registry.failures:
                raise
            failures.append(RuleFailure(rule.id, str(error)))
    for planned in rules:
        for other in (*planned.file.not_when, *planned.file.subsumes):
            if other not in names and settings.builtin_rules and not failures:
                path = registry.paths[planned.id]
                with registry.blame("rule", planned.id):
                    raise RuleError(f"{where(path, 'rule')}: {unknown('rule', other, names)}")
    intents = [
        PlannedIntent(file, _make_kind(file, "evidence", path, registry, {}, {}))
        for file, path in registry.intents
    ]
    asked_for = _needed([rule for rule in rules if _asked_for(rule.file, settings)])
    return Plan(settings, registry, tuple(_ordered(asked_for)), tuple(intents), tuple(failures))


def _check_names(settings: Settings, registry: Registry) -> None:
    names = registry.rules
    for field_name, chosen in (("select", settings.select), ("ignore", settings.ignore)):
        for name in chosen:
            if name not in names:
                raise ConfigError(f"{field_name}: {unknown('rule', name, names)}")
    for name in settings.rules:
        if name not in names:
            raise ConfigError(f"rules: {unknown('rule', name, names)}")


def _asked_for(rule: RuleFile, settings: Settings) -> bool:
    """Whether a rule is stable, or was turned on; in preview it doesn't even silence others."""
    return not rule.preview or settings.preview or rule.rule in settings.select


def _plan_rule(rule: RuleFile, settings: Settings, registry: Registry) -> PlannedRule:
    path = registry.paths[rule.rule]
    wanted = settings.rules.get(rule.rule, RuleSettings())
    if rule.kind not in registry.kinds:
        raise RuleError(f"{where(path, 'kind')}: {unknown('kind', rule.kind, registry.kinds)}")
    kind = _make_kind(rule, rule.kind, path, registry, wanted.options, wanted.phrases)
    shown = (not settings.select or rule.rule in settings.select) and (
        rule.rule not in settings.ignore
    )
    threshold = rule.threshold if wanted.threshold is None else wanted.threshold
    return PlannedRule(rule, kind, wanted.severity or rule.severity, threshold, shown)


def _make_kind(
    rule: SignalFile,
    name: str,
    path: Path,
    registry: Registry,
    options: Mapping[str, Any],
    phrases: Mapping[str, tuple[str, ...]],
) -> Kind:
    kind = registry.kinds[name]
    own = getattr(rule, "options", {})
    try:
        merged = kind.Options.model_validate({**own, **options})
    except ValidationError as error:
        problem = error.errors()[0]
        key = str(problem["loc"][-1]) if problem["loc"] else "options"
        valid = [f.alias or n for n, f in kind.Options.model_fields.items()]
        hint = nearest(key, valid) or (f"; valid: {', '.join(valid)}" if valid else "")
        spot = where(path, "options", key) if key not in options else f"rules.{rule.id}.options"
        raise RuleError(
            f"{spot}: option {key!r} of kind {name!r}: {problem['msg']}{hint}"
        ) from None
    try:
        made = kind(rule, merged, Tools(registry.features, registry.lists, phrases))
        groups, patterns = dict(made.groups), dict(made.patterns)
    except SpecError as error:
        spot = _spot(path, error.path) if error.path else f"rules.{rule.id}.phrases"
        raise RuleError(f"{spot}: {error}") from None
    except Exception as error:
        owner = registry.owners.get(("kind", name))
        whose = f" of plugin {owner.origin}" if owner else ""
        raise RuleError(f"{where(path, 'kind')}: kind {name!r}{whose}: {say(error)}") from error
    for group, texts in groups.items():
        for text in texts:
            _expandable(f"{path}: {group}", text)
    for group, found in patterns.items():
        for fault in filter(None, map(pattern_problem, found)):
            raise RuleError(f"{_spot(path, tuple(group.split('/')[1:]))}: {fault}")
    return made


def _spot(path: Path, keys: tuple[str, ...]) -> str:
    _, node = read_yaml(path)
    if isinstance(node, yaml.MappingNode):
        for section in ("signals", "unless"):
            pair = next((p for p in node.value if p[0].value == section), None)
            if pair and any(k.value == keys[0] for k, _ in pair[1].value):
                return place(path, node, (section, *keys))
    return str(path)


def _expandable(spot: str, phrase: str) -> None:
    try:
        parse(phrase, str.split)
    except ValueError as error:
        raise RuleError(f"{spot}: {error}") from None


def _needed(rules: list[PlannedRule]) -> list[PlannedRule]:
    """Return the rules that are shown, and those that shown ones wait for (``not-when``)."""
    awaited = {name for rule in rules if rule.shown for name in rule.file.not_when}
    return [rule for rule in rules if rule.shown or rule.id in awaited]


def _ordered(rules: list[PlannedRule]) -> list[PlannedRule]:
    """Return the rules so that those others wait for (``not-when``) come first."""
    first = {name for rule in rules for name in rule.file.not_when}
    return sorted(rules, key=lambda rule: (rule.id not in first, rule.id))

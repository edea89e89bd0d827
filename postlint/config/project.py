"""A project: its config, refined step by step into the settings of each post."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timezone, tzinfo
from functools import cached_property
from pathlib import Path
from typing import Any

import pathspec

from postlint.config.load import ConfigFile, load_config, nearest_config
from postlint.config.schema import Account, Campaign, Checks, RuleEntry, zone
from postlint.model.errors import ConfigError, unknown
from postlint.model.settings import RuleSettings, Settings
from postlint.sources.draft import Draft
from postlint.sources.spec import FileSpec

_ADDED = ("ignore", "handles", "brands", "rule_paths", "plugins")
_REPLACED = ("select", "languages", "fail_on", "min_score", "intent", "platform", "builtin_rules",
             "pipeline")  # fmt: skip


@dataclass
class Refined:
    """Settings on their way: ``values`` by name, and from where each came, in order."""

    values: dict[str, Any] = field(default_factory=dict)
    origins: dict[str, list[str]] = field(default_factory=dict)
    announce: bool = False

    def settings(self) -> Settings:
        values = dict(self.values)
        off = values.pop("off", ())
        values["ignore"] = tuple(dict.fromkeys((*values.get("ignore", ()), *off)))
        return Settings(**values)

    def note(self, name: str, origin: str) -> None:
        self.origins.setdefault(name, []).append(origin)


class Project:
    """A config file with all it extends; without one, the defaults.

    ``given`` are settings of the command line, over everything else.
    """

    def __init__(self, files: list[ConfigFile], given: Mapping[str, Any]) -> None:
        self.files = files
        self.given = given

    @property
    def folder(self) -> Path:
        """The folder that patterns are relative to: that of the nearest config."""
        return self.files[-1].folder if self.files else Path.cwd()

    @cached_property
    def zone(self) -> tzinfo:
        names = [f.config.timezone for f in self.files if f.config.timezone]
        found: tzinfo = zone(names[-1]) if names else timezone.utc
        return found

    @cached_property
    def campaigns(self) -> dict[str, Campaign]:
        return {name: c for f in self.files for name, c in f.config.campaigns.items()}

    @cached_property
    def accounts(self) -> dict[str, list[tuple[ConfigFile, Account]]]:
        found: dict[str, list[tuple[ConfigFile, Account]]] = {}
        for file in self.files:
            for name, account in file.config.accounts.items():
                found.setdefault(name, []).append((file, account))
        return found

    @property
    def baseline(self) -> Path | None:
        """The baseline's file, when the config names one."""
        named = [f.folder / f.config.baseline for f in self.files if f.config.baseline]
        return named[-1] if named else None

    @cached_property
    def _globs(self) -> list[tuple[pathspec.GitIgnoreSpec, ConfigFile, str]]:
        # The nearest config's globs come first, in their order.
        return [
            (pathspec.GitIgnoreSpec.from_lines([glob]), file, glob)
            for file in reversed(self.files)
            for glob in file.config.files
        ]

    @property
    def names_files(self) -> bool:
        return bool(self._globs)

    @cached_property
    def _excluded(self) -> list[tuple[pathspec.GitIgnoreSpec, Path]]:
        return [
            (pathspec.GitIgnoreSpec.from_lines(f.config.exclude), f.folder)
            for f in self.files
            if f.config.exclude
        ]

    def excludes(self, path: Path, folder: bool = False) -> bool:
        """Return whether the config leaves a file or folder out."""
        return any(_matches(spec, path, top, folder) for spec, top in self._excluded)

    def spec(self, path: Path | None, plain: bool) -> FileSpec | None:
        """Return how to read a file; ``plain`` if it was found, not named.

        ``None``: the config names where posts are, and not here.
        """
        platform = self.refined(path).values.get("platform", "generic")
        for spec, file, glob in self._globs if path is not None else []:
            if path is None or not _matches(spec, path, file.folder):
                continue
            entry = file.config.files[glob]
            if entry.account is not None and entry.account not in self.accounts:
                where = file.place("files", glob, "account")
                raise ConfigError(f"{where}: {unknown('account', entry.account, self.accounts)}")
            named = self.accounts.get(entry.account or "", [])
            of_account = next((a.platform for _, a in reversed(named) if a.platform), None)
            return FileSpec(
                source=entry.source,
                at=entry.at,
                fields={str(name): path for name, path in entry.fields.items()},
                platform=entry.platform or of_account or platform,
                intent=entry.intent,
                account=entry.account,
                delimiter=entry.delimiter,
                zone=self.zone,
            )
        if plain and self.names_files:
            return None
        return FileSpec(platform=platform, plain=plain, zone=self.zone)

    def refined(self, path: Path | None, draft: Draft | None = None) -> Refined:
        """Return what applies to a file, or to one post of it.

        Raises:
            ConfigError: the post names an account that the config does not know.
        """
        refined = Refined()
        for checks, file, where in self._layers(path, draft):
            _refine(refined, checks, file, where)
        for name, value in self.given.items():
            refined.values[name] = (
                (*refined.values.get(name, ()), *value) if name in _ADDED else value
            )
            refined.note(name, "command line")
        return refined

    def _layers(
        self, path: Path | None, draft: Draft | None
    ) -> Iterator[tuple[Checks, ConfigFile, tuple[str | int, ...]]]:
        for file in self.files:
            yield file.config, file, ()
        if draft is not None:
            for file in self.files:
                found = file.config.platforms.get(draft.post.platform)  # type: ignore[call-overload]
                if found is not None:
                    yield found, file, ("platforms", draft.post.platform)
            if draft.account is not None and self.accounts:
                if draft.account not in self.accounts:
                    line, column = draft.file.place(draft.located.source(0, 0)[0])
                    known = unknown("account", draft.account, self.accounts)
                    raise ConfigError(f"{draft.file.name}:{line}:{column}: {known}")
                for file, account in self.accounts[draft.account]:
                    yield account, file, ("accounts", draft.account)
        for file in self.files:
            for index, override in enumerate(file.config.overrides):
                spec = pathspec.GitIgnoreSpec.from_lines(override.paths)
                if path is not None and _matches(spec, path, file.folder):
                    yield override, file, ("overrides", index)


def _refine(
    refined: Refined, checks: Checks, file: ConfigFile, where: tuple[str | int, ...]
) -> None:
    values = refined.values
    for name in (*_ADDED, *_REPLACED):
        value = getattr(checks, name, None)
        if value is None or value == []:
            continue
        if name == "platform" and where:
            continue
        if name == "rule_paths":
            value = [str(file.folder / path) for path in value]
        if isinstance(value, list):
            value = tuple(value)
        values[name] = (*values.get(name, ()), *value) if name in _ADDED else value
        refined.note(name, file.place(*where, name))
    profile = getattr(checks, "profile", None)
    if profile is not None:
        refined.announce = profile == "announce"
        refined.note("profile", file.place(*where, "profile"))
    for name, words in checks.lists.items():
        lists = dict(values.get("lists", {}))
        lists[name] = (*lists.get(name, ()), *words)
        values["lists"] = lists
        refined.note(f"lists.{name}", file.place(*where, "lists", name))
    for name, entry in checks.rules.items():
        rules = dict(values.get("rules", {}))
        rules[name] = _merged(rules.get(name, RuleSettings()), entry)
        values["rules"] = rules
        off = set(values.get("off", ()))
        if entry.severity is not None:
            off = off | {name} if entry.severity == "off" else off - {name}
        values["off"] = tuple(sorted(off))
        refined.note(f"rules.{name}", file.place(*where, "rules", name))


def _merged(old: RuleSettings, new: RuleEntry) -> RuleSettings:
    phrases = dict(old.phrases)
    for signal, words in new.phrases.items():
        phrases[signal] = (*phrases.get(signal, ()), *words)
    severity = old.severity if new.severity in (None, "off") else new.severity
    return RuleSettings(
        severity=severity,  # type: ignore[arg-type]
        threshold=old.threshold if new.threshold is None else new.threshold,
        phrases=phrases,
        options={**old.options, **new.options},
    )


def _matches(spec: pathspec.GitIgnoreSpec, path: Path, top: Path, folder: bool = False) -> bool:
    try:
        relative = (
            path.resolve().relative_to(top)
            if not path.is_symlink()
            else (path.parent.resolve() / path.name).relative_to(top)
        )
    except ValueError:
        return False
    return spec.match_file(relative.as_posix() + ("/" if folder else ""))


class Projects:
    """The project of each file, by the config nearest to it; each config is read once.

    ``config`` is used for all files instead; ``isolated`` reads none.
    """

    def __init__(
        self, given: Mapping[str, Any], config: Path | None = None, isolated: bool = False
    ) -> None:
        self._given = given
        self._config = config
        self._isolated = isolated
        self._folders: dict[Path, Path | None] = {}
        self._projects: dict[Path | None, Project] = {}

    def of(self, path: Path | None) -> Project:
        """Return the project of a file, a folder, or of ``None``: the current folder."""
        found = self._config
        if found is None and not self._isolated:
            folder = Path.cwd() if path is None else path if path.is_dir() else path.parent
            if folder not in self._folders:
                self._folders[folder] = nearest_config(folder)
            found = self._folders[folder]
        if found not in self._projects:
            files = load_config(found) if found is not None else []
            self._projects[found] = Project(files, self._given)
        return self._projects[found]

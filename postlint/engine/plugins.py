"""Find installed plugins and packs, load those that are named, and say what is wrong with one.

A plugin is an entry point of the group ``postlint`` and is imported only when named. A pack is an
entry point of the group ``postlint.rules`` and is never imported, only located: it is data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from inspect import Parameter, signature
from pathlib import Path
from typing import Any

from postlint import hookspecs
from postlint.model.errors import PluginError, PostlintError, nearest, unknown

GROUP = "postlint"
PACKS = "postlint.rules"
PACK_PREFIX = "pack:"
API = 1
"""The major version of the plugin API; a plugin says which it is made for: ``postlint_api = 1``."""

_API_NAME = "postlint_api"
_PREFIX = "postlint_"
_MARK = "postlint_impl"
"""Where pluggy's marker leaves its mark."""


@dataclass(frozen=True)
class Origin:
    """Which plugin, and from which distribution: ``acme (postlint-acme 1.0)``."""

    name: str
    distribution: str = ""
    version: str = ""

    def __str__(self) -> str:
        told = f"{self.distribution} {self.version}".strip()
        return f"{self.name} ({told})" if told else self.name


@dataclass(frozen=True)
class Plugin:
    """A plugin that was imported and whose hooks are in order."""

    origin: Origin
    target: Any
    hooks: tuple[str, ...]


class BrokenPluginError(PluginError):
    """An installed plugin that cannot be used; it is skipped and the rest goes on."""

    def __init__(self, origin: Origin, problem: str) -> None:
        super().__init__(f"plugin {origin}: {problem}")
        self.origin = origin
        self.problem = problem


@dataclass(frozen=True)
class Plugins:
    """The plugins that settings name: those that work, and what is wrong with the others."""

    sound: tuple[Plugin, ...] = ()
    broken: tuple[BrokenPluginError, ...] = ()

    def without(self, error: BrokenPluginError) -> Plugins:
        """Return these without the plugin that the error is about."""
        sound = tuple(p for p in self.sound if p.origin != error.origin)
        return Plugins(sound, (*self.broken, error))


def installed(group: str = GROUP) -> dict[str, EntryPoint]:
    """Return the entry points of a group by name; imports nothing."""
    return {entry.name: entry for entry in entry_points(group=group)}


def origin_of(entry: EntryPoint) -> Origin:
    """Return where an entry point comes from."""
    dist = entry.dist
    return Origin(entry.name, dist.name, dist.version) if dist else Origin(entry.name)


def hook_names() -> list[str]:
    """Return the names of all hooks."""
    return [name for name, item in vars(hookspecs).items() if hasattr(item, "postlint_spec")]


def load_plugins(names: Iterable[str]) -> Plugins:
    """Import the named plugins.

    Raises:
        PluginError: a name is not that of an installed plugin.
    """
    sound: list[Plugin] = []
    broken: list[BrokenPluginError] = []
    for name in dict.fromkeys(names):
        try:
            sound.append(load(name))
        except BrokenPluginError as error:  # noqa: PERF203
            broken.append(error)
    return Plugins(tuple(sound), tuple(broken))


def load(name: str) -> Plugin:
    """Import one plugin and check its hooks.

    Raises:
        PluginError: no plugin of that name is installed.
        BrokenPluginError: it cannot be imported, or its hooks are not those of this postlint.
    """
    known = installed()
    if name not in known:
        raise PluginError(f"{_not_installed('plugin', name, known)}{_looks_like_a_file(name)}")
    origin = origin_of(known[name])
    try:
        target = known[name].load()
    except (Exception, SystemExit) as error:
        raise BrokenPluginError(origin, f"cannot be imported: {say(error)}") from error
    return Plugin(origin, target, validated(origin, target))


def say(error: BaseException) -> str:
    """Return an error in one line; postlint's own speak for themselves."""
    return str(error) if isinstance(error, PostlintError) else f"{type(error).__name__}: {error}"


def validated(origin: Origin, target: Any) -> tuple[str, ...]:
    """Return the names of a plugin's hooks.

    Raises:
        BrokenPluginError: it is made for another API, or a hook has a wrong name or arguments.
    """
    made_for = getattr(target, _API_NAME, API)
    if made_for != API:
        newer = isinstance(made_for, int) and made_for > API
        advice = "upgrade postlint" if newer else "look for a newer version of the plugin"
        raise BrokenPluginError(
            origin,
            f"is made for version {made_for!r} of the plugin API; "
            f"this postlint has version {API}; {advice}",
        )
    hooks: list[str] = []
    for name, function, options in _candidates(target):
        hook = (options or {}).get("specname") or name
        problem = _problem(hook, function, options)
        if problem:
            raise BrokenPluginError(origin, problem)
        hooks.append(hook)
    if not hooks:
        raise BrokenPluginError(origin, f"has no hooks; valid: {', '.join(hook_names())}")
    return tuple(hooks)


def _candidates(target: Any) -> Iterator[tuple[str, Any, dict[str, Any] | None]]:
    """Yield what is marked as a hook, and what is named like one."""
    for name in dir(target):
        item = getattr(target, name, None)
        options = getattr(item, _MARK, None)
        marked = isinstance(options, dict)
        if marked or (name.startswith(_PREFIX) and name != _API_NAME and callable(item)):
            yield name, item, options if marked else None


def _problem(hook: str, function: Any, options: dict[str, Any] | None) -> str:
    if hook not in hook_names():
        return unknown("hook", hook, hook_names())
    if options is None:
        return f"{hook} lacks the line @postlint.hookimpl above it"
    if options.get("wrapper") or options.get("hookwrapper"):
        return f"{hook} is a wrapper; postlint calls every hook on its own and takes none"
    taken = signature(getattr(hookspecs, hook)).parameters
    for name, parameter in signature(function).parameters.items():
        if parameter.kind in (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD):
            return f"{hook} must name its arguments: {', '.join(taken)}"
        if name not in taken:
            hint = nearest(name, taken) or f"; valid: {', '.join(taken)}"
            return f"{hook} has no argument {name!r}{hint}"
    return ""


def pack_folder(name: str) -> Path:
    """Return the folder of an installed pack of rule files; nothing of it is imported.

    Raises:
        PluginError: no such pack is installed, or its folder is missing.
    """
    known = installed(PACKS)
    if name not in known:
        raise PluginError(_not_installed("pack", name, known))
    entry = known[name]
    parts = entry.module.split(".")
    for root in _roots(entry, parts[0]):
        folder = root.joinpath(*parts[1:])
        if folder.is_dir():
            return folder
    raise PluginError(f"pack {origin_of(entry)}: there is no folder {'/'.join(parts)}")


def _roots(entry: EntryPoint, top: str) -> Iterator[Path]:
    """Yield where a top-level package may lie: in its distribution, or where an editable
    install points."""
    if entry.dist is not None:
        yield Path(str(entry.dist.locate_file(top)))
    spec = find_spec(top)
    for location in (spec.submodule_search_locations or ()) if spec else ():
        yield Path(location)


def rule_path(given: str) -> Path:
    """Return the path that a rule path means; ``pack:NAME`` is an installed pack."""
    if given.startswith(PACK_PREFIX):
        return pack_folder(given.removeprefix(PACK_PREFIX))
    return Path(given)


def _not_installed(what: str, name: str, known: Iterable[str]) -> str:
    names = list(known)
    if not names:
        return f"unknown {what} {name!r}; none is installed here"
    return unknown(what, name, names)


def _looks_like_a_file(name: str) -> str:
    if "/" in name or "\\" in name or name.endswith(".py") or Path(f"{name}.py").is_file():
        return "; a plugin is an installed distribution, never a file of this folder"
    return ""

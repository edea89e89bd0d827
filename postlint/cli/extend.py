"""``postlint new-rule``, ``postlint test`` and ``postlint plugins``."""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from rich.text import Text

from postlint.cli.options import PluginNames, plugin_names, tell_skipped
from postlint.cli.output import stdout_console
from postlint.model.errors import ConfigError, InputError, PluginError, unknown
from postlint.model.settings import Settings

if TYPE_CHECKING:
    from postlint.engine.plugins import Origin
    from postlint.engine.registry import Registry
    from postlint.examples import Case
    from postlint.rules.kind import Kind

OUR_RULES = "our-rules"
_PLACEHOLDER = "RULE-NAME"
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def new_rule(
    name: Annotated[str, typer.Argument(help="What to call it, such as no-jargon.")],
    kind: Annotated[
        str, typer.Option(help="What it rests on; evidence is right for most rules.")
    ] = "evidence",
    into: Annotated[str, typer.Option(help="The folder to write it into.")] = OUR_RULES,
    plugins: PluginNames = None,
) -> None:
    """Write a rule file to start from: it works, its tests pass, and it says what to change."""
    from postlint.engine.registry import collect

    if not _NAME.fullmatch(name):
        better = "-".join(re.findall(r"[a-z0-9]+", name.lower())).lstrip("0123456789-")
        hint = f"; try {better}" if better else ""
        raise ConfigError(
            f"{name!r} can't be a rule's name: use small letters, digits and hyphens, "
            f"such as no-jargon{hint}"
        )
    registry = collect(Settings(plugins=plugin_names(plugins)))
    tell_skipped(registry)
    if name in registry.rules:
        raise ConfigError(
            f"there is a rule {name!r} already, in {registry.paths[name]}; choose another name"
        )
    text = _starter(registry, kind).read_text(encoding="utf-8").replace(_PLACEHOLDER, name)
    path = Path(into) / f"{name}.yaml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise ConfigError(f"{path} is there already; nothing was changed") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written: {error.strerror}") from None
    typer.echo(f"{path.as_posix()} is written. Open it in any text editor, change it, then run:")
    typer.echo(f"  postlint test {path.parent.as_posix()}")
    typer.echo(f'  postlint check --rules {path.parent.as_posix()} --text "A post of yours"')


def _starter(registry: Registry, name: str) -> Path:
    """Return the rule file that a kind offers to start from, in ``starters/`` beside its code."""
    if name not in registry.kinds:
        raise ConfigError(f"--kind: {unknown('kind', name, registry.kinds)}")
    path = _starter_path(registry.kinds[name])
    if not path.is_file():
        able = [k for k, kind in registry.kinds.items() if _starter_path(kind).is_file()]
        raise ConfigError(
            f"--kind: the kind {name!r} brings no starter; these do: {', '.join(sorted(able))}"
        )
    return path


def _starter_path(kind: type[Kind]) -> Path:
    from postlint.rules.packs import STARTERS

    return Path(inspect.getfile(kind)).parent / STARTERS / f"{kind.name}.yaml"


def run_examples(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Rule files, folders of them, or pack:NAME; without any, the rules of the named "
            "plugins, else of this folder.",
            metavar="[PATHS]...",
        ),
    ] = None,
    plugins: PluginNames = None,
) -> None:
    """Run the examples of rule files: bad ones must be flagged, good ones left alone.

    Exit code: 0 all is well, 1 an example doesn't hold or is missing, 2 a fault.
    """
    from postlint.examples import (
        cases_of,
        find_rules,
        lacking,
        linter_for,
        problem,
        rules_of_plugins,
    )

    names = plugin_names(plugins)
    given = paths or ([] if names else ["."])
    files = find_rules(given) if given else rules_of_plugins(names)
    if not files:
        raise InputError(f"these plugins bring no rules: {', '.join(names)}")
    linter, rules = linter_for(files, names)
    examples, problems = 0, 0
    for path, rule in zip(files, rules, strict=True):
        cases = cases_of(rule, path)
        told = [f"{path}: {lack}" for lack in filter(None, [lacking(rule)])]
        told += [_told(case, found) for case in cases if (found := problem(linter, case))]
        typer.echo("\n".join(told) or f"{path}: all {_count(len(cases), 'example')} hold")
        examples += len(cases)
        problems += len(told)
    typer.echo(
        f"{_count(len(rules), 'rule')}, {_count(examples, 'example')}, "
        f"{_count(problems, 'problem') if problems else 'no problems'}."
    )
    if problems:
        raise typer.Exit(1)


def _told(case: Case, problem: str) -> str:
    text = " ".join(case.example.text.split())
    return f"{case.place}: {case.title} {problem}\n  │ {text}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"


def list_plugins(
    plugins: PluginNames = None,
    output_format: Annotated[Literal["text", "json"], typer.Option("--format")] = "text",
) -> None:
    """List plugins: those in use with what they bring, those that failed and why, the others.

    A plugin is in use only when it is named; the others are installed, but never imported.
    """
    from postlint.engine.registry import collect

    registry = collect(Settings(plugins=plugin_names(plugins)))
    found = _described(registry)
    if output_format == "json":
        typer.echo(json.dumps(found, indent=1))
    else:
        _print_plugins(found)
    if registry.plugins.broken:
        raise typer.Exit(2)


def _described(registry: Registry) -> dict[str, list[dict[str, Any]]]:
    from postlint.engine.plugins import PACKS, installed, origin_of

    used = {p.origin.name for p in registry.plugins.sound}
    used |= {e.origin.name for e in registry.plugins.broken}
    loaded = []
    for plugin in registry.plugins.sound:
        brought = [(w, n) for (w, n), owner in registry.owners.items() if owner is plugin]
        entry: dict[str, Any] = {**vars(plugin.origin), "hooks": list(plugin.hooks)}
        for what in ("kind", "feature", "rule"):
            entry[f"{what}s"] = sorted(name for w, name in brought if w == what)
        loaded.append(entry)
    return {
        "loaded": loaded,
        "failed": [{**vars(e.origin), "problem": e.problem} for e in registry.plugins.broken],
        "not used": [vars(origin_of(e)) for n, e in installed().items() if n not in used],
        "packs": [_pack(name, origin_of(e)) for name, e in installed(PACKS).items()],
    }


def _pack(name: str, origin: Origin) -> dict[str, Any]:
    from postlint.engine.plugins import pack_folder
    from postlint.rules.packs import rule_files

    try:
        return {**vars(origin), "rules": [path.stem for path in rule_files(pack_folder(name))]}
    except PluginError as error:
        return {**vars(origin), "rules": [], "problem": str(error)}


def _print_plugins(found: dict[str, list[dict[str, Any]]]) -> None:
    console = stdout_console()
    if not any(found.values()):
        console.print("No plugins or packs are installed.")
    for state, entries in found.items():
        for entry in entries:
            label = "pack" if state == "packs" else state
            origin = f"{entry['distribution']} {entry['version']}"
            line = Text(entry["name"], style="bold").append(f"  {origin}  {label}", style="dim")
            console.print(line, soft_wrap=True)
            for key in ("hooks", "kinds", "features", "rules"):
                if entry.get(key):
                    console.print(Text(f"  {key}: {', '.join(entry[key])}"), soft_wrap=True)
            if "problem" in entry:
                console.print(Text(f"  {entry['problem']}", style="red"), soft_wrap=True)

"""``postlint init``, ``postlint config show``, ``postlint schema`` and ``postlint baseline``."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from postlint.model.errors import ConfigError

CONFIG = ".postlint.yaml"
SCHEMA = ".postlint.schema.json"

_STARTER = """\
# yaml-language-server: $schema={schema}
# What postlint checks in this repository. Everything here refines the defaults.

# Where the posts are. Globs are as in .gitignore, relative to this file.
{files}
# Left out, as in .gitignore.
exclude: []

# Your own handles (without @) and brand names: they are not somebody you talk to or quote.
handles: []
brands: []

# Times without a time zone are in this one.
timezone: UTC

# Exit 1 from this severity on: error, warning, note.
fail_on: warning

# rules:
#   no-question: off            # or a severity: error, warning, note
#   hard-sell: {{threshold: 0.7}}

# accounts:
#   acmestatus: {{profile: announce}}   # only the checks that find broken things

# campaigns:
#   spring-sale: {{from: 2027-03-01, until: 2027-03-14}}   # its posts may sell
"""

_EXAMPLE = """\
# files:
#   "posts/*.md": {platform: x}
#   "queue.yaml": {at: posts}
#   "schedule.csv":
#     fields: {text: Message, scheduled_at: Date, platform: Network}
"""


def init(
    folder: Annotated[Path, typer.Argument(help="Where to write it.")] = Path(),
) -> None:
    """Write a commented starter config from what is found here."""
    from postlint.cli.collect import Collected, Options, collect
    from postlint.config.load import NAMES
    from postlint.config.project import Projects

    if not folder.is_dir():
        raise ConfigError(f"{folder}: there is no such folder")
    there = next((folder / name for name in NAMES if (folder / name).exists()), None)
    if there is not None:
        raise ConfigError(f"{there}: is there already; delete it first, or change it")
    projects = Projects({}, isolated=True)
    found: Counter[str] = Counter()
    for read in collect([str(folder)], projects, Options(every=True), Collected()):
        path = read.file.path
        if path is not None and read.drafts:
            relative = path.relative_to(folder)
            queue = read.spec.source_of(path.name) not in ("text", "markdown")
            glob = relative.as_posix() if queue else f"/{relative.parent.as_posix()}/*{path.suffix}"
            found[glob.replace("/./", "/")] += len(read.drafts)
    lines = [f"  {json.dumps(glob)}: {{}}  # {count} found" for glob, count in found.items()]
    files = "\n".join(["files:", *lines, ""]) if lines else _EXAMPLE
    _write(folder / SCHEMA, schema_of("config"))
    _write(folder / CONFIG, _STARTER.format(schema=SCHEMA, files=files))
    typer.echo(f"{folder / CONFIG}: written ({sum(found.values())} posts found)")


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written: {error.strerror or error}") from None


def schema_of(what: str) -> str:
    """Return the JSON Schema of a config or a rule file."""
    if what == "rule":
        from postlint.rules.schema import RuleFile

        data = RuleFile.model_json_schema(by_alias=True)
    else:
        from postlint.config.schema import Config

        data = Config.model_json_schema(by_alias=True)
        _accept_short_forms(data)
    data = {"$schema": "https://json-schema.org/draft/2020-12/schema", **data}
    return json.dumps(data, indent=1) + "\n"


def _accept_short_forms(data: Any) -> None:
    """Allow what the config also takes: a word for a list of one, a severity for a rule."""
    if isinstance(data, list):
        for item in data:
            _accept_short_forms(item)
    if not isinstance(data, dict):
        return
    for item in data.values():
        _accept_short_forms(item)
    if data.get("type") == "array" and data.get("items") == {"type": "string"}:
        kept = {key: data.pop(key) for key in ("type", "items")}
        data["anyOf"] = [kept, {"type": "string"}]
    if data.get("additionalProperties") == {"$ref": "#/$defs/RuleEntry"}:
        severities: list[Any] = ["error", "warning", "note", "off", False]
        data["additionalProperties"] = {
            "anyOf": [{"$ref": "#/$defs/RuleEntry"}, {"enum": severities}]
        }


def schema(
    what: Annotated[Literal["config", "rule", "report"], typer.Argument(help="Of what.")],
) -> None:
    """Print the JSON Schema of a config, of a rule file, or of the JSON output."""
    if what == "report":
        from importlib.resources import files

        text = files("postlint.formats").joinpath("run.schema.json").read_text("utf-8")
        typer.echo(text, nl=False)
        return
    typer.echo(schema_of(what), nl=False)


def config() -> None:
    """Show what a config does."""


def show(
    file: Annotated[Path, typer.Argument(help="A file of posts, or where one would be.")],
    config: Annotated[Path | None, typer.Option(help="Use this config.")] = None,
) -> None:
    """Print the settings that apply to a file, and where each came from."""
    from postlint.config.project import Projects

    project = Projects({}, config).of(file.resolve())
    if not project.files:
        typer.echo("no config; the defaults apply")
        return
    for read in project.files:
        typer.echo(f"config: {read.file.name}")
    if project.excludes(file):
        typer.echo("excluded")
    spec = project.spec(file, plain=True)
    if spec is None:
        typer.echo("no glob of files: names it, so it is read only when named")
        spec = project.spec(file, plain=False)
    if spec is not None:
        typer.echo(f"source: {spec.source_of(file.name)}  platform: {spec.platform}")
        for name, path in spec.fields.items():
            typer.echo(f"  {name}: {_value(path)}")
    refined = project.refined(file)
    for name, origins in sorted(refined.origins.items()):
        value = _setting(refined.values, name, refined.announce)
        typer.echo(f"{name}: {value}  # {', '.join(origins)}")


def _setting(values: dict[str, Any], name: str, announce: bool) -> str:
    if name == "profile":
        return "announce" if announce else "full"
    group, _, key = name.partition(".")
    if not key:
        return _value(values[name])
    if group == "lists":
        return _value(values["lists"][key])
    rule = values["rules"][key]
    told = {
        "severity": "off" if key in values.get("off", ()) else rule.severity,
        "threshold": rule.threshold,
        "phrases": dict(rule.phrases),
        "options": dict(rule.options),
    }
    return _value({name: value for name, value in told.items() if value})


def _value(value: Any) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, default=list)


def baseline(
    paths: Annotated[list[str], typer.Argument(help="Files of posts, and folders.")],
    file: Annotated[
        Path | None, typer.Option("--baseline", help="Where to write it; else the config's.")
    ] = None,
    config: Annotated[Path | None, typer.Option(help="Use this config.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Published and past posts too.")] = False,
) -> None:
    """Record today's warnings, so that check tells only of new ones; prunes stale entries."""
    from postlint.cli.collect import Collected, Options, collect
    from postlint.cli.lint import Lint
    from postlint.config.baseline import NAME, read_baseline, write_baseline
    from postlint.config.project import Projects

    projects = Projects({}, config)
    project = projects.of(Path(paths[0]).resolve())
    where = file or project.baseline or project.folder / NAME
    lint = Lint(baseline=where)
    met = Collected()
    old = read_baseline(where)
    checked = set()
    for read in collect(paths, projects, Options(every), met):
        for _ in lint.file(read):
            pass
        if read.file.path is not None:
            checked.add(old.relative(read.file.path))
    for fault in met.faults:
        typer.echo(f"postlint: {fault}", err=True)
    if met.faults:
        raise typer.Exit(2)
    # Files that were not checked keep their entries, unless they are gone.
    root = where.resolve().parent
    kept = [k for k in old.entries if k.file not in checked and (root / k.file).is_file()]
    pruned = len(set(old.entries) - set(lint.known) - set(kept))
    count = write_baseline(where, [*lint.known, *kept], old, lint.today)
    typer.echo(f"{where}: {count} warnings recorded, {pruned} stale pruned")

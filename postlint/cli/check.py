"""``postlint check``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from postlint.cli.options import PluginNames, plugin_names
from postlint.cli.output import FORMATS, outputs, stdout_console, write_out
from postlint.model.errors import ConfigError, InputError
from postlint.model.post import INTENTS, PLATFORMS
from postlint.model.settings import Settings

if TYPE_CHECKING:
    from postlint.cli.collect import Collected, ReadFile
    from postlint.cli.lint import Lint
    from postlint.formats.result import Checked

Words = list[str] | None


def check(
    paths: Annotated[
        Words,
        typer.Argument(
            help="Files of posts, and folders to look for them; - is standard input.",
            metavar="[PATHS]...",
        ),
    ] = None,
    text: Annotated[
        Words, typer.Option("--text", "-t", help="Check this text; may be given again.")
    ] = None,
    platform: Annotated[
        str | None, typer.Option(help=f"Where it will be posted: {', '.join(PLATFORMS)}.")
    ] = None,
    intent: Annotated[
        str | None,
        typer.Option(help=f"What it is for: {', '.join(INTENTS)}; inferred when not given."),
    ] = None,
    select: Annotated[Words, typer.Option(help="Only these rules (a,b or given again).")] = None,
    ignore: Annotated[Words, typer.Option(help="Not these rules (a,b or given again).")] = None,
    rule_paths: Annotated[
        Words, typer.Option("--rules", help="Also use the rule files in this folder.")
    ] = None,
    plugins: PluginNames = None,
    fail_on: Annotated[
        str | None,
        typer.Option(help="Exit 1 from this severity on: error, warning (default), note."),
    ] = None,
    min_score: Annotated[
        float | None, typer.Option(help="Hide warnings with a lower score, 0 to 1.")
    ] = None,
    output_format: Annotated[
        Words, typer.Option("--format", help=f"How to write the result: {', '.join(FORMATS)}.")
    ] = None,
    output: Annotated[
        Words, typer.Option(help="Write into a file; FORMAT=FILE may be given again.")
    ] = None,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit 0 whatever is found; faults still exit 2.")
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", help="Check published and past posts too.")
    ] = False,
    since: Annotated[
        str | None, typer.Option(help="Only posts added or changed since this git ref.")
    ] = None,
    now: Annotated[
        str | None, typer.Option(help="Take this time for now, such as 2027-01-31T09:30.")
    ] = None,
    stdin_filename: Annotated[
        str | None, typer.Option(help="Read standard input as if it were this file.")
    ] = None,
    force_exclude: Annotated[
        bool,
        typer.Option(
            "--force-exclude",
            help="Treat named files as if found in a folder: leave out those that are excluded "
            "or hold no posts.",
        ),
    ] = False,
    config: Annotated[
        Path | None, typer.Option(help="Use this config, not the one nearest to each file.")
    ] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="Read no config.")] = False,
    baseline: Annotated[Path | None, typer.Option(help="Use this baseline.")] = None,
    no_baseline: Annotated[
        bool, typer.Option("--no-baseline", help="Show what the baseline hides.")
    ] = False,
    add_ignore: Annotated[
        bool,
        typer.Option(
            "--add-ignore", help="Silence what is found: in front matter, else beside the file."
        ),
    ] = False,
    reason: Annotated[str, typer.Option(help="The reason that --add-ignore writes down.")] = "",
    redact: Annotated[
        bool, typer.Option("--redact", help="Keep the posts' texts out of the output.")
    ] = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Also count warnings by rule, and what posts do.")
    ] = False,
) -> None:
    """Check posts and say what would make them better conversation.

    \b
    postlint check draft.txt
    postlint check content/
    postlint check --text "Buy now! 50% off" --platform x
    cat draft.txt | postlint check -
    """
    if not paths and not text:
        raise InputError('nothing to check: name a file, "-" for standard input, or use --text')
    places = outputs(_names(output_format), output or [])
    given = _given(
        select=_names(select), ignore=_names(ignore), rule_paths=tuple(rule_paths or ()),
        plugins=plugin_names(plugins),
        fail_on=fail_on, min_score=min_score, platform=platform, intent=intent,
    )  # fmt: skip
    from postlint.cli.collect import Collected, Options, collect, parse_now
    from postlint.cli.lint import Lint, about
    from postlint.config.project import Projects
    from postlint.formats.result import Run

    if config is not None and not config.is_file():
        raise ConfigError(f"{config}: there is no such config")
    projects = Projects(given, config, isolated)
    options = Options(
        every, since, force_exclude, parse_now(now, projects.of(None)) if now else None,
        stdin_filename, intent,
    )  # fmt: skip
    lint = Lint(options.now, baseline, not (no_baseline or add_ignore), intent)
    # The settings of the command line are tried before any file is read.
    first = lint.linter(projects.of(None).refined(None).settings())
    met = Collected()
    checked = [lint.text(one, projects.of(None)) for one in text or ()]
    files = collect(paths or (), projects, options, met)
    found: list[tuple[ReadFile, list[Checked]]] = []
    with _progress() as step:
        for read in files:
            found.append((read, _lint_file(lint, read, met, step)))
            checked += found[-1][1]
    lint.end()
    remarks = [*lint.remarks, *_passed_over(met, bool(checked))]
    subsumes = {r.id: tuple(r.file.subsumes) for one in lint.linters for r in one.plan.rules}
    run = Run(
        checked=tuple(checked),
        faults=tuple(met.faults),
        subsumes=subsumes,
        rules={name: rule for one in [first, *lint.linters] for name, rule in about(one).items()},
        remarks=tuple(remarks),
        redact=redact,
    )
    for name, path in places:
        write_out(name, path, run, stdout_console())
    if statistics:
        from postlint.formats.statistics import statistics as lines

        quiet = any(name != "text" and path is None for name, path in places)
        typer.echo("\n".join(lines(run)), err=quiet)
    for line in (*met.faults, *remarks):
        typer.echo(f"postlint: {line}", err=True)
    if add_ignore:
        _add_ignore(found, reason)
    if met.faults or any(one.report.errors for one in checked):
        raise typer.Exit(2)
    if not exit_zero and not add_ignore and any(one.fails for one in checked):
        raise typer.Exit(1)


def _names(given: Words) -> tuple[str, ...]:
    return tuple(name.strip() for item in given or () for name in item.split(",") if name.strip())


def _given(**values: Any) -> dict[str, Any]:
    """Return the settings that the command line gives, checked."""
    given = {name: value for name, value in values.items() if value not in (None, ())}
    Settings.from_mapping(given, "command line")
    return given


def _lint_file(lint: Lint, read: ReadFile, met: Collected, step: Any) -> list[Checked]:
    done: list[Checked] = []
    try:
        for one in lint.file(read):
            done.append(one)
            step()
    except (ConfigError, InputError) as error:
        met.faults.append(str(error))
    return done


def _passed_over(met: Collected, checked: bool) -> list[str]:
    lines = []
    if met.past:
        posts = "post is" if met.past == 1 else "posts are"
        lines.append(f"{met.past} {posts} published or past, not checked; --all checks them")
    if met.folders and not (checked or met.past or met.unchanged or met.faults):
        where = ", ".join(met.folders[:3])
        lines.append(f"0 posts found in {where}; add files: to .postlint.yaml (postlint init)")
    return lines


def _add_ignore(found: list[tuple[ReadFile, list[Checked]]], reason: str) -> None:
    from postlint.cli.silence import add_ignores

    for read, checked in found:
        for path, count in add_ignores(read, checked, reason):
            typer.echo(f"{path}: {count} silenced")


@contextmanager
def _progress() -> Iterator[Any]:
    """Yield what to call after each post: it shows a count on a terminal, after a second."""
    import sys
    import time

    if not sys.stderr.isatty():
        yield lambda: None
        return
    start = time.monotonic()
    done = [0, 0.0]

    def step() -> None:
        done[0] += 1
        elapsed = time.monotonic() - start
        if elapsed > 1 and elapsed - done[1] > 0.1:
            done[1] = elapsed
            sys.stderr.write(f"\r{done[0]:.0f} posts checked")
            sys.stderr.flush()

    try:
        yield step
    finally:
        if done[1]:
            sys.stderr.write("\r\x1b[K")

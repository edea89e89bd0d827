"""``postlint check``."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from postlint.cli.options import PluginNames, plugin_names
from postlint.cli.output import stdout_console, write_out
from postlint.model.errors import InputError, PostlintError
from postlint.model.post import INTENTS, PLATFORMS
from postlint.model.report import Report, severity_rank
from postlint.model.settings import Settings


def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files to check, each one post of plain text; - is standard input.",
            metavar="[PATHS]...",
        ),
    ] = None,
    text: Annotated[
        list[str] | None, typer.Option("--text", "-t", help="Check this text; may be given again.")
    ] = None,
    platform: Annotated[
        str, typer.Option(help=f"Where it will be posted: {', '.join(PLATFORMS)}.")
    ] = "generic",
    intent: Annotated[
        str | None,
        typer.Option(help=f"What it is for: {', '.join(INTENTS)}; inferred when not given."),
    ] = None,
    select: Annotated[
        list[str] | None, typer.Option(help="Only these rules (a,b or given again).")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(help="Not these rules (a,b or given again).")
    ] = None,
    rule_paths: Annotated[
        list[str] | None, typer.Option("--rules", help="Also use the rule files in this folder.")
    ] = None,
    plugins: PluginNames = None,
    fail_on: Annotated[
        str, typer.Option(help="Exit 1 from this severity on: error, warning, note.")
    ] = "warning",
    min_score: Annotated[
        float, typer.Option(help="Hide warnings with a lower score, 0 to 1.")
    ] = 0.0,
    output_format: Annotated[
        Literal["text", "json"], typer.Option("--format", help="How to write the result.")
    ] = "text",
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit 0 whatever is found; faults still exit 2.")
    ] = False,
) -> None:
    """Check posts and say what would make them better conversation.

    \b
    postlint check draft.txt
    postlint check --text "Buy now! 50% off" --platform x
    cat draft.txt | postlint check -
    """
    if not paths and not text:
        raise InputError('nothing to check: name a file, "-" for standard input, or use --text')
    settings = Settings.from_mapping(
        {
            "select": _names(select),
            "ignore": _names(ignore),
            "rule_paths": tuple(rule_paths or ()),
            "plugins": plugin_names(plugins),
            "fail_on": fail_on,
            "min_score": min_score,
            "platform": platform,
            "intent": intent,
        },
        "command line",
    )
    reports, faults, subsumes = _check(settings, text or [], paths or [])
    write_out(output_format, reports, faults, subsumes, stdout_console())
    for fault in faults:
        typer.echo(f"postlint: {fault}", err=True)
    if faults or any(report.errors for report in reports):
        raise typer.Exit(2)
    if not exit_zero and _fails(reports, settings):
        raise typer.Exit(1)


def _names(given: list[str] | None) -> tuple[str, ...]:
    return tuple(name.strip() for item in given or () for name in item.split(",") if name.strip())


def _check(
    settings: Settings, texts: list[str], paths: list[str]
) -> tuple[list[Report], list[str], dict[str, tuple[str, ...]]]:
    from postlint.linter import Linter
    from postlint.model.post import Post
    from postlint.sources.plain import read_plain

    linter = Linter(settings)
    reports = [linter.check(Post(text, platform=settings.platform)) for text in texts]
    faults: list[str] = []
    for path in paths:
        try:
            post = read_plain(path, platform=settings.platform)
        except PostlintError as error:
            faults.append(str(error))
            continue
        reports.append(linter.check(post))
    subsumes = {rule.id: tuple(rule.file.subsumes) for rule in linter.plan.rules}
    return reports, faults, subsumes


def _fails(reports: list[Report], settings: Settings) -> bool:
    limit = severity_rank(settings.fail_on)
    return any(severity_rank(w.severity) <= limit for r in reports for w in r.warnings)

"""The ``postlint`` command and what ends it."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from postlint import __version__
from postlint.cli import check, extend, measure, project, rules
from postlint.model.errors import PostlintError

app = typer.Typer(
    name="postlint",
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"postlint {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Show it.")
    ] = False,
) -> None:
    """Lint social-media posts before they are published.

    postlint says where a draft talks at people instead of with them, and how sure it is.

    Exit code: 0 nothing at or above --fail-on, 1 something, 2 a fault.
    """


app.command("check")(check.check)
app.command("rules")(rules.list_rules)
app.command("explain")(rules.explain)
app.command("baseline")(project.baseline)
app.command("init")(project.init)
app.command("schema")(project.schema)
app.command("new-rule")(extend.new_rule)
app.command("test")(extend.run_examples)
app.command("plugins")(extend.list_plugins)
app.command("fit")(measure.fit)
app.command("eval")(measure.evaluate)
config_app = typer.Typer(no_args_is_help=True, help="Show what a config does.")
config_app.command("show")(project.show)
config_app.callback()(project.config)
app.add_typer(config_app, name="config")


def run() -> None:
    """Run the command line; a fault is one clear message and exit code 2."""
    try:
        app()
    except PostlintError as error:
        typer.echo(f"postlint: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(2)

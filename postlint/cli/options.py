"""Options that several commands share."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from postlint.engine.registry import Registry

PLUGINS_VARIABLE = "POSTLINT_PLUGINS"

PluginNames = Annotated[
    list[str] | None,
    typer.Option(
        "--plugin",
        "-p",
        help=f"Use this installed plugin (a,b or given again; also ${PLUGINS_VARIABLE}).",
    ),
]


def plugin_names(given: Iterable[str] | None) -> tuple[str, ...]:
    """Return the plugins that are named on the command line or in the environment."""
    listed = (*(given or ()), os.environ.get(PLUGINS_VARIABLE, ""))
    names = [name for item in listed for name in re.split(r"[,\s]+", item) if name]
    return tuple(dict.fromkeys(names))


def tell_skipped(registry: Registry) -> None:
    """Say on standard error which plugins were skipped, and why."""
    for failure in registry.failures:
        typer.echo(f"postlint: {failure}", err=True)

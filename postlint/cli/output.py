"""Where output goes."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from rich.console import Console

from postlint.model.report import Report

_PIPE_WIDTH = 100


def stdout_console() -> Console:
    """Return a console that colours only terminals and honours ``NO_COLOR``."""
    if hasattr(sys.stdout, "reconfigure"):
        # A post may hold what the terminal's encoding can't say.
        sys.stdout.reconfigure(errors="replace")
    width = None if sys.stdout.isatty() else _PIPE_WIDTH
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=False, width=width)


def write_out(
    name: str,
    reports: Sequence[Report],
    faults: Sequence[str],
    subsumes: Mapping[str, tuple[str, ...]],
    console: Console,
) -> None:
    """Write a run in the named format."""
    from postlint.formats.result import Run

    run = Run(tuple(reports), tuple(faults), subsumes)
    if name == "json":
        from postlint.formats.json_format import render_json

        sys.stdout.write(render_json(run) + "\n")
        return
    from postlint.formats.text_format import print_text

    print_text(run, console)

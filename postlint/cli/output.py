"""Where output goes."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rich.console import Console

from postlint.formats.result import Run
from postlint.model.errors import ConfigError, InputError, unknown

_PIPE_WIDTH = 100
FORMATS: Final = ("text", "json", "sarif", "github", "junit", "markdown")


def stdout_console() -> Console:
    """Return a console that colours only terminals and honours ``NO_COLOR``."""
    if hasattr(sys.stdout, "reconfigure"):
        # A post may hold what the terminal's encoding can't say.
        sys.stdout.reconfigure(errors="replace")
    width = None if sys.stdout.isatty() else _PIPE_WIDTH
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=False, width=width)


def outputs(formats: Sequence[str], files: Sequence[str]) -> list[tuple[str, str | None]]:
    """Return which format goes where, ``None`` being standard output.

    One format with one file goes there. Otherwise a file is given as FORMAT=FILE, and what
    formats are named besides go to standard output.

    Raises:
        ConfigError: a format is unknown, or several would share standard output.
    """
    for name in formats:
        if name not in FORMATS:
            raise ConfigError(f"command line: --format: {unknown('format', name, FORMATS)}")
    pairs: list[tuple[str, str | None]] = []
    for file in files:
        name, equals, path = file.partition("=")
        if equals and name in FORMATS:
            pairs.append((name, path))
        elif len(files) == 1 and len(formats) <= 1:
            return [(formats[0] if formats else "text", file)]
        else:
            raise ConfigError(
                f"command line: --output {file}: with several outputs write FORMAT=FILE; "
                f"formats: {', '.join(FORMATS)}"
            )
    shown: list[tuple[str, str | None]] = [(name, None) for name in formats or ["text"]]
    if len(shown) > 1:
        raise ConfigError(
            "command line: only one --format can go to standard output; "
            "give the others as --output FORMAT=FILE"
        )
    return [*pairs, *shown]


def render(name: str, run: Run) -> str:
    """Return a run in the named format, ``text`` as for a file."""
    if name == "json":
        from postlint.formats.json_format import render_json

        return render_json(run)
    if name == "sarif":
        from postlint.formats.sarif_format import render_sarif

        return render_sarif(run)
    if name == "github":
        from postlint.formats.github_format import render_github

        return render_github(run)
    if name == "junit":
        from postlint.formats.junit_format import render_junit

        return render_junit(run)
    if name == "markdown":
        from postlint.formats.markdown_format import render_markdown

        return render_markdown(run)
    from postlint.formats.text_format import print_text

    out = io.StringIO()
    plain = Console(file=out, highlight=False, markup=False, emoji=False, width=_PIPE_WIDTH)
    print_text(run, plain)
    return out.getvalue().rstrip("\n")


def write_out(name: str, path: str | None, run: Run, console: Console) -> None:
    """Write a run in the named format to a file, or to standard output.

    Raises:
        InputError: the file can't be written.
    """
    if path is not None:
        try:
            Path(path).write_text(render(name, run) + "\n", encoding="utf-8", errors="replace")
        except OSError as error:
            message = f"{path}: cannot be written: {error.strerror or error}"
            raise InputError(message) from None
        return
    if name == "text":
        from postlint.formats.text_format import print_text

        print_text(run, console)
        return
    told = render(name, run)
    if told:
        sys.stdout.write(told + "\n")

"""``text``: for people at a terminal."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from postlint.formats.result import Run, shown_warnings
from postlint.model.report import SEVERITIES, Report, Span, Warning

_STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
_MAX_LINES = 4
_MARGIN = 4
_GRAPHEME = regex.compile(r"\X")
_UNSAFE = frozenset(["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"])
_JOINERS = "\u200d\ufe0f"


def print_text(run: Run, console: Console) -> None:
    """Print every report that has something to say, then one line that sums up."""
    counts: Counter[str] = Counter()
    told: set[str] = set()
    for report in run.reports:
        shown = shown_warnings(report, run.subsumes)
        counts.update(warning.severity for warning in shown)
        for warning in shown:
            _print_warning(report, warning, console, run.redact)
        if report.skipped:
            place = report.post.place
            where = (place.line, place.column) if place else (1, 1)
            console.print(_place(report, *where).append(report.skipped, style="dim"))
        for error in map(str, report.errors):
            if error not in told:
                console.print(Text(error, style="red"), soft_wrap=True)
            told.add(error)
    _print_summary(run, counts, console)


def _print_warning(report: Report, warning: Warning, console: Console, redact: bool) -> None:
    head = _place(report, warning.location.line, warning.location.column)
    head.append(warning.rule, style=_STYLES[warning.severity])
    head.append(f"  {warning.severity}  score {warning.score:.2f}", style="dim")
    console.print(head, soft_wrap=True)
    spans = () if redact else warning.spans
    for line, marks in _excerpts(report.post.text, spans, console.width - _MARGIN):
        console.print(Text("  │ ", style="dim").append(line, style="default"), soft_wrap=True)
        console.print(Text("  │ ", style="dim").append(marks, style=_STYLES[warning.severity]))
    console.print(Padding(Text(warning.message), (0, 0, 0, 2), expand=False))
    console.print()


def _place(report: Report, line: int, column: int) -> Text:
    place = report.post.place
    if place is None:
        return Text()
    return Text(f"{_visible(place.file)}:{line}:{column}  ", style="bold")


def _excerpts(text: str, spans: Sequence[Span], width: int) -> Iterator[tuple[str, str]]:
    """Yield the lines that hold spans, cut to the width, each with marks under the spans."""
    marked = {i for s in spans for i in range(s.start, min(s.end, s.start + 2000))}
    if not marked:
        return
    start, given = 0, 0
    for line in text.split("\n"):
        if not marked.isdisjoint(range(start, start + len(line))):
            for piece in _pieces(_cells(line, start), max(20, width)):
                if all(marked.isdisjoint(cell.at) for cell in piece):
                    continue
                given += 1
                if given > _MAX_LINES:
                    yield "…", ""
                    return
                marks = (
                    (" " if marked.isdisjoint(cell.at) else "~") * cell.width for cell in piece
                )
                yield "".join(cell.shown for cell in piece), "".join(marks).rstrip()
        start += len(line) + 1


class _Cell(NamedTuple):
    """A grapheme as it is shown: ``width`` columns wide, at these code points of the text."""

    shown: str
    width: int
    at: range


def _cells(line: str, start: int) -> Iterator[_Cell]:
    # The width is that of the whole grapheme: its parts' widths add up to more or less.
    for found in _GRAPHEME.finditer(line):
        shown = _visible(found.group())
        yield _Cell(shown, cell_len(shown), range(start + found.start(), start + found.end()))


def _pieces(cells: Iterator[_Cell], width: int) -> Iterator[list[_Cell]]:
    """Yield the pieces of a line that fit the width, broken at spaces."""
    piece: list[_Cell] = []
    used = 0
    for cell in cells:
        if piece and used + cell.width > width:
            space = next((i for i in range(len(piece) - 1, 0, -1) if piece[i].shown == " "), None)
            kept = len(piece) if space is None or cell.shown == " " else space + 1
            yield piece[:kept]
            piece = piece[kept:]
            used = sum(left.width for left in piece)
        piece.append(cell)
        used += cell.width
    if piece:
        yield piece


def _visible(text: str) -> str:
    """Replace what could move the cursor or turn the text around."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        " " if c == "\t" else c if c in _JOINERS or unicodedata.category(c) not in _UNSAFE else "�"
        for c in text
        if c != "\r"
    )


def _print_summary(run: Run, counts: Counter[str], console: Console) -> None:
    posts = len(run.reports)
    if not posts:
        return
    told = [f"{counts[s]} {s}{'s' * (counts[s] != 1)}" for s in SEVERITIES if counts[s]]
    where = "" if posts == 1 else f" in {posts} posts"
    if told:
        console.print(Text(f"{', '.join(told)}{where}.", style="bold"), end="")
        rule = next(w.rule for r in run.reports for w in shown_warnings(r, run.subsumes))
        console.print(Text(f" Why: postlint explain {rule}", style="dim"))
        return
    checked = [r for r in run.reports if not r.skipped and not r.errors]
    if not checked:
        return
    if posts == 1 and checked[0].post.intent == "notice":
        console.print(Text("Fine as it is: a notice should simply inform."))
    else:
        silenced = sum(len(checked.silenced) for checked in run.checked)
        if silenced:
            warnings = f"{silenced} warning{'s' * (silenced != 1)}"
            console.print(Text(f"Nothing new; {warnings} silenced or in the baseline."))
            return
        console.print(
            Text("Fine as it is." if posts == 1 else f"All {posts} posts: fine as they are.")
        )

"""``text``: for people at a terminal."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

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
            _print_warning(report, warning, console)
        if report.skipped:
            console.print(_place(report, 1, 1).append(report.skipped, style="dim"))
        for error in map(str, report.errors):
            if error not in told:
                console.print(Text(error, style="red"), soft_wrap=True)
            told.add(error)
    _print_summary(run, counts, console)


def _print_warning(report: Report, warning: Warning, console: Console) -> None:
    head = _place(report, warning.location.line, warning.location.column)
    head.append(warning.rule, style=_STYLES[warning.severity])
    head.append(f"  {warning.severity}  score {warning.score:.2f}", style="dim")
    console.print(head, soft_wrap=True)
    for line, marks in _excerpts(report.post.text, warning.spans, console.width - _MARGIN):
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
        for first, last in _pieces(line, max(20, width)):
            piece = range(start + first, start + last)
            if marked.isdisjoint(piece):
                continue
            given += 1
            if given > _MAX_LINES:
                yield "…", ""
                return
            yield _visible(text[piece.start : piece.stop]), _marks(text, piece, marked)
        start += len(line) + 1


def _marks(text: str, piece: range, marked: set[int]) -> str:
    """Return marks as wide as what a reader sees as one character each."""
    found = []
    for cluster in regex.finditer(r"\X", text[piece.start : piece.stop]):
        under = piece.start + cluster.start() in marked
        found.append(("~" if under else " ") * cell_len(_visible(cluster.group())))
    return "".join(found).rstrip()


def _pieces(line: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the pieces of a line that fit the width, broken at spaces."""
    start = 0
    while start < len(line):
        end, cells, space = start, 0, -1
        while end < len(line):
            cells += cell_len(_visible(line[end]))
            if cells > width:
                break
            if line[end] == " ":
                space = end
            end += 1
        if end < len(line) and space > start:
            end = space + 1
        end = max(end, start + 1)
        yield start, end
        start = end


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
        console.print(
            Text("Fine as it is." if posts == 1 else f"All {posts} posts: fine as they are.")
        )

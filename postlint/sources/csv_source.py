"""CSV and TSV with places, as schedulers import them. ``csv`` gives none."""

from __future__ import annotations

import csv
import io
from functools import partial

import regex

from postlint.sources.located import Builder, Located
from postlint.sources.tree import Node, ScanError

DELIMITERS = ",;\t|"
_ROW_END = regex.compile(r"\r\n|\r|\n")
_QUOTED = regex.compile(r'"(?:[^"]++|"")*+"')


def guess_delimiter(text: str) -> str:
    """Return the delimiter that stands most often in the first row, outside quotes."""
    first = regex.match(r'(?:[^"\r\n]++|"(?:[^"]++|"")*+"?)*+', text)
    bare = _QUOTED.sub("", first.group() if first else "")
    return max(DELIMITERS, key=bare.count)


def read_csv(text: str, delimiter: str | None = None) -> list[list[Node]]:
    """Return the rows, empty lines left out; every cell is a string scalar.

    Raises:
        ScanError: a quote is not closed, or ``csv`` reads the cells differently.
    """
    delimiter = delimiter or guess_delimiter(text)
    rows = _scan(text, delimiter)
    try:
        cells = [
            row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row
        ]
    except csv.Error as error:
        raise ScanError(f"not valid CSV: {error}", 0) from None
    for row, wanted in zip(rows, cells, strict=False):
        if [cell.value for cell in row] != wanted:
            raise ScanError(
                "postlint and the standard parser read this row differently; is a quote missing?",
                row[0].start,
            )
    if len(rows) != len(cells):
        raise ScanError("postlint and the standard parser find different rows", 0)
    return rows


def _scan(text: str, delimiter: str) -> list[list[Node]]:
    plain = regex.compile(rf"[^{regex.escape(delimiter)}\r\n]*+")
    rows: list[list[Node]] = []
    row: list[Node] = []
    at = 0
    while at < len(text) or row:
        cell = _cell(text, at, plain)
        row.append(cell)
        at = cell.end
        if text[at : at + 1] == delimiter:
            at += 1
            if at < len(text):
                continue
            row.append(_cell(text, at, plain))
        found = _ROW_END.match(text, at)
        if len(row) > 1 or row[0].end > row[0].start:
            rows.append(row)
        row = []
        at = found.end() if found else at
        if not found and at < len(text):
            raise ScanError("not valid CSV: expected the end of the cell", at)
    return rows


def _cell(text: str, start: int, plain: regex.Pattern[str]) -> Node:
    builder = Builder(text, start)
    at, style = start, "csv"
    if text.startswith('"', start):
        found = _QUOTED.match(text, start)
        if not found:
            raise ScanError("not valid CSV: this quote is never closed", start)
        style = "csv-quoted"
        builder.start = at = start + 1
        for pair in regex.finditer('""', text, pos=start + 1, endpos=found.end() - 1):
            builder.copy(at, pair.start())
            builder.atom('"', *pair.span())
            at = pair.end()
        builder.copy(at, found.end() - 1)
        at = found.end()
    rest = plain.match(text, at)
    end = rest.end() if rest else at
    if style == "csv-quoted" and end > at:
        raise ScanError(
            "not valid CSV: text after the closing quote; is a quote missing, or one "
            "inside the text not doubled?",
            at,
        )
    builder.copy(at, end)
    located = builder.done()
    return Node(start, end, located.text, style=style, locate=partial(_same, located))


def _same(located: Located) -> Located:
    return located

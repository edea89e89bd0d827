"""A file taken apart: its records (front matter, queue entries, rows) and its bare texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from postlint.sources.csv_source import read_csv
from postlint.sources.json_source import read_json
from postlint.sources.located import Located, verbatim
from postlint.sources.spec import FileSpec, SourceName
from postlint.sources.toml_source import read_toml_node
from postlint.sources.tree import Node, ScanError
from postlint.sources.yaml_source import read_yaml_nodes

_PARTING = regex.compile(r"^---[ \t]*+\r?$", regex.M)
_FENCE = regex.compile(r"(---|\+\+\+)[ \t]*+(?:\r?\n)")
_YAML_END = regex.compile(r"^(?:---|\.\.\.)[ \t]*+(?:\r?\n|\r?\Z)", regex.M)
_TOML_END = regex.compile(r"^\+\+\+[ \t]*+(?:\r?\n|\r?\Z)", regex.M)
_BLANK_START = regex.compile(r"(?:[ \t]*+(?:\r\n|\r|\n))*+")


@dataclass(slots=True)
class Document:
    """``roots`` are the parsed data; ``records`` those that lie in rows, or the front matter.

    ``bodies`` are bare texts: a plain file's posts, or what follows a front matter.
    """

    source: SourceName
    roots: list[Node] = field(default_factory=list)
    records: list[Node] = field(default_factory=list)
    bodies: list[Located] = field(default_factory=list)


def read_document(text: str, name: str, spec: FileSpec) -> Document:
    """Return a file's text taken apart.

    Raises:
        ScanError: it is not what its source says it is.
    """
    source = spec.source_of(name)
    if source == "text":
        return Document(source, bodies=list(_parted(text)))
    if source == "markdown":
        return _markdown(text)
    if source == "csv":
        delimiter = spec.delimiter or ("\t" if name.lower().endswith(".tsv") else None)
        records, cells = _rows(text, spec, delimiter)
        return Document(source, cells, records)
    if source == "yaml":
        return Document(source, read_yaml_nodes(text))
    return Document(source, read_json(text, lines=source == "jsonl"))


def _parted(text: str) -> Iterator[Located]:
    """Yield the texts between ``---`` lines; without one, the text but for its last line end."""
    partings = list(_PARTING.finditer(text))
    if not partings:
        yield verbatim(text, 0, len(text.rstrip("\r\n")))
        return
    start = 0
    for end, following in [(p.start(), p.end()) for p in partings] + [(len(text), len(text))]:
        body = _stripped(text, start, end)
        if body.text:
            yield body
        start = following


def _stripped(text: str, start: int, end: int) -> Located:
    """Return the text without blank lines around it."""
    found = _BLANK_START.match(text, start, end)
    start = found.end() if found else start
    return verbatim(text, start, max(start, start + len(text[start:end].rstrip())))


def _markdown(text: str) -> Document:
    fence = _FENCE.match(text)
    if not fence:
        return Document("markdown", bodies=[_stripped(text, 0, len(text))])
    yaml = fence.group(1) == "---"
    closing = (_YAML_END if yaml else _TOML_END).search(text, fence.end())
    if not closing:
        if yaml:
            # A page may begin with a rule.
            return Document("markdown", bodies=[_stripped(text, 0, len(text))])
        raise ScanError("this front matter is never closed", 0)
    inside = text[: closing.start()]
    if yaml:
        roots = read_yaml_nodes(inside, fence.end())
    else:
        roots = [read_toml_node(text, fence.end(), closing.start())]
    records = [root for root in roots[:1] if root.items is not None]
    if roots and not records and roots[0].value is not None:
        raise ScanError("expected fields such as 'platform: x' in the front matter", roots[0].start)
    body = _stripped(text, closing.end(), len(text))
    empty = Node(fence.end(), closing.start(), items={})
    return Document("markdown", roots, records or [empty], [body])


def _rows(text: str, spec: FileSpec, delimiter: str | None) -> tuple[list[Node], list[Node]]:
    """Return each row as a record under its header's names, and all cells."""
    rows = read_csv(text, delimiter)
    numbered = bool(spec.fields) and all(
        isinstance(path, int) or (isinstance(path, str) and path.isdigit())
        for path in spec.fields.values()
    )
    if numbered or not rows:
        names = [str(n + 1) for n in range(max((len(row) for row in rows), default=0))]
    else:
        names = [_header(cell.value) for cell in rows[0]]
        rows = rows[1:]
    records = []
    for row in rows:
        items = {name: cell for name, cell in zip(names, row, strict=False) if name}
        keys = {name: cell.start for name, cell in items.items()}
        records.append(Node(row[0].start, row[-1].end, items=items, keys=keys))
    return records, [cell for row in rows for cell in row]


def _header(name: str) -> str:
    """Return a column's name as its field: ``Scheduled At`` is ``scheduled_at``."""
    return regex.sub(r"[\s-]+", "_", name.strip().lower())

"""``postlint:`` in a post's record: rules not to hear of, why, who said so, until when."""

from __future__ import annotations

from datetime import date, datetime

from postlint.model.errors import unknown
from postlint.sources.draft import Silence
from postlint.sources.fields import words
from postlint.sources.files import SourceFile
from postlint.sources.tree import Node, ScanError

KEYS = ("ignore", "reason", "by", "until")


def silences_of(node: Node, file: SourceFile) -> tuple[Silence, ...]:
    """Return the silences of a ``postlint`` field: one mapping, or a list of them.

    A text, as in a table's cell, is a list of rules parted by commas.

    Raises:
        ScanError: an unknown key, or a value that is none.
    """
    if node.elements is not None:
        return tuple(one for item in node.elements for one in silences_of(item, file))
    place = (file.name, *file.place(node.start))
    if node.items is None:
        rules = tuple(name.strip() for name in str(node.value or "").split(",") if name.strip())
        return (Silence(rules, place=place),) if rules else ()
    return (silence(node, place),)


def silence(node: Node, place: tuple[str, int, int], more: tuple[str, ...] = ()) -> Silence:
    """Return the silence that a mapping holds; ``more`` are keys it may have besides."""
    items = node.items or {}
    for key in items:
        if key not in (*KEYS, *more):
            raise ScanError(unknown("key of 'postlint'", key, KEYS), node.keys.get(key, node.start))
    if "ignore" not in items:
        raise ScanError("'postlint' needs 'ignore': a list of rules", node.start)
    text = {key: str(items[key].value or "") for key in ("reason", "by") if key in items}
    until = _day(items["until"]) if "until" in items else None
    return Silence(words(items["ignore"]), text.get("reason", ""), text.get("by", ""), until, place)


def _day(node: Node) -> date | None:
    value = node.value
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ScanError(
            f"expected a day such as 2027-01-31, not {value!r:.40}", node.start
        ) from None

"""The names under which teams keep a post's fields, and what their values mean."""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo
from typing import Any

from postlint.model.errors import nearest, unknown
from postlint.model.post import INTENTS, KINDS, PLATFORMS, STATUSES, Media
from postlint.sources.tree import Node, ScanError

TEXT_NAMES = ("text", "copy", "message", "caption", "tweet", "post", "content")
PARTS_NAMES = ("parts", "thread")
BODY = "body"

NAMES: dict[str, tuple[str, ...]] = {
    "platform": ("platform", "network", "channel"),
    "platforms": ("platforms", "networks", "channels"),
    "status": ("status", "state"),
    "scheduled_at": ("scheduled_at", "scheduled", "schedule", "publish_at", "date"),
    "lang": ("lang", "language"),
    "kind": ("kind",),
    "intent": ("intent",),
    "id": ("id",),
    "author": ("author",),
    "handles": ("handles",),
    "reply_to": ("reply_to", "in_reply_to"),
    "quoted": ("quoted", "quote"),
    "media": ("media", "images"),
    "alt": ("alt", "alt_text"),
    "poll": ("poll",),
    "campaign": ("campaign",),
    "account": ("account", "profile"),
}
FIELD_NAMES = ("text", "parts", *NAMES)

_PLATFORMS = {"twitter": "x", "x (twitter)": "x", "ig": "instagram", "fb": "facebook"}
_STATUSES = {
    "posted": "published", "sent": "published", "live": "published", "queued": "scheduled",
    "ready": "approved", "idea": "draft", "review": "draft", "in review": "draft",
    "todo": "draft",
}  # fmt: skip


def field_node(record: Node, name: str, fields: dict[str, Any]) -> Node | None:
    """Return the node of a post field in a record, under its mapped or a usual name."""
    if name in fields:
        path = str(fields[name])
        found = record.get(path)
        # The header of a table is taken as a field's name.
        return found or record.get(path.strip().lower().replace(" ", "_").replace("-", "_"))
    items = record.items or {}
    for usual in NAMES.get(name, (name,)):
        if usual in items and items[usual].value != "":
            return items[usual]
    return None


def platforms(node: Node | None) -> tuple[str, ...]:
    """Return the platforms that a field names, in their order.

    Raises:
        ScanError: a name is unknown; so for all functions here, with the value's place.
    """
    if node is None or (node.scalar and node.value is None):
        return ()
    if node.elements is not None:
        return tuple(_platform(item, item.value) for item in node.elements)
    return tuple(_platform(node, one) for one in str(node.value).split(",") if one.strip())


def known_platform(value: Any) -> str | None:
    """Return the platform's own name, or ``None``."""
    word = str(value).strip().lower()
    word = _PLATFORMS.get(word, word)
    return word if word in PLATFORMS else None


def _platform(node: Node, value: Any) -> str:
    found = known_platform(value)
    if found is None:
        raise ScanError(unknown("platform", str(value), PLATFORMS), node.start)
    return found


def status(node: Node) -> str | None:
    """Return the status; a team's own word means a draft, unless it looks misspelt."""
    if node.value is None:
        return None
    word = str(node.value).strip().lower()
    word = _STATUSES.get(word, word)
    if word in STATUSES:
        return word
    hint = nearest(word, [*STATUSES, *_STATUSES])
    if hint:
        raise ScanError(f"unknown status {word!r}{hint}", node.start)
    return "draft"


def plain_status(value: Any) -> bool:
    """Return whether a value is a word for a status."""
    word = str(value).strip().lower()
    return word in STATUSES or word in _STATUSES


def moment(node: Node, zone: tzinfo) -> datetime | None:
    """Return a time with its zone; a day alone means its last minute."""
    value = node.value
    if value is None:
        return None
    if isinstance(value, str):
        value = _parse_time(value.strip(), node)
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time(23, 59))
    if not isinstance(value, datetime):
        raise ScanError(f"expected a time such as 2027-01-31T09:30, not {value!r:.40}", node.start)
    return value if value.tzinfo else value.replace(tzinfo=zone)


def _parse_time(text: str, node: Node) -> datetime | date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        message = f"expected a time such as 2027-01-31T09:30, not {text!r:.40}"
        raise ScanError(message, node.start) from None


def choice(node: Node, name: str) -> str | None:
    """Return one of the intents or kinds."""
    if node.value is None:
        return None
    valid = INTENTS if name == "intent" else KINDS
    word = str(node.value).strip().lower()
    if word not in valid:
        raise ScanError(unknown(name, word, valid), node.start)
    return word


def word(node: Node) -> str | None:
    """Return a scalar as text."""
    if not node.scalar:
        raise ScanError("expected text", node.start)
    return None if node.value is None else str(node.value)


def words(node: Node) -> tuple[str, ...]:
    """Return a list of texts; one text is a list of one."""
    if node.items is not None and "options" in node.items:
        node = node.items["options"]
    if node.elements is not None:
        return tuple(word(item) or "" for item in node.elements)
    found = word(node)
    return () if found is None else (found,)


def media(node: Node | None, alt: Node | None) -> tuple[Media, ...]:
    """Return the media: addresses, or mappings with ``url`` and ``alt``."""
    if node is None:
        return ()
    found = []
    for item in node.elements if node.elements is not None else [node]:
        if item.items is not None:
            names = {key: sub.value for key, sub in item.items.items()}
            url = next((names[n] for n in ("url", "src", "file", "path") if n in names), "")
            text = names.get("alt", names.get("alt_text"))
            found.append(Media(str(url or ""), None if text is None else str(text)))
        elif item.value:
            text = word(alt) if alt is not None else None
            found.append(Media(str(item.value), text))
    return tuple(found)

"""Files to drafts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from postlint.model.errors import InputError, PostlintError, unknown
from postlint.model.post import PART_SEPARATOR, PLATFORMS, Place, Post
from postlint.sources import fields as known
from postlint.sources.document import Document, read_document
from postlint.sources.draft import Draft, Silence, Slot, fault
from postlint.sources.fields import BODY, FIELD_NAMES, PARTS_NAMES, TEXT_NAMES, field_node
from postlint.sources.files import SourceFile
from postlint.sources.located import join
from postlint.sources.silences import silences_of
from postlint.sources.spec import FileSpec
from postlint.sources.tree import Node, ScanError
from postlint.text.length import length, platform_named

MAX_REPEATED = 10_000


@dataclass
class Reading:
    """What a file holds: its drafts in order, and a fault for each record that is none."""

    file: SourceFile
    drafts: list[Draft] = field(default_factory=list)
    faults: list[PostlintError] = field(default_factory=list)


def read_posts(file: SourceFile, spec: FileSpec) -> Reading:
    """Return the posts of a file. A record with a fault does not hide the others."""
    reading = Reading(file)
    try:
        document = read_document(file.text, file.name, spec)
        reader = _Posts(file, spec, reading)
        if document.source == "text":
            reader.bare(document)
        elif document.source == "markdown":
            reader.markdown(document)
        elif document.source == "csv":
            reader.records(document.records)
        else:
            reader.queue(document.roots)
    except ScanError as error:
        reading.faults.append(fault(file, error))
    except InputError as error:
        reading.faults.append(error)
    return reading


class _Posts:
    def __init__(self, file: SourceFile, spec: FileSpec, reading: Reading) -> None:
        self.file = file
        self.spec = spec
        self.reading = reading
        self.fields = {name: path for name, path in spec.fields.items() if name != "text"}
        for name in spec.fields:
            if name not in FIELD_NAMES:
                raise InputError(f"{file.name}: fields: {unknown('post field', name, FIELD_NAMES)}")

    def bare(self, document: Document) -> None:
        if self.spec.plain:
            return
        record = Node(0, 0, items={})
        for body in document.bodies:
            self._add(record, [Slot(body)], None)

    def markdown(self, document: Document) -> None:
        body = document.bodies[0]
        record = document.records[0] if document.records else Node(0, 0, items={})
        if self.spec.plain and not self._is_plain(record, "markdown"):
            return
        texts = self.spec.texts or ((BODY, None),)
        for path, platform in texts:
            if path == BODY:
                if body.text:
                    self._add(record, [Slot(body)], platform)
            else:
                for node in _resolve(record, path):
                    self._add(record, [self._slot(node)], platform)
        if not self.spec.texts and not body.text:
            self.records([record], optional=True)

    def queue(self, roots: list[Node]) -> None:
        """Find the records: at the given path, or wherever one has a text."""
        if self.spec.at is not None:
            for root in roots:
                found = root if self.spec.at == "." else root.get(self.spec.at)
                if found is None:
                    raise ScanError(
                        f"there is nothing at {self.spec.at!r} (config: at)", root.start
                    )
                self.records(_children(found))
            return
        seen: set[int] = set()
        repeated = 0
        stack = list(reversed(roots))
        while stack:
            node = stack.pop()
            repeated += id(node) in seen
            seen.add(id(node))
            if repeated > MAX_REPEATED:
                raise ScanError("aliases of aliases repeat this too often", node.start)
            if node.items is not None and self._is_record(node):
                self.records([node])
            else:
                stack.extend(reversed(_children(node)))

    def records(self, records: list[Node], optional: bool = False) -> None:
        for record in records:
            self._try(record, optional)

    def _try(self, record: Node, optional: bool) -> None:
        try:
            self._record(record, optional)
        except ScanError as error:
            self.reading.faults.append(fault(self.file, error))

    def _record(self, record: Node, optional: bool) -> None:
        if record.items is None and record.locate and not self.spec.fields:
            self._add(Node(record.start, record.end, items={}), [self._slot(record)], None)
            return
        if self.spec.plain and not self._is_plain(record, "queue"):
            return
        found = False
        for path, platform in self.spec.texts:
            for node in _resolve(record, path):
                found = True
                if node.value != "":
                    self._add(record, [self._slot(node)], platform)
        if not self.spec.texts:
            slots = self._parts(record) or self._text(record)
            found = bool(slots)
            if any(slot.located.text for slot in slots):
                self._add(record, slots, None)
        if not found and not optional and not self.spec.plain:
            names = [path for path, _ in self.spec.texts] or list(TEXT_NAMES[:3])
            message = f"this post has no text ({', '.join(names)}); config: files: … fields: text:"
            raise ScanError(message, record.start)

    def _parts(self, record: Node) -> list[Slot]:
        mapped = self.fields.get("parts")
        for name in (mapped,) if mapped else PARTS_NAMES:
            node = record.get(str(name))
            if node is not None and node.elements:
                return [self._slot(_text_of(item)) for item in node.elements]
        return []

    def _text(self, record: Node) -> list[Slot]:
        for name in TEXT_NAMES:
            node = (record.items or {}).get(name)
            if node is not None and node.value is not None:
                return [self._slot(node)]
        return []

    def _slot(self, node: Node) -> Slot:
        if node.scalar and node.locate is None and node.value is not None:
            raise ScanError(f"expected text, not {node.value!r:.40}; put it in quotes", node.start)
        return Slot(node.located(), node)

    def _is_record(self, node: Node) -> bool:
        items = node.items or {}
        if self.spec.texts:
            has = any(_resolve(node, path) for path, _ in self.spec.texts)
        else:
            has = any(name in items and items[name].locate for name in TEXT_NAMES) or any(
                name in items and items[name].elements for name in PARTS_NAMES
            )
        return has and (not self.spec.plain or self._is_plain(node, "queue"))

    def _is_plain(self, record: Node, source: str) -> bool:
        """Return whether a record says beside its text that it is a post."""
        at = self._node(record, "platform") or self._node(record, "platforms")
        if at is not None:
            values = [i.value for i in at.elements] if at.elements else str(at.value).split(",")
            if values and all(known.known_platform(value) for value in values):
                return True
        if source == "markdown":
            return False
        try:
            when = self._node(record, "scheduled_at")
            if when is not None and known.moment(when, self.spec.zone):
                return True
            state = self._node(record, "status")
            return state is not None and known.plain_status(state.value)
        except ScanError:
            return False

    def _node(self, record: Node, name: str) -> Node | None:
        return field_node(record, name, self.fields)

    def _add(self, record: Node, slots: list[Slot], platform: str | None) -> None:
        located = (
            join([s.located for s in slots], PART_SEPARATOR) if slots[1:] else slots[0].located
        )
        line, column = self.file.place(located.source(0, 0)[0])
        named = known.platforms(self._node(record, "platforms")) or known.platforms(
            self._node(record, "platform")
        )
        goes_to = (platform,) if platform else named or (self.spec.platform,)
        texts = [slot.located.text for slot in slots]
        values: dict[str, Any] = {
            "text": located.text,
            "parts": tuple(texts) if slots[1:] else (),
            "platform": tightest(texts, goes_to),
            "intent": self.spec.intent,
            "place": Place(self.file.name, line, column),
            **self._values(record),
        }
        account = self._node(record, "account")
        campaign = self._node(record, "campaign")
        self.reading.drafts.append(
            Draft(
                post=Post(**values),
                file=self.file,
                located=located,
                slots=tuple(slots),
                platforms=goes_to,
                account=known.word(account) if account else self.spec.account,
                campaign=known.word(campaign) if campaign else None,
                silences=self._silences(record),
                record=record,
            )
        )

    def _silences(self, record: Node) -> tuple[Silence, ...]:
        node = (record.items or {}).get("postlint")
        return silences_of(node, self.file) if node is not None and node.value != "" else ()

    def _values(self, record: Node) -> dict[str, Any]:
        """Return the post's other fields, those that the record has."""
        values: dict[str, Any] = {}
        for name in ("lang", "id", "author", "reply_to", "quoted"):
            node = self._node(record, name)
            if node is not None:
                values[name] = known.word(node)
        for name in ("handles", "poll"):
            node = self._node(record, name)
            if node is not None:
                values[name] = known.words(node)
        for name in ("intent", "kind"):
            node = self._node(record, name)
            if node is not None:
                values[name] = known.choice(node, name)
        node = self._node(record, "status")
        if node is not None:
            values["status"] = known.status(node)
        node = self._node(record, "scheduled_at")
        if node is not None:
            values["scheduled_at"] = known.moment(node, self.spec.zone)
        values["media"] = known.media(self._node(record, "media"), self._node(record, "alt"))
        return {name: value for name, value in values.items() if value is not None}


def tightest(texts: list[str], platforms: tuple[str, ...]) -> str:
    """Return the platform whose limit the texts fill most; without limits, the first."""

    def filled(name: str) -> float:
        limit = platform_named(name).limit if name in PLATFORMS else None
        return max(length(text, name) / limit for text in texts) if limit else 0.0

    return platforms[0] if len(platforms) == 1 else max(platforms, key=filled)


def _children(node: Node) -> list[Node]:
    if node.items is not None:
        return list(node.items.values())
    return node.elements or []


def _text_of(node: Node) -> Node:
    """Return a thread's part: a text, or a mapping that holds one."""
    for name in TEXT_NAMES:
        if node.items is not None and name in node.items:
            return node.items[name]
    return node


def _resolve(record: Node, path: str) -> list[Node]:
    """Return the texts at a dotted path; a list stands for each of its items."""
    return list(_walk([record], path))


def _walk(nodes: list[Node], path: str) -> Iterator[Node]:
    for node in nodes:
        if node.elements is not None:
            yield from _walk(node.elements, path)
            continue
        if not path:
            if node.value is not None:
                yield node
            continue
        items = node.items or {}
        if path in items:
            yield from _walk([items[path]], "")
            continue
        step, _, rest = path.partition(".")
        if step in items:
            yield from _walk([items[step]], rest)
            continue
        # The header of a table is taken as a field's name.
        plain = path.strip().lower().replace(" ", "_").replace("-", "_")
        if plain != path and plain in items:
            yield from _walk([items[plain]], "")

"""A post: what is linted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final, Literal, get_args

from postlint.model.errors import InputError, unknown

PostKind = Literal["original", "reply", "quote", "repost"]
Intent = Literal["converse", "serve", "sell", "notice"]
Status = Literal["draft", "approved", "scheduled", "published"]
PlatformName = Literal[
    "generic", "x", "bluesky", "mastodon", "threads", "linkedin", "facebook", "instagram"
]

PLATFORMS: Final = get_args(PlatformName)
INTENTS: Final = get_args(Intent)
KINDS: Final = get_args(PostKind)
STATUSES: Final = get_args(Status)

PART_SEPARATOR: Final = "\n\n"


@dataclass(frozen=True, slots=True)
class Media:
    """An attached picture or video; ``alt`` is its text for people who don't see it."""

    url: str = ""
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a post stands in its file; line and column are 1-based, in code points."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Post:
    """One post, immutable. What is left out (``None``) is inferred; what is given wins.

    ``parts`` are a thread's posts; when given, ``text`` may be left empty and becomes the parts
    joined by a blank line. ``handles`` are the author's own (without ``@``).

    Raises:
        InputError: a field has the wrong type or an unknown value.
    """

    text: str = ""
    platform: str = "generic"
    kind: PostKind | None = None
    intent: Intent | None = None
    parts: tuple[str, ...] = ()
    lang: str | None = None
    id: str | None = None
    author: str | None = None
    handles: tuple[str, ...] = ()
    reply_to: str | None = None
    quoted: str | None = None
    media: tuple[Media, ...] = ()
    poll: tuple[str, ...] = ()
    status: Status | None = None
    scheduled_at: datetime | None = None
    place: Place | None = None

    def __post_init__(self) -> None:
        for name in ("parts", "handles", "media", "poll"):
            value = getattr(self, name)
            if isinstance(value, str) or not isinstance(value, Sequence):
                raise InputError(f"post field {name!r} must be a list, not {value!r}")
            object.__setattr__(self, name, tuple(value))
        for name in ("text", "platform"):
            _expect(name, getattr(self, name), str)
        for name in ("lang", "id", "author", "reply_to", "quoted"):
            value = getattr(self, name)
            if value is not None:
                _expect(name, value, str)
        for name in ("parts", "handles", "poll"):
            for item in getattr(self, name):
                _expect(name, item, str)
        if self.scheduled_at is not None:
            _expect("scheduled_at", self.scheduled_at, datetime)
        for item in self.media:
            _expect("media", item, Media)
        _one_of("platform", self.platform, PLATFORMS)
        _one_of("kind", self.kind, KINDS)
        _one_of("intent", self.intent, INTENTS)
        _one_of("status", self.status, STATUSES)
        if self.parts:
            joined = PART_SEPARATOR.join(self.parts)
            if self.text not in ("", joined):
                raise InputError(
                    "post has both 'text' and 'parts', and they differ; "
                    "give only one of them (text is the parts joined by a blank line)"
                )
            object.__setattr__(self, "text", joined)

    @classmethod
    def from_mapping(cls, data: dict[str, Any]) -> Post:
        """Return a post from plain data, such as a parsed JSON object.

        Raises:
            InputError: an unknown field (the nearest valid one is named) or a bad value.
        """
        names = [field.name for field in fields(cls)]
        for key in data:
            if key not in names:
                raise InputError(unknown("post field", str(key), names))
        values = dict(data)
        if isinstance(values.get("scheduled_at"), str):
            try:
                values["scheduled_at"] = datetime.fromisoformat(
                    values["scheduled_at"].replace("Z", "+00:00")
                )
            except ValueError as error:
                raise InputError(f"post field 'scheduled_at': {error}") from None
        if isinstance(values.get("media"), list | tuple):
            values["media"] = tuple(
                Media(**item) if isinstance(item, dict) else item for item in values["media"]
            )
        if isinstance(values.get("place"), dict):
            values["place"] = Place(**values["place"])
        return cls(**values)


def _expect(name: str, value: object, kind: type) -> None:
    if not isinstance(value, kind):
        raise InputError(
            f"post field {name!r} must be {kind.__name__}, "
            f"not {type(value).__name__} ({value!r:.60})"
        )


def _one_of(name: str, value: str | None, valid: Sequence[str]) -> None:
    if value is not None and value not in valid:
        raise InputError(unknown(name, str(value), valid))

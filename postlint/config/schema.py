"""What a config file may hold."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from postlint.model.post import Intent, PlatformName
from postlint.model.report import Severity
from postlint.sources.fields import FIELD_NAMES
from postlint.sources.spec import SourceName

FieldName = Literal[
    "text", "parts", "platform", "platforms", "status", "scheduled_at", "lang", "kind", "intent",
    "id", "author", "handles", "reply_to", "quoted", "media", "alt", "poll", "campaign", "account",
]  # fmt: skip
assert FieldName.__args__ == FIELD_NAMES  # type: ignore[attr-defined]


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _named(value: Any) -> Any:
    # In YAML, a bare off is false.
    if value is False:
        return {"severity": "off"}
    return {"severity": value} if isinstance(value, str) else value


Words = Annotated[list[str], BeforeValidator(_listed)]
Unit = Annotated[float, Field(ge=0, le=1)]
Path = str | int


class Strict(BaseModel):
    """Unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class RuleEntry(Strict):
    """One rule's refinements. A bare severity, or off, does for all."""

    severity: Severity | Literal["off"] | None = None
    threshold: Unit | None = None
    phrases: dict[str, Words] = Field(default={}, description="More phrases, by signal.")
    options: dict[str, Any] = Field(default={}, description="Options of the rule's kind.")


class Checks(Strict):
    """What may be set for all posts, or for some."""

    select: Words = Field(default=[], description="Only these rules.")
    ignore: Words = Field(default=[], description="Not these rules.")
    fail_on: Severity | None = Field(default=None, description="Exit 1 from this severity on.")
    min_score: Unit | None = Field(default=None, description="Hide warnings with a lower score.")
    intent: Intent | None = Field(default=None, description="The intent of posts that name none.")
    languages: Words = Field(default=[], description="Languages that are checked.")
    handles: Words = Field(default=[], description="Your own handles, without @.")
    brands: Words = Field(default=[], description="Your own names.")
    rules: dict[str, Annotated[RuleEntry, BeforeValidator(_named)]] = {}
    lists: dict[str, Words] = Field(default={}, description="More words for the named lists.")


class Profiled(Checks):
    """Settings with a profile: ``announce`` gets only the checks that find broken things."""

    profile: Literal["full", "announce"] | None = None


class Account(Profiled):
    """One of your accounts."""

    platform: PlatformName | None = None


class Override(Profiled):
    """Settings for the files that match."""

    paths: Words


class FileEntry(Strict):
    """How the files that match a glob are read."""

    source: SourceName | None = None
    at: str | None = Field(default=None, description="Where the list or map of posts stands.")
    fields: dict[FieldName, Path | list[Path] | dict[str, PlatformName]] = Field(
        default={}, description="Post field: its name in the file, or its column."
    )
    platform: PlatformName | None = None
    intent: Intent | None = None
    account: str | None = None
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] | None = None


class Campaign(Strict):
    """A declared campaign: between its days its posts may sell."""

    start: date | None = Field(default=None, alias="from")
    until: date | None = None
    allow: Words = Field(default=["hard-sell"], description="Rules that its posts need not follow.")


class Config(Checks):
    """A postlint config."""

    extends: Words = Field(default=[], description="Config files or installed packs to refine.")
    files: dict[str, FileEntry] = Field(default={}, description="Where posts are, by glob.")
    exclude: Words = Field(default=[], description="Paths to leave out, as in .gitignore.")
    overrides: list[Override] = []
    platform: PlatformName | None = Field(default=None, description="Of posts that name none.")
    platforms: dict[PlatformName, Profiled] = {}
    accounts: dict[str, Account] = {}
    campaigns: dict[str, Campaign] = {}
    timezone: str | None = Field(default=None, description="Of times without one, such as UTC.")
    baseline: str | None = Field(default=None, description="The baseline's file.")
    rule_paths: Words = Field(default=[], description="Folders of your own rules.")
    plugins: Words = Field(default=[], description="Installed plugins to use.")
    builtin_rules: bool | None = None
    pipeline: str | None = Field(default=None, description="A spaCy pipeline to use instead.")

    @field_validator("timezone")
    @classmethod
    def _zone(cls, name: str | None) -> str | None:
        if name is not None:
            zone(name)
        return name


def zone(name: str) -> Any:
    """Return the time zone of this name.

    Raises:
        ValueError: there is none.
    """
    from datetime import timezone
    from zoneinfo import ZoneInfo

    if name.upper() == "UTC":
        return timezone.utc
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        message = f"unknown time zone {name!r}; expected a name such as Europe/Berlin"
        raise ValueError(message) from None

"""Paths to drafts: which files, how each is read, and which posts are still to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path

from postlint.config.project import Project, Projects
from postlint.model.errors import InputError
from postlint.sources.draft import Draft
from postlint.sources.files import STDIN, SourceFile, read_file
from postlint.sources.find import find_files, looks_like_posts, may_hold_posts
from postlint.sources.posts import Reading, read_posts
from postlint.sources.sidecar import ENDING, SidecarEntry, read_sidecar
from postlint.sources.since import changed
from postlint.sources.spec import FileSpec


@dataclass(frozen=True)
class Options:
    """Which posts: ``every`` takes published and past ones too; ``since`` is a git ref.

    ``found``: take named files as if found in their folder. ``now`` fixes the clock.
    """

    every: bool = False
    since: str | None = None
    found: bool = False
    now: datetime | None = None
    stdin_name: str | None = None
    intent: str | None = None


@dataclass
class ReadFile:
    """A file's drafts that are to be checked, and what they were read with.

    ``where`` is its place for the config's patterns, also of named standard input.
    """

    file: SourceFile
    spec: FileSpec
    project: Project
    drafts: list[Draft]
    sidecar: list[SidecarEntry] = field(default_factory=list)
    where: Path | None = None


@dataclass
class Collected:
    """What was met on the way: faults, and how many posts were passed over."""

    faults: list[str] = field(default_factory=list)
    past: int = 0
    unchanged: int = 0
    excluded: int = 0
    folders: list[str] = field(default_factory=list)


def collect(
    paths: Sequence[str], projects: Projects, options: Options, met: Collected
) -> Iterator[ReadFile]:
    """Yield the files of posts under the paths; what goes wrong with one is a fault in ``met``."""
    done: set[Path] = set()
    for name in paths:
        for path, named in _files(name, projects, options, met):
            if path is not None and path.resolve() in done:
                continue
            try:
                read = _read(path, named, projects, options, met)
            except (InputError, RecursionError) as error:
                met.faults.append(str(error))
                continue
            if read is not None:
                if path is not None:
                    done.add(path.resolve())
                yield read


def _files(
    name: str, projects: Projects, options: Options, met: Collected
) -> Iterator[tuple[Path | None, bool]]:
    if name == STDIN:
        yield None, True
        return
    path = Path(name)
    if path.is_dir():
        met.folders.append(name)
        faults: list[InputError] = []

        def excluded(found: Path, folder: bool) -> bool:
            return projects.of(found if folder else found.parent).excludes(found, folder)

        for found in find_files(path, excluded, faults):
            if not found.name.endswith(ENDING):
                yield found, False
        met.faults += [str(fault) for fault in faults]
        return
    if options.found and path.is_file():
        project = projects.of(path.resolve())
        resolved = path.resolve()
        above = [p for p in resolved.parents if p.is_relative_to(project.folder)]
        if project.excludes(path) or any(project.excludes(p, True) for p in above):
            met.excluded += 1
            return
        yield path, False
        return
    yield path, True


def _read(
    path: Path | None, named: bool, projects: Projects, options: Options, met: Collected
) -> ReadFile | None:
    where = path
    if path is None and options.stdin_name:
        where = Path(options.stdin_name)
    project = projects.of(where.resolve() if where is not None else None)
    spec = project.spec(where, plain=not named)
    if spec is None or (spec.plain and path is not None and not may_hold_posts(path)):
        return None
    file = read_file(STDIN if path is None else str(path), named=options.stdin_name)
    reading = read_posts(file, spec)
    if spec.plain and not reading.drafts and not (reading.faults and looks_like_posts(file)):
        return None
    if (
        named
        and not reading.drafts
        and not reading.faults
        and spec.source_of(file.name) not in ("text",)
    ):
        met.folders.append(file.name)
    met.faults += [str(fault) for fault in reading.faults]
    drafts = _coming(reading, options, met)
    if options.since is not None and path is not None:
        kept = changed(file, drafts, spec, options.since)
        met.unchanged += len(drafts) - len(kept)
        drafts = kept
    sidecar = read_sidecar(path) if path is not None else []
    return ReadFile(file, spec, project, drafts, sidecar, where)


def _coming(reading: Reading, options: Options, met: Collected) -> list[Draft]:
    """Return the drafts that will be published: neither published nor past."""
    if options.every:
        return reading.drafts
    now = options.now or datetime.now(timezone.utc)
    kept = [
        draft
        for draft in reading.drafts
        if draft.post.status != "published"
        and (draft.post.scheduled_at is None or draft.post.scheduled_at >= now)
    ]
    met.past += len(reading.drafts) - len(kept)
    return kept


def parse_now(given: str | None, project: Project) -> datetime | None:
    """Return the moment that ``--now`` fixes; without a zone it is the project's.

    Raises:
        InputError: it is none.
    """
    if given is None:
        return None
    try:
        moment = datetime.fromisoformat(given.replace("Z", "+00:00"))
    except ValueError:
        raise InputError(
            f"--now: expected a time such as 2027-01-31T09:30, not {given!r}"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=project.zone)

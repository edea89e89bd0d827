"""Drafts to checked posts: each by the settings that apply to it, less what is silenced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timezone
from functools import cached_property
from pathlib import Path

from postlint.cli.collect import ReadFile
from postlint.config.baseline import NAME, Baseline, Known, read_baseline
from postlint.config.project import Project
from postlint.config.schema import Campaign
from postlint.formats.result import Checked, Region, RuleAbout
from postlint.linter import Linter
from postlint.model.errors import ConfigError, unknown
from postlint.model.post import Post
from postlint.model.report import Report, Span, Warning, severity_rank
from postlint.model.settings import Settings
from postlint.sources.draft import Draft, Silence, relocate, text_digest

ALL = "all"


@dataclass
class Lint:
    """Checks posts, making a linter for each different settings.

    ``baseline``: a file, ``None`` for the projects' own; ``baselines`` off ignores them.
    ``remarks`` collects what is odd about silences and baselines.
    """

    now: datetime | None = None
    baseline: Path | None = None
    baselines: bool = True
    intent: str | None = None
    remarks: list[str] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)
    _linters: dict[str, Linter] = field(default_factory=dict)
    _used: dict[tuple[Silence, str], bool] = field(default_factory=dict)
    _read: dict[Path, Baseline] = field(default_factory=dict)
    _files: dict[Path, set[str]] = field(default_factory=dict)

    @cached_property
    def moment(self) -> datetime:
        return self.now or datetime.now(timezone.utc)

    @property
    def today(self) -> date:
        return self.moment.date()

    def linter(self, settings: Settings) -> Linter:
        """Return the linter of some settings."""
        key = repr(settings)
        if key not in self._linters:
            self._linters[key] = Linter(settings)
        return self._linters[key]

    @property
    def linters(self) -> list[Linter]:
        return list(self._linters.values())

    def text(self, text: str, project: Project) -> Checked:
        """Return the check of a bare text."""
        linter = self.linter(project.refined(None).settings())
        report = linter.check(text)
        return Checked(report, fails=fails(report, linter.settings))

    def file(self, read: ReadFile) -> Iterator[Checked]:
        """Yield the checks of a file's drafts, in order."""
        baseline = self._baseline(read.project)
        name = None
        if baseline is not None and read.file.path is not None:
            name = baseline.relative(read.file.path)
            self._files.setdefault(baseline.path, set()).add(name)
        for draft in read.drafts:
            beside = tuple(e.silence for e in read.sidecar if e.holds_for(draft))
            draft = replace(draft, silences=(*draft.silences, *beside))
            yield self._draft(read, draft, baseline, name)
        for (silence, rule), used in self._used.items():
            if not used:
                self._remark(silence, f"unused: {rule} does not warn here")
        self._used.clear()
        for entry in read.sidecar:
            if not any(entry.holds_for(draft) for draft in read.drafts):
                self._remark(entry.silence, f"no checked post is {entry.post!r}")

    def end(self) -> None:
        """Remark on baseline entries of the checked files that nothing matches any more."""
        for path, files in self._files.items():
            stale = self._read[path].stale(files)
            if stale:
                these = "entry is" if len(stale) == 1 else "entries are"
                first = f"{stale[0].file}: {stale[0].rule}"
                self.remarks.append(
                    f"{path}: {len(stale)} {these} stale ({first} …); prune: postlint baseline"
                )

    def _baseline(self, project: Project) -> Baseline | None:
        if not self.baselines:
            return None
        path = self.baseline or project.baseline or project.folder / NAME
        if path not in self._read:
            self._read[path] = read_baseline(path)
        return self._read[path]

    def _draft(
        self,
        read: ReadFile,
        draft: Draft,
        baseline: Baseline | None,
        name: str | None,
    ) -> Checked:
        refined = read.project.refined(read.where, draft)
        campaign = self._campaign(read.project, draft)
        if campaign is not None:
            refined.values["ignore"] = (*refined.values.get("ignore", ()), *campaign.allow)
        linter = self.linter(refined.settings())
        post = draft.post
        intent = self.intent or post.intent
        if intent is None and refined.announce:
            intent = "notice"
        elif intent is None and campaign is not None:
            intent = "sell"
        post = _with(post, intent, linter.settings)
        report = relocate(draft, linter.check(post))
        kept, silenced = [], []
        quiet = self._quiet(draft, report, linter)
        digest = text_digest(post.text)
        for warning in report.warnings:
            known = Known(name, draft.identity, warning.rule, digest) if name else None
            if warning.rule in quiet:
                silenced.append(warning)
                continue
            if known is not None:
                self.known.append(known)
                if baseline is not None and baseline.holds(known):
                    silenced.append(warning)
                    continue
            kept.append(warning)
        report = replace(report, warnings=tuple(kept))
        return Checked(
            report=report,
            regions=tuple(_regions(draft, warning) for warning in kept),
            silenced=tuple(silenced),
            identity=draft.identity,
            fails=fails(report, linter.settings),
        )

    def _campaign(self, project: Project, draft: Draft) -> Campaign | None:
        if draft.campaign is None or not project.campaigns:
            return None
        line, column = draft.file.place(draft.located.source(0, 0)[0])
        where = f"{draft.file.name}:{line}:{column}"
        if draft.campaign not in project.campaigns:
            raise ConfigError(f"{where}: {unknown('campaign', draft.campaign, project.campaigns)}")
        campaign = project.campaigns[draft.campaign]
        day = (draft.post.scheduled_at or self.moment).date()
        if (campaign.start and day < campaign.start) or (campaign.until and day > campaign.until):
            self.remarks.append(f"{where}: the campaign {draft.campaign!r} does not run on {day}")
            return None
        return campaign

    def _quiet(self, draft: Draft, report: Report, linter: Linter) -> set[str]:
        """Return the rules that are silenced, remarking on silences that do nothing."""
        quiet: set[str] = set()
        names = linter.plan.registry.rules
        warned = {warning.rule for warning in report.warnings}
        for silence in draft.silences:
            if silence.until is not None and silence.until < self.today:
                self._remark(silence, f"expired on {silence.until}")
                continue
            for rule in silence.rules:
                if rule == ALL:
                    quiet |= warned
                elif rule not in names:
                    self._remark(silence, unknown("rule", rule, names))
                else:
                    # One record may hold several posts; one that warns is enough.
                    self._used[silence, rule] = self._used.get((silence, rule), False) or (
                        rule in warned
                    )
                    quiet.add(rule)
        return quiet

    def _remark(self, silence: Silence, message: str) -> None:
        file, line, column = silence.place
        told = f"{file}:{line}:{column}: ignore: {message}"
        if told not in self.remarks:
            self.remarks.append(told)


def _with(post: Post, intent: str | None, settings: Settings) -> Post:
    handles = post.handles or settings.handles
    return replace(post, intent=intent, handles=handles)  # type: ignore[arg-type]


def _regions(draft: Draft, warning: Warning) -> tuple[Region, ...]:
    size = len(draft.located.text)
    spans = warning.spans or (Span(0, min(1, size)),)
    return tuple(Region(*draft.range(span)) for span in spans)


def fails(report: Report, settings: Settings) -> bool:
    """Return whether a post has a warning at or over ``fail_on``."""
    limit = severity_rank(settings.fail_on)
    return any(severity_rank(warning.severity) <= limit for warning in report.warnings)


def about(linter: Linter) -> dict[str, RuleAbout]:
    """Return what formats say of a linter's rules."""
    return {
        rule.id: RuleAbout(
            rule.id,
            rule.file.summary,
            " ".join(rule.file.why.split()),
            rule.severity,
            rule.file.message,
        )
        for rule in sorted(linter.plan.rules, key=lambda rule: rule.id)
    }

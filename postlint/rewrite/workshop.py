"""Make, verify and rank the rewrites of one post."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from postlint.engine.plan import Plan
from postlint.engine.run import check, read
from postlint.model.post import PART_SEPARATOR, Post
from postlint.model.report import SAFETIES, Report, Rewrite, Warning
from postlint.model.rewriting import Proposal, Proposed, Rejected
from postlint.rewrite.propose import Attempt, propose
from postlint.rewrite.sight import LONGEST, Sight, look
from postlint.rewrite.text import edits_between
from postlint.rewrite.verify import Reasons, check_length, check_report, check_text
from postlint.text.reader import Reader

MOST = 3
UNTOUCHED = frozenset(["notice"])


class Workshop:
    """Works on one post in one thread; remembers what it read and linted."""

    def __init__(self, plan: Plan, reader: Reader, post: Post) -> None:
        self.plan = plan
        self.post = post
        self._reader = reader
        self._sights: dict[str, Sight] = {}
        self._reports: dict[str, Report] = {}

    def sight(self, text: str) -> Sight:
        """Return what is seen of the post with another text."""
        if text not in self._sights:
            changed = replace(self.post, text=text, parts=())
            self._sights[text] = look(read(self.plan, self._reader, changed))
        return self._sights[text]

    def report(self, text: str) -> Report | None:
        """Return the report on the post with another text; ``None`` if parts can't hold it."""
        if text not in self._reports:
            changed = with_text(self.post, text)
            if changed is None:
                return None
            self._reports[text] = check(self.plan, self._reader, changed)
        return self._reports[text]

    def rewrites(self, rule: str) -> Proposed:
        """Return the rewrites for a rule's warning on the post, and what was rejected."""
        text = self.post.text
        if len(text) > LONGEST:
            return Proposed(rule, ())
        report = self.report(text)
        assert report is not None
        warning = next((w for w in report.warnings if w.rule == rule), None)
        if warning is None or report.post.intent in UNTOUCHED:
            return Proposed(rule, ())
        rejected: list[Rejected] = []
        found: list[Proposal] = []
        for attempt in (*self._built_in(warning), *self._plugins(warning, rejected)):
            if found and attempt.choices[0].safety == "template":
                continue
            for proposal in attempt.choices:
                reasons = self.verify(proposal, warning)
                if not reasons:
                    found.append(proposal)
                    break
                rejected.append(Rejected(rule, proposal, tuple(reasons)))
        return Proposed(rule, _ranked(text, found), tuple(rejected))

    def verify(self, proposal: Proposal, warning: Warning, rules: Iterable[str] = ()) -> Reasons:
        """Return why a proposal can't be shown; nothing where it can."""
        text = self.post.text
        changed = with_text(self.post, proposal.text)
        if changed is None:
            return [("parts", "it changes where the parts of the thread meet")]
        may_drop = tuple(self.plan.registry.rules[warning.rule].rewrites.may_drop)
        old, new = self.sight(text), self.sight(proposal.text)
        reasons = check_text(old, new, proposal, warning, may_drop)
        reasons += check_length(self.post, changed)
        if reasons:
            return reasons
        before, after = self.report(text), self.report(proposal.text)
        assert before is not None
        assert after is not None
        for rule in (warning.rule, *rules):
            reasons += check_report(before, after, rule)
        return reasons

    def _built_in(self, warning: Warning) -> list[Attempt]:
        return list(propose(self.plan.registry, self.sight(self.post.text), warning, self.sight))

    def _plugins(self, warning: Warning, rejected: list[Rejected]) -> Iterator[Attempt]:
        for name, rewriter in self.plan.registry.rewriters.get(warning.rule, ()):
            view = read(self.plan, self._reader, self.post)
            try:
                made = tuple(replace(p, proposer=name) for p in rewriter(view, warning))
            except Exception as error:
                failed = Proposal("", "", "suggested", name)
                reason = ("error", f"{type(error).__name__}: {error}")
                rejected.append(Rejected(warning.rule, failed, (reason,)))
                continue
            for proposal in made:
                yield Attempt((proposal,))


def with_text(post: Post, text: str) -> Post | None:
    """Return the post with another text; a thread keeps its parts, or it can't be changed."""
    if not post.parts:
        return replace(post, text=text)
    edits = edits_between(post.text, text)
    parts: list[str] = []
    offset = 0
    for part in post.parts:
        end = offset + len(part)
        mine = [e for e in edits if offset <= e.span.start and e.span.end <= end]
        for edit in reversed(mine):
            part = part[: edit.span.start - offset] + edit.text + part[edit.span.end - offset :]
        edits = tuple(e for e in edits if e not in mine)
        parts.append(part)
        offset = end + len(PART_SEPARATOR)
    if not all(part.strip() for part in parts) and all(part.strip() for part in post.parts):
        return None
    if edits or PART_SEPARATOR.join(parts) != text:
        return None
    return replace(post, text="", parts=tuple(parts))


def _ranked(old: str, found: list[Proposal]) -> tuple[Rewrite, ...]:
    """Return at most three: safe before suggested before template, then the smallest change."""
    made: list[tuple[int, int, int, Rewrite]] = []
    for index, proposal in enumerate(found):
        if any(proposal.text == other[3].text for other in made):
            continue
        edits = edits_between(old, proposal.text)
        size = sum(e.span.end - e.span.start + len(e.text) for e in edits)
        rewrite = Rewrite(proposal.title, proposal.text, edits, proposal.proposer, proposal.safety)
        made.append((SAFETIES.index(proposal.safety), size, index, rewrite))
    return tuple(item[3] for item in sorted(made, key=lambda item: item[:3])[:MOST])

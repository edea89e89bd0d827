"""Run the examples of rule files: bad ones must be flagged, good ones left alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from postlint.engine.plan import PlannedRule
from postlint.engine.plugins import rule_path
from postlint.engine.registry import collect
from postlint.engine.run import read
from postlint.linter import Linter
from postlint.model.errors import InputError, PluginError, RuleError
from postlint.model.post import Post
from postlint.model.report import Report, Warning
from postlint.model.settings import Settings
from postlint.rules.packs import builtin_folder, read_rule, rule_files, where
from postlint.rules.schema import BadExample, GoodExample, RuleFile, SignalFile
from postlint.text.language import language_name


@dataclass(frozen=True)
class Case:
    """One example of a rule file; ``number`` counts from 1 among those of its sort."""

    file: SignalFile
    path: Path
    example: BadExample | GoodExample
    number: int

    @property
    def bad(self) -> bool:
        return isinstance(self.example, BadExample)

    @property
    def title(self) -> str:
        return f"{'bad' if self.bad else 'good'} example {self.number}"

    @property
    def place(self) -> str:
        """``file:line:column`` of the example."""
        sort = "bad" if self.bad else "good"
        return where(self.path, "examples", sort, self.number - 1)

    @property
    def post(self) -> Post:
        example = self.example
        return Post(
            example.text,
            platform=example.platform,
            kind=example.kind,
            intent=example.intent,
            quoted=example.quoted,
            poll=tuple(getattr(example, "poll", ())),
        )


def cases_of(file: SignalFile, path: Path) -> list[Case]:
    """Return the examples of one rule file, the bad ones first."""
    sorts: tuple[Sequence[BadExample | GoodExample], ...] = (file.examples.bad, file.examples.good)
    return [Case(file, path, e, n) for sort in sorts for n, e in enumerate(sort, 1)]


def lacking(file: SignalFile) -> str:
    """Say which sort of example a rule file lacks; both are needed to trust it."""
    if not file.examples.bad:
        return "there is no bad example: add a post that the rule must flag"
    if not file.examples.good:
        return "there is no good example: add a post that the rule must leave alone"
    return ""


def problem(linter: Linter, case: Case) -> str:
    """Say how a post differs from what its example promises, or return an empty string."""
    report = linter.check(case.post)
    if report.errors:
        return "; ".join(map(str, report.errors))
    if not isinstance(case.file, RuleFile):
        return _intent_problem(report, case)
    found = next((w for w in report.warnings if w.rule == case.file.rule), None)
    if not case.bad:
        return _flagged(case, found) if found else ""
    if found is None:
        return f"is not flagged: {_why_silent(linter, report, case)}"
    return _span_problem(case, found) or _fix_problem(linter, case, found)


def _intent_problem(report: Report, case: Case) -> str:
    inferred = f"intent-{report.post.intent}" == case.file.id
    return "" if inferred is case.bad else f"is read as intent {report.post.intent!r}"


def _flagged(case: Case, warning: Warning) -> str:
    told = []
    for signal in warning.signals:
        if signal.share > 0:
            texts = [repr(case.example.text[s.start : s.end]) for s in signal.spans]
            told.append(signal.name + (f" ({', '.join(texts)})" if texts else ""))
    because = f" because of {'; '.join(told)}" if told else ""
    return f"is flagged, with score {warning.score:.2f}{because}"


def _span_problem(case: Case, warning: Warning) -> str:
    marked = [case.example.text[s.start : s.end] for s in warning.spans]
    for text in getattr(case.example, "spans", ()):
        if text not in case.example.text:
            return f"its span {text!r} does not stand in its text"
        if not any(text in span for span in marked):
            told = ", ".join(map(repr, marked)) or "nothing"
            return f"is flagged, but {text!r} is not marked; marked: {told}"
    return ""


def _fix_problem(linter: Linter, case: Case, warning: Warning) -> str:
    fix = getattr(case.example, "fix", None)
    if fix is None:
        return ""
    first = next(iter(warning.rewrites), None)
    if first is None or first.text != fix:
        told = f"the first rewrite is {first.text!r}" if first else "nothing is proposed"
        reasons = [
            f"{r.proposal.text!r} ({'; '.join(': '.join(reason) for reason in r.reasons)})"
            for p in linter.rewrites(case.post)
            if p.rule == warning.rule
            for r in p.rejected
        ]
        return f"is to become {fix!r}, but {told}" + (
            f"; rejected: {', '.join(reasons)}" if reasons else ""
        )
    after = linter.check(replace(case.post, text=fix))
    again = next((w for w in after.warnings if w.rule == warning.rule), None)
    return "its fix is flagged again" if again else ""


def _why_silent(linter: Linter, report: Report, case: Case) -> str:
    rule = next(r for r in linter.plan.rules if r.file is case.file or r.id == case.file.id)
    post, file = report.post, rule.file
    if file.languages and post.lang not in file.languages:
        spoken = ", ".join(map(language_name, file.languages))
        return f"it is read as {language_name(post.lang or '')}, and the rule knows only {spoken}"
    if post.intent not in file.applies.intents:
        return f"its intent is {post.intent!r}, which the rule's 'applies' leaves out"
    if post.kind == "reply" and not file.applies.replies:
        return "it is a reply, and the rule's 'applies' leaves replies out"
    others = [w.rule for w in report.warnings if w.rule in file.not_when]
    if others:
        return f"{', '.join(others)} warns already, and 'not-when' names it"
    return _found(linter, rule, case)


def _found(linter: Linter, rule: PlannedRule, case: Case) -> str:
    view = read(linter.plan, linter.plan.make_reader(), case.post)
    judgement = rule.kind.judge(view)
    told = ", ".join(f"{s.name} {s.share:+.2f}" for s in judgement.signals)
    found = f"found: {told}" if told else "none of its signals was found"
    return f"score {judgement.score:.2f}, it warns from {rule.threshold:.2f}; {found}"


def find_rules(paths: Iterable[str]) -> list[Path]:
    """Return the rule files that paths mean: files, folders, and ``pack:NAME``.

    Raises:
        InputError: a path isn't there or holds no rules.
    """
    found: list[Path] = []
    for given in paths:
        path = rule_path(given)
        if not path.exists():
            raise InputError(f"{path}: there is no such file or folder")
        files = rule_files(path) if path.is_dir() else [path]
        if not files:
            raise InputError(
                f"{path}: there are no rules here; a rule is a file such as no-jargon.yaml "
                "(postlint new-rule writes one)"
            )
        found += files
    return list(dict.fromkeys(found))


def linter_for(files: Sequence[Path], plugins: Iterable[str] = ()) -> tuple[Linter, list[RuleFile]]:
    """Return a linter with the built-in rules and those of some files, and these.

    Raises:
        RuleError: rule files have faults; all are told.
        PluginError: a plugin is not installed, or was skipped.
    """
    names = tuple(plugins)
    rules, faults = [], []
    for path in files:
        try:
            rules.append(read_rule(path))
        except RuleError as error:  # noqa: PERF203
            faults.append(str(error))
    if faults:
        raise RuleError("\n".join(faults))
    there = {path.resolve() for path in collect(Settings(plugins=names)).paths.values()}
    builtin = builtin_folder().resolve()
    new = [p for p in files if p.resolve() not in there and not p.resolve().is_relative_to(builtin)]
    linter = Linter(Settings(rule_paths=tuple(map(str, new)), plugins=names))
    if linter.plan.failures:
        raise PluginError("\n".join(map(str, linter.plan.failures)))
    return linter, rules


def rules_of_plugins(plugins: Iterable[str]) -> list[Path]:
    """Return the rule files that plugins register."""
    registry = collect(Settings(plugins=tuple(plugins)))
    if registry.plugins.broken:
        raise PluginError("\n".join(map(str, registry.plugins.broken)))
    return [registry.paths[name] for what, name in registry.owners if what == "rule"]

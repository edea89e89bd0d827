"""Test rules with pytest.

``assert_flags``, ``assert_clean`` and ``assert_rewrites`` check one post. With ``pytest_plugins =
["postlint.testing"]`` in the ``conftest.py`` at the top, pytest also collects rule files and runs
their examples; the ini option ``postlint_plugins`` names the plugins that they need.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from postlint.examples import Case, cases_of, lacking, linter_for, problem
from postlint.linter import Linter
from postlint.model.errors import PostlintError
from postlint.model.post import Post
from postlint.model.report import Report, Rewrite, Warning
from postlint.model.rewriting import Rejected
from postlint.rules.packs import LISTS, STARTERS, read_rule, rule_files

__all__ = ["assert_clean", "assert_flags", "assert_rewrites"]

_IS_RULE = re.compile(r"^rule:", re.M)


def assert_flags(linter: Linter, post: Post | str, rule: str, spans: Sequence[str] = ()) -> Warning:
    """Return the warning of ``rule`` on the post; fail where there is none.

    ``spans`` are texts that the warning must mark.
    """
    __tracebackhide__ = True
    report = _checked(linter, post)
    found = next((w for w in report.warnings if w.rule == rule), None)
    if found is None:
        assert rule in report.scores, f"{rule} does not look at this post: {_told(report)}"
        pytest.fail(f"{rule} is silent: score {report.scores[rule]:.2f}: {_told(report)}")
    text = report.post.text
    marked = [text[s.start : s.end] for s in found.spans]
    for span in spans:
        assert any(span in m for m in marked), f"{span!r} is not marked; marked: {marked}"
    return found


def assert_clean(linter: Linter, post: Post | str, rule: str | None = None) -> Report:
    """Return the report; fail where ``rule`` warns, or any rule where none is named."""
    __tracebackhide__ = True
    report = _checked(linter, post)
    found = [f"{w.rule} ({w.score:.2f})" for w in report.warnings if rule in (None, w.rule)]
    assert not found, f"flagged by {', '.join(found)}: {_told(report)}"
    return report


def assert_rewrites(linter: Linter, post: Post | str, rule: str, text: str) -> Rewrite:
    """Return the rewrite of ``rule``'s warning that reads ``text``; fail where there is none.

    Every rewrite that is shown was verified and linted again.
    """
    __tracebackhide__ = True
    rewrites = assert_flags(linter, post, rule).rewrites
    found = next((r for r in rewrites if r.text == text), None)
    if found is None:
        told = [f"{p.proposal.text!r}: {p.reasons}" for p in _rejected(linter, post, rule)]
        shown = [r.text for r in rewrites]
        pytest.fail(f"{text!r} is not proposed; proposed: {shown}; rejected: {told}")
    return found


def _rejected(linter: Linter, post: Post | str, rule: str) -> list[Rejected]:
    return [r for p in linter.rewrites(post) if p.rule == rule for r in p.rejected]


def _checked(linter: Linter, post: Post | str) -> Report:
    __tracebackhide__ = True
    report = linter.check(post)
    assert not report.errors, "; ".join(map(str, report.errors))
    return report


def _told(report: Report) -> str:
    post = report.post
    return f"{post.text!r} ({post.kind}, {post.intent}, {post.lang})"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini("postlint_plugins", "postlint plugins that rule files need", "args", default=[])


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if file_path.suffix not in (".yaml", ".yml") or file_path.parent.name in (LISTS, STARTERS):
        return None
    return RuleYaml.from_parent(parent, path=file_path) if _is_rule(file_path) else None


def _is_rule(path: Path) -> bool:
    return bool(_IS_RULE.search(path.read_text(encoding="utf-8", errors="replace")))


class RuleYaml(pytest.File):
    """A rule file: one test an example, and one that there are both sorts."""

    def collect(self) -> Iterator[pytest.Item]:
        try:
            file = read_rule(self.path)
        except PostlintError as error:
            raise self.CollectError(str(error)) from None
        yield BothItem.from_parent(self, name="both sorts of example", lacks=lacking(file))
        for case in cases_of(file, self.path):
            yield CaseItem.from_parent(
                self, name=f"{case.title}: {case.example.text:.50}", case=case
            )

    def linter(self) -> Linter:
        """Return the linter of this file's folder, made once."""
        known = self.config.stash.setdefault(_LINTERS, {})
        if self.path.parent not in known:
            plugins = self.config.getini("postlint_plugins")
            beside = [path for path in rule_files(self.path.parent) if _is_rule(path)]
            known[self.path.parent], _ = linter_for(beside, plugins)
        return known[self.path.parent]


_LINTERS = pytest.StashKey[dict[Path, Linter]]()


class ExampleError(Exception):
    """An example does not hold."""


class BothItem(pytest.Item):
    """A rule needs a bad and a good example."""

    def __init__(self, *, lacks: str, **given: object) -> None:
        super().__init__(**given)  # type: ignore[arg-type]
        self.lacks = lacks

    def runtest(self) -> None:
        if self.lacks:
            raise ExampleError(f"{self.path}: {self.lacks}")

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *_: object) -> str:
        return str(excinfo.value)


class CaseItem(pytest.Item):
    """One example of a rule file."""

    def __init__(self, *, case: Case, **given: object) -> None:
        super().__init__(**given)  # type: ignore[arg-type]
        self.case = case

    def runtest(self) -> None:
        assert isinstance(self.parent, RuleYaml)
        found = problem(self.parent.linter(), self.case)
        if found:
            text = self.case.example.text
            raise ExampleError(f"{self.case.place}: {self.case.title} {found}\n  {text}")

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *_: object) -> str:
        if isinstance(excinfo.value, PostlintError | ExampleError):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

"""Verdicts on the fixed posts: made under a ruleset, recorded in a file, and compared."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from postlint.linter import Linter
from postlint.model.post import Post

FOLDER = Path(__file__).resolve().parent
SHOWN = 70

Verdicts = dict[str, list[str]]
"""Post id → the rules that warn of it, sorted."""


@dataclass(frozen=True)
class Fixed:
    """A post of posts.yaml and one editor's reading of it."""

    post: Post
    editor: frozenset[str]
    either: frozenset[str]

    @property
    def id(self) -> str:
        assert self.post.id
        return self.post.id


@dataclass(frozen=True)
class Flip:
    """A rule that warned of a post and no longer does, or the other way round."""

    post: Post
    rule: str
    warns: bool
    score: float | None
    threshold: float | None

    @property
    def shortened(self) -> str:
        text = " ".join(self.post.text.split())
        return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"

    def __str__(self) -> str:
        change = "now warns" if self.warns else "no longer warns"
        known = self.score is not None and self.threshold is not None
        why = f" (score {self.score:g}, threshold {self.threshold:g})" if known else ""
        return f"{self.post.id}: {self.rule} {change}{why}\n    {self.shortened}"


def read_posts() -> list[Fixed]:
    """Return the fixed posts, in the order of their file."""
    rows: list[dict[str, Any]] = yaml.safe_load((FOLDER / "posts.yaml").read_text(encoding="utf-8"))
    found = []
    for row in rows:
        editor, either = row.pop("editor"), row.pop("either", [])
        found.append(Fixed(Post.from_mapping(row), frozenset(editor), frozenset(either)))
    return found


class Verdict:
    """How some settings judge the fixed posts: who warns, and how sure every rule is."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        linter = Linter(settings)
        self.posts = {fixed.id: fixed.post for fixed in read_posts()}
        self.reports = {key: linter.check(post) for key, post in self.posts.items()}
        self.thresholds = {rule.id: rule.threshold for rule in linter.plan.rules}
        self.flagged: Verdicts = {
            key: sorted(warning.rule for warning in report.warnings)
            for key, report in self.reports.items()
        }

    def flips(self, before: Verdicts) -> list[Flip]:
        """Return what is judged otherwise than before; a post that is new has not flipped."""
        return [
            Flip(
                post,
                rule,
                rule in self.flagged[key],
                self.reports[key].scores.get(rule),
                self.thresholds.get(rule),
            )
            for key, post in self.posts.items()
            if key in before
            for rule in sorted({*before[key]} ^ {*self.flagged[key]})
        ]


def path_of(ruleset: str) -> Path:
    """Return where the verdicts under a ruleset are recorded."""
    return FOLDER / f"verdicts-{ruleset}.json"


def recorded(ruleset: str) -> Verdicts:
    """Return the recorded verdicts under a ruleset."""
    found: Verdicts = json.loads(path_of(ruleset).read_text(encoding="utf-8"))
    return found


def write(ruleset: str, verdicts: Verdicts) -> None:
    """Record the verdicts, a post a line, so that a flip is one line of a diff."""
    lines = [f" {json.dumps(key)}: {json.dumps(rules)}" for key, rules in verdicts.items()]
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    path_of(ruleset).write_text(text, encoding="utf-8", newline="\n")


def as_markdown(title: str, flips: Iterable[Flip]) -> str:
    """Return flips as a table for the changelog, by rule."""
    rows = [
        f"| {flip.rule} | {'warns' if flip.warns else 'silent'} | {_cell(flip.shortened)} |"
        for flip in sorted(flips, key=lambda f: (f.rule, not f.warns))
    ]
    if not rows:
        return f"### {title}\n\nNone.\n"
    head = ["| rule | now | post |", "| --- | --- | --- |"]
    return "\n".join([f"### {title}", "", *head, *rows, ""])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")

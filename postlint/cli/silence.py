"""``--add-ignore``: write silences where they belong, never into a post's text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import regex

from postlint.cli.collect import ReadFile
from postlint.formats.result import Checked
from postlint.sources.sidecar import add_to_sidecar
from postlint.sources.write_back import replace_file

_FENCE = regex.compile(r"(---|\+\+\+)[ \t]*+(\r?\n)")


def add_ignores(read: ReadFile, checked: Sequence[Checked], reason: str) -> list[tuple[Path, int]]:
    """Silence the warnings of a file's posts; return the files written, with how many.

    They go into the front matter, or into the file's sidecar if it has none to put them in.

    Raises:
        InputError: a file can't be written.
    """
    ignored = [
        (draft, [warning.rule for warning in one.report.warnings])
        for draft, one in zip(read.drafts, checked, strict=False)
        if one.report.warnings
    ]
    path = read.file.path
    if path is None or not ignored:
        return []
    count = sum(len(rules) for _, rules in ignored)
    fence = _FENCE.match(read.file.text)
    record = ignored[0][0].record
    page = read.spec.source_of(path.name) == "markdown" and record is not None
    if page and fence and record and record.start and "postlint" not in (record.items or {}):
        rules = list(dict.fromkeys(rule for _, found in ignored for rule in found))
        line = _line(fence.group(1), rules, reason) + fence.group(2)
        text = read.file.text[: fence.end()] + line + read.file.text[fence.end() :]
        replace_file(path, read.file.data, read.file.bom + text.encode())
        return [(path, count)]
    return [(add_to_sidecar(path, ignored, reason), count)]


def _line(fence: str, rules: list[str], reason: str) -> str:
    # JSON's strings are also YAML's and TOML's.
    why = json.dumps(reason, ensure_ascii=False)
    if fence == "---":
        told = f", reason: {why}" if reason else ""
        return f"postlint: {{ignore: [{', '.join(rules)}]{told}}}"
    told = f", reason = {why}" if reason else ""
    return f"postlint = {{ignore = {json.dumps(rules)}{told}}}"

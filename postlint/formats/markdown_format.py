"""``markdown``: for a comment on a pull request."""

from __future__ import annotations

from collections import Counter

import regex

from postlint.formats.result import Run, file_of, shown_regions
from postlint.model.report import SEVERITIES

MAX_ROWS = 100
_EXCERPT = 60


def render_markdown(run: Run) -> str:
    """Return a heading, a table of the warnings, then faults."""
    counts: Counter[str] = Counter()
    rows = []
    for checked in run.checked:
        text = checked.report.post.text
        for warning, region in shown_regions(run, checked):
            counts[warning.severity] += 1
            place = f"{file_of(checked.report)}:{region.line}:{region.column}"
            span = warning.spans[0] if warning.spans else None
            excerpt = text[span.start : span.end] if span else text
            said = "" if run.redact else f"<br>{_code(excerpt)}"
            rows.append(
                f"| {_code(place)} | {warning.severity} | {_code(warning.rule)} "
                f"| {_cell(warning.message)}{said} |"
            )
    posts = len(run.checked)
    told = ", ".join(f"{counts[s]} {s}{'s' * (counts[s] != 1)}" for s in SEVERITIES if counts[s])
    head = f"{told or 'nothing to say'} in {posts} post{'s' * (posts != 1)}"
    lines = [f"### postlint: {head}"]
    if rows:
        lines += ["", "| place | severity | rule | what it says |", "| --- | --- | --- | --- |"]
        lines += rows[:MAX_ROWS]
    if len(rows) > MAX_ROWS:
        lines += ["", f"… and {len(rows) - MAX_ROWS} more."]
    told_faults = [*run.faults, *_failures(run)]
    if told_faults:
        lines += ["", "**Faults**", "", *(f"- {_cell(fault)}" for fault in told_faults)]
    if run.remarks:
        lines += ["", *(f"- {_cell(remark)}" for remark in run.remarks)]
    return "\n".join(lines)


def _failures(run: Run) -> list[str]:
    return [
        f"{file_of(report)}: rule {error.rule} failed: {error.message}"
        for report in run.reports
        for error in report.errors
    ]


def _cell(text: str) -> str:
    """Return text that neither ends the cell nor notifies, links or formats anything."""
    flat = " ".join(text.split())
    escaped = regex.sub(r"([\\`*_{}\[\]()#+!|~<>&])", r"\\\1", flat)
    return escaped.replace("@", "@\u200b")


def _code(text: str) -> str:
    flat = " ".join(text.split())
    if len(flat) > _EXCERPT:
        flat = flat[: _EXCERPT - 1] + "…"
    longest = max((len(run) for run in regex.findall(r"`+", flat)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if flat.startswith("`") or flat.endswith("`") else ""
    return f"{fence}{pad}{flat}{pad}{fence}".replace("|", "\\|")

"""``github``: workflow commands that GitHub Actions shows beside the changed lines."""

from __future__ import annotations

from postlint.formats.result import Run, file_of, shown_regions

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def render_github(run: Run) -> str:
    """Return a line for each warning and fault."""
    lines = []
    for checked in run.checked:
        file = file_of(checked.report)
        for warning, region in shown_regions(run, checked):
            where = f"file={_value(file)},line={region.line},endLine={region.end_line}"
            if region.line == region.end_line:
                # GitHub takes columns only within one line.
                where += f",col={region.column},endColumn={region.end_column}"
            title = _value(f"postlint {warning.rule}")
            message = _data(f"{warning.message} (score {warning.score:.2f})")
            lines.append(f"::{_LEVELS[warning.severity]} {where},title={title}::{message}")
        lines += [
            f"::error title=postlint::{_data(f'{file}: rule {e.rule} failed: {e.message}')}"
            for e in checked.report.errors
        ]
    lines += [f"::error title=postlint::{_data(fault)}" for fault in run.faults]
    lines += [f"::notice title=postlint::{_data(remark)}" for remark in run.remarks]
    return "\n".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

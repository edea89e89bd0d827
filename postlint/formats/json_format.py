"""``json``: the reports as one JSON object (docs/json.md)."""

from __future__ import annotations

import json
from typing import Any

from postlint import __version__
from postlint.formats.result import Checked, Run
from postlint.model.report import REPORT_VERSION

REDACTED = "[redacted]"


def render_json(run: Run) -> str:
    """Return the run as JSON, ASCII only, so that no terminal or pipe can damage it."""
    return json.dumps(
        {
            "version": REPORT_VERSION,
            "postlint": __version__,
            "reports": [_report(checked, run.redact) for checked in run.checked],
            "faults": list(run.faults),
            "remarks": list(run.remarks),
        },
        indent=1,
    )


def _report(checked: Checked, redact: bool) -> dict[str, Any]:
    report = checked.report.to_dict()
    for warning, regions in zip(report["warnings"], checked.regions, strict=False):
        warning["regions"] = [
            {"line": r.line, "column": r.column, "end_line": r.end_line, "end_column": r.end_column}
            for r in regions
        ]
    report["post"]["identity"] = checked.identity or None
    report["silenced"] = [warning.rule for warning in checked.silenced]
    if redact:
        report["post"]["text"] = REDACTED
        for warning in report["warnings"]:
            warning.pop("rewrites", None)
    return report

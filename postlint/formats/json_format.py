"""``json``: the reports as one JSON object (docs/json.md)."""

from __future__ import annotations

import json

from postlint import __version__
from postlint.formats.result import Run
from postlint.model.report import REPORT_VERSION


def render_json(run: Run) -> str:
    """Return the run as JSON, ASCII only, so that no terminal or pipe can damage it."""
    return json.dumps(
        {
            "version": REPORT_VERSION,
            "postlint": __version__,
            "reports": [report.to_dict() for report in run.reports],
            "faults": list(run.faults),
        },
        indent=1,
    )

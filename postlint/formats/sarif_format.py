"""``sarif``: SARIF 2.1.0, for code scanning and editors."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from postlint import __version__
from postlint.formats.result import Checked, Region, RuleAbout, Run, file_of, shown_regions
from postlint.model.report import Warning

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "note": "note"}


def render_sarif(run: Run) -> str:
    """Return the run as one SARIF log, ASCII only."""
    rules = list(run.rules.values())
    index = {rule.id: number for number, rule in enumerate(rules)}
    results = [
        _result(checked, warning, region, index)
        for checked in run.checked
        for warning, region in shown_regions(run, checked)
    ]
    notifications = [_notification(fault, "error") for fault in (*run.faults, *_failures(run))]
    notifications += [_notification(remark, "note") for remark in run.remarks]
    failed = any(n["level"] == "error" for n in notifications)
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "postlint",
                        "version": __version__,
                        "semanticVersion": __version__,
                        "rules": [_rule(rule) for rule in rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {
                        "executionSuccessful": not failed,
                        "toolExecutionNotifications": notifications,
                    }
                ],
                "results": results,
            }
        ],
    }
    return json.dumps(log, indent=1)


def _rule(rule: RuleAbout) -> dict[str, Any]:
    about: dict[str, Any] = {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }
    if rule.help:
        about["help"] = {"text": rule.help}
    return about


def _result(
    checked: Checked, warning: Warning, region: Region, index: dict[str, int]
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": warning.rule,
        "level": _LEVELS[warning.severity],
        "message": {"text": warning.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(file_of(checked.report))},
                    "region": {
                        "startLine": region.line,
                        "startColumn": region.column,
                        "endLine": region.end_line,
                        "endColumn": region.end_column,
                    },
                }
            }
        ],
        # Not by line, so that a post may move within its file.
        "partialFingerprints": {"postRule/v1": f"{checked.identity}:{warning.rule}"},
        "properties": {"score": warning.score},
    }
    if warning.rule in index:
        result["ruleIndex"] = index[warning.rule]
    return result


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _notification(text: str, level: str) -> dict[str, Any]:
    return {"level": level, "message": {"text": text}}


def _failures(run: Run) -> list[str]:
    return [
        f"{file_of(report)}: rule {error.rule} failed: {error.message}"
        for report in run.reports
        for error in report.errors
    ]

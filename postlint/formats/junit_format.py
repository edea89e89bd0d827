"""``junit``: a test case a post, for CI systems that draw test reports."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

import regex

from postlint.formats.result import Checked, Run, file_of, shown_regions

# XML 1.0 can't hold these, not even escaped.
_FORBIDDEN = regex.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_junit(run: Run) -> str:
    """Return the run as JUnit XML; a post fails where it fails the run."""
    cases = [_case(run, checked, number) for number, checked in enumerate(run.checked, 1)]
    cases += [
        f'  <testcase classname="postlint" name={_attribute(f"fault {number}")}>\n'
        f"    <error message={_attribute(fault)}/>\n  </testcase>"
        for number, fault in enumerate(run.faults, 1)
    ]
    failures = sum(checked.fails for checked in run.checked)
    errors = len(run.faults) + sum(bool(checked.report.errors) for checked in run.checked)
    skipped = sum(bool(checked.report.skipped) for checked in run.checked)
    counts = f'tests="{len(cases)}" failures="{failures}" errors="{errors}" skipped="{skipped}"'
    body = "\n".join([*cases, ""])
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="postlint" {counts}>\n'
        f'<testsuite name="postlint" {counts}>\n{body}</testsuite>\n</testsuites>'
    )


def _case(run: Run, checked: Checked, number: int) -> str:
    report = checked.report
    place = report.post.place
    where = f"{place.line}:{place.column}" if place else str(number)
    name = f"post {report.post.id or where}"
    lines, notes = [], []
    for warning, region in shown_regions(run, checked):
        told = (
            f"{file_of(report)}:{region.line}:{region.column} {warning.rule} "
            f"({warning.severity}, score {warning.score:.2f}): {warning.message}"
        )
        notes.append(told)
    if report.errors:
        failed = "; ".join(f"rule {e.rule} failed: {e.message}" for e in report.errors)
        lines.append(f"    <error message={_attribute(failed)}/>")
    elif report.skipped:
        lines.append(f"    <skipped message={_attribute(report.skipped)}/>")
    elif checked.fails:
        lines.append(f"    <failure message={_attribute(notes[0])}>{_text(notes)}</failure>")
    elif notes:
        lines.append(f"    <system-out>{_text(notes)}</system-out>")
    head = f"  <testcase classname={_attribute(file_of(report))} name={_attribute(name)}"
    return "\n".join([head + ">", *lines, "  </testcase>"]) if lines else head + "/>"


def _attribute(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\ufffd", text))


def _text(lines: list[str]) -> str:
    text = _FORBIDDEN.sub("\ufffd", "\n".join(lines))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

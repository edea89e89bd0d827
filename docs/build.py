"""Make a page a rule from its YAML, so that the pages can't drift: ``python -m docs.build``.

With ``--check`` it writes nothing and fails when the recorded figures rest on other rules, lists,
text layer or tagger than these.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from postlint.engine.registry import collect
from postlint.measure.record import stale
from postlint.model.settings import Settings
from postlint.rules.schema import RuleFile, SignalSpec

DOCS = Path(__file__).resolve().parent
FIGURES = DOCS / "figures.json"
SHOWN = 12
PREVIEW = "**In preview:** off unless selected by name, or with `preview: true`."


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    record = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.is_file() else None
    if parser.parse_args().check:
        changed = ["figures"] if record is None else stale(record)
        if changed:
            print(f"docs/figures.json is stale ({', '.join(changed)} changed); measure again:")
            print("  python -m postlint eval LABELS.jsonl --record docs/figures.json")
        return bool(changed)
    folder = DOCS / "rules"
    folder.mkdir(exist_ok=True)
    rules = dict(sorted(collect(Settings()).rules.items()))
    for name, rule in rules.items():
        (folder / f"{name}.md").write_text(page(rule, record), encoding="utf-8")
    (folder / "index.md").write_text(index(rules, record), encoding="utf-8")
    return 0


def page(rule: RuleFile, record: dict[str, Any] | None) -> str:
    """Return the Markdown of one rule's page."""
    replies = "Applies to replies too." if rule.applies.replies else "Replies are left alone."
    languages = ", ".join(rule.languages) or "any language"
    parts = [
        f"# {rule.rule}",
        rule.summary,
        *([PREVIEW] if rule.preview else ()),
        f"**Severity:** {rule.severity} · **Kind:** `{rule.kind}` · **Languages:** {languages} · "
        f"**Warns from a score of** {rule.threshold:g}. {replies}",
        "## What it tells you",
        f"> {rule.message}",
        "## Why",
        rule.why.strip(),
        *(
            f"- [{source.title}]({source.url}){': ' + source.says if source.says else ''}"
            if source.url
            else f"- {source.title}: {source.says}"
            for source in rule.authority
        ),
        "## How often it is right",
        measured(rule.rule, record),
        "## Examples",
        "Warned:",
        *(quoted(example.text) for example in rule.examples.bad),
        "Fine:",
        *(
            quoted(example.text) + (f"\n\n  {example.why}" if example.why else "")
            for example in rule.examples.good
        ),
    ]
    if rule.evidence:
        parts += [
            "## What it looks for",
            "The weights of the signals that a post shows add up with the bias "
            f"({rule.bias:g}); the score is `1 / (1 + exp(-sum))`.",
            table(rule.evidence),
        ]
    return "\n\n".join(parts) + "\n"


def quoted(text: str) -> str:
    return "```text\n" + text + "\n```"


def table(evidence: dict[str, SignalSpec]) -> str:
    rows = ["| signal | weight | what it is |", "| --- | ---: | --- |"]
    for name, signal in sorted(evidence.items(), key=lambda item: -abs(item[1].weight)):
        rows.append(f"| `{name}` | {signal.weight:g} | {signal.about} |")
    return "\n".join(rows)


def measured(rule: str, record: dict[str, Any] | None) -> str:
    """Return the recorded figures of a rule as a table, or that there are none."""
    if record is None or rule not in record["all"]:
        return "Unmeasured: there are no labelled posts for this rule."
    rows = [
        f"Measured on {record['measured']} on {record['labels']['posts']} labelled posts "
        "([how](../accuracy.md)), with 95 % intervals. It warns from a score of "
        f"{record['thresholds'][rule]:g}.",
        "",
        "| | posts | true | precision | recall | calibration error |",
        "| --- | ---: | ---: | --- | --- | --- |",
    ]
    for part, title in (("all", "all"), ("natural", "drawn at random")):
        f = record[part].get(rule)
        if f:
            cells = (share(f[key]) for key in ("precision", "recall", "calibration_error"))
            rows.append(f"| {title} | {f['n']} | {f['positives']} | " + " | ".join(cells) + " |")
    rows += ["", "Of the posts with about this score, so many are plainly true:", ""]
    rows += ["| score | true | posts |", "| ---: | ---: | ---: |"]
    rows += [
        f"| {b['score']:.2f} | {b['share']:.0%} | {b['n']} |"
        for b in record["all"][rule]["reliability"]
    ]
    return "\n".join(rows)


def share(figure: dict[str, float | None]) -> str:
    value, low, high = (figure[key] for key in ("value", "low", "high"))
    if value is None or low is None or high is None:
        return "–"
    return f"{value:.2f} ({low:.2f}–{high:.2f})"


def index(rules: dict[str, RuleFile], record: dict[str, Any] | None) -> str:
    """Return the Markdown of the table of rules."""
    rows = [
        "# Rules",
        "",
        "| rule | severity | precision | what it says of a post |",
        "| --- | --- | --- | --- |",
    ]
    for name, rule in rules.items():
        figures = record["all"].get(name) if record else None
        precision = share(figures["precision"]) if figures else "unmeasured"
        if rule.kind == "limit":
            precision = "exact"
        severity = f"{rule.severity}, preview" if rule.preview else rule.severity
        rows.append(f"| [{name}]({name}.md) | {severity} | {precision} | {rule.summary} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.exit(main())

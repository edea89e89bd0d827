"""``postlint rules`` and ``postlint explain``; neither needs spaCy."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.table import Table
from rich.text import Text

from postlint.cli.options import PluginNames, plugin_names, tell_skipped
from postlint.cli.output import stdout_console
from postlint.model.errors import ConfigError, unknown
from postlint.model.settings import Settings

if TYPE_CHECKING:
    from rich.console import Console

    from postlint.rules.schema import RuleFile, SignalSpec

_SHOWN_PHRASES = 6

RulePaths = Annotated[
    list[str] | None, typer.Option("--rules", help="Also the rule files in this folder.")
]


def _rules(paths: list[str] | None, plugins: list[str] | None) -> dict[str, RuleFile]:
    from postlint.engine.registry import collect

    settings = Settings(rule_paths=tuple(paths or ()), plugins=plugin_names(plugins))
    registry = collect(settings)
    tell_skipped(registry)
    return dict(sorted(registry.rules.items()))


def list_rules(
    rule_paths: RulePaths = None,
    plugins: PluginNames = None,
    output_format: Annotated[Literal["text", "json"], typer.Option("--format")] = "text",
) -> None:
    """List the rules, their severity and what they say."""
    rules = _rules(rule_paths, plugins)
    if output_format == "json":
        typer.echo(json.dumps([_as_dict(rule) for rule in rules.values()], indent=1))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("rule", "severity", "replies", "what it says of a post"):
        table.add_column(name, no_wrap=name != "what it says of a post")
    for rule in rules.values():
        replies = "yes" if rule.applies.replies else "no"
        severity = f"{rule.severity}, preview" if rule.preview else rule.severity
        table.add_row(rule.rule, severity, replies, rule.summary)
    stdout_console().print(table)


def _as_dict(rule: RuleFile) -> dict[str, object]:
    return {
        "rule": rule.rule,
        "severity": rule.severity,
        "preview": rule.preview,
        "kind": rule.kind,
        "threshold": rule.threshold,
        "replies": rule.applies.replies,
        "languages": rule.languages,
        "summary": rule.summary,
        "message": rule.message,
    }


def explain(
    rule: Annotated[str, typer.Argument(help="The rule's name; see: postlint rules")],
    rule_paths: RulePaths = None,
    plugins: PluginNames = None,
) -> None:
    """Tell the whole story of a rule: why it is there, what it looks for, examples."""
    rules = _rules(rule_paths, plugins)
    if rule not in rules:
        raise ConfigError(unknown("rule", rule, rules))
    _explain(rules[rule], stdout_console())


def _explain(rule: RuleFile, console: Console) -> None:
    console.print(Text(rule.rule, style="bold"), Text(f"({rule.severity})"))
    console.print(Text(rule.summary))
    if rule.preview:
        console.print(Text("In preview: off unless selected by name, or with preview: true."))
    console.print()
    console.print(Text(" ".join(rule.why.split())))
    for source in rule.authority:
        console.print(Text(f"  Source: {source.title} {source.url}".rstrip()), soft_wrap=True)
        if source.says:
            console.print(Text(f"  {source.says}"))
    console.print()
    console.print(Text("What it tells you", style="bold"))
    console.print(Text(f"  {rule.message}"))
    if not rule.applies.replies:
        console.print(Text("  Replies are left alone."))
    if rule.evidence:
        console.print()
        console.print(
            Text("What it looks for", style="bold"),
            Text(f"(warns from a score of {rule.threshold:g}; weights add up)"),
        )
        ordered = sorted(rule.evidence.items(), key=lambda item: -abs(item[1].weight))
        for name, signal in ordered:
            console.print(_signal(name, signal))
    for title, examples in (("Warned", rule.examples.bad), ("Fine", rule.examples.good)):
        if examples:
            console.print()
            console.print(Text(title, style="bold"))
        for example in examples:
            console.print(Text("  · " + example.text.replace("\n", "\n    ")))


def _signal(name: str, signal: SignalSpec) -> Text:
    line = Text(f"  {signal.weight:+6.2f}  {name}")
    if signal.about:
        line.append(f": {signal.about}")
    if signal.phrases:
        some = "; ".join(signal.phrases[:_SHOWN_PHRASES])
        more = len(signal.phrases) - _SHOWN_PHRASES
        line.append(f"\n            {some}" + (f" … and {more} more" if more > 0 else ""), "dim")
    return line

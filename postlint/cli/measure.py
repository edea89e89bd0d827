"""``postlint fit`` and ``postlint eval``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.table import Table
from rich.text import Text

from postlint.cli.output import stdout_console
from postlint.model.errors import ConfigError, InputError, unknown
from postlint.model.settings import Settings

if TYPE_CHECKING:
    from rich.console import Console

    from postlint.linter import Linter
    from postlint.measure.evaluate import Evaluation
    from postlint.measure.figures import Figures, Interval

Labels = Annotated[Path, typer.Argument(help="Labelled posts, a JSON object a line.")]
RulePaths = Annotated[
    list[str] | None, typer.Option("--rules", help="Also the rule files in this folder.")
]


def _linter(rule_paths: list[str] | None) -> Linter:
    from postlint.linter import Linter

    return Linter(Settings(rule_paths=tuple(rule_paths or ()), preview=True))


def _known(linter: Linter, names: list[str] | None) -> list[str]:
    known = [rule.id for rule in linter.plan.rules]
    for name in names or ():
        if name not in known:
            raise ConfigError(unknown("rule", name, known))
    return names or known


def fit(
    labels: Labels,
    rule: Annotated[
        list[str] | None, typer.Option(help="Only this rule; may be given again.")
    ] = None,
    rule_paths: RulePaths = None,
    write: Annotated[
        Path | None,
        typer.Option(
            help="Write the numbers into this rule file, or the rule files of this folder."
        ),
    ] = None,
) -> None:
    """Fit the bias, weights and threshold of rules to labelled posts.

    Without --write it only prints what it would change. Needs: pip install 'postlint[fit]'
    """
    from postlint.measure.fit import fit_rule, measure
    from postlint.measure.labels import read_labels
    from postlint.measure.write_back import write_back

    rows = read_labels(labels)
    linter = _linter(rule_paths)
    names = _known(linter, rule)
    graded = {name for row in rows for name in row.grades}
    chosen = [r for r in linter.plan.rules if r.id in names and r.id in graded and r.file.evidence]
    if not chosen:
        raise InputError(f"{labels}: no labels for any of {', '.join(names)}")
    for name, matrix in measure(linter, chosen, rows).items():
        planned = next(r for r in chosen if r.id == name)
        fitted = fit_rule(planned, matrix)
        typer.echo(
            f"{name}: {fitted.n} posts, {fitted.positives} of grade 2; cross-validated "
            f"precision {fitted.precision:.3f}, recall {fitted.recall:.3f} "
            f"at threshold {fitted.threshold:g}"
        )
        if write is None:
            for signal, weight in {"bias": fitted.bias, **fitted.weights}.items():
                before = (
                    planned.file.bias if signal == "bias" else planned.file.evidence[signal].weight
                )
                if before != weight:
                    typer.echo(f"  {signal}: {before:g} → {weight:g}")
            continue
        path = write / f"{name}.yaml" if write.is_dir() else write
        if path.stem != name:
            continue
        for line in write_back(path, fitted):
            typer.echo(f"  {line}")


def evaluate(
    labels: Labels,
    rule: Annotated[
        list[str] | None, typer.Option(help="Only this rule; may be given again.")
    ] = None,
    rule_paths: RulePaths = None,
    errors: Annotated[
        str | None, typer.Option(help="List the posts that this rule gets wrong, with its signals.")
    ] = None,
    output_format: Annotated[Literal["text", "json"], typer.Option("--format")] = "text",
    record: Annotated[
        Path | None,
        typer.Option(help="Write the figures and the hashes of all they rest on to this file."),
    ] = None,
) -> None:
    """Measure the rules on labelled posts: precision, recall, calibration, with intervals."""
    from postlint.measure.evaluate import evaluate as run_evaluation
    from postlint.measure.labels import read_labels

    rows = read_labels(labels)
    linter = _linter(rule_paths)
    names = _known(linter, [errors] if errors else rule)
    evaluation = run_evaluation(linter, rows)
    console = stdout_console()
    if errors:
        _print_mistakes(evaluation, errors, console)
        return
    if record:
        from postlint.measure.record import write_record

        write_record(record, linter, labels, evaluation)
        typer.echo(f"recorded in {record}")
        return
    parts = {"all": evaluation.all_posts, "natural": evaluation.natural}
    if output_format == "json":
        typer.echo(
            json.dumps(
                {
                    part: {n: f.to_dict() for n, f in table.items() if n in names}
                    for part, table in parts.items()
                },
                indent=1,
            )
        )
        return
    for part, title in (("all", "All posts"), ("natural", "Posts drawn at random")):
        chosen = [f for name, f in parts[part].items() if name in names]
        if chosen:
            _print_table(title, chosen, console)
    for figures in evaluation.all_posts.values():
        if figures.rule in names:
            _print_reliability(figures, console)


def _print_table(title: str, rows: list[Figures], console: Console) -> None:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for name in (
        "rule",
        "n",
        "true",
        "precision",
        "recall",
        "F1 of the rarer",
        "AUC",
        "Brier",
        "base",
        "cal. error",
    ):
        table.add_column(name, justify="left" if name == "rule" else "right", no_wrap=True)
    for f in rows:
        table.add_row(
            f.rule,
            str(f.n),
            str(f.positives),
            _interval(f.precision),
            _interval(f.recall),
            _interval(f.rare_f1),
            f"{f.auc:.3f}",
            f"{f.brier:.3f}",
            f"{f.base_brier:.3f}",
            _interval(f.calibration_error),
        )
    console.width = max(console.width, 150)
    console.print(table)
    console.print()


def _interval(figure: Interval) -> str:
    if figure.value != figure.value:
        return "–"
    return f"{figure.value:.2f} ({figure.low:.2f}–{figure.high:.2f})"


def _print_reliability(figures: Figures, console: Console) -> None:
    console.print(Text(f"{figures.rule}: of posts with about this score, so many are true", "bold"))
    for b in figures.reliability:
        console.print(Text(f"  {b.score:.2f}  {b.share:.2f}  n={b.n}"))


def _print_mistakes(evaluation: Evaluation, rule: str, console: Console) -> None:
    from postlint.measure.evaluate import mistakes

    for mistake in mistakes(evaluation, rule):
        what = "missed" if mistake.missed else "false alarm"
        score = "none" if mistake.score is None else f"{mistake.score:.3f}"
        console.print(Text(f"{mistake.row.id}  {what}  score {score}", style="bold"))
        console.print(Text(f"  {mistake.row.post.text[:300]!r}"))
        warning = next((w for w in mistake.report.warnings if w.rule == rule), None)
        if warning:
            signals = ", ".join(f"{s.name} {s.share:+.2f}" for s in warning.signals)
            console.print(Text(f"  {signals}"))

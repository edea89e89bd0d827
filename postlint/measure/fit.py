"""Fit a rule's bias and weights to labels by regularised logistic regression.

Evidence keeps a weight of 0 or more, ``unless`` signals one of 0 or less. The strength of the
regularisation and the threshold are chosen by cross-validation; a borderline grade counts as
half true, so that scores stay calibrated on borderline posts too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

from postlint.engine.plan import PlannedRule
from postlint.engine.run import read
from postlint.linter import Linter
from postlint.measure.labels import Labelled
from postlint.model.errors import InputError

Floats = NDArray[np.float64]

FOLDS = 5
STRENGTHS = (0.0003, 0.001, 0.003, 0.01, 0.03, 0.1)
TARGET_PRECISION = 0.90
MAX_WEIGHT = 8.0
PLATEAU = 0.003
"""F1 that two thresholds may differ by and count as equally good."""
MIN_SUPPORT = 3
"""Posts that must show a signal for its weight to be fitted."""


@dataclass(frozen=True)
class Fitted:
    """A rule's new numbers, and how they do on folds that they were not fitted on."""

    rule: str
    bias: float
    weights: dict[str, float]
    threshold: float
    n: int
    positives: int
    precision: float
    recall: float
    strength: float


@dataclass(frozen=True)
class Matrix:
    """What a rule's signals measured on the labelled posts: a row a post, a column a signal."""

    names: tuple[str, ...]
    values: Floats
    grades: NDArray[np.int64]
    folds: NDArray[np.int64]


def measure(
    linter: Linter, rules: Sequence[PlannedRule], rows: Sequence[Labelled]
) -> dict[str, Matrix]:
    """Return the matrix of every rule with weights; posts without its grade are left out."""
    reader = linter.plan.make_reader()
    fold_of = assign_folds(rows)
    values: dict[str, list[list[float]]] = {rule.id: [] for rule in rules}
    grades: dict[str, list[int]] = {rule.id: [] for rule in rules}
    folds: dict[str, list[int]] = {rule.id: [] for rule in rules}
    for row in rows:
        wanted = [rule for rule in rules if row.grades.get(rule.id) is not None]
        if not wanted:
            continue
        view = read(linter.plan, reader, row.post)
        for rule in wanted:
            found = {s.name: s.value for s in rule.kind.judge(view).signals}
            values[rule.id].append([found.get(name, 0.0) for name in rule.file.evidence])
            grades[rule.id].append(row.grades[rule.id] or 0)
            folds[rule.id].append(fold_of[row.id])
    return {
        rule.id: Matrix(
            tuple(rule.file.evidence),
            np.array(values[rule.id], dtype=float).reshape(-1, len(rule.file.evidence)),
            np.array(grades[rule.id], dtype=np.int64),
            np.array(folds[rule.id], dtype=np.int64),
        )
        for rule in rules
        if rule.file.evidence
    }


def assign_folds(rows: Sequence[Labelled]) -> dict[str, int]:
    """Return the fold of every post by its id.

    Posts of one source fall together where there are enough sources, so that what is held out
    comes from other accounts, as the posts of tomorrow do; else they are dealt out by their text,
    so that copies of a post fall together.
    """
    sizes = Counter(row.source for row in rows)
    if "" in sizes or len(sizes) < FOLDS:
        return {row.id: _hash(row.post.text) % FOLDS for row in rows}
    load = [0] * FOLDS
    fold: dict[str, int] = {}
    for source, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        fold[source] = load.index(min(load))
        load[fold[source]] += size
    return {row.id: fold[row.source] for row in rows}


def _hash(text: str) -> int:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()[0]


def fit_rule(rule: PlannedRule, matrix: Matrix) -> Fitted:
    """Return the fitted numbers of one rule.

    Raises:
        InputError: the labels hold too few posts of either kind.
    """
    positives = int((matrix.grades == 2).sum())
    negatives = int((matrix.grades == 0).sum())
    if min(positives, negatives) < FOLDS:
        raise InputError(
            f"{rule.id}: {positives} posts of grade 2 and {negatives} of grade 0; "
            f"fitting needs at least {FOLDS} of each"
        )
    bounds = [_bounds(rule, matrix, i) for i in range(len(matrix.names))]
    target = matrix.grades / 2
    best_loss, best = np.inf, (STRENGTHS[0], np.zeros(len(target)))
    for strength in STRENGTHS:
        held_out = _cross_validate(matrix, target, bounds, strength)
        loss = _log_loss(held_out, target)
        if loss < best_loss:
            best_loss, best = loss, (strength, held_out)
    strength, held_out = best
    solution = _solve(matrix.values, target, bounds, strength)
    threshold = choose_threshold(held_out, matrix.grades, rule.severity == "note")
    flagged = held_out >= threshold
    hits = int((flagged & (matrix.grades == 2)).sum())
    false = int((flagged & (matrix.grades == 0)).sum())
    return Fitted(
        rule=rule.id,
        bias=round(float(solution[0]), 2),
        weights={
            name: round(float(w), 2) + 0.0
            for name, w in zip(matrix.names, solution[1:], strict=True)
        },
        threshold=threshold,
        n=len(target),
        positives=positives,
        precision=hits / (hits + false) if hits + false else float("nan"),
        recall=hits / positives,
        strength=strength,
    )


def _bounds(rule: PlannedRule, matrix: Matrix, column: int) -> tuple[float, float]:
    """Return the range of a weight. Too rare a signal tells nothing: it keeps its weight."""
    name = matrix.names[column]
    if int((matrix.values[:, column] > 0).sum()) < MIN_SUPPORT:
        weight = rule.file.evidence[name].weight
        return weight, weight
    return (0.0, MAX_WEIGHT) if name in rule.file.signals else (-MAX_WEIGHT, 0.0)


def _cross_validate(matrix: Matrix, target: Floats, bounds: Any, strength: float) -> Floats:
    held_out = np.zeros(len(target))
    for fold in range(FOLDS):
        inside = matrix.folds != fold
        solution = _solve(matrix.values[inside], target[inside], bounds, strength)
        held_out[~inside] = _predict(matrix.values[~inside], solution)
    return held_out


def _solve(values: Floats, target: Floats, bounds: Any, strength: float) -> Floats:
    try:
        from scipy.optimize import minimize
    except ImportError:
        raise InputError("fitting needs scipy: python -m pip install 'postlint[fit]'") from None
    n = len(target)

    def loss(solution: Floats) -> tuple[float, Floats]:
        logits = solution[0] + values @ solution[1:]
        predicted = _sigmoid(logits)
        error = predicted - target
        value = float(np.mean(np.logaddexp(0, logits) - target * logits))
        value += strength / 100 * float(np.sum(solution[1:] ** 2))
        slope = np.concatenate([[error.mean()], values.T @ error / n])
        slope[1:] += 2 * strength / 100 * solution[1:]
        return value, slope

    start = np.array([0.0, *(low if low == high else 0.0 for low, high in bounds)])
    found = minimize(
        loss, start, jac=True, bounds=[(-MAX_WEIGHT, MAX_WEIGHT), *bounds], method="L-BFGS-B"
    )
    return np.asarray(found.x, dtype=float)


def _sigmoid(x: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -50, 50))))


def _predict(values: Floats, solution: Floats) -> Floats:
    return _sigmoid(solution[0] + values @ solution[1:])


def _log_loss(predicted: Floats, target: Floats) -> float:
    p = np.clip(predicted, 1e-6, 1 - 1e-6)
    return float(np.mean(-target * np.log(p) - (1 - target) * np.log(1 - p)))


def choose_threshold(scores: Floats, grades: NDArray[np.int64], note: bool) -> float:
    """Return the threshold with the best F1 among those with enough precision, in steps of 0.01;
    the middle one of those that are about as good.

    A note has no aim for its precision: there F1 of the rarer answer decides. A margin of 0.02
    over the target pays for what choosing on the same folds flatters.
    """
    found: list[tuple[float, float]] = []
    positives, negatives = grades == 2, grades == 0
    rare_is_flag = positives.sum() <= negatives.sum()
    for step in range(5, 96):
        threshold = step / 100
        flagged = scores >= threshold
        tp, fp = int((flagged & positives).sum()), int((flagged & negatives).sum())
        fn, tn = int((~flagged & positives).sum()), int((~flagged & negatives).sum())
        if not note and tp + fp and tp / (tp + fp) < TARGET_PRECISION + 0.02:
            continue
        hits = tp if rare_is_flag else tn
        value = 2 * hits / (2 * hits + fp + fn) if hits else 0.0
        found.append((value, threshold))
    if not found:
        return 0.5
    best = max(found)[0]
    plateau = [threshold for value, threshold in found if value >= best - PLATEAU]
    return plateau[len(plateau) // 2]

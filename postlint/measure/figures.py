"""Figures of a rule on labelled posts: precision, recall, calibration, with their intervals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

import numpy as np

Z95 = 1.959964
"""The 97.5th percentile of the normal distribution: intervals are 95 % ones."""
BINS = 10
RESAMPLES = 400


@dataclass(frozen=True)
class Verdict:
    """What a rule said of a post and what its label says: ``grade`` 0, 1 or 2.

    ``score`` is ``None`` where the rule gave none; it then counts as the wrong extreme.
    """

    id: str
    grade: int
    flagged: bool
    score: float | None

    @property
    def probability(self) -> float:
        if self.score is not None:
            return self.score
        return 1.0 if self.grade == 0 else 0.0


@dataclass(frozen=True)
class Interval:
    """A figure in [0, 1] and its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Bin:
    """Posts of about the same score: how many, their mean score, the share that is true."""

    n: int
    score: float
    share: float


@dataclass(frozen=True)
class Figures:
    """All figures of a rule. Grade 1 is left out of all but Brier, calibration and bins."""

    rule: str
    n: int
    positives: int
    negatives: int
    precision: Interval
    recall: Interval
    f1: Interval
    rare: str
    rare_f1: Interval
    auc: float
    brier: float
    base_brier: float
    calibration_error: Interval
    reliability: tuple[Bin, ...]
    flagged_where_not_applicable: int
    missing_scores: int

    def to_dict(self) -> dict[str, Any]:
        """Return plain data; figures that cannot be computed become ``None``."""
        return {key: _plain(value) for key, value in asdict(self).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return None if math.isnan(value) else round(value, 4)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def figures(rule: str, verdicts: Sequence[Verdict], not_applicable: int) -> Figures:
    """Return the figures of one rule's verdicts."""
    clear = [v for v in verdicts if v.grade != 1]
    tp, fp, fn, tn = _counts(clear)
    rare_is_flag = tp + fn <= fp + tn
    positives = [v.probability for v in verdicts if v.grade == 2]
    negatives = [v.probability for v in verdicts if v.grade == 0]
    scores = np.array([v.probability for v in verdicts])
    truth = np.array([v.grade / 2 for v in verdicts])
    base = float(truth.mean()) if len(truth) else math.nan
    return Figures(
        rule=rule,
        n=len(verdicts),
        positives=tp + fn,
        negatives=fp + tn,
        precision=wilson(tp, tp + fp),
        recall=wilson(tp, tp + fn),
        f1=_f1_interval(clear, rare_is_flag=True),
        rare="flagged" if rare_is_flag else "clean",
        rare_f1=_f1_interval(clear, rare_is_flag),
        auc=_auc(positives, negatives),
        brier=float(np.mean((scores - truth) ** 2)) if len(truth) else math.nan,
        base_brier=float(np.mean((base - truth) ** 2)) if len(truth) else math.nan,
        calibration_error=_calibration(scores, truth),
        reliability=_reliability(scores, truth),
        flagged_where_not_applicable=not_applicable,
        missing_scores=sum(v.score is None for v in verdicts),
    )


def wilson(hits: int, n: int) -> Interval:
    """Return a share and Wilson's score interval (Wilson 1927); NaN for no observations."""
    if not n:
        return Interval(math.nan, math.nan, math.nan)
    p, z2 = hits / n, Z95 * Z95
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return Interval(p, max(0.0, middle - half), min(1.0, middle + half))


def _counts(verdicts: Sequence[Verdict]) -> tuple[int, int, int, int]:
    tp = sum(v.flagged and v.grade == 2 for v in verdicts)
    fp = sum(v.flagged and v.grade == 0 for v in verdicts)
    fn = sum(not v.flagged and v.grade == 2 for v in verdicts)
    return tp, fp, fn, len(verdicts) - tp - fp - fn


def _f1_interval(verdicts: Sequence[Verdict], rare_is_flag: bool) -> Interval:
    """Return F1 and a percentile bootstrap interval, with a fixed seed."""
    if not verdicts:
        return Interval(math.nan, math.nan, math.nan)
    said = np.array([v.flagged == rare_is_flag for v in verdicts])
    true = np.array([(v.grade == 2) == rare_is_flag for v in verdicts])
    generator = np.random.default_rng(20260101)
    drawn = generator.integers(0, len(said), size=(RESAMPLES, len(said)))
    values = [_f1(said[index], true[index]) for index in drawn]
    clean = [v for v in values if not math.isnan(v)] or [math.nan]
    low, high = np.quantile(clean, [0.025, 0.975])
    return Interval(_f1(said, true), float(low), float(high))


def _f1(said: Any, true: Any) -> float:
    hits = int((said & true).sum())
    wrong = int((said ^ true).sum())
    return 2 * hits / (2 * hits + wrong) if hits + wrong else math.nan


def _auc(positives: Sequence[float], negatives: Sequence[float]) -> float:
    if not positives or not negatives:
        return math.nan
    ordered = np.sort(np.array(negatives))
    below = np.searchsorted(ordered, positives, side="left")
    upto = np.searchsorted(ordered, positives, side="right")
    return float(np.mean((below + upto) / 2) / len(negatives))


def _calibration(scores: Any, truth: Any) -> Interval:
    """Return the calibration error over ten bins of equal size, bootstrapped."""
    if not len(scores):
        return Interval(math.nan, math.nan, math.nan)
    generator = np.random.default_rng(20260102)
    drawn = generator.integers(0, len(scores), size=(RESAMPLES // 4, len(scores)))
    values = [_calibration_error(scores[i], truth[i]) for i in drawn]
    low, high = np.quantile(values, [0.025, 0.975])
    return Interval(_calibration_error(scores, truth), float(low), float(high))


def _calibration_error(scores: Any, truth: Any) -> float:
    order = np.lexsort((truth, scores))
    n = len(scores)
    edges = [b * n // BINS for b in range(BINS + 1)]
    parts = [order[a:b] for a, b in pairwise(edges) if b > a]
    return float(sum(abs(scores[p].sum() - truth[p].sum()) for p in parts) / n)


def _reliability(scores: Any, truth: Any) -> tuple[Bin, ...]:
    """Return bins of equal width that hold posts."""
    found = []
    places = np.minimum((scores * BINS).astype(int), BINS - 1)
    for b in range(BINS):
        inside = places == b
        if inside.any():
            found.append(
                Bin(int(inside.sum()), float(scores[inside].mean()), float(truth[inside].mean()))
            )
    return tuple(found)

"""The promises of ``check``, as properties of any text."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor

import regex
from hypothesis import given
from hypothesis import strategies as st

from postlint.linter import Linter
from postlint.model.post import PLATFORMS, Post
from postlint.model.report import Report
from tests.strategies import PIECES, posts

LINTER = Linter()


def boundaries(text: str) -> set[int]:
    return {0, len(text), *(m.start() for m in regex.finditer(r"\X", text))}


@given(posts, st.sampled_from(PLATFORMS))
def test_check_never_raises_and_no_rule_fails(text: str, platform: str) -> None:
    report = LINTER.check(Post(text, platform=platform))
    assert not report.errors
    assert all(0 <= score <= 1 for score in report.scores.values())
    assert report.conversation is None or 0 <= report.conversation <= 100


@given(posts)
def test_flags_and_scores_agree(text: str) -> None:
    report = LINTER.check(text)
    thresholds = {rule.id: rule.threshold for rule in LINTER.plan.rules}
    flagged = {warning.rule for warning in report.warnings}
    assert flagged == {r for r, score in report.scores.items() if score >= thresholds[r]}


@given(posts)
def test_spans_lie_inside_the_text_on_grapheme_boundaries(text: str) -> None:
    allowed = boundaries(text)
    for warning in LINTER.check(text).warnings:
        for span in (*warning.spans, *(s for g in warning.signals for s in g.spans)):
            assert 0 <= span.start <= span.end <= len(text)
            assert {span.start, span.end} <= allowed


@given(posts)
def test_a_report_is_plain_data(text: str) -> None:
    report = LINTER.check(text)
    assert pickle.loads(pickle.dumps(report)) == report
    report.to_dict()


def test_a_second_linter_says_the_same() -> None:
    other = Linter()
    for piece in PIECES:
        assert other.check(piece) == LINTER.check(piece)


def test_threads_and_batches_give_what_one_thread_gives() -> None:
    texts = [" ".join(PIECES[i:] + PIECES[:i]) for i in range(len(PIECES))] + PIECES
    texts += [f"{piece} Which one would you pick? {i}" for i, piece in enumerate(PIECES)]
    alone = [LINTER.check(text) for text in texts]
    shared = Linter()
    with ThreadPoolExecutor(8) as pool:
        threaded: list[Report] = list(pool.map(shared.check, texts * 2))
    assert threaded == alone * 2
    assert list(LINTER.check_many(texts)) == alone


def test_check_many_streams() -> None:
    taken: list[int] = []

    def source() -> object:
        for i in range(5):
            taken.append(i)
            yield f"post {i}"

    reports = LINTER.check_many(source())  # type: ignore[arg-type]
    next(reports)
    assert taken == [0]


def test_other_texts_leave_no_trace() -> None:
    before = LINTER.check("Shop the sale today")
    for piece in PIECES:
        LINTER.check(piece * 3)
    assert LINTER.check("Shop the sale today") == before

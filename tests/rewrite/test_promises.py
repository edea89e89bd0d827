"""Invariant 3, as properties of any text: what a rewrite may never do."""

from __future__ import annotations

import pickle

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.recheck import broken
from postlint.linter import Linter
from postlint.model.post import PLATFORMS, Post
from postlint.rewrite.text import apply_edits, edits_between
from postlint.text.length import length, load_platforms
from tests.strategies import posts

LINTER = Linter()
PUSHY = [
    "Buy now!", "Hurry, 50% off all grinders, today only!", "Don't miss out!!!", "RT if you agree:",
    "Last chance!", "New blog post: 5 tips for better tea", "RT @ana: what a day", "LIKE and SHARE!",
    "“Make it work, then make it fast.” — Ada N.", "Follow us for more.", "Use code SAVE20",
    "We are proud to announce our new office in Leeds.", "#ad", "https://x.example/a", "👍🏽", "\n\n",
    "Recipe: tomato soup with basil", "Get yours → www.x.example", "e\u0301", "\ud83d",
]  # fmt: skip
pushy = st.lists(st.sampled_from(PUSHY), min_size=1, max_size=5).map(" ".join) | posts


@given(pushy, st.sampled_from(PLATFORMS))
@settings(max_examples=80)
def test_every_rewrite_keeps_the_facts_and_silences_its_rule(text: str, platform: str) -> None:
    post = Post(text, platform=platform)
    limit = load_platforms()[platform].limit
    for proposed in LINTER.rewrites(post):
        assert len(proposed.rewrites) <= 3
        for rewrite in proposed.rewrites:
            assert apply_edits(text, rewrite.edits) == rewrite.text
            after = LINTER.check(Post(rewrite.text, platform=platform))
            assert proposed.rule not in {w.rule for w in after.warnings}
            if limit is not None:
                fits = length(rewrite.text, platform) <= limit
                assert fits or len(rewrite.text) <= len(text)


@given(st.lists(st.sampled_from(PUSHY[:-2]), min_size=1, max_size=5).map(" ".join))
@settings(max_examples=60)
def test_a_check_by_other_means_agrees(text: str) -> None:
    for proposed in LINTER.rewrites(text):
        for rewrite in proposed.rewrites:
            assert broken(LINTER, text, rewrite, proposed.rule) == []


@given(pushy)
@settings(max_examples=60)
def test_a_second_fix_changes_nothing(text: str) -> None:
    once = LINTER.fix(text, suggested=True)
    assert LINTER.fix(once.text, suggested=True).text == once.text


@given(posts, posts)
def test_edits_lead_from_any_text_to_any_other(old: str, new: str) -> None:
    assert apply_edits(old, edits_between(old, new)) == new


@given(pushy)
@settings(max_examples=25)
def test_a_report_stays_plain_data_and_keeps_its_rewrites(text: str) -> None:
    report = LINTER.check(text)
    known = [warning.rewrites for warning in report.warnings]
    again = pickle.loads(pickle.dumps(report))
    assert again == report
    assert [warning.rewrites for warning in again.warnings] == known
    assert all("rewrites" in w for w in report.to_dict(rewrites=True)["warnings"])


def test_no_two_runs_differ() -> None:
    texts = [" ".join(PUSHY[i : i + 3]) for i in range(len(PUSHY) - 3)]
    assert [LINTER.rewrites(t) for t in texts] == [Linter().rewrites(t) for t in texts]

"""No verdict on the fixed posts flips unseen, and a released ruleset stays usable."""

from __future__ import annotations

import pytest

from postlint.engine.registry import collect
from postlint.measure.ruleset import gone
from postlint.model.post import Post
from postlint.model.settings import Settings
from postlint.rules.rulesets import read_ruleset, ruleset_names
from tests.stability.verdicts import Flip, Verdict, as_markdown, read_posts, recorded

POSTS = read_posts()
RULESETS = ruleset_names()
UPDATE = "If these are right, record them: python -m tests.stability.update"


@pytest.fixture(scope="module", params=RULESETS)
def verdict(request: pytest.FixtureRequest) -> tuple[str, Verdict]:
    return request.param, Verdict({"ruleset": request.param})


def test_no_verdict_has_flipped(verdict: tuple[str, Verdict]) -> None:
    name, now = verdict
    flips = now.flips(recorded(name))
    listed = "\n  ".join(str(flip) for flip in flips)
    said = f"{len(flips)} verdicts flipped under ruleset {name}:\n  {listed}\n{UPDATE}"
    assert not flips, said


def test_every_post_has_a_recorded_verdict(verdict: tuple[str, Verdict]) -> None:
    name, now = verdict
    assert list(recorded(name)) == list(now.posts), UPDATE


def test_no_rule_fails_on_a_fixed_post(verdict: tuple[str, Verdict]) -> None:
    assert not [report.errors for report in verdict[1].reports.values() if report.errors]


@pytest.mark.parametrize("name", RULESETS)
def test_a_ruleset_names_nothing_that_is_gone(name: str) -> None:
    assert gone(read_ruleset(name)) == []


def test_the_fixed_posts_are_many_and_differ() -> None:
    assert len(POSTS) >= 120
    assert len({fixed.id for fixed in POSTS}) == len(POSTS)
    assert len({fixed.post.text for fixed in POSTS}) == len(POSTS)


def test_the_fixed_posts_concern_every_rule() -> None:
    rules = collect(Settings()).rules
    assert {rule for fixed in POSTS for rule in (*fixed.editor, *fixed.either)} <= {*rules}
    for name in rules:
        true = sum(name in fixed.editor for fixed in POSTS)
        assert 0 < true < len(POSTS), name


def test_a_flip_says_which_post_which_rule_and_which_way() -> None:
    post = Post("Buy now!\nOnly | today.", id="sale")
    gone_silent = Flip(post, "hard-sell", False, 0.41, 0.48)
    assert str(gone_silent) == (
        "sale: hard-sell no longer warns (score 0.41, threshold 0.48)\n    Buy now! Only | today."
    )
    assert as_markdown("Flips", [gone_silent]) == (
        "### Flips\n\n| rule | now | post |\n| --- | --- | --- |\n"
        "| hard-sell | silent | Buy now! Only \\| today. |\n"
    )
    assert "None." in as_markdown("Flips", [])


def test_a_verdict_that_was_recorded_otherwise_is_a_flip(verdict: tuple[str, Verdict]) -> None:
    now = verdict[1]
    before = {key: list(rules) for key, rules in now.flagged.items()}
    before["outage"].append("hard-sell")
    del before["cve"]
    assert [(f.post.id, f.rule, f.warns) for f in now.flips(before)] == [
        ("outage", "hard-sell", False)
    ]

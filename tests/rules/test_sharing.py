"""Naked shares and bare quotations, as a whole check sees them."""

from __future__ import annotations

import pytest

import postlint
from postlint.model.post import Post

LONG = "We tagged 2.0 and the changelog thanks everybody by name."


def flagged(post: str | Post, rule: str) -> bool:
    return any(warning.rule == rule for warning in postlint.check(post).warnings)


@pytest.mark.parametrize("text", ["This 👇", "So true!", "", "🙌🙌"])
def test_pointing_at_a_quoted_post_adds_nothing(text: str) -> None:
    assert flagged(Post(text, kind="quote", quoted=LONG), "naked-retweet")


def test_a_reason_makes_a_quoted_post_ones_own() -> None:
    post = Post("The part on credits is what I want to copy", kind="quote", quoted=LONG)
    assert not flagged(post, "naked-retweet")


@pytest.mark.parametrize(
    "text",
    [
        "https://x.com/ana/status/123",
        "👀 https://bsky.app/profile/ana.example/post/3k2",
        "@ana https://x.example/p",
        '"@ana: slides are up"',
        "RT @ana: slides are up",
    ],
)
def test_naked_shares(text: str) -> None:
    assert flagged(text, "naked-retweet")


@pytest.mark.parametrize(
    "text",
    [
        "RT @ana: slides are up <<< the part on caches saved my week",
        "Great photo from Manila! RT @ana: we made it",
        "RT to win a mug",
        "https://x.example/p",
    ],
)
def test_no_naked_shares(text: str) -> None:
    assert not flagged(text, "naked-retweet")


@pytest.mark.parametrize(
    "text",
    [
        '"Small steps win the day." Read more: https://x.example/a',
        '"My life changed on that stage." —Ada Nwosu\n\nPhoto by @lens',
        'Quote of the day: "Small steps win the day." — Unknown',
        '@sam "Small steps win the day." — Ada Nwosu',
    ],
)
def test_labels_tails_and_picture_credits_are_no_comment(text: str) -> None:
    assert flagged(text, "bare-quote")


@pytest.mark.parametrize(
    "text",
    [
        '"City approves new bike lanes downtown" https://x.example/n',
        '"The Fellowship of the Ring" is back in cinemas',
        '"Small steps win the day." We tried it for a month and shipped twice as much.',
        'Is "move fast and break things" still good advice for a bank?',
    ],
)
def test_titles_headlines_and_comments_are_no_bare_quotes(text: str) -> None:
    assert not flagged(text, "bare-quote")

"""Pleas for gestures that platforms count."""

from __future__ import annotations

import pytest

import postlint
from postlint.linter import Linter
from postlint.model.post import Post
from postlint.model.reading import PostView
from postlint.rules.features.gestures import plea_first, plea_last, plea_share

READER = Linter().plan.make_reader()
OF = {"of": ["gesture-ifs", "gesture-commands", "gesture-tags"]}


def read(text: str) -> PostView:
    return READER.read(Post(text))


def test_where_the_plea_stands() -> None:
    first = read("RT if you like trams. They are quiet.")
    assert (plea_first(first, OF).value, plea_last(first, OF).value) == (1, 0)
    last = read("Trams are quiet. Please retweet!")
    assert (plea_first(last, OF).value, plea_last(last, OF).value) == (0, 1)


def test_how_much_of_the_post_is_plea() -> None:
    assert plea_share(read("Please retweet!"), OF).value == 1
    assert plea_share(read("Trams are quiet and on time. Please retweet!"), OF).value == 0.25
    assert plea_share(read("Trams are quiet."), OF).value == 0


@pytest.mark.parametrize(
    "text",
    [
        "Like and share if you agree!",
        "Tag a friend who needs this kettle",
        "Comment YES below and repost this to win a kettle",
        "Please RT!",
    ],
)
def test_pleas(text: str) -> None:
    assert "engagement-bait" in [w.rule for w in postlint.check(text).warnings]


@pytest.mark.parametrize(
    "text",
    [
        "Follow the match live from eight: https://a.example",
        "Share your first memory of the harbour with us.",
        "It looks like rain, so bring a coat.",
        "Get out and vote on Tuesday. Polls close at eight.",
        "She tagged the release and followed up with the vendor.",
    ],
)
def test_no_pleas(text: str) -> None:
    assert "engagement-bait" not in [w.rule for w in postlint.check(text).warnings]

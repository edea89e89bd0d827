"""Posts passed on: the markers, and what only looks like one."""

from __future__ import annotations

import pytest

from postlint.linter import Linter
from postlint.model.post import Post

READER = Linter().plan.make_reader()


def passed_on(text: str, kind: str | None = None) -> str | None:
    view = READER.read(Post(text, kind=kind))  # type: ignore[arg-type]
    if view.shared is None:
        return None
    span = view.span(view.shared.tokens)
    return view.text[span.start : span.end]


@pytest.mark.parametrize(
    "text",
    [
        "RT @ana: slides are up",
        "MT @ana slides are up",
        "rt @ana slides are up",
        "#RT @ana slides are up",
        "RT from @ana: slides are up",
        "🔁 @ana slides are up",
        '"@ana: slides are up"',
        "Retweeted Ana Lee (@ana): slides are up",
        "Repost from @ana: slides are up",
        "RT Tech Daily Why the fediverse grows",
        "Ana Lee reposted\nslides are up",
    ],
)
def test_a_whole_post_is_passed_on(text: str) -> None:
    assert passed_on(text) == text


def test_a_comment_stays_the_authors_own() -> None:
    assert passed_on("Great work! RT @ana: slides are up") == "RT @ana: slides are up"


@pytest.mark.parametrize(
    "text",
    [
        "RT if you agree",
        "RT This post to win a mug",
        "RT AND FOLLOW to win a mug today",
        "Repost your favourites and tag @ana",
        "We reposted @ana last week",
        '"@ana is right" I said',
    ],
)
def test_pleas_and_talk_of_sharing_pass_nothing_on(text: str) -> None:
    assert passed_on(text) in (None, '"@ana is right"')


def test_via_credits_a_site() -> None:
    assert passed_on("City opens park https://x.example/p via @news") == "via @news"


def test_a_declared_repost_is_passed_on_whole() -> None:
    assert passed_on("Slides are up", kind="repost") == "Slides are up"


def test_a_quoted_post_stands_outside_the_text() -> None:
    assert passed_on("This", kind="quote") == ""

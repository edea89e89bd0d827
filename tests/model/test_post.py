"""Posts: validated, immutable; what is given beats what is inferred."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timezone

import pytest

import postlint
from postlint.model.errors import InputError
from postlint.model.post import Media, Post


def test_a_post_is_immutable() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Post("x").text = "y"  # type: ignore[misc]


def test_a_thread_is_its_parts_joined_by_a_blank_line() -> None:
    assert Post(parts=("one", "two")).text == "one\n\ntwo"


def test_text_and_parts_must_not_contradict() -> None:
    with pytest.raises(InputError, match="give only one of them"):
        Post("three", parts=("one", "two"))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"platform": "twiter"}, "unknown platform 'twiter'"),
        ({"platform": "blue-sky"}, "did you mean 'bluesky'?"),
        ({"kind": "retweet"}, "unknown kind 'retweet'"),
        ({"intent": "notices"}, "did you mean 'notice'?"),
        ({"status": "schedule"}, "did you mean 'scheduled'?"),
        ({"handles": "acme"}, "'handles' must be a list"),
        ({"lang": 5}, "'lang' must be str, not int"),
        ({"parts": [1]}, "'parts' must be str"),
        ({"textt": "x"}, "unknown post field 'textt'; did you mean 'text'?"),
        ({"scheduled_at": "soon"}, "'scheduled_at'"),
    ],
)
def test_a_bad_field_names_the_nearest_right_one(fields: dict[str, object], said: str) -> None:
    with pytest.raises(InputError) as error:
        Post.from_mapping({"text": "x", **fields} if "text" not in fields else fields)
    assert said in str(error.value)


def test_plain_data_becomes_typed_fields() -> None:
    post = Post.from_mapping(
        {
            "text": "x",
            "scheduled_at": "2027-01-31T09:00:00Z",
            "media": [{"url": "a.png", "alt": "A"}],
        }
    )
    assert post.scheduled_at == datetime(2027, 1, 31, 9, tzinfo=timezone.utc)
    assert post.media == (Media("a.png", "A"),)


@pytest.mark.parametrize(
    ("text", "kind", "intent"),
    [
        ("@ana thanks for telling us", "reply", "serve"),
        (".@ana gave a great talk today", "original", "converse"),
        ("RT @ana: we tagged 2.0", "repost", "converse"),
        ("Great news! RT @ana: we tagged 2.0", "original", "converse"),
        ("We moved our docs", "original", "converse"),
        ("Our API is down, we're investigating.", "original", "notice"),
    ],
)
def test_kind_and_intent_are_inferred(text: str, kind: str, intent: str) -> None:
    post = postlint.check(text).post
    assert (post.kind, post.intent) == (kind, intent)


def test_what_is_given_wins() -> None:
    post = postlint.check("@ana thanks", kind="original", intent="converse", lang="en").post
    assert (post.kind, post.intent, post.lang) == ("original", "converse", "en")


def test_replies_are_spared_the_rules_for_originals() -> None:
    scores = postlint.check("@ana the fix is in 2.1.4").scores
    assert "no-question" not in scores
    assert "hard-sell" in scores


def test_a_declared_campaign_may_sell() -> None:
    sale = "Buy now! 50% off all coffee grinders, today only → https://acme.example/sale"
    assert "hard-sell" not in postlint.check(sale, intent="sell").scores


def test_a_poll_asks() -> None:
    report = postlint.check("Tabs or spaces", poll=("tabs", "spaces"))
    assert report.scores["no-question"] < 0.5


def test_a_check_of_something_else_is_an_error() -> None:
    with pytest.raises(InputError, match="must be a str"):
        postlint.check(5)  # type: ignore[arg-type]


def test_conversation_is_full_for_a_useful_post_that_asks_nothing() -> None:
    report = postlint.check(
        "Cold-start tip: import heavy modules inside the function that needs them."
    )
    assert report.conversation == 100
    assert postlint.check("Our API is down, we're investigating.").conversation is None

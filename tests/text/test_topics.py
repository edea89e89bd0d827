"""Topic phrases: which come first, and what is never one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from postlint.text.tagger import Tagger
from postlint.text.topics import readable_hashtag, topics
from tests.strategies import posts
from training.reading import load_lists, read

TAGGER = Tagger()
LISTS = load_lists()


def found(text: str) -> list[str]:
    reading = read(text, TAGGER)
    return [
        topic[2]
        for topic in topics(reading.words, reading.kinds, reading.tags, reading.clauses, LISTS)
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("We just opened our new community garden in Leeds!", "community garden"),
        ("The city council voted on bus fares today.", "city council"),
        ("Good morning! Let's talk about remote work.", "remote work"),
        ("Women's health is finally in the budget.", "women's health"),
        ("Bank of England raises interest rates", "Bank of England"),
        ("Register today for the beekeeping course", "beekeeping course"),
        ("So proud! 🎉 #ClimateAction", "climate action"),
    ],
)
def test_first_topic(text: str, first: str) -> None:
    assert found(text)[0] == first


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Good morning everyone!",
        "Thanks so much, see you tomorrow!",
        "Just do it",
        "https://example.org/garden @anna_k #tbt",
        "Monday again.",
        "Happy birthday!",
        "What a day.",
    ],
)
def test_nothing_to_talk_about(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("hashtag", "text"),
    [
        ("#ClimateAction", "climate action"),
        ("#GlobalHealth2030", "global health 2030"),
        ("#AI", "AI"),
        ("#iPad", "iPad"),
        ("#climate_action", "climate action"),
        ("#gardening", "gardening"),
        ("#TBT", ""),
        ("#whatdoyouthinkofthis", ""),
        ("#24hours", ""),
        ("#ShopTheSale", ""),
        ("#MyBirthday", ""),
        ("#", ""),
    ],
)
def test_readable_hashtags(hashtag: str, text: str) -> None:
    assert readable_hashtag(hashtag, LISTS) == text


def test_a_topic_that_comes_again_wins() -> None:
    assert found("A walk, a lake, and tea. The lake was frozen. I love that lake.")[0] == "lake"


@given(posts)
@settings(max_examples=100, deadline=None)
def test_any_post(text: str) -> None:
    reading = read(text, TAGGER)
    ranked = topics(reading.words, reading.kinds, reading.tags, reading.clauses, LISTS)
    assert [topic[3] for topic in ranked] == sorted((t[3] for t in ranked), reverse=True)
    for start, end, phrase, _ in ranked:
        assert 0 <= start < end <= len(reading.words)
        assert phrase
        assert {"url", "mention", "email"}.isdisjoint(reading.kinds[start:end])

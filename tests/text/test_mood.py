"""Imperatives at the start of clauses, and who a clause is about."""

from __future__ import annotations

import pytest

from postlint.text.mood import imperatives
from postlint.text.subject import subjects
from postlint.text.tagger import Tagger
from training.reading import Reading, load_lists, read

TAGGER = Tagger()
LISTS = load_lists()


def calls(text: str) -> list[str]:
    reading = read(text, TAGGER)
    found = imperatives(reading.words, reading.kinds, reading.tags, reading.clauses, LISTS)
    return [reading.words[i] for i in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shop the sale before Sunday!", ["Shop"]),
        ("SHOP NOW ★ https://example.org/x", ["SHOP"]),
        ("Please just tag a friend", ["tag"]),
        ("🎉 Swipe left to see the kitchen", ["Swipe"]),
        ("@ann #news Pre-order yours today", ["Pre-order"]),
        ("RSVP by Friday.", ["RSVP"]),
        ("Don't wait for spring.", ["Do"]),
        ("Doors open at 8. Bring your own mug, and stay for tea.", ["Bring", "stay"]),
        ("Watch: how the bridge was built", ["Watch"]),
        ("Vote!", ["Vote"]),
        ("So please help us find Rex.", ["help"]),
    ],
)
def test_calls(text: str, expected: list[str]) -> None:
    assert calls(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Shop owners say the street is too quiet.",
        "Study shows coffee helps.",
        "Call for papers: birds in cities",
        "Win for Leeds at last",
        "Love this garden!",
        "Thanks for coming!",
        "Thank you, Anna.",
        "Congrats to the whole crew",
        "Want to join the choir?",
        "Have you ever slept in a lighthouse?",
        "Love maps?",
        "See you there!",
        "Welcome to the team",
        "Offer ends on Monday.",
        "We built it to grow food and feed people.",
        "What a view.",
        "3 reasons to plant a tree",
        "",
        "#spring 🎉",
    ],
)
def test_no_calls(text: str) -> None:
    assert calls(text) == []


def test_without_lists_the_model_decides() -> None:
    reading = read("Join us for tea. Thank you.", TAGGER)
    assert imperatives(reading.words, reading.kinds, reading.tags, reading.clauses, {}) == [0]


def people(text: str) -> list[str]:
    reading: Reading = read(text, TAGGER)
    return subjects(reading.words, reading.kinds, reading.tags, reading.clauses, LISTS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We planted 40 trees.", ["we"]),
        ("Our team planted 40 trees.", ["we"]),
        ("You deserve a break.", ["you"]),
        ("Have you ever slept in a lighthouse?", ["you"]),
        ("Are your plants thirsty?", ["you"]),
        ("Can we help?", ["we"]),
        ("I baked bread today.", ["i"]),
        ("My sister and I baked bread.", ["we"]),
        ("Anna Berg joins the board of the museum.", ["name"]),
        ("The trains are late again.", ["others"]),
        ("They were late.", ["others"]),
        ("Shop the sale.", ["you"]),
        ("A lovely day.", [""]),
        ("We baked bread. You ate it.", ["we", "you"]),
    ],
)
def test_subjects(text: str, expected: list[str]) -> None:
    assert people(text) == expected

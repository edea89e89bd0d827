"""Who speaks, of whom, to whom."""

from __future__ import annotations

import pytest

from postlint.linter import Linter
from postlint.model.post import Post
from postlint.model.reading import PostView
from postlint.rules.features.people import named_subject, person, quoted_words, subject

READER = Linter().plan.make_reader()
VERBS = {"verbs": "talk-announcing-verbs"}


def read(text: str) -> PostView:
    return READER.read(Post(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Harbour Bank launches a card", 1),
        ("#Harbour and @nordbank partner; Harbour opens a branch", 0),
        ("@nordbank's Ana Silva speaks at the summit", 1),
        ("The harbour was quiet", 0),
        ("launches are fun", 0),
    ],
)
def test_a_name_and_what_it_did(text: str, value: float) -> None:
    assert named_subject(read(text), VERBS).value == value


def test_persons() -> None:
    assert person(read("You and your boat"), {"of": "second-person"}).value == 1
    assert person(read("US rates fall; it is good"), {"of": "first-person"}).value == 0
    assert person(read("TELL US MORE"), {"of": "first-person"}).value == 1
    assert person(read("A boat"), {"of": "second-person"}).value == 0
    assert subject(read("We opened a branch"), {"of": "first-plural"}).value == 1
    assert subject(read("A branch is what we opened"), {"of": "first-plural"}).value == 0


def test_share_of_quoted_words() -> None:
    assert quoted_words(read('"Slow is smooth and smooth is fast"'), {}).value == 1
    assert quoted_words(read("Slow is smooth"), {}).value == 0

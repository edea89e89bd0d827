"""What counts as a question to the reader, and as an invitation to answer.

``asks``: no-question stays silent; ``calls``: no-call-to-reply stays silent.
"""

from __future__ import annotations

import time

import pytest

import postlint
from postlint.linter import Linter
from postlint.model.post import Post
from postlint.rules.features.asking import questions

READER = Linter().plan.make_reader()


def facts(text: str) -> frozenset[str]:
    found = questions(READER.read(Post(text)))
    return frozenset().union(*(q.facts for q in found)) if found else frozenset()


def flags(text: str) -> set[str]:
    report = postlint.check(text)
    return {w.rule for w in report.warnings} & {"no-question", "no-call-to-reply"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Which one do you like?", {"marked", "wh", "asks-you", "choice"}),
        ("Are you going?", {"marked", "inverted", "asks-you"}),
        ("Window or aisle?", {"marked", "fragment", "choice"}),
        ("Poll: is a hot dog a sandwich?", {"inverted", "announced"}),
        ("What does the win mean, Leeds fans?", {"wh", "called"}),
        ("How did you learn to bake? I burnt 12 loaves.", {"asks-you", "then-mine"}),
        ("Does anybody have a charger? Hall B.", {"asks-you", "anyone", "marked"}),
        ("Whose turn is it? With SudsPro, nobody's. 30% off.", {"wh", "then-offer"}),
        ("Which one would you pick", {"wh", "asks-you"}),
        ("Anyone know a good bakery", {"inverted", "anyone"}),
        ("New logo. Thoughts?", {"brief", "marked", "last"}),
        ("Tired of slow wifi? Get FastNet.", {"hook", "then-call"}),
        ("Did you know that otters hold hands?", {"know"}),
        ("How could they do this to us?", {"mock"}),
        ("What do you make of it, @ann?", {"named"}),
        ("What do you make of it, Leeds fans?", {"asks-you"}),
        ("Lovely day, isn't it?", {"tag"}),
        ("Which tram ❓", {"marked"}),
    ],
)
def test_facts(text: str, expected: set[str]) -> None:
    assert expected <= facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "The docs moved: https://docs.example/?page=2",
        "We don?t know yet",
        "Our tram is late again.",
        "",
    ],
)
def test_no_question_at_all(text: str) -> None:
    assert not facts(text)


def test_a_quoted_question_is_somebody_elses() -> None:
    assert "quoted" in facts('"Who do you think you are, and what do you want?" - Lear')
    assert "named" not in facts("Any plans, Leeds fans?")


@pytest.mark.parametrize(
    "text",
    [
        "Which grind size do you use for pour-over, and why?",
        "We cut our build from 40 minutes to 6. What slows yours down?",
        "Two designs made it. Which one would you pick",
        "New logo, same people. Thoughts?",
        "Trying sourdough this weekend. Anyone got a starter to spare?",
        "You pick: lemon or ginger?",
        "Who else still writes on paper?",
    ],
)
def test_asks_and_calls(text: str) -> None:
    assert not flags(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tell us what slows your build down.",
        "Send us your questions about the roadmap, and Lena will answer them on Friday.",
        "We read every reply: share your story with us.",
        "Our oldest bug is twelve years old. Drop yours in the comments.",
        "Curious what you think about the new rules.",
        "The team is here all day. Ask us anything!",
        "Please let us know which station you use most.",
        "Hit reply and tell me about your first computer.",
    ],
)
def test_calls_without_asking(text: str) -> None:
    assert "no-call-to-reply" not in flags(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tired of slow wifi? Get FastNet.",
        "Ask your doctor whether the new vaccine is right for you.",
        "Tell your senator to vote no on the bridge toll.",
        "Share this with your friends and family.",
        "Please don't send us your old phones.",
        "She spent the evening telling us what went wrong.",
        "Did you know that otters hold hands while they sleep?",
        "Our new guide to tracing is out: https://docs.example/?page=2",
        "The minister will respond to the report on Monday.",
    ],
)
def test_invites_nobody(text: str) -> None:
    assert flags(text) == {"no-question", "no-call-to-reply"} or flags(text) == {"no-call-to-reply"}


@pytest.mark.parametrize("piece", ["Why you? ", "tell us your ", "? ", '"a? ', "Do you, ", "❓"])
def test_linear(piece: str) -> None:
    def cost(n: int) -> float:
        view = READER.read(Post(piece * n))
        assert view.hits("@invitations") is not None
        assert view.clause_heads is not None
        assert view.own is not None
        start = time.process_time()
        questions(view)
        return time.process_time() - start

    cost(100)
    small, large = min(cost(300) for _ in range(3)), min(cost(3_000) for _ in range(2))
    assert large < 60 * small + 0.2


def test_pointers_into_the_comments_invite_nobody() -> None:
    assert "no-call-to-reply" in flags("My best essay of the year. Link in the comments.")
    assert "no-call-to-reply" not in flags("My best essay of the year. Thoughts in the comments.")

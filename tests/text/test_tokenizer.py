"""What counts as one token, and that no text is too strange or too long."""

from __future__ import annotations

import time
from collections import deque
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from postlint.text.tokenizer import KINDS, Token, iter_tokens, kind_of, tokenize

CASES = Path(__file__).parent / "cases"


def load(name: str) -> dict[str, list[list[object]]]:
    cases: dict[str, list[list[object]]] = yaml.safe_load((CASES / name).read_text("utf-8"))
    return cases


def rows(name: str) -> list[object]:
    return [
        pytest.param(group, *row, id=f"{group}-{number}")
        for group, table in load(name).items()
        for number, row in enumerate(table)
    ]


def texts_of(text: str, kind: str | None = None) -> list[str]:
    unseen = {"space", "newline"} if kind is None else KINDS - {kind}
    return [text[t.start : t.end] for t in tokenize(text) if t.kind not in unseen]


@pytest.mark.parametrize(("group", "text", "expected"), rows("tokens.yaml"))
def test_a_text_is_cut_into(group: str, text: str, expected: str) -> None:
    assert " ".join(texts_of(text)) == expected


@pytest.mark.parametrize(("kind", "text", "expected"), rows("entities.yaml"))
def test_a_text_holds(kind: str, text: str, expected: list[str]) -> None:
    assert texts_of(text, kind) == expected


def test_a_token_has_code_point_offsets_and_a_kind() -> None:
    assert tokenize("👍🏽 a@b") == [
        Token(0, 2, "emoji"),
        Token(2, 3, "space"),
        Token(3, 4, "word"),
        Token(4, 5, "symbol"),
        Token(5, 6, "word"),
    ]


def test_nothing_has_no_tokens() -> None:
    assert tokenize("") == []


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("@ada", "mention"),
        ("acme.example/x", "url"),
        ("n't", "word"),
        ("", "word"),
        ("a b", "word"),
    ],
)
def test_the_kind_of_a_lone_token_can_be_asked(word: str, kind: str) -> None:
    assert kind_of(word) == kind


STRANGE = {
    name: words.split()
    for name, words in yaml.safe_load((CASES / "strange.yaml").read_text("utf-8")).items()
}


# --- Any text ----------------------------------------------------------------------------
ANYTHING = st.text(st.characters())  # all categories, lone surrogates and NUL included
UNPRINTABLE = [" ", "\n", "\r\n", "\u2028", "\u200b", "\0", "\ud800", "\udc00"]
PIECES = st.lists(st.sampled_from([*STRANGE["pieces"], *UNPRINTABLE]), max_size=30).map("".join)


@given(st.one_of(ANYTHING, PIECES))
def test_the_tokens_are_the_text(text: str) -> None:
    tokens = tokenize(text)
    assert "".join(text[t.start : t.end] for t in tokens) == text
    assert all(t.start < t.end for t in tokens)
    assert all(a.end == b.start for a, b in pairwise(tokens))
    assert {t.kind for t in tokens} <= KINDS


@given(st.one_of(ANYTHING, PIECES))
def test_only_white_space_is_white_space(text: str) -> None:
    for token in tokenize(text):
        piece = text[token.start : token.end]
        if piece.isspace():
            assert token.kind in {"space", "newline"}


NEIGHBOURS = [
    "",
    " ",
    "a",
    "x.co/",
    "#tag",
    "@ada",
    "5",
    "!",
    ":",
    "(",
    "日",
    "e\u0301",
    "\n",
    "n't",
]


@given(
    st.lists(st.sampled_from(STRANGE["emoji"]), min_size=1, max_size=5),
    st.sampled_from(NEIGHBOURS),
    st.sampled_from(NEIGHBOURS),
)
def test_emoji_are_never_cut_nor_joined(emoji: list[str], before: str, after: str) -> None:
    assert texts_of(before + "".join(emoji) + after, "emoji") == emoji


# --- Any length --------------------------------------------------------------------------
UNITS = [
    "Which grind do you use for pour-over, and why? I don't know. ",
    *STRANGE["units"],
    *(" ", "\0", "\ud800", "\r\n", "\u0301", "\u200b", ".\u0301"),
    *("👨\u200d", "1\ufe0f", "1\ufe0f\u20e3", "🏴\U000e0067"),
]


def cost(text: str, repeats: int) -> float:
    """Return the least processor time for a code point of the text."""

    def once() -> float:
        start = time.process_time()
        deque(iter_tokens(text), 0)
        return time.process_time() - start

    return min(once() for _ in range(repeats)) / len(text)


def of_length(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def growth(unit: str, short: int, long: int, allowed: float) -> float:
    """Return how much dearer a code point is in a long text; noise gets three chances."""
    ratios: list[float] = []
    for _ in range(3):
        small = cost(of_length(unit, short), max(5, 40_000 // short))
        # Below 20 ns the clock's steps and the call itself are what is measured.
        ratios.append(cost(of_length(unit, long), 2) / max(small, 20e-9))
        if ratios[-1] < allowed:
            break
    return min(ratios)


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_a_code_point_costs_the_same_in_a_long_text(unit: str) -> None:
    assert growth(unit, 1_000, 16_000, 2.0) < 2.0


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", [UNITS[0], "!", "🎉", "@a", "a", "http://", "👨\u200d", "1,"], ids=ascii
)
def test_a_code_point_costs_the_same_in_a_megabyte(unit: str) -> None:
    assert growth(unit, 1_000, 1_000_000, 1.6) < 1.6


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_a_code_point_costs_the_same_in_a_very_long_text(unit: str) -> None:
    assert growth(unit, 1_000, 100_000, 1.6) < 1.6


@pytest.mark.slow
def test_one_url_of_a_megabyte_is_one_token() -> None:
    url = "https://acme.example/" + of_length("path/to.a?page=1&x=", 1_000_000).rstrip(".?&=")
    assert tokenize(url) == [Token(0, len(url), "url")]

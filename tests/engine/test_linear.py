"""The cost of a check grows in step with the text, whatever the text."""

from __future__ import annotations

import time

import pytest

from postlint.linter import Linter

UNITS = {
    "words": "word and another one, ",
    "exclamation marks": "!",
    "emoji": "🔥",
    "mentions": "@a@a",
    "one URL": "a/b",
    "no spaces": "abcdefghij",
    "quotation marks": '"a ',
    "questions": "Which? ",
    "line breaks": "a\n",
    "hashtags": "#a#a",
    "retweets": "RT @a: ",
    "sales": "buy now 50% off ",
    "dashes": "- Name ",
    "brackets": "(((",
}


def cost(linter: Linter, unit: str, size: int) -> float:
    """Return seconds per code point, the best of a few runs."""
    text = ("https://x.example/" if unit == "a/b" else "") + unit * (size // len(unit))
    best = float("inf")
    for _ in range(3 if size > 10_000 else 8):
        start = time.process_time()
        linter.check(text)
        best = min(best, time.process_time() - start)
    return best / len(text)


@pytest.mark.parametrize("name", UNITS)
def test_cost_grows_no_faster_than_the_text(linter: Linter, name: str) -> None:
    small, large = (cost(linter, UNITS[name], size) for size in (2_000, 16_000))
    assert large < 4 * small


@pytest.mark.slow
@pytest.mark.parametrize("name", UNITS)
def test_cost_per_code_point_is_constant_to_a_megabyte(linter: Linter, name: str) -> None:
    small, large = (cost(linter, UNITS[name], size) for size in (32_000, 1_000_000))
    assert large < 2 * small


@pytest.mark.slow
@pytest.mark.parametrize("name", UNITS)
def test_five_megabytes_get_a_result(linter: Linter, name: str) -> None:
    text = UNITS[name] * (5_000_000 // len(UNITS[name]))
    assert not linter.check(text).errors

"""How long a text is on each platform, and where its graphemes begin."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import regex
import yaml
from hypothesis import given
from hypothesis import strategies as st

from postlint.text.length import Graphemes, length, load_platforms, snap_to_graphemes

CASES = Path(__file__).parent / "cases" / "lengths.yaml"
ROWS = [
    pytest.param(text, platform, expected, id=f"{text!a}-{platform}")
    for text, lengths in yaml.safe_load(CASES.read_text("utf-8")).items()
    for platform, expected in lengths.items()
]
NAMES = ["generic", "x", "bluesky", "mastodon", "threads", "linkedin", "facebook", "instagram"]


@pytest.mark.parametrize(("text", "platform", "expected"), ROWS)
def test_a_text_counts(text: str, platform: str, expected: int) -> None:
    assert length(text, platform) == expected


def test_the_platforms_are_these() -> None:
    assert list(load_platforms()) == NAMES


@pytest.mark.parametrize(
    ("platform", "limit"),
    [
        ("generic", None),
        ("x", 280),
        ("bluesky", 300),
        ("mastodon", 500),
        ("threads", 500),
        ("linkedin", 3000),
        ("facebook", 63206),
        ("instagram", 2200),
    ],
)
def test_a_platform_has_a_limit(platform: str, limit: int | None) -> None:
    assert load_platforms()[platform].limit == limit


@pytest.mark.parametrize("platform", NAMES)
def test_every_number_has_a_source_and_a_date(platform: str) -> None:
    rules = load_platforms()[platform]
    for number in ("limit", "url_length", "max_hashtags", "weights"):
        if getattr(rules, number) is not None:
            assert rules.sources[number].url.startswith("http")
            assert rules.sources[number].date.year >= 2011


def test_platforms_are_read_once_and_not_changed() -> None:
    assert load_platforms() is load_platforms()
    with pytest.raises(TypeError):
        load_platforms()["mine"] = load_platforms()["x"]  # type: ignore[index]


def test_an_unknown_platform_names_the_nearest() -> None:
    with pytest.raises(ValueError, match="unknown platform 'mastodn'; did you mean 'mastodon'"):
        length("", "mastodn")
    with pytest.raises(ValueError, match="one of generic, x, bluesky"):
        length("", "?" * 1000)


@pytest.mark.parametrize(
    ("text", "span", "widened"),
    [
        ("plain", (1, 3), (1, 3)),
        ("a👍🏽b", (1, 2), (1, 3)),
        ("a👍🏽b", (2, 4), (1, 4)),
        ("a👍🏽b", (1, 3), (1, 3)),
        ("cafe\u0301!", (0, 4), (0, 5)),
        ("a\r\nb", (0, 2), (0, 3)),
        ("🇬🇧🇫🇷", (1, 3), (0, 4)),
        ("a👍🏽b", (2, 2), (1, 1)),  # an empty span stays empty
        ("", (0, 0), (0, 0)),
    ],
)
def test_a_span_is_widened_to_graphemes(
    text: str, span: tuple[int, int], widened: tuple[int, int]
) -> None:
    assert snap_to_graphemes(text, *span) == widened


ANYTHING = st.text(
    st.one_of(st.characters(), st.sampled_from("a.é\u0301\u200d\ufe0f👍🏽🇬\r\n\u0600각ᄀ日"))
)


@given(ANYTHING, st.data())
def test_a_widened_span_is_the_least_that_cuts_no_grapheme(text: str, data: st.DataObject) -> None:
    bounds = [0, *(match.end() for match in regex.finditer(r"\X", text))]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first = max(b for b in bounds if b <= start)
    last = first if start == end else min(b for b in bounds if b >= end)
    assert Graphemes(text).snap(start, end) == (first, last)


@given(ANYTHING)
def test_graphemes_are_counted(text: str) -> None:
    assert Graphemes(text).count == len(regex.findall(r"\X", text))


@pytest.mark.parametrize("platform", NAMES)
@given(text=ANYTHING)
def test_any_text_has_a_length(platform: str, text: str) -> None:
    assert length(text, platform) >= 0


UNITS = [
    "a ",
    "🎉",
    "日",
    "e\u0301",
    "a\u0301\u0316",
    "\u0301\u0316",
    "http://a.co ",
    "@a@a.b ",
    "👨\u200d",
    "🇬",
]


@pytest.mark.parametrize("platform", ["x", "bluesky", "mastodon", "threads"])
@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_a_long_text_takes_time_by_its_length(platform: str, unit: str) -> None:
    def cost(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        length(text, platform)
        return (time.process_time() - start) / size

    small = min(cost(1_000) for _ in range(20))
    large = min(cost(32_000) for _ in range(3))
    assert large < 3 * max(small, 50e-9)

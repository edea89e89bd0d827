"""Offers: calls before a link, praise beside goods, prices, selling addresses."""

from __future__ import annotations

import pytest

import postlint
from postlint.linter import Linter
from postlint.model.post import Post
from postlint.model.reading import PostView
from postlint.rules.features.selling import (
    before_link,
    link_address,
    near,
    price_tag,
    sentence_share,
)

READER = Linter().plan.make_reader()
CALLS = {"of": ["sell-calls"]}
PRICES = {"of": ["sell-currencies"], "magnitudes": "sell-magnitudes"}


def read(text: str) -> PostView:
    return READER.read(Post(text))


def test_a_call_counts_right_before_a_link() -> None:
    post = read("Lamps for long evenings. Shop now ➡️ https://lamp.example/s")
    found = before_link(post, CALLS)
    assert found.value == 1
    span = post.span(found.tokens[0])
    assert post.text[span.start : span.end] == "Shop now"


@pytest.mark.parametrize(
    "text",
    [
        "Shop now",
        "https://lamp.example/s Shop now",
        "Shop now, said the sign beside our old school. https://lamp.example/s",
    ],
)
def test_a_call_without_a_link_behind_it_does_not(text: str) -> None:
    assert before_link(read(text), CALLS).value == 0


def test_praise_near_goods_in_the_same_sentence() -> None:
    options = {"of": ["sell-praise"], "to": ["sell-wares"]}
    assert near(read("Meet our stylish rain boots."), options).value == 1
    assert near(read("That is stylish. Boots are for rain."), options).value == 0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Yours for $6.99", 1),
        ("Just Rs. 199 a month", 1),
        ("20 € at the door", 1),
        ("₦300 or KSH 50", 2),
        ("A deal worth $2 billion", 0),
        ("Raised $40M", 0),
        ("Revenue of $1,200,000", 0),
        ("In 2024 we met 300 people", 0),
        ("", 0),
    ],
)
def test_price_tags(text: str, value: float) -> None:
    assert price_tag(read(text), PRICES).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("https://club.example/tickets", 1),
        ("https://lampshop.example/x", 1),
        ("https://news.example/politics", 0),
        ("no link, but tickets", 0),
    ],
)
def test_addresses_of_shops(text: str, value: float) -> None:
    assert link_address(read(text), {"of": ["sell-addresses"]}).value == value


def test_share_of_the_sentences_that_sell() -> None:
    options = {"of": ["sell-offers"]}
    assert sentence_share(read("Take 20% off. It rained all day."), options).value == 0.5
    assert sentence_share(read("It rained all day."), options).value == 0
    assert sentence_share(read("🛒"), options).value == 0


def test_news_about_money_is_no_sales_push() -> None:
    text = "The council said a bus ticket will cost 20% more from May."
    assert postlint.check(text).scores["hard-sell"] < 0.2

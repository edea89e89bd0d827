"""Headlines, labels and the words that belong to a link."""

from __future__ import annotations

import pytest

from postlint.linter import Linter
from postlint.model.post import Post
from postlint.model.reading import PostView
from postlint.rules.features.headline import label, linked_text, telegram_style, title_case

READER = Linter().plan.make_reader()


def read(text: str) -> PostView:
    return READER.read(Post(text))


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Council Backs Tram https://a.example", {"last", "one-sentence", "unended"}),
        ("The council backs the tram. https://a.example", {"last", "one-sentence", "stopped"}),
        ("Council backs new tram line: https://a.example", {"colon", "last"}),
        ("Council backs the new tram line af… https://a.example", {"broken-off", "unended"}),
        ("Council Backs Tram - Harbour Times https://a.example", {"site", "names"}),
        ("Tram opens https://a.example https://b.example", {"pair", "short"}),
        ("Tram opens! 🎉 https://a.example", {"exclaims", "emoji"}),
        ('"We will build it in two years" https://a.example', {"quoted"}),
        ("https://a.example", {"bare", "last", "unended"}),
    ],
)
def test_facts_of_the_words_before_a_link(text: str, facts: set[str]) -> None:
    assert linked_text(read(text), {"is": sorted(facts)}).value == 1


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Council backs tram https://a.example says who?", {"last"}),
        ("They backed it. We cheered. https://a.example", {"one-sentence"}),
        ("Tram opens 👉 https://a.example", {"emoji"}),
        ("No link here", set()),
        ("Only a picture pic.twitter.com/abc", set()),
    ],
)
def test_facts_that_do_not_hold(text: str, facts: set[str]) -> None:
    assert linked_text(read(text), {"is": sorted(facts)}).value == 0


def test_labels_are_no_words() -> None:
    view = read("Tram opens in May. Read more: https://a.example")
    assert linked_text(view, {"is": ["one-sentence"], "labels": ["link-labels"]}).value == 1
    assert linked_text(view, {"is": ["one-sentence"]}).value == 0


def test_title_case_and_telegram_style() -> None:
    assert title_case(read("Council Backs Second Harbour Tram Line"), {}).value == 1
    assert title_case(read("The council backs a second harbour tram line"), {}).value == 0
    of = {"of": "link-small-words"}
    assert telegram_style(read("Council backs second tram line"), of).value == 1
    assert telegram_style(read("I think that this is a good one"), of).value == 0


def test_label() -> None:
    assert label(read("New report: trams are quiet"), {}).value == 1
    assert label(read("Trams are quiet, says a new report: none heard"), {}).value == 0

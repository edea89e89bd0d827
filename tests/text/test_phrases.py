"""Phrases with choices, and the automaton that finds them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.text.phrases import PhraseIndex, expand, normal_words


@pytest.mark.parametrize(
    ("phrase", "means"),
    [
        ("buy now", ["buy now"]),
        ("(buy|shop) now", ["buy now", "shop now"]),
        ("get (it |)now", ["get it now", "get now"]),
        ("in (the (big |)shop|town)", ["in the big shop", "in the shop", "in town"]),
        ("sub(scribe|mit) here", ["subscribe here", "submit here"]),
        ("news | weather", ["news | weather"]),
    ],
)
def test_a_phrase_stands_for_its_choices(phrase: str, means: list[str]) -> None:
    assert expand(phrase) == means
    index = PhraseIndex({"g": [phrase]})
    for text in means:
        words = normal_words(text)
        assert index.match(words) == {"g": [(0, len(words))]}


def test_a_shortened_verb_is_one_word() -> None:
    assert normal_words("'s") == ["'s"]
    assert PhraseIndex({"g": ["'re"]}).match(normal_words("they're")) == {"g": [(1, 2)]}


@pytest.mark.parametrize("phrase", ["(buy", "buy)", "((a|b)", "a (b))"])
def test_unbalanced_parentheses_are_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match="parentheses don't match"):
        expand(phrase)
    with pytest.raises(ValueError, match="parentheses don't match"):
        PhraseIndex({"g": [phrase]})


def test_a_phrase_that_may_be_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="not optional"):
        PhraseIndex({"g": ["(a|)"]})


def test_the_longest_of_overlapping_hits_counts_once() -> None:
    index = PhraseIndex({"g": ["buy", "buy now", "now or never"], "h": ["now"]})
    assert index.match("buy now or never".split()) == {"g": [(0, 2)], "h": [(1, 2)]}


def test_groups_do_not_mix() -> None:
    index = PhraseIndex({"g": ["a b"], "h": ["a c", "a b"]})
    assert index.match("a b a c".split()) == {"g": [(0, 2)], "h": [(0, 2), (2, 4)]}


WORDS = st.sampled_from(["a", "b", "c", "d"])
PHRASES = st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=6)


@given(PHRASES, st.lists(WORDS, max_size=12))
def test_it_finds_what_a_plain_search_finds(phrases: list[str], words: list[str]) -> None:
    wanted = {tuple(p.split()) for p in phrases}
    plain: list[tuple[int, int]] = []
    for start in range(len(words)):
        ends = [
            end for end in range(start + 1, len(words) + 1) if tuple(words[start:end]) in wanted
        ]
        if ends and (not plain or start >= plain[-1][1]):
            plain.append((start, max(ends)))
    found = PhraseIndex({"g": phrases}).match(words)
    assert found.get("g", []) == plain

"""What a token's text is taken for."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from postlint.text.normalise import MAX_LENGTH, fold_for_tagger, normalise

CASES = Path(__file__).parent / "cases" / "normal_forms.yaml"
ROWS = [
    pytest.param(word, *forms, id=f"{group}-{word!a}")
    for group, table in yaml.safe_load(CASES.read_text("utf-8")).items()
    for word, forms in table.items()
]


@pytest.mark.parametrize(("word", "normal", "folded"), ROWS)
def test_a_word_is_taken_for(word: str, normal: str, folded: str) -> None:
    assert normalise(word) == normal
    assert fold_for_tagger(word) == folded


@pytest.mark.parametrize(
    ("word", "known", "normal"),
    [
        ("stillll", {"stil", "still"}, "stil"),  # the shortest known spelling
        ("wooooow", {"woow"}, "woow"),
        ("aarrrgh", {"aarrgh"}, "aarrgh"),
        ("buuuzzzz", {"buzz"}, "buzz"),
        ("brrring", {"brrring"}, "brrring"),  # known as it stands
    ],
)
def test_known_words_decide_how_lengthening_is_undone(
    word: str, known: set[str], normal: str
) -> None:
    assert normalise(word, known) == normal


def test_known_words_are_looked_up_in_lower_case() -> None:
    assert fold_for_tagger("BUUUZZZ", {"buzz"}) == "BUZZ"


def test_a_word_too_long_for_any_phrase_is_not_looked_up() -> None:
    class Asked(set[str]):
        def __contains__(self, word: object) -> bool:
            assert len(str(word)) <= MAX_LENGTH
            return False

    word = "aaab" * MAX_LENGTH
    assert normalise(word, Asked()) == "ab" * MAX_LENGTH


ANYTHING = st.text(st.characters(), max_size=20)
STRANGE = st.lists(
    st.sampled_from([*"aA0.,'’@#&;:/-…—️‍❤👍🇬é́𝗕🅰ℹⅣﬁİßſς!\n \0", "&amp;", "ooo", "http://", "\ud800"])
).map("".join)


@pytest.mark.parametrize("form", [normalise, fold_for_tagger])
@given(word=st.one_of(ANYTHING, STRANGE))
def test_any_word_has_a_form(form: Callable[[str], str], word: str) -> None:
    assert isinstance(form(word), str)


@given(st.from_regex(r"[A-Za-zé’]{1,12}", fullmatch=True))
def test_a_normal_form_is_its_own(word: str) -> None:
    assert normalise(normalise(word)) == normalise(word)


@pytest.mark.parametrize("form", [normalise, fold_for_tagger])
@pytest.mark.parametrize(
    "unit", ["a", "ab", "aaab", "aA", "!", "’", "𝗕", "🎉", "&amp;", "a.", "@a", "1,"]
)
def test_a_long_word_takes_time_by_its_length(form: Callable[[str], str], unit: str) -> None:
    def cost(length: int) -> float:
        word = unit * (length // len(unit))
        start = time.process_time()
        form(word)
        return (time.process_time() - start) / length

    small = min(cost(2_000) for _ in range(20))
    large = min(cost(64_000) for _ in range(3))
    assert large < 3 * max(small, 20e-9)

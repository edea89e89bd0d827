"""Figures for a tagger against gold words: parts of speech and imperatives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import regex

from training.data import Sentence

Predict = Callable[[Sequence[Sequence[str]]], list[list[str]]]

_UNORDINARY = regex.compile(r"[@#]\S+|URL\d*|https?:\S*|RT")


class Figures(NamedTuple):
    """Shares in per cent; ``words`` is how many words they rest on."""

    words: int
    upos: float
    imperative_precision: float
    imperative_recall: float


def ordinary(word: str) -> bool:
    """Whether a tweet's word is more than a mention, hashtag, link or "RT"."""
    return _UNORDINARY.fullmatch(word) is None


def evaluate(
    predict: Predict, sentences: Sequence[Sentence], only: Callable[[str], bool] = bool
) -> Figures:
    """Compare with the gold labels, for the words that ``only`` accepts."""
    words = right = called = calls = both = 0
    for sentence, guesses in zip(sentences, predict([s.words for s in sentences]), strict=True):
        for word, gold, guess in zip(sentence.words, sentence.labels, guesses, strict=True):
            if gold is None or not only(word):
                continue
            words += 1
            right += gold.partition("|")[0] == guess.partition("|")[0]
            calls += "Mood=Imp" in gold
            called += "Mood=Imp" in guess
            both += "Mood=Imp" in gold and "Mood=Imp" in guess
    return Figures(words, _percent(right, words), _percent(both, called), _percent(both, calls))


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0

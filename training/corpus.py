"""The treebank folder as training and evaluation sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from postlint.text.tokenizer import tokenize
from training.ark import agree, split
from training.data import NEWLINE, Sentence, read_ark, read_conllu
from training.evaluate import Predict

RARE = 5
"""Labels with fewer words than this are not learnt."""


class Corpus(NamedTuple):
    """EWT's three parts, ARK with the choices its tags leave, Tweebank for evaluation only."""

    train: list[Sentence]
    dev: list[Sentence]
    test: list[Sentence]
    ark: list[Sentence]
    tweebank: list[Sentence]

    @property
    def labels(self) -> list[str]:
        """Labels that the training part has often enough, and that of line breaks."""
        counts = Counter(label for sentence in self.train for label in sentence.labels)
        return [str(label) for label, count in counts.items() if count >= RARE] + [NEWLINE]


def words_of(text: str) -> list[str]:
    """The words that postlint's tokenizer finds in an annotated word."""
    return [text[token.start : token.end] for token in tokenize(text)]


def read_corpus(folder: Path) -> Corpus:
    """Read ``shared/treebank``; ARK's labels are still sets of possible parts of speech."""
    return Corpus(
        train=read_conllu(folder / "en_ewt-ud-train.conllu"),
        dev=read_conllu(folder / "en_ewt-ud-dev.conllu"),
        test=read_conllu(folder / "en_ewt-ud-test.conllu"),
        ark=[split(tweet, words_of) for tweet in read_ark(folder / "ark-twpos.conll")],
        tweebank=read_conllu(folder / "tweebank-test.conllu"),
    )


def map_ark(tweets: Sequence[Sentence], predict: Predict) -> list[Sentence]:
    """ARK tweets with the labels on which a first model and the ARK tag agree."""
    guesses = predict([tweet.words for tweet in tweets])
    return [agree(tweet, guess) for tweet, guess in zip(tweets, guesses, strict=True)]

"""Make ARK's coarse tags Universal ones: a first model chooses, and must agree with the tag."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from training.data import Sentence

ALLOWED: dict[str, frozenset[str]] = {
    tag: frozenset(upos.split())
    for tag, upos in {
        "N": "NOUN",
        "O": "PRON",
        "^": "PROPN",
        "V": "VERB AUX",
        "A": "ADJ",
        "R": "ADV SCONJ PART",
        "!": "INTJ",
        "D": "DET PRON",
        "P": "ADP SCONJ PART",
        "&": "CCONJ",
        "T": "ADP ADV",
        "X": "PRON DET",
        "$": "NUM",
        ",": "PUNCT",
        "E": "SYM",
        "U": "X",
        "~": "PUNCT X",
        "#": "X PROPN NOUN",
        "@": "PROPN",
    }.items()
}
"""What a tag can be in Universal Dependencies; tags for joined words and rubbish are absent.
ARK v0.3's guidelines (Gimpel et al. 2011, table 1) define the left side."""

_PARTS: dict[str, tuple[str, ...]] = {
    "L": ("PRON", "AUX VERB"),
    "S": ("NOUN", "PART"),
    "Z": ("PROPN", "PART"),
    "M": ("PROPN", "VERB AUX"),
    "Y": ("PRON", "AUX VERB"),
    "V": ("AUX VERB", "PART"),
}
"""Joined words ("I'm", "Anna's", "won't"), when the tokenizer splits them in two."""

_CERTAIN = {"@": "PROPN", "U": "X", ",": "PUNCT", "!": "INTJ", "^": "PROPN", "N": "NOUN"}
"""Where only one part of speech without features is possible, the tag itself is enough."""


def split(tweet: Sentence, tokenize: Callable[[str], Sequence[str]]) -> Sentence:
    """The tweet in the tokenizer's words, each with the set it may be as ``"A B"``, or None."""
    words: list[str] = []
    allowed: list[str | None] = []
    for word, tag in zip(tweet.words, tweet.labels, strict=True):
        assert tag is not None
        parts = tokenize(word)
        if len(parts) == 1:
            words.append(word)
            allowed.append(" ".join(sorted(ALLOWED.get(tag, ()))) or None)
        else:
            words += parts
            choice = _PARTS.get(tag, ())
            allowed += choice if len(choice) == len(parts) else [None] * len(parts)
    return Sentence(tuple(words), tuple(allowed))


def agree(allowed: Sentence, guessed: Sequence[str]) -> Sentence:
    """Keep each guessed label that the ARK tag allows; leave the others unknown."""
    labels: list[str | None] = []
    certain = set(_CERTAIN.values())
    for choice, guess in zip(allowed.labels, guessed, strict=True):
        options = choice.split() if choice else []
        if guess.partition("|")[0] in options:
            labels.append(guess)
        elif len(options) == 1 and options[0] in certain:
            labels.append(options[0])
        else:
            labels.append(None)
    return Sentence(allowed.words, tuple(labels))

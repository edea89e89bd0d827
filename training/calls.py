"""Calls as posts make them, and openings that only look like calls (``training/calls.yaml``)."""

from __future__ import annotations

import random
from pathlib import Path
from typing import NamedTuple

import yaml

from training.data import Sentence

IMPERATIVE = "VERB|Mood=Imp|VerbForm=Fin"
OTHERS = 0.35
"""Share of sentences that are no calls."""


class Calls(NamedTuple):
    """Verbs, what may follow and precede them, other sentences (``word/label word/label``)."""

    verbs: list[str]
    tails: list[str]
    openers: list[str]
    others: list[str]

    def make(self, rng: random.Random) -> Sentence:
        """One sentence; calls have a capital more often than not."""
        if rng.random() < OTHERS:
            return _parse(rng.choice(self.others).split())
        pattern = f"{rng.choice(self.openers)} {{verb}} {rng.choice(self.tails)}"
        items = [
            f"{rng.choice(self.verbs)}/{IMPERATIVE}" if item == "{verb}" else item
            for item in pattern.split()
        ]
        words, labels = _parse(items)
        if rng.random() < 0.7:
            words = tuple(
                word.capitalize() if i == 0 or words[i - 1] in ("?", ":", "👉") else word
                for i, word in enumerate(words)
            )
        return Sentence(words, labels)


def _parse(items: list[str]) -> Sentence:
    pairs = [item.rpartition("/")[::2] for item in items]
    labels = tuple(None if label == "?" else label for _, label in pairs)
    return Sentence(tuple(word for word, _ in pairs), labels)


def load_calls(path: Path) -> Calls:
    """Read the data file, with its short names for labels written out."""
    data = yaml.safe_load(path.read_text("utf-8"))
    others = []
    for sentence in data["others"]:
        for name, label in data["short"].items():
            sentence = sentence.replace(f"{{{name}}}", label)
        others.append(sentence)
    return Calls(data["verbs"], data["tails"], data["openers"], others)

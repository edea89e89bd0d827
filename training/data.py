"""Read annotated sentences: CoNLL-U (Universal Dependencies) and ARK's two columns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FEATURES = ("Mood", "VerbForm", "Tense", "PronType")
NEWLINE = "SPACE"
"""The label of a line break, which joined training sentences may hold between them."""


class Sentence(NamedTuple):
    """Words and, for each, its label (``UPOS|Feature=Value…``) or None where unknown."""

    words: tuple[str, ...]
    labels: tuple[str | None, ...]

    @property
    def calls(self) -> bool:
        """Whether a word of it is an imperative."""
        return any(label is not None and "Mood=Imp" in label for label in self.labels)


def _blocks(path: Path) -> Iterator[list[list[str]]]:
    block: list[list[str]] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("#") and line.count("\t") != 1:
                continue
            if line.strip():
                block.append(line.split("\t"))
            elif block:
                yield block
                block = []
    if block:
        yield block


def read_conllu(path: Path) -> list[Sentence]:
    """Sentences by syntactic word: "don't" is two, and empty nodes are left out."""
    found = []
    for block in _blocks(path):
        rows = [row for row in block if row[0].isdigit()]
        labels = []
        for row in rows:
            kept = [f for f in row[5].split("|") if f.partition("=")[0] in FEATURES]
            labels.append("|".join([row[3], *kept]))
        found.append(Sentence(tuple(row[1] for row in rows), tuple(labels)))
    return found


def read_ark(path: Path) -> list[Sentence]:
    """Tweets with ARK's own one-letter tags as labels."""
    return [
        Sentence(tuple(row[0] for row in block), tuple(row[1] for row in block))
        for block in _blocks(path)
    ]

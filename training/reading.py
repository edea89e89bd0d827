"""Posts as the functions of the text layer want them, with this folder's crude clauses."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from postlint.text.normalise import normalise
from postlint.text.tagger import Tag, Tagger
from postlint.text.tokenizer import tokenize
from training.clauses import clauses

LISTS = Path(__file__).parent.parent / "rules" / "lists"


class Reading(NamedTuple):
    """Parallel sequences over a post's tokens, and its clauses as token ranges."""

    words: list[str]
    kinds: list[str]
    starts: list[int]
    tags: list[Tag]
    clauses: list[tuple[int, int]]


def read(text: str, tagger: Tagger) -> Reading:
    """Tokenize, tag and split one post; white space but line breaks makes no tokens."""
    tokens = [token for token in tokenize(text) if token.kind != "space"]
    words = [text[token.start : token.end] for token in tokens]
    ranges = []
    for start, end in clauses(text):
        inside = [i for i, token in enumerate(tokens) if start <= token.start < end]
        if inside:
            ranges.append((inside[0], inside[-1] + 1))
    return Reading(
        words,
        [token.kind for token in tokens],
        [token.start for token in tokens],
        tagger.tag_batch([words])[0],
        ranges,
    )


def load_lists(folder: Path = LISTS) -> Mapping[str, Collection[str]]:
    """The word lists, normalised as the text layer does (without its spelling variants)."""
    found = {}
    for path in sorted(folder.glob("*.yaml")):
        data = yaml.safe_load(path.read_text("utf-8"))
        found[str(data["list"])] = frozenset(_normal(str(word)) for word in data["words"])
    return found


def _normal(phrase: str) -> str:
    return " ".join(
        normalise(phrase[t.start : t.end]) for t in tokenize(phrase) if t.kind != "space"
    )

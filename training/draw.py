"""Draw clause starts to be marked by hand: ``python -m training.draw POSTS EWT_TRAIN``.

Prints a work sheet to standard output; marks go to ``training/marks`` without any text.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import NamedTuple

import regex

from training.clauses import clauses

SEED = 20_240_611
MAYBE, OTHER = 190, 70
_WORD = regex.compile(r"[\p{L}\p{N}'’-]+")
_OPENERS = {"please", "just", "so", "and", "but", "then", "now", "also", "or", "always", "never"}


class Start(NamedTuple):
    """One clause start: post id, code point offsets and the clause's first words."""

    post: str
    start: int
    end: int
    maybe_verb: bool


def base_forms(treebank: Path) -> set[str]:
    """Words that the treebank uses as a base or plain present form of a verb."""
    found = set()
    for line in treebank.read_text(encoding="utf-8").splitlines():
        row = line.split("\t")
        if len(row) == 10 and row[4] in {"VB", "VBP"} and row[3] == "VERB":
            found.add(row[1].lower())
    return found


def candidates(posts: list[dict[str, object]], verbs: set[str]) -> list[Start]:
    """All clause starts of the posts that were judged (English, not notices)."""
    found = []
    for post in posts:
        labels = post["labels"]
        assert isinstance(labels, dict)
        if all(grade is None for grade in labels.values()):
            continue
        text = str(post["text"])
        for start, end in clauses(text):
            words = [w.lower() for w in _WORD.findall(text, start, end)]
            while words and words[0] in _OPENERS:
                words.pop(0)
            if words:
                found.append(Start(str(post["id"]), start, end, words[0] in verbs))
    return found


def draw(starts: list[Start], seed: int = SEED) -> list[Start]:
    """At most one clause a post and stratum, ``MAYBE`` whose first word could be a verb."""
    shuffled = starts[:]
    random.Random(seed).shuffle(shuffled)
    chosen: list[Start] = []
    for wanted, count in ((True, MAYBE), (False, OTHER)):
        seen: set[str] = {start.post for start in chosen}
        for start in shuffled:
            if count and start.maybe_verb is wanted and start.post not in seen:
                seen.add(start.post)
                chosen.append(start)
                count -= 1
    return chosen


def main(posts_path: str, treebank: str) -> None:
    """Print the work sheet: number, place and the clause with a little context."""
    with Path(posts_path).open(encoding="utf-8") as lines:
        posts = [json.loads(line) for line in lines]
    texts = {post["id"]: post["text"] for post in posts}
    for number, start in enumerate(draw(candidates(posts, base_forms(Path(treebank))))):
        text = texts[start.post]
        before = text[max(0, start.start - 25) : start.start].replace("\n", "⏎")
        clause = text[start.start : start.end].replace("\n", "⏎")[:90]
        print(number, start.post, start.start, start.end, f"{before}⟦{clause}", sep="\t")


if __name__ == "__main__":
    main(*sys.argv[1:])

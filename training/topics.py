"""Draw posts and show their first topic phrase, to be judged by hand.

``python -m training.topics POSTS [SEED]`` prints a work sheet; verdicts go to ``training/marks``
without text: 2 sensible, 1 none or harmless, 0 embarrassing (a verb, link, part of a handle,
greeting, time).
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

from postlint.text.tagger import Tagger
from postlint.text.topics import topics
from training.reading import load_lists, read

SEEDS = (20_240_612, 20_240_613)
"""The first draw showed general faults; they were mended before the second was made."""
COUNT = 100


def draw(path: Path, seed: int) -> list[dict[str, Any]]:
    """Posts that were judged (English, not notices), in an order that the seed decides."""
    with path.open(encoding="utf-8") as lines:
        posts = [json.loads(line) for line in lines]
    judged = [post for post in posts if any(g is not None for g in post["labels"].values())]
    random.Random(seed).shuffle(judged)
    return judged[:COUNT]


def main(path: str, seed: str = str(SEEDS[-1])) -> None:
    """Print number, id, first phrase and text."""
    tagger, lists = Tagger(), load_lists()
    for number, post in enumerate(draw(Path(path), int(seed))):
        reading = read(post["text"], tagger)
        found = topics(reading.words, reading.kinds, reading.tags, reading.clauses, lists)
        text = post["text"].replace("\n", " ⏎ ")
        print(number, post["id"], found[0][2] if found else "-", text, sep="\t")


if __name__ == "__main__":
    main(*sys.argv[1:])

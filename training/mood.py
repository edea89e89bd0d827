"""Score imperatives against the marks: ``python -m training.mood POSTS [--show]``."""

from __future__ import annotations

import hashlib
import json
import math
import sys
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from postlint.text.mood import imperatives
from postlint.text.tagger import Tagger
from training.reading import load_lists, read

MARKS = Path(__file__).parent / "marks" / "imperatives.json"


def wilson(part: int, whole: int, z: float = 1.96) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927)."""
    if not whole:
        return 0.0, 1.0
    share = part / whole
    centre = share + z * z / (2 * whole)
    spread = z * math.sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    scale = 1 + z * z / whole
    return (centre - spread) / scale, (centre + spread) / scale


def judge(
    text: str, starts: Collection[tuple[int, int]], tagger: Tagger, lists: Mapping[str, Any]
) -> dict[tuple[int, int], bool]:
    """Whether an imperative opens the clause at each pair of code point offsets."""
    reading = read(text, tagger)
    found = imperatives(reading.words, reading.kinds, reading.tags, reading.clauses, lists)
    places = [reading.starts[i] for i in found]
    return {(start, end): any(start <= p < end for p in places) for start, end in starts}


def texts_of(path: Path) -> dict[str, str]:
    """Texts of a file of posts by id."""
    with path.open(encoding="utf-8") as lines:
        return {post["id"]: post["text"] for post in map(json.loads, lines)}


def main(posts: str, *options: str) -> None:
    """Print precision and recall with intervals, and the wrong ones if asked."""
    texts = texts_of(Path(posts))
    tagger, lists = Tagger(), load_lists()
    both = called = calls = 0
    for mark in json.loads(MARKS.read_text("utf-8"))["marks"]:
        text = texts[mark["post"]]
        assert hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() == mark["sha256"]
        place = (mark["start"], mark["end"])
        guess = judge(text, [place], tagger, lists)[place]
        both += guess and mark["imperative"]
        called += guess
        calls += mark["imperative"]
        if guess != mark["imperative"] and "--show" in options:
            print(
                "false" if guess else "missed", mark["post"], repr(text[place[0] : place[1]][:60])
            )
    for name, whole in (("precision", called), ("recall", calls)):
        low, high = wilson(both, whole)
        print(f"{name} {both / whole:.3f} ({low:.3f}-{high:.3f}), {both} of {whole}")


if __name__ == "__main__":
    main(*sys.argv[1:])

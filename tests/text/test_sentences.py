"""Sentences and clauses of posts, which often use line breaks or emoji instead of full stops."""

from __future__ import annotations

import time

import pytest

from postlint.linter import Linter
from postlint.model.post import Post

READER = Linter().plan.make_reader()


def sentences(text: str) -> list[str]:
    view = READER.read(Post(text))
    return [" ".join(view.words[start:end]) for start, end in view.sentences]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two.", 2),
        ("Which one? I like red.", 2),
        ("do you like it? might be getting one", 2),  # a small letter starts a sentence behind "?"
        ("Yahoo! is a name", 1),  # but not behind "!"
        ("we don?t know", 1),  # broken encoding: no space behind the mark
        ("Where is she going tonight...?", 1),
        ("Really?! Yes.", 2),
        ("Version 4.0.2 is out", 1),
        ("Dr. Who is on at 8 p.m. today", 1),
        ("New logo\n\nSame people", 2),
        ("a line that merely\nwraps", 1),
        ("Great day 🎉 Thanks all", 2),
        ('She asked "why?" and left.', 1),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_clauses_begin_behind_commas_joiners_and_openers() -> None:
    view = READER.read(Post("So please vote, then tell us why"))
    heads = {view.words[i] for i in view.clause_heads}
    assert {"vote", "tell"} <= heads
    assert not {"us", "why"} & heads


@pytest.mark.parametrize("piece", ["a. ", "? ", "!\n", "🎉 A ", "word ", '"x? ', "...?"])
def test_linear(piece: str) -> None:
    def cost(n: int) -> float:
        view = READER.read(Post(piece * n))
        assert view.kinds is not None
        start = time.process_time()
        assert view.sentences is not None
        assert view.clauses is not None
        assert view.clause_heads is not None
        return time.process_time() - start

    cost(100)
    small, large = min(cost(500) for _ in range(3)), min(cost(5_000) for _ in range(2))
    assert large < 60 * small + 0.2

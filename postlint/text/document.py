"""Text to a spaCy ``Doc``, with the code point offsets of every token."""

from __future__ import annotations

from collections.abc import Container
from typing import Any, NamedTuple

from spacy.attrs import IS_ALPHA, IS_DIGIT, IS_TITLE, IS_UPPER, LIKE_NUM, LOWER, NORM, SHAPE
from spacy.lang.lex_attrs import like_num, word_shape
from spacy.tokens import Doc
from spacy.vocab import Vocab

from postlint.text.normalise import normalise
from postlint.text.tokenizer import tokenize


class Document(NamedTuple):
    """A ``Doc`` and, a token each: where it starts and ends, and its kind.

    White space makes no tokens, except line breaks, which no phrase may cross.
    """

    doc: Doc
    starts: list[int]
    ends: list[int]
    kinds: list[str]


def make_vocab(known: Container[str] = frozenset()) -> Vocab:
    """Return a vocabulary whose NORM is ours; ``known`` words decide how lengthening is undone."""

    def norm(word: str) -> str:
        return normalise(word, known)

    getters: Any = {
        NORM: norm,
        LOWER: str.lower,
        SHAPE: word_shape,
        IS_ALPHA: str.isalpha,
        IS_DIGIT: str.isdigit,
        IS_UPPER: str.isupper,
        IS_TITLE: str.istitle,
        LIKE_NUM: like_num,
    }
    return Vocab(lex_attr_getters=getters)


def make_doc(vocab: Vocab, text: str) -> Document:
    """Return the document of any text, lone surrogates and NUL included."""
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[int] = []
    ends: list[int] = []
    kinds: list[str] = []
    for start, end, kind in tokenize(text):
        if kind == "space":
            if spaces:
                spaces[-1] = True
            continue
        words.append(text[start:end])
        spaces.append(False)
        starts.append(start)
        ends.append(end)
        kinds.append(kind)
    try:
        doc = Doc(vocab, words, spaces)
    except UnicodeEncodeError:
        clean = [w.encode("utf-8", "surrogatepass").decode("utf-8", "replace") for w in words]
        doc = Doc(vocab, clean, spaces)
    return Document(doc, starts, ends, kinds)

"""Text to tokens with their code point offsets, and to a spaCy ``Doc`` where one is needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import regex
from spacy.attrs import IS_ALPHA, IS_DIGIT, IS_TITLE, IS_UPPER, LIKE_NUM, LOWER, NORM, SHAPE
from spacy.lang.lex_attrs import like_num, word_shape
from spacy.tokens import Doc
from spacy.vocab import Vocab

from postlint.text.tokenizer import iter_tokens

_SURROGATE = regex.compile(r"[\ud800-\udfff]")


class Document(NamedTuple):
    """The tokens of a text, a list each: as written, followed by white space or not, where they
    start and end, and their kinds.

    White space makes no tokens, except line breaks, which no phrase may cross.
    """

    words: list[str]
    spaces: list[bool]
    starts: list[int]
    ends: list[int]
    kinds: list[str]


def read_document(text: str) -> Document:
    """Return the tokens of any text; a lone surrogate becomes U+FFFD in ``words``."""
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[int] = []
    ends: list[int] = []
    kinds: list[str] = []
    clean = text if text.isascii() else _SURROGATE.sub("\ufffd", text)
    for start, end, kind in iter_tokens(text):
        if kind == "space":
            if spaces:
                spaces[-1] = True
            continue
        words.append(clean[start:end])
        spaces.append(False)
        starts.append(start)
        ends.append(end)
        kinds.append(kind)
    return Document(words, spaces, starts, ends, kinds)


def make_vocab(norm: Callable[[str], str]) -> Vocab:
    """Return a vocabulary whose NORM is ``norm``, with the attributes that patterns may ask for."""
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


def make_doc(vocab: Vocab, document: Document) -> Doc:
    """Return the Doc of a document."""
    return Doc(vocab, document.words, document.spaces)

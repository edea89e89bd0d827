"""Read a post once: tokens, entities, sentences, quotations, whose words are whose."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from spacy.tokens import Doc

from postlint.model.post import Post
from postlint.model.reading import Quotation, Shared, Tag, TokenRange
from postlint.model.report import Span
from postlint.text.document import Document, make_doc, make_vocab, read_document
from postlint.text.matching import Pattern, PatternIndex
from postlint.text.normalise import normalise
from postlint.text.phrases import PhraseIndex, expand, normal_words
from postlint.text.quotations import find_quotations
from postlint.text.sentences import WORDS, find_clauses, find_heads, find_sentences
from postlint.text.shared import find_shared
from postlint.text.tagger import Tagger
from postlint.text.tokens import Tokens

_VOCAB_LIMIT = 60_000
"""Word forms kept before the vocabulary is made anew: about 480 bytes each, so some 30 MB."""

_MEMORABLE = 100
"""Code points of the longest word form whose norm is remembered."""


class View:
    """One reading of one post; implements ``postlint.model.reading.PostView``, lazily."""

    def __init__(self, post: Post, document: Document, reader: Reader) -> None:
        self.post = post
        self.text = post.text
        self.lists = reader.lists
        self.memo: dict[str, Any] = {}
        self.words: Sequence[str] = document.words
        self.kinds: Sequence[str] = document.kinds
        self._document = document
        self.starts: Sequence[int] = document.starts
        self.ends: Sequence[int] = document.ends
        self._reader = reader

    @cached_property
    def doc(self) -> Doc:
        return make_doc(self._reader.vocab, self._document)

    @cached_property
    def norms(self) -> Sequence[str]:
        norm = self._reader.norm
        return [norm(word) for word in self.words]

    @cached_property
    def tokens(self) -> Tokens:
        return Tokens(self.text, self.words, self.norms, self.kinds, self.starts, self.ends)

    @cached_property
    def sentences(self) -> Sequence[TokenRange]:
        spaced = self.tokens.spaced_before
        return find_sentences(self.words, self.kinds, self.lists["abbreviations"], spaced)

    @cached_property
    def clauses(self) -> Sequence[TokenRange]:
        joiners = self.lists["clause-joiners"]
        return find_clauses(self.words, self.norms, self.kinds, self.sentences, joiners)

    @cached_property
    def clause_heads(self) -> frozenset[int]:
        return find_heads(self.norms, self.kinds, self.clauses, self.lists["clause-openers"])

    @cached_property
    def _spoken(self) -> list[int]:
        return [i for i, kind in enumerate(self.kinds) if kind in WORDS]

    @cached_property
    def sentence_heads(self) -> frozenset[int]:
        return frozenset(
            next((i for i in range(*s) if self.kinds[i] in WORDS), -1) for s in self.sentences
        ) - {-1}

    @cached_property
    def sentence_tails(self) -> frozenset[int]:
        return frozenset(
            next((i for i in range(s[1] - 1, s[0] - 1, -1) if self.kinds[i] in WORDS), -1)
            for s in self.sentences
        ) - {-1}

    @cached_property
    def first_word(self) -> int:
        return self._spoken[0] if self._spoken else len(self.kinds)

    @cached_property
    def last_word(self) -> int:
        return self._spoken[-1] if self._spoken else -1

    @cached_property
    def shared(self) -> Shared | None:
        return find_shared(self.tokens, self.post, self.lists)

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        return find_quotations(self.tokens, self.lists)

    @cached_property
    def own(self) -> Sequence[bool]:
        own = [True] * len(self.kinds)
        if self.shared:
            own[slice(*self.shared.tokens)] = [False] * (
                self.shared.tokens[1] - self.shared.tokens[0]
            )
        for quotation in self.quotations:
            if self._is_passage(quotation):
                for part in (quotation.tokens, *quotation.credit):
                    own[slice(*part)] = [False] * (part[1] - part[0])
        return own

    def _is_passage(self, quotation: Quotation) -> bool:
        """Whether it is long enough to be speech: titles and scare quotes are the author's."""
        words = sum(self.kinds[i] in ("word", "number") for i in range(*quotation.words))
        return words >= (2 if quotation.credit else 4)

    @cached_property
    def tags(self) -> Sequence[Tag]:
        return self._reader.tagger.tag_batch([self.words])[0]

    @cached_property
    def imperatives(self) -> Sequence[int]:
        from postlint.text.mood import imperatives

        return imperatives(self.words, self.kinds, self.tags, self.clauses, self.lists)

    @cached_property
    def _hits(self) -> dict[str, list[TokenRange]]:
        found = self._reader.phrases.match(self.norms)
        for group, ranges in self._reader.patterns.match(self).items():
            found[group] = sorted({*found.get(group, ()), *ranges})
        return found

    def hits(self, group: str) -> Sequence[TokenRange]:
        return self._hits.get(group, ())

    def span(self, tokens: TokenRange) -> Span:
        start, end = tokens
        if start >= end:
            return Span(0, 0)
        return Span(self.starts[start], self.ends[end - 1])


class Lists(Mapping[str, Collection[str]]):
    """Named lists by name, entries in normal form; a list is put in it when first looked up."""

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        self._words = words
        self._normal: dict[str, Collection[str]] = {}

    def __getitem__(self, name: str) -> Collection[str]:
        if name not in self._normal:
            texts = (text for word in self._words[name] for text in expand(word))
            self._normal[name] = frozenset(" ".join(normal_words(text)) for text in texts)
        return self._normal[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


class Reader:
    """Reads posts for one thread; owns its vocabulary and pattern matchers.

    ``phrases`` find the groups that ``View.hits`` answers, ``patterns`` are spaCy token patterns
    by group, and ``tagger`` makes the tagger when one is needed.
    """

    def __init__(
        self,
        lists: Mapping[str, Iterable[str]],
        phrases: PhraseIndex,
        patterns: Mapping[str, Iterable[Pattern]],
        tagger: Callable[[], Tagger],
    ) -> None:
        self.lists = Lists(lists)
        self.phrases = phrases
        self._patterns = patterns
        self._make_tagger = tagger
        self._build()

    def _build(self) -> None:
        self._norms: dict[str, str] = {}
        self.vocab = make_vocab(self.norm)
        self.patterns = PatternIndex(self.vocab, self._patterns)

    def norm(self, word: str) -> str:
        """Return the form of a word that phrases and patterns are matched on."""
        known = self._norms.get(word)
        if known is None:
            known = normalise(word, self.phrases.vocabulary)
            if len(word) <= _MEMORABLE:
                self._norms[word] = known
        return known

    @cached_property
    def tagger(self) -> Tagger:
        return self._make_tagger()

    def read(self, post: Post) -> View:
        """Return a view that is valid until the next call of ``read`` on this reader."""
        if len(self._norms) > _VOCAB_LIMIT:
            self._build()
        return View(post, read_document(post.text), self)

"""Read a post once: tokens, entities, sentences, quotations, whose words are whose."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from spacy.tokens import Doc

from postlint.model.post import Post
from postlint.model.reading import Quotation, Shared, Tag, TokenRange
from postlint.model.report import Span
from postlint.text.document import Document, make_doc, make_vocab
from postlint.text.matching import Pattern, PatternIndex, PhraseIndex, expand
from postlint.text.normalise import normalise
from postlint.text.quotations import find_quotations
from postlint.text.sentences import WORDS, find_clauses, find_heads, find_sentences
from postlint.text.shared import find_shared
from postlint.text.tagger import Tagger
from postlint.text.tokenizer import tokenize
from postlint.text.tokens import Tokens

_VOCAB_LIMIT = 60_000
"""Word forms kept before the vocabulary is made anew: about 480 bytes each, so some 30 MB."""


class View:
    """One reading of one post; implements ``postlint.model.reading.PostView``, lazily."""

    def __init__(self, post: Post, document: Document, reader: Reader) -> None:
        self.post = post
        self.text = post.text
        self.lists = reader.lists
        self.memo: dict[str, Any] = {}
        self.doc: Doc = document.doc
        self.kinds: Sequence[str] = document.kinds
        self.starts: Sequence[int] = document.starts
        self.ends: Sequence[int] = document.ends
        self._reader = reader

    @cached_property
    def words(self) -> Sequence[str]:
        return [token.text for token in self.doc]

    @cached_property
    def norms(self) -> Sequence[str]:
        return [token.norm_ for token in self.doc]

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
        return words >= 4

    @cached_property
    def tags(self) -> Sequence[Tag]:
        return self._reader.tagger.tag_batch([self.words])[0]

    @cached_property
    def imperatives(self) -> Sequence[int]:
        from postlint.text.mood import imperatives

        return imperatives(self.words, self.kinds, self.tags, self.clauses, self.lists)

    @cached_property
    def _hits(self) -> dict[str, list[TokenRange]]:
        found = self._reader.phrases.match(self.doc)
        for group, ranges in self._reader.patterns.match(self.doc, self.norms).items():
            found[group] = sorted({*found.get(group, ()), *ranges})
        return found

    def hits(self, group: str) -> Sequence[TokenRange]:
        return self._hits.get(group, ())

    def span(self, tokens: TokenRange) -> Span:
        start, end = tokens
        if start >= end:
            return Span(0, 0)
        return Span(self.starts[start], self.ends[end - 1])


class Reader:
    """Reads posts for one thread; owns its vocabulary and matchers.

    ``groups`` are phrases by group name and ``patterns`` spaCy token patterns by group name;
    ``lists`` are matched as the groups ``@name``.
    """

    def __init__(
        self,
        lists: Mapping[str, Iterable[str]],
        groups: Mapping[str, Iterable[str]],
        patterns: Mapping[str, Iterable[Pattern]],
        tagger: Callable[[], Tagger],
    ) -> None:
        self._groups = {**groups, **{f"@{name}": words for name, words in lists.items()}}
        self._patterns = patterns
        self._known = _vocabulary(self._groups.values())
        self.lists: dict[str, Collection[str]] = {
            name: frozenset(_normal(text) for word in words for text in expand(word))
            for name, words in lists.items()
        }
        self._make_tagger = tagger
        self._build()

    def _build(self) -> None:
        self._vocab = make_vocab(self._known)
        self.phrases = PhraseIndex(self._vocab, self._groups)
        self.patterns = PatternIndex(self._vocab, self._patterns)
        self._size = len(self._vocab)

    @cached_property
    def tagger(self) -> Tagger:
        return self._make_tagger()

    def read(self, post: Post) -> View:
        """Return a view that is valid until the next call of ``read`` on this reader."""
        if len(self._vocab) - self._size > _VOCAB_LIMIT:
            self._build()
        return View(post, make_doc(self._vocab, post.text), self)


def _vocabulary(groups: Iterable[Iterable[str]]) -> frozenset[str]:
    """Return the normal forms of all words in phrases; they decide how lengthening is undone."""
    return frozenset(
        normalise(text[token.start : token.end])
        for phrases in groups
        for phrase in phrases
        for text in expand(phrase)
        for token in tokenize(text)
    )


def _normal(phrase: str) -> str:
    return " ".join(
        normalise(phrase[t.start : t.end]) for t in tokenize(phrase) if t.kind != "space"
    )

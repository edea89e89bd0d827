"""What one reading of a post finds, and the protocols that rules and plugins are written against.

A *token range* is a pair ``(start, end)`` of token indices, end exclusive.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from postlint.model.post import Post
from postlint.model.report import Signal, Span

TokenRange = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words in quotation marks, or after a speaker's name and a colon.

    ``tokens`` includes the marks, ``words`` does not. ``credit`` is the attribution around it
    (a name after a dash, ``Name:``, ``says Name``). ``marked`` is false where there are no
    quotation marks; ``closed`` is false where the second mark is missing.
    """

    tokens: TokenRange
    words: TokenRange
    credit: tuple[TokenRange, ...] = ()
    marked: bool = True
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Shared:
    """Somebody else's post passed on: ``RT @x: …``, ``via @x``, ``"@x: …"``, a quoted post.

    ``tokens`` is the part that is passed on, with its marker; empty (``(n, n)``) for a quoted
    post, which stands outside the text.
    """

    tokens: TokenRange
    marker: TokenRange


@dataclass(frozen=True, slots=True)
class Found:
    """What a feature returns: ``value`` (0 for nothing, 1 for plainly there) and where."""

    value: float
    tokens: tuple[TokenRange, ...] = ()


NOTHING = Found(0.0)


class Tag(Protocol):
    """A token's part of speech as Universal Dependencies names it, ``""`` where it has none."""

    @property
    def pos(self) -> str: ...
    @property
    def mood(self) -> str: ...
    @property
    def verbform(self) -> str: ...


class PostView(Protocol):
    """One reading of a post. White space makes no tokens, except line breaks (``newline``)."""

    post: Post
    text: str
    memo: dict[str, Any]
    """For features that share work on one reading; key it by your own name."""

    @property
    def lists(self) -> Mapping[str, Collection[str]]:
        """The named lists in force, entries in normal form."""

    @property
    def doc(self) -> Any:
        """The spaCy ``Doc``; valid only while the rule runs."""

    @property
    def words(self) -> Sequence[str]:
        """The tokens as written."""

    @property
    def norms(self) -> Sequence[str]:
        """The tokens as phrases are matched: lower case, plain quotes, no lengthening."""

    @property
    def kinds(self) -> Sequence[str]:
        """word, number, punct, symbol, newline, url, email, mention, hashtag, cashtag, emoji,
        emoticon."""

    @property
    def own(self) -> Sequence[bool]:
        """Whether a token is the author's own: neither quoted, nor passed on, nor credit."""

    @property
    def sentences(self) -> Sequence[TokenRange]: ...
    @property
    def clauses(self) -> Sequence[TokenRange]: ...
    @property
    def clause_heads(self) -> Collection[int]:
        """Tokens at which a clause begins, also after an opener such as "please" or "so"."""

    @property
    def sentence_heads(self) -> Collection[int]:
        """The first word of each sentence."""

    @property
    def sentence_tails(self) -> Collection[int]:
        """The last word of each sentence."""

    @property
    def first_word(self) -> int:
        """The first word or number of the post; past the end where there is none."""

    @property
    def last_word(self) -> int:
        """The last word or number of the post; -1 where there is none."""

    @property
    def quotations(self) -> Sequence[Quotation]: ...
    @property
    def shared(self) -> Shared | None: ...
    @property
    def tags(self) -> Sequence[Tag]:
        """One tag a token; the first access tags the post."""

    @property
    def imperatives(self) -> Sequence[int]:
        """Verbs in the imperative at the start of a clause; tags the post."""

    def hits(self, group: str) -> Sequence[TokenRange]:
        """Where the phrases of a group stand; ``@name`` is the list of that name."""

    def span(self, tokens: TokenRange) -> Span:
        """Return the code points of a token range."""


Feature = Callable[[PostView, Mapping[str, Any]], Found]
"""A named feature of a post; the mapping is the signal's ``with:``."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule says of a post. ``score`` is in [0, 1]; ``message`` replaces the rule's own."""

    score: float
    signals: tuple[Signal, ...] = ()
    message: str | None = None

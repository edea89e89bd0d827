"""What proposers and the verifier see of a post: plain data taken from one reading."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import regex

from postlint.model.post import Post
from postlint.text.reader import View
from postlint.text.topics import Topic, topics

LONGEST = 20_000
"""Code points; nothing is proposed for a longer text."""

URL_LIKE = regex.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S+", regex.I)
_CUE_WORD = regex.compile(r"[#]?[\p{L}\p{N}][\p{L}\p{N}'&-]*|%|—")
_FRESH = frozenset(":—–-|\"“(•…‘'")
_PARTING = frozenset(["newline", "emoji", "url", "symbol"])
_SAID = frozenset(["word", "number"])


@dataclass
class Sight:
    """Tokens, sentences, quotations, tags and topics; offsets are code points of ``text``."""

    post: Post
    text: str
    words: Sequence[str]
    norms: Sequence[str]
    kinds: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    sentences: Sequence[tuple[int, int]]
    own: Sequence[bool]
    quoted: Sequence[str]
    pos: Sequence[str]
    topics: Sequence[Topic]
    lists: Mapping[str, Collection[str]]
    memo: dict[str, object] = field(default_factory=dict)

    @cached_property
    def spoken(self) -> list[int]:
        """The tokens that are words or numbers."""
        return [i for i, kind in enumerate(self.kinds) if kind in _SAID]

    @cached_property
    def phrase_text(self) -> str:
        """The post's words in normal form, with spaces around each, for cues."""
        return " " + " ".join(self.norms[i] for i in range(len(self.norms))) + " "

    @cached_property
    def cue_text(self) -> str:
        """The post's words in small letters, whole, with spaces around each."""
        plain = URL_LIKE.sub(" ", self.text).lower().replace("’", "'")
        return f" {' '.join(_CUE_WORD.findall(plain))} "

    def listed(self, i: int, name: str) -> bool:
        return self.norms[i] in self.lists.get(name, ())

    @cached_property
    def opening(self) -> frozenset[int]:
        """The first word of each sentence and line: its capital says nothing."""
        found: set[int] = set()
        for start, end in self.sentences:
            fresh = True
            for i in range(start, end):
                if self.kinds[i] in _SAID or self.kinds[i] in ("hashtag", "mention"):
                    if fresh:
                        found.add(i)
                    fresh = False
                elif self.words[i] in _FRESH or self.kinds[i] in _PARTING:
                    fresh = True
        return frozenset(found)


def look(view: View) -> Sight:
    """Return what is seen of a post; everything is read now, while the view is valid."""
    tags = view.tags
    found = topics(view.words, view.kinds, tags, view.clauses, view.lists)
    return Sight(
        post=view.post,
        text=view.text,
        words=list(view.words),
        norms=list(view.norms),
        kinds=list(view.kinds),
        starts=list(view.starts),
        ends=list(view.ends),
        sentences=list(view.sentences),
        own=list(view.own),
        quoted=[" ".join(view.words[slice(*q.words)]) for q in view.quotations if q.marked],
        pos=[tag.pos for tag in tags],
        topics=found,
        lists=view.lists,
    )

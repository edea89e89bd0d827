"""What a post is about: its topic phrases, the likeliest first.

A phrase is a run of adjectives, numbers, names and nouns that ends in a noun or a name, or a
hashtag that can be read ("#ClimateAction"). Place, repetition, names and grammar rank them; the
weights are set by hand on posts of the training file.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, Protocol

import regex

from postlint.text.mood import imperatives
from postlint.text.normalise import normalise
from postlint.text.subject import PERSONS

Lists = Mapping[str, Collection[str]]
Topic = tuple[int, int, str, float]
"""First token, token behind the last, readable text, score (higher is likelier; about 0-4)."""

_LONGEST = 4
"""Words in a phrase; of a longer run the last ones count."""

_INSIDE = frozenset(["ADJ", "NOUN", "PROPN", "NUM"])
_ENDS = frozenset(["NOUN", "PROPN"])
_AFTER_VERBS = frozenset(["ADP", "DET", "PART", "PRON", "ADV", "ADJ", "SCONJ"])
_READABLE = regex.compile(r"\p{Latin}[\p{Latin}\p{M}\p{N}'’.&-]*")
_DAMAGED = regex.compile(r"[\u0080-\u009fÛÏÂÃ‰€™¢£�]|â€")
_PEOPLE = regex.compile(r"(?:ian|ican|ish|ese)s?$")
"""Endings of adjectives that keep their capital: American, British."""
_PIECES = regex.compile(r"\p{Lu}{2,}(?=\p{Lu}\p{Ll}|\P{L}|$)|\p{Lu}?\p{Ll}+|\p{Lu}|\p{N}+")


class _Tag(Protocol):
    @property
    def pos(self) -> str: ...
    @property
    def mood(self) -> str: ...
    @property
    def verbform(self) -> str: ...


class _Post(NamedTuple):
    words: Sequence[str]
    norms: Sequence[str]
    kinds: Sequence[str]
    tags: Sequence[_Tag]
    clauses: Sequence[tuple[int, int]]
    lists: Lists

    def listed(self, i: int, name: str) -> bool:
        """Whether the word is on the list, with or without its full stop ("Dr.")."""
        return self.norms[i].rstrip(".") in self.lists.get(name, ())


def topics(
    words: Sequence[str],
    kinds: Sequence[str],
    tags: Sequence[_Tag],
    clauses: Sequence[tuple[int, int]],
    lists: Lists,
) -> list[Topic]:
    """Return the topic phrases, ranked; each reads once, where it scores best."""
    post = _Post(words, [normalise(word) for word in words], kinds, tags, clauses, lists)
    calls = frozenset(imperatives(words, kinds, tags, clauses, lists))
    best: dict[str, Topic] = {}
    for start, end in _runs(post, calls):
        text = _text(post, start, end)
        topic = (start, end, text, round(_score(post, start, end), 3))
        key = text.lower()
        if key not in best or best[key][3] < topic[3]:
            best[key] = topic
    for i, kind in enumerate(kinds):
        text = readable_hashtag(words[i], lists) if kind == "hashtag" else ""
        if text and text.lower() not in best:
            best[text.lower()] = (i, i + 1, text, round(_hashtag_score(post, i, text), 3))
    return sorted(best.values(), key=lambda topic: (-topic[3], topic[0]))


def readable_hashtag(hashtag: str, lists: Lists) -> str:
    """ "#ClimateAction" as "climate action"; "" where it says nothing or can't be read."""
    bare = hashtag.lstrip("#＃")
    if bare.lower() in lists.get("topic-hashtags", ()) or _DAMAGED.search(bare):
        return ""
    pieces: list[str] = _PIECES.findall(bare.replace("_", " "))
    letters = [piece for piece in pieces if piece[0].isalpha()]
    if not letters or not pieces[0][0].isalpha() or len(pieces) > 5:
        return ""
    if len(pieces) == 2 and len(pieces[0]) == 1 and pieces[0].islower():
        return bare
    if any(len(piece) == 1 and piece != "a" for piece in letters):
        return ""
    for one, two in itertools.pairwise(letters):
        if len(one) == 2 and one.isupper():
            return ""
        if len(two) == 2 and one.isupper() and not two.isupper():
            return ""
    if len(letters) == 1:
        shortest = 2 if bare.isupper() else 3
        if not shortest <= len(letters[0]) <= 12 or bare.lower() in lists.get("topic-stop", ()):
            return ""
    elif any(
        piece.lower() in lists.get(f"subject-{who}", ()) for piece in letters for who in PERSONS
    ):
        return ""
    first = letters[0].lower()
    if first in lists.get("imperative-verbs", ()) or first in lists.get("imperative-always", ()):
        return ""
    return " ".join(piece if piece.isupper() else piece.lower() for piece in pieces)


def _runs(post: _Post, calls: Collection[int]) -> list[tuple[int, int]]:
    """Maximal runs, trimmed to what reads as a topic."""
    found = []
    for first, last in post.clauses:
        start = first
        while start < last:
            if not _fits(post, start, calls):
                start += 1
                continue
            end = start + 1
            while end < last:
                if _fits(post, end, calls):
                    end += 1
                elif end + 1 < last and _links(post, end) and _fits(post, end + 1, calls):
                    end += 2
                else:
                    break
            trimmed = _trim(post, start, _before_verb(post, start, end))
            if trimmed:
                found.append(trimmed)
            start = end
    return found


def _fits(post: _Post, i: int, calls: Collection[int]) -> bool:
    if post.kinds[i] not in ("word", "number") or i in calls or post.tags[i].pos not in _INSIDE:
        return False
    if i and post.words[i - 1] in ("@", "#"):
        return False
    word = post.words[i]
    if post.kinds[i] == "number":
        plural = i + 1 < len(post.words) and post.tags[i + 1].pos == "NOUN"
        return word.isdigit() and i > 0 and post.tags[i - 1].pos == "PROPN" and not plural
    if post.tags[i].pos == "NUM":
        return False
    return _READABLE.fullmatch(word) is not None and _DAMAGED.search(word) is None


def _links(post: _Post, i: int) -> bool:
    """Whether the token joins two parts of one phrase: "women's health", "Bank of America"."""
    before, after = post.tags[i - 1].pos, post.tags[i + 1].pos
    if post.norms[i] == "'s" or (post.norms[i] == "'" and post.norms[i - 1].endswith("s")):
        return before in _ENDS
    return post.norms[i] == "of" and before == "PROPN" and after == "PROPN"


def _trim(post: _Post, start: int, end: int) -> tuple[int, int] | None:
    while start < end and (
        post.tags[end - 1].pos not in _ENDS or post.listed(end - 1, "topic-tails")
    ):
        end -= 1
    start = max(start, end - _LONGEST)
    while start < end and (
        (post.listed(start, "topic-weak") and post.tags[start].pos != "PROPN")
        or _hidden_verb(post, start)
        or post.tags[start].pos not in _INSIDE
        or post.kinds[start] == "number"
    ):
        start += 1
    if all(post.listed(i, "topic-stop") or post.tags[i].pos == "PART" for i in range(start, end)):
        return None
    if " ".join(post.norms[start:end]) in post.lists.get("topic-never", ()):
        return None
    if end - start == 1 and len(post.norms[start]) < 3 and not post.words[start].isupper():
        return None
    return start, end


def _before_verb(post: _Post, start: int, end: int) -> int:
    """Where a run ends if a noun in it must be a verb: "Jane Roe denies charges"."""
    for i in range(start + 1, end):
        word, named = post.words[i], post.tags[i - 1].pos == "PROPN"
        if not (word.islower() and word.endswith("s") and len(word) > 3):
            continue
        following = post.tags[i + 1].pos if i + 1 < len(post.words) else ""
        if named and (i + 1 < end or following in _AFTER_VERBS):
            return i
        if i + 1 == end and following == "PART":
            return i
    return end


def _hidden_verb(post: _Post, i: int) -> bool:
    """Whether a supposed noun is a verb: "to approach benefits", "endorses Jane Roe"."""
    if i and post.tags[i - 1].pos == "PART" and post.norms[i - 1] == "to":
        return True
    word = post.words[i]
    following = post.tags[i + 1].pos if i + 1 < len(post.words) else ""
    return following == "PROPN" and word.islower() and word.endswith("s")


def _text(post: _Post, start: int, end: int) -> str:
    """The phrase as it would stand inside a sentence."""
    pieces: list[str] = []
    opens = _opens(post, start)
    for i in range(start, end):
        word = post.words[i]
        plain = i == start and opens and post.tags[i].pos != "PROPN" and word.istitle()
        if plain and not _PEOPLE.search(word) and (end == start + 1 or post.words[i + 1].islower()):
            word = word.lower()
        if pieces and post.norms[i] in ("'s", "'"):
            pieces[-1] += word
        else:
            pieces.append(word)
    return " ".join(pieces)


def _opens(post: _Post, i: int) -> bool:
    """Whether no word of the clause stands before token ``i``."""
    start = max((first for first, _ in post.clauses if first <= i), default=0)
    return all(post.kinds[j] not in ("word", "number") for j in range(start, i))


def _score(post: _Post, start: int, end: int) -> float:
    length = end - start
    names = sum(post.tags[i].pos == "PROPN" for i in range(start, end))
    score = 1.0 + 0.6 * (1 - start / len(post.words))
    score += 0.4 * (length > 1) + 0.15 * (length > 2)
    score += 0.2 * (names > 0) + 0.2 * (names > 1)
    score += 0.6 * min(2, _repeats(post, start, end))
    before = start - 1
    while before >= 0 and post.tags[before].pos in ("DET", "PRON", "ADJ", "NUM", "PART"):
        before -= 1
    if before >= 0:
        score += 0.3 * (post.tags[before].pos == "VERB")
        score += 0.6 * (post.norms[before] == "about")
        score -= 0.2 * (post.tags[before].pos == "ADP" and post.norms[before] != "about")
    if end < len(post.words) and post.tags[end].verbform == "Fin":
        score += 0.3
    if length == 1 and not names and post.norms[start].endswith("ing"):
        score -= 0.4
    return score


def _repeats(post: _Post, start: int, end: int) -> int:
    """How often the last word comes again, alone or in a hashtag."""
    head = post.norms[end - 1]
    again = sum(norm == head for i, norm in enumerate(post.norms) if not start <= i < end)
    if len(head) < 4:
        return again
    return again + sum(
        head in post.norms[i] for i, kind in enumerate(post.kinds) if kind == "hashtag"
    )


def _hashtag_score(post: _Post, i: int, text: str) -> float:
    """Less than a phrase's, unless it stands in running text."""
    score = 0.9 + 0.3 * (1 - i / len(post.words)) + 0.4 * (" " in text)
    inside = i + 1 < len(post.words) and post.kinds[i + 1] == "word"
    return score + 0.3 * inside

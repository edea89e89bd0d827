"""Find phrases and token patterns in a Doc, in one pass each.

All phrases of all groups stand in one ``PhraseMatcher``, whose cost hardly grows with their
number. A token pattern costs 2-9 microseconds a post whether it matches or not (measured with
spaCy 3.8), so it is tried only where its *anchor*, a word it cannot do without, is in the post.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import regex
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from postlint.model.reading import TokenRange
from postlint.text.document import make_doc

Pattern = Sequence[Mapping[str, Any]]

_PIECES = regex.compile(r"[()|]|[^()|]+")
MAX_EXPANSIONS = 3000


def expand(phrase: str) -> list[str]:
    """Return what ``(a|b|) c`` stands for: every choice; choices may stand inside choices.

    Raises:
        ValueError: unbalanced parentheses, or more than 3000 phrases.
    """
    texts, end = _choices(phrase, _PIECES.findall(phrase), 0)
    if end >= 0:
        raise ValueError(f"parentheses don't match in {phrase!r}")
    return list(dict.fromkeys(" ".join(text.split()) for text in texts))


def _choices(phrase: str, pieces: list[str], i: int) -> tuple[list[str], int]:
    """Return the texts of the choices from piece ``i``, and the place behind their closing
    parenthesis, or -1 at the end of the phrase."""
    done: list[str] = []
    current = [""]
    while i < len(pieces):
        piece = pieces[i]
        i += 1
        if piece == ")":
            return done + current, i
        if piece == "|":
            done, current = done + current, [""]
            continue
        if piece == "(":
            options, i = _choices(phrase, pieces, i)
            if i < 0:
                raise ValueError(f"parentheses don't match in {phrase!r}")
        else:
            options = [piece]
        current = [text + option for text in current for option in options]
        if len(done) + len(current) > MAX_EXPANSIONS:
            raise ValueError(f"{phrase!r} stands for over {MAX_EXPANSIONS} phrases; split it")
    return done + current, -1


def anchors(pattern: Pattern) -> frozenset[str] | None:
    """Return words of which the post must have one for the pattern to match, or ``None``."""
    best: frozenset[str] | None = None
    for token in pattern:
        if str(token.get("OP", "1")) not in ("1", "+") and not _least_one(token.get("OP")):
            continue
        words = _demanded(token.get("NORM"))
        if words and (best is None or len(words) < len(best)):
            best = words
    return best


def _least_one(op: Any) -> bool:
    found = regex.fullmatch(r"\{(\d+)(,\d*)?\}", str(op))
    return bool(found and int(found.group(1)) > 0)


def _demanded(value: Any) -> frozenset[str]:
    if isinstance(value, str):
        return frozenset([value])
    if isinstance(value, Mapping) and isinstance(value.get("IN"), list | tuple):
        return frozenset(value["IN"])
    return frozenset()


class PhraseIndex:
    """Groups of phrases, matched together on their normal form."""

    def __init__(self, vocab: Vocab, groups: Mapping[str, Iterable[str]]) -> None:
        self._vocab = vocab
        self._matcher = PhraseMatcher(vocab, attr="NORM")
        for name, phrases in groups.items():
            docs = [make_doc(vocab, text).doc for phrase in phrases for text in expand(phrase)]
            self._matcher.add(name, [doc for doc in docs if len(doc)])

    def match(self, doc: Doc) -> dict[str, list[TokenRange]]:
        """Return for each group with a hit its token ranges, in text order, longest first."""
        found: dict[str, list[TokenRange]] = {}
        names: dict[int, list[TokenRange]] = {}
        for key, start, end in self._matcher(doc):
            bucket = names.get(key)
            if bucket is None:
                bucket = names[key] = found[self._vocab.strings[key]] = []
            bucket.append((start, end))
        for bucket in found.values():
            bucket.sort(key=lambda r: (r[0], -r[1]))
            bucket[:] = _apart(bucket)
        return found


class PatternIndex:
    """Groups of token patterns, each tried only where its anchor is present."""

    def __init__(self, vocab: Vocab, groups: Mapping[str, Iterable[Pattern]]) -> None:
        self._always: list[tuple[str, Matcher]] = []
        self._anchored: dict[str, list[tuple[str, Matcher]]] = {}
        for name, patterns in groups.items():
            by_anchor: dict[frozenset[str] | None, list[Pattern]] = {}
            for pattern in patterns:
                by_anchor.setdefault(anchors(pattern), []).append(pattern)
            for words, members in by_anchor.items():
                matcher = Matcher(vocab)
                matcher.add(name, [list(map(dict, m)) for m in members], greedy="LONGEST")
                if words is None:
                    self._always.append((name, matcher))
                else:
                    for word in words:
                        self._anchored.setdefault(word, []).append((name, matcher))

    def match(self, doc: Doc, norms: Iterable[str]) -> dict[str, list[TokenRange]]:
        """Return for each group with a hit its token ranges, in text order."""
        wanted = {id(m): (name, m) for name, m in self._always}
        for word in self._anchored.keys() & set(norms):
            wanted.update((id(m), (name, m)) for name, m in self._anchored[word])
        found: dict[str, list[TokenRange]] = {}
        for name, matcher in wanted.values():
            hits = [(start, end) for _, start, end in matcher(doc)]
            if hits:
                found.setdefault(name, []).extend(hits)
        for bucket in found.values():
            bucket.sort(key=lambda r: (r[0], -r[1]))
            bucket[:] = _apart(bucket)
        return found


def _apart(ranges: list[TokenRange]) -> list[TokenRange]:
    """Keep the first and longest of overlapping ranges, so that nothing counts twice."""
    kept: list[TokenRange] = []
    for start, end in ranges:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept

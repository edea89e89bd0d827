"""Phrases with choices, and one automaton that finds them all.

``(a|b|) c`` stands for ``a c``, ``b c`` and ``c``; choices may stand inside
choices, and outside parentheses ``|`` is itself. The phrases
of all groups make one network of words, whose states are joined as they are met (a lazily built
deterministic automaton): finding costs one look-up a word however many phrases there are, and
nothing is multiplied out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

import regex

from postlint.model.reading import TokenRange
from postlint.text.normalise import EMAIL, MENTION, URL, normalise
from postlint.text.tokenizer import tokenize

MAX_EXPANSIONS = 3000
"""The most phrases that one entry of a list used for look-ups may stand for."""

_PIECES = regex.compile(r"[()|]|[^()|]+")
_MEETS_ALL = "a phrase must hold at least one word that is not optional"

_STAND_INS = regex.compile(rf"({URL}|{MENTION}|{EMAIL}|(?<!\S)'(?:s|re|ve|ll|m|d)(?!\S))")

Sequence_ = list["str | list[Sequence_]"]
"""Words, and choices between sequences."""


def expand(phrase: str) -> list[str]:
    """Return all that a phrase stands for.

    Raises:
        ValueError: unbalanced parentheses, or more than 3000 phrases.
    """
    texts, end = _choices(phrase, _PIECES.findall(phrase), 0, inside=False)
    if end >= 0:
        raise ValueError(f"parentheses don't match in {phrase!r}")
    return list(dict.fromkeys(" ".join(text.split()) for text in texts))


def _choices(phrase: str, pieces: list[str], i: int, inside: bool = True) -> tuple[list[str], int]:
    """Return the texts of the choices from piece ``i``, and the place behind their closing
    parenthesis, or -1 at the end of the phrase."""
    done: list[str] = []
    current = [""]
    while i < len(pieces):
        piece = pieces[i]
        i += 1
        if piece == ")":
            return done + current, i
        if piece == "|" and inside:
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


def parse(phrase: str, words_of: Callable[[str], list[str]]) -> list[Sequence_]:
    """Return the sequences that a phrase offers, words in the form that ``words_of`` gives.

    Raises:
        ValueError: unbalanced parentheses.
    """
    options, end = _parse(phrase, _PIECES.findall(phrase), 0, inside=False)
    if end >= 0:
        raise ValueError(f"parentheses don't match in {phrase!r}")
    if any(_glued(option) for option in options):
        return [list(words_of(text)) for text in expand(phrase)]
    return [_in_words(option, words_of) for option in options]


def _parse(
    phrase: str, pieces: list[str], i: int, inside: bool = True
) -> tuple[list[Sequence_], int]:
    """Return the choices from piece ``i``, as texts yet, and the place behind them or -1."""
    options: list[Sequence_] = [[]]
    while i < len(pieces):
        piece = pieces[i]
        i += 1
        if piece == ")":
            return options, i
        if piece == "|" and inside:
            options.append([])
        elif piece == "(":
            inner, i = _parse(phrase, pieces, i)
            if i < 0:
                raise ValueError(f"parentheses don't match in {phrase!r}")
            options[-1].append(inner)
        else:
            options[-1].append(piece)
    return options, -1


def _glued(sequence: Sequence_) -> bool:
    """Whether a word goes on across a parenthesis, as in ``sub(scribe|mit)``."""
    pairs = pairwise(sequence)
    if any(not (_spaced(left, -1) or _spaced(right, 0)) for left, right in pairs):
        return True
    return any(_glued(choice) for e in sequence if not isinstance(e, str) for choice in e)


def _spaced(element: str | list[Sequence_], edge: int) -> bool:
    if isinstance(element, str):
        return element[edge].isspace()
    return all(_spaced(choice[edge], edge) for choice in element if choice)


def _in_words(sequence: Sequence_, words_of: Callable[[str], list[str]]) -> Sequence_:
    found: Sequence_ = []
    for element in sequence:
        if isinstance(element, str):
            found += words_of(element)
        else:
            found.append([_in_words(choice, words_of) for choice in element])
    return found


def normal_words(text: str) -> list[str]:
    """Return the tokens of a phrase as they are matched; ``<url>`` and ``'s`` are one each."""
    found: list[str] = []
    for part in _STAND_INS.split(text):
        if _STAND_INS.fullmatch(part):
            found.append(part)
        else:
            found += [normalise(part[t.start : t.end]) for t in tokenize(part) if t.kind != "space"]
    return found


class _Node:
    __slots__ = ("ends", "following")

    def __init__(self) -> None:
        self.following: dict[str, list[_Node]] = {}
        self.ends: list[str] = []


class _State:
    """Nodes that are reached together; its successors are made when they are first needed."""

    __slots__ = ("_made", "ends", "following")

    def __init__(self, nodes: Sequence[_Node]) -> None:
        self.ends = tuple(dict.fromkeys(group for node in nodes for group in node.ends))
        self._made: dict[str, _State] = {}
        if len(nodes) == 1:
            self.following = nodes[0].following
            return
        self.following = {}
        for node in nodes:
            for word, targets in node.following.items():
                self.following[word] = [*self.following.get(word, ()), *targets]

    def after(self, word: str) -> _State | None:
        made = self._made.get(word)
        if made is None and word in self.following:
            made = self._made[word] = _State(self.following[word])
        return made


class PhraseIndex:
    """Groups of phrases, found together on the normal form of words.

    Safe to share between threads: a state that two threads make at once is the same twice.

    Raises:
        ValueError: a phrase has unbalanced parentheses or no word that is not optional.
    """

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        root = _Node()
        self.vocabulary: set[str] = set()
        for group, phrases in groups.items():
            for phrase in dict.fromkeys(phrases):
                for sequence in parse(phrase, self._words):
                    for node in self._link(sequence, [root]):
                        if node is root:
                            raise ValueError(f"{phrase!r}: {_MEETS_ALL}")
                        node.ends.append(group)
        self._root = _State([root])

    def _words(self, text: str) -> list[str]:
        words = normal_words(text)
        self.vocabulary.update(words)
        return words

    def _link(
        self, sequence: Sequence_, sources: list[_Node], target: _Node | None = None
    ) -> list[_Node]:
        """Lay a sequence from ``sources`` on; return where it ends, at ``target`` if given."""
        for place, element in enumerate(sequence):
            last = place == len(sequence) - 1
            goal = target if last and target is not None else _Node()
            if isinstance(element, str):
                for source in sources:
                    source.following.setdefault(element, []).append(goal)
                sources = [goal]
                continue
            ends: dict[int, _Node] = {}
            for choice in element:
                for node in self._link(choice, sources, goal):
                    ends[id(node)] = node
            sources = list(ends.values())
        return sources

    def match(self, norms: Sequence[str]) -> dict[str, list[TokenRange]]:
        """Return for each group with a hit its token ranges, in text order, the first and
        longest of overlapping ones."""
        found: dict[str, list[TokenRange]] = {}
        longest: dict[str, int] = {}
        root, n = self._root, len(norms)
        for start in range(n):
            state = root.after(norms[start])
            if state is None:
                continue
            end = start + 1
            longest.clear()
            while state is not None:
                for group in state.ends:
                    longest[group] = end
                if end == n:
                    break
                state = state.after(norms[end])
                end += 1
            for group, stop in longest.items():
                ranges = found.setdefault(group, [])
                if not ranges or start >= ranges[-1][1]:
                    ranges.append((start, stop))
        return found

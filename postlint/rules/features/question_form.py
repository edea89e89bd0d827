"""The form of a question: word order, marks, brevity, whom it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from postlint.model.reading import PostView, TokenRange

_MARKS = frozenset(["?", "❓", "❔", "⁉", "？"])
_SHORT = 2
_FRAGMENT = 9
_NAME_REACH = 3
_CALL_REACH = 4
_LONG_WORD = 3
_TITLE_SHARE = 0.6


@dataclass(slots=True)
class Sentence:
    """A sentence of one voice; ``words`` are those of that voice."""

    tokens: TokenRange
    words: list[int]
    facts: set[str]


def mine(view: PostView) -> Sequence[bool]:
    """Return which tokens are the author's; a quotation that is never closed ends with its
    first sentence, or a question asked behind it would be lost, and opening words without
    quotation marks may ask whatever name follows ("Anyone there? Hall B.")."""
    if "mine" not in view.memo:
        voices = list(view.own)
        for start, end in (q.tokens for q in view.quotations if not q.marked and q.tokens[0] == 0):
            voices[start:end] = [True] * (end - start)
        for start, end in (q.tokens for q in view.quotations if q.marked and not q.closed):
            stop = next((e for s, e in view.sentences if e > start + 1), end)
            voices[stop:end] = [True] * max(0, end - stop)
        view.memo["mine"] = voices
    found: list[bool] = view.memo["mine"]
    return found


def is_mark(view: PostView, i: int) -> bool:
    """Whether a token asks; broken encodings put "?" between letters, which is no mark."""
    if view.kinds[i] == "emoji":
        return view.words[i][0] in _MARKS
    if view.kinds[i] != "punct" or "?" not in view.norms[i]:
        return False
    glued = (
        i + 1 < len(view.kinds)
        and view.kinds[i + 1] in ("word", "number")
        and view.span((i, i + 1)).end == view.span((i + 1, i + 2)).start
    )
    return not (glued and view.words[i + 1][0].islower())


def begins(view: PostView, i: int) -> bool:
    """Whether a clause may begin at a token: also behind a hashtag, which ends no sentence."""
    if i == 0 or i in view.clause_heads:
        return True
    return view.kinds[i - 1] not in ("word", "number", "mention")


def opening(view: PostView, words: Sequence[int]) -> int:
    openers = view.lists["clause-openers"]
    return next((i for i in words if view.norms[i] not in openers), words[0])


def add_form(view: PostView, sentence: Sentence) -> None:
    """Add how a sentence asks, and how it is written."""
    facts, words = sentence.facts, sentence.words
    start, end = sentence.tokens
    voices = mine(view)
    own = voices[words[0]]
    if any(i > words[0] and voices[i] == own and is_mark(view, i) for i in range(start, end)):
        facts.add("marked")
        if any("!" in view.words[i] for i in range(words[-1], end)):
            facts.add("loud")
    for head in words:
        if head == words[0] or head in view.clause_heads:
            facts |= _order(view, words, head, "marked" in facts)
    if "marked" in facts and not facts & {"wh", "inverted", "brief", "asks-you", "quiz"}:
        facts.add("fragment" if len(words) <= _FRAGMENT else "statement")
    if "marked" in facts or _plainly_asks(facts):
        facts.add("asks")
    if len(words) <= _SHORT:
        facts.add("short")
    if any(view.norms[i] == "or" for i in words):
        facts.add("or")
    if _calls_group(view, words):
        facts.add("called")
    if _is_named(view, sentence):
        facts.add("named")
    if any(view.norms[i] == "or" for i in words) and "fragment" in facts:
        facts.add("choice")
    long = [view.words[i] for i in words[1:] if len(view.words[i]) > _LONG_WORD]
    if len(long) > 2 and sum(w[0].isupper() for w in long) > _TITLE_SHARE * len(long):
        facts.add("title")


def _plainly_asks(facts: set[str]) -> bool:
    """Whether a sentence without a question mark is a question all the same."""
    formed = "open" in facts or ("asks-you" in facts and facts & {"wh", "inverted"})
    return bool(formed) and not facts & {"know", "mock", "hook", "general"}


def _order(view: PostView, words: Sequence[int], head: int, marked: bool) -> set[str]:
    """Return ``wh``, ``inverted`` or nothing by the words at the head of a clause."""
    norms = [view.norms[i] for i in range(head, min(head + 4, words[-1] + 1))]
    auxiliaries, subjects = view.lists["auxiliaries"], view.lists["question-subjects"]
    first, rest = norms[0], norms[1:]
    if first in view.lists["question-words"]:
        if marked or (rest[1:] and rest[0] in auxiliaries and rest[1] in subjects):
            return {"wh"}
        if first in ("which", "what", "who") and len(rest) > 2:
            if rest[1] in auxiliaries and rest[2] in subjects:
                return {"wh"}
    if first in auxiliaries and rest and (marked or rest[0] in ("you", "anyone", "anybody")):
        return {"inverted"}
    if first in view.lists["anyone-words"] and rest and rest[0] in view.lists["anyone-verbs"]:
        return {"inverted"}
    return set()


def _calls_group(view: PostView, words: Sequence[int]) -> bool:
    """Whether readers are called as a group: ", Leeds fans?", "Teachers, ..."."""
    groups = view.lists["groups-of-readers"]
    if view.norms[words[0]] in groups and words[1:] and view.words[words[0] + 1] == ",":
        return True
    reach = range(max(words[0], words[-1] - _CALL_REACH), words[-1])
    return view.norms[words[-1]] in groups and any(view.words[i] == "," for i in reach)


def _is_named(view: PostView, sentence: Sentence) -> bool:
    """Whether it is put to one person: a mention in it, or a name behind the last comma."""
    start, end = sentence.tokens
    if any(view.kinds[i] == "mention" for i in range(start, end)):
        return True
    tail = sentence.words[-_NAME_REACH:]
    comma = next((i for i in range(tail[-1] - 1, tail[0] - 1, -1) if view.words[i] == ","), None)
    if comma is None:
        return False
    if view.words[comma - 1][0].isupper():
        return False  # a place: "Lagos, Nigeria"
    name = range(comma + 1, tail[-1] + 1)
    return (
        len(name) > 1
        and all(view.words[i][0].isupper() and view.kinds[i] == "word" for i in name)
        and not any(view.norms[i] in view.lists["groups-of-readers"] for i in name)
    )

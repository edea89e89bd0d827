"""Find the questions of a post and the facts about each; the feature ``question`` picks by them.

Everything is found once a reading and in one pass over the sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from postlint.model.reading import PostView, TokenRange

_ANYWHERE = {
    "trivia-questions": "know",
    "reader-questions": "asks-you",
    "quiz-questions": "quiz",
    "anyone-words": "anyone",
    "choice-words": "choice",
    "opinion-words": "opinion",
    "second-person": "you",
    "first-person": "we",
}
"""Lists whose phrases lend a question a fact wherever in it they stand."""

_AT_START = {
    "general-questions": "general",
    "hook-openers": "hook",
    "maybe-hooks": "maybe-hook",
    "mock-questions": "mock",
}
"""Lists whose phrases count where a clause of the question begins."""

_MARKS = frozenset(["?", "❓", "❔", "⁉", "？"])
_SHORT = 2
_FRAGMENT = 9
_CALLED = 3


@dataclass(frozen=True, slots=True)
class Question:
    """A sentence that asks something, and what is true of it and of what surrounds it."""

    tokens: TokenRange
    facts: frozenset[str]


@dataclass(slots=True)
class _Sentence:
    tokens: TokenRange
    words: list[int]
    facts: set[str]


def questions(view: PostView) -> list[Question]:
    """Return the questions of a post, in text order; those of others bear ``shared`` or
    ``quoted``."""
    if "questions" not in view.memo:
        view.memo["questions"] = _find(view)
    found: list[Question] = view.memo["questions"]
    return found


def _find(view: PostView) -> list[Question]:
    if not any(_is_mark(view, i) for i in range(len(view.kinds))) and not _may_ask(view):
        return []
    spoken = _sentences(view)
    _add_facts(view, spoken)
    for place, sentence in enumerate(spoken):
        _add_form(view, sentence)
        _add_place(view, spoken, place)
    return [
        Question(s.tokens, frozenset(s.facts))
        for s in spoken
        if s.facts & {"marked", "wh", "inverted", "brief"}
    ]


def _may_ask(view: PostView) -> bool:
    """Whether a question without its mark is possible, so that most posts cost nothing."""
    return bool(view.hits("@reader-questions") or view.hits("@one-word-questions"))


def _sentences(view: PostView) -> list[_Sentence]:
    """Return the sentences with words; others' words make no own sentence."""
    mine = _mine(view)
    passed_on = range(*view.shared.tokens) if view.shared else range(0)
    found = []
    for start, end in view.sentences:
        words = [i for i in range(start, end) if view.kinds[i] in ("word", "number")]
        own = [i for i in words if mine[i]]
        if own:
            found.append(_Sentence((start, end), own, set()))
        elif words:
            voice = "shared" if words[0] in passed_on else "quoted"
            found.append(_Sentence((start, end), words, {voice}))
    return found


def _mine(view: PostView) -> Sequence[bool]:
    """Return which tokens are the author's; a quotation that is never closed ends with its
    first sentence, or a question asked behind it would be lost."""
    unclosed = [q for q in view.quotations if q.marked and not q.closed]
    if not unclosed:
        return view.own
    mine = list(view.own)
    for start, end in (q.tokens for q in unclosed):
        stop = next((e for s, e in view.sentences if e > start + 1), end)
        broken = view.lists["broken-quotation-marks"]
        stop = next((i + 1 for i in range(start, stop) if view.norms[i] in broken), stop)
        mine[stop:end] = [True] * max(0, end - stop)
    return mine


def _is_mark(view: PostView, i: int) -> bool:
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


def _add_facts(view: PostView, spoken: Sequence[_Sentence]) -> None:
    """Give every sentence the facts that lists name, one pass a list."""
    of: dict[int, _Sentence] = {i: s for s in spoken for i in range(*s.tokens)}
    firsts = {s.words[0] for s in spoken}
    for name, fact in _ANYWHERE.items():
        for start, _ in view.hits(f"@{name}"):
            if start in of:
                of[start].facts.add(fact)
    for name, fact in _AT_START.items():
        for start, _ in view.hits(f"@{name}"):
            if start in of and (start in firsts or start in view.clause_heads):
                of[start].facts.add(fact)
    for start, end in view.hits("@one-word-questions"):
        if start in of and start == _opening(view, of[start].words):
            rest = of[start].words[-1] - end
            if rest < 0 or (rest < _CALLED and view.words[end] == ","):
                of[start].facts.add("brief")
    for start, end in view.hits("@mock-words"):
        if start in firsts and end > of[start].words[-1]:
            of[start].facts.add("mock")
    for start, end in view.hits("@mock-tags"):
        if start in of and end > of[start].words[-1] and view.words[start - 1] == ",":
            of[start].facts.add("tag")


def _opening(view: PostView, words: Sequence[int]) -> int:
    openers = view.lists["clause-openers"]
    return next((i for i in words if view.norms[i] not in openers), words[0])


def _add_form(view: PostView, sentence: _Sentence) -> None:
    """Add how a sentence asks, and how it is written."""
    facts, words = sentence.facts, sentence.words
    start, end = sentence.tokens
    if any(_is_mark(view, i) and i > words[0] for i in range(start, end)):
        facts.add("marked")
        if any("!" in view.words[i] for i in range(words[-1], end)):
            facts.add("loud")
    for head in words:
        if head == words[0] or head in view.clause_heads:
            facts |= _order(view, words, head, "marked" in facts)
    if "marked" in facts and not facts & {"wh", "inverted", "brief", "asks-you", "quiz"}:
        facts.add("fragment" if len(words) <= _FRAGMENT else "statement")
    if len(words) <= _SHORT:
        facts.add("short")
    if any(view.norms[i] == "or" for i in words):
        facts.add("or")
    if _is_named(view, sentence):
        facts.add("named")
    long = [view.words[i] for i in words if len(view.words[i]) > 3]
    if len(long) > 2 and sum(w[0].isupper() for w in long) > 0.6 * len(long):
        facts.add("title")


def _order(view: PostView, words: Sequence[int], head: int, marked: bool) -> set[str]:
    """Return ``wh``, ``inverted`` or nothing by the words at the head of a clause."""
    norms = [view.norms[i] for i in range(head, min(head + 4, words[-1] + 1))]
    auxiliaries, subjects = view.lists["auxiliaries"], view.lists["question-subjects"]
    first, rest = norms[0], norms[1:]
    if first in view.lists["question-words"]:
        if marked or rest and rest[0] in auxiliaries and rest[1:] and rest[1] in subjects:
            return {"wh"}
        if first in ("which", "what", "who") and len(rest) > 2:
            if rest[1] in auxiliaries and rest[2] in subjects:
                return {"wh"}
    if first in auxiliaries and rest and (marked or rest[0] in ("you", "anyone", "anybody")):
        return {"inverted"}
    if first in view.lists["anyone-words"] and rest and rest[0] in view.lists["anyone-verbs"]:
        return {"inverted"}
    return set()


def _is_named(view: PostView, sentence: _Sentence) -> bool:
    """Whether it is put to one person: a mention in it, or a name behind the last comma."""
    start, end = sentence.tokens
    if any(view.kinds[i] == "mention" for i in range(start, end)):
        return True
    tail = sentence.words[-3:]
    comma = next((i for i in range(tail[-1] - 1, tail[0] - 1, -1) if view.words[i] == ","), None)
    if comma is None:
        return False
    name = range(comma + 1, tail[-1] + 1)
    return all(view.words[i][0].isupper() and view.kinds[i] == "word" for i in name) and not any(
        view.norms[i] in view.lists["groups-of-readers"] for i in name
    )


def _add_place(view: PostView, spoken: Sequence[_Sentence], place: int) -> None:
    """Add where a sentence stands and what the next breath does."""
    facts, end = spoken[place].facts, spoken[place].tokens[1]
    start = spoken[place].tokens[0]
    if place == 0:
        facts.add("first")
    if len(spoken) == 1:
        facts.add("alone")
    following = spoken[place + 1 : place + 3]
    links = _links(view)
    if links and links[-1] >= start:
        facts.add("link")
    if not following:
        facts.add("last")
        if links and links[-1] >= start:
            facts.add("then-link")
        return
    facts.add("then-text")
    calls, offers = _starts(view, "call-openers"), _starts(view, "offer-words")
    heads = [_opening(view, s.words) for s in following]
    if heads[0] in calls or following[0].words[0] in calls:
        facts.add("then-call")
    elif len(heads) > 1 and heads[1] in calls:
        facts.add("then-call-later")
    if any(i in offers for s in following for i in s.words):
        facts.add("then-offer")
    if view.norms[following[0].words[0]] in view.lists["answer-openers"]:
        facts.add("then-answer")
    if len(following[0].words) <= 4 and "?" not in "".join(
        view.words[i] for i in range(*following[0].tokens)
    ):
        facts.add("then-brief")
    if any("?" in view.words[i] for i in range(*following[0].tokens)):
        facts.add("then-question")


def _starts(view: PostView, name: str) -> frozenset[int]:
    key = f"starts:{name}"
    if key not in view.memo:
        view.memo[key] = frozenset(start for start, _ in view.hits(f"@{name}"))
    found: frozenset[int] = view.memo[key]
    return found


def _links(view: PostView) -> list[int]:
    if "links" not in view.memo:
        view.memo["links"] = [i for i, kind in enumerate(view.kinds) if kind == "url"]
    found: list[int] = view.memo["links"]
    return found


def spans(found: Iterable[Question]) -> tuple[TokenRange, ...]:
    """Return where the questions stand."""
    return tuple(q.tokens for q in found)

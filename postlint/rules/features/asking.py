"""Find the questions of a post and the facts about each; the feature ``question`` picks by them.

Everything is found once a reading and in one pass over the sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from postlint.model.reading import PostView, TokenRange
from postlint.rules.features.question_form import Sentence, add_form, begins, is_mark, mine, opening

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
    "maybe-hooks": "maybe-hook",
    "mock-questions": "mock",
}
"""Lists whose phrases count where a clause of the question begins."""

_OFFERS = ("offer-words", "sell-offers", "sell-calls", "sell-urgency", "sell-availability")

_CALLED = 3
_LABEL_REACH = 4
_LAST_FEW = 3
_MANY = 6


@dataclass(frozen=True, slots=True)
class Question:
    """A sentence that asks something, and what is true of it and of what surrounds it."""

    tokens: TokenRange
    facts: frozenset[str]


def questions(view: PostView) -> list[Question]:
    """Return the questions of a post, in text order; those of others bear ``shared`` or
    ``quoted``."""
    if "questions" not in view.memo:
        view.memo["questions"] = _find(view)
    found: list[Question] = view.memo["questions"]
    return found


def _find(view: PostView) -> list[Question]:
    if not any(is_mark(view, i) for i in range(len(view.kinds))) and not _may_ask(view):
        return []
    spoken = _sentences(view)
    _add_facts(view, spoken)
    for place, sentence in enumerate(spoken):
        add_form(view, sentence)
        _add_place(view, spoken, place)
        if "then-answer" not in sentence.facts and _is_announced(view, spoken, place):
            sentence.facts.add("announced")
    return [
        Question(s.tokens, frozenset(s.facts))
        for s in spoken
        if s.facts & {"asks", "brief", "inverted"}
    ]


def _may_ask(view: PostView) -> bool:
    """Whether a question without its mark is possible, so that most posts cost nothing."""
    names = ("reader-questions", "one-word-questions", "unmarked-questions")
    return any(view.hits(f"@{name}") for name in names)


def _sentences(view: PostView) -> list[Sentence]:
    """Return the sentences with words; others' words make no own sentence."""
    voices = mine(view)
    passed_on = range(*view.shared.tokens) if view.shared else range(0)
    found = []
    for start, end in view.sentences:
        words = [i for i in range(start, end) if view.kinds[i] in ("word", "number")]
        own = [i for i in words if voices[i]]
        if own:
            found.append(Sentence((start, end), own, set()))
        elif words:
            voice = "shared" if words[0] in passed_on else "quoted"
            found.append(Sentence((start, end), words, {voice}))
    return found


def _add_facts(view: PostView, spoken: Sequence[Sentence]) -> None:
    """Give every sentence the facts that lists name, one pass a list."""
    of: dict[int, Sentence] = {i: s for s in spoken for i in range(*s.tokens)}
    firsts = {s.words[0] for s in spoken}
    for name, fact in _ANYWHERE.items():
        for start, _ in view.hits(f"@{name}"):
            if start in of:
                of[start].facts.add(fact)
    for name, fact in _AT_START.items():
        for start, _ in view.hits(f"@{name}"):
            if start in of and (start in firsts or begins(view, start)):
                of[start].facts.add(fact)
    for start, _ in view.hits("@hook-openers"):
        if start in of and _leads(view, of[start].words, start):
            of[start].facts.add("hook")
    _add_wholes(view, of)
    for start, end in view.hits("@mock-tags"):
        if start in of and end > of[start].words[-1] and view.words[start - 1] == ",":
            of[start].facts.add("tag")


def _leads(view: PostView, words: Sequence[int], start: int) -> bool:
    """Whether a clause leads its sentence: no later part of a question already begun."""
    head = opening(view, words)
    if start in (words[0], head):
        return True
    asked = view.norms[head] in view.lists["question-words"]
    return not asked and begins(view, start)


def _add_wholes(view: PostView, of: dict[int, Sentence]) -> None:
    """Add what lists say of whole sentences, and of how a sentence opens."""
    for start, end in view.hits("@one-word-questions"):
        if start in of and start == opening(view, of[start].words):
            rest = of[start].words[-1] - end
            if rest < 0 or (rest < _CALLED and view.words[end] == ","):
                of[start].facts.add("brief")
    for start, _ in view.hits("@unmarked-questions"):
        if start in of and start == opening(view, of[start].words):
            of[start].facts |= {"open", "asks-you"}
    for start, end in view.hits("@mock-words"):
        if start in of and start == of[start].words[0] and end > of[start].words[-1]:
            of[start].facts.add("mock")


def _add_place(view: PostView, spoken: Sequence[Sentence], place: int) -> None:
    """Add where a sentence stands and what the next breath does."""
    facts, start = spoken[place].facts, spoken[place].tokens[0]
    if place == 0:
        facts.add("first")
    elif place < len(spoken) - _LAST_FEW and len(spoken) > _MANY:
        facts.add("buried")
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
    calls = _starts(view, "call-openers")
    offers = frozenset().union(*(_starts(view, name) for name in _OFFERS))
    heads = [opening(view, s.words) for s in following]
    if heads[0] in calls or following[0].words[0] in calls:
        facts.add("then-call")
    elif len(heads) > 1 and heads[1] in calls:
        facts.add("then-call-later")
    if any(i in offers for s in following for i in s.words):
        facts.add("then-offer")
    if view.norms[following[0].words[0]] in view.lists["answer-openers"]:
        facts.add("then-answer")
    if following[0].words[0] in _starts(view, "own-answers"):
        facts.add("then-mine")
    if len(following[0].words) <= 4 and "?" not in "".join(
        view.words[i] for i in range(*following[0].tokens)
    ):
        facts.add("then-brief")
    if any("?" in view.words[i] for i in range(*following[0].tokens)):
        facts.add("then-question")


def _is_announced(view: PostView, spoken: Sequence[Sentence], place: int) -> bool:
    """Whether a label ("Poll:", "Trivia time!") or a sign of a quiz ("Hint:") goes with it."""
    if _starts(view, "quiz-signs"):
        return True
    if "labels" not in view.memo:
        view.memo["labels"] = dict(view.hits("@question-labels"))
    labels: dict[int, int] = view.memo["labels"]
    for sentence in spoken[max(0, place - 1) : place + 1] if labels else ():
        for i in sentence.words[:_LABEL_REACH]:
            end = labels.get(i, len(view.kinds))
            if end < len(view.kinds) and view.kinds[end] not in ("word", "number"):
                return True
    return False


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

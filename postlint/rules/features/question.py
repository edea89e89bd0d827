"""Questions: whether a reader could sincerely answer them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from postlint.model.reading import NOTHING, Found, PostView, TokenRange

_FORM_WORDS = 6


@dataclass(frozen=True, slots=True)
class Question:
    """A sentence of the author's own that asks something, and what surrounds it."""

    tokens: TokenRange
    facts: frozenset[str]


def question(view: PostView, options: Mapping[str, Any]) -> Found:
    """An own question of which all facts in ``is`` hold and none in ``not``.

    Facts: ``marked`` (has a question mark), ``you`` (speaks to the reader), ``choice`` (which,
    favourite), ``anyone`` (anyone, who else), ``wh``, ``inverted``, ``short`` (up to 2 words), ``know``
    ("Did you know"), ``named`` (put to a mention), ``title`` (title case), ``first``, ``last``
    (no own words behind it), ``alone`` (no own words beside it), ``then-link`` (only a link
    behind it), ``then-offer`` (a call to click, buy or learn behind it), ``then-text``,
    ``then-answer`` (the next words answer it), ``opinion`` (think, prefer, thoughts).
    """
    wanted, unwanted = set(options.get("is", ())), set(options.get("not", ()))
    hits = [
        q.tokens
        for q in questions(view)
        if wanted <= q.facts and not unwanted & q.facts
    ]
    return Found(float(len(hits)), tuple(hits)) if hits else NOTHING


def questions(view: PostView) -> list[Question]:
    """Return the own questions of a post; found once a reading."""
    if "questions" not in view.memo:
        view.memo["questions"] = _find(view)
    found: list[Question] = view.memo["questions"]
    return found


def _find(view: PostView) -> list[Question]:
    own = [s for s in view.sentences if _own_words(view, s)]
    offers = {i for name in ("@offer-words", "@link-verbs") for i, _ in view.hits(name)}
    found = []
    for place, sentence in enumerate(own):
        marked = _mark(view, sentence)
        form = _form(view, sentence)
        if not marked and not form:
            continue
        following = own[place + 1 :]
        facts = set(form) | ({"marked"} if marked else set())
        facts |= _content(view, sentence)
        if any(sentence[0] <= i < sentence[1] for i, _ in view.hits("@trivia-questions")):
            facts.add("know")
        if place == 0:
            facts.add("first")
        if not following:
            facts.add("last")
            if "url" in view.kinds[sentence[0] :]:
                facts.add("then-link")
        else:
            facts.add("then-text")
            nearest = range(following[0][0], following[min(1, len(following) - 1)][1])
            if any(i in offers for i in nearest):
                facts.add("then-offer")
            if any(view.norms[i] in view.lists["answer-openers"] for i in range(*following[0])[:1]):
                facts.add("then-answer")
        if len(own) == 1:
            facts.add("alone")
        found.append(Question(sentence, frozenset(facts)))
    return found


def _own_words(view: PostView, sentence: TokenRange) -> bool:
    return any(view.kinds[i] == "word" and view.own[i] for i in range(*sentence))


def _mark(view: PostView, sentence: TokenRange) -> bool:
    """Whether an own question mark stands in it: behind a word, so that damage doesn't count."""
    return any(
        view.kinds[i] == "punct" and "?" in view.words[i] and view.own[i]
        and i > sentence[0]
        and not _inside_word(view, i)
        for i in range(*sentence)
    )


def _inside_word(view: PostView, i: int) -> bool:
    """Broken encodings put "?" between letters, or between a space and a letter."""
    if i + 1 >= len(view.kinds) or view.kinds[i + 1] not in ("word", "number"):
        return False
    start = view.span((i, i + 1)).end
    return view.span((i + 1, i + 2)).start == start


def _form(view: PostView, sentence: TokenRange) -> set[str]:
    """Return how a sentence asks by its word order: ``wh``, ``inverted`` or nothing."""
    words = [i for i in range(*sentence) if view.kinds[i] == "word"]
    words = words[:_FORM_WORDS]
    openers = view.lists["clause-openers"]
    while words and view.norms[words[0]] in openers:
        words = words[1:]
    if len(words) < 3:
        return set()
    first, second, third = (view.norms[i] for i in words[:3])
    auxiliaries, subjects = view.lists["auxiliaries"], view.lists["question-subjects"]
    if first in auxiliaries and second in subjects:
        return {"inverted"}
    if first in view.lists["question-words"]:
        if second in auxiliaries and (third in subjects or third == "your"):
            return {"wh"}
        if first in ("which", "what") and third in auxiliaries:
            return {"wh"}
        if len(words) > 3 and third in auxiliaries and view.norms[words[3]] in subjects:
            return {"wh"}
    if first in ("anyone", "anybody") and second in view.lists["anyone-verbs"]:
        return {"inverted"}
    return set()


def _content(view: PostView, sentence: TokenRange) -> set[str]:
    facts: set[str] = set()
    words = [view.norms[i] for i in range(*sentence) if view.kinds[i] == "word"]
    present = set(words)
    for fact, name in (
        ("you", "second-person"),
        ("choice", "choice-words"),
        ("anyone", "anyone-words"),
        ("opinion", "opinion-words"),
        ("we", "first-person"),
    ):
        if present & set(view.lists[name]):
            facts.add(fact)
    if words and words[0] in view.lists["question-words"]:
        facts.add("wh")
    if len(words) <= 2:
        facts.add("short")
    if any(view.kinds[i] == "mention" for i in range(*sentence)):
        facts.add("named")
    long = [view.words[i] for i in range(*sentence) if view.kinds[i] == "word" and len(view.words[i]) > 3]
    if len(long) > 2 and sum(w[0].isupper() for w in long) > 0.6 * len(long):
        facts.add("title")
    return facts

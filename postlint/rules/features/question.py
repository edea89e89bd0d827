"""Questions and invitations: whether a reader is asked something they could sincerely answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from postlint.model.reading import NOTHING, Found, PostView, TokenRange
from postlint.rules.features.asking import questions
from postlint.rules.features.question_form import begins

_OTHERS = {"shared", "quoted"}


def question(view: PostView, options: Mapping[str, Any]) -> Found:
    """A question of which all facts in ``is`` hold, none in ``not`` and, if given, one in ``one``.

    Only the author's own, unless ``is`` names ``shared`` (in a passed-on post) or ``quoted``.

    How it asks: ``asks`` (in any way), ``marked`` (with its mark), ``wh``, ``inverted``, ``open``
    (opens as only a question does), ``brief`` (a whole question in a word or three: "Thoughts?"),
    ``tag`` ("..., right?"), ``fragment`` (a few words of no question's form), ``statement`` (more
    words), ``or``, ``loud`` (``?!``), ``short`` (up to two words), ``title`` (title case).
    Whom: ``asks-you`` (its subject is the reader), ``you``, ``anyone``, ``we``, ``called`` (a
    group: "fans"), ``named`` (one person). What: ``choice``, ``opinion``, ``quiz``, ``know``
    ("Did you know"), ``general`` ("How do you shuck an oyster"), ``hook`` ("Tired of ..."),
    ``maybe-hook`` (a hook if an offer follows), ``mock`` (expects no answer).
    Where: ``first``, ``last``, ``buried`` (in the midst of a long post), ``alone``, ``link`` (in
    or behind it), ``announced`` (by "Poll:", "Trivia!"), ``then-link`` (a link and no words),
    ``then-text``, ``then-call`` (the next sentence sends the reader elsewhere),
    ``then-call-later``, ``then-offer``, ``then-answer``, ``then-brief``, ``then-mine`` (the
    author answers too), ``then-question``.
    """
    wanted, unwanted = set(options.get("is", ())), set(options.get("not", ()))
    one_of = set(options.get("one", ()))
    unwanted |= _OTHERS - wanted
    hits = [
        q.tokens
        for q in questions(view)
        if wanted <= q.facts and not unwanted & q.facts and (not one_of or one_of & q.facts)
    ]
    return Found(float(len(hits)), tuple(hits)) if hits else NOTHING


def order(view: PostView, options: Mapping[str, Any]) -> Found:
    """Phrases that invite the reader to answer.

    ``of`` names lists, each with the list of words behind which its phrases still are orders to
    the reader; elsewhere they must begin a clause. A list with ``anywhere`` counts in any place.
    Never behind a negation or a pointer ("Link in the comments"). ``whose: shared`` looks into a
    passed-on post instead of the author's own words.
    """
    shared = options.get("whose") == "shared"
    passed_on = view.shared.tokens if view.shared else (0, 0)
    hits: list[TokenRange] = []
    for name, behind in options["of"].items():
        for start, end in view.hits(f"@{name}"):
            inside = passed_on[0] <= start < passed_on[1]
            if (not inside if shared else not view.own[start]) or _is_negated(view, start):
                continue
            if (
                behind == "anywhere"
                or begins(view, start)
                or view.norms[start - 1] in view.lists[behind]
            ):
                hits.append((start, end))
    unique = tuple(sorted(set(hits)))
    return Found(float(len(unique)), unique) if unique else NOTHING


def _is_negated(view: PostView, i: int) -> bool:
    """Whether it is denied, or names where to find something ("Link in the comments")."""
    before = view.norms[i - 1] if i else ""
    return before in view.lists["negations"] or before in view.lists["answer-stops"]

"""Questions and invitations: whether a reader is asked something they could sincerely answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from postlint.model.reading import NOTHING, Found, PostView, TokenRange
from postlint.rules.features.asking import questions

_OTHERS = {"shared", "quoted"}
_BREAKS = frozenset(["punct", "symbol", "newline", "emoji", "emoticon", "url", "hashtag"])


def question(view: PostView, options: Mapping[str, Any]) -> Found:
    """A question of which all facts in ``is`` hold, none in ``not`` and, if given, one in ``one``.

    Only the author's own, unless ``is`` names ``shared`` (in a passed-on post) or ``quoted``.

    How it asks: ``marked`` (has its mark), ``wh``, ``inverted``, ``brief`` (a whole question in
    a word or three: "Thoughts?"), ``tag`` ("…, right?"), ``fragment`` (a few words of no
    question's form), ``statement`` (more words), ``or``, ``loud`` (``?!``), ``short`` (up to two
    words), ``title`` (title case).
    Whom: ``asks-you`` (its subject is the reader), ``you``, ``anyone``, ``we``, ``named`` (one
    person). What: ``choice``, ``opinion``, ``quiz``, ``know`` ("Did you know"), ``general``
    ("How do you shuck an oyster"), ``hook`` ("Tired of …"),
    ``maybe-hook`` (a hook if an offer follows), ``mock`` (expects no answer).
    Where: ``first``, ``last``, ``alone``, ``link`` (in or behind it), ``then-link`` (a link and
    no words), ``then-text``, ``then-call`` (the next sentence sends the reader elsewhere),
    ``then-call-later``, ``then-offer``, ``then-answer``, ``then-brief``, ``then-question``.
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
    """Phrases of the list ``of`` that stand as orders to the reader: at the start of a clause,
    or behind a word of the list ``behind``; anywhere if none is given. Never behind a negation.
    ``whose: shared`` looks into a passed-on post instead of the author's own words."""
    leads = view.lists[options["behind"]] if "behind" in options else None
    shared = options.get("whose") == "shared"
    passed_on = view.shared.tokens if view.shared else (0, 0)
    hits: list[TokenRange] = []
    for start, end in view.hits("@" + options["of"]):
        inside = passed_on[0] <= start < passed_on[1]
        if not inside if shared else not view.own[start]:
            continue
        before = view.norms[start - 1] if start else ""
        if before in view.lists["negations"]:
            continue
        heads = not start or view.kinds[start - 1] in _BREAKS or start in view.clause_heads
        if leads is None or heads or before in leads:
            hits.append((start, end))
    return Found(float(len(hits)), tuple(hits)) if hits else NOTHING

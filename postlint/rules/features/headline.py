"""Headlines and labels: what a post says when nobody speaks."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

from postlint.model.reading import NOTHING, Found, PostView, TokenRange

_LEAST_LONG = 3
_ENDS = frozenset(".!?")
_BARS = frozenset(["|", "-", "–", "—"])
_MARKS = frozenset(["punct", "symbol", "emoji"])
_SITE_WORDS = 6
_SHORT, _LONG = 4, 30
_FEW_NAMES = 2
_MANY_SMALL = 0.3
_LONGEST_ADDRESS = 300


def _spoken(view: PostView) -> list[int]:
    """Return all words but those of a passed-on post: a headline may well be a quotation."""
    shared = range(*view.shared.tokens) if view.shared else range(0)
    return [
        i
        for i, k in enumerate(view.kinds)
        if k in ("word", "number", "cashtag") and i not in shared
    ]


def title_case(view: PostView, options: Mapping[str, Any]) -> Found:
    """How much of the text is capitalised as titles are: 0 at half of the longer words,
    1 at all of them. The first word of a sentence doesn't count."""
    words = [
        i
        for i in _spoken(view)
        if view.kinds[i] == "word" and len(view.words[i]) > 3 and i not in view.sentence_heads
    ]
    if len(words) < _LEAST_LONG:
        return NOTHING
    capitals = sum(view.words[i][0].isupper() for i in words) / len(words)
    return Found(max(0.0, 2 * capitals - 1))


def telegram_style(view: PostView, options: Mapping[str, Any]) -> Found:
    """How few small words (those of the list ``of``) the text has, as headlines drop them: 1
    for none, 0 from three in ten words."""
    words = [i for i in _spoken(view) if view.kinds[i] == "word"]
    if len(words) < _LEAST_LONG:
        return NOTHING
    small = sum(view.norms[i] in view.lists[options["of"]] for i in words) / len(words)
    return Found(max(0.0, 1 - small / _MANY_SMALL))


def label(view: PostView, options: Mapping[str, Any]) -> Found:
    """A label of at most ``most`` (3) words and a colon opens the post ("Report: …")."""
    most = options.get("most", 3)
    for i in range(view.first_word, min(len(view.kinds), view.first_word + most + 1)):
        if view.words[i] in (":", "|", ">") and i > view.first_word:
            return Found(1.0, ((view.first_word, i + 1),))
        if view.kinds[i] not in ("word", "number", "hashtag"):
            return NOTHING
    return NOTHING


def linked_text(view: PostView, options: Mapping[str, Any]) -> Found:
    """The words that a link belongs to, of which all facts in ``is`` hold and none in ``not``.

    Facts: ``link`` (one that is no picture), ``last`` (no own words behind it), ``pair`` (two
    links, or a link and a picture, stand side by side), ``one-sentence``, ``unended`` (no full
    stop, nor ! or ?), ``stopped`` (a full stop), ``broken-off`` (…), ``colon`` (a colon or an
    arrow before the link), ``site`` (the name of a site behind a bar or a dash), ``short`` (up
    to 4 words), ``long`` (over 30), ``emoji`` (one that doesn't point at the link), ``exclaims``,
    ``names`` (two words or more with a capital inside sentences), ``quoted`` (mostly in
    quotation marks), ``bare`` (no words at all; then ``last`` and ``unended`` hold, too).
    Phrases of the lists in ``labels`` ("Read more") don't count as words.
    """
    facts, where = _facts(view, tuple(options.get("labels", ())))
    wanted, unwanted = set(options.get("is", ())), set(options.get("not", ()))
    if "link" not in facts or not wanted <= facts or unwanted & facts:
        return NOTHING
    return Found(1.0, where)


def _facts(
    view: PostView, labels: tuple[str, ...]
) -> tuple[frozenset[str], tuple[TokenRange, ...]]:
    key = "headline.facts " + " ".join(labels)
    if key not in view.memo:
        view.memo[key] = _find(view, labels)
    found: tuple[frozenset[str], tuple[TokenRange, ...]] = view.memo[key]
    return found


def _find(view: PostView, labels: tuple[str, ...]) -> tuple[frozenset[str], tuple[TokenRange, ...]]:
    links = [i for i, kind in enumerate(view.kinds) if kind == "url"]
    stories = [i for i in links if not _is_picture(view, i)]
    if not stories:
        return frozenset(), ()
    label_places = {i for name in labels for hit in view.hits(f"@{name}") for i in range(*hit)}
    words = [i for i in _spoken(view) if i not in label_places]
    facts = {"link"}
    if not words:
        facts.update(("bare", "last", "unended"))
        return frozenset(facts), tuple((i, i + 1) for i in stories)
    last = words[-1]
    behind = next((i for i in links if i > last), None)
    if behind is not None:
        facts.add("last")
        facts |= _ending(view, last, behind)
    if any(b - a == 1 for a, b in itertools.pairwise(links)):
        facts.add("pair")
    facts |= _wording(view, words) | _manner(view)
    return frozenset(facts), ((words[0], last + 1),)


def _wording(view: PostView, words: list[int]) -> set[str]:
    """Return what the words are like; there is at least one."""
    facts = set()
    places = frozenset(words)
    if sum(any(i in places for i in range(*s)) for s in view.sentences) == 1:
        facts.add("one-sentence")
    if len(words) <= _SHORT:
        facts.add("short")
    elif len(words) > _LONG:
        facts.add("long")
    names = sum(
        view.kinds[i] == "word" and view.words[i][0].isupper() and i not in view.sentence_heads
        for i in words
    )
    if names >= _FEW_NAMES:
        facts.add("names")
    quoted = {i for q in view.quotations if q.marked for i in range(*q.words)}
    if sum(i in quoted for i in words) > len(words) / 2:
        facts.add("quoted")
    if _names_site(view, words[-1]):
        facts.add("site")
    return facts


def _manner(view: PostView) -> set[str]:
    """Return what gives a voice away besides words."""
    facts = set()
    pointers = view.lists["link-pointers"]
    for i, kind in enumerate(view.kinds):
        if kind == "emoji" and view.norms[i] not in pointers:
            facts.add("emoji")
        elif kind == "punct" and "!" in view.words[i]:
            facts.add("exclaims")
    return facts


def _ending(view: PostView, last: int, link: int) -> set[str]:
    """Return how the words before a link end."""
    facts = set()
    marks = [view.norms[i] for i in range(last + 1, link) if view.kinds[i] in _MARKS]
    if any(mark in view.lists["link-pointers"] for mark in marks):
        facts.add("colon")
    if any(mark in ("...", "…") for mark in marks):
        facts.add("broken-off")
    elif any(mark[0] == "." for mark in marks):
        facts.add("stopped")
    if not any(mark[0] in _ENDS for mark in marks) or "broken-off" in facts:
        facts.add("unended")
    return facts


def _names_site(view: PostView, last: int) -> bool:
    """Whether up to six capitalised words behind a bar or a dash end the text: "… - LA Times"."""
    for i in range(last, max(0, last - _SITE_WORDS) - 1, -1):
        if view.words[i] in _BARS:
            return 0 < i < last
        if view.kinds[i] == "word" and not view.words[i][0].isupper():
            return False
    return False


def _is_picture(view: PostView, i: int) -> bool:
    address = view.words[i][:_LONGEST_ADDRESS].lower()
    return any(host.replace(" ", "") in address for host in view.lists["link-pictures"])

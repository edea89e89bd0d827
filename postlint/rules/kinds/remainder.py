"""``remainder``: take somebody else's words away and judge what the author adds."""

from __future__ import annotations

from typing import ClassVar, Literal

from postlint.model.reading import NOTHING, Found, Judgement, PostView, Quotation, TokenRange
from postlint.rules.kind import Kind
from postlint.rules.schema import Strict

Removal = Literal["quotation", "shared", "link"]

_MANY = 12
_ENOUGH = 8
_LONGEST_TAIL = 12
_SPOKEN = ("word", "number")
_POSTED = ("hashtag", "mention", "url", "emoji", "emoticon")
_LONG_WORD = 4
_TITLE_SHARE = 0.7


class Remainder(Kind):
    """``remove`` says what to take away: quotations with their credit, a passed-on post, or links.

    Measures, each 0 or 1 and only where something was removed, unless said otherwise:
    ``removed``; ``removed-share`` and ``left-share`` (of all words); ``credited``; ``marked``;
    ``unclosed`` (a mark is missing); ``spoken`` (no marks, a speaker's label before);
    ``signed`` (no marks, a name behind); ``embedded`` (inside a sentence of the author's own);
    ``unpunctuated`` (no full stop, as in a headline); ``tagged-inside`` (hashtags, mentions,
    links or emoji among the quoted words); ``nothing-left``, ``one-or-two-left``,
    ``three-to-six-left``, ``more-left`` and ``words-left`` (these two grow with the words, from
    seven and from one); ``question-left``.
    """

    name: ClassVar[str] = "remainder"
    measures: ClassVar[tuple[str, ...]] = (
        "removed",
        "removed-share",
        "left-share",
        "credited",
        "marked",
        "unclosed",
        "spoken",
        "signed",
        "embedded",
        "unpunctuated",
        "tagged-inside",
        "nothing-left",
        "one-or-two-left",
        "three-to-six-left",
        "more-left",
        "words-left",
        "question-left",
    )

    class Options(Strict):
        """``labels`` names lists whose phrases are no words of comment ("Quote of the day");
        ``tails`` lists whose words open a line that only leads to a link ("Read more: …");
        ``lines`` lists whose phrases open a line that says nothing ("Photo by …")."""

        remove: Removal
        labels: tuple[str, ...] = ()
        tails: tuple[str, ...] = ()
        lines: tuple[str, ...] = ()

    def judge(self, view: PostView) -> Judgement:
        return self.weigh(view, self._measure(view))

    def _measure(self, view: PostView) -> dict[str, Found]:
        quoted = _passages(view) if self.options.remove == "quotation" else []
        removed = _removed(view, self.options.remove, quoted)
        if not removed:
            return {}
        gone = [False] * len(view.kinds)
        for start, end in removed:
            gone[start:end] = [True] * (end - start)
        found = self._describe(view, quoted, removed, gone)
        for name in self.options.labels:
            for start, end in view.hits(f"@{name}"):
                gone[start:end] = [True] * (end - start)
        for start, end in _tails(view, {w for t in self.options.tails for w in view.lists[t]}):
            gone[start:end] = [True] * (end - start)
        for start, end in _lines(view, [h for n in self.options.lines for h in view.hits(f"@{n}")]):
            gone[start:end] = [True] * (end - start)
        spoken = [i for i, kind in enumerate(view.kinds) if kind in _SPOKEN]
        left = [i for i in spoken if not gone[i]]
        where = tuple(r for r in removed if r[0] < r[1])
        share = 1 - len(left) / len(spoken) if spoken else 1.0
        asks = any(
            kind == "punct" and "?" in view.words[i] and not gone[i]
            for i, kind in enumerate(view.kinds)
        )
        n = len(left)
        flags = {
            "nothing-left": n == 0,
            "one-or-two-left": 1 <= n <= 2,
            "three-to-six-left": 3 <= n <= 6,
            "question-left": asks,
        }
        found.update((name, Found(1.0, where)) for name, holds in flags.items() if holds)
        found["removed"] = Found(1.0, where)
        found["removed-share"] = Found(share, where)
        found["left-share"] = Found(1 - share, where)
        found["words-left"] = Found(min(1.0, (n + 2) / _ENOUGH), where) if n else NOTHING
        found["more-left"] = Found(min(n, _MANY) / _MANY, where) if n > 6 else NOTHING
        return found

    def _describe(
        self, view: PostView, quoted: list[Quotation], removed: list[TokenRange], gone: list[bool]
    ) -> dict[str, Found]:
        """Return what kind of words were removed."""
        where = tuple(r for r in removed if r[0] < r[1])
        marked = [q for q in quoted if q.marked]
        unmarked = [q for q in quoted if not q.marked]
        flags = {
            "credited": any(q.credit for q in quoted) or self.options.remove == "shared",
            "marked": bool(marked),
            "unclosed": any(not q.closed for q in quoted),
            "spoken": any(q.credit and q.credit[0] < q.tokens for q in unmarked),
            "signed": any(q.credit and q.credit[0] > q.tokens for q in unmarked),
            "embedded": any(_embedded(view, q, gone) for q in quoted),
            "unpunctuated": bool(marked) and not any(_is_punctuated(view, q) for q in marked),
            "tagged-inside": any(view.kinds[i] in _POSTED for q in marked for i in range(*q.words)),
        }
        return {name: Found(1.0, where) for name, holds in flags.items() if holds}


def _passages(view: PostView) -> list[Quotation]:
    """Return the quotations long enough to be speech, as ``view.own`` sees them, but no titles
    (``"The Lord of the Rings"``, with its author and a link, too) and no headlines (no full
    stop, no name, but a link)."""
    linked = "url" in view.kinds
    return [
        q
        for q in view.quotations
        if not view.own[q.words[0]]
        and (
            not q.marked
            or _is_punctuated(view, q)
            or not (_is_titled(view, q) and (linked or not q.credit))
        )
        and (q.credit or not linked or not q.marked or _is_punctuated(view, q))
    ]


def _removed(view: PostView, remove: Removal, quoted: list[Quotation]) -> list[TokenRange]:
    if remove == "shared":
        return [view.shared.tokens] if view.shared else []
    if remove == "link":
        return [(i, i + 1) for i, k in enumerate(view.kinds) if k == "url"]
    return [part for q in quoted for part in (q.tokens, *q.credit)]


def _is_punctuated(view: PostView, quotation: Quotation) -> bool:
    """Whether sentence marks stand in the quotation or at its end; headlines have none."""
    end = min(quotation.words[1] + 2, len(view.kinds))
    return any(
        view.kinds[i] == "punct" and view.words[i][0] in ".!?…,;"
        for i in range(quotation.words[0], end)
    )


def _is_titled(view: PostView, quotation: Quotation) -> bool:
    start, end = quotation.words
    longer = [
        view.words[i][0].isupper()
        for i in range(start + 1, end)
        if view.kinds[i] == "word" and len(view.words[i]) >= _LONG_WORD
    ]
    return len(longer) > 1 and sum(longer) >= _TITLE_SHARE * len(longer)


def _embedded(view: PostView, quotation: Quotation, gone: list[bool]) -> bool:
    """Whether the author's own sentence runs into the quotation, or on behind it."""
    start, end = quotation.tokens
    into = start > 0 and not gone[start - 1] and view.kinds[start - 1] in _SPOKEN
    on = end < len(gone) and not gone[end] and view.kinds[end] in _SPOKEN
    return into or (on and view.words[end][0].islower())


def _lines(view: PostView, hits: list[TokenRange]) -> list[TokenRange]:
    """Return the lines that open with one of the hits, from the hit to the line's end."""
    if not hits:
        return []
    openers = {start for start, _ in hits}
    found: list[TokenRange] = []
    fresh, start = True, -1
    for i, kind in enumerate(view.kinds):
        if kind == "newline" or (kind == "punct" and view.words[i][0] in "([|"):
            if start >= 0:
                found.append((start, i))
            fresh, start = True, -1
        elif fresh and i in openers:
            start, fresh = i, False
        elif kind in _SPOKEN:
            fresh = False
    return [*found, (start, len(view.kinds))] if start >= 0 else found


def _tails(view: PostView, openers: set[str]) -> list[TokenRange]:
    """Return the short lines and sentences that open with one of the words and end in a link."""
    if not openers:
        return []
    found: list[TokenRange] = []
    start = 0
    for i, kind in enumerate(view.kinds):
        if kind == "url":
            head = next((j for j in range(start, i) if view.kinds[j] in _SPOKEN), i)
            short = i - start <= _LONGEST_TAIL
            if short and head < i and (view.norms[head] in openers or view.words[i - 1] == ":"):
                found.append((start, i + 1))
        if kind in ("url", "newline") or (kind == "punct" and view.words[i][0] in '.!?…”"'):
            start = i + 1
    return found

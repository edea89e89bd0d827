"""``remainder``: take somebody else's words away and judge what the author adds."""

from __future__ import annotations

from typing import ClassVar, Literal

from postlint.model.reading import NOTHING, Found, Judgement, PostView, TokenRange
from postlint.rules.kind import Kind
from postlint.rules.schema import Strict

Removal = Literal["quotation", "shared", "link"]

_MANY = 12


class Remainder(Kind):
    """``remove`` says what to take away: quotations with their credit, a passed-on post, or links.

    Measures: ``removed`` (something was there to take away), ``removed-share`` (of all words),
    ``credited``, ``marked``, ``nothing-left``, ``one-or-two-left``, ``three-to-six-left``,
    ``more-left`` (each 0 or 1, and only where something was removed), ``question-left``.
    """

    name: ClassVar[str] = "remainder"
    measures: ClassVar[tuple[str, ...]] = (
        "removed",
        "removed-share",
        "credited",
        "marked",
        "unclosed",
        "nothing-left",
        "one-or-two-left",
        "three-to-six-left",
        "more-left",
        "question-left",
    )

    class Options(Strict):
        """``labels`` names lists whose phrases are no words of comment ("Quote of the day")."""

        remove: Removal
        labels: list[str] = []

    def judge(self, view: PostView) -> Judgement:
        return self.weigh(view, self._measure(view))

    def _measure(self, view: PostView) -> dict[str, Found]:
        removed, credited, marked, closed = _removed(view, self.options.remove)
        if not removed:
            return {}
        gone = [False] * len(view.kinds)
        for start, end in removed:
            gone[start:end] = [True] * (end - start)
        for name in self.options.labels:
            for start, end in view.hits(f"@{name}"):
                gone[start:end] = [True] * (end - start)
        spoken = [i for i, kind in enumerate(view.kinds) if kind in ("word", "number")]
        left = [i for i in spoken if not gone[i] and view.norms[i] != "<mention>"]
        asks = any(
            "?" in view.words[i] and not gone[i] for i, k in enumerate(view.kinds) if k == "punct"
        )
        where = tuple(r for r in removed if r[0] < r[1])
        share = 1 - len(left) / len(spoken) if spoken else 1.0
        yes = Found(1.0, where)
        n = len(left)
        return {
            "removed": yes,
            "removed-share": Found(share, where),
            "credited": yes if credited else NOTHING,
            "marked": yes if marked else NOTHING,
            "unclosed": NOTHING if closed else yes,
            "nothing-left": yes if n == 0 else NOTHING,
            "one-or-two-left": yes if 1 <= n <= 2 else NOTHING,
            "three-to-six-left": yes if 3 <= n <= 6 else NOTHING,
            "more-left": Found(min(n, _MANY) / _MANY, where) if n > 6 else NOTHING,
            "question-left": yes if asks else NOTHING,
        }


def _removed(view: PostView, remove: Removal) -> tuple[list[TokenRange], bool, bool, bool]:
    """Return what goes, whether it is credited, in quotation marks, and closed."""
    if remove == "shared":
        shared = view.shared
        return ([shared.tokens] if shared else []), bool(shared), False, True
    if remove == "link":
        return [(i, i + 1) for i, k in enumerate(view.kinds) if k == "url"], False, False, True
    passages = [q for q in view.quotations if not view.own[q.words[0]]]
    ranges = [part for q in passages for part in (q.tokens, *q.credit)]
    return (
        ranges,
        any(q.credit for q in passages),
        any(q.marked for q in passages),
        all(q.closed for q in passages),
    )

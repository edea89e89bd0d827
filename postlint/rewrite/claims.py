"""Words that a rewrite adds: they may ask, invite or leave a blank, and claim nothing."""

from __future__ import annotations

import difflib
from collections import Counter

import regex

from postlint.rewrite.sight import Sight

BLANK = regex.compile(r"\[[^\[\]\n]{3,200}\]")


def added_words(old: Sight, new: Sight) -> list[int]:
    """Return the words of ``new`` that ``old`` doesn't have; words that only moved don't count."""
    was = [old.norms[i] for i in old.spoken]
    now = [new.norms[i] for i in new.spoken]
    matcher = difflib.SequenceMatcher(None, was, now, autojunk=False)
    gone: Counter[str] = Counter()
    come: list[int] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            gone.update(was[i:j])
            come += range(k, m)
    added = []
    for index in come:
        if gone[now[index]]:
            gone[now[index]] -= 1
        else:
            added.append(new.spoken[index])
    return added


def unwarranted(old: Sight, new: Sight) -> str:
    """Return the first sentence that an added word makes a statement, or "" where none does."""
    added = added_words(old, new)
    if not added:
        return ""
    blanks = [match.span() for match in BLANK.finditer(new.text)]
    for start, end in new.sentences:
        mine = [
            i
            for i in added
            if start <= i < end and not any(a <= new.starts[i] < b for a, b in blanks)
        ]
        if not mine or _asks(new, start, end):
            continue
        if all(new.listed(i, "rewrite-labels") for i in mine):
            continue
        first = new.norms[mine[0]]
        if first in new.lists.get("rewrite-inviting", ()):
            continue
        return new.text[new.starts[start] : new.ends[end - 1]]
    return ""


def _asks(sight: Sight, start: int, end: int) -> bool:
    return any("?" in sight.words[i] and sight.kinds[i] == "punct" for i in range(start, end))

"""Whose words a quotation is: a name after a dash, ``Name:`` before it, ``says Name`` around it.

Every search stays within the room that neighbouring quotations leave, so that all of them
together read the post once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from postlint.model.reading import TokenRange
from postlint.text.tokens import Tokens

Lists = Mapping[str, Collection[str]]

_DASHES = frozenset(["-", "–", "—", "―", "~", "--", "|", "/", "---", "•", "−"])
_QUIET = frozenset(["emoji", "emoticon", "symbol"])
_MAX_BEHIND_DASH = 40
_MAX_SAYS = 16
_MAX_NAMED = 16
_MAX_BEFORE = 22
_NEAR_END = 4
_MAX_TOPIC = 8
_LONGEST_ROLE = 3
_LONGEST_NAME = 4


def find_credit(
    tokens: Tokens, quotation: TokenRange, room: TokenRange, lists: Lists
) -> tuple[TokenRange, ...]:
    """Return the token ranges that credit a quotation; ``room`` is what other quotations leave."""
    found = (
        _before(tokens, quotation[0], room[0], lists),
        _after(tokens, quotation[1], room[1], lists),
    )
    return tuple(part for part in found if part is not None)


def names_speaker(tokens: Tokens, part: TokenRange, lists: Lists) -> bool:
    """Whether a label says who speaks, and to whom or on what: ``CEO Ada Nwosu on rates``."""
    named = False
    topic = 0
    for i in range(*part):
        norm = tokens.norms[i]
        if tokens.kinds[i] not in ("word", "mention", "hashtag", "number"):
            continue
        topic -= topic > 0
        if norm in lists["quote-comic-speakers"] or _is_self(tokens, i, lists):
            return False
        if norm in lists["first-person"]:
            continue
        if norm == "'s":
            named = named and bool(topic)
            continue
        if norm in lists["quote-context"] or norm in lists["name-joiners"]:
            if named and norm in lists["quote-context"]:
                topic = _MAX_TOPIC
            continue
        if not named and norm in lists["quote-no-names"]:
            return False
        if _is_name(tokens, i, lists):
            named = named or norm not in lists["quote-labels"]
        elif tokens.kinds[i] == "word" and norm not in lists["reporting-verbs"]:
            if norm not in lists["quote-speakers"] and not topic:
                return False
            named = True
    return named


def _says(tokens: Tokens, part: TokenRange, lists: Lists) -> bool:
    """Whether a stretch reports speech of somebody else: ``said Ada``, ``one user wrote``."""
    says = named = False
    if tokens.norms[part[0]] in lists["quote-assertions"]:
        return False
    for i in range(*part):
        norm = tokens.norms[i]
        if _is_self(tokens, i, lists) or norm in lists["second-person"]:
            return False
        says = says or norm in lists["reporting-verbs"]
        named = named or _is_name(tokens, i, lists) or norm in lists["quote-speakers"]
    return says and named


def _is_self(tokens: Tokens, i: int, lists: Lists) -> bool:
    """Whether the author speaks of themselves; ``our CEO`` is somebody else."""
    if tokens.norms[i] not in lists["first-person"]:
        return False
    behind = tokens.norms[i + 1] if i + 1 < len(tokens.norms) else ""
    return behind not in lists["speaker-roles"] or behind in lists["quote-comic-speakers"]


def _before(tokens: Tokens, start: int, floor: int, lists: Lists) -> TokenRange | None:
    i = start
    while i > floor and start - i <= _MAX_BEFORE:
        word, kind = tokens.words[i - 1], tokens.kinds[i - 1]
        stops = kind == "punct" and word[0] in ".!?…" and not _initial(tokens, i - 1)
        if i < start and (stops or kind in ("newline", "url") or word == ":"):
            break
        i -= 1
    if i == start or start - i > _MAX_BEFORE:
        return None
    last = start - 1
    while last > i and tokens.kinds[last] in ("newline", "emoji"):
        last -= 1
    if tokens.words[last] in (":", "-", "–", "—", "|", ">"):
        part = (i, last)
        if names_speaker(tokens, part, lists) or _says(tokens, part, lists):
            return (i, start)
        return None
    if _is_full_name(tokens, (i, start), lists):
        return (i, start)
    near = range(max(i, last - (_NEAR_END if tokens.words[last] == "," else 1)), last + 1)
    if any(tokens.norms[j] in lists["reporting-verbs"] for j in near):
        if _says(tokens, (i, start), lists) and tokens.norms[last] not in lists["quote-binders"]:
            return (i, start)
    return None


def _after(tokens: Tokens, end: int, ceiling: int, lists: Lists) -> TokenRange | None:
    i = end
    while i < ceiling and (tokens.kinds[i] == "newline" or tokens.kinds[i] in _QUIET):
        if tokens.words[i] in _DASHES:
            break
        i += 1
    while i < ceiling and tokens.words[i] == ",":
        i += 1
    if i >= ceiling or tokens.words[i] == ":":
        return None
    line = i
    while line < ceiling and tokens.kinds[line] != "newline":
        line += 1
    if tokens.words[i] in _DASHES or tokens.norms[i] in lists["credit-openers"]:
        return _behind_dash(tokens, i, line, lists)
    if tokens.words[i] in ("(", "["):
        return _in_brackets(tokens, i, line, lists)
    stop = _stop(tokens, i, line)
    own_line = any(tokens.kinds[j] == "newline" for j in range(end, i))
    if stop - i <= _MAX_NAMED and _only_names(tokens, (i, stop), lists, alone=own_line):
        return (i, stop)
    if stop - i <= _MAX_SAYS and not own_line and _says(tokens, (i, stop), lists):
        return (i, stop)
    return None


def _behind_dash(tokens: Tokens, i: int, limit: int, lists: Lists) -> TokenRange | None:
    """Return a credit such as ``— Ada Nwosu, CEO of Acme, on rates``, no comment behind a dash."""
    first = i + 1
    while first < limit and (
        tokens.words[first] in _DASHES
        or tokens.kinds[first] in _QUIET
        or tokens.norms[first] in lists["name-joiners"]
        or tokens.norms[first] in lists["quote-context"]
    ):
        first += 1
    if first >= limit:
        return None
    stop = _stop(tokens, first, limit)
    if stop - i > _MAX_BEHIND_DASH:
        return None
    if tokens.norms[first] in lists["first-person"]:
        role = any(tokens.norms[j] in lists["speaker-roles"] for j in range(first, stop))
        return (i, stop) if role else None
    if tokens.norms[first] in lists["quote-speakers"] or tokens.kinds[first] == "mention":
        return (i, stop)
    first = _past_role(tokens, first, stop)
    if not _is_name(tokens, first, lists) or tokens.norms[first] in lists["quote-no-names"]:
        return None
    second = first + 1
    ends = second >= stop or tokens.kinds[second] != "word"
    follows = ends or _is_name(tokens, second, lists)
    known = not ends and (
        tokens.norms[second] in lists["name-joiners"]
        or tokens.norms[second] in lists["quote-context"]
        or tokens.norms[second] in lists["reporting-verbs"]
    )
    return (i, stop) if follows or known else None


def _past_role(tokens: Tokens, first: int, stop: int) -> int:
    """Return where the name begins in ``sociologist Ada Nwosu``, or ``first``."""
    for i in range(first, min(first + _LONGEST_ROLE, stop - 1)):
        if tokens.kinds[i] != "word":
            break
        if tokens.words[i][0].isupper():
            return i if tokens.words[i + 1][0].isupper() else first
    return first


def _in_brackets(tokens: Tokens, i: int, limit: int, lists: Lists) -> TokenRange | None:
    stop = next((j + 1 for j in range(i, limit) if tokens.words[j] in (")", "]")), limit)
    named = any(_is_name(tokens, j, lists) for j in range(i, stop))
    return (i, stop) if named and stop - i <= _MAX_NAMED else None


def _is_full_name(tokens: Tokens, part: TokenRange, lists: Lists) -> bool:
    """Whether a stretch is a name of two to four parts, or a source with its number
    (``Proverbs 3:5``), that opens a line."""
    fresh = part[0] == 0 or tokens.kinds[part[0] - 1] == "newline"
    return (
        fresh
        and 2 <= part[1] - part[0] <= _LONGEST_NAME
        and all(
            (tokens.kinds[i] == "word" and tokens.words[i][0].isupper())
            or (tokens.kinds[i] == "number" and i > part[0])
            for i in range(*part)
        )
        and not any(
            tokens.norms[i] in lists["quote-no-names"] or tokens.norms[i] in lists["quote-labels"]
            for i in range(*part)
        )
    )


def _only_names(tokens: Tokens, part: TokenRange, lists: Lists, *, alone: bool = False) -> bool:
    """Whether a stretch is nothing but a name, a role and what they speak about; ``alone`` on
    a line of its own, anything may follow a comma."""
    person = False
    topic = 0
    ended = tokens.kinds[part[1] - 1] == "punct" and tokens.words[part[1] - 1][0] in ".!?…"
    for i in range(*part):
        if person and tokens.words[i] == "," and alone:
            return _is_full_name(tokens, (part[0], i), lists) and not any(
                _is_self(tokens, j, lists) or tokens.norms[j] in lists["quote-assertions"]
                for j in range(i, part[1])
            )
        if tokens.kinds[i] not in ("word", "mention", "number"):
            continue
        topic -= topic > 0
        norm = tokens.norms[i]
        if _is_self(tokens, i, lists):
            return False
        if not topic and (norm in lists["quote-no-names"] or norm in lists["quote-labels"]):
            return False
        if norm in lists["name-joiners"] or norm in lists["quote-context"]:
            if not person and norm in lists["quote-context"]:
                return False
            topic = _MAX_TOPIC if norm in lists["quote-context"] else topic
            continue
        if topic:
            continue
        if tokens.kinds[i] == "number":
            continue
        if not _is_name(tokens, i, lists):
            return False
        person = True
    last = tokens.norms[part[1] - 1]
    return person and last not in lists["name-joiners"] and not (ended and part[1] - part[0] == 2)


def _stop(tokens: Tokens, i: int, limit: int) -> int:
    """Return where a credit's sentence ends: full stop, link, or the limit."""
    for j in range(i, limit):
        if tokens.kinds[j] == "url":
            return j
        if tokens.kinds[j] == "punct" and tokens.words[j][0] in ".!?…" and not _initial(tokens, j):
            return j + 1
    return limit


def _initial(tokens: Tokens, dot: int) -> bool:
    """Whether a full stop only shortens a name: ``R. Perlmutter``."""
    before = tokens.words[dot - 1] if dot else ""
    return tokens.words[dot] == "." and (
        (len(before) == 1 and before.isupper()) or before in ("St", "Jr", "Sr", "Dr", "Mr", "Mt")
    )


def _is_name(tokens: Tokens, i: int, lists: Lists) -> bool:
    if tokens.kinds[i] in ("mention", "hashtag"):
        return True
    word = tokens.words[i]
    return tokens.kinds[i] == "word" and (
        word[:1].isupper() or tokens.norms[i] in lists["speaker-roles"]
    )

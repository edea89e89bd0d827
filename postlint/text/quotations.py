"""Somebody else's words: text in quotation marks, or after a speaker's name and a colon."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from postlint.model.reading import Quotation
from postlint.text.credit import find_credit
from postlint.text.tokens import Tokens

_PAIRS = {"“": "”\"", "„": "“”", "«": "»", "»": "«", "‟": "”", "``": "''”", "‘": "’'", "'": "'’"}
_OUTSIDE = frozenset(["url", "hashtag", "newline"])
_SPEAKER_WORDS = 12
_MIN_SPOKEN = 4


def find_quotations(
    tokens: Tokens, lists: Mapping[str, Collection[str]]
) -> tuple[Quotation, ...]:
    """Return the quotations of a post, with their credits, in text order."""
    pairs = _marked(tokens)
    if not pairs:
        spoken = _spoken(tokens, lists)
        return (spoken,) if spoken else ()
    borders = [0, *(end for _, end, _ in pairs)]
    following = [*(start for start, _, _ in pairs[1:]), len(tokens.words)]
    found = []
    for (start, end, closed), floor, ceiling in zip(pairs, borders, following, strict=False):
        credit = find_credit(tokens, (start, end), (floor, ceiling), lists)
        inner = (start + 1 if _is_mark(tokens.words[start]) else start, end - 1 if closed else end)
        if inner[0] < inner[1]:
            found.append(Quotation((start, end), inner, credit, True, closed))
    return tuple(found)


def _is_mark(word: str) -> bool:
    return word in _PAIRS or word in ('"', "”", "''")


def _marked(tokens: Tokens) -> list[tuple[int, int, bool]]:
    """Return (start, end, closed) of each outermost pair of quotation marks."""
    words, n = tokens.words, len(tokens.words)
    closers = _closing_positions(tokens)
    found: list[tuple[int, int, bool]] = []
    i = 0
    orphan = _orphan(tokens)
    if orphan is not None:
        found.append((0, orphan + 1, True))
        i = orphan + 1
    while i < n:
        if words[i] == '"':
            opens = not (i and tokens.kinds[i - 1] == "number" and not tokens.spaced_before(i))
            end = _first(closers['"'], i) if opens else None
        elif words[i] in _PAIRS and (words[i] not in ("'", "»") or _can_open(tokens, i)):
            opens = True
            end = min((e for c in _PAIRS[words[i]] if (e := _first(closers[c], i))), default=None)
        else:
            opens, end = False, None
        if end:
            found.append((i, end + 1, True))
            i = end + 1
            continue
        if opens and words[i] in ('"', "“", "„", "«") and not tokens.spaced_after(i):
            found.append((i, _tail(tokens, i), False))
            break
        i += 1
    return found


def _closing_positions(tokens: Tokens) -> dict[str, list[int]]:
    closers: dict[str, list[int]] = {c: [] for c in "”\"»«“’'"}
    for i, word in enumerate(tokens.words):
        if word == "''":
            word = "”"
        if word not in closers:
            continue
        if word in ("'", "’") and (tokens.spaced_before(i) or not _can_close(tokens, i)):
            continue
        closers[word].append(i)
    for places in closers.values():
        places.reverse()
    return closers


def _first(places: list[int], after: int) -> int | None:
    """Return the first place behind ``after``, dropping those before: linear over the post."""
    while places and places[-1] <= after:
        places.pop()
    return places[-1] if places else None


def _can_open(tokens: Tokens, i: int) -> bool:
    return tokens.spaced_before(i) and not tokens.spaced_after(i)


def _can_close(tokens: Tokens, i: int) -> bool:
    return tokens.spaced_after(i) or tokens.kinds[i + 1] in ("punct", "symbol")


def _orphan(tokens: Tokens) -> int | None:
    """Return the closing mark of a quotation whose beginning the post has lost."""
    for i, word in enumerate(tokens.words):
        if word in ("“", "„", "«", "``"):
            return None
        if word == "”" or (word == '"' and not tokens.spaced_before(i) and tokens.spaced_after(i)):
            glued = i and tokens.kinds[i - 1] in ("word", "punct")
            odd = word == "”" or sum(w == '"' for w in tokens.words) == 1
            return i if glued and odd and i >= _MIN_SPOKEN else None
        if word == '"':
            return None
    return None


def _tail(tokens: Tokens, start: int) -> int:
    """Return where an unclosed quotation ends: before trailing links, tags and credit."""
    end = len(tokens.words)
    while end > start + 1 and tokens.kinds[end - 1] in _OUTSIDE:
        end -= 1
    for i in range(start + 2, end):
        if tokens.words[i] in ("—", "–", "~", "-") and end - i <= _SPEAKER_WORDS:
            if (tokens.spaced_before(i) and tokens.words[i - 1][0] in ".!?…") or tokens.kinds[i - 1] == "newline":
                return i
    return end


def _spoken(tokens: Tokens, lists: Mapping[str, Collection[str]]) -> Quotation | None:
    """Return live-quoted speech without marks: ``@jdoe: the market moves``, ``CEO X on Y: we …``.

    Two speakers make a dialogue (``me: … CI: …``), which is a joke, not a quotation.
    """
    n = len(tokens.words)
    colons = [i for i in range(n) if tokens.words[i] == ":" and not tokens.spaced_before(i)]
    if not colons:
        return None
    colon = colons[0]
    label = [i for i in range(colon) if tokens.kinds[i] not in ("emoji", "punct", "newline")]
    speaker = [i for i in label if tokens.kinds[i] not in ("hashtag",)]
    if not speaker or len(label) > _SPEAKER_WORDS or "newline" in tokens.kinds[:colon]:
        return None
    if any(_labels(tokens, c) for c in colons[1:]):
        return None
    end = n
    while end > colon + 1 and tokens.kinds[end - 1] in _OUTSIDE:
        end -= 1
    body = range(colon + 1, end)
    if sum(tokens.kinds[i] == "word" for i in body) < _MIN_SPOKEN:
        return None
    person = (
        tokens.kinds[speaker[0]] == "mention"
        or any(tokens.norms[i] in lists["speaker-roles"] for i in speaker)
        or any(tokens.norms[i] in lists["reporting-verbs"] for i in speaker)
        or (
            all(tokens.words[i][:1].isupper() for i in speaker[:2])
            and len(speaker) in (2, 3)
            and any(tokens.norms[i] in lists["first-person"] for i in body)
        )
    )
    if not person or any(tokens.norms[i] in lists["first-person"] for i in speaker):
        return None
    return Quotation((colon + 1, end), (colon + 1, end), ((0, colon + 1),), marked=False)


def _labels(tokens: Tokens, colon: int) -> bool:
    """Whether a colon follows a speaker's label at the start of a line or sentence."""
    i = colon - 1
    while i > 0 and tokens.kinds[i] in ("word", "mention") and colon - i <= 3:
        before = tokens.words[i - 1]
        if tokens.kinds[i - 1] == "newline" or before[0] in ".!?…":
            return True
        i -= 1
    return False



"""The part of a post that passes on somebody else's post."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from postlint.model.post import Post
from postlint.model.reading import Shared
from postlint.text.tokens import Tokens

Lists = Mapping[str, Collection[str]]

_SKIPPED = frozenset(["punct", "symbol", "emoji", "emoticon", "newline"])
_MARKERS = frozenset(["word", "hashtag", "emoji"])
_QUOTES = ('"', "“", "”")
_NAME = 8
_VIA_NEAR_END = 12
_LEAST_WORDS = 4


def find_shared(tokens: Tokens, post: Post, lists: Lists) -> Shared | None:
    """Return the passed-on post, or ``None``: the earliest marker wins.

    ``RT @x``, ``MT @x`` and ``"@x: …"`` count anywhere; ``Retweeted X (@x):``, ``X reposted`` and
    ``RT Outlet …`` only where the post opens. A post of the kind ``repost`` without any of them
    is passed on as a whole, a quoted post stands outside the text.
    """
    n = len(tokens.words)
    opening = _opening(tokens, lists)
    if opening is not None:
        return Shared((opening[0], n), opening)
    for i in range(n):
        if tokens.kinds[i] in _MARKERS and tokens.norms[i] in lists["retweet-markers"]:
            handle = _handle_after(tokens, i, lists)
            if handle is not None:
                return Shared((i, n), (i, handle + 1))
        if _old_style(tokens, i):
            close = next((j + 1 for j in range(n - 1, i + 2, -1) if tokens.words[j] in _QUOTES), n)
            return Shared((i, close), (i, i + 2))
    via = _via(tokens, lists)
    if via is not None:
        return via
    if post.kind == "quote" or post.quoted is not None:
        return Shared((n, n), (n, n))
    return Shared((0, n), (0, 0)) if post.kind == "repost" and n else None


def _opening(tokens: Tokens, lists: Lists) -> tuple[int, int] | None:
    """Return the marker of a share that names no handle right behind ``RT``."""
    n = len(tokens.words)
    i = 0
    while i < n and (tokens.kinds[i] in _SKIPPED or tokens.kinds[i] == "hashtag"):
        if tokens.norms[i] in lists["share-verbs"]:
            break
        i += 1
    if i >= n:
        return None
    if tokens.words[i] == "RT":
        return (i, i + 1) if _names_outlet(tokens, i + 1, lists) else None
    for j in range(i, min(n, i + _NAME)):
        if tokens.norms[j] in lists["share-verbs"] and tokens.kinds[j] in ("word", "hashtag"):
            behind = _handle_near(tokens, j + 1, lists)
            if j == i and behind is not None:
                return (i, behind + 1)
            ends = (
                j + 1 < n
                and j > i
                and (tokens.kinds[j + 1] == "newline" or tokens.norms[j + 1] == "this")
            )
            return (i, j + 1) if ends else None
        if tokens.kinds[j] not in ("word", "mention") or not _is_capital(tokens, j):
            return None
    return None


def _names_outlet(tokens: Tokens, i: int, lists: Lists) -> bool:
    """Whether a name stands behind ``RT`` instead of a handle, and no plea (``RT if …``)."""
    while i < len(tokens.words) and tokens.words[i] in (":", "-", "–", "—", *_QUOTES):
        i += 1
    if i >= len(tokens.words) or tokens.kinds[i] != "word" or not _is_capital(tokens, i):
        return False
    words = tokens.kinds[i : i + 2 * _LEAST_WORDS].count("word")
    return words >= _LEAST_WORDS and tokens.norms[i] not in lists["share-pleas"]


def _is_capital(tokens: Tokens, i: int) -> bool:
    return tokens.words[i][:1].isupper() or tokens.kinds[i] == "mention"


def _handle_near(tokens: Tokens, i: int, lists: Lists) -> int | None:
    """Return a handle behind a name: ``Ada Nwosu (@ada)``."""
    for j in range(i, min(len(tokens.words), i + _NAME)):
        if tokens.kinds[j] == "mention":
            return j
        named = tokens.kinds[j] in _SKIPPED or _is_capital(tokens, j)
        if not named and tokens.norms[j] not in lists["share-links"]:
            return None
    return None


def _handle_after(tokens: Tokens, i: int, lists: Lists) -> int | None:
    j = i + 1
    while j < len(tokens.words) and j - i <= 3:
        if tokens.kinds[j] not in _SKIPPED and tokens.norms[j] not in lists["share-links"]:
            break
        j += 1
    if j < len(tokens.words) and tokens.kinds[j] == "mention":
        return j
    # Some archives put a space behind the sign: "RT @ name".
    glued = j < len(tokens.words) and tokens.words[j - 1] == "@"
    return j if glued else None


def _old_style(tokens: Tokens, i: int) -> bool:
    """``"@x: …"``, how posts were passed on before there was a button."""
    return (
        i + 2 < len(tokens.words)
        and tokens.words[i] in ('"', "“")
        and tokens.kinds[i + 1] == "mention"
        and not tokens.spaced_after(i)
        and (tokens.words[i + 2] == ":" or (i == 0 and tokens.kinds[i + 2] == "word"))
    )


def _via(tokens: Tokens, lists: Lists) -> Shared | None:
    n = len(tokens.words)
    for i in range(n - 1, max(-1, n - _VIA_NEAR_END), -1):
        if tokens.norms[i] in lists["via-markers"] and i + 1 < n:
            if tokens.kinds[i + 1] == "mention":
                return Shared((i, i + 2), (i, i + 2))
    return None

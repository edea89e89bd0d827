"""The part of a post that passes on somebody else's post."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from postlint.model.post import Post
from postlint.model.reading import Shared
from postlint.text.tokens import Tokens

_SKIPPED = frozenset(["punct", "symbol", "emoji", "emoticon", "newline"])


def find_shared(
    tokens: Tokens, post: Post, lists: Mapping[str, Collection[str]]
) -> Shared | None:
    """Return the passed-on post, or ``None``: the earliest marker wins."""
    n = len(tokens.words)
    for i in range(n):
        if tokens.kinds[i] == "word" and tokens.norms[i] in lists["retweet-markers"]:
            handle = _handle_after(tokens, i)
            if handle is not None:
                return Shared((i, n), (i, handle + 1))
        if _old_style(tokens, i):
            close = next(
                (j + 1 for j in range(n - 1, i + 2, -1) if tokens.words[j] in ('"', "”")), n
            )
            return Shared((i, close), (i, i + 2))
    via = _via(tokens, lists)
    if via is not None:
        return via
    if post.kind == "quote" or post.quoted is not None:
        return Shared((n, n), (n, n))
    return None


def _handle_after(tokens: Tokens, i: int) -> int | None:
    j = i + 1
    while j < len(tokens.words) and tokens.kinds[j] in _SKIPPED and j - i <= 3:
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
        and (tokens.words[i + 2] == ":" or tokens.kinds[i + 2] == "word")
        and not tokens.spaced_after(i)
    )


def _via(tokens: Tokens, lists: Mapping[str, Collection[str]]) -> Shared | None:
    n = len(tokens.words)
    for i in range(n - 1, max(-1, n - 12), -1):
        if tokens.norms[i] in lists["via-markers"] and i + 1 < n and tokens.kinds[i + 1] == "mention":
            return Shared((i, i + 2), (i, i + 2))
    return None

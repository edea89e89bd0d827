"""Phrases of rewrites: regular expressions in which a space is any and ``{name}`` keeps words."""

from __future__ import annotations

from functools import lru_cache

import regex

Compiled = regex.Pattern[str]

_SLOT = regex.compile(r"\{([a-z]+)\}")
_REST = r"(?:(?!https?://|www\.|pic\.twitter)[^\n.!?…:|]|\.(?=[\p{L}\p{N}])(?!twitter))"
_LOST = regex.compile(r"\s+(?=[?.!,]$)")


@lru_cache(maxsize=4096)
def compile_phrase(phrase: str) -> Compiled:
    """Return a pattern for a phrase, from word to word, whatever its case.

    Raises:
        ValueError: it is no regular expression.
    """
    spaced = phrase.replace(" ", r"[^\S\n]+").replace("'", "['’]")
    last = _SLOT.search(phrase, len(phrase) - 12) if phrase.endswith("}") else None
    text = _SLOT.sub(lambda m: f"(?P<{m[1]}>{_REST}{{1,120}}?)", spaced)
    if last:
        text = text[: text.rindex("?)")] + ")"
    tail = "" if last else r"(?![\p{L}\p{N}_])"
    try:
        return regex.compile(rf"(?<![\p{{L}}\p{{N}}_@#$])(?:{text}){tail}", regex.I)
    except regex.error as error:
        raise ValueError(f"{phrase!r}: {error}") from None


def fill(template: str, match: regex.Match[str]) -> str:
    """Return the replacement with the words that the match carries over."""
    groups = {name: (value or "").strip() for name, value in match.groupdict().items()}
    return _LOST.sub("", template.format(**groups)).strip()

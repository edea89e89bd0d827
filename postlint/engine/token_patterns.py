"""Say what is wrong with a token pattern before the first post meets it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from spacy.schemas import validate_token_pattern

from postlint.model.errors import nearest

ATTRIBUTES = (
    "NORM", "LOWER", "TEXT", "ORTH", "SHAPE", "LENGTH", "IS_ALPHA", "IS_DIGIT", "IS_UPPER",
    "IS_TITLE", "IS_PUNCT", "IS_SPACE", "LIKE_NUM", "OP",
)  # fmt: skip


def pattern_problem(pattern: Sequence[Mapping[str, Any]]) -> str:
    """Return what is wrong with a token pattern, or an empty string."""
    for token in pattern:
        for key in token:
            if str(key).upper() not in ATTRIBUTES:
                hint = nearest(str(key), ATTRIBUTES) or f"; valid: {', '.join(ATTRIBUTES)}"
                return f"unknown key {key!r} of a token{hint}"
    problems = validate_token_pattern([dict(token) for token in pattern])
    return problems[0] if problems else ""

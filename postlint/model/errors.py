"""Faults: everything that ends a run with exit code 2."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class PostlintError(Exception):
    """A fault that the user can mend: bad config, rule file, plugin or input.

    The message names the place, what is wrong and, where there is one, the nearest right word.
    """


class ConfigError(PostlintError):
    """Settings that cannot be used."""


class RuleError(PostlintError):
    """A rule or list file that cannot be used; the message starts with file, line and column."""


class PluginError(PostlintError):
    """A plugin that cannot be loaded."""


class InputError(PostlintError):
    """A file that cannot be read as posts."""


def nearest(word: str, valid: Iterable[str]) -> str:
    """Return ``; did you mean 'x'?`` for the valid word closest to ``word``, or an empty string."""
    close = get_close_matches(word, list(valid), n=1, cutoff=0.6)
    return f"; did you mean {close[0]!r}?" if close else ""


def unknown(what: str, word: str, valid: Iterable[str]) -> str:
    """Return one sentence: unknown ``word``, the nearest valid one, else all the valid ones."""
    known = sorted(valid)
    hint = nearest(word, known) or f"; valid: {', '.join(known)}"
    return f"unknown {what} {word!r}{hint}"

"""The language of a post: English unless it is plainly something else.

Calling an English post foreign would leave it unchecked, so doubt counts as English. Posts with
common English words never reach the identifier (py3langid, 55 microseconds a post, 0.8 s to
load, measured on two shared cores).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech",
    "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay",
    "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish",
    "ta": "Tamil", "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian",
    "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""Languages that the identifier may answer, by ISO 639-1 code."""

_MIN_WORDS = 3
_MIN_LETTERS = 12
_ENGLISH_SHARE = 0.12
_MARGIN = 12.0
_MAX_CHARACTERS = 2000


def find_language(
    words: Sequence[str], norms: Sequence[str], kinds: Sequence[str], english: Collection[str]
) -> str:
    """Return an ISO 639-1 code, ``en`` in doubt.

    ``_MARGIN`` is in nats of log-probability over English; names and interjections stay below.
    """
    plain = [i for i, kind in enumerate(kinds) if kind == "word"]
    letters = sum(len(words[i]) for i in plain)
    foreign_script = any(not word.isascii() for word in words[:200])
    if letters < _MIN_LETTERS or (len(plain) < _MIN_WORDS and not foreign_script):
        return "en"
    known = sum(norms[i] in english for i in plain)
    if known >= max(1, _ENGLISH_SHARE * len(plain)):
        return "en"
    text = " ".join(words[i] for i in plain)[:_MAX_CHARACTERS]
    ranked = dict(_identifier().rank(text.encode("utf-8", "ignore").decode()))
    best = max(ranked, key=lambda code: ranked[code])
    if ranked[best] - ranked.get("en", 0.0) < _MARGIN:
        return "en"
    return str(best)


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier


def language_name(code: str) -> str:
    """Return ``German (de)``, or the bare code of a language without a name here."""
    return f"{LANGUAGES[code]} ({code})" if code in LANGUAGES else code

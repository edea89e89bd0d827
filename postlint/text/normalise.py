"""Two forms of a token's text: the one phrases are matched on, and the one the tagger sees.

Both take the text of *one* token (see :func:`postlint.text.tokenizer.tokenize`), are linear
in its length, and never raise.
"""

from __future__ import annotations

import html
import itertools
import unicodedata
from collections.abc import Container

import regex

from postlint.text.tokenizer import kind_of

URL, MENTION, EMAIL = "<url>", "<mention>", "<email>"

TAGGER_URL, TAGGER_MENTION, TAGGER_EMAIL = "http://u.rl", "@user", "user@mail.com"
TAGGER_EMOJI, TAGGER_EMOTICON = "🙂", ":)"

MAX_LENGTH = 100
"""Code points; a longer word is no phrase's, so its spellings are not tried one by one."""

_MAX_RUNS = 4
_COMMON_MARKS = frozenset(".,!?:;-()\"'&%$/#@*")

_PUNCTUATION = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ‛´`＇′", "'"),
        **dict.fromkeys("“”„‟″＂«»", '"'),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
        "…": "...",
        "\u00ad": None,
        "\u200b": None,
        "\u2060": None,
        "\ufeff": None,
        "\ufe0e": None,
        "\ufe0f": None,
    }
)
_STYLED = regex.compile(
    "[\U0001d400-\U0001d7ff\uff01-\uff5e\u24b6-\u24e9\U0001f130-\U0001f149"
    "\U0001f150-\U0001f169\U0001f172-\U0001f17d\U0001f180-\U0001f189"
    "ℂℊ-ℓℕℙ-ℝℤℨℬℭℯ-ℱℳℴℹ]"
)
_RUN = regex.compile(r"(?i)([\p{Latin}\p{Greek}\p{Cyrillic}])\1{2,}+")
_SAME_MARK = regex.compile(r"([^\w\s])\1{3,}+")
_DIGIT = regex.compile(r"\p{Nd}")

# Words people stretch whose usual spelling has a double letter where the shortest has one.
_DOUBLED_WORDS = """
    aww all ball bee been bell better biggest bless book booze boom boss bottle boo call class
    coffee cool cuddle deep express fee feed feel feet fell food fool free full funny good goodness
    grr happy hell hello hmm kill keen keep kiss less little look loop mess miss
    mood moon need noodle off pass pff pizza pool pretty really room school see seed seen
    seem sell sleep soon spoon stuff still street summer sweet tall tell three too took tree
    ugly umm wall week well will woo yeehaw yell yummy zoom mommy daddy buddy hurry sorry
    totally finally actually literally definitely everybody"""
_DOUBLED = frozenset(_DOUBLED_WORDS.split())
# Real words and noises that consist of one letter, or have three in a row on purpose.
_KEPT = frozenset({"www", "iii", "xiii", "viii", "xviii", "xxx", "aaa", "brrr", "shhh"})


def normalise(word: str, known: Container[str] = frozenset()) -> str:
    """Return the form of a token's text that phrases are matched on.

    URLs, mentions and e-mail addresses become placeholders. Otherwise: lower case; styled
    letters ("𝗯𝗼𝗹𝗱", "ｗｉｄｅ") plain; apostrophes, quotes, dashes and "…" in ASCII; HTML
    entities resolved; invisible characters and variation selectors dropped. A letter that
    stands three times or more in a row is doubled or single, whichever spelling `known`
    holds, else whichever a short built-in list holds, else single ("sooo" is "so").
    """
    if word.isascii() and (word.isalpha() or len(word) == 1):
        return _shorten(word.lower(), known)
    kind = kind_of(word)
    if kind == "url":
        return URL
    if kind == "mention":
        return MENTION
    if kind == "email":
        return EMAIL
    plain = _plain(word)
    if kind == "emoticon":
        return plain
    return _shorten(plain.lower(), known)


def fold_for_tagger(word: str, known: Container[str] = frozenset()) -> str:
    """Return the form of a token's text that the part-of-speech tagger sees.

    Case is kept; what only a lexicon of the whole web could know is folded: URLs, mentions,
    e-mail addresses, emoji and emoticons to one constant each, every digit to "0", runs of
    more than three equal marks to three, lengthened words shortened as by `normalise`.
    """
    if word.isascii() and (word.isalpha() or word in _COMMON_MARKS):
        return _shorten(word, known)
    kind = kind_of(word)
    constant = _TAGGER_CONSTANTS.get(kind)
    if constant is not None:
        return constant
    folded = _DIGIT.sub("0", _plain(word))
    if kind in ("punct", "symbol"):
        return _SAME_MARK.sub(r"\1\1\1", folded)
    return _shorten(folded, known)


_TAGGER_CONSTANTS = {
    "url": TAGGER_URL,
    "mention": TAGGER_MENTION,
    "email": TAGGER_EMAIL,
    "emoji": TAGGER_EMOJI,
    "emoticon": TAGGER_EMOTICON,
}


def _plain(word: str) -> str:
    if word.isascii():
        return html.unescape(word) if "&" in word else word
    word = _STYLED.sub(_unstyle, word).translate(_PUNCTUATION)
    return html.unescape(word) if "&" in word else word


def _unstyle(match: regex.Match[str]) -> str:
    char = match[0]
    code = ord(char)
    # The negative squared and circled letters have no decomposition in Unicode.
    for first in (0x1F150, 0x1F170):
        if first <= code < first + 26:
            return chr(ord("A") + code - first)
    return unicodedata.normalize("NFKC", char)


def _shorten(word: str, known: Container[str]) -> str:
    """Undo lengthening; letters keep their case, spellings are looked up in lower case."""
    match = _RUN.search(word)
    if match is None:
        return word
    lower = word.lower()
    if len(word) <= MAX_LENGTH and (lower in known or lower in _KEPT):
        return word
    if match.end() - match.start() == len(word):
        return word[:3]
    pieces: list[str] = []
    runs: list[str] = []
    end = 0
    for match in _RUN.finditer(word):
        pieces.append(word[end : match.start()])
        runs.append(match[0][:2])
        end = match.end()
    pieces.append(word[end:])
    single = _join(pieces, [run[:1] for run in runs])
    if len(single) > MAX_LENGTH or len(runs) > _MAX_RUNS:
        return single
    spellings = [_join(pieces, choice) for choice in itertools.product(*((r[:1], r) for r in runs))]
    for words in (known, _DOUBLED):
        for spelling in spellings:
            if spelling.lower() in words:
                return spelling
    return single


def _join(pieces: list[str], runs: list[str] | tuple[str, ...]) -> str:
    return "".join(itertools.chain(*itertools.zip_longest(pieces, runs, fillvalue="")))

"""Repair quotation marks and dashes that a wrong encoding has broken (``â€œ`` for ``“``)."""

from __future__ import annotations

import html
from dataclasses import replace

import regex

from postlint.text.tokens import Tokens

FILLER = "\u200b"
"""Stands where a broken character took more tokens than the mark that it was."""

# UTF-8 read as Windows-1252, UTF-8 read as Mac Roman, and the first of these saved once more by
# a spreadsheet on a Mac: the three that turn up in exported posts.
_BROKEN = {
    "“": ("â€œ", "‚Äú", "‰ÛÏ"),
    "”": ("â€\x9d", "â€ù", "â€\ufffd", "‚Äù", "‰Û\x9d", "‰\u06dd", "‰Ûù"),
    "‘": ("â€˜", "‚Äò", "‰Û÷"),
    "’": ("â€™", "‚Äô", "‰Ûª"),
    "–": ("â€\u201c", "â€\u2013", "‚Äì", "‰ÛÒ"),
    "—": ("â€\u201d", "â€\u2014", "‚Äî", "‰ÛÓ"),
    "…": ("â€¦", "‚Ä¶"),
}
_MEANT = {broken: mark for mark, forms in _BROKEN.items() for broken in forms}
_FIND = regex.compile("|".join(map(regex.escape, _MEANT)) + r"|â€(?=\s|\Z)")
_CUES = ("â€", "‚Ä", "‰", "&quot;", "&#", "&ldquo;", "&lsquo;")


def repair(tokens: Tokens) -> Tokens:
    """Return the same tokens, place for place, with broken marks and HTML entities as meant.

    What a mark has swallowed of a word's token is given back; a token that is left with nothing
    reads ``FILLER``.
    """
    if not any(cue in tokens.text for cue in _CUES):
        return tokens
    words, kinds = list(tokens.words), list(tokens.kinds)
    for i, word in enumerate(words):
        if kinds[i] == "symbol" and word[0] == "&":
            plain = html.unescape(word)
            if plain != word and plain in "\"'“”‘’«»":
                words[i], kinds[i] = plain, "punct"
    place, n = 0, len(words)
    for match in _FIND.finditer(tokens.text):
        mark = _MEANT.get(match[0], "”")
        while place < n and tokens.ends[place] <= match.start():
            place += 1
        i = place
        while i < n and tokens.starts[i] < match.end():
            before = tokens.text[tokens.starts[i] : max(tokens.starts[i], match.start())]
            after = tokens.text[min(tokens.ends[i], match.end()) : tokens.ends[i]]
            if before or after:
                words[i] = after if i > place else before or after
            else:
                words[i], kinds[i] = mark, "symbol" if mark == FILLER else "punct"
                mark = FILLER
            i += 1
    return replace(tokens, words=words, kinds=kinds)

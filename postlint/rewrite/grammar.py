"""Grammar sanity: spacing, capitals, punctuation, a/an, doubled words, loose ends."""

from __future__ import annotations

from collections import Counter

import regex

from postlint.rewrite.sight import URL_LIKE

_AN = r"(?:honest|honou?r|hour|heir|MBA|MP|NGO|FAQ|SMS|HR|F1|X-ray|8|11|18|80)"
_FAULTS = {
    "doubled space": r"(?<=\S)[^\S\r\n]{2,}(?=\S)",
    "space before a mark": r"(?<=[\p{L}\p{N}])[^\S\r\n]+[.,;?!](?=\s|$)",
    "doubled word": r"(?i)\b(?!(?:that|had|very|so|no|bye|ha|now|win|many|go)\b)(\p{L}+)\s+\1\b",
    "marks that clash": r"[,;:]\s*[.,;:!?]|(?<!\.)\.\.(?!\.)|[.!?]\s*[,;](?!\))|\?\.|!\.",
    "a for an": r"\b[Aa]\s+(?!(?:one|once|uni|use|usu|eu|ur[aei]|u[lts]\w*i)\w*)[aeiouAEIOU]\w+",
    "an for a": rf"\b[Aa]n\s+(?!{_AN})[b-df-hj-np-tv-zB-DF-HJ-NP-TV-Z]\p{{Ll}}+",
    "a small letter": r"(?:\A|[.!?]\s+|\n)[\"“'‘]?\p{Ll}{2,}(?![\p{L}/.@])",
    "a line of marks": r"(?m)^[^\S\n]*[.,:;!?&)>\-–—|]+(?=[^\S\n]*(?:\p{L}|$))",
    "a loose end": (
        r"\b(?:the|a|an|to|of|for|with|and|or|at|from|by|using|your|our|is|are)(?:\s*[.!?]|\s*$)"
    ),
    "a bracket left open": r"[(\[]",
    "a bracket closed": r"[)\]]",
}
_COMPILED = {name: regex.compile(pattern) for name, pattern in _FAULTS.items()}


def faults(old: str, new: str) -> list[str]:
    """Return what is wrong with ``new`` that wasn't wrong with ``old``."""
    before, after = _count(old), _count(new)
    opened = after["a bracket left open"] - after["a bracket closed"]
    unbalanced = opened != before["a bracket left open"] - before["a bracket closed"]
    found = [n for n in _COMPILED if "bracket" not in n and after[n] > before[n]]
    if unbalanced:
        found.append("a bracket without its partner")
    if any((new.count(mark) - old.count(mark)) % 2 for mark in '"”“'):
        found.append("a quotation mark without its partner")
    if not regex.search(r"\p{L}", URL_LIKE.sub("", new)):
        found.append("no words left")
    return found


def _count(text: str) -> Counter[str]:
    # Links may hold anything; a letter in their place keeps the spacing around them.
    bare = URL_LIKE.sub("Ω", text)
    return Counter({name: len(pattern.findall(bare)) for name, pattern in _COMPILED.items()})

"""What a rewrite may not lose, alter or add: the facts of a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import regex

from postlint.rewrite.sight import URL_LIKE, Sight

KINDS = ("url", "email", "mention", "hashtag", "cashtag")
_MONEY = regex.compile(r"[$£€₹¥₽₩%‰]|\b(?:USD|EUR|GBP)\b")
_CODE = regex.compile(
    r"\b(?:code|coupon|voucher|promo)\b[^\w\n]{1,4}(?-i:(\p{Lu}[\p{Lu}\p{N}]{3,}))", regex.I
)
_TITLE = regex.compile(r"\p{Lu}[\p{Ll}\p{M}'’]+")

Facts = dict[str, Counter[str]]


def facts(sight: Sight) -> Facts:
    """Return the facts by sort, each a multiset; names and codes compare without case."""
    found: Facts = {kind: Counter() for kind in KINDS}
    numbers: Counter[str] = Counter()
    dates: Counter[str] = Counter()
    held: dict[str, Counter[str]] = {"disclosures": Counter(), "hedges": Counter()}
    negations: Counter[str] = Counter()
    for i, word in enumerate(sight.words):
        kind, norm = sight.kinds[i], sight.norms[i]
        if kind in KINDS:
            found[kind][word.casefold() if kind == "hashtag" else word] += 1
            if kind == "hashtag" and norm in sight.lists.get("rewrite-disclosures", ()):
                held["disclosures"][norm] += 1
            continue
        if kind == "number" or (kind == "word" and any(c.isdigit() for c in word)):
            numbers[word.casefold()] += 1
        if norm in sight.lists.get("rewrite-dates", ()):
            dates[norm] += 1
        if norm in sight.lists.get("rewrite-hedges", ()):
            held["hedges"][norm] += 1
        if norm in sight.lists.get("rewrite-negations", ()) or norm.endswith("n't"):
            negations["not"] += 1
    for phrase in sight.lists.get("rewrite-disclosures", ()):
        if " " in phrase:
            held["disclosures"][phrase] += sight.phrase_text.count(f" {phrase} ")
    found |= {
        "numbers": numbers,
        "dates": dates,
        "money": Counter(_MONEY.findall(URL_LIKE.sub(" ", sight.text))),
        "codes": Counter(m.group(1).casefold() for m in _CODE.finditer(sight.text) if m.group(1)),
        "quotes": Counter(text.casefold() for text in sight.quoted if " " in text),
        "names": Counter(names(sight)),
        "emoji": Counter(w for w, k in zip(sight.words, sight.kinds, strict=True) if k == "emoji"),
        "negations": negations,
        **held,
    }
    return found


def names(sight: Sight) -> Iterable[str]:
    """Words that name somebody or something, in lower case."""
    for i in sight.spoken:
        word = sight.words[i]
        if not word[0].isupper() or len(word) < 2 or sight.listed(i, "rewrite-plain"):
            continue
        if sight.listed(i, "english-words"):
            continue
        named = sight.pos[i] == "PROPN"
        if named or (i not in sight.opening and _TITLE.fullmatch(word)):
            yield word.casefold()


def content(sight: Sight) -> list[int]:
    """The tokens that carry what the post is about: nouns, names and numbers."""
    return [i for i in sight.spoken if sight.pos[i] in ("NOUN", "PROPN", "NUM")]

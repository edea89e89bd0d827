"""Invariant 3 once more, by other means than ``postlint.rewrite``: plain expressions on texts."""

from __future__ import annotations

import re
from collections import Counter

from postlint.linter import Linter
from postlint.model.report import Rewrite

_LINK = r"(?:https?://|www\.|pic\.twitter\.com/)[^\s<>\"”]+|\b[a-z0-9-]+\.(?:com|org|net|ly|io|gov|tv)\b\S*"
_KEPT = {
    "links": re.compile(_LINK, re.I),
    "mentions": re.compile(r"(?<![\w/])@\w+"),
    "hashtags": re.compile(r"(?<![\w&/])#\w+"),
    "numbers": re.compile(r"\d+(?:[.,:/]\d+)*"),
    "money": re.compile(r"[$£€₹¥]\s?\d[\d.,]*|\d[\d.,]*\s?%"),
    "dates": re.compile(
        r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:january|february|april|june|july|"
        r"august|september|october|november|december|tomorrow|tonight|midnight|noon)\b",
        re.I,
    ),
    "codes": re.compile(r"\b(?=\w*\d)(?=\w*[A-Z])\w{4,}\b"),
    "quotes": re.compile(r"“[^”]{8,}”|(?<!\w)\"[^\"]{8,}\"(?!\w)"),
    "disclosures": re.compile(r"#ad\b|#sponsored|#promoted|paid partnership|sponsored", re.I),
}
_NOT = re.compile(r"\b(?:not|never|none|without|cannot|\w+n['’]t)\b", re.I)
_PRESSING = re.compile(
    r"\b(?:don['’]t|do not|never|not to be|can['’]t|won['’]t want to|don['’]t want to) ?-?"
    r"(?:miss|missed|wait|delay|sleep|hesitate)",
    re.I,
)
_NAME = re.compile(r"(?<=[a-z,] )([A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})+)")
_QUESTION = re.compile(r"[^.!?\n]*\?")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_BLANK = re.compile(r"\[[^\]\n]+\]")
_UGLY = re.compile(
    r"\b(\w{3,}) \1\b|[a-z] ,|[a-z] \.(?:\s|$)|,,|\.,|,\.|\(\s*\)|\?\.|!\.(?!\.)", re.I
)


def broken(judge: Linter, text: str, rewrite: Rewrite, rule: str) -> list[str]:
    """Return what a rewrite breaks, nothing where it keeps its promises."""
    new = rewrite.text
    found = []
    applied = text
    for edit in sorted(rewrite.edits, key=lambda e: e.span.start, reverse=True):
        applied = applied[: edit.span.start] + edit.text + applied[edit.span.end :]
    if applied != new:
        found.append("edits don't lead to the text")
    bare = _BLANK.sub(lambda m: m.group() if m.group() in text else " ", new)
    if rewrite.safety != "template" and bare != new:
        found.append("a blank in what is no template")
    for name, pattern in _KEPT.items():
        before = Counter(m.casefold().rstrip(".,:;!?)") for m in pattern.findall(text))
        after = Counter(m.casefold().rstrip(".,:;!?)") for m in pattern.findall(bare))
        if before != after:
            found.append(f"{name} differ: {(before - after) or (after - before)}")
    if _negations(new) < _negations(text):
        found.append("a negation is lost")
    lost = [n for n in _NAME.findall(text) if n.casefold() not in new.casefold()]
    if lost:
        found.append(f"a name is lost: {lost[0]}")
    old_words = Counter(w.casefold() for w in _WORD.findall(text))
    added = Counter(w.casefold() for w in _WORD.findall(bare)) - old_words
    if rewrite.safety == "safe" and added:
        found.append(f"safe adds {next(iter(added))!r}")
    if len(_UGLY.findall(new)) > len(_UGLY.findall(text)):
        found.append("spacing or punctuation")
    return found + _linted(judge, text, new, rule)


def _negations(text: str) -> int:
    return len(_NOT.findall(_PRESSING.sub(" ", text)))


def _linted(judge: Linter, text: str, new: str, rule: str) -> list[str]:
    before, after = judge.check(text), judge.check(new)
    was, now = {w.rule: w for w in before.warnings}, {w.rule: w for w in after.warnings}
    found = [f"(a) {rule} still warns"] if rule in now else []
    found += [f"(b) {name} starts to warn" for name in now if name not in was]
    found += [
        f"(b) {name} rises by {now[name].score - was[name].score:.3f}"
        for name in now
        if name in was and now[name].score > was[name].score + 0.05
    ]
    if any(p.rule == rule and p.rewrites for p in judge.rewrites(new)):
        found.append("(f) the rule proposes more")
    return found


def opening(text: str, rewrite: Rewrite) -> str:
    """Return the first three words of an added question, or "" where none was added."""
    if rewrite.safety == "template":
        return ""
    old = {q.strip() for q in _QUESTION.findall(text)}
    for question in _QUESTION.findall(rewrite.text):
        words = _WORD.findall(question)
        if question.strip() not in old and words and question.strip() not in text:
            return " ".join(words[:3]).casefold()
    return ""

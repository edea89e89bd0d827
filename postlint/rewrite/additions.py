"""Where a question or a blank belongs in a post, and which question fits it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping

import regex

from postlint.rewrite.sight import URL_LIKE, Sight
from postlint.rewrite.text import raise_first
from postlint.rules.rewrite_schema import Pack

_TAIL_KINDS = frozenset(["url", "hashtag", "mention", "emoji", "emoticon", "newline", "symbol"])
_BINDING = frozenset([":", "-", "–", "—", "|", "/", "&", ",", "(", "@", "~", "»", "→"])
_SLOT = regex.compile(r"\{(\w+)\}")
_MOST_QUESTIONS = 3
LEAST_OWN = 5
BEST = 2.0


def stable(text: str, salt: str = "") -> int:
    """Return a number that depends on the text alone, on every platform and run."""
    bare = URL_LIKE.sub("", text)
    digest = hashlib.blake2b((salt + bare).encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(digest.digest(), "big")


def add(sight: Sight, addition: str, lines: bool = False) -> str:
    """Return the text with a sentence behind the last one of the author's own.

    Links and hashtags that trail stay behind it, unless the last sentence leads to them. With
    ``lines`` it gets a line of its own even in a post of one line.
    """
    text = sight.text
    place = _place(sight)
    left, right = text[:place].rstrip(), text[place:].strip(" \t\xa0")
    if lines or "\n" in text.strip():
        blank_lines = regex.search(r"\n[^\S\n]*\n", text.strip())
        gap = "\n\n" if blank_lines or lines else "\n"
        behind = right.lstrip()
        return left + gap + addition + (gap + behind if behind else "")
    glue = " "
    if left.endswith((":", ",", ";", "-", "–", "—", "|")) and not URL_LIKE.search(left[-40:]):
        left = left.rstrip(":,;-–—| ")
    if left and (left[-1].isalnum() or left[-1] in "\"”'’)") and not _ends_in_tail(left):
        closed = left[-1] in "\"”'’" and len(left) > 1 and left[-2] in ".!?…"
        left += "" if closed else "."
    return left + glue + addition + (f" {right}" if right else "")


def add_last(text: str, addition: str) -> str:
    """Return the text with a sentence at its very end, behind links and hashtags."""
    text = text.rstrip()
    if "\n" in text:
        return f"{text}\n\n{addition}" if "\n\n" in text else f"{text}\n{addition}"
    closed = text[-1:] in ".!?…:" or _ends_in_tail(text) or not text[-1:].isalnum()
    return f"{text}{'' if closed else '.'} {addition}"


def _ends_in_tail(left: str) -> bool:
    last = left.split()[-1]
    return bool(URL_LIKE.match(last)) or last[0] in "#@"


def _place(sight: Sight) -> int:
    """Return the offset behind the last sentence; behind the link where it leads to one."""
    i = len(sight.kinds)
    while i > 0 and sight.kinds[i - 1] in _TAIL_KINDS:
        i -= 1
    if i == 0:
        return len(sight.text)
    while i < len(sight.kinds) and sight.kinds[i] == "emoji":
        i += 1
    if i < len(sight.kinds) and _leads(sight, i):
        j = i
        while j < len(sight.kinds) and sight.kinds[j] in ("url", "newline", "symbol", "emoji"):
            j += 1
        if i < j < len(sight.kinds) and sight.kinds[j] in ("hashtag", "mention"):
            return sight.ends[j - 1]
        return len(sight.text)
    return sight.ends[i - 1]


def _leads(sight: Sight, i: int) -> bool:
    """Whether what stands before token ``i`` leads to the link there: "Read more:"."""
    while i < len(sight.kinds) and sight.kinds[i] in ("newline", "symbol"):
        i += 1
    if i >= len(sight.kinds):
        return False
    if sight.kinds[i] in ("hashtag", "mention"):
        before = sight.norms[i - 1]
        return before in _BINDING or before in sight.lists.get("rewrite-leads", ())
    last = max((k for k in sight.spoken if k < i), default=-1)
    if last < 0 or sight.kinds[i] != "url":
        return False
    between = sight.text[sight.ends[last] : sight.starts[i]]
    if any(c in between for c in ".!?…"):
        return False
    start = max((s for s, _ in sight.sentences if s <= last), default=0)
    clause = [k for k in sight.spoken if start <= k <= last][-5:]
    return any(sight.listed(k, "rewrite-leads") for k in clause)


def questions(sight: Sight, packs: Mapping[str, Pack], only: Collection[str] = ()) -> list[str]:
    """Return the questions that fit the post best, at most three; none where nothing fits."""
    own = [i for i in sight.spoken if sight.own[i]]
    if len(own) < LEAST_OWN or own[-1] != sight.spoken[-1] or 2 * len(own) < len(sight.spoken):
        return []
    sensitive = sight.lists.get("rewrite-sensitive", ())
    if any(f" {word} " in sight.phrase_text for word in sensitive):
        return []
    fitting = sorted(
        (
            (-_score(sight, pack), -pack.rank, stable(sight.text, name), pack)
            for name, pack in packs.items()
            if not only or name in only
        ),
        key=lambda item: item[:3],
    )
    found: list[str] = []
    for score, _, _, pack in fitting:
        if score >= 0 or len(found) >= _MOST_QUESTIONS:
            break
        start = stable(sight.text, "ask") % len(pack.ask)
        turned = [*pack.ask[start:], *pack.ask[:start]]
        found += [q for ask in turned if (q := _filled(ask, sight))][: 2 if not found else 1]
    return found[:_MOST_QUESTIONS]


def _score(sight: Sight, pack: Pack) -> float:
    hits = _hits(sight, pack.when) + 1.5 * _hits(sight, pack.strong)
    if (
        hits < pack.enough
        or (pack.also and not _hits(sight, pack.also))
        or _hits(sight, pack.unless)
    ):
        return 0.0
    return hits + 0.3 * pack.rank


def _hits(sight: Sight, cues: Iterable[str]) -> float:
    found = [cue for cue in cues if cue == "*" or f" {cue} " in sight.cue_text]
    found += [cue for cue in cues if f" #{cue} " in sight.cue_text and cue not in found]
    return float(sum(1.5 if " " in cue or cue == "*" else 1.0 for cue in found))


def _filled(question: str, sight: Sight) -> str:
    """Return the question with its slots filled, or "" where the post has no good filler."""
    wanted = set(_SLOT.findall(question))
    if not wanted:
        return question
    topic = best_topic(sight)
    if wanted != {"topic"} or not topic:
        return ""
    return raise_first(question.replace("{topic}", topic), 0)


def best_topic(sight: Sight) -> str:
    """Return a topic of common words, or "": names would change the post's facts."""
    weak = sight.lists.get("rewrite-weak", ())
    for start, end, text, score in sight.topics[:2]:
        plain = all(sight.kinds[i] == "word" and sight.pos[i] != "PROPN" for i in range(start, end))
        words = text.split()
        if not plain or score < BEST or len(words) < 2 or not text.islower() or not text.isascii():
            continue
        if sight.pos[end - 1] == "NOUN" and not any(word in weak for word in words):
            return text
    return ""

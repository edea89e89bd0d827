"""Edits from data: pressure, labels and pleas dropped, softened, unshouted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import regex

from postlint.model.report import Safety, Warning
from postlint.rewrite.sight import URL_LIKE, Sight
from postlint.rewrite.text import cut, raise_first
from postlint.rules.rewrite_phrases import compile_phrase, fill
from postlint.rules.rewrite_schema import EditFile, EditSpec

MOST_WORDS = 14
_MOST_MATCHES = 12
_BREAK = regex.compile(
    rf"(?P<link>{URL_LIKE.pattern})|[.!?…]+[\"”'’)]*(?=\s|\p{{So}}|$)|\n", regex.I
)
_SAID = regex.compile(r"[\p{L}\p{N}#@$£€%]")
_LEAD = regex.compile(r"[\s:>→⇒➡️👉👇⬇️▶️»~\-–—=]*(?:&gt;)*[\s:>→👉~\-–—]*")
_SHOUT_MARKS = regex.compile(r"!{2,}")
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’]*")
_ENDING = regex.compile(r"[^\p{L}\p{N})\"”'’%]+$")
_FACT = regex.compile(r"[\p{N}#@$£€%\"“”]|https?:|www\.")


@dataclass(frozen=True)
class Segment:
    """A sentence, or what a link or a line break leaves of one; ``end`` is behind its marks."""

    start: int
    end: int


def segments(text: str) -> list[Segment]:
    """Return the segments of a text that hold words, in order."""
    found: list[Segment] = []
    start = 0
    for match in _BREAK.finditer(text):
        end = match.start() if match["link"] or match.group() == "\n" else match.end()
        found.append(Segment(start, end))
        start = match.end()
    found.append(Segment(start, len(text)))
    kept = []
    for segment in found:
        inner = text[segment.start : segment.end]
        lead = len(inner) - len(inner.lstrip())
        if _SAID.search(inner):
            kept.append(Segment(segment.start + lead, segment.start + len(inner.rstrip())))
    return kept


def levels(
    sight: Sight,
    warning: Warning,
    use: Iterable[str],
    drop: Collection[str],
    files: dict[str, EditFile],
) -> Iterator[tuple[str, Safety]]:
    """Yield the text after each set of edits that changes it, with the safety so far."""
    text, safety = sight.text, "safe"
    for name in use:
        before = text
        if name == "drop":
            text = _drop_sentences(sight, warning, drop) if text == sight.text else text
        elif name == "calm":
            text = calm(text, sight)
        else:
            for spec in files[name].do:
                text = apply_spec(text, spec)
        if text != before:
            if name in files and files[name].safety != "safe":
                safety = files[name].safety
            yield text, safety  # type: ignore[misc]


def apply_spec(text: str, spec: EditSpec) -> str:
    """Return the text with every place of an edit replaced."""
    for phrase in spec.find:
        pattern, at = compile_phrase(phrase), 0
        for _ in range(_MOST_MATCHES):
            match = pattern.search(text, at)
            if match is None:
                break
            span = _stands(text, match, spec)
            if span is None:
                at = match.start() + 1
                continue
            put = fill(spec.put, match) if spec.put else ""
            text = _replace(text, span, put, spec)
            at = span[0] + len(put)
    return text


def _stands(text: str, match: regex.Match[str], spec: EditSpec) -> tuple[int, int] | None:
    """Return what is to be replaced, or ``None`` where the match stands in the wrong place."""
    start, end = match.span()
    if spec.where == "anywhere":
        return start, end
    if spec.where == "before-link":
        lead = _LEAD.match(text, end)
        stop = lead.end() if lead else end
        if URL_LIKE.match(text, stop) is None:
            return None
        return start, (stop if not spec.put else end)
    segment = next((s for s in segments(text) if s.start <= start < s.end), None)
    if segment is None:
        return None
    bare_before = not _SAID.search(text, segment.start, start)
    bare_after = not _SAID.search(text, end, segment.end)
    if spec.where == "start":
        if not bare_before:
            return None
        tail = regex.compile(r"[\s:,–—!.…-]*").match(text, end) if not spec.put else None
        return start, (tail.end() if tail and tail.end() <= segment.end else end)
    if not bare_after or end > segment.end:
        return None
    if spec.where == "end":
        return start, end
    return (segment.start, segment.end) if bare_before else None


def _replace(text: str, span: tuple[int, int], put: str, spec: EditSpec) -> str:
    start, end = span
    opens = any(segment.start == start for segment in segments(text))
    if spec.ends:
        tail = regex.compile(r"[^\S\n]*[.!?…:]*").match(text, end)
        end = tail.end() if tail and spec.where != "whole" else end
        core = _ENDING.sub("", put)
        put = core + spec.ends + put[len(core) :].rstrip(".!?:…,;- ")
        before = text[:start].rstrip()
        if not opens and before:
            joined = before.rstrip("—–-,:;… ")
            if joined != before or before[-1].isalnum() or before[-1] in '"”':
                text = joined + ". " + text[start:]
                start, end = len(joined) + 2, end - start + len(joined) + 2
        if end < len(text) and not text[end].isspace():
            put += " "
    if put and spec.where == "before-link":
        put += ":"
        lead = _LEAD.match(text, end)
        end = lead.end() if lead else end
        put += " "
    elif put and end < len(text) and text[end].isalnum() and not put.endswith(" "):
        put += " "
    text = cut(text, start, end, put)
    if opens or not text[:start].strip():
        text = raise_first(text, min(start, len(text)))
    return text


def _drop_sentences(sight: Sight, warning: Warning, drop: Collection[str]) -> str:
    """Return the text without short sentences that hold a pressing signal and no fact."""
    text = sight.text
    spans = [s for signal in warning.signals if signal.name in drop for s in signal.spans]
    facts = (*sight.lists.get("rewrite-dates", ()), *sight.lists.get("rewrite-hedges", ()))
    for segment in reversed(segments(text)):
        inner = text[segment.start : segment.end]
        if not any(segment.start <= s.start and s.end <= segment.end for s in spans):
            continue
        if _FACT.search(inner) or len(inner.split()) > MOST_WORDS or inner.endswith(":"):
            continue
        if {word.strip(".,!?").lower() for word in inner.split()} & set(facts):
            continue
        text = cut(text, segment.start, segment.end)
    return text if _SAID.search(URL_LIKE.sub("", text)) else sight.text


def calm(text: str, sight: Sight) -> str:
    """Return the text with shouted common words in small letters and "!!!" as "!"."""
    text = _SHOUT_MARKS.sub("!", text)
    links = [match.span() for match in URL_LIKE.finditer(text)]
    starts = {segment.start for segment in segments(text)}
    common = (sight.lists.get("english-words", ()), sight.lists.get("rewrite-shouted", ()))
    marks = text.count("!")
    if marks:
        text = text.replace("!", ".") if marks > 1 else text
        text = regex.sub(r"\.(?=[^\S\n]*[?.…])|(?<=[?…])\.", "", text)

    def lower(match: regex.Match[str]) -> str:
        word = match.group()
        shouted = len(word) > 1 and word.isupper() and word.lower().replace("’", "'") in words
        if not shouted or any(a <= match.start() < b for a, b in links):
            return word
        if match.start() and text[match.start() - 1] in "#@$_&":
            return word
        return word.capitalize() if match.start() in starts else word.lower()

    words = {*common[0], *common[1]}
    return _WORD.sub(lower, text)

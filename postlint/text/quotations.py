"""Somebody else's words: text in quotation marks, or with a speaker's name before or behind it."""

from __future__ import annotations

from postlint.model.reading import Quotation, TokenRange
from postlint.text.broken import repair
from postlint.text.credit import Lists, find_credit, names_speaker
from postlint.text.marks import Pair, find_pairs
from postlint.text.tokens import Tokens

_OUTSIDE = frozenset(["url", "hashtag", "newline", "emoji", "emoticon"])
_DASHES = frozenset(["—", "–", "~", "-", "--", "―"])
_ENDS = ".!?…”\"'’"
_SPEAKER_TOKENS = 16
_NAME_TOKENS = 14
_BARE_NAME = 8
_SHORT_NAME = 4
_LONG_DASHES = frozenset(["—", "–", "~", "―"])
_MIN_SPOKEN = 4
_TITLE_SHARE = 0.6


def find_quotations(tokens: Tokens, lists: Lists) -> tuple[Quotation, ...]:
    """Return the quotations of a post, with their credits, in text order.

    Two speakers make a dialogue (``me: … CI: …``), which is a joke of the author's own.
    """
    tokens = repair(tokens)
    if _is_dialogue(tokens, lists):
        return ()
    pairs = [_trimmed(tokens, pair) for pair in find_pairs(tokens)]
    if not pairs:
        spoken = _spoken(tokens, lists) or _signed(tokens, lists)
        return (spoken,) if spoken else ()
    borders = [0, *(pair.end for pair in pairs)]
    following = [*(pair.start for pair in pairs[1:]), len(tokens.words)]
    found = []
    for pair, floor, ceiling in zip(pairs, borders, following, strict=False):
        outer = (pair.start, pair.end)
        inner = (pair.start + pair.opened, pair.end - pair.closed)
        if inner[0] < inner[1]:
            credit = find_credit(tokens, outer, (floor, ceiling), lists)
            found.append(Quotation(outer, inner, credit, True, pair.opened and pair.closed))
    return tuple(found)


def _trimmed(tokens: Tokens, pair: Pair) -> Pair:
    """Cut trailing links, tags and credit from a quotation that lacks its closing mark."""
    if pair.closed:
        return pair
    end = _body_end(tokens, pair.start + 1)
    dash = _credit_dash(tokens, pair.start + 2, end)
    return pair._replace(end=end if dash is None else dash)


def _body_end(tokens: Tokens, start: int) -> int:
    end = len(tokens.words)
    while end > start and tokens.kinds[end - 1] in _OUTSIDE:
        end -= 1
    return end


def _credit_dash(tokens: Tokens, start: int, end: int) -> int | None:
    """Return the last dash that follows a full stop or opens a line, near the end of the post."""
    for i in range(end - 2, max(start, end - _NAME_TOKENS), -1):
        before = tokens.words[i - 1]
        ends = before[-1] in _ENDS and before not in ("...", "…")
        if tokens.words[i] in _DASHES and (ends or tokens.kinds[i - 1] == "newline"):
            return i
    return None


def _is_dialogue(tokens: Tokens, lists: Lists) -> bool:
    """Whether two or more speakers take turns, or a comic one speaks (``me:``, ``nobody:``)."""
    turns = 0
    for i, word in enumerate(tokens.words):
        if word == ":" and i and not tokens.spaced_before(i):
            comic = tokens.norms[i - 1] in lists["quote-comic-speakers"]
            if comic and _opens_turn(tokens, i):
                return True
            turns += _opens_turn(tokens, i) and _speaks_behind(tokens, i)
    return turns >= 2


def _opens_turn(tokens: Tokens, colon: int) -> bool:
    """Whether a colon follows a speaker's label at the start of a line or sentence."""
    for i in range(colon - 1, max(-1, colon - 4), -1):
        if tokens.kinds[i] not in ("word", "mention"):
            return False
        if i == 0 or tokens.kinds[i - 1] == "newline" or tokens.words[i - 1][-1] in _ENDS:
            return True
    return False


def _speaks_behind(tokens: Tokens, colon: int) -> bool:
    following = tokens.kinds[colon + 1 : colon + 2]
    return bool(following) and following[0] in ("word", "punct", "number")


def _spoken(tokens: Tokens, lists: Lists) -> Quotation | None:
    """Return live-quoted speech without marks: ``@jdoe: the market moves``, ``CEO X on Y: we …``,
    ``Ada Nwosu – The only way is …``.

    A headline names its outlet or its subject in the same way; so somebody known only by name
    must speak of ``I`` or ``we``, and a link must not follow.
    """
    kinds, norms = tokens.kinds, tokens.norms
    border = _first_border(tokens)
    if border is None:
        return None
    last, first = border
    label = [i for i in range(last) if kinds[i] in ("word", "mention", "number")]
    end = _body_end(tokens, first)
    body = [i for i in range(first, end) if kinds[i] == "word"]
    if not label or len(body) < _MIN_SPOKEN or not names_speaker(tokens, (0, last), lists):
        return None
    others = (lists["quote-labels"], lists["retweet-markers"], lists["share-verbs"])
    if any(norms[i] in words for i in label for words in others):
        return None
    known = any(
        kinds[i] == "mention"
        or norms[i] in lists["speaker-roles"]
        or norms[i] in lists["reporting-verbs"]
        for i in label
    )
    personal = any(norms[i] in lists["first-person"] for i in body)
    linked = "url" in kinds
    if _is_answer(tokens, label, (first, end), lists):
        return None
    if _is_title(tokens, body) or (linked and not (personal and known)):
        return None
    if tokens.words[last] == ":":
        speaks = known or (personal and _is_full_name(tokens, label, lists))
    else:
        states = tokens.words[last] != "-" and any(
            norms[i] in lists["quote-assertions"] for i in body
        )
        least = 1 if personal and last == first else 2
        speaks = not linked and "hashtag" in kinds[first:] and (personal or states)
        speaks = speaks and _is_full_name(tokens, label, lists, least)
    if not speaks:
        return None
    return Quotation((first, end), (first, end), ((0, first),), marked=False)


def _is_answer(tokens: Tokens, label: list[int], body: TokenRange, lists: Lists) -> bool:
    """Whether a handle and a colon address somebody (``@sam: thanks for asking``) instead of
    quoting them: the text thanks, asks or says ``you``, and no tag of an event stands there."""
    alone = len(label) == 1 and tokens.kinds[label[0]] == "mention"
    if not alone or "hashtag" in tokens.kinds:
        return False
    opener = next((i for i in range(*body) if tokens.kinds[i] == "word"), body[0])
    return tokens.norms[opener] in lists["quote-service"] or any(
        tokens.norms[i] in lists["second-person"] or "?" in tokens.words[i] for i in range(*body)
    )


def _is_title(tokens: Tokens, body: list[int]) -> bool:
    return sum(tokens.words[i][:1].isupper() for i in body) > _TITLE_SHARE * len(body)


def _first_border(tokens: Tokens) -> TokenRange | None:
    """Return where a speaker's label ends and the speech begins: at a colon, at a dash between
    spaces, or at a gap of two spaces, which archives leave where a dash was."""
    for i in range(1, min(len(tokens.words), _SPEAKER_TOKENS)):
        if tokens.kinds[i] in ("newline", "url"):
            return None
        if tokens.words[i] == ":" and not tokens.spaced_before(i):
            return (i, i + 1)
        spaced = tokens.spaced_before(i)
        if tokens.words[i] in _DASHES and spaced and tokens.spaced_after(i):
            return (i, i + 1)
        if tokens.starts[i] - tokens.ends[i - 1] == 2 and tokens.kinds[i - 1] != "newline":
            return (i, i)
    return None


def _is_full_name(tokens: Tokens, label: list[int], lists: Lists, least: int = 2) -> bool:
    """Whether ``least`` to three capitalised words, and no more, open a label."""
    count = 0
    for i in label:
        if tokens.norms[i] in lists["quote-no-names"]:
            return False
        if not tokens.words[i][:1].isupper() or tokens.norms[i] in lists["quote-context"]:
            break
        count += 1
    return least <= count <= 3


def _signed(tokens: Tokens, lists: Lists) -> Quotation | None:
    """Return words without marks that a name behind a dash ends: ``… — Ursula K. Le Guin``.

    One name alone, or no full stop before the dash, is enough where nothing looks like a
    headline, an answer to a customer or an outlet's name.
    """
    end = _body_end(tokens, 0)
    dash = _credit_dash(tokens, _MIN_SPOKEN, end)
    sure = dash is not None
    if dash is None:
        dash = _name_start(tokens, end)
        sure = dash < end
    if not sure:
        dash = _loose_dash(tokens, end)
    words = [i for i in range(dash, end) if tokens.kinds[i] in ("word", "mention")]
    if not words or not names_speaker(tokens, (dash, end), lists):
        return None
    barred = (lists["retweet-markers"], lists["quote-no-names"])
    if any(tokens.norms[i] in names for i in words[:2] for names in barred):
        return None
    body = _spoken_part(tokens, dash)
    spoken = [i for i in range(*body) if tokens.kinds[i] == "word"]
    if len(spoken) < _MIN_SPOKEN:
        return None
    full = len(words) > 1 and all(
        _is_capital(tokens, i) or tokens.norms[i] in lists["name-joiners"] for i in words[:2]
    )
    if not (sure and full) and not _is_saying(tokens, spoken, words, lists):
        return None
    return Quotation(body, body, ((dash, end),), marked=False)


def _loose_dash(tokens: Tokens, end: int) -> int:
    """Return a long dash or a tilde before the post's last words, or ``end``."""
    for i in range(end - 2, max(_MIN_SPOKEN, end - _BARE_NAME), -1):
        if tokens.words[i] in _LONG_DASHES and tokens.spaced_before(i):
            return i
    return end


def _is_saying(tokens: Tokens, spoken: list[int], name: list[int], lists: Lists) -> bool:
    if "url" in tokens.kinds or tokens.kinds[0] == "mention" or _is_title(tokens, spoken):
        return False
    if not all(_is_capital(tokens, i) for i in name) or len(name) > _SHORT_NAME:
        return False
    return not any(tokens.norms[i] in lists["quote-service"] for i in spoken)


def _name_start(tokens: Tokens, end: int) -> int:
    """Return where a closing sentence that is only a name with an initial begins, or ``end``:
    without a dash, ``Ursula K. Le Guin`` is a name beyond doubt, ``Lake Placid`` is not."""
    initial = False
    for i in range(end - 1, max(_MIN_SPOKEN, end - _BARE_NAME) - 1, -1):
        word = tokens.words[i]
        short = word == "." and len(tokens.words[i - 1]) == 1 and tokens.words[i - 1].isupper()
        if tokens.kinds[i] == "newline" or (word[-1] in _ENDS and not short):
            return i + 1 if initial and end - i > 2 else end
        initial = initial or short
        if not short and not (tokens.kinds[i] == "word" and word[0].isupper()):
            return end
    return end


def _spoken_part(tokens: Tokens, dash: int) -> TokenRange:
    start = 0
    while start < dash and tokens.kinds[start] in ("mention", "hashtag", "emoji", "newline"):
        start += 1
    while dash > start and tokens.kinds[dash - 1] == "newline":
        dash -= 1
    return (start, dash)


def _is_capital(tokens: Tokens, i: int) -> bool:
    return tokens.words[i][:1].isupper() or tokens.kinds[i] == "mention"

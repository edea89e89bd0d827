"""Cut a post into tokens with one regular expression.

Every offset counts code points. The tokens stand in order, do not overlap and cover the
whole text. The expression is linear in the text whatever the text: a repetition is
possessive, or its length is bounded, so that nothing is scanned more than a constant number
of times. Keep it so: an unbounded look-ahead that may fail makes a hostile post quadratic.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

_KINDS = """word number punct symbol space newline
    url email mention hashtag cashtag emoji emoticon"""
KINDS = frozenset(_KINDS.split())


class Token(NamedTuple):
    """A piece of the text, `text[start:end]`, and what it is (one of `KINDS`)."""

    start: int
    end: int
    kind: str


def tokenize(text: str) -> list[Token]:
    """Return the tokens of any text, white space included.

    "newline" is a run of line breaks; "space" a run of other white space and of invisible
    format characters outside words.
    """
    return list(iter_tokens(text))


def iter_tokens(text: str) -> Iterator[Token]:
    """Yield the tokens one by one: a million at once keep the garbage collector busy."""
    # The constructor that NamedTuple writes costs as much again as the match.
    new = tuple.__new__
    for match in _TOKEN.finditer(text):
        yield new(Token, (*match.span(), match.lastgroup))


def kind_of(word: str) -> str:
    """Return the kind of the one token that `word` is, or "word" if it is none or several."""
    match = _TOKEN.fullmatch(word)
    return (match.lastgroup if match else None) or "word"


def _any_of(words: str) -> str:
    """Return an expression for any of the words, sorted by first letter: few are tried."""
    endings: dict[str, list[str]] = {}
    for word in sorted(words.split(), reverse=True):
        endings.setdefault(word[0], []).append(word[1:])
    return "(?:" + "|".join(f"{c}(?:{'|'.join(e)})" for c, e in endings.items()) + ")"


def _loop(body: str, least: int = 0) -> str:
    """Return an expression for any number of repetitions, never given back.

    The engine keeps notes on every round until a loop ends: in steps of 64 they stay few, and
    a token of a million characters costs as much for each as a short one.
    """
    return rf"(?:(?:{body}){{1,64}}+){'++' if least else '*+'}"


# --- Hosts -------------------------------------------------------------------------------
# Without a scheme, a name is a URL if it ends in one of these…
_BARE_TLD = _any_of("""com net org edu gov mil info biz xyz app dev example io ai co tv
    uk de fr nl eu ch au nz jp gg COM ORG Com Org""")
# …or in one of these or any country's code and a path follows: "bit.ly/x", but not "end.So".
_PATH_TLD = _any_of("""
    name pro mobi blog shop store online site tech club live news media social cloud
    page link email agency studio design world today life top vip fun space website work company
    group team tools zone art bar cafe coffee photos video chat travel events games health law
    finance money fund bio ink wiki one red blue pub press academy school systems network digital
    solutions services support community center city land house estate jobs careers global run
    test invalid NET EDU GOV
    ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm
    bn bo br bs bt bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm
    do dz ec ee eg er es et eu fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt
    gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr
    kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu
    mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw
    py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc td tf
    tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za
    zm zw""")
# What follows the dot in a file's or a program library's name: "README.md", "Node.js".
_FILE_ENDING = _any_of("""
    js ts py md txt csv json yaml yml toml html css php rs go rb java cpp pdf png
    jpg jpeg gif svg mp3 mp4 zip exe doc docx xls xlsx ppt pptx NET""")
_TITLE = _any_of("Mr Mrs Ms Dr Prof Sr Jr vs etc approx Sen Rep Gov Gen Lt Sgt Capt Rev Hon")

# --- Letters -----------------------------------------------------------------------------
_NEWLINES = r"\n\r\v\f\x85\u2028\u2029"
_INVISIBLE = r"\x1c-\x1f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_APOSTROPHE = "['’ʼ]"
_GLUED_URL = (
    r"(?:[hH][tT][tT][pP][sS]?://|[pP][iI][cC]\.[tT][wW][iI][tT][tT][eE][rR]\.[cC][oO][mM]/)"
)
_KEYCAP = r"[0-9#*]\uFE0F?\u20E3"
_CLITIC = r"(?i:s|d|m|re|ll|ve)(?!\w)"
# Letters that may start something else inside a word are looked at one by one.
_LETTERS = _loop(
    r"[^\W_ʼℹ🅰🅱🅾🅿ⓂhHpPnN0-9]++"
    rf"|(?!{_GLUED_URL}|[nN]{_APOSTROPHE}[tT](?!\w)|{_KEYCAP})[hHpPnN0-9]",
    least=1,
)
_WORD = _LETTERS + _loop(
    rf"{_APOSTROPHE}(?!{_CLITIC}){_LETTERS}"
    rf"|(?:[-‐‑]|_{{1,3}}+){_LETTERS}"
    rf"|\.(?:(?<=[0-9]\.)(?=[0-9])|(?={_FILE_ENDING}(?!\w))){_LETTERS}"
)
_DIGITS = _loop(r"\p{Nd}(?!\uFE0F?\u20E3)", least=1)
_NUMBER = (
    rf"[vV]?+{_DIGITS}(?:[.,:/_-]{_DIGITS}){{0,12}}+(?:[ap]\.m\b\.?+|\p{{L}}{{1,4}}+)?+(?![^\W_])"
)
_ABBREVIATION = (
    rf"(?:\p{{Latin}}(?:\.\p{{Latin}}(?!\w)){{1,9}}+\.?+|{_TITLE}\.(?!\w)"
    r"|\p{Lu}{1,4}+&(?:amp;)?+\p{Lu}{1,4}+(?!\w))"
)

# --- URLs, addresses ---------------------------------------------------------------------
_SAFE = r"[A-Za-z0-9_/%=+$#@~-]"
_URL_TAIL = _loop(
    r"[A-GI-OQ-Za-gi-oq-z_/%=+$@~-]++"
    rf"|(?!(?<=[A-Za-z0-9]){_GLUED_URL}|{_KEYCAP})[hHpP0-9#]"
    r"|(?![\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}ー])[^\W\x00-\x7fʼℹ🅰🅱🅾🅿Ⓜ\ufe0f]"
    r"|&(?!(?:quot|gt|lt|apos|nbsp|\#[0-9]{2,4});)(?=[\w%&=/#])"
    rf"|(?!{_APOSTROPHE}s(?!\w))[.,!?;:'’*|^\[\]]++(?={_SAFE})(?!{_GLUED_URL})"
    r"|\((?:[^\s()<>\"“”]++|\([^\s()<>\"“”]*+\))*+\)"
)
_PATH = rf"(?::[0-9]{{1,5}}+)?+(?:(?:/|[?\#](?={_SAFE})){_URL_TAIL})?+"
_SCHEME_URL = rf"(?i:https?|ftps?)://(?:…|\.\.\.|(?:[\w-]{{1,63}}+\.(?=\w)){{0,8}}+{_URL_TAIL})"
_WWW_URL = rf"(?i:www)(?:\.[\p{{Latin}}0-9-]++){{1,9}}+{_PATH}"
_BARE_URL = (
    r"(?:[A-Za-z0-9][A-Za-z0-9_-]{0,62}+\.){1,6}"
    rf"(?:(?<!ASP\.){_BARE_TLD}(?![\w@]|\.[a-z])"
    rf"|{_PATH_TLD}(?=(?::[0-9]{{1,5}}+)?+/[\w%~#?])){_PATH}"
)
_HOST = r"[\p{L}\p{N}-]{1,63}+(?:\.[\p{L}\p{N}-]{1,63}+){1,6}+"
_EMAIL = rf"[\p{{Latin}}0-9_.+%-]{{1,64}}+@{_HOST}"
_HANDLE = _loop(r"[A-Za-z0-9_](?!\uFE0F?\u20E3)", least=1)
_MENTION = (
    r"(?:(?<![\p{Latin}0-9_])|(?<=\b[RM]T))[@＠](?![0-9]{1,2}+(?::[0-9]{2})?+(?i:[ap]m)\b)"
    rf"(?:[A-Za-z0-9_][A-Za-z0-9_.-]{{0,63}}+(?<![.-])@{_HOST}"
    r"|[A-Za-z0-9_-]{1,63}+\.(?:[a-z0-9_-]{1,63}\.){0,3}"
    rf"(?:{_BARE_TLD}|social)(?!\w)"
    rf"|{_HANDLE})"
)
_HASHTAG = (
    r"(?:(?<![\p{L}\p{M}\p{N}_&])|(?<=[#＃][\p{L}\p{M}\p{N}_]{1,64}))"
    r"[#＃][\p{N}_]*+\p{L}" + _loop(r"[\p{L}\p{M}\p{N}_·・](?!\uFE0F?\u20E3)")
)
_CASHTAG = r"(?<![\w$])\$[A-Za-z]{1,6}+(?:[._][A-Za-z]{1,2}+)?+(?!\w)"
_ENTITY = r"&(?:amp|lt|gt|quot|apos|nbsp|\#[0-9]{1,6}|\#[xX][0-9a-fA-F]{1,6});"

# --- Emoji, emoticons --------------------------------------------------------------------
# These are text unless a variation selector says otherwise.
_TEXT_DEFAULT = "[©®™‼⁉〰〽㊗㊙ℹⓂ↔↕↖↗↘↙↩↪]"
_PICTURE = (
    rf"(?:(?!{_TEXT_DEFAULT})\p{{Extended_Pictographic}}|{_TEXT_DEFAULT}(?=\uFE0F))"
    r"[\uFE0E\uFE0F\p{Emoji_Modifier}\u20E3]*+(?:[\U000E0020-\U000E007E]++\U000E007F)?+"
)
_EMOJI = (
    rf"(?:\p{{RI}}\p{{RI}}|{_KEYCAP}|\p{{Emoji_Modifier}}|{_PICTURE}"
    + _loop(rf"\u200D{_PICTURE}")
    + ")"
    r"[\p{M}\u200D]*+"
)
_LETTER_EMOTICON = r"(?:[xX]D++|[oO0]_{1,3}+[oO0]|[xX]_[xX]|T_{1,2}+T)(?!\w)"
_EMOTICON = (
    r"(?<![\w:;=])>?(?:[:;](?:['’]-?|[-~^o])?(?:\)++|\(++|D++|[\]}|\\3*]|[pPbOoSsxX]|/(?!/))"
    r"|=-?(?:\)++|\(++|D++|[Pp\]]))(?!\w)"
    r"|(?<=\p{L})[:;]-?(?:\)++|\(++)(?!\w)"
    r"|(?<!\w)\(['-]?[:;](?![\w:])"
    r"|(?:&lt;|<)[/\\]?3++(?!\w)"
    r"|(?<!\w)(?:\^[_.-]?\^|-_{1,3}+-|>[_.]<|;_{1,3}+;|¬_¬)(?!\w)"
    r"|¯\\{0,2}_{0,2}\(ツ\)_{0,2}/¯"
    r"|(?<!\w)\\o/(?!\w)"
)

_CLIPPED = "em|til|tis|twas|bout|cause"
# A loop over one character runs faster than one over a back reference.
_PUNCT, _SIGNS = ".,:;-_/…–—·•。、", "@#$%&*+=<>|~^`\\"


def _run_of(chars: str) -> str:
    """Return an expression for a run of one of the characters.

    A loop over one character runs faster than one over a back reference.
    """
    runs = "|".join(rf"{regex.escape(char)}++" for char in chars)
    return rf"(?=[{regex.escape(chars)}])(?:{runs})(?!\p{{M}})"


_TOKEN = regex.compile(
    rf"""
    # Most of a text, told at a glance.
    (?P<word>(?![xX]D)[A-Za-z]++(?=[\ \n,!?;)"”…]|\Z))
    | (?P<space>(?:[^\S{_NEWLINES}]|[{_INVISIBLE}])++)
    | (?P<newline>[{_NEWLINES}]++)
    | (?P<punct>[.,!?](?=[\ \n]|\Z))
    | (?=\w)(?:
        (?P<emoji>{_KEYCAP})
        | (?P<url>{_SCHEME_URL}|{_WWW_URL})
        | (?P<email>{_EMAIL})
        | (?P<url>{_BARE_URL})
        | (?P<emoticon>{_LETTER_EMOTICON})
        | (?P<number>{_NUMBER})
        | (?P<word>{_ABBREVIATION}|[nN]{_APOSTROPHE}[tT](?!\w)|(?!\p{{M}}){_WORD})
      )
    | (?P<emoji>(?=[^\x00-\x7f]){_EMOJI})
    | (?=[@\#＠＃$])(?:
        (?P<mention>{_MENTION}) | (?P<emoji>{_KEYCAP}) | (?P<hashtag>{_HASHTAG})
        | (?P<cashtag>{_CASHTAG})
      )
    | (?=[-'’ʼ&:;=<>(^¬¯\\.])(?:
        (?P<emoticon>{_EMOTICON})
        | (?P<symbol>{_ENTITY}|[-=]{{1,3}}+>)
        | (?P<word>(?<=[\p{{L}}\p{{N}}]){_APOSTROPHE}{_CLITIC}|(?<!\w)['’](?:{_CLIPPED})(?!\w))
        | (?P<number>(?<![\w.)])\.[0-9]++(?!\w))
      )
    | (?P<punct>[?!]++|["'()\[\]{{}}“”‘’«»‹›]|{_run_of(_PUNCT)})
    | (?P<symbol>{_run_of(_SIGNS)})
    | (?P<number>\p{{No}}++)
    | (?P<punct>[\p{{Ps}}\p{{Pe}}\p{{Pi}}\p{{Pf}}])
    | (?P<symbol>(?P<sign>[§¶†‡‰＠＃％＆＊\p{{S}}])(?P=sign)*+\p{{M}}*+)
    | (?P<punct>(?P<mark>\p{{P}})(?P=mark)*+\p{{M}}*+)
    | (?P<symbol>.\p{{M}}*+)
    """,
    regex.VERBOSE | regex.DOTALL | regex.VERSION0,
)

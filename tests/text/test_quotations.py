"""Whose words are whose: quotation marks in every style, credits, live quotes, dialogues."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postlint.linter import Linter
from postlint.model.post import Post
from postlint.model.reading import Quotation
from postlint.text.reader import View

READER = Linter().plan.make_reader()


def read(text: str) -> View:
    return READER.read(Post(text))


def quoted(text: str) -> list[str]:
    view = read(text)
    return [view.text[view.span(q.words).start : view.span(q.words).end] for q in view.quotations]


def credited(text: str) -> list[str]:
    view = read(text)
    spans = [view.span(part) for q in view.quotations for part in q.credit]
    return [view.text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    "text",
    [
        '"Small steps win the day."',
        "“Small steps win the day.”",
        "„Small steps win the day.“",
        "«Small steps win the day.»",
        "‘Small steps win the day.’",
        "'Small steps win the day.'",
        "&quot;Small steps win the day.&quot;",
    ],
)
def test_every_style_of_marks(text: str) -> None:
    assert quoted(text) == ["Small steps win the day."]


@pytest.mark.parametrize(
    "text",
    [
        "â€œSmall steps win the day.â€\x9d â€” Ada Nwosu",
        "â€œSmall steps win the day.â€ â€” Ada Nwosu",
        "‚ÄúSmall steps win the day.‚Äù ‚Äî Ada Nwosu",
        "‰ÛÏSmall steps win the day.‰Û\x9d ‰ÛÓ Ada Nwosu",
    ],
)
def test_marks_broken_by_a_wrong_encoding(text: str) -> None:
    (quotation,) = read(text).quotations
    assert (quotation.marked, quotation.closed) == (True, True)
    assert quotation.credit


def test_nested_marks_stay_inside() -> None:
    assert quoted('"They call it "the wall" and they fear it."') == [
        'They call it "the wall" and they fear it.'
    ]


def test_a_paragraph_may_repeat_the_opening_mark() -> None:
    assert len(quoted("“First we listened.\n\n“Then we built it.” — Ada Nwosu")) == 1


def test_inches_and_apostrophes_are_no_marks() -> None:
    assert quoted('Our 27" and 32" screens are the players\' choice') == []


def test_an_unclosed_quotation_ends_before_tags_and_credit() -> None:
    (quotation,) = read('"We never saw it coming and it hurt. — Ada Nwosu #conf').quotations
    assert not quotation.closed
    assert credited('"We never saw it coming and it hurt. — Ada Nwosu #conf') == [
        "— Ada Nwosu #conf"
    ]


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ('"Small steps win the day." — Ada Nwosu, CEO of Acme', "— Ada Nwosu, CEO of Acme"),
        ('"Small steps win the day." ~ R. Okafor', "~ R. Okafor"),
        ('"Small steps win the day."\nAda Nwosu on pacing', "Ada Nwosu on pacing"),
        ('"Small steps win the day," says Ada Nwosu.', "says Ada Nwosu."),
        ('"Small steps win the day." (Ada Nwosu)', "(Ada Nwosu)"),
        ('Ada Nwosu at #conf: "Small steps win the day."', "Ada Nwosu at #conf:"),
        ('"Small steps win the day." @ada #conf', "@ada #conf"),
        ('"Small steps win the day." - economist Ada Nwosu', "- economist Ada Nwosu"),
        ('"Small steps win."\n\nDr Ada Nwosu, surgeon, Kano', "Dr Ada Nwosu, surgeon, Kano"),
        ('Ada Nwosu "Small steps win the day"', "Ada Nwosu"),
        ("Acme's Dr. Ada Nwosu: “Small steps win the day.”", "Acme's Dr. Ada Nwosu:"),
    ],
)
def test_credits(text: str, credit: str) -> None:
    assert credited(text) == [credit]


@pytest.mark.parametrize(
    "text",
    [
        '"Small steps win the day." - So true!',
        '"Small steps win the day." Happy Monday everyone',
        'My manager told me "small steps win the day" once',
        '"I was scared": Woman tells of her escape',
        '"Small steps win" was never said by Ada Nwosu',
        '"We are one family here." Run.',
        'You know what they say: "small steps win the day"',
    ],
)
def test_comments_are_no_credits(text: str) -> None:
    assert credited(text) == []


def test_a_credit_ends_with_its_sentence() -> None:
    assert credited('"Small steps win," said Ann. We agree.') == ["said Ann."]


@pytest.mark.parametrize(
    "text",
    [
        "@ada: the market is moving faster than ever #conf",
        "VP: we will not stop until every home has heat",
        "Ada Nwosu on hiring: we look for people who finish",
        "Ada Nwosu – The only way is to invest in people #conf",
        "What you seek is seeking you ~ Rumi",
    ],
)
def test_live_quotes_need_no_marks(text: str) -> None:
    (quotation,) = read(text).quotations
    assert quotation.credit
    assert not quotation.marked


@pytest.mark.parametrize(
    "text",
    [
        "me: I will only read one page\nCI: 43 minutes remaining",
        "Nobody:\nMe at 3am: what if we rewrote it",
        "Daily News: Bank holds rates steady https://x.example/n",
        "Happy Monday: we made it through another release!",
        "Hi Sam, we have sent a new lamp — Kate",
    ],
)
def test_jokes_headlines_and_answers_are_the_authors_own(text: str) -> None:
    assert read(text).quotations == ()


MARKS = st.text(alphabet="\"'“”„‘’«»:-—~ \nA.a@#?4é", max_size=60)


def _in_order(quotations: tuple[Quotation, ...], n: int) -> None:
    end = 0
    for quotation in quotations:
        start, stop = quotation.tokens
        assert end <= start < stop <= n
        assert start <= quotation.words[0] < quotation.words[1] <= stop
        assert all(0 <= a < b <= n for a, b in quotation.credit)
        end = stop


@settings(max_examples=300, deadline=None)
@given(st.one_of(MARKS, st.text(max_size=80)))
def test_quotations_lie_inside_the_text_and_in_order(text: str) -> None:
    view = read(text)
    _in_order(view.quotations, len(view.kinds))


@pytest.mark.parametrize("piece", ['"', '" ', '"a ', "“", "a” ", "'a ", "«a ", "a: ", "‘a’ - B "])
def test_cost_grows_with_length_only(piece: str) -> None:
    times = []
    for size in (5_000, 80_000):
        view = read(piece * (size // len(piece)))
        start = time.process_time()
        _ = view.quotations
        times.append(time.process_time() - start)
    assert times[1] < 60 * times[0] + 0.2

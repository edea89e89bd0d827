"""``readability``: the author's own words take effort to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import Field

from postlint.model.reading import Found, Judgement, PostView, TokenRange
from postlint.rules.kind import Kind
from postlint.rules.schema import Strict


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the author's own: how many words, how many long, and its school grade."""

    tokens: TokenRange
    words: tuple[str, ...]
    long: int
    grade: float


class Readability(Kind):
    """The Automated Readability Index (Smith & Senter 1967; a US school grade), by textstat. It
    needs letters, words and sentences only, no dictionary.

    Names, code, links, tags and numbers are forgiven: they count as a short word. Measures:
    ``grade``, from 0 at ``easy`` to 1 at ``hard``; ``long-sentence``, from 0 at 20 words to 1 at
    40. The option ``message`` may use ``{words}``, ``{long}`` and ``{grade}`` of the hardest
    sentence.
    """

    name: ClassVar[str] = "readability"
    measures: ClassVar[tuple[str, ...]] = ("grade", "long-sentence")

    class Options(Strict):
        """``least`` own words; below, nothing is measured."""

        least: Annotated[int, Field(ge=1)] = 40
        easy: float = 8.0
        hard: float = 18.0
        long_word: Annotated[int, Field(ge=2, alias="long-word")] = 7
        message: str

    def judge(self, view: PostView) -> Judgement:
        sentences = self._sentences(view)
        words = [word for s in sentences for word in s.words]
        if len(words) < self.options.least:
            return Judgement(0.0)
        hardest = max(sentences, key=lambda s: (s.grade, len(s.words)))
        longest = max(sentences, key=lambda s: len(s.words))
        grade = _index(". ".join(" ".join(s.words) for s in sentences))
        span = self.options.hard - self.options.easy
        found = {
            "grade": Found(_unit((grade - self.options.easy) / span), (hardest.tokens,)),
            "long-sentence": Found(_unit((len(longest.words) - 20) / 20), (longest.tokens,)),
        }
        judged = self.weigh(view, found)
        message = self.options.message.format(
            words=len(hardest.words), long=hardest.long, grade=round(grade)
        )
        return Judgement(judged.score, judged.signals, message)

    def _sentences(self, view: PostView) -> list[Sentence]:
        found = []
        for start, end in view.sentences:
            words = [
                _forgiven(view, i)
                for i in range(start, end)
                if view.own[i] and view.kinds[i] in ("word", "number", "cashtag")
            ]
            if words:
                long = sum(len(word) >= self.options.long_word for word in words)
                grade = _index(" ".join(words)) if len(words) >= 5 else 0.0
                found.append(Sentence((start, end), tuple(words), long, grade))
        return found


def _forgiven(view: PostView, i: int) -> str:
    """Return the word, or a short one in place of a name, code or a number."""
    word = view.words[i]
    inner_capital = any(c.isupper() for c in word[1:])
    name = word[0].isupper() and i not in view.sentence_heads
    code = not word.replace("-", "").replace("'", "").replace("’", "").isalpha()
    return "it" if inner_capital or name or code else word


def _index(text: str) -> float:
    import textstat

    return float(textstat.automated_readability_index(text))


def _unit(value: float) -> float:
    return min(1.0, max(0.0, value))

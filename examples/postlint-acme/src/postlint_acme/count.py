"""``count``: too many of something, such as hashtags."""

from __future__ import annotations

from typing import ClassVar, Literal

from postlint.model.reading import Judgement, PostView
from postlint.model.report import Signal
from postlint.rules import Kind


class Count(Kind):
    """The score is 0.5 at one more than ``most``, and nears 1 with every further one."""

    name: ClassVar[str] = "count"

    class Options(Kind.Options):
        """``of`` is what to count; ``most`` is how many are fine."""

        of: Literal["hashtag", "mention", "emoji", "url"]
        most: int

    def judge(self, view: PostView) -> Judgement:
        places = [i for i, kind in enumerate(view.kinds) if kind == self.options.of]
        over = len(places) - self.options.most
        if over <= 0:
            return Judgement(0.0)
        spans = tuple(view.span((i, i + 1)) for i in places[self.options.most :])
        message = f"{len(places)} of them; {self.options.most} are enough."
        score = round(over / (over + 1), 3)
        return Judgement(score, (Signal("too-many", 1.0, 1.0, spans),), message)

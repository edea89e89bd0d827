"""``limit``: the post is longer than its platform takes."""

from __future__ import annotations

from typing import ClassVar

from postlint.model.post import Post
from postlint.model.reading import Judgement, PostView
from postlint.model.report import Signal, Span
from postlint.rules.kind import Kind
from postlint.rules.schema import Strict
from postlint.text.length import length, load_platforms


class Limit(Kind):
    """Exact: the score is 1 over the limit and 0 otherwise. Each part of a thread counts alone.

    ``message`` may use ``{length}``, ``{limit}``, ``{over}`` and ``{platform}``.
    """

    name: ClassVar[str] = "limit"

    class Options(Strict):
        """``message`` says by how much."""

        message: str

    def judge(self, view: PostView) -> Judgement:
        limit = load_platforms()[view.post.platform].limit
        if limit is None:
            return Judgement(0.0)
        offset = 0
        for part in view.post.parts or (view.post.text,):
            count = length(part, view.post.platform)
            if count > limit:
                return self._over(view.post, part, offset, count, limit)
            offset += len(part) + 2
        return Judgement(0.0)

    def _over(self, post: Post, part: str, offset: int, count: int, limit: int) -> Judgement:
        spilled = Span(offset + _cut(part, post.platform, limit), offset + len(part))
        message = self.options.message.format(
            length=count, limit=limit, over=count - limit, platform=post.platform
        )
        signal = Signal("over-limit", 1.0, 1.0, (spilled,), f"{count} of {limit}")
        return Judgement(1.0, (signal,), message)


def _cut(text: str, platform: str, limit: int) -> int:
    """Return how many code points fit: length grows with the text, so double, then halve."""
    high = limit
    while high < len(text) and length(text[:high], platform) <= limit:
        high *= 2
    low, high = 0, min(high, len(text))
    while low < high:
        middle = (low + high + 1) // 2
        if length(text[:middle], platform) <= limit:
            low = middle
        else:
            high = middle - 1
    return low

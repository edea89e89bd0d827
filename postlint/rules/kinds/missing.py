"""``missing``: no signal of the wanted thing."""

from __future__ import annotations

from typing import ClassVar

from postlint.model.reading import Judgement, PostView
from postlint.rules.kind import Kind


class Missing(Kind):
    """The wanted thing's signals stand under ``unless``: each makes its absence less likely.

    What is missing has no place, so the signals point nowhere.
    """

    name: ClassVar[str] = "missing"

    def judge(self, view: PostView) -> Judgement:
        return self.weigh(view)

"""``evidence``: weighted signals add up."""

from __future__ import annotations

from typing import ClassVar

from postlint.model.reading import Judgement, PostView
from postlint.rules.kind import Kind


class Evidence(Kind):
    """The more of its signals a post shows, the surer the rule is."""

    name: ClassVar[str] = "evidence"

    def judge(self, view: PostView) -> Judgement:
        return self.weigh(view)

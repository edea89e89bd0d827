"""Shared by all tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings

from postlint.engine.run import read
from postlint.linter import Linter
from postlint.model.post import Post
from postlint.text.reader import View

settings.register_profile(
    "postlint", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60
)
settings.load_profile("postlint")


@pytest.fixture(scope="session")
def linter() -> Linter:
    """A linter with the built-in defaults, and the rules in preview."""
    return Linter({"preview": True})


@pytest.fixture(scope="session")
def view_of(linter: Linter) -> Callable[[str | Post], View]:
    """Read a text or a post; the view is valid until the next call."""
    reader = linter.plan.make_reader()

    def view(post: str | Post) -> View:
        return read(linter.plan, reader, Post(post) if isinstance(post, str) else post)

    return view

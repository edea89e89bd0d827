"""Another spaCy pipeline may do the tagging; scores are then marked uncalibrated."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from postlint.linter import Linter
from postlint.model.errors import PostlintError

POST = "Check out our new guide to tracing: https://docs.example/trace"


def test_our_own_tagger_is_the_default() -> None:
    assert Linter().check(POST).calibrated


def test_another_pipeline_tags_and_uncalibrates(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.to_disk(tmp_path / "blank")
    report = Linter({"pipeline": str(tmp_path / "blank")}).check(POST)
    assert not report.calibrated
    assert not report.errors


def test_a_pipeline_that_is_not_installed_is_one_clear_error() -> None:
    with pytest.raises(PostlintError, match="'en_no_such' is not installed"):
        Linter({"pipeline": "en_no_such"}).check(POST)


def test_nothing_is_tagged_unless_a_rule_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    from postlint.text.tagger import Tagger

    asked: list[object] = []
    monkeypatch.setattr(Tagger, "tag_batch", lambda self, posts: asked.append(posts) or [[]])
    Linter({"select": ["too-long", "naked-retweet"]}).check(POST)
    assert asked == []
    Linter({"select": ["hard-sell"]}).check(POST)
    assert asked != []

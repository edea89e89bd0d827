"""What the rules' own examples can't say."""

from __future__ import annotations

import pytest

from postlint import Linter
from postlint.testing import assert_clean, assert_flags, assert_rewrites


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter({"plugins": ["acme"]})


def test_every_further_hashtag_makes_it_surer(linter: Linter) -> None:
    four = assert_flags(linter, "Beans. #a1 #b2 #c3 #d4", "acme-hashtags", spans=["#d4"])
    five = assert_flags(linter, "Beans. #a1 #b2 #c3 #d4 #e5", "acme-hashtags")
    assert four.score < five.score
    assert four.message == "4 of them; 3 are enough."


def test_a_quoted_name_is_not_ours_to_mend(linter: Linter) -> None:
    assert_clean(linter, '"I had no idea that ACME made these" - Ana Lee', "acme-name")


def test_the_rules_work_alone() -> None:
    alone = Linter({"plugins": ["acme"], "builtin_rules": False})
    assert set(alone.check("ACME.").scores) == {"acme-hashtags", "acme-name"}


def test_the_pack_needs_no_plugin() -> None:
    linter = Linter({"rule_paths": ["pack:acme-words"]})
    assert_flags(linter, "So much synergy here.", "acme-plain-words", spans=["synergy"])


def test_a_name_is_mended(linter: Linter) -> None:
    assert_rewrites(linter, "Buy ACME, love ACME.", "acme-name", "Buy Acme, love Acme.")
    assert linter.fix("Buy ACME, love ACME.").text == "Buy Acme, love Acme."

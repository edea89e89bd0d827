"""The testing kit fails when it should, and says why."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from postlint.linter import Linter
from postlint.model.post import Post
from postlint.testing import assert_clean, assert_flags, assert_rewrites
from tests.plugins.conftest import Install

SALE = "Buy now! Everything half price, today only → https://acme.example/sale"
RULE = """\
rule: no-jargon
summary: Uses words that nobody says aloud.
kind: evidence
severity: note
message: Say it plainly.
why: Nobody says it aloud.
bias: -3
signals:
  jargon: {weight: 6, phrases: [synergy]}
examples:
  bad:
    - text: So much synergy.
    - text: So much talk.
  good:
    - text: We talk.
"""


def test_what_is_flagged_is_returned(linter: Linter) -> None:
    warning = assert_flags(linter, Post(SALE), "hard-sell", spans=["Buy now"])
    assert warning.rule == "hard-sell"


@pytest.mark.parametrize(
    ("text", "rule", "spans", "said"),
    [
        ("Which one would you pick?", "hard-sell", [], "hard-sell is silent: score 0."),
        (SALE, "hard-sel", [], "hard-sel does not look at this post"),
        (SALE, "hard-sell", ["Everything"], "'Everything' is not marked; marked: ["),
    ],
)
def test_what_is_not_flagged_fails(
    linter: Linter, text: str, rule: str, spans: list[str], said: str
) -> None:
    with pytest.raises((AssertionError, pytest.fail.Exception)) as failure:
        assert_flags(linter, text, rule, spans)
    assert said in str(failure.value)


def test_what_is_clean_passes(linter: Linter) -> None:
    report = assert_clean(linter, "Which grind size do you use for pour-over, and why?")
    assert report.warnings == ()
    assert_clean(linter, SALE, "bare-quote")


@pytest.mark.parametrize("rule", [None, "hard-sell"])
def test_what_is_not_clean_fails(linter: Linter, rule: str | None) -> None:
    with pytest.raises(AssertionError, match="flagged by hard-sell"):
        assert_clean(linter, SALE, rule)


@pytest.mark.usefixtures("acme")
def test_a_rewrite_is_returned_and_a_missing_one_fails() -> None:
    linter = Linter({"plugins": ["acme"]})
    rewrite = assert_rewrites(linter, "Buy ACME.", "acme-name", "Buy Acme.")
    assert rewrite.safety == "safe"
    with pytest.raises(pytest.fail.Exception, match=r"'Buy it.' is not proposed; .*'Buy Acme.'"):
        assert_rewrites(linter, "Buy ACME.", "acme-name", "Buy it.")


def test_a_broken_plugin_fails_every_assertion(install: Install) -> None:
    install("broken", "1 / 0")
    linter = Linter({"plugins": ["broken"]})
    with pytest.raises(AssertionError, match="plugin broken"):
        assert_clean(linter, "Which one would you pick?")
    with pytest.raises(AssertionError, match="plugin broken"):
        assert_flags(linter, SALE, "hard-sell")


def collected(folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "postlint.testing", "-p", "no:cacheprovider"],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode in (1, 2), done.stdout + done.stderr
    return done.stdout


def test_pytest_collects_rule_files(tmp_path: Path) -> None:
    (tmp_path / "no-jargon.yaml").write_text(RULE)
    (tmp_path / "other.yaml").write_text("nothing: of ours\n")
    told = collected(tmp_path)
    assert "1 failed, 3 passed" in told
    assert "no-jargon.yaml:13:7: bad example 2 is not flagged: score 0.05" in told
    assert "Traceback" not in told


def test_pytest_fails_a_rule_without_both_sorts_of_example(tmp_path: Path) -> None:
    (tmp_path / "no-jargon.yaml").write_text(RULE.split("    - text: So much talk")[0])
    told = collected(tmp_path)
    assert "1 failed, 1 passed" in told
    assert "there is no good example" in told


def test_pytest_tells_a_faulty_rule_file_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "no-jargon.yaml").write_text(RULE.replace("summary", "sumary"))
    assert "no-jargon.yaml:2:1: unknown key 'sumary'; did you mean 'summary'?" in collected(
        tmp_path
    )

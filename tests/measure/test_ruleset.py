"""A ruleset pins the numbers of the built-in rules, whatever becomes of their files."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from postlint.engine import registry
from postlint.linter import Linter
from postlint.measure import ruleset as writer
from postlint.measure.record import hashes
from postlint.model.errors import ConfigError, InputError
from postlint.model.post import Post
from postlint.model.settings import Settings
from postlint.rules import rulesets
from postlint.rules.packs import builtin_folder
from postlint.rules.rulesets import read_ruleset, ruleset_names

Edit = Callable[[str, str, str], None]
SALE = "Buy now! 50% off all coffee grinders, today only https://x.example/sale"


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the built-in pack with the ruleset 2031.1, which holds its numbers."""
    folder = tmp_path / "rules"
    shutil.copytree(builtin_folder(), folder)
    for module in (registry, rulesets, writer):
        monkeypatch.setattr(module, "builtin_folder", lambda: folder)
    writer.write_ruleset("2031.1")
    return folder


@pytest.fixture
def edit(pack: Path) -> Edit:
    """Replace something in a rule file of the copy, after the release."""

    def replace(name: str, old: str, new: str) -> None:
        path = pack / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


def score(text: str, rule: str, ruleset: str | None) -> float:
    return Linter(Settings(ruleset=ruleset)).check(text).scores[rule]


def test_right_after_the_release_nothing_differs(pack: Path) -> None:
    assert Linter(Settings(ruleset="2031.1")).check(SALE) == Linter().check(SALE)


def test_new_numbers_change_nothing_under_the_ruleset(pack: Path, edit: Edit) -> None:
    before = Linter().check(SALE)
    edit("hard-sell.yaml", "threshold: 0.", "threshold: 0.9")
    edit("hard-sell.yaml", "bias: -", "bias: -2")
    edit("hard-sell.yaml", "weight: 0.", "weight: 3.")
    assert Linter().check(SALE) != before
    assert Linter(Settings(ruleset="2031.1")).check(SALE) == before


def test_the_notice_intent_is_pinned_too(pack: Path, edit: Edit) -> None:
    notice = Post("CVE-2026-1234 lets anyone read your session tokens.")
    edit("intents/notice.yaml", "bias: -", "bias: -9")
    assert Linter().check(notice).post.intent == "converse"
    assert Linter(Settings(ruleset="2031.1")).check(notice).post.intent == "notice"


def test_a_newer_signal_weighs_nothing(pack: Path, edit: Edit) -> None:
    before = score("We met the otters.", "hard-sell", None)
    new = "signals:\n  otters:\n    weight: 5\n    phrases: [otters]\n"
    edit("hard-sell.yaml", "signals:\n", new)
    assert score("We met the otters.", "hard-sell", None) > 0.5
    assert score("We met the otters.", "hard-sell", "2031.1") == before


def test_a_newer_rule_is_off_unless_asked_for(pack: Path) -> None:
    text = (pack / "bare-quote.yaml").read_text(encoding="utf-8")
    (pack / "newer.yaml").write_text(text.replace("rule: bare-quote", "rule: newer", 1))

    def has(**settings: object) -> bool:
        return "newer" in Linter({"ruleset": "2031.1", **settings}).check("Hello.").scores

    assert "newer" in Linter().check("Hello.").scores
    assert not has()
    assert has(select=["newer"])
    assert has(preview=True)


def test_what_is_gone_is_no_fault_for_the_user_but_is_found(pack: Path, edit: Edit) -> None:
    edit("rulesets/2031.1.yaml", "      buy-command: ", "      buy-order: ")
    edit("rulesets/2031.1.yaml", "  talking-at:\n", "  talking-down:\n")
    Linter(Settings(ruleset="2031.1")).check(SALE)
    assert writer.gone(read_ruleset("2031.1")) == ["talking-down", "hard-sell.buy-order"]


def test_rules_of_ones_own_keep_their_numbers(pack: Path, tmp_path: Path) -> None:
    text = (pack / "bare-quote.yaml").read_text(encoding="utf-8")
    (tmp_path / "ours.yaml").write_text(text.replace("rule: bare-quote", "rule: ours", 1))
    ours = str(tmp_path / "ours.yaml")
    assert "ours" in Linter(Settings(ruleset="2031.1", rule_paths=(ours,))).check("Hi.").scores


def test_own_settings_beat_the_ruleset(pack: Path) -> None:
    settings = {"ruleset": "2031.1", "rules": {"hard-sell": {"threshold": 0.01}}}
    linter = Linter(settings)
    assert {r.id: r.threshold for r in linter.plan.rules}["hard-sell"] == 0.01


def test_yaml_may_say_the_name_without_quotes() -> None:
    assert Settings.from_mapping({"ruleset": 2026.1}).ruleset == "2026.1"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("2026.11", "ruleset: unknown ruleset '2026.11'; did you mean '2026.1'?"),
        ("latest", "ruleset: unknown ruleset 'latest'; valid: 2026.1"),
        ("../hard-sell", "ruleset: unknown ruleset '../hard-sell'"),
        (2026, "ruleset: unknown ruleset '2026'"),
        (True, "settings: ruleset must be the name of a ruleset, not True"),
        (["2026.1"], "settings: ruleset must be the name of a ruleset, not ['2026.1']"),
    ],
)
def test_an_unknown_ruleset_is_named_with_those_there_are(name: object, said: str) -> None:
    with pytest.raises(ConfigError) as error:
        Linter({"ruleset": name})
    assert said in str(error.value)


def test_writing_says_what_changes(
    pack: Path, edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    assert writer.main(["2031.1"]) == 0
    assert capsys.readouterr().out == "2031.1: nothing has changed\n"
    edit("too-long.yaml", "severity: error", "severity: error\nthreshold: 0.25")
    assert writer.main(["2031.1"]) == 0
    assert capsys.readouterr().out == "too-long.threshold: 0.5 → 0.25\n"
    assert read_ruleset("2031.1").rules["too-long"].threshold == 0.5
    assert writer.main(["2031.1", "--write"]) == 0
    assert read_ruleset("2031.1").rules["too-long"].threshold == 0.25


def test_a_rule_in_preview_is_not_released(pack: Path, edit: Edit) -> None:
    edit("talking-at.yaml", "severity: note", "severity: note\npreview: true")
    writer.write_ruleset("2031.1")
    assert "talking-at" not in read_ruleset("2031.1").rules


def test_a_ruleset_behind_the_newest_stays_as_it_is(pack: Path) -> None:
    with pytest.raises(InputError, match=r"2031\.0 is released .* the newest is 2031\.1"):
        writer.write_ruleset("2031.0")
    assert writer.main(["2026.1", "--write"]) == 2


@pytest.mark.parametrize("name", ["2026.10", "2026.0", "26.1", "next"])
def test_a_name_that_yaml_would_misread_is_refused(name: str) -> None:
    with pytest.raises(SystemExit):
        writer.main([name])


def test_an_installation_is_not_written_to(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for module in (rulesets, writer):
        monkeypatch.setattr(module, "builtin_folder", lambda: tmp_path / "builtin")
    with pytest.raises(InputError, match="belongs to an installation"):
        writer.write_ruleset("2031.1")


def test_rulesets_are_listed_oldest_first(pack: Path) -> None:
    assert ruleset_names()[-1] == "2031.1"
    assert ruleset_names() == sorted(ruleset_names())


def test_the_figures_do_not_rest_on_rulesets(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("postlint.measure.record.builtin_folder", lambda: pack)
    before = hashes()
    writer.write_ruleset("2031.2")
    assert hashes() == before

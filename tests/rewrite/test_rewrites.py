"""What is proposed, what is kept back, and why."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

import postlint
from postlint import Post, Proposal, hookimpl
from postlint.engine.registry import collect
from postlint.hookspecs import RegisterRewriter
from postlint.linter import Linter
from postlint.model.errors import RuleError
from postlint.model.reading import PostView
from postlint.model.report import Warning
from postlint.model.settings import Settings
from postlint.rewrite.grammar import faults

CASES = [
    (name, example.text, example.fix)
    for name, rule in collect(Settings()).rules.items()
    for example in rule.examples.bad
    if example.fix is not None
]


@pytest.mark.parametrize(("rule", "text", "fixed"), CASES)
def test_a_rules_own_example_is_fixed_as_its_file_says(
    linter: Linter, rule: str, text: str, fixed: str
) -> None:
    proposed = next(p for p in linter.rewrites(text) if p.rule == rule)
    assert [r.text for r in proposed.rewrites][:1] == [fixed], proposed.rejected
    assert rule not in {w.rule for w in linter.check(fixed).warnings}


def test_there_are_such_examples() -> None:
    assert {rule for rule, _, _ in CASES} >= {"engagement-bait"}


@pytest.mark.parametrize(
    "text",
    [
        "Which grind size do you use for pour-over, and why?",
        "We are heartbroken: we have lost a colleague and friend, who died on Sunday.",
        "Logins are failing for some customers. We're investigating and will post updates here.",
        "Ihr könnt jetzt kaufen und sparen, nur heute!",
        "",
    ],
)
def test_nothing_is_proposed_for_good_posts_notices_and_other_languages(
    linter: Linter, text: str
) -> None:
    assert not any(proposed.rewrites for proposed in linter.rewrites(text))


def test_no_question_is_put_under_grief() -> None:
    text = "Our chef's mother died last night. She gave us every recipe on the dinner menu we have."
    assert not any(p.rewrites for p in Linter().rewrites(text) if p.rule.startswith("no-"))


def test_a_quote_keeps_its_words_and_credit_and_gets_an_honest_blank(linter: Linter) -> None:
    text = '"The cheapest test is the one you write before the bug." — Ada Nwosu #quotes'
    rewrite = next(p for p in linter.rewrites(text) if p.rule == "bare-quote").rewrites[0]
    assert rewrite.safety == "template"
    assert '"The cheapest test is the one you write before the bug." — Ada Nwosu' in rewrite.text
    assert "[" in rewrite.text


def test_fix_applies_what_is_safe_and_adds_words_only_on_request() -> None:
    text = "RT if you agree that our city should fix its bus lanes!"
    assert postlint.fix(text).text == text
    fixed = postlint.fix(text, suggested=True)
    assert fixed.text == "Do you agree that our city should fix its bus lanes?"
    assert [rule for rule, _ in fixed.applied] == ["engagement-bait"]
    assert "engagement-bait" not in {w.rule for w in fixed.report.warnings}


def test_a_deletion_beats_an_addition() -> None:
    text = "Time to fix the bus lanes in our city. RT if you agree!"
    assert postlint.fix(text, suggested=True).text == "Time to fix the bus lanes in our city."


def test_a_settled_post_is_left_alone_unless_told(linter: Linter) -> None:
    post = Post("Time to fix the bus lanes. RT if you agree!", status="scheduled")
    assert linter.fix(post, suggested=True).text == post.text
    assert linter.fix(post, suggested=True, settled=True).text != post.text


def test_a_thread_keeps_its_parts(linter: Linter) -> None:
    post = Post(parts=("Time to fix the bus lanes.", "RT if you agree!"))
    assert linter.fix(post, suggested=True).text == "Time to fix the bus lanes.\n\nDo you agree?"


class Stranger:
    """A plugin that proposes good and bad texts."""

    @hookimpl
    def postlint_register_rewriters(self, register: RegisterRewriter) -> None:
        register("engagement-bait", self.propose)

    def propose(self, view: PostView, warning: Warning) -> Iterable[Proposal]:
        yield Proposal("Shorter", "Time to fix the bus lanes in Leeds.", "safe")
        yield Proposal("Praise", view.text.replace("RT if you agree!", "We love it."), "suggested")
        yield Proposal("Lost", "Do you agree?", "suggested")


def test_a_plugins_proposals_are_verified_like_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    linter = Linter()
    rewriters = linter.plan.registry.rewriters
    monkeypatch.setitem(rewriters, "engagement-bait", [("stranger", Stranger().propose)])
    text = "Time to fix the bus lanes in Leeds. RT if you agree!"
    proposed = next(p for p in linter.rewrites(text) if p.rule == "engagement-bait")
    assert "Time to fix the bus lanes in Leeds." in [r.text for r in proposed.rewrites]
    why = {r.proposal.title: {name for name, _ in r.reasons} for r in proposed.rejected}
    assert "claim" in why["Praise"]
    assert "fact" in why["Lost"]


def test_a_faulty_phrase_is_named_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "rewrites").mkdir()
    (tmp_path / "rewrites" / "edits-x.yaml").write_text(
        'edits: x\nabout: x\nsafety: safe\ndo:\n  - find: ["(buy now"]\n'
    )
    with pytest.raises(RuleError, match=r"edits-x\.yaml:5"):
        Linter({"rule_paths": [str(tmp_path)]})


@pytest.mark.parametrize(
    ("new", "fault"),
    [
        ("We sell  bread.", "doubled space"),
        ("We we sell bread.", "doubled word"),
        ("We sell bread .", "space before a mark"),
        ("We sell a apple.", "a for an"),
        ("We sell bread to.", "a loose end"),
        ("we sell bread.", "a small letter"),
        ("We sell (bread.", "a bracket without its partner"),
        ("https://x.example", "no words left"),
    ],
)
def test_grammar(new: str, fault: str) -> None:
    assert fault in faults("We sell bread.", new)

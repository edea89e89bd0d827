"""Each hook: what it is for, and that a plugin which raises in it hides nobody's warnings."""

from __future__ import annotations

from pathlib import Path

import pytest

from postlint.engine.plugins import hook_names
from postlint.linter import Linter
from postlint.model.report import Report
from tests.plugins.conftest import Install

SALE = "Buy now! 50% off all coffee grinders, today only → https://acme.example/sale"
HEAD = """\
from pathlib import Path
import postlint
from postlint.model.reading import Found, Judgement
from postlint.model.report import Signal, Span
from postlint.rules import Kind
"""
RULE = """
rule: ours
summary: Has it.
kind: evidence
severity: note
message: It has it.
why: Because.
bias: -3
signals:
  it: {weight: 6, feature: has-it}
"""


def test_every_hook_has_a_test() -> None:
    for name in hook_names():
        assert f"test_{name}" in globals(), name


@pytest.mark.parametrize("hook", hook_names())
@pytest.mark.parametrize("error", ["ValueError('broken on purpose')", "SystemExit(7)"])
def test_a_plugin_that_raises_hides_no_warnings_and_is_named(
    install: Install, hook: str, error: str
) -> None:
    argument = "report" if hook == "postlint_report" else "register"
    code = f"import postlint\n@postlint.hookimpl\ndef {hook}({argument}):\n    raise {error}\n"
    install("broken", code)
    report = Linter({"plugins": ["broken"]}).check(SALE)
    assert [w.rule for w in report.warnings] == [w.rule for w in Linter().check(SALE).warnings]
    assert [e.plugin for e in report.errors] == ["broken (postlint-broken 1.0)"]
    assert hook in str(report.errors[0])
    assert error.split("(")[0] in str(report.errors[0])


def check(folder: Path, rule: str, text: str = SALE) -> Report:
    (folder / "ours.yaml").write_text(rule, encoding="utf-8")
    return Linter({"plugins": ["acme"], "rule_paths": [str(folder / "ours.yaml")]}).check(text)


def test_postlint_register_features(install: Install, tmp_path: Path) -> None:
    """A signal names the feature, and gives it options."""
    code = """
@postlint.hookimpl
def postlint_register_features(register):
    register("has-it", has_it)

def has_it(view, options):
    places = [i for i, norm in enumerate(view.norms) if norm == options["word"]]
    return Found(float(bool(places)), tuple((i, i + 1) for i in places))
"""
    install("acme", HEAD + code)
    rule = RULE.replace("feature: has-it", "feature: has-it, with: {word: coffee}")
    warning = next(w for w in check(tmp_path, rule).warnings if w.rule == "ours")
    assert [SALE[s.start : s.end] for s in warning.spans] == ["coffee"]


@pytest.mark.parametrize("returned", ["1 / 0", "None", "0.5"])
def test_a_feature_that_misbehaves_is_named_with_its_plugin(
    install: Install, tmp_path: Path, returned: str
) -> None:
    code = f"""
@postlint.hookimpl
def postlint_register_features(register):
    register("has-it", lambda view, options: {returned})
"""
    install("acme", HEAD + code)
    report = check(tmp_path, RULE)
    assert any(w.rule == "hard-sell" for w in report.warnings)
    assert [e.rule for e in report.errors] == ["ours"]
    assert "feature 'has-it' of plugin acme (postlint-acme 1.0)" in report.errors[0].message


KIND = """
class Own(Kind):
    name = "own"
    def judge(self, view):
        return JUDGEMENT

@postlint.hookimpl
def postlint_register_kinds(register):
    register(Own)
"""
OWN = RULE.replace("kind: evidence", "kind: own").split("bias:")[0]


def test_postlint_register_kinds(install: Install, tmp_path: Path) -> None:
    """A rule file names the kind, which judges as it likes."""
    install("acme", HEAD + KIND.replace("JUDGEMENT", "Judgement(len(view.words) / 100)"))
    report = check(tmp_path, OWN, "Seven words are in this post, you.")
    assert report.scores["ours"] == 0.09
    assert not report.errors


@pytest.mark.parametrize(
    ("judgement", "said"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("None", "must return a Judgement, not None"),
        ("Judgement(1.5)", "score 1.5 is not in [0, 1]"),
        ("Judgement(float('nan'))", "score nan is not in [0, 1]"),
        ("Judgement('high')", "TypeError"),
        ("Judgement(1.0, (Signal('x', 1, 1, (Span(0, 9999),)),))", "signal 'x' points outside"),
    ],
)
def test_a_kind_that_misbehaves_is_named_with_its_plugin(
    install: Install, tmp_path: Path, judgement: str, said: str
) -> None:
    install("acme", HEAD + KIND.replace("JUDGEMENT", judgement))
    report = check(tmp_path, OWN)
    assert any(w.rule == "hard-sell" for w in report.warnings)
    assert [(e.rule, e.plugin) for e in report.errors] == [("ours", "acme (postlint-acme 1.0)")]
    assert said in report.errors[0].message


def test_postlint_register_rules(install: Install) -> None:
    """A folder brings its rules and its lists, a path one rule; built-ins may be left out."""
    code = """
@postlint.hookimpl
def postlint_register_rules(register):
    register(Path(__file__).parent / "acme_rules")
"""
    rule = RULE.replace("feature: has-it", 'phrases: ["@acme-words"]')
    files = {
        "acme_rules/ours.yaml": rule,
        "acme_rules/lists/acme-words.yaml": "list: acme-words\nabout: Ours.\nwords: [grinders]\n",
    }
    install("acme", HEAD + code, files=files)
    assert "ours" in {w.rule for w in Linter({"plugins": ["acme"]}).check(SALE).warnings}
    alone = Linter({"plugins": ["acme"], "builtin_rules": False}).check(SALE)
    assert [w.rule for w in alone.warnings] == list(alone.scores) == ["ours"]


def test_postlint_register_rewriters(install: Install) -> None:
    """Its proposals are verified: one is shown, one is rejected, one that raises is named."""
    code = """
from postlint.model.rewriting import Proposal

def good(view, warning):
    yield Proposal("Plainly", view.text.replace(" about synergy", ""), "safe")

def bad(view, warning):
    yield Proposal("Worse", view.text + " Only $5, today!", "suggested")

def broken(view, warning):
    raise ValueError("broken on purpose")

@postlint.hookimpl
def postlint_register_rules(register):
    register(Path(__file__).parent / "acme_rules")

@postlint.hookimpl
def postlint_register_rewriters(register):
    for rewriter in (broken, bad, good):
        register("ours", rewriter)
"""
    files = {"acme_rules/ours.yaml": RULE.replace("feature: has-it", "phrases: [synergy]")}
    install("acme", HEAD + code, files=files)
    linter = Linter({"plugins": ["acme"]})
    text = "We talk about synergy every Monday."
    warning = next(w for w in linter.check(text).warnings if w.rule == "ours")
    assert [r.text for r in warning.rewrites] == ["We talk every Monday."]
    rejected = next(p for p in linter.rewrites(text) if p.rule == "ours").rejected
    assert [r.proposal.proposer for r in rejected] == ["acme_module.broken", "acme_module.bad"]
    assert "broken on purpose" in rejected[0].reasons[0][1]


def test_postlint_report(install: Install, tmp_path: Path) -> None:
    """It sees every finished report, in order, and changes none."""
    code = f"""
@postlint.hookimpl
def postlint_report(report):
    with open({str(tmp_path / "seen")!r}, "a") as file:
        file.write(report.post.text + "\\n")
    return "ignored"
"""
    install("acme", HEAD + code)
    linter = Linter({"plugins": ["acme"]})
    assert [r.errors for r in linter.check_many(["One?", "Two?"])] == [(), ()]
    assert (tmp_path / "seen").read_text() == "One?\nTwo?\n"

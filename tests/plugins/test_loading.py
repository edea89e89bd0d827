"""Plugins are imported only when named, checked, and skipped as a whole when broken."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from postlint.cli.app import app
from postlint.engine.plugins import pack_folder
from postlint.linter import Linter
from postlint.model.errors import PluginError, PostlintError, RuleError
from tests.plugins.conftest import Install

SALE = "Buy now! 50% off all coffee grinders, today only → https://acme.example/sale"
FEATURE = """
import postlint
from postlint.model.reading import Found

@postlint.hookimpl
def postlint_register_features(register):
    register("acme", lambda view, options: Found(1.0))
"""
RULE = """
rule: {name}
summary: Uses a word nobody says.
kind: evidence
severity: note
message: Say it plainly.
why: Nobody says it aloud.
bias: -3
signals:
  word: {{weight: 6, phrases: [synergy]}}
examples:
  bad: [{{text: "So much synergy."}}]
  good: [{{text: "We talk."}}]
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_an_installed_plugin_is_not_imported_unless_named(install: Install) -> None:
    install("quiet", "raise SystemExit('imported')")
    assert not Linter().check(SALE).errors
    listed = run("plugins", "--format", "json")
    assert listed.exit_code == 0
    assert json.loads(listed.stdout)["not used"] == [
        {"name": "quiet", "distribution": "postlint-quiet", "version": "1.0"}
    ]
    assert "quiet_module" not in sys.modules


@pytest.mark.parametrize("option", ["-p", "--plugin", "POSTLINT_PLUGINS"])
def test_a_plugin_is_named_on_the_command_line_or_in_the_environment(
    install: Install, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    install("acme", FEATURE)
    if option.startswith("-"):
        listed = run("plugins", "--format", "json", option, "acme")
    else:
        monkeypatch.setenv(option, "acme")
        listed = run("plugins", "--format", "json")
    assert json.loads(listed.stdout)["loaded"] == [
        {
            "name": "acme",
            "distribution": "postlint-acme",
            "version": "1.0",
            "hooks": ["postlint_register_features"],
            "kinds": [],
            "features": ["acme"],
            "rules": [],
        }
    ]


def test_a_misspelt_plugin_is_a_fault_that_names_the_nearest(install: Install) -> None:
    install("acme", FEATURE)
    with pytest.raises(PluginError, match=r"unknown plugin 'acne'; did you mean 'acme'\?"):
        Linter({"plugins": ["acne"]})


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import nowhere_at_all", "cannot be imported: ModuleNotFoundError"),
        ("raise SystemExit(3)", "cannot be imported: SystemExit: 3"),
        ("x = 1", "has no hooks; valid: postlint_register_"),
        (FEATURE.replace("_features(", "_feature("), "unknown hook 'postlint_register_feature'; did you mean 'postlint_register_features'?"),
        (FEATURE.replace("(register)", "(regster)"), "postlint_register_features has no argument 'regster'; did you mean 'register'?"),
        (FEATURE.replace("(register)", "(*register)"), "must name its arguments: register"),
        (FEATURE.replace("@postlint.hookimpl", ""), "lacks the line @postlint.hookimpl"),
        (FEATURE.replace("hookimpl\n", "hookimpl(wrapper=True)\n"), "is a wrapper"),
        ("postlint_api = 2\n" + FEATURE, "is made for version 2 of the plugin API; this postlint has version 1; upgrade postlint"),
        ("postlint_api = 0\n" + FEATURE, "look for a newer version of the plugin"),
        (FEATURE.replace('"acme"', '"question"'), "the feature 'question' is there already, from postlint itself"),
        (FEATURE.replace("lambda view, options: Found(1.0)", "3"), "must be a function, not 3"),
        (FEATURE.replace("features(", "kinds(").replace('"acme", lambda view, options: Found(1.0)', "int"), "must be a subclass of postlint.rules.Kind"),
    ],
)  # fmt: skip
def test_a_broken_plugin_is_named_and_skipped(install: Install, code: str, said: str) -> None:
    install("broken", code)
    install("acme", FEATURE, version="2.0")
    report = Linter({"plugins": ["broken", "acme"]}).check(SALE)
    assert [e.plugin for e in report.errors] == ["broken (postlint-broken 1.0)"]
    assert said in report.errors[0].message
    assert any(w.rule == "hard-sell" for w in report.warnings)

    checked = run("check", "-p", "broken,acme", "--text", SALE, "--text", "Hello, you.")
    assert checked.exit_code == 2
    assert "hard-sell" in checked.stdout
    assert checked.stdout.count("plugin broken (postlint-broken 1.0): skipped: ") == 1

    listed = run("plugins", "-p", "broken", "-p", "acme")
    assert listed.exit_code == 2
    assert "acme  postlint-acme 2.0  loaded" in listed.stdout
    assert said in listed.stdout


def test_a_skipped_plugin_leaves_nothing_behind(install: Install) -> None:
    late = FEATURE + "\n@postlint.hookimpl\ndef postlint_register_rules(register):\n    1 / 0\n"
    install("late", late)
    linter = Linter({"plugins": ["late"]})
    assert "acme" not in linter.plan.registry.features
    assert "ZeroDivisionError" in linter.check("x").errors[0].message


def test_settings_may_speak_of_rules_that_a_skipped_plugin_would_have_brought(
    install: Install,
) -> None:
    install("broken", "1 / 0")
    linter = Linter({"plugins": ["broken"], "rules": {"acme-rule": "error"}, "ignore": ["acme-x"]})
    assert any(w.rule == "hard-sell" for w in linter.check(SALE).warnings)


def test_a_rule_that_needs_a_skipped_plugin_is_skipped_too(
    install: Install, tmp_path: Path
) -> None:
    install("broken", "1 / 0")
    rule = RULE.format(name="ours").replace("kind: evidence", "kind: acme-kind")
    (tmp_path / "ours.yaml").write_text(rule)
    settings = {"plugins": ["broken"], "rule_paths": [str(tmp_path / "ours.yaml")]}
    report = Linter(settings).check(SALE)
    assert [e.rule for e in report.errors] == ["", "ours"]
    assert "unknown kind 'acme-kind'" in report.errors[1].message
    assert any(w.rule == "hard-sell" for w in report.warnings)


RULES = """
from pathlib import Path
import postlint

@postlint.hookimpl
def postlint_register_rules(register):
    register(Path(__file__).parent / "FOLDER")
"""


def test_a_plugin_whose_rule_file_has_faults_is_skipped(install: Install) -> None:
    files = {"acme_rules/acme-a.yaml": RULE.format(name="acme-a").replace("summary", "sumary")}
    install("acme", RULES.replace("FOLDER", "acme_rules"), files=files)
    report = Linter({"plugins": ["acme"]}).check(SALE)
    assert "acme-a.yaml:3:1: unknown key 'sumary'" in report.errors[0].message
    assert any(w.rule == "hard-sell" for w in report.warnings)


def test_a_plugin_whose_list_has_faults_is_skipped(install: Install) -> None:
    files = {"acme_rules/lists/ours.yaml": "list: ours\nabout: Ours.\nword: [a]\n"}
    install("acme", RULES.replace("FOLDER", "acme_rules"), files=files)
    report = Linter({"plugins": ["acme"]}).check(SALE)
    assert [e.plugin for e in report.errors] == ["acme (postlint-acme 1.0)"]
    assert "ours.yaml:3:1: unknown key 'word'; did you mean 'words'?" in report.errors[0].message
    assert any(w.rule == "hard-sell" for w in report.warnings)


def test_two_rules_with_one_id_name_both_files(install: Install, tmp_path: Path) -> None:
    files = {"acme_rules/hard-sell.yaml": RULE.format(name="hard-sell")}
    install("acme", RULES.replace("FOLDER", "acme_rules"), files=files)
    report = Linter({"plugins": ["acme"]}).check(SALE)
    assert any(w.rule == "hard-sell" for w in report.warnings)
    message = report.errors[0].message
    assert message.count("hard-sell.yaml") == 2
    assert str(Path("acme_rules", "hard-sell.yaml")) in message
    assert str(Path("rules", "hard-sell.yaml")) in message


def test_two_plugins_with_one_kind_name_both(install: Install) -> None:
    install("acme", FEATURE)
    install("rival", FEATURE)
    report = Linter({"plugins": ["acme", "rival"]}).check(SALE)
    assert [e.plugin for e in report.errors] == ["rival (postlint-rival 1.0)"]
    assert "from plugin acme (postlint-acme 1.0)" in report.errors[0].message


def test_a_pack_is_read_and_never_imported(install: Install) -> None:
    code = "raise SystemExit('imported')"
    files = {
        "words_pack/__init__.py": code,
        "words_pack/rules/__init__.py": code,
        "words_pack/rules/plain-words.yaml": RULE.format(name="plain-words"),
        "words_pack/rules/postlint.yaml": "rule_paths: [.]",
    }
    install("words", packs={"words": "words_pack.rules"}, files=files)
    assert pack_folder("words").name == "rules"
    report = Linter({"rule_paths": ["pack:words"]}).check("So much synergy.")
    assert any(w.rule == "plain-words" for w in report.warnings)
    assert "words_pack" not in sys.modules
    listed = run("plugins")
    assert "words  postlint-words 1.0  pack" in listed.stdout
    assert "rules: plain-words" in listed.stdout
    assert run("test", "pack:words").stdout.endswith("1 rule, 2 examples, no problems.\n")


def test_a_misspelt_pack_is_a_fault_that_names_the_nearest(install: Install) -> None:
    install("words", packs={"words": "words_pack"})
    with pytest.raises(PluginError, match=r"unknown pack 'wrods'; did you mean 'words'\?"):
        Linter({"rule_paths": ["pack:wrods"]})
    with pytest.raises(PluginError, match=r"pack words \(postlint-words 1.0\): there is no folder"):
        Linter({"rule_paths": ["pack:words"]})
    assert "there is no folder words_pack" in run("plugins").stdout


def test_a_kind_that_cannot_be_made_is_named_with_its_plugin(
    install: Install, tmp_path: Path
) -> None:
    code = """
    import postlint
    from postlint.rules import Kind

    class Fussy(Kind):
        name = "fussy"
        def __init__(self, *given):
            raise ValueError("never today")
        def judge(self, view):
            raise NotImplementedError

    @postlint.hookimpl
    def postlint_register_kinds(register):
        register(Fussy)
    """
    install("fussy", code)
    rule = RULE.format(name="ours").replace("kind: evidence", "kind: fussy")
    (tmp_path / "ours.yaml").write_text(rule)
    settings = {"plugins": ["fussy"], "rule_paths": [str(tmp_path / "ours.yaml")]}
    with pytest.raises(
        RuleError, match=r"kind 'fussy' of plugin fussy .*: ValueError: never today"
    ):
        Linter(settings)


def test_a_file_of_this_folder_is_no_plugin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "evil.py").write_text("raise SystemExit('run')")
    for name in ("evil", "evil.py", "./evil"):
        checked = run("check", "--text", "hi", "-p", name)
        assert isinstance(checked.exception, PostlintError)
        assert "never a file of this folder" in str(checked.exception)

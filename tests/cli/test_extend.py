"""``postlint new-rule`` and ``postlint test``, as somebody uses them who knows no Python."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from postlint.cli.app import app
from postlint.engine.registry import collect
from postlint.model.errors import PostlintError
from postlint.model.settings import Settings

KINDS = sorted(collect(Settings()).kinds)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_rule_of_every_kind_passes_its_own_tests(kind: str) -> None:
    made = run("new-rule", "our-own", "--kind", kind)
    assert made.exit_code == 0
    assert "our-rules/our-own.yaml is written" in made.stdout
    text = Path("our-rules/our-own.yaml").read_text(encoding="utf-8")
    assert f"kind: {kind}" in text
    assert text.count("# ") > 5
    tested = run("test", "our-rules")
    assert tested.exit_code == 0, tested.stdout
    assert tested.stdout.splitlines()[-1] == "1 rule, 2 examples, no problems."


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Our Jargon!"], "use small letters, digits and hyphens, such as no-jargon; try our-jargon"),
        (["4you"], "try you"),
        (["hard-sell"], "there is a rule 'hard-sell' already, in "),
        (["ours", "--kind", "evidance"], "unknown kind 'evidance'; did you mean 'evidence'?"),
    ],
)  # fmt: skip
def test_a_new_rule_needs_a_fitting_name_and_kind(arguments: list[str], said: str) -> None:
    made = run("new-rule", *arguments)
    assert isinstance(made.exception, PostlintError)
    assert said in str(made.exception)


def test_a_new_rule_never_overwrites() -> None:
    run("new-rule", "ours")
    Path("our-rules/ours.yaml").write_text("mine")
    assert "nothing was changed" in str(run("new-rule", "ours").exception)
    assert Path("our-rules/ours.yaml").read_text() == "mine"


def changed(old: str, new: str) -> Result:
    """Return what ``test`` says of the starter after an edit."""
    run("new-rule", "no-jargon")
    path = Path("our-rules/no-jargon.yaml")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return run("test", "our-rules")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "Let's circle back on the synergy.", "Let's circle around.",
            "no-jargon.yaml:30:7: bad example 1 is not flagged: score 0.05, it warns from 0.50; "
            "none of its signals was found\n  │ Let's circle around.\n",
        ),
        (
            "about it on Monday", "about synergy",
            "no-jargon.yaml:33:7: good example 1 is flagged, with score 0.95 because of "
            "jargon ('synergy')\n  │ Let's talk about synergy.\n",
        ),
        (
            "spans: [circle back]", "spans: [the synergy]",
            "bad example 1 is flagged, but 'the synergy' is not marked; "
            "marked: 'circle back', 'synergy'",
        ),
        (
            "spans: [circle back]", "spans: [circle round]",
            "its span 'circle round' does not stand in its text",
        ),
        (
            "Let's circle back on the synergy.", "Wir sprechen am Montag noch einmal über synergy.",
            "it is read as German (de), and the rule knows only English (en)",
        ),
        (
            "    - text: \"Let's circle", "    - intent: notice\n      text: \"Let's circle",
            "its intent is 'notice', which the rule's 'applies' leaves out",
        ),
        ("    - text: \"Let's talk about it on Monday.\"\n      why: plain words\n", "    []\n",
         "no-jargon.yaml: there is no good example: add a post that the rule must leave alone"),
    ],
    ids=lambda value: str(value)[:30],
)  # fmt: skip
def test_it_says_precisely_what_differs(old: str, new: str, said: str) -> None:
    tested = changed(old, new)
    assert tested.exit_code == 1
    assert said in tested.stdout
    assert "1 problem." in tested.stdout


def test_a_reply_that_a_rule_leaves_out_is_told() -> None:
    tested = changed("languages: [en]", "languages: [en]\napplies:\n  replies: false")
    assert tested.exit_code == 0
    path = Path("our-rules/no-jargon.yaml")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("      spans", "      kind: reply\n      spans"))
    told = run("test", "our-rules").stdout
    assert "it is a reply, and the rule's 'applies' leaves replies out" in told


def test_a_rule_without_bad_examples_fails() -> None:
    run("new-rule", "ours")
    path = Path("our-rules/ours.yaml")
    path.write_text(path.read_text(encoding="utf-8").split("examples:")[0])
    tested = run("test", "our-rules/ours.yaml")
    assert tested.exit_code == 1
    assert "there is no bad example: add a post that the rule must flag" in tested.stdout


def test_not_when_is_told() -> None:
    tested = changed("languages: [en]", "languages: [en]\nnot-when: [naked-retweet]")
    assert tested.exit_code == 0
    path = Path("our-rules/no-jargon.yaml")
    text = path.read_text(encoding="utf-8").replace(
        "Let's circle back on the synergy.", "RT @ana: let's circle back"
    )
    path.write_text(text.replace("weight: 6", "weight: 6\n    within: any"))
    assert "naked-retweet warns already, and 'not-when' names it" in run("test", "our-rules").stdout


def test_all_faulty_files_are_told_at_once() -> None:
    for name in ("one", "two"):
        run("new-rule", name)
        path = Path(f"our-rules/{name}.yaml")
        path.write_text(path.read_text(encoding="utf-8").replace("summary", "sumary"))
    fault = str(run("test", "our-rules").exception)
    assert "one.yaml:5:1: unknown key 'sumary'" in fault
    assert "two.yaml:5:1: unknown key 'sumary'" in fault


def test_where_there_are_no_rules_it_says_how_to_begin() -> None:
    assert "postlint new-rule writes one" in str(run("test").exception)
    assert "no such file or folder" in str(run("test", "gone").exception)


def test_lists_beside_a_single_file_are_read() -> None:
    changed("- synergy", '- "@fillers"')
    Path("our-rules/lists").mkdir()
    Path("our-rules/lists/fillers.yaml").write_text(
        "list: fillers\nabout: Words that say nothing.\nwords: [synergy]\n"
    )
    assert run("test", "our-rules/no-jargon.yaml").exit_code == 0


def test_a_config_in_the_folder_is_no_rule() -> None:
    run("new-rule", "ours", "--into", ".")
    Path(".postlint.yaml").write_text("rule_paths: [.]\n")
    assert (
        run("test").stdout == "ours.yaml: all 2 examples hold\n1 rule, 2 examples, no problems.\n"
    )


def test_the_built_in_rules_can_be_tested(tmp_path: Path) -> None:
    from postlint.rules.packs import builtin_folder

    tested = run("test", str(builtin_folder() / "too-long.yaml"))
    assert tested.exit_code == 0, tested.stdout
    assert "all 3 examples hold" in tested.stdout


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("languages: [en]", "\tlanguages: [en]", "indent with spaces, not tabs"),
        ("      - synergy", "      - @synergy", "text that begins with @ needs quotes around it"),
        ("      - synergy", "      - *synergy*", "text that begins with * or & needs quotes around it"),
        ("- text: \"Let's talk about it on Monday.\"", "- text: Note: we talk", "text that holds a colon needs quotes around it"),
        ("on Monday.\"", "on Monday.", "a quotation mark"),
        ("- text: \"Let's talk about it on Monday.\"", "- text: We talk #ad today", ":33:21: #ad and what follows is taken for a comment; put quotes around the whole text"),
        ("      - synergy", "      - yes", ":23:9: signals.jargon.phrases.0: must be text; put quotes around it, not True"),
        ("bias: -3", "bias: minus 3", "bias: must be a number, not 'minus 3'"),
        ("languages: [en]", "languages: en", "languages: must be a list, such as [one, two], not 'en'"),
        ("  jargon:", "  Jargon!:", "use small letters, digits and hyphens, such as no-jargon"),
        ("    phrases:", "    patterns: [[{NROM: synergy}]]\n    phrases:", ":22:5: unknown key 'NROM' of a token; did you mean 'NORM'?"),
    ],
)  # fmt: skip
def test_faults_are_told_in_plain_words(old: str, new: str, said: str) -> None:
    fault = str(changed(old, new).exception)
    assert "no-jargon.yaml" in fault
    assert said in fault


def test_a_plugins_rules_are_tested_by_naming_it() -> None:
    assert "unknown plugin 'acme'" in str(run("test", "-p", "acme").exception)

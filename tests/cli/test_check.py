"""``postlint check`` as a person and as a script use it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from postlint.cli.app import app
from postlint.model.errors import PostlintError

SALE = "Buy now! 50% off all coffee grinders, today only → https://acme.example/sale"
QUESTION = "Which grind size do you use for pour-over, and why?"
OBITUARY = "We are heartbroken: we have lost a colleague and friend, who died on Sunday."
GERMAN = "Unser neues Café in Leipzig öffnet am Samstag, wir freuen uns auf euch alle!"


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=stdin)


def test_a_sales_push_is_a_warning_and_exits_1() -> None:
    result = run("check", "--text", SALE)
    assert result.exit_code == 1
    assert "hard-sell  warning  score" in result.stdout
    lines = result.stdout.splitlines()
    shown = next(i for i, line in enumerate(lines) if "Buy now!" in line)
    marks = lines[shown + 1]
    start = lines[shown].index("Buy now")
    assert marks[start : start + 7] == "~~~~~~~"


def test_a_good_post_is_told_so_and_exits_0() -> None:
    result = run("check", "--text", QUESTION)
    assert result.exit_code == 0
    assert result.stdout == "Fine as it is.\n"


def test_a_notice_gets_no_advice() -> None:
    result = run("check", "--text", OBITUARY)
    assert result.exit_code == 0
    assert "Fine as it is" in result.stdout
    assert "note" not in result.stdout.replace("notice", "")


def test_another_language_is_reported_as_not_checked() -> None:
    result = run("check", "--text", GERMAN)
    assert result.exit_code == 0
    assert result.stdout == "not checked: written in German (de)\n"


def test_notes_never_fail_a_run_unless_asked() -> None:
    note = "We moved our build to a new machine."
    assert run("check", "--text", note).exit_code == 0
    assert run("check", "--text", note, "--fail-on", "note").exit_code == 1


def test_fail_on_error_lets_warnings_pass() -> None:
    assert run("check", "--text", SALE, "--fail-on", "error").exit_code == 0


def test_exit_zero_hides_findings_but_not_faults(tmp_path: Path) -> None:
    assert run("check", "--text", SALE, "--exit-zero").exit_code == 0
    assert run("check", str(tmp_path / "none.txt"), "--exit-zero").exit_code == 2


def test_select_and_ignore_take_commas_and_repeats() -> None:
    only = run("check", "--text", SALE, "--select", "no-question,hard-sell", "--format", "json")
    assert set(json.loads(only.stdout)["reports"][0]["scores"]) == {"hard-sell", "no-question"}
    without = run("check", "--text", SALE, "--ignore", "hard-sell", "--ignore", "no-question")
    assert "hard-sell" not in without.stdout


def test_min_score_only_hides() -> None:
    result = run("check", "--text", SALE, "--min-score", "1.0", "--format", "json")
    report = json.loads(result.stdout)["reports"][0]
    assert all(w["score"] == 1.0 for w in report["warnings"])
    assert "hard-sell" in report["scores"]


def test_a_subsumed_warning_is_left_out_of_text_but_not_of_json() -> None:
    text = "We moved our build to a new machine."
    assert "no-question" not in run("check", "--text", text).stdout
    rules = [
        w["rule"]
        for w in json.loads(run("check", "-t", text, "--format", "json").stdout)["reports"][0][
            "warnings"
        ]
    ]
    assert {"no-question", "no-call-to-reply"} <= set(rules)


def test_the_platform_sets_the_limit() -> None:
    result = run("check", "--text", "word " * 60, "--platform", "x")
    assert result.exit_code == 1
    assert "299 of 280 characters on x" in result.stdout or "300 of 280" in result.stdout


def test_a_given_intent_wins() -> None:
    result = run("check", "--text", SALE, "--intent", "notice")
    assert result.exit_code == 0


def test_files_are_checked_with_their_names(tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_bytes(b"\xef\xbb\xbfHello all,\r\n" + SALE.encode() + b"\r\n")
    result = run("check", str(draft), "--format", "json")
    report = json.loads(result.stdout)["reports"][0]
    assert report["post"]["file"] == str(draft)
    warning = report["warnings"][0]
    assert (warning["rule"], warning["line"], warning["column"]) == ("hard-sell", 2, 1)


def test_standard_input_is_a_post() -> None:
    result = run("check", "-", stdin=SALE)
    assert result.exit_code == 1
    assert "<stdin>:1:1" in result.stdout


def test_a_bad_file_is_a_fault_that_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes("caf\xe9".encode("latin-1"))
    (tmp_path / "good.txt").write_text(SALE, encoding="utf-8")
    names = ("gone.txt", "latin.txt", ".", "good.txt")
    result = run("check", *(str(tmp_path / name) for name in names))
    assert result.exit_code == 2
    assert "hard-sell" in result.stdout
    assert "there is no such file" in result.stderr
    assert "latin.txt:1: not UTF-8 (byte 3 is 0xe9)" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--select", "hard-sel"], "select: unknown rule 'hard-sel'; did you mean 'hard-sell'?"),
        (["--platform", "blusky"], "unknown value 'blusky'; did you mean 'bluesky'?"),
        (["--intent", "notic"], "did you mean 'notice'?"),
        (["--fail-on", "warn"], "did you mean 'warning'?"),
        (["--min-score", "2"], "must be a number from 0 to 1"),
        (["--rules", "nowhere"], "there is no such rule file or folder"),
    ],
)
def test_a_wrong_option_names_the_nearest_right_one(arguments: list[str], said: str) -> None:
    result = run("check", "--text", "x", *arguments)
    assert isinstance(result.exception, PostlintError)
    assert said in str(result.exception)


def test_nothing_to_check_is_a_fault() -> None:
    assert "name a file" in str(run("check").exception)


def test_colour_stays_out_of_pipes() -> None:
    assert "\x1b[" not in run("check", "--text", SALE).stdout


def test_control_characters_do_not_reach_the_terminal() -> None:
    result = run(
        "check", "--text", "Buy now! \x1b[31mred \u202ereversed 50% off https://x.example/a"
    )
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout


def test_marks_stand_under_wide_characters() -> None:
    result = run("check", "--text", "👩‍👩‍👧‍👦🌧️ Buy now! 50% off today only https://x.example/a")
    shown, marks = next(
        (a, b)
        for a, b in zip(result.stdout.splitlines(), result.stdout.splitlines()[1:], strict=False)
        if "Buy" in a
    )
    from rich.cells import cell_len

    assert cell_len(shown[: shown.index("Buy now")]) == marks.index("~")


def test_rules_lists_every_rule() -> None:
    listed = json.loads(run("rules", "--format", "json").stdout)
    assert {"hard-sell", "no-question", "too-long"} <= {rule["rule"] for rule in listed}
    assert "hard-sell" in run("rules").stdout


def test_explain_tells_the_whole_story() -> None:
    story = run("explain", "hard-sell").stdout
    for part in ("Source:", "What it tells you", "What it looks for", "Warned", "Fine"):
        assert part in story


def test_explain_knows_the_nearest_rule() -> None:
    assert "did you mean 'hard-sell'?" in str(run("explain", "hardsell").exception)


def test_version() -> None:
    import postlint

    assert run("--version").stdout == f"postlint {postlint.__version__}\n"

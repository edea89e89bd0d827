"""What is imported when, and that nothing of the linted folder is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def python(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_importing_postlint_does_not_import_spacy() -> None:
    code = "import postlint, sys; postlint.Post('x'); assert 'spacy' not in sys.modules"
    assert python("-c", code).returncode == 0


def test_listing_rules_does_not_import_spacy() -> None:
    code = (
        "import sys\nfrom typer.testing import CliRunner\nfrom postlint.cli.app import app\n"
        "for words in (['--help'], ['rules'], ['explain', 'hard-sell']):\n"
        "    assert CliRunner().invoke(app, words).exit_code == 0, words\n"
        "assert 'spacy' not in sys.modules"
    )
    done = python("-c", code)
    assert done.returncode == 0, done.stderr


def test_nothing_in_the_linted_folder_is_imported(tmp_path: Path) -> None:
    for name in (
        "yaml",
        "spacy",
        "typer",
        "regex",
        "pluggy",
        "typing",
        "conftest",
        "sitecustomize",
    ):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('hostile module was run')")
    (tmp_path / "draft.txt").write_text("Which one would you pick?")
    done = python("-m", "postlint", "check", "draft.txt", cwd=tmp_path)
    assert "hostile" not in done.stdout + done.stderr
    assert done.returncode == 0


def test_a_fault_is_one_message_without_a_traceback(tmp_path: Path) -> None:
    done = python("-m", "postlint", "check", "gone.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == "postlint: gone.txt: there is no such file\n"


def test_a_rule_file_with_a_misspelt_key_is_one_error(tmp_path: Path) -> None:
    rules = tmp_path / "ours"
    rules.mkdir()
    (rules / "loud.yaml").write_text(
        "rule: loud\nsumary: x\nkind: evidence\nseverity: note\nmessage: m\nwhy: w\n"
    )
    done = python("-m", "postlint", "check", "--text", "hi", "--rules", "ours", cwd=tmp_path)
    assert done.returncode == 2
    assert "loud.yaml:2:1: unknown key 'sumary'; did you mean 'summary'?" in done.stderr
    assert "Traceback" not in done.stderr


def test_public_names_are_there() -> None:
    import postlint

    for name in postlint.__all__:
        assert getattr(postlint, name) is not None

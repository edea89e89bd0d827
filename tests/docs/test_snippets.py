"""The commands and snippets of README and docs run, and print what they say they print."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from postlint.cli.app import app

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    ROOT / "README.md",
    *(page for page in sorted((ROOT / "docs").rglob("*.md")) if page.parent.name != "rules"),
]
FOLLOWED = ("first-rule", "hooks", "publishing")
"""Pages whose commands and files build on one another: tests/docs/test_extending.py."""
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.M | re.S)
FILE_NAME = re.compile(r"`([\w./-]+\.ya?ml)`:\s*\Z")
SCORE = re.compile(r"\b[01]\.\d\d\b")


def blocks(page: Path, *kinds: str) -> list[tuple[str, str]]:
    """Return (text before, content) of the code blocks of some kinds."""
    text = page.read_text(encoding="utf-8")
    return [(text[: m.start()], m.group(2)) for m in BLOCK.finditer(text) if m.group(1) in kinds]


def commands(content: str) -> list[tuple[str, list[str]]]:
    """Return each ``$ command`` of a console block with the lines it prints."""
    found: list[tuple[str, list[str]]] = []
    for line in content.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif found:
            found[-1][1].append(line)
    return found


def files_of(page: Path, folder: Path) -> None:
    """Write the files that a page names before a block, and those that its commands read."""
    for before, content in blocks(page, "yaml"):
        name = FILE_NAME.search(before)
        if name:
            path = folder / name.group(1)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
    (folder / "drafts").mkdir(exist_ok=True)
    (folder / "drafts" / "monday.txt").write_text("Which one would you pick?", encoding="utf-8")
    if not (folder / "our-rules").exists():
        (folder / "our-rules").mkdir()


CASES = [
    (page, command, printed)
    for page in PAGES
    if page.stem not in FOLLOWED
    for _, content in blocks(page, "console")
    for command, printed in commands(content)
    if "postlint " in command and "pip install -e" not in command
]


@pytest.mark.parametrize(
    ("page", "command", "printed"), CASES, ids=[f"{p.stem}-{c[:50]}" for p, c, _ in CASES]
)
def test_a_command_prints_what_its_page_says(
    page: Path, command: str, printed: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files_of(page, tmp_path)
    monkeypatch.chdir(tmp_path)
    stdin = None
    if " | " in command:
        echo, command = command.split(" | ", 1)
        stdin = shlex.split(echo)[1]
    words = shlex.split(command.split(" && ")[-1])
    words = words[words.index("postlint") + 1 :]
    result = CliRunner().invoke(app, words, input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code in (0, 1)
    given = [SCORE.sub("N", line.rstrip()) for line in result.stdout.splitlines()]
    for line in filter(None, printed):
        assert SCORE.sub("N", line.rstrip()) in given


@pytest.mark.parametrize(
    ("page", "code"),
    [(p, c) for p in PAGES if p.stem not in FOLLOWED for _, c in blocks(p, "python")],
    ids=lambda v: str(v)[:40],
)
def test_a_python_snippet_runs(page: Path, code: str) -> None:
    exec(compile(code, page.name, "exec"), {})


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_json_and_yaml_blocks_are_valid(page: Path) -> None:
    for _, content in blocks(page, "json"):
        json.loads(content)
    for _, content in blocks(page, "yaml"):
        yaml.safe_load(content)


def test_every_public_name_of_a_report_is_documented() -> None:
    from dataclasses import fields

    from postlint import Post, Report, Settings

    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    for item in (Post, Report, Settings):
        for field in fields(item):
            assert f"`{field.name}`" in page, f"{item.__name__}.{field.name}"

"""The pages on extending postlint are followed literally, from an empty folder."""

from __future__ import annotations

import inspect
import os
import re
import shlex
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from postlint import hookspecs
from postlint.cli.app import app
from postlint.engine.plugins import hook_names
from postlint.linter import Linter
from postlint.rules import schema
from tests.docs.test_snippets import BLOCK, ROOT, SCORE, commands
from tests.plugins.conftest import Install, install  # noqa: F401

PAGES = ROOT / "docs" / "extending"
FILE = re.compile(r"`([\w./-]+\.\w+)`:\s*\Z")
LINE = re.compile(r"`([\w./-]+\.\w+)`, in line (\d+):\s*\Z")
Run = Callable[[str], str]


def follow(page: str, folder: Path, run: Run) -> int:
    """Do what a page says, in order: write its files, make its edits, run its commands."""
    text = (PAGES / page).read_text(encoding="utf-8")
    ran = 0
    for block in BLOCK.finditer(text):
        before, language, content = text[: block.start()], block.group(1), block.group(2)
        if named := FILE.search(before):
            path = folder / named.group(1)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        elif edit := LINE.search(before):
            path = folder / edit.group(1)
            lines = path.read_text(encoding="utf-8").splitlines()
            lines[int(edit.group(2)) - 1] = content.rstrip("\n")
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        if language != "console":
            continue
        for command, printed in commands(content):
            given = [SCORE.sub("N", line.rstrip()) for line in run(command).splitlines()]
            for line in filter(None, printed):
                wanted = SCORE.sub("N", line.rstrip())
                assert any(wanted in one for one in given), f"{command}: {wanted!r} not in {given}"
            ran += 1
    return ran


def in_process(command: str) -> str:
    """Run a ``postlint`` command; others are for the slow test."""
    words = shlex.split(command)
    if words[0] != "postlint":
        return ""
    result = CliRunner().invoke(app, words[1:])
    assert result.exit_code in (0, 1), result.exception
    return result.stdout


def test_a_first_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert follow("first-rule.md", tmp_path, in_process) == 8


@pytest.mark.slow
@pytest.mark.parametrize("page", ["first-rule.md", "publishing.md"])
def test_a_page_is_followed_in_a_new_environment(page: str, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    scripts = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "POSTLINT"))}
    environment |= {"PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1"}
    folder = tmp_path / "empty"
    folder.mkdir()

    def run(command: str) -> str:
        words = shlex.split(command)
        done = subprocess.run(
            [scripts / words[0], *words[1:]], cwd=folder, env=environment, capture_output=True,
            text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode in (0, 1), done.stdout + done.stderr
        return done.stdout

    run(f"python -m pip install -q pytest {shlex.quote(str(ROOT))}")
    assert follow(page, folder, run) > 5


def sections() -> dict[str, str]:
    """Return the text of each hook's section."""
    parts = re.split(r"^## `(\w+)`\n", (PAGES / "hooks.md").read_text(encoding="utf-8"), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_hook_has_a_section_and_every_section_a_hook() -> None:
    assert list(sections()) == hook_names()


@pytest.mark.parametrize("hook", hook_names())
def test_the_documented_signature_is_the_hooks(hook: str) -> None:
    signature = BLOCK.findall(sections()[hook])[0][1]
    assert signature == f"def {hook}{inspect.signature(getattr(hookspecs, hook))}: ...\n".replace(
        "'", ""
    )


@pytest.mark.parametrize("hook", hook_names())
def test_the_documented_call_of_register_is_the_protocols(hook: str) -> None:
    (argument,) = inspect.signature(getattr(hookspecs, hook)).parameters.values()
    protocol = getattr(hookspecs, str(argument.annotation))
    if argument.name == "register":
        taken = [name for name in inspect.signature(protocol.__call__).parameters if name != "self"]
        assert f"`register({', '.join(taken)})`" in sections()[hook]


@pytest.mark.parametrize("hook", hook_names())
def test_the_example_of_a_hook_works(install: Install, hook: str) -> None:  # noqa: F811
    example = BLOCK.findall(sections()[hook])[1][1]
    assert len([line for line in example.splitlines() if line]) <= 15
    install(
        "acme",
        example,
        files={"acme_rules/lists/acme-x.yaml": "list: acme-x\nabout: x\nwords: [x]"},
    )
    linter = Linter({"plugins": ["acme"]})
    assert linter.check("Buy now! 50% off https://acme.example/a").errors == ()
    assert linter.plan.registry.plugins.sound[0].hooks == (hook,)


def test_every_key_of_a_rule_file_is_told() -> None:
    page = (PAGES / "anatomy.md").read_text(encoding="utf-8")
    models = (schema.RuleFile, schema.SignalSpec, schema.BadExample, schema.GoodExample)
    for model in (*models, schema.ListFile):
        for name, field in model.model_fields.items():
            key = field.alias or name
            assert re.search(rf"`{key}[`:]", page), f"{model.__name__}.{key}"

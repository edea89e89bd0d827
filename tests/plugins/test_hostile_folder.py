"""Nothing that lies in a linted folder is run or imported, whatever it is called."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

MODULES = ("conftest", "sitecustomize", "usercustomize", "yaml", "pluggy", "evil", "postlint_evil")
RULE = """\
rule: evil
summary: Tries to run code.
kind: evidence
severity: note
message: !!python/object/apply:os.system ["echo run > was-run"]
why: w
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that tries everything to be run."""
    for name in MODULES:
        (tmp_path / f"{name}.py").write_text("open('was-run', 'w')\nraise SystemExit('was run')")
    (tmp_path / ".postlint.yaml").write_text("plugins: [evil]\nrule_paths: [our-rules]\n")
    (tmp_path / "pyproject.toml").write_text('[tool.postlint]\nplugins = ["evil"]\n')
    info = tmp_path / "evil-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: evil\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[postlint]\nevil = evil\n[postlint.rules]\nevil = evil\n"
    )
    (tmp_path / "our-rules").mkdir()
    (tmp_path / "our-rules" / "evil.yaml").write_text(RULE)
    (tmp_path / "our-rules" / "evil.py").write_text("open('was-run', 'w')")
    (tmp_path / "draft.txt").write_text("Which one would you pick?")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("check draft.txt", (0, 2)),
        ("check draft.txt -p evil", (2,)),
        ("check draft.txt -p evil.py", (2,)),
        ("check draft.txt -p postlint_evil", (2,)),
        ("check draft.txt --rules our-rules", (2,)),
        ("check draft.txt --rules pack:evil", (2,)),
        ("check draft.txt --rules .", (0, 2)),
        ("rules --rules our-rules", (2,)),
        ("plugins", (0, 2)),
        ("plugins -p evil", (2,)),
        ("test our-rules", (2,)),
        ("new-rule ours", (0, 2)),
    ],
)
def test_nothing_of_it_is_executed(folder: Path, words: str, codes: tuple[int, ...]) -> None:
    environment = {k: v for k, v in os.environ.items() if k != "POSTLINT_PLUGINS"}
    done = subprocess.run(
        [sys.executable, "-m", "postlint", *words.split()],
        cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert not (folder / "was-run").exists(), done.stdout + done.stderr
    assert "was run" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode in codes


def test_not_by_the_environment_either(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "postlint", "check", "draft.txt"],
        cwd=folder, env={**os.environ, "POSTLINT_PLUGINS": "evil"}, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "unknown plugin 'evil'" in done.stderr
    assert not (folder / "was-run").exists()

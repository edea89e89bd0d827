"""The built-in rules are found however postlint is installed."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
SALE = "Buy now! 50% off all coffee grinders, today only → https://acme.example/sale"
QUESTION = "Which grind size do you use for pour-over, and why?"


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "NO_COLOR")}
    environment["PYTHONIOENCODING"] = "utf-8"
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """The interpreter of a new virtual environment."""
    venv.create(tmp_path / "venv", with_pip=True)
    return tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"


def assert_works(python: Path, folder: Path) -> None:
    found = run(python, "-m", "postlint", "check", "--text", SALE, cwd=folder)
    assert found.returncode == 1, found.stdout + found.stderr
    assert "hard-sell" in found.stdout
    clean = run(python, "-m", "postlint", "check", "--text", QUESTION, cwd=folder)
    assert (clean.returncode, clean.stdout) == (0, "Fine as it is.\n")


def build(python: Path, folder: Path, *arguments: str) -> Path:
    """Build a distribution into ``folder`` and return it."""
    assert run(python, "-m", "pip", "install", "-q", "build", cwd=folder).returncode == 0
    made = run(python, "-m", "build", *arguments, "--outdir", folder, ROOT, cwd=folder)
    assert made.returncode == 0, made.stdout + made.stderr
    return next(p for p in folder.iterdir() if p.suffix in (".whl", ".gz"))


def test_from_a_wheel_in_an_empty_folder(python: Path, tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    (tmp_path / "empty").mkdir()
    wheel = build(python, tmp_path / "dist", "--wheel")
    assert run(python, "-m", "pip", "install", "-q", wheel, cwd=tmp_path).returncode == 0
    assert_works(python, tmp_path / "empty")


def test_from_the_wheel_of_an_sdist(python: Path, tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    (tmp_path / "empty").mkdir()
    sdist = build(python, tmp_path / "dist", "--sdist")
    assert run(python, "-m", "pip", "install", "-q", sdist, cwd=tmp_path).returncode == 0
    assert_works(python, tmp_path / "empty")


def test_from_an_editable_install(python: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run(python, "-m", "pip", "install", "-q", "-e", ROOT, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert_works(python, tmp_path / "empty")

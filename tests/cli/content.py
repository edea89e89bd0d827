"""A content repository for a test: files by name, and the command run inside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from postlint.cli.app import app

SALE = "Buy now! 50% off all coffee grinders, today only"
QUESTION = "Which grind size do you use for pour-over, and why?"


class Repository:
    """A folder to run in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, **files: str) -> None:
        """Write files; in their names ``__`` is a slash and the last ``_`` a dot."""
        for name, text in files.items():
            self.put(".".join(name.replace("__", "/").rsplit("_", 1)), text)

    def put(self, name: str, text: str | bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    def run(self, *arguments: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, list(arguments), input=stdin)

    def reports(self, *arguments: str, stdin: str | None = None) -> list[dict[str, Any]]:
        """Return the JSON reports of a check."""
        result = self.run("check", "--format", "json", *arguments, stdin=stdin)
        assert result.exit_code in (0, 1), (result.stderr, result.exception)
        found: list[dict[str, Any]] = json.loads(result.stdout)["reports"]
        return found

    def found(self, *arguments: str) -> list[tuple[str, str]]:
        """Return file and rule of each warning of a check."""
        return [
            (report["post"]["file"], warning["rule"])
            for report in self.reports(*arguments)
            for warning in report["warnings"]
        ]


def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Return an empty repository, and make it the current folder."""
    monkeypatch.chdir(tmp_path)
    return Repository(tmp_path)

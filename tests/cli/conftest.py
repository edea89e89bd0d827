"""Shared by the tests of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.content import Repository, repository


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    return repository(tmp_path, monkeypatch)

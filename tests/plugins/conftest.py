"""Installs small distributions on the path, without pip."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import pytest

Install = Callable[..., Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Install a distribution with one module; return the folder that it lies in.

    ``packs`` maps pack names to packages; ``files`` are paths with their contents.
    """
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))
    before = set(sys.modules)

    def add(
        name: str,
        code: str = "",
        *,
        version: str = "1.0",
        packs: dict[str, str] | None = None,
        files: dict[str, str] | None = None,
    ) -> Path:
        (site / f"{name}_module.py").write_text(dedent(code), encoding="utf-8")
        info = site / f"postlint_{name}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: postlint-{name}\nVersion: {version}\n"
        )
        entries = [f"[postlint]\n{name} = {name}_module\n"] if code else []
        entries += [f"[postlint.rules]\n{p} = {m}\n" for p, m in (packs or {}).items()]
        (info / "entry_points.txt").write_text("\n".join(entries))
        for path, content in (files or {}).items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_text(dedent(content), encoding="utf-8")
        return site

    yield add
    for name in set(sys.modules) - before:
        if name.endswith("_module"):
            del sys.modules[name]


ROOT = Path(__file__).resolve().parents[2]
ACME = ROOT / "examples" / "postlint-acme"
ENTRIES = re.compile(r'^\[project\.entry-points\."?([\w.]+)"?\]\n((?:[\w-]+ = ".*"\n)+)', re.M)


def write_acme_info(site: Path) -> None:
    """Write what an install of the example plugin leaves, so that it is found without pip."""
    project = (ACME / "pyproject.toml").read_text(encoding="utf-8")
    info = site / "postlint_acme-1.0.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: postlint-acme\nVersion: 1.0.0\n")
    groups = [f"[{name}]\n{lines}" for name, lines in ENTRIES.findall(project)]
    (info / "entry_points.txt").write_text("\n".join(groups).replace('"', ""))


@pytest.fixture
def acme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example plugin, as if it were installed."""
    write_acme_info(tmp_path / "acme")
    monkeypatch.syspath_prepend(str(tmp_path / "acme"))
    monkeypatch.syspath_prepend(str(ACME / "src"))

"""The example plugin works, and the built-in rules have nothing that it could not have."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import venv
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from typer.testing import CliRunner

from postlint.cli.app import app
from postlint.engine.plugins import Origin, hook_names, validated
from postlint.engine.registry import BUILTIN_MODULES, collect
from postlint.linter import Linter
from postlint.model.settings import Settings
from postlint.rules.packs import RulePlugin
from tests.plugins.conftest import ACME, ROOT, write_acme_info

PROMISE = ROOT / "docs" / "extending" / "compatibility.md"
POST = "ACME grinders are back. #coffee #tools #home #morning"


@pytest.mark.usefixtures("acme")
def test_it_works_beside_the_built_in_rules_and_alone() -> None:
    both = Linter({"plugins": ["acme"]}).check(POST)
    assert {"acme-name", "acme-hashtags", "no-question"} <= {w.rule for w in both.warnings}
    alone = Linter({"plugins": ["acme"], "builtin_rules": False}).check(POST)
    assert [w.rule for w in alone.warnings] == ["acme-name", "acme-hashtags"]
    assert set(alone.scores) == {"acme-name", "acme-hashtags"}
    assert not alone.errors


@pytest.mark.usefixtures("acme")
def test_a_starter_of_its_own_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POSTLINT_PLUGINS", "acme")
    made = CliRunner().invoke(app, ["new-rule", "few-emoji", "--kind", "count"])
    assert made.exit_code == 0
    tested = CliRunner().invoke(app, ["test", "our-rules"])
    assert tested.stdout.endswith("1 rule, 2 examples, no problems.\n")


@pytest.mark.usefixtures("acme")
def test_its_rules_are_tested_by_naming_it() -> None:
    tested = CliRunner().invoke(app, ["test", "-p", "acme"])
    assert tested.exit_code == 0
    assert "2 rules, 5 examples, no problems." in tested.stdout


@pytest.mark.usefixtures("acme")
def test_a_fix_that_differs_is_told(tmp_path: Path) -> None:
    rule = (ACME / "src/postlint_acme/rules/acme-name.yaml").read_text(encoding="utf-8")
    path = tmp_path / "acme-title.yaml"
    rule = rule.replace("rule: acme-name", "rule: acme-title")
    path.write_text(rule, encoding="utf-8")
    tested = CliRunner().invoke(app, ["test", "-p", "acme", str(path)])
    assert tested.exit_code == 1
    assert "acme-title.yaml:16:7: bad example 1 is to become 'Acme grinders" in tested.stdout
    assert "but nothing is proposed" in tested.stdout


def test_its_own_tests_pass(tmp_path: Path) -> None:
    """Its conftest makes pytest collect the rule files too."""
    write_acme_info(tmp_path)
    path = os.pathsep.join([str(ROOT), str(ACME / "src"), str(tmp_path)])
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", ACME],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "15 passed" in done.stdout


def imports(folder: Path, own: str) -> Iterator[tuple[str, str]]:
    """Yield (module, name) of what a package imports from postlint outside itself."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert not node.level, path
                module = node.module or ""
                if module.split(".")[0] == "postlint" and not module.startswith(own):
                    yield from ((module, alias.name) for alias in node.names)
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    assert not alias.name.startswith("postlint."), path


def promised() -> set[tuple[str, str]]:
    """Return what the compatibility promise lists: ``| `module` | `name`, `name` |``."""
    rows = re.findall(r"^\| `(postlint[\w.]*)` \| (.*) \|$", PROMISE.read_text("utf-8"), re.M)
    return {(module, name) for module, names in rows for name in re.findall(r"`(\w+)`", names)}


def test_what_is_promised_is_there() -> None:
    assert promised()
    for module, name in promised():
        assert hasattr(import_module(module), name), (module, name)


@pytest.mark.parametrize(
    ("folder", "own"),
    [
        (ROOT / "postlint" / "rules" / "kinds", "postlint.rules.kinds"),
        (ROOT / "postlint" / "rules" / "features", "postlint.rules.features"),
        (ACME / "src", "postlint_acme"),
    ],
    ids=["kinds", "features", "acme"],
)
def test_built_ins_import_only_what_any_plugin_may(folder: Path, own: str) -> None:
    used = set(imports(folder, own))
    assert used
    assert used <= promised()


def test_built_ins_come_in_through_the_same_hooks() -> None:
    registry = collect(Settings())
    for module in BUILTIN_MODULES:
        hooks = validated(Origin(module.__name__), module)
        assert set(hooks) <= set(hook_names())
        assert registry.manager.is_registered(module)
    for name, path in registry.paths.items():
        plugin = registry.manager.get_plugin(f"rule:{name}")
        assert isinstance(plugin, RulePlugin)
        assert plugin.path == path
        assert validated(Origin(name), plugin) == ("postlint_register_rules",)
    given = {kind for module in BUILTIN_MODULES for kind in getattr(module, "BUILTIN", ())}
    assert set(registry.kinds.values()) | set(registry.features) == given


@pytest.mark.slow
def test_it_is_built_and_installed_beside_our_wheel(tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    bin_folder = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "POSTLINT"))}
    environment["PYTHONIOENCODING"] = "utf-8"
    (tmp_path / "empty").mkdir()

    def run(*words: str | Path, code: int = 0) -> str:
        done = subprocess.run(
            [bin_folder / words[0], *words[1:]], cwd=tmp_path / "empty", env=environment,
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    run("python", "-m", "pip", "install", "-q", "build", "pytest")
    for project in (ROOT, ACME):
        run("python", "-m", "build", "--wheel", "--outdir", tmp_path / "dist", project)
    wheels = sorted((tmp_path / "dist").glob("*.whl"))
    assert len(wheels) == 2
    run("python", "-m", "pip", "install", "-q", *wheels)

    listed = run("postlint", "plugins", "-p", "acme")
    assert "acme  postlint-acme 1.0.0  loaded" in listed
    assert "acme-words  postlint-acme 1.0.0  pack" in listed
    assert "acme-name" in run("postlint", "check", "-p", "acme", "--text", POST, code=1)
    assert "acme-name" not in run("postlint", "check", "--text", POST)
    assert "jargon" not in run("postlint", "check", "--text", "We leverage beans.")
    packed = run("postlint", "check", "--rules", "pack:acme-words", "--text", "We leverage beans.")
    assert "acme-plain-words" in packed
    assert "2 rules, 5 examples, no problems." in run("postlint", "test", "-p", "acme")
    assert "is written" in run("postlint", "new-rule", "few", "--kind", "count", "-p", "acme")
    assert "1 rule, 2 examples, no problems." in run("postlint", "test", "our-rules", "-p", "acme")
    code = (
        "import postlint\n"
        "report = postlint.Linter({'plugins': ['acme']}).check('ACME')\n"
        "assert any(w.rule == 'acme-name' for w in report.warnings) and not report.errors\n"
    )
    run("python", "-c", code)
    assert "15 passed" in run("python", "-m", "pytest", "-q", "-p", "no:cacheprovider", ACME)

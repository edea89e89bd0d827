"""Record measured figures beside the hashes of all they rest on."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import postlint
from postlint.linter import Linter
from postlint.measure.evaluate import Evaluation
from postlint.rules.packs import builtin_folder
from postlint.rules.rulesets import RULESETS


def hashes() -> dict[str, str]:
    """Return a hash of the rule files and lists, of the text layer, and of the tagger.

    Rulesets are left out: the figures are those of the rule files.
    """
    package = Path(postlint.__file__).resolve().parent
    rules = [p for p in builtin_folder().rglob("*.yaml") if p.parent.name != RULESETS]
    code = [
        *package.glob("text/*.py"),
        *package.glob("rules/**/*.py"),
        *package.glob("engine/*.py"),
    ]
    return {
        "rules": _hash(builtin_folder(), rules),
        "code": _hash(package, code),
        "tagger": _hash(package, package.glob("text/tagger_model/*")),
    }


def _hash(root: Path, files: Any) -> str:
    digest = sha256()
    for path in sorted(p for p in files if p.is_file()):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]


def write_record(path: Path, linter: Linter, labels: Path, evaluation: Evaluation) -> None:
    """Write the figures of all measured rules to ``path`` as JSON."""
    record = {
        "measured": date.today().isoformat(),
        "labels": {
            "name": labels.name,
            "posts": len(evaluation.rows),
            "sha256": sha256(labels.read_bytes()).hexdigest()[:16],
        },
        "hashes": hashes(),
        "thresholds": {r.id: r.threshold for r in linter.plan.rules},
        "all": {name: f.to_dict() for name, f in evaluation.all_posts.items()},
        "natural": {name: f.to_dict() for name, f in evaluation.natural.items()},
    }
    path.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def stale(record: dict[str, Any]) -> list[str]:
    """Return what has changed since the figures were recorded; empty when they still hold."""
    now = hashes()
    return [name for name, value in record["hashes"].items() if now.get(name) != value]

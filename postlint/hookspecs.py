"""The hooks. A plugin implements those it needs with ``postlint.hookimpl``."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

import pluggy

from postlint.model.reading import Feature
from postlint.model.report import Report
from postlint.model.rewriting import Rewriter

hookspec = pluggy.HookspecMarker("postlint")
hookimpl = pluggy.HookimplMarker("postlint")


class RegisterKind(Protocol):
    """Call with a subclass of ``postlint.rules.Kind``."""

    def __call__(self, kind: type[Any]) -> None: ...


class RegisterRules(Protocol):
    """Call with the path of a rule file, or of a folder of rule files and ``lists/``."""

    def __call__(self, path: Path) -> None: ...


class RegisterFeature(Protocol):
    """Call with the name that rule files use, and the function."""

    def __call__(self, name: str, feature: Feature) -> None: ...


class RegisterRewriter(Protocol):
    """Call with the id of a rule and the function that proposes rewrites for its warnings."""

    def __call__(self, rule: str, rewriter: Rewriter) -> None: ...


@hookspec
def postlint_register_kinds(register: RegisterKind) -> None:
    """Offer kinds: the classes that rule files configure."""


@hookspec
def postlint_register_features(register: RegisterFeature) -> None:
    """Offer named features for the ``feature:`` of a signal."""


@hookspec
def postlint_register_rules(register: RegisterRules) -> None:
    """Offer rule files."""


@hookspec
def postlint_register_rewriters(register: RegisterRewriter) -> None:
    """Offer rewriters. What they propose is verified like everything else."""


@hookspec
def postlint_report(report: Report) -> None:
    """See each finished report. What it returns is ignored; a fault is named in ``errors``."""

"""Acme's rules for postlint: one kind, one feature, rules that rest on them and a rewriter."""

from pathlib import Path

from postlint import hookimpl
from postlint.hookspecs import RegisterFeature, RegisterKind, RegisterRewriter, RegisterRules
from postlint_acme.count import Count
from postlint_acme.names import miswritten, recase

postlint_api = 1


@hookimpl
def postlint_register_kinds(register: RegisterKind) -> None:
    register(Count)


@hookimpl
def postlint_register_features(register: RegisterFeature) -> None:
    register("acme-miswritten", miswritten)


@hookimpl
def postlint_register_rules(register: RegisterRules) -> None:
    register(Path(__file__).parent / "rules")


@hookimpl
def postlint_register_rewriters(register: RegisterRewriter) -> None:
    register("acme-name", recase)

"""The facade: check posts with some settings."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from postlint.engine.plan import Plan, make_plan
from postlint.engine.run import check as run_check
from postlint.model.errors import ConfigError, InputError
from postlint.model.post import Post
from postlint.model.report import Report, Rewrite
from postlint.model.rewriting import Fixed, Proposed
from postlint.model.settings import Settings
from postlint.rewrite.fix import Choose
from postlint.rewrite.fix import fix as run_fix
from postlint.rewrite.workshop import Workshop
from postlint.text.reader import Reader


class Linter:
    """Checks posts. Reusable, and safe to share between threads: each gets its own reader.

    Args:
        settings: ``Settings``, a mapping of them, or the path of a YAML file that holds them.

    Raises:
        ConfigError, RuleError, PluginError: the settings, a rule file or a plugin is unusable.
    """

    def __init__(self, settings: Settings | Mapping[str, Any] | str | Path | None = None) -> None:
        self.settings = _settings(settings)
        self.plan: Plan = make_plan(self.settings)
        self._local = threading.local()

    def check(self, post: Post | str) -> Report:
        """Return the report on one post; a plain string is a post on the settings' platform.

        Raises:
            InputError: ``post`` is neither a string nor a ``Post``.
        """
        given = self._as_post(post)
        report = run_check(self.plan, self._reader(), given)
        if not report.warnings:
            return report
        later = _Later(given, self.settings, self)
        warnings = tuple(replace(warning, rewriter=later) for warning in report.warnings)
        return replace(report, warnings=warnings)

    def check_many(self, posts: Iterable[Post | str]) -> Iterator[Report]:
        """Yield a report a post, in order, reading ``posts`` only as fast as reports are taken."""
        for post in posts:
            yield self.check(post)

    def rewrites(self, post: Post | str) -> tuple[Proposed, ...]:
        """Return, a warning each, the verified rewrites, and the rejected ones with reasons."""
        workshop = self._workshop(self._as_post(post))
        report = workshop.report(workshop.post.text)
        return tuple(workshop.rewrites(w.rule) for w in report.warnings) if report else ()

    def fix(
        self,
        post: Post | str,
        suggested: bool = False,
        rules: Collection[str] = (),
        settled: bool = False,
        choose: Choose | None = None,
    ) -> Fixed:
        """Return the post's text with its safe rewrites applied.

        Args:
            post: a text or a ``Post``.
            suggested: apply rewrites that add words too; templates never are.
            rules: fix only these; notes are fixed only when named.
            settled: touch posts whose status is approved, scheduled or published.
            choose: picks from a warning's rewrites, or none of them.
        """
        return run_fix(self._workshop, self._as_post(post), suggested, rules, settled, choose)

    def _workshop(self, post: Post) -> Workshop:
        return Workshop(self.plan, self._reader(), post)

    def _reader(self) -> Reader:
        reader: Reader | None = getattr(self._local, "reader", None)
        if reader is None:
            reader = self._local.reader = self.plan.make_reader()
        return reader

    def _as_post(self, post: Post | str) -> Post:
        if isinstance(post, str):
            return Post(post, platform=self.settings.platform, handles=self.settings.handles)
        if isinstance(post, Post):
            return post
        raise InputError(f"a post must be a str or a postlint.Post, not {type(post).__name__}")


class _Later:
    """Computes a report's rewrites when they are asked for, and pickles as plain data."""

    def __init__(self, post: Post, settings: Settings, linter: Linter | None) -> None:
        self._post = post
        self._settings = settings
        self._linter = linter
        self._known: dict[str, tuple[Rewrite, ...]] = {}

    def __call__(self, rule: str) -> tuple[Rewrite, ...]:
        if rule not in self._known:
            if self._linter is None:
                plain = self._settings == Settings()
                self._linter = _default_linter() if plain else Linter(self._settings)
            self._known[rule] = self._linter._workshop(self._post).rewrites(rule).rewrites
        return self._known[rule]

    def __getstate__(self) -> tuple[Any, ...]:
        return self._post, self._settings, dict(self._known)

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self._post, self._settings, self._known = state
        self._linter = None


def _settings(given: Settings | Mapping[str, Any] | str | Path | None) -> Settings:
    if given is None:
        return Settings()
    if isinstance(given, Settings):
        return given
    if isinstance(given, Mapping):
        return Settings.from_mapping(given)
    from postlint.rules.yaml_file import read_yaml

    data, _ = read_yaml(Path(given))
    if data is None:
        return Settings()
    if not isinstance(data, Mapping):
        raise ConfigError(f"{given}: expected a mapping of settings")
    return Settings.from_mapping(data, str(given))


_default_lock = threading.Lock()
_default: list[Linter] = []


def _default_linter() -> Linter:
    """Return the linter of the built-in defaults, made once."""
    with _default_lock:
        if not _default:
            _default.append(Linter())
        return _default[0]


def check(post: Post | str, **fields: Any) -> Report:
    """Return the report on one post, by the built-in defaults; reads no config file.

    Args:
        post: the text, or a ``Post``.
        fields: fields of ``Post`` for a text, such as ``platform="x"`` or ``intent="serve"``.

    Raises:
        InputError: a field is unknown or has a bad value, or fields are given with a ``Post``.
    """
    return _default_linter().check(_with_fields(post, fields))


def fix(
    post: Post | str, suggested: bool = False, rules: Collection[str] = (), **fields: Any
) -> Fixed:
    """Return one post's text with its rewrites applied, by the built-in defaults.

    ``.text`` is the new text, ``.applied`` the rules and rewrites, ``.report`` the report on it.

    Args:
        post: the text, or a ``Post``.
        suggested: apply rewrites that add words too.
        rules: fix only these; notes are fixed only when named.
        fields: fields of ``Post`` for a text.

    Raises:
        InputError: a field is unknown or has a bad value, or fields are given with a ``Post``.
    """
    return _default_linter().fix(_with_fields(post, fields), suggested, rules)


def _with_fields(post: Post | str, fields: dict[str, Any]) -> Post | str:
    if not fields:
        return post
    if not isinstance(post, str):
        raise InputError("give the fields in the Post itself: postlint.check(Post(...))")
    return Post.from_mapping({"text": post, **fields})

"""The facade: check posts with some settings."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from postlint.engine.plan import Plan, make_plan
from postlint.engine.run import check as run_check
from postlint.model.errors import ConfigError, InputError
from postlint.model.post import Post
from postlint.model.report import Report
from postlint.model.settings import Settings
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
        return run_check(self.plan, self._reader(), self._as_post(post))

    def check_many(self, posts: Iterable[Post | str]) -> Iterator[Report]:
        """Yield a report a post, in order, reading ``posts`` only as fast as reports are taken."""
        for post in posts:
            yield self.check(post)

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
    if fields:
        if not isinstance(post, str):
            raise InputError("give the fields in the Post itself: postlint.check(Post(...))")
        post = Post.from_mapping({"text": post, **fields})
    return _default_linter().check(post)

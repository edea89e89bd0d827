"""What changed since a git ref."""

from __future__ import annotations

import subprocess
from pathlib import Path

from postlint.model.errors import InputError, PostlintError
from postlint.sources.draft import Draft
from postlint.sources.files import SourceFile, decode
from postlint.sources.posts import read_posts
from postlint.sources.spec import FileSpec


def changed(file: SourceFile, drafts: list[Draft], spec: FileSpec, ref: str) -> list[Draft]:
    """Return the drafts that the file did not hold like this at a git ref.

    Raises:
        InputError: the file is in no git repository, or there is no such ref.
    """
    if file.path is None:
        return drafts
    before = _at(file.path, ref)
    if before is None:
        return drafts
    try:
        old = read_posts(decode(before, file.name, file.path), spec).drafts
    except PostlintError:
        return drafts
    known = {_content(draft) for draft in old}
    return [draft for draft in drafts if _content(draft) not in known]


def _content(draft: Draft) -> tuple[object, ...]:
    post = draft.post
    return (post.text, post.id, draft.platforms, post.intent, post.kind, post.reply_to,
            post.quoted, post.media, post.poll, draft.campaign, draft.account)  # fmt: skip


def _at(path: Path, ref: str) -> bytes | None:
    """Return the file's bytes at a ref, or ``None`` if it was not there."""
    if ref.startswith("-"):
        raise InputError(f"--since: {ref!r} is no git ref")
    folder = path.resolve().parent
    found = _git(folder, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    if found.returncode:
        inside = _git(folder, "rev-parse", "--git-dir")
        what = (
            f"there is no git ref {ref!r}" if not inside.returncode else "not in a git repository"
        )
        raise InputError(f"--since: {path}: {what}")
    commit = found.stdout.decode().strip()
    shown = _git(folder, "show", f"{commit}:./{path.resolve().name}")
    return None if shown.returncode else shown.stdout


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603
            ["git", "-C", str(folder), *arguments],  # noqa: S607
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise InputError("--since: git is not installed") from None

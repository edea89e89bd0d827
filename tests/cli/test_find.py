"""Which posts a run checks."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.content import QUESTION, SALE, Repository

POST = f"---\nplatform: x\n---\n{SALE}\n"


def test_a_folder_gives_only_what_is_plainly_a_post(repo: Repository) -> None:
    repo.put("README.md", "# Buy now! 50% off\n")
    repo.put("notes.md", "Buy now! 50% off today only\n")
    repo.put("package.json", '{"name": "x", "text": "Buy now"}')
    repo.put(".github/workflows/ci.yaml", "on: push\njobs: {text: hi, status: draft}\n")
    repo.put("broken.json", "{ // a comment\n}")
    repo.put("posts/one.md", POST)
    repo.put("queue.yaml", f"- text: {SALE!r}\n  scheduled_at: 2099-01-01\n")
    files = [report["post"]["file"] for report in repo.reports(".")]
    assert files == ["posts/one.md", "queue.yaml"]


def test_a_folder_without_posts_says_what_to_do(repo: Repository) -> None:
    repo.put("README.md", "Hello\n")
    result = repo.run("check", ".")
    assert result.exit_code == 0
    assert "0 posts found in .; add files: to .postlint.yaml" in result.stderr


def test_a_named_file_is_always_read(repo: Repository) -> None:
    repo.put(".postlint.yaml", "files: {'posts/*.md': {}}\nexclude: ['*.txt']\n")
    repo.put("draft.txt", SALE)
    assert ("draft.txt", "hard-sell") in repo.found("draft.txt")
    assert repo.run("check", "draft.txt", "--force-exclude").exit_code == 0


def test_files_of_the_config_say_how_to_read(repo: Repository) -> None:
    repo.put(".postlint.yaml", "files:\n  'a/*.md': {platform: linkedin, fields: {text: tweet}}\n")
    repo.put("a/one.md", f"---\ntweet: {SALE}\n---\nAn article\n")
    repo.put("b/two.md", POST)
    (report,) = repo.reports(".")
    assert report["post"]["platform"] == "linkedin"
    warning = report["warnings"][0]
    assert (warning["rule"], warning["line"], warning["column"]) == ("hard-sell", 2, 8)
    assert warning["regions"][0] == {"line": 2, "column": 8, "end_line": 2, "end_column": 15}


def test_excludes_and_gitignore(repo: Repository) -> None:
    repo.put(".postlint.yaml", "exclude: [old/, '*-copy.md']\n")
    repo.put(".gitignore", "build/\n")
    for name in ("old/a.md", "b-copy.md", "build/c.md", "kept/d.md", ".hidden/e.md"):
        repo.put(name, POST)
    assert {file for file, _ in repo.found(".")} == {"kept/d.md"}


def test_links_do_not_lead_out_or_round(
    repo: Repository, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "out.md").write_text(POST)
    repo.put("in/a.md", POST)
    Path("in/loop").symlink_to("..", target_is_directory=True)
    Path("in/away").symlink_to(outside, target_is_directory=True)
    Path("in/out.md").symlink_to(outside / "out.md")
    Path("in/self.md").symlink_to("self.md")
    assert [report["post"]["file"] for report in repo.reports(".")] == ["in/a.md"]


def test_published_and_past_posts_are_passed_over(repo: Repository) -> None:
    repo.put(
        "q.yaml",
        f"- {{text: {SALE!r}, status: published}}\n- {{text: {SALE!r}, date: 2027-01-31T10:00}}\n",
    )
    now = ("--now", "2027-01-31T10:30")
    result = repo.run("check", "q.yaml", *now)
    assert result.exit_code == 0
    assert "2 posts are published or past, not checked; --all checks them" in result.stderr
    assert len(repo.reports("q.yaml", *now, "--all")) == 2
    repo.put(".postlint.yaml", "timezone: America/New_York\n")
    assert len(repo.reports("q.yaml", "--now", "2027-01-31T10:30Z")) == 1


def test_since_checks_what_changed(repo: Repository) -> None:
    def git(*arguments: str) -> None:
        identity = (
            "-c",
            "user.name=t",
            "-c",
            "user.email=t@t.example",
            "-c",
            "commit.gpgsign=false",
        )
        subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)

    git("init", "-q")
    repo.put("q.yaml", f"- text: {SALE}\n")
    git("add", ".")
    git("commit", "-qm", "one")
    repo.put("q.yaml", f"- text: {QUESTION}\n- text: {SALE}\n- text: {SALE} for you\n")
    repo.put("new.yaml", f"- {{text: {SALE!r}, status: draft}}\n")
    texts = [
        report["post"]["text"] for report in repo.reports("q.yaml", "new.yaml", "--since", "HEAD")
    ]
    assert texts == [QUESTION, f"{SALE} for you", SALE]
    assert (
        "there is no git ref 'nowhere'" in repo.run("check", "q.yaml", "--since", "nowhere").stderr
    )


def test_standard_input_as_a_file(repo: Repository) -> None:
    repo.put(".postlint.yaml", "overrides: [{paths: posts/, ignore: [hard-sell]}]\n")
    page = f"---\nplatform: x\n---\n{SALE}\n"
    (report,) = repo.reports("-", "--stdin-filename", "b/a.md", stdin=page)
    assert report["post"]["file"] == "b/a.md"
    assert (report["warnings"][0]["line"], report["warnings"][0]["column"]) == (4, 1)
    (report,) = repo.reports("-", "--stdin-filename", "posts/a.md", stdin=page)
    assert "hard-sell" not in report["scores"]


def test_each_bad_file_is_a_fault_and_the_others_are_checked(repo: Repository) -> None:
    repo.put("good.txt", SALE)
    repo.put("broken.yaml", "- text: [1\n  platform: x\n")
    repo.put("open.csv", f'text,platform\n"{SALE},x\n')
    repo.put("latin.json", '{"text": "café"}'.encode("latin-1"))
    repo.put("big.yaml", b"- text: hi\n" * 5_000_000)
    repo.put("bomb.yaml", "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 10)}]\n" for i in range(20)
    ) + "post: {text: hi}\n")  # fmt: skip
    result = repo.run(
        "check",
        "broken.yaml",
        "open.csv",
        "latin.json",
        "big.yaml",
        "bomb.yaml",
        "gone.md",
        "good.txt",
    )
    assert result.exit_code == 2
    assert "good.txt:1:1  hard-sell" in result.stdout
    for said in (
        "broken.yaml:2:", "open.csv:2:1: not valid CSV: this quote is never closed",
        "latin.json:1: not UTF-8", "big.yaml: larger than 10 MB", "bomb.yaml:",
        "gone.md: there is no such file",
    ):  # fmt: skip
        assert said in result.stderr


def test_a_broken_queue_in_a_folder_is_a_fault(repo: Repository) -> None:
    repo.put("posts/q.yaml", "- text: [1\n  platform: x\n")
    repo.put("posts/good.md", POST)
    result = repo.run("check", ".")
    assert result.exit_code == 2
    assert "posts/q.yaml:2:" in result.stderr
    assert "posts/good.md:4:1  hard-sell" in result.stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_a_fault(repo: Repository) -> None:
    repo.put("a.md", POST)
    Path("a.md").chmod(0)
    result = repo.run("check", ".")
    assert result.exit_code == 2
    assert "a.md: cannot be read: Permission denied" in result.stderr

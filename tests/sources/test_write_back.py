"""New texts go back into their file; nothing else of it changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from postlint.model.errors import InputError
from postlint.sources.files import decode, read_file
from postlint.sources.posts import read_posts
from postlint.sources.spec import FileSpec
from postlint.sources.write_back import rewritten, write_back


def rewrite(name: str, text: str, *news: str | None, **spec: object) -> str:
    """Return the file after its posts were given these texts; ``None`` leaves one alone."""
    file = decode(text.encode(), name, Path(name))
    how = FileSpec(**spec)  # type: ignore[arg-type]
    drafts = read_posts(file, how).drafts
    given = {draft: new for draft, new in zip(drafts, news, strict=True) if new is not None}
    return rewritten(file, given, how).decode()


@pytest.mark.parametrize(
    ("name", "before", "new", "after"),
    [
        # Inside the old quoting wherever the text can stand there.
        ("a.yaml", "- text: Hi all # note\n", "Hi you", "- text: Hi you # note\n"),
        ("a.yaml", "- text: 'It''s on'\n", "It's off", "- text: 'It''s off'\n"),
        ("a.yaml", '- text: "\\u00e9 on"\n', 'é "off"', '- text: "\\u00e9 \\"off\\""\n'),
        ("a.yaml", "- text: |\n    One\n    two\n  id: 1\n", "One\n2\n", "- text: |\n    One\n    2\n  id: 1\n"),
        ("a.yaml", "- text: |\n    One\n  id: 1\n", "One\nTwo\n", "- text: |\n    One\n    Two\n  id: 1\n"),
        ("a.yaml", "- text: >-\n    One\n    two\n", "One 2", "- text: >-\n    One\n    2\n"),
        ("a.json", '[{"text": "\\ud83d\\ude00 hi"}]', "😀 ho!", '[{"text": "\\ud83d\\ude00 ho!"}]'),
        ("a.json", '[{"text": "\\u00e9"}]', "😀", '[{"text": "\\ud83d\\ude00"}]'),
        ("a.csv", "text,id\r\nHi,1\r\n", "Ho", "text,id\r\nHo,1\r\n"),
        ("a.csv", 'text\n"a ""b"" c"\n', 'a "b" d', 'text\n"a ""b"" d"\n'),
        ("a.txt", "one\r\n---\r\n", "two\nthree", "two\r\nthree\r\n---\r\n"),
        ("a.md", "---\nplatform: x\n---\nHi\n", "Ho\n\nhe", "---\nplatform: x\n---\nHo\n\nhe\n"),
        # Requoted, that scalar alone, where it can't.
        ("a.yaml", "- text: Hi # note\n", "Hi: you", '- text: "Hi: you" # note\n'),
        ("a.yaml", "- text: Hi\n", "12", '- text: "12"\n'),
        ("a.yaml", "- {text: Hi, id: a}\n", "Hi, you", '- {text: "Hi, you", id: a}\n'),
        ("a.yaml", "- text: 'Hi'\n", "Hi\nyou", '- text: "Hi\\nyou"\n'),
        ("a.csv", "text,id\nHi,1\n", "Hi, you", 'text,id\n"Hi, you",1\n'),
    ],
)  # fmt: skip
def test_the_smallest_change_is_made(name: str, before: str, new: str, after: str) -> None:
    assert rewrite(name, before, new) == after


def test_toml_keeps_its_quotes() -> None:
    page = "+++\nt = 'Hi' # a\nm = '''\nOne\ntwo'''\n+++\n"
    after = rewrite("a.md", page, "It's", "One\n2", fields={"text": ["t", "m"]})
    assert after == "+++\nt = \"It's\" # a\nm = '''\nOne\n2'''\n+++\n"


def test_only_the_parts_of_a_thread_that_changed() -> None:
    queue = "- parts: ['One', Two, \"Three\"]\n"
    assert rewrite("a.yaml", queue, "One\n\n2\n\nThree") == '- parts: [\'One\', "2", "Three"]\n'
    with pytest.raises(InputError, match="other parts than the thread"):
        rewrite("a.yaml", "- parts: [a, b]\n", "c\n\nd\n\ne")


def test_one_post_that_must_be_requoted_does_not_requote_the_others() -> None:
    queue = "- text: One\n- text: Two\n- text: Three\n"
    assert (
        rewrite("a.yaml", queue, "1a", "a: b #", "3a")
        == '- text: 1a\n- text: "a: b #"\n- text: 3a\n'
    )


def test_what_an_alias_repeats_is_refused() -> None:
    with pytest.raises(InputError, match=r"a\.yaml:1:12: this text is used by an alias"):
        rewrite("a.yaml", "- text: &t Hi\n- text: *t\n", "Ho", None)


def test_a_text_that_would_part_posts_is_refused() -> None:
    with pytest.raises(InputError, match="change it by hand"):
        rewrite("a.txt", "one\n", "one\n---\ntwo")


def test_permissions_mark_and_line_ends_stay(tmp_path: Path) -> None:
    path = tmp_path / "q.csv"
    path.write_bytes(b"\xef\xbb\xbftext;platform\r\nHi;x\r\n")
    path.chmod(0o640)
    file = read_file(str(path))
    (draft,) = read_posts(file, FileSpec()).drafts
    write_back(file, {draft: "Hö; all"})
    assert path.read_bytes() == b'\xef\xbb\xbftext;platform\r\n"H\xc3\xb6; all";x\r\n'
    assert path.stat().st_mode & 0o777 == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["q.csv"]


def test_a_file_that_changed_since_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Hi")
    file = read_file(str(path))
    (draft,) = read_posts(file, FileSpec()).drafts
    path.write_text("Somebody else was here")
    with pytest.raises(InputError, match="changed since it was read"):
        write_back(file, {draft: "Ho"})
    assert path.read_text() == "Somebody else was here"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]

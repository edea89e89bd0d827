"""What a standard writer wrote is read as it was, each character at its place, and written back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.model.report import Span
from postlint.sources.files import decode
from postlint.sources.posts import read_posts
from postlint.sources.spec import FileSpec
from postlint.sources.write_back import rewritten
from tests.sources.formats import FIELDS, standard, texts, writers

posts = st.lists(texts, min_size=1, max_size=4)


@pytest.mark.parametrize("name", writers)
@given(data=st.data())
def test_texts_and_places_are_exact(name: str, data: st.DataObject) -> None:
    wanted, write = data.draw(posts), data.draw(writers[name])
    bom = data.draw(st.sampled_from([b"", b"\xef\xbb\xbf"]))
    whole = write(wanted)
    wanted = standard(name, whole, wanted)
    file = decode(bom + whole.encode(), name, Path(name))
    reading = read_posts(file, FileSpec(fields=FIELDS.get(name, {})))
    assert not reading.faults
    assert [draft.post.text for draft in reading.drafts] == wanted
    for draft in reading.drafts:
        last = 0
        for offset, letter in enumerate(draft.post.text):
            start, end = draft.source(Span(offset, offset + 1))
            assert last <= start < end
            last = start
            raw = file.text[start:end]
            assert raw == letter or raw[0] in "\\'\"" or raw.isspace(), (letter, raw)
            line, column = file.place(start)
            lines = re.split(r"\r\n|\r|\n", file.text[:start])
            assert (line, column) == (len(lines), len(lines[-1]) + 1) or letter == "\n"
            assert file.data[file.byte(start) : file.byte(end)] == raw.encode()


@pytest.mark.parametrize("name", writers)
@given(data=st.data())
def test_writing_one_post_leaves_every_other_byte(name: str, data: st.DataObject) -> None:
    wanted, write, new = data.draw(posts), data.draw(writers[name]), data.draw(texts)
    which = data.draw(st.integers(0, len(wanted) - 1))
    whole = write(wanted)
    wanted = standard(name, whole, wanted)
    file = decode(whole.encode(), name, Path(name))
    spec = FileSpec(fields=FIELDS.get(name, {}))
    drafts = read_posts(file, spec).drafts
    after = rewritten(file, {drafts[which]: new}, spec)
    again = read_posts(decode(after, name, Path(name)), spec)
    assert [d.post.text for d in again.drafts] == [*wanted[:which], new, *wanted[which + 1 :]]
    node = drafts[which].slots[0].node
    assert node is not None
    head, tail = file.text[: node.start].encode(), file.text[node.end :].encode()
    assert after.startswith(head)
    assert after.endswith(tail)


@given(parts=st.lists(texts, min_size=1, max_size=4), data=st.data())
def test_bare_texts_parted_by_lines(parts: list[str], data: st.DataObject) -> None:
    parts = [part.strip() for part in parts if "---" not in part.split("\n")]
    parts = [part for part in parts if part]
    file = decode("\n---\n".join(parts).encode(), "posts.txt", Path("posts.txt"))
    drafts = read_posts(file, FileSpec()).drafts
    assert [draft.post.text for draft in drafts] == parts or len(parts) <= 1
    if len(parts) > 1:
        which = data.draw(st.integers(0, len(parts) - 1))
        after = rewritten(file, {drafts[which]: "Which one?"})
        assert after.decode() == "\n---\n".join([*parts[:which], "Which one?", *parts[which + 1 :]])

"""Which posts a file holds, and what their fields mean."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest

from postlint.model.report import Span
from postlint.sources.draft import Draft
from postlint.sources.files import decode
from postlint.sources.posts import Reading, read_posts
from postlint.sources.spec import FileSpec


def read(name: str, text: str, **spec: Any) -> Reading:
    return read_posts(decode(text.encode("utf-8", "surrogatepass"), name, None), FileSpec(**spec))


def texts(reading: Reading) -> list[str]:
    assert not reading.faults, reading.faults
    return [draft.post.text for draft in reading.drafts]


def spot(draft: Draft, word: str) -> tuple[int, int]:
    """Return line and column of a word of the post in its file."""
    start = draft.post.text.index(word)
    found = draft.range(Span(start, start + len(word)))
    return found.line, found.column


def test_a_text_file_is_one_post() -> None:
    assert texts(read("a.txt", "Hello\n\nthere\n")) == ["Hello\n\nthere"]


def test_lines_of_dashes_part_posts() -> None:
    reading = read("a.txt", "one\n\n---\n\ntwo 😀 here\n---\n---\n")
    assert texts(reading) == ["one", "two 😀 here"]
    assert spot(reading.drafts[1], "here") == (5, 7)


def test_the_body_of_a_page_is_a_post_with_the_fields_of_its_front_matter() -> None:
    page = "---\nplatform: linkedin\nstatus: draft\nscheduled_at: 2027-01-31 09:30\n---\n\nHello *all*\n"
    reading = read("a.md", page)
    assert texts(reading) == ["Hello *all*"]
    post = reading.drafts[0].post
    assert (post.platform, post.status) == ("linkedin", "draft")
    assert post.scheduled_at == datetime(2027, 1, 31, 9, 30, tzinfo=timezone.utc)
    assert spot(reading.drafts[0], "*all*") == (7, 7)


@pytest.mark.parametrize(
    "page",
    [
        "---\ntweet: Hi you\nsocial:\n  linkedin:\n    - Long one\n    - 'It''s two'\n---\nArticle\n",
        '+++\ntweet = "Hi \\u0079ou"\n[social]\nlinkedin = ["""\nLong one""", \'It\'\'s two\']\n+++\nArticle',
    ],
)
def test_chosen_fields_of_a_front_matter_are_posts(page: str) -> None:
    page = page.replace("'It''s two']", '"It\'s two"]')
    reading = read("a.md", page, fields={"text": {"tweet": "x", "social.linkedin": "linkedin"}})
    assert texts(reading) == ["Hi you", "Long one", "It's two"]
    assert [draft.post.platform for draft in reading.drafts] == ["x", "linkedin", "linkedin"]


def test_a_page_that_begins_with_a_rule_has_no_front_matter() -> None:
    assert texts(read("a.md", "---\nHello\n")) == ["---\nHello"]


@pytest.mark.parametrize(
    "queue",
    [
        "- text: One\n- text: Two\n",
        "posts:\n  - {text: One}\n  - {text: Two}\n",
        "week 1:\n  monday: {text: One}\n  friday:\n    text: Two\n",
        "text: One\n---\ntext: Two\n",
        "base: &base {platform: x}\nposts:\n - {<<: *base, text: One}\n - {text: Two}\n",
    ],
)
def test_a_queue_is_a_list_or_map_of_posts_at_any_path(queue: str) -> None:
    assert texts(read("q.yaml", queue)) == ["One", "Two"]


def test_json_and_json_lines() -> None:
    assert texts(read("q.json", '{"a": [{"text": "One"}, {"copy": "Two"}]}')) == ["One", "Two"]
    assert texts(read("q.jsonl", '{"text": "One"}\n\n{"text": "Two"}\n')) == ["One", "Two"]


def test_at_names_the_place_of_the_posts() -> None:
    queue = "drafts: [{text: Not}]\nqueue: {posts: [Plain, {text: Yay}]}\n"
    assert texts(read("q.yaml", queue, at="queue.posts")) == ["Plain", "Yay"]


def test_escapes_of_json_count_as_one_character() -> None:
    reading = read("q.json", '[{"text": "\\ud83d\\ude00 \\u00e9\\n\\"hi\\" you"}]')
    assert texts(reading) == ['😀 é\n"hi" you']
    assert spot(reading.drafts[0], "you") == (1, 40)


def test_surrogate_pairs_in_yaml_mean_what_json_means() -> None:
    reading = read("q.yaml", '- {text: "\\ud83d\\ude00 hi"}\n')
    assert texts(reading) == ["😀 hi"]
    assert spot(reading.drafts[0], "hi") == (1, 24)


def test_block_scalars_and_aliases() -> None:
    queue = (
        "- text: &t >-\n    Some words\n    go on\n\n    and on\n- text: *t\n- text: |+2\n    x\n"
    )
    reading = read("q.yaml", queue.replace("|+2\n    x", "|\n      two\n       three"))
    assert texts(reading) == ["Some words go on\nand on"] * 2 + ["two\n three\n"]
    assert spot(reading.drafts[0], "go") == (3, 5)
    assert spot(reading.drafts[1], "and") == (5, 5)
    assert spot(reading.drafts[2], "three") == (9, 8)


def test_tables_as_schedulers_write_them() -> None:
    table = '\ufeffText;Scheduled At;Network\r\n"He said ""hi"";\r\nbye";2027-01-31T10:00;Twitter\r\n\r\nTwo;;\r\n'
    reading = read("q.csv", table)
    assert texts(reading) == ['He said "hi";\r\nbye', "Two"]
    assert [draft.post.platform for draft in reading.drafts] == ["x", "generic"]
    assert spot(reading.drafts[0], "bye") == (3, 1)
    assert spot(reading.drafts[0], ";") == (2, 16)


def test_tables_without_a_header() -> None:
    reading = read(
        "q.tsv", "2027-01-31\tHello\thttps://a.example\n", fields={"text": 2, "scheduled_at": 1}
    )
    assert texts(reading) == ["Hello"]


def test_a_thread_is_one_post_of_its_parts() -> None:
    reading = read(
        "q.yaml",
        "- parts: [One two, Three]\n  platform: x\n- thread:\n  - {text: A}\n  - {text: B}\n",
    )
    assert texts(reading) == ["One two\n\nThree", "A\n\nB"]
    assert reading.drafts[0].post.parts == ("One two", "Three")
    assert spot(reading.drafts[0], "Three") == (1, 20)


def test_of_several_platforms_the_tightest_limit_counts() -> None:
    reading = read("q.yaml", f"- text: {'word ' * 60}\n  platforms: [linkedin, x, mastodon]\n")
    assert reading.drafts[0].post.platform == "x"
    assert reading.drafts[0].platforms == ("linkedin", "x", "mastodon")


def test_fields_are_mapped() -> None:
    queue = "- {body copy: Hi, net: x, meta: {when: 2027-01-31}, images: [{src: a.png, alt: A cat}], poll: [a, b]}\n"
    fields = {"text": "body copy", "platform": "net", "scheduled_at": "meta.when"}
    post = read("q.yaml", queue, fields=fields).drafts[0].post
    assert post.platform == "x"
    assert post.scheduled_at == datetime(2027, 1, 31, 23, 59, tzinfo=timezone.utc)
    assert post.media[0].alt == "A cat"
    assert post.poll == ("a", "b")


def test_only_what_is_plainly_a_post() -> None:
    for queue in (
        "text: hi",
        "name: x\ntext: hi",
        "status: 200\ntext: hi",
        "platform: linux\ntext: hi",
    ):
        assert texts(read("q.yaml", queue, plain=True)) == []
    for queue in (
        "{text: hi, platform: x}",
        "{text: hi, status: draft}",
        "{copy: hi, publish_at: 2027-01-01}",
    ):
        assert texts(read("q.yaml", queue, plain=True)) == ["hi"]
    assert texts(read("a.md", "---\ntitle: x\ndate: 2027-01-01\n---\nhi", plain=True)) == []
    assert texts(read("a.md", "---\nplatform: x\n---\nhi", plain=True)) == ["hi"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.yaml", "a: [1\nb: 2", "a.yaml:2:2: not valid YAML"),
        ("a.yaml", "- text: hi\n- text: b\x01\n", "a.yaml:2:10: not valid YAML: the character U+0001"),
        ("a.yaml", "- text: hi\n  text: you\n", "a.yaml:2:3: the key 'text' stands twice"),
        ("a.yaml", "a: &a [*a]\n", "a.yaml:1:4: an alias stands inside what it repeats"),
        ("a.yaml", "a: !!python/object:os.system x\n", "a.yaml:1:4: not valid YAML: could not determine"),
        ("a.yaml", "- {text: hi, platform: blusky}", "a.yaml:1:24: unknown platform 'blusky'; did you mean 'bluesky'?"),
        ("a.yaml", "- {text: hi, status: publishd}", "a.yaml:1:22: unknown status 'publishd'; did you mean 'published'?"),
        ("a.yaml", "- {text: hi, scheduled_at: soon}", "a.yaml:1:28: expected a time such as"),
        ("a.yaml", "- {text: 12, platform: x, parts: [a, 3]}", "a.yaml:1:38: expected text, not 3"),
        ("a.json", '{"text": "a\n"}', "a.json:1:12: not valid JSON: Invalid control character"),
        ("a.json", "[" * 5000, "a.json:1:102: nested more than 100 deep"),
        ("a.yaml", "[" * 5000, "nested more than 100 deep"),
        ("a.csv", 'text,platform\nHi,x\n"Buy,x\nmore,x\n', "a.csv:3:1: not valid CSV: this quote is never closed"),
        ("a.csv", 'text,platform\n"Hi"you,x\n', "a.csv:2:5: not valid CSV: text after the closing quote"),
        ("a.md", "+++\na = 1\nb = \n+++\n", "a.md:3:5: not valid TOML"),
        ("a.md", "+++\na = 1\n", "a.md:1:1: this front matter is never closed"),
        ("a.md", "+++\na=" + "[" * 5000 + "\n+++\n", "nested more than 100 deep"),
    ],
)  # fmt: skip
def test_a_fault_names_its_place(name: str, text: str, said: str) -> None:
    (fault,) = read(name, text).faults
    assert said in str(fault)


def test_a_faulty_record_does_not_hide_the_others() -> None:
    reading = read("a.yaml", "- {text: hi, status: publishd}\n- {text: you}\n")
    assert len(reading.faults) == 1
    assert [draft.post.text for draft in reading.drafts] == ["you"]


def test_aliases_of_aliases_cost_nothing() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(f"a{i + 1}: &a{i + 1} [{', '.join([f'*a{i}'] * 9)}]\n" for i in range(30))
    (fault,) = read("bomb.yaml", bomb + "posts: [{text: hi}]\n").faults
    assert "bomb.yaml:1:" in str(fault)
    assert "aliases of aliases" in str(fault)
    merged = "b0: &b0 {k: 1}\n"
    merged += "".join(
        f"b{i + 1}: &b{i + 1} {{<<: [{', '.join([f'*b{i}'] * 9)}]}}\n" for i in range(30)
    )
    assert texts(read("bomb.yaml", merged)) == []

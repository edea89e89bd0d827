"""Random posts put into each format by a standard writer."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence

import yaml
from hypothesis import strategies as st

PIECES = [
    "Buy now!", "which one?", "😀", "👩‍👩‍👧‍👦", "🇩🇪", "é", "e\u0301", "\r\n", "\n", "\n\n", "\u2028", "\u2029",
    "\x85", "\t", " ", "  ", "'", '"', "''", '""', "\\", "\\n", "#tag", " # no comment", ": ", "- ", "|", ">",
    "{", "}", "[", "]", ",", ";", "&amp", "*it", "%", "@ana", "!", "word " * 20, "\xa0", "yes", "12", "\u202e",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=10).map("".join)
texts |= st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30)
texts = texts.filter(lambda text: text.strip() != "")

Writer = Callable[[Sequence[str]], str]


def yaml_writer(style: str | None, unicode: bool, width: int, flow: bool, end: str) -> Writer:
    def write(posts: Sequence[str]) -> str:
        data = {"posts": [{"text": text, "platform": "x"} for text in posts]}
        return yaml.safe_dump(
            data, default_style=style, allow_unicode=unicode, width=width,
            default_flow_style=flow, line_break=end,
        )  # fmt: skip

    return write


def json_writer(ascii_only: bool, indent: int | None) -> Writer:
    def write(posts: Sequence[str]) -> str:
        data = {"posts": [{"text": text, "platform": "x"} for text in posts]}
        return json.dumps(data, ensure_ascii=ascii_only, indent=indent)

    return write


def csv_writer(delimiter: str, quote_all: bool) -> Writer:
    def write(posts: Sequence[str]) -> str:
        out = io.StringIO(newline="")
        quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
        writer = csv.writer(out, delimiter=delimiter, quoting=quoting)
        writer.writerows([["text", "platform"], *([text, "x"] for text in posts)])
        return out.getvalue()

    return write


def toml_string(text: str) -> str:
    """Return a TOML basic string; JSON's is one but for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_writer(end: str) -> Writer:
    def write(posts: Sequence[str]) -> str:
        listed = ",\n ".join(toml_string(text) for text in posts)
        return f'+++\nplatform = "x"\ntweet = [ # all\n {listed},\n]\n+++\n'.replace("\n", end)

    return write


def front_matter_writer(style: str | None) -> Writer:
    def write(posts: Sequence[str]) -> str:
        data = {"platform": "x", "tweet": list(posts)}
        return (
            "---\n"
            + yaml.safe_dump(data, default_style=style, allow_unicode=True)
            + "\n---\nBody\n"
        )

    return write


ends = st.sampled_from(["\n", "\r\n"])
writers: dict[str, st.SearchStrategy[Writer]] = {
    "q.yaml": st.builds(
        yaml_writer, st.sampled_from([None, "'", '"', "|", ">"]), st.booleans(),
        st.sampled_from([20, 80, 1000]), st.booleans(), ends,
    ),
    "q.json": st.builds(json_writer, st.booleans(), st.sampled_from([None, 2])),
    "q.csv": st.builds(csv_writer, st.sampled_from([",", ";"]), st.booleans()),
    "q.tsv": st.builds(csv_writer, st.just("\t"), st.booleans()),
    "toml.md": st.builds(toml_writer, ends),
    "yaml.md": st.builds(front_matter_writer, st.sampled_from([None, "'", '"', "|", ">"])),
}  # fmt: skip
FIELDS = {"toml.md": {"text": "tweet"}, "yaml.md": {"text": "tweet"}}


def standard(name: str, text: str, posts: list[str]) -> list[str]:
    """Return the texts as the standard parser reads them: PyYAML does not write U+0085 safely."""
    if name == "q.yaml":
        return [post["text"] for post in yaml.safe_load(text)["posts"]]
    if name == "yaml.md":
        return list(yaml.safe_load(text.split("---\n")[1])["tweet"])
    return posts

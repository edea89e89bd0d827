"""The tagger's runtime: golden verdicts, equality alone and batched, damaged weights."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from postlint.text import tagger as module
from postlint.text.tagger import (
    SPACE,
    ModelError,
    OwnTagger,
    Tag,
    Tagger,
    load,
    parse_label,
    rows,
    shape,
)

MODEL = Path(module.__file__).with_name("tagger_model")
GOLDEN = yaml.safe_load(Path(__file__).with_name("golden_tags.yaml").read_text("utf-8"))["posts"]
TAGGER = Tagger()


def written(tag: Tag) -> str:
    return "/".join(part for part in (tag.pos, tag.mood, tag.verbform) if part)


@pytest.mark.parametrize("post", GOLDEN, ids=lambda post: " ".join(post["words"][:4]))
def test_verdicts_are_those_of_every_platform(post: dict[str, str]) -> None:
    [tags] = TAGGER.tag_batch([post["words"]])
    assert " ".join(map(written, tags)) == post["tags"]


def test_alone_and_batched_are_equal() -> None:
    posts = [post["words"] for post in GOLDEN]
    assert TAGGER.tag_batch(posts) == [TAGGER.tag_batch([post])[0] for post in posts]
    assert TAGGER.tag_batch(posts[::-1])[::-1] == TAGGER.tag_batch(posts)


@given(st.lists(st.text(max_size=8), max_size=12))
@settings(max_examples=150, deadline=None)
def test_any_words_get_a_tag_each_and_always_the_same(words: list[str]) -> None:
    [tags] = TAGGER.tag_batch([words])
    assert len(tags) == len(words)
    assert Tagger().tag_batch([["before", "it"], words])[1] == tags


def test_a_long_post_is_tagged_in_pieces_without_seams(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [word for post in GOLDEN for word in post["words"]]
    whole = TAGGER.tag_batch([words])
    for chunk in (1, 3, 7):
        monkeypatch.setattr(module, "CHUNK", chunk)
        assert TAGGER.tag_batch([words]) == whole


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_REMEMBERED", 5)
    own = OwnTagger()
    before = own.tag(["Shop", "the", "sale"])
    own.tag([f"word{i}" + "x" * i for i in range(200)])
    assert len(own.network.known) <= 5
    assert own.tag(["Shop", "the", "sale"]) == before


def test_blanks_are_no_context_but_line_breaks_are() -> None:
    plain, spaced = TAGGER.tag_batch([["Shop", "now"], ["Shop", "  ", "now", ""]])
    assert [spaced[0], spaced[2]] == plain
    assert spaced[1] == spaced[3] == SPACE
    unix, windows = TAGGER.tag_batch([["Hi", "\n", "Shop"], ["Hi", "\r\n\r\n", "Shop"]])
    assert unix == windows
    assert unix[1].pos == "SPACE"


def test_nothing_to_tag() -> None:
    assert TAGGER.tag_batch([]) == []
    assert TAGGER.tag_batch([[], ["", " "]]) == [[], [SPACE, SPACE]]


def test_spellings_that_mean_nothing_do_not_matter() -> None:
    first, second = TAGGER.tag_batch(
        [
            ["soooo", "good", "@anna", "https://a.example/1"],
            ["sooooo", "good", "@b", "http://b.example"],
        ]
    )
    assert first == second


def test_the_weights_match_their_checksum_and_size() -> None:
    about = json.loads((MODEL / "model.json").read_text("utf-8"))
    weights = (MODEL / "weights.npz").read_bytes()
    assert hashlib.sha256(weights).hexdigest() == about["sha256"]
    assert len(weights) <= 1_500_000
    assert {path.name for path in MODEL.iterdir() if path.is_file()} == {
        "LICENSE",
        "NOTICE",
        "metrics.json",
        "model.json",
        "weights.npz",
    }
    assert all(array.dtype == "float16" for array in load(MODEL)[1].values())


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(MODEL, tmp_path / "model"))
    weights = bytearray((folder / "weights.npz").read_bytes())
    weights[len(weights) // 2] ^= 1
    (folder / "weights.npz").write_bytes(weights)
    with pytest.raises(ModelError, match=r"damaged.*reinstall postlint"):
        OwnTagger(folder)


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"model\.json.*reinstall postlint"):
        OwnTagger(tmp_path)


def test_an_unknown_pipeline_is_named() -> None:
    with pytest.raises(ModelError, match="'en_no_such_thing' is not installed"):
        Tagger("en_no_such_thing").tag_batch([["Hello"]])


def test_another_pipeline_only_tags(tmp_path: Path) -> None:
    import spacy

    nlp = spacy.blank("en")
    ruler: Any = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "shop"}]], {"POS": "VERB", "MORPH": "VerbForm=Inf"})
    ruler.add([[{"LOWER": "to"}]], {"POS": "PART"})
    nlp.to_disk(tmp_path / "pipeline")
    tagger = Tagger(str(tmp_path / "pipeline"))
    [tags] = tagger.tag_batch([["Shop", "to", "\n", "shop", "\ud800"]])
    assert tags[0] == Tag("VERB", "Imp", "Fin")
    assert tags[1].pos == "PART"
    assert tags[3] == Tag("VERB", "Imp", "Fin")
    [tags] = tagger.tag_batch([["to", "shop"]])
    assert tags[1] == Tag("VERB", "", "Inf")


def test_loading_is_lazy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "load", lambda folder: pytest.fail("loaded"))
    Tagger()


def test_labels_shapes_and_rows() -> None:
    assert parse_label("VERB|Mood=Imp|VerbForm=Fin") == Tag("VERB", "Imp", "Fin")
    assert parse_label("NOUN|Number=Sing") == Tag("NOUN")
    assert shape("Pre-order2") == "Xxx-xxxxd"
    assert shape("WONDERFUL") == "XXXX"
    found = rows("Shop", [10, 20, 30, 40])
    assert found.shape == (4, 4)
    assert found[0].max() < 10 <= found[1].min()
    assert found[3].max() < 100

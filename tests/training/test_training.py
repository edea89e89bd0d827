"""The training code on sentences written here: reading, mapping, augmentation, export."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest

from training.ark import agree, split
from training.augment import augment, epoch, load_slang
from training.calls import IMPERATIVE, load_calls
from training.clauses import clauses
from training.corpus import read_corpus, words_of
from training.data import NEWLINE, Sentence, read_ark, read_conllu
from training.draw import Start, draw
from training.evaluate import evaluate, ordinary
from training.mood import wilson
from training.network import Plan, Size, train
from training.tagger import export, exported, metrics

HERE = Path(__file__).parents[2] / "training"
SLANG = load_slang(HERE / "slang.yaml")
CALLS = load_calls(HERE / "calls.yaml")
FIN = "VERB|Mood=Ind|Tense=Pres|VerbForm=Fin"
BIRDS = Sentence(("Birds", "sing", "."), ("NOUN", FIN, "PUNCT"))
PLEASE = Sentence(("Please", "sing", "!"), ("INTJ", IMPERATIVE, "PUNCT"))

CONLLU = """\
# sent_id = 1
# text = Don't sing
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVB\tMood=Imp|Person=2|VerbForm=Fin\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\tPolarity=Neg\t3\tadvmod\t_\t_
3\tsing\tsing\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\t_
3.1\tsing\tsing\tVERB\tVB\t_\t_\t_\t_\t_

1\tBirds\tbird\tNOUN\tNNS\tNumber=Plur\t0\troot\t_\t_
"""


def test_conllu_by_word_with_the_features_that_count(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    first, second = read_conllu(path)
    assert first.words == ("Do", "n't", "sing")
    assert first.labels == ("AUX|Mood=Imp|VerbForm=Fin", "PART", "VERB|VerbForm=Inf")
    assert first.calls
    assert second == Sentence(("Birds",), ("NOUN",))


def test_ark_rows_may_begin_with_a_hash(tmp_path: Path) -> None:
    path = tmp_path / "ark"
    path.write_text("#birds\t#\nsing\tV\n\nyes\t!\n", encoding="utf-8")
    assert [tweet.words for tweet in read_ark(path)] == [("#birds", "sing"), ("yes",)]


def test_ark_tags_and_a_first_model_must_agree() -> None:
    tweet = Sentence(("I'm", "singing", "Wow", "it", "4eva"), ("L", "V", "!", "O", "G"))
    allowed = split(tweet, words_of)
    assert allowed.words == ("I", "'m", "singing", "Wow", "it", "4eva")
    guesses = ["PRON", "NOUN", "VERB|Tense=Pres|VerbForm=Part", "NOUN", "NOUN", "NOUN"]
    labels = agree(allowed, guesses).labels
    assert labels == ("PRON", None, "VERB|Tense=Pres|VerbForm=Part", "INTJ", None, None)


def test_augmentation_keeps_words_and_labels_together() -> None:
    rng = random.Random(3)
    seen = set()
    for _ in range(300):
        words, labels = augment(PLEASE, BIRDS, SLANG, rng)
        assert len(words) == len(labels)
        for word, label in zip(words, labels, strict=True):
            assert (label == NEWLINE) == (word == "\n")
            if label == IMPERATIVE:
                assert word.lower().lstrip("#") == "sing"
        seen |= set(words)
    assert {"sing", "SING", "\n", "@user", "#FF", "pls", "RT"} <= seen


def test_an_epoch_repeats_imperatives_and_is_the_same_for_a_seed() -> None:
    sentences = [BIRDS, PLEASE] * 50
    one, two = (epoch(sentences, SLANG, CALLS, random.Random(5)) for _ in range(2))
    assert one == two
    assert len(one) == 50 + 2 * 50 + 500
    assert epoch([], SLANG, CALLS, random.Random(5)) == []


def test_made_calls_are_labelled() -> None:
    rng = random.Random(1)
    made = [CALLS.make(rng) for _ in range(500)]
    assert 200 < sum(sentence.calls for sentence in made) < 450
    for sentence in made:
        assert all(label is None or label.split("|")[0].isupper() for label in sentence.labels)
        assert not any("{" in word for word in sentence.words)


def test_clauses_begin_at_a_word() -> None:
    text = "@a: #b Look up! The moon, and then tea \n- 3 cups: https://x.example"
    assert [text[start:end] for start, end in clauses(text)] == [
        "Look up!",
        "The moon",
        "and then tea",
        "3 cups",
    ]


def test_drawing_is_by_seed_and_one_a_post() -> None:
    starts = [Start(f"p{i % 40}", i, i + 1, i % 2 == 0) for i in range(400)]
    chosen = draw(starts)
    assert chosen == draw(starts)
    assert len({start.post for start in chosen}) == len(chosen)


def test_evaluation_counts_ordinary_words() -> None:
    def predict(posts: object) -> list[list[str]]:
        return [["INTJ", IMPERATIVE, "NOUN"], [IMPERATIVE, FIN, "PUNCT"]]

    figures = evaluate(predict, [PLEASE, BIRDS])
    assert list(figures) == pytest.approx([6, 66.67, 50.0, 100.0])
    assert [ordinary(w) for w in ("@USER1", "#x", "URL12", "RT", "#", "bird")] == [False] * 4 + [
        True
    ] * 2
    low, high = wilson(9, 10)
    assert 0.59 < low < 0.60
    assert 0.98 < high < 0.99


def test_training_learns_exports_and_reads_back(tmp_path: Path) -> None:
    labels = ["NOUN", FIN, IMPERATIVE, "INTJ", "PUNCT"]
    size = Size(width=16, depth=2, tables=(64, 64, 64, 64), dropout=0.0)
    trained = train(
        labels, lambda rng: [BIRDS, PLEASE] * 20, size, Plan(epochs=12, words=60), seed=0
    )
    export(trained, tmp_path)
    words = [BIRDS.words, PLEASE.words]
    expected = [["NOUN", FIN, "PUNCT"], ["INTJ", IMPERATIVE, "PUNCT"]]
    assert trained.predict(words) == expected
    assert exported(tmp_path)(words) == [
        ["NOUN", "VERB", "PUNCT"],
        ["INTJ", "VERB|Mood=Imp", "PUNCT"],
    ]
    figures = {"ewt_test": evaluate(exported(tmp_path), [PLEASE])}
    assert metrics([figures, figures])["mean"]["ewt_test"]["upos"] == 100.0


TREEBANK = os.environ.get("POSTLINT_TREEBANK")


@pytest.mark.skipif(not TREEBANK, reason="POSTLINT_TREEBANK names no treebank folder")
def test_the_shipped_metrics_are_those_of_the_shipped_weights() -> None:
    model = Path(__file__).parents[2] / "postlint" / "text" / "tagger_model"
    shipped = json.loads((model / "metrics.json").read_text("utf-8"))
    figures = evaluate(exported(model), read_corpus(Path(TREEBANK or "")).test)
    assert figures.upos == pytest.approx(shipped["each"][0]["ewt_test"]["upos"], abs=0.01)
    assert shipped["mean"]["ewt_test"]["upos"] >= 94.0
    assert shipped["mean"]["tweebank_test_ordinary"]["upos"] >= 90.0

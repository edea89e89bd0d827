"""Train, measure and export: ``python -m training.tagger --treebank DIR --out DIR``.

Trains one network per seed; the first seed's is exported, figures are given for each and as a
mean. They are measured with the exported half-precision weights and the code that runs in
postlint. Set OMP_NUM_THREADS=1, BLIS_NUM_THREADS=1 and OPENBLAS_NUM_THREADS=1.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from postlint.text.tagger import OwnTagger
from training.augment import epoch, load_slang
from training.calls import load_calls
from training.corpus import Corpus, map_ark, read_corpus
from training.data import Sentence
from training.evaluate import Figures, Predict, evaluate, ordinary
from training.network import Plan, Size, Trained, train

SEEDS = (0, 1, 2)
FIRST_PLAN = Plan(epochs=4)
ARK_REPEATED = 2


def export(trained: Trained, folder: Path) -> None:
    """Write ``weights.npz`` and ``model.json``; the latter holds the checksum of the former."""
    folder.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    np.savez(buffer, **trained.arrays())  # type: ignore[arg-type]
    weights = buffer.getvalue()
    (folder / "weights.npz").write_bytes(weights)
    about = {
        "sha256": hashlib.sha256(weights).hexdigest(),
        "tables": list(trained.size.tables),
        "labels": trained.labels,
    }
    (folder / "model.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def exported(folder: Path) -> Predict:
    """Prediction as in postlint, with the weights in a folder."""
    tagger = OwnTagger(folder)

    def predict(posts: Sequence[Sequence[str]]) -> list[list[str]]:
        return [
            [tag.pos + ("|Mood=Imp" if tag.mood == "Imp" else "") for tag in tagger.tag(words)]
            for words in posts
        ]

    return predict


def measure(predict: Predict, corpus: Corpus) -> dict[str, Figures]:
    """The figures that are reported; Tweebank has parts of speech only."""
    return {
        "ewt_dev": evaluate(predict, corpus.dev),
        "ewt_test": evaluate(predict, corpus.test),
        "tweebank_test_ordinary": evaluate(predict, corpus.tweebank, ordinary),
        "tweebank_test_all": evaluate(predict, corpus.tweebank),
    }


def metrics(by_seed: Sequence[dict[str, Figures]]) -> dict[str, Any]:
    """Mean over the seeds, and every seed's own; imperatives only where they are annotated."""

    def plain(name: str, figures: Figures) -> dict[str, float]:
        rounded = {field: round(value, 2) for field, value in figures._asdict().items()}
        if name.startswith("tweebank"):
            rounded = {field: rounded[field] for field in ("words", "upos")}
        return rounded

    names = list(by_seed[0])
    count = len(by_seed)
    means = {
        name: Figures(
            by_seed[0][name].words,
            *(sum(seed[name][i] for seed in by_seed) / count for i in range(1, 4)),
        )
        for name in names
    }
    return {
        "unit": "per cent; gold words",
        "seeds": list(SEEDS[: len(by_seed)]),
        "shipped_seed": SEEDS[0],
        "mean": {name: plain(name, figures) for name, figures in means.items()},
        "each": [{name: plain(name, seed[name]) for name in names} for seed in by_seed],
    }


def run(treebank: Path, out: Path, size: Size, plan: Plan, seeds: Sequence[int]) -> None:
    """Train the first model, map ARK with it, then train and measure each seed."""
    corpus = read_corpus(treebank)
    here = Path(__file__).parent
    slang, calls = load_slang(here / "slang.yaml"), load_calls(here / "calls.yaml")

    def epochs(sentences: Sequence[Sentence]) -> Callable[[random.Random], list[Sentence]]:
        return lambda rng: epoch(sentences, slang, calls, rng)

    started = time.perf_counter()
    first = train(corpus.labels, epochs(corpus.train), size, FIRST_PLAN, seed=0)
    sentences = corpus.train + map_ark(corpus.ark, first.predict) * ARK_REPEATED
    results = []
    for seed in seeds:
        trained = train(corpus.labels, epochs(sentences), size, plan, seed)
        with tempfile.TemporaryDirectory() as scratch:
            folder = out if seed == seeds[0] else Path(scratch)
            export(trained, folder)
            results.append(measure(exported(folder), corpus))
        print(f"seed {seed}: {time.perf_counter() - started:.0f} s", results[-1], flush=True)
    text = json.dumps(metrics(results), indent=1) + "\n"
    (out / "metrics.json").write_text(text, encoding="utf-8")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebank", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seeds", type=int, default=len(SEEDS), help="how many of 0, 1, 2")
    options = parser.parse_args()
    run(options.treebank, options.out, Size(), Plan(), SEEDS[: options.seeds])


if __name__ == "__main__":
    main()

"""The network in thinc, for training: the layers of :class:`postlint.text.tagger.Network`."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from thinc.api import (
    Adam,
    Maxout,
    Model,
    Softmax_v2,
    chain,
    expand_window,
    fix_random_seed,
    residual,
    with_array,
)

from postlint.text.tagger import rows
from training.data import Sentence

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


class Size(NamedTuple):
    """Width of the network, number of context layers, rows of the four tables."""

    width: int = 64
    depth: int = 2
    tables: tuple[int, ...] = (3500, 1750, 1750, 1750)
    dropout: float = 0.25


class Plan(NamedTuple):
    """How long and in what steps to train."""

    epochs: int = 8
    words: int = 500
    """Words in a batch."""
    rate: float = 0.002
    """Learning rate, falling to a tenth in a straight line."""


def _embed(width: int, tables: Sequence[int]) -> Model[Any, Any]:
    """Sum four rows of each table; input (words, tables, 4), output (words, tables x width)."""

    def forward(
        model: Model[Any, Any], x: Ints, is_train: bool
    ) -> tuple[Floats, Callable[..., Ints]]:
        table: Any = model.get_param("E")
        y = table[x].sum(axis=2).reshape(len(x), -1)

        def backward(dy: Floats) -> Ints:
            gradient: Any = model.ops.alloc2f(*table.shape)
            spread = np.repeat(dy.reshape(-1, width), 4, axis=0)
            ops: Any = model.ops
            ops.scatter_add(gradient, x.reshape(-1).astype("i"), spread)
            model.inc_grad("E", gradient)
            return x

        return y, backward

    def init(model: Model[Any, Any], X: Any = None, Y: Any = None) -> None:  # noqa: N803
        shape = (sum(tables), width)
        table: Any = np.random.uniform(-0.1, 0.1, shape).astype(np.float32)
        model.set_param("E", table)

    return Model(
        "row_embed",
        forward,
        init=init,
        params={"E": None},
        dims={"nO": width * len(tables)},
    )


def build(size: Size, labels: int) -> Model[Any, Any]:
    """An untrained network: lists of row arrays in, lists of label probabilities out."""
    width = size.width

    def mixer(inputs: int) -> Model[Any, Any]:
        return Maxout(width, inputs, nP=3, dropout=size.dropout, normalize=True)

    layers = [
        residual(chain(expand_window(window_size=1), mixer(width * 3))) for _ in range(size.depth)
    ]
    model: Model[Any, Any] = chain(
        with_array(chain(_embed(width, size.tables), mixer(width * len(size.tables)))),
        with_array(chain(*layers), pad=size.depth),
        with_array(Softmax_v2(labels, width)),
    )
    return model


class Encoder:
    """Row numbers of words, remembered, since the same words come again in every epoch."""

    def __init__(self, tables: Sequence[int]) -> None:
        self._tables = tables
        self._known: dict[str, Ints] = {}

    def __call__(self, words: Sequence[str]) -> Ints:
        found = []
        for word in words:
            if word not in self._known:
                self._known[word] = rows(word, self._tables)
            found.append(self._known[word])
        return np.stack(found)


def batches(sentences: Sequence[Sentence], words: int) -> Iterator[list[Sentence]]:
    """Cut into batches of about so many words."""
    batch: list[Sentence] = []
    count = 0
    for sentence in sentences:
        batch.append(sentence)
        count += len(sentence.words)
        if count >= words:
            yield batch
            batch, count = [], 0
    if batch:
        yield batch


class Trained(NamedTuple):
    """A network with its averaged weights in place, and its labels in order."""

    model: Model[Any, Any]
    labels: list[str]
    size: Size

    def predict(self, posts: Sequence[Sequence[str]]) -> list[list[str]]:
        """The likeliest label for every word."""
        encode = Encoder(self.size.tables)
        found: list[list[str]] = []
        for start in range(0, len(posts), 64):
            inputs = [encode(words) for words in posts[start : start + 64]]
            found += [
                [self.labels[i] for i in scores.argmax(axis=1)]
                for scores in self.model.predict(inputs)
            ]
        return found

    def arrays(self) -> dict[str, NDArray[np.float16]]:
        """The weights by the names that the run time expects, in half precision."""
        found: dict[str, Any] = {
            "embed": next(n for n in self.model.walk() if n.name == "row_embed").get_param("E")
        }
        maxouts = [node for node in self.model.walk() if node.name == "maxout"]
        norms = [node for node in self.model.walk() if node.name == "layernorm"]
        names = ["mix", *(f"layer{i}" for i in range(len(maxouts) - 1))]
        for name, maxout, norm in zip(names, maxouts, norms, strict=True):
            found[f"{name}_W"], found[f"{name}_b"] = maxout.get_param("W"), maxout.get_param("b")
            found[f"{name}_G"], found[f"{name}_B"] = norm.get_param("G"), norm.get_param("b")
        softmax = next(node for node in self.model.walk() if node.name == "softmax")
        found["out_W"], found["out_b"] = softmax.get_param("W"), softmax.get_param("b")
        return {name: array.astype(np.float16) for name, array in found.items()}


def train(
    labels: Sequence[str],
    epoch: Callable[[random.Random], list[Sentence]],
    size: Size,
    plan: Plan,
    seed: int,
    report: Callable[[int, Trained], None] | None = None,
) -> Trained:
    """Train on fresh (augmented) sentences each epoch; deterministic for a seed and machine."""
    fix_random_seed(seed)
    rng = random.Random(seed)
    order = sorted(labels)
    number = {label: i for i, label in enumerate(order)}
    model = build(size, len(order))
    encode = Encoder(size.tables)
    model.initialize()
    optimizer = Adam(plan.rate, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    trained = Trained(model, order, size)
    for turn in range(plan.epochs):
        optimizer.learn_rate = plan.rate * (1 - 0.9 * turn / plan.epochs)
        for batch in batches(epoch(rng), plan.words):
            guesses, backward = model.begin_update([encode(s.words) for s in batch])
            backward([_gradient(g, s, number) for g, s in zip(guesses, batch, strict=True)])
            model.finish_update(optimizer)
        if report:
            with model.use_params(optimizer.averages):
                report(turn, trained)
    for (node, name), average in _averages(model, optimizer):
        node.set_param(name, average)
    return trained


def _averages(model: Model[Any, Any], optimizer: Any) -> Iterator[tuple[tuple[Any, str], Any]]:
    for node in model.walk():
        for name in node.param_names:
            average = optimizer.averages.get((node.id, name))
            if average is not None:
                yield (node, name), average


def _gradient(guesses: Floats, sentence: Sentence, number: dict[str, int]) -> Floats:
    """Softmax cross-entropy; nothing is learnt from a word without a known label."""
    gradient: Floats = guesses.copy()
    for i, label in enumerate(sentence.labels):
        place = None if label is None else number.get(label)
        if place is None:
            gradient[i] = 0
        else:
            gradient[i, place] -= 1
    return gradient

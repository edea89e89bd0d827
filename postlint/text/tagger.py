"""Part of speech, mood and verb form of every word of a post, by a small network of our own.

The network (``training/``) hashes four features of a word into tables, mixes them, and lets two
layers look at the neighbours. It runs in numpy alone, in double precision, one post at a time, so
that a verdict doesn't depend on the platform or on what else is in the batch. No vocabulary: what
a Tagger remembers is bounded.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
import regex
from numpy.typing import NDArray

from postlint.model.errors import PostlintError
from postlint.text.normalise import fold_for_tagger

Floats = NDArray[np.float64]

MAX_REMEMBERED = 20_000
"""Words whose features are kept, at about 1 kB each; then all are forgotten."""

MAX_LENGTH = 40
"""Code points of a word that count; longer words keep both ends."""

MARGIN = 1e-6
"""Labels this close in score (natural log of odds) tie, and the first in order wins; double
precision differs by about 1e-13 between platforms."""

ONE_THREAD = 200_000
"""Multiplications up to which OpenBLAS stays on one thread (its limit is 262,144)."""

CHUNK = 2_000
"""Words tagged at a time, which bounds memory; the context lies two words to each side."""


class Tag(NamedTuple):
    """Universal Dependencies part of speech and features; "" where a feature is absent."""

    pos: str
    mood: str = ""
    verbform: str = ""
    tense: str = ""
    prontype: str = ""


SPACE = Tag("SPACE")

_FIELDS = {"Mood": "mood", "VerbForm": "verbform", "Tense": "tense", "PronType": "prontype"}
_BEFORE_CALLS = frozenset(["PUNCT", "SYM", "X", "SPACE", "CCONJ", "INTJ"])
_LETTERS = (
    (regex.compile(r"\p{Lu}{4,}"), "XXXX"),
    (regex.compile(r"\p{Lu}"), "X"),
    (regex.compile(r"[\p{Ll}\p{Lo}\p{Lt}\p{Lm}]{4,}"), "xxxx"),
    (regex.compile(r"[\p{Ll}\p{Lo}\p{Lt}\p{Lm}]"), "x"),
    (regex.compile(r"\p{N}{4,}"), "dddd"),
    (regex.compile(r"\p{N}"), "d"),
)


class ModelError(PostlintError):
    """The tagger's weights are missing or damaged."""


class PostTagger(Protocol):
    """What tags the words of one post."""

    def tag(self, words: Sequence[str]) -> list[Tag]: ...


def parse_label(label: str) -> Tag:
    """``"VERB|Mood=Imp|VerbForm=Fin"`` as a Tag; unknown features are dropped."""
    pos, *features = label.split("|")
    pairs = (feature.partition("=")[::2] for feature in features)
    return Tag(pos, **{_FIELDS[name]: value for name, value in pairs if name in _FIELDS})


def shape(word: str) -> str:
    """Letters by case and digits, in runs of at most four: "Pre-order2" is "Xxx-xxxxd"."""
    for pattern, replacement in _LETTERS:
        word = pattern.sub(replacement, word)
    return word


def features(word: str) -> tuple[str, ...]:
    """What the network knows of a word, one string for each of its tables."""
    folded = fold_for_tagger(word)
    if len(folded) > MAX_LENGTH:
        folded = folded[: MAX_LENGTH // 2] + folded[-MAX_LENGTH // 2 :]
    lower = folded.lower()
    return lower, lower[:3], lower[-3:], shape(folded)


def rows(word: str, tables: Sequence[int]) -> NDArray[np.int64]:
    """Four rows in each table (sizes in ``tables``), counted through: shape (tables, 4)."""
    found = np.empty((len(tables), 4), dtype=np.int64)
    offset = 0
    for i, (feature, size) in enumerate(zip(features(word), tables, strict=True)):
        digest = hashlib.blake2b(feature.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        found[i] = np.frombuffer(digest, dtype="<u4").astype(np.int64) % size + offset
        offset += size
    return found


class Network:
    """The forward pass; see ``training/network.py`` for the same layers in training."""

    def __init__(self, arrays: dict[str, NDArray[Any]], tables: Sequence[int]) -> None:
        wide = {name: array.astype(np.float64) for name, array in arrays.items()}
        self._tables = tables
        self._table = arrays["embed"]
        self._mix = [wide[f"mix_{part}"] for part in "WbGB"]
        self._layers: list[list[Floats]] = []
        while f"layer{len(self._layers)}_W" in wide:
            self._layers.append([wide[f"layer{len(self._layers)}_{part}"] for part in "WbGB"])
        self.reach = len(self._layers)
        """Words to each side that bear on a word's scores."""
        self._out_w, self._out_b = wide["out_W"], wide["out_b"]
        self.known: dict[str, Floats] = {}

    def scores(self, words: Sequence[str]) -> Floats:
        """A score for every label of every word: shape (words, labels)."""
        depth = self.reach
        x: Floats = np.zeros((len(words) + 2 * depth, self._out_w.shape[1]))
        for i, word in enumerate(words, depth):
            x[i] = self._embed(word)
        width = x.shape[1]
        window: Floats = np.zeros((len(x), 3 * width))
        for layer in self._layers:
            window[1:, :width] = x[:-1]
            window[:, width : 2 * width] = x
            window[:-1, 2 * width :] = x[1:]
            x = x + _maxout(window, *layer)
        return _product(x[depth : depth + len(words)], self._out_w.T) + self._out_b

    def _embed(self, word: str) -> Floats:
        known = self.known.get(word)
        if known is None:
            if len(self.known) >= MAX_REMEMBERED:
                self.known.clear()
            vectors = self._table[rows(word, self._tables)].astype(np.float64).sum(axis=1)
            known = _maxout(vectors.reshape(1, -1), *self._mix)[0]
            if len(word) <= MAX_LENGTH:
                self.known[word] = known
        return known


def _product(x: Floats, y: Floats) -> Floats:
    """``x @ y``, in pieces so small that no BLAS library starts threads for them: starting them
    costs milliseconds on a busy machine."""
    rows = max(1, ONE_THREAD // y.size)
    if len(x) <= rows:
        return np.asarray(x @ y)
    return np.concatenate([x[i : i + rows] @ y for i in range(0, len(x), rows)])


def _maxout(x: Floats, weights: Floats, bias: Floats, gain: Floats, shift: Floats) -> Floats:
    """The best of several linear pieces (weights: width, pieces, inputs), then layer norm."""
    width, pieces, inputs = weights.shape
    y = _product(x, weights.reshape(width * pieces, inputs).T).reshape(-1, width, pieces) + bias
    best = np.maximum(np.maximum(y[:, :, 0], y[:, :, 1]), y[:, :, 2])
    best -= best.sum(axis=1, keepdims=True) / width
    variance = np.einsum("ij,ij->i", best, best) / width + 1e-8
    found: Floats = best / np.sqrt(variance)[:, None] * gain + shift
    return found


class OwnTagger:
    """Tags with the weights that postlint ships (or those in another folder)."""

    def __init__(self, folder: Path | None = None) -> None:
        about, arrays = load(folder or Path(__file__).with_name("tagger_model"))
        self.network = Network(arrays, about["tables"])
        self._tags = [parse_label(label) for label in about["labels"]]

    def tag(self, words: Sequence[str]) -> list[Tag]:
        """One tag for each word."""
        found: list[Tag] = []
        reach = self.network.reach
        for start in range(0, len(words), CHUNK):
            first = max(0, start - reach)
            end = min(len(words), start + CHUNK)
            scores = self.network.scores(words[first : end + reach])[start - first : end - first]
            winners = (scores >= scores.max(axis=1, keepdims=True) - MARGIN).argmax(axis=1)
            found += [self._tags[i] for i in winners]
        return found


class SpacyTagger:
    """Tags with another spaCy pipeline, of which only the tagging is used."""

    def __init__(self, pipeline: str) -> None:
        import spacy
        from spacy.tokens import Doc

        try:
            self._nlp = spacy.load(pipeline, exclude=["parser", "ner", "senter", "lemmatizer"])
        except OSError as error:
            raise ModelError(
                f"spaCy pipeline {pipeline!r} is not installed; install it in the environment "
                "that postlint runs in, or leave `pipeline` out to use postlint's own tagger"
            ) from error
        self._doc = Doc

    def tag(self, words: Sequence[str]) -> list[Tag]:
        """One tag for each word; no mood for most, so a base form that opens is imperative."""
        clean = [word.encode("utf-8", "replace").decode("utf-8") for word in words]
        with self._nlp.memory_zone():
            doc = self._nlp(self._doc(self._nlp.vocab, clean))
            found = [parse_label("|".join([t.pos_ or "X", str(t.morph)])) for t in doc]
        for i, tag in enumerate(found):
            opens = i == 0 or found[i - 1].pos in _BEFORE_CALLS
            if tag.pos in ("VERB", "AUX") and tag.verbform == "Inf" and not tag.mood and opens:
                found[i] = tag._replace(mood="Imp", verbform="Fin")
        return found


class Tagger:
    """Tags posts, given as their words; made cheaply, loaded on first use, for one thread."""

    def __init__(self, pipeline: str | None = None) -> None:
        self._pipeline = pipeline
        self._tagger: PostTagger | None = None

    def tag_batch(self, posts: Sequence[Sequence[str]]) -> list[list[Tag]]:
        """A tag for every word of every post; line breaks count as context, blanks do not."""
        if self._tagger is None:
            self._tagger = SpacyTagger(self._pipeline) if self._pipeline else OwnTagger()
        return [_tag_words(self._tagger, words) for words in posts]


def _tag_words(tagger: PostTagger, words: Sequence[str]) -> list[Tag]:
    """Tag the words that are not blanks; a stretch of blanks with a break counts as one break."""
    seen = ["\n" if "\n" in word or "\r" in word else word for word in words]
    kept = [i for i, word in enumerate(seen) if word == "\n" or (word and not word.isspace())]
    found = [SPACE] * len(seen)
    if kept:
        for i, tag in zip(kept, tagger.tag([seen[i] for i in kept]), strict=True):
            found[i] = tag
    return found


def load(folder: Path) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Read ``model.json`` and ``weights.npz``, and check the latter against the former."""
    try:
        about: dict[str, Any] = json.loads((folder / "model.json").read_text("utf-8"))
        weights = (folder / "weights.npz").read_bytes()
    except OSError as error:
        raise ModelError(
            f"the tagger's weights can't be read: {error}; reinstall postlint"
        ) from error
    digest = hashlib.sha256(weights).hexdigest()
    if digest != about["sha256"]:
        raise ModelError(
            f"{folder / 'weights.npz'} is damaged (sha256 {digest[:12]}…, expected "
            f"{about['sha256'][:12]}…); reinstall postlint"
        )
    with np.load(io.BytesIO(weights)) as arrays:
        return about, {name: arrays[name] for name in arrays.files}

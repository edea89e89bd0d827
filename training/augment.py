"""Make edited web text look like posts: mentions, links, hashtags, case, slang, joined sentences.

The probabilities are one setting that did well on EWT dev; none is fitted.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from training.calls import Calls
from training.data import NEWLINE, Sentence

Pair = tuple[str, str | None]

HANDLES = ("@user", "@handle", "@ann_b", "@TheShop", "@CityOf9")
LINKS = ("https://t.co/a1B2", "http://example.com/x", "https://example.org/p/9")
EMOJI = ("😀", "🔥", "🎉", "👇", "❤️", "👉", "✨", "😂", "📣")
CALLS = 500
"""Made calls in an epoch."""
TAGS = ("#news", "#MondayMood", "#ad", "#NowPlaying", "#FF", "#win")


def load_slang(path: Path) -> dict[str, list[str]]:
    """Spellings by the word they stand for (``training/slang.yaml``)."""
    data: dict[str, list[str]] = yaml.safe_load(path.read_text("utf-8"))["spellings"]
    return {str(word): [str(s) for s in spellings] for word, spellings in data.items()}


def _join(pairs: list[Pair], other: Sentence, rng: random.Random) -> list[Pair]:
    between: list[Pair] = [("\n", NEWLINE)] if rng.random() < 0.3 else []
    return pairs + between + list(zip(other.words, other.labels, strict=True))


def _recase(pairs: list[Pair], rng: random.Random) -> list[Pair]:
    draw = rng.random()
    if draw < 0.15:
        return [(word.lower(), label) for word, label in pairs]
    if draw < 0.20:
        return [(word.upper(), label) for word, label in pairs]
    if draw < 0.26:
        return [(word[:1].upper() + word[1:], label) for word, label in pairs]
    if draw < 0.32 and pairs:
        (word, label), *rest = pairs
        return [(word.lower(), label), *rest]
    if draw < 0.36 and pairs:
        (word, label), *rest = pairs
        return [(word.upper(), label), *rest]
    return pairs


def _respell(pairs: list[Pair], slang: Mapping[str, Sequence[str]], rng: random.Random) -> None:
    for i, (word, label) in enumerate(pairs):
        options = slang.get(word.lower())
        if options and rng.random() < 0.4:
            pairs[i] = (rng.choice(options), label)


def _hyphenate(pairs: list[Pair]) -> list[Pair]:
    """Join "search", "-", "engine" as a post's tokenizer does; the last part gives the label."""
    joined: list[Pair] = []
    i = 0
    while i < len(pairs):
        if (
            i + 2 < len(pairs)
            and pairs[i + 1][0] == "-"
            and pairs[i][0].isalnum()
            and pairs[i + 2][0].isalnum()
        ):
            joined.append((f"{pairs[i][0]}-{pairs[i + 2][0]}", pairs[i + 2][1]))
            i += 3
        else:
            joined.append(pairs[i])
            i += 1
    return joined


def _decorate(pairs: list[Pair], rng: random.Random) -> list[Pair]:
    if rng.random() < 0.12 and pairs and pairs[-1][1] == "PUNCT":
        pairs.pop()
    if rng.random() < 0.12:
        pairs.insert(rng.randrange(len(pairs) + 1), (rng.choice(EMOJI), "SYM"))
    if rng.random() < 0.25:
        mentions: list[Pair] = [(rng.choice(HANDLES), "PROPN")] * rng.choice((1, 1, 1, 2))
        if rng.random() < 0.3:
            mentions = [("RT", "X"), *mentions, (":", "PUNCT")]
        pairs = mentions + pairs
    elif rng.random() < 0.1:
        names = [i for i, (_, label) in enumerate(pairs) if label == "PROPN"]
        if names:
            pairs[rng.choice(names)] = (rng.choice(HANDLES), "PROPN")
    if rng.random() < 0.08:
        nouns = [i for i, (w, label) in enumerate(pairs) if label in ("NOUN", "PROPN")]
        for i in rng.sample(nouns, min(len(nouns), 1)):
            pairs[i] = ("#" + pairs[i][0], pairs[i][1])
    if rng.random() < 0.2:
        pairs.append((rng.choice(LINKS), "X"))
    if rng.random() < 0.15:
        pairs += [(tag, "X") for tag in rng.sample(TAGS, rng.choice((1, 2, 3)))]
    return pairs


def augment(
    sentence: Sentence,
    other: Sentence | None,
    slang: Mapping[str, Sequence[str]],
    rng: random.Random,
) -> Sentence:
    """One post-like variant; ``other`` may be appended as the post's next sentence."""
    pairs: list[Pair] = list(zip(sentence.words, sentence.labels, strict=True))
    if rng.random() < 0.5:
        pairs = _hyphenate(pairs)
    pairs = _recase(pairs, rng)
    if rng.random() < 0.4:
        _respell(pairs, slang, rng)
    if other is not None and rng.random() < 0.4:
        pairs = _join(pairs, other, rng)
    if rng.random() < 0.7:
        pairs = _decorate(pairs, rng)
    if not pairs:
        return sentence
    words, labels = zip(*pairs, strict=True)
    return Sentence(words, labels)


def epoch(
    sentences: Sequence[Sentence],
    slang: Mapping[str, Sequence[str]],
    calls: Calls,
    rng: random.Random,
) -> list[Sentence]:
    """Every sentence once, those with imperatives twice, and made calls, in random order."""
    found = []
    for _ in range(CALLS * bool(sentences)):
        other = rng.choice(sentences)
        pair = (calls.make(rng), other) if rng.random() < 0.5 else (other, calls.make(rng))
        found.append(augment(*pair, slang, rng))
    for i, sentence in enumerate(sentences):
        following = sentences[i + 1] if i + 1 < len(sentences) else None
        found += [
            augment(sentence, following, slang, rng) for _ in range(2 if sentence.calls else 1)
        ]
    rng.shuffle(found)
    return found

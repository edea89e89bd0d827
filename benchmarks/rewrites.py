"""Rewrites over labelled posts: how many, how varied, how fast, and whether any breaks the rules.

``python -m benchmarks.rewrites ../shared/eval/dev.jsonl [--show 100 --seed 7]``

What a rewrite may not do (invariant 3) is checked again here by other means than the verifier's:
regular expressions on the bare texts, and a fresh linter.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter, defaultdict
from pathlib import Path

import postlint
from benchmarks.recheck import broken, opening
from postlint.linter import Linter
from postlint.model.rewriting import Proposed

RULES = (
    ("hard-sell", 0.70, "direct"),
    ("bare-link", 0.70, "direct"),
    ("engagement-bait", 0.70, "direct"),
    ("no-question", 0.50, "direct"),
    ("no-call-to-reply", 0.50, "direct"),
    ("bare-quote", 0.90, "any"),
    ("naked-retweet", 0.90, "any"),
    ("talking-at", 0.90, "any"),
)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--show", type=int, default=0, help="print this many, drawn by --seed")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rule", help="show only this rule's")
    options = parser.parse_args()
    lines = options.labels.read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    linter, judge = Linter(), Linter()
    linter.rewrites("Warm up: buy now, 50% off everything, today only!")
    flagged: Counter[str] = Counter()
    got: dict[str, Counter[str]] = defaultdict(Counter)
    reasons: Counter[str] = Counter()
    openings: Counter[str] = Counter()
    seen_questions: set[tuple[str, str]] = set()
    violations: list[str] = []
    shown: list[tuple[str, str, str, str]] = []
    spent: list[float] = []
    for text in texts:
        report = linter.check(text)
        if report.post.kind == "reply" or report.post.intent == "notice":
            continue
        start = time.perf_counter()
        made: tuple[Proposed, ...] = linter.rewrites(text)
        spent.append(1000 * (time.perf_counter() - start))
        for found in made:
            flagged[found.rule] += 1
            best = {r.safety for r in found.rewrites}
            got[found.rule]["direct"] += bool(best & {"safe", "suggested"})
            got[found.rule]["safe"] += "safe" in best
            got[found.rule]["any"] += bool(best)
            for rejected in found.rejected:
                reasons.update({name for name, _ in rejected.reasons})
            for rewrite in found.rewrites:
                faults = broken(judge, text, rewrite, found.rule)
                violations += [f"{found.rule}: {fault}: {rewrite.text!r}" for fault in faults]
                shown.append((found.rule, rewrite.safety, text, rewrite.text))
                words = opening(text, rewrite)
                if words and (text, words) not in seen_questions:
                    seen_questions.add((text, words))
                    openings[words] += 1
    print(f"postlint {postlint.__version__}, {len(spent)} posts that are no replies, no notices")
    for rule, wanted, way in RULES:
        if flagged[rule]:
            shares = {w: got[rule][w] / flagged[rule] for w in ("safe", "direct", "any")}
            mark = "ok" if shares[way] >= wanted else "BELOW"
            print(
                f"{rule:17} {flagged[rule]:5} flagged  safe {shares['safe']:.2f}  "
                f"safe or suggested {shares['direct']:.2f}  any {shares['any']:.2f}  "
                f"wanted {way} {wanted:.2f} {mark}"
            )
    total = sum(openings.values())
    if total:
        most, count = openings.most_common(1)[0]
        per_hundred = _per_hundred(openings, options.seed)
        print(
            f"added questions: {total}, openings: {len(openings)}, {per_hundred:.0f} in 100 drawn"
        )
        print(f"the commonest opening: {most!r}, {100 * count / total:.1f} %")
    print("rejected by reason:", ", ".join(f"{n} {c}" for n, c in reasons.most_common()))
    spent.sort()
    mean = sum(spent) / len(spent)
    print(f"ms a post: mean {mean:.1f}, median {spent[len(spent) // 2]:.1f}, worst {spent[-1]:.0f}")
    print(f"violations: {len(violations)}")
    for violation in violations[:40]:
        print("  ", violation)
    random.Random(options.seed).shuffle(shown)
    chosen = [item for item in shown if options.rule in (None, item[0])]
    for rule, safety, old, new in chosen[: options.show]:
        print(f"--- {rule} ({safety})\n{old}\n>>>\n{new}")


def _per_hundred(openings: Counter[str], seed: int) -> float:
    """How many different openings 100 questions have, on average."""
    every = list(openings.elements())
    chance = random.Random(seed)
    draws = [len(set(chance.sample(every, min(100, len(every))))) for _ in range(50)]
    return sum(draws) / len(draws)


if __name__ == "__main__":
    main()

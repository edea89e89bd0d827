"""How much a post invites talk, 0-100.

Every rule has a share in its file (``conversation:``). The part of a rule's score above one half
of its threshold counts, as a fraction of what is left above it, so that a useful post without a
fault reaches 100 whether it asks something or not. What the faults take away, an invitation to
answer gives back in part: ``asks`` is one minus the score of the missing invitation.

    kept = product over fault rules of (1 - share * excess)
    conversation = 100 * (kept + (1 - kept) * GIVEN_BACK * asks)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from postlint.engine.plan import PlannedRule

GIVEN_BACK = 0.4
INVITATION = "missing"


def conversation(rules: Iterable[PlannedRule], scores: Mapping[str, float]) -> int:
    """Return 0-100 from the scores of the rules that apply; rules without a share don't count."""
    kept, asks = 1.0, 0.0
    for rule in rules:
        if rule.id not in scores:
            continue
        if rule.kind.name == INVITATION:
            asks = max(asks, 1 - scores[rule.id])
        elif rule.file.conversation:
            floor = rule.threshold / 2
            excess = max(0.0, (scores[rule.id] - floor) / (1 - floor)) if floor < 1 else 0.0
            kept *= 1 - rule.file.conversation * excess
    return round(100 * (kept + (1 - kept) * GIVEN_BACK * asks))

"""Texts as hostile as posts get."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = [
    "Buy now!", "50% off", "RT @ana:", "@ana", ".@ana", "“", "”", '"', "'", "«", "»", "—", "?", "!",
    "...", "…", "https://x.example/a?b=c", "x.example/sale", "#Tag", "$ACME", "👩‍👩‍👧‍👦", "🇩🇪", "1️⃣", "👍🏽",
    ":)", "¯\\_(ツ)_/¯", "\u202e", "שלום", "مرحبا", "\r\n", "\n\n", "\u2028", "\t", "\x00", "\ufeff",
    "\ud83d", "\udc00", "é", "e\u0301", "𝗯𝗼𝗹𝗱", "soooo", "don’t", "&amp;", "Which one?", "tell us",
    "CVE-2026-1234", "$5.99", "4.0.2", " ", "  ", "\xa0", "a", "We're proud", "Did you know", "me:", "CEO Ana:",
]  # fmt: skip

hostile = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
spaced = st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join)
anything = st.text(st.characters(), max_size=80)
posts = hostile | spaced | anything

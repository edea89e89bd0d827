"""Trains and measures the tagger that postlint ships; not part of the wheel."""

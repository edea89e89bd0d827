"""Fit weights to labelled posts, and measure how right the rules are."""

"""Rewrites: proposed from data and by plugins, verified by linting them, ranked."""

"""Which verdicts flip from release to release."""

"""Makes pytest collect rule files and run their examples."""

pytest_plugins = ["postlint.testing"]

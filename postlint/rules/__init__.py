"""Rules as data, kinds as plugins."""

from postlint.rules.kind import Kind, Tools
from postlint.rules.schema import Strict as Options

__all__ = ["Kind", "Options", "Tools"]

"""Plain data: posts, reports, settings, and the protocols that hooks name."""

from postlint.model.errors import (
    ConfigError,
    InputError,
    PluginFault,
    PostlintError,
    RuleError,
)
from postlint.model.post import Media, Place, Post
from postlint.model.report import Location, Report, RuleFailure, Severity, Signal, Span, Warning
from postlint.model.settings import RuleSettings, Settings

__all__ = [
    "ConfigError",
    "InputError",
    "Location",
    "Media",
    "Place",
    "PluginFault",
    "Post",
    "PostlintError",
    "Report",
    "RuleError",
    "RuleFailure",
    "RuleSettings",
    "Settings",
    "Severity",
    "Signal",
    "Span",
    "Warning",
]

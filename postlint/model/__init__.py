"""Plain data: posts, reports, settings, and the protocols that hooks name."""

from postlint.model.errors import (
    ConfigError,
    InputError,
    PluginError,
    PostlintError,
    RuleError,
)
from postlint.model.post import Media, Place, Post
from postlint.model.report import (
    Edit,
    Location,
    Report,
    Rewrite,
    RuleFailure,
    Severity,
    Signal,
    Span,
    Warning,
)
from postlint.model.rewriting import Fixed, Proposal
from postlint.model.settings import RuleSettings, Settings

__all__ = [
    "ConfigError",
    "Edit",
    "Fixed",
    "InputError",
    "Location",
    "Media",
    "Place",
    "PluginError",
    "Post",
    "PostlintError",
    "Proposal",
    "Report",
    "Rewrite",
    "RuleError",
    "RuleFailure",
    "RuleSettings",
    "Settings",
    "Severity",
    "Signal",
    "Span",
    "Warning",
]

"""postlint: a linter for social-media posts, run before they are published.

Importing it loads neither spaCy nor the rules; the first check does.
"""

# No import may stand up here, not even of the standard library: ``python -m postlint`` runs this
# while the current folder is still on the path, and nothing in that folder may be imported.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from postlint.hookspecs import hookimpl
    from postlint.linter import Linter, check, fix
    from postlint.model import (
        ConfigError,
        Edit,
        Fixed,
        InputError,
        Location,
        Media,
        Place,
        PluginError,
        Post,
        PostlintError,
        Proposal,
        Report,
        Rewrite,
        RuleError,
        RuleFailure,
        RuleSettings,
        Settings,
        Signal,
        Span,
        Warning,
    )

__version__ = "0.1.0"

__all__ = [
    "ConfigError",
    "Edit",
    "Fixed",
    "InputError",
    "Linter",
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
    "Signal",
    "Span",
    "Warning",
    "__version__",
    "check",
    "fix",
    "hookimpl",
]

_HOMES = {
    "Linter": "postlint.linter",
    "check": "postlint.linter",
    "fix": "postlint.linter",
    "hookimpl": "postlint.hookspecs",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'postlint' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES.get(name, "postlint.model")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)

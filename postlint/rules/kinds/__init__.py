"""The built-in kinds, registered through the hook that any plugin has."""

from postlint.hookspecs import RegisterKind, hookimpl
from postlint.rules.kinds.evidence import Evidence
from postlint.rules.kinds.limit import Limit
from postlint.rules.kinds.missing import Missing
from postlint.rules.kinds.readability import Readability
from postlint.rules.kinds.remainder import Remainder

BUILTIN = (Evidence, Missing, Remainder, Readability, Limit)


@hookimpl
def postlint_register_kinds(register: RegisterKind) -> None:
    for kind in BUILTIN:
        register(kind)

"""``python -m postlint``, the same as the ``postlint`` command."""

import os
import sys


def main() -> None:
    """Run the command line."""
    from postlint.cli.app import run

    run()


if __name__ == "__main__":
    # The current folder holds what is linted; nothing in it may be imported.
    if sys.path and sys.path[0] in ("", os.getcwd()):  # noqa: PTH109
        del sys.path[0]
    main()

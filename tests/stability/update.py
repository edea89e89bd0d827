"""Record the verdicts anew and print what flipped: ``python -m tests.stability.update``.

Prints Markdown for CHANGELOG.md: the flips under each released ruleset, those from a ruleset to
the next when it is new, and those that the rule files would bring if they were released now.
With ``--editor`` it records nothing and lists where the rules and the editor's reading part.
"""

from __future__ import annotations

import sys

from postlint.rules.rulesets import ruleset_names
from tests.stability.verdicts import Verdict, as_markdown, path_of, read_posts, recorded, write


def main(arguments: list[str]) -> int:
    if arguments == ["--editor"]:
        print("\n".join(disagreements()))
        return 0
    if arguments:
        print(__doc__, file=sys.stderr)
        return 2
    print("\n".join(update()))
    return 0


def update() -> list[str]:
    """Record the verdicts under every ruleset; return Markdown of what flipped."""
    parts: list[str] = []
    previous, before = "", {}
    for name in ruleset_names():
        verdict = Verdict({"ruleset": name})
        if path_of(name).is_file():
            title = f"Verdicts that flipped under ruleset {name}"
            parts.append(as_markdown(title, verdict.flips(recorded(name))))
        elif previous:
            title = f"Verdicts that flip from ruleset {previous} to {name}"
            parts.append(as_markdown(title, verdict.flips(before)))
        write(name, verdict.flagged)
        previous, before = name, verdict.flagged
    title = f"Verdicts that flip from ruleset {previous} to the rule files"
    return [*parts, as_markdown(title, Verdict({}).flips(before))]


def disagreements() -> list[str]:
    """Return a line for each verdict under the rule files that the editor reads otherwise."""
    verdict = Verdict({})
    lines: list[str] = []
    for fixed in read_posts():
        flagged = {*verdict.flagged[fixed.id]}
        for rule in sorted((flagged ^ fixed.editor) - fixed.either):
            score = verdict.reports[fixed.id].scores.get(rule)
            what = "warns" if rule in flagged else "silent"
            lines.append(f"{rule} {what} ({score}) on {fixed.id}: {fixed.post.text!r}")
    return sorted(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What a rule file's ``rewrites:`` and the files of ``rewrites/`` may hold.

A *phrase* here is a regular expression in which a space stands for any white space within a line
and ``{name}`` for words that the replacement carries over.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from postlint.model.report import Safety
from postlint.rules.rewrite_phrases import compile_phrase

Place = Literal["anywhere", "whole", "before-link", "start", "end"]


def _compiles(phrase: str) -> str:
    compile_phrase(phrase)
    return phrase


Phrase = Annotated[str, AfterValidator(_compiles)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class EditSpec(_Strict):
    """Where one of ``find`` stands, ``put`` takes its place; ``{name}`` carries words over.

    ``where``: ``whole`` is a whole sentence, or all of it beside links; ``before-link`` stands
    right before a link; ``start`` and ``end`` are those of a sentence.
    """

    find: Annotated[list[Phrase], Field(min_length=1)]
    put: str = ""
    where: Place = "anywhere"
    ends: str = ""
    """Replaces the punctuation behind, such as ``?``."""


class EditFile(_Strict):
    """A named set of edits that rules share."""

    edits: str
    about: str
    safety: Safety
    do: list[EditSpec]


class Pack(_Strict):
    """Questions that fit posts with ``enough`` of the cues ``when`` (and one of ``also``, if any).

    A cue of several words counts one and a half, as does a ``strong`` one; ``*`` always does.
    A question may use ``{topic}``, where the post fills it with plain words. The pack with the
    most cues and rank wins.
    """

    name: str
    when: Annotated[list[str], Field(min_length=1)]
    strong: list[str] = []
    also: list[str] = []
    unless: list[str] = []
    rank: float = 0.0
    enough: float = 1.5
    ask: Annotated[list[str], Field(min_length=1)]


class QuestionFile(_Strict):
    """Packs of questions."""

    questions: str
    about: str
    packs: list[Pack]


class EditProposal(_Strict):
    """Edits: apply the sets ``use``, in order, until the rule is silent.

    Two more names may stand in ``use``: ``drop`` takes away short sentences that hold no fact
    and show one of the signals ``drop``; ``calm`` folds capitals and exclamation marks.
    """

    do: Literal["edit"]
    title: str
    use: list[str] = []
    drop: list[str] = []
    ask: bool = False
    """Where that is not enough, end with a question rather than a link."""


class AskProposal(_Strict):
    """One question of the post's own pack; ``use`` names edits that are made before."""

    do: Literal["ask"]
    title: str
    use: list[str] = []
    packs: list[str] = []


class FrameProposal(_Strict):
    """Words around the post, with a marked blank in square brackets; one of several by text."""

    do: Literal["frame"]
    title: str
    before: list[str] = []
    after: list[str] = []


AnyProposal = Annotated[EditProposal | AskProposal | FrameProposal, Field(discriminator="do")]


class Rewrites(_Strict):
    """A rule's rewrites; ``may-drop`` names what an edit may lose beside words."""

    may_drop: list[Literal["emoji", "hashtags"]] = Field(default=[], alias="may-drop")
    propose: list[AnyProposal] = []

"""Check one post: read it, infer what was not said, score every rule, keep what is over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from postlint.engine.conversation import conversation
from postlint.engine.plan import Plan, PlannedRule
from postlint.engine.plugins import say
from postlint.model.post import Intent, Post, PostKind
from postlint.model.reading import Judgement
from postlint.model.report import (
    Location,
    Report,
    RuleFailure,
    Signal,
    Span,
    Warning,
    severity_rank,
)
from postlint.text.language import find_language, language_name
from postlint.text.length import Graphemes
from postlint.text.reader import Reader, View


def check(plan: Plan, reader: Reader, post: Post) -> Report:
    """Return the report on a post. Never raises: a rule that does becomes an error in it."""
    failures: list[RuleFailure] = list(plan.failures)
    reading = _read(plan, reader, post, failures)
    view, post = reading.view, reading.view.post
    scores: dict[str, float] = {}
    warnings: list[Warning] = []
    sayings: dict[str, float] = {}
    unspoken = False
    graphemes: Graphemes | None = None
    for rule in plan.rules:
        if rule.file.languages and post.lang not in rule.file.languages:
            unspoken = True
            continue
        applies = _applies(rule, post, reading.doubt, sayings)
        if not applies:
            continue
        judgement = _judge(plan, rule, view, failures)
        if judgement is None:
            continue
        over = judgement.score >= rule.threshold and applies == 1
        if over:
            sayings[rule.id] = judgement.score
        if not rule.shown:
            continue
        scores[rule.id] = round(judgement.score * applies, 3)
        if over and judgement.score >= plan.settings.min_score:
            graphemes = graphemes or Graphemes(post.text)
            warnings.append(_warning(rule, judgement, post, graphemes))
    warnings.sort(key=lambda w: (severity_rank(w.severity), -w.score, w.rule))
    skipped = f"not checked: written in {language_name(post.lang or '')}" if unspoken else ""
    talks = post.intent != "notice" and not unspoken
    report = Report(
        post=post,
        warnings=tuple(warnings),
        scores=dict(sorted(scores.items())),
        conversation=conversation(plan.rules, scores) if talks else None,
        errors=tuple(failures),
        skipped=skipped,
        calibrated=plan.settings.pipeline is None,
    )
    return _announce(plan, report)


def read(plan: Plan, reader: Reader, post: Post) -> View:
    """Return a reading of a post whose kind, intent and language are known."""
    return _read(plan, reader, post, []).view


class _Reading(NamedTuple):
    """A view, and how likely it is (0-1) that its inferred intent is wrong; 0 if it was given."""

    view: View
    doubt: float


def _read(plan: Plan, reader: Reader, post: Post, failures: list[RuleFailure]) -> _Reading:
    view = reader.read(post)
    lang = post.lang
    if lang is None:
        english = view.lists["english-words"]
        lang = find_language(view.words, view.norms, view.kinds, english)
    kind = post.kind or _infer_kind(view)
    intent, doubt = post.intent or plan.settings.intent, 0.0
    if intent is None:
        intent, doubt = _infer_intent(plan, view, lang, kind, failures)
    view.post = replace(post, lang=lang, kind=kind, intent=intent)
    return _Reading(view, doubt)


def _infer_kind(view: View) -> PostKind:
    if view.post.reply_to is not None:
        return "reply"
    if view.post.quoted is not None:
        return "quote"
    if view.kinds and view.kinds[0] == "mention":
        return "reply"
    shared = view.shared
    return "repost" if shared and not any(view.own[: shared.tokens[0]]) else "original"


def _infer_intent(
    plan: Plan, view: View, lang: str, kind: PostKind, failures: list[RuleFailure]
) -> tuple[Intent, float]:
    for planned in plan.intents:
        if planned.file.languages and lang not in planned.file.languages:
            continue
        try:
            score = planned.kind.judge(view).score
        except Exception as error:
            failures.append(RuleFailure(planned.file.id, say(error)))
            continue
        if score >= planned.file.threshold:
            return planned.file.intent, round(1 - score, 3)
    return ("serve" if kind == "reply" else "converse"), 0.0


def _applies(rule: PlannedRule, post: Post, doubt: float, sayings: Mapping[str, float]) -> float:
    """Return how likely the rule applies: 1, 0, or what an inferred intent or another rule's
    warning that says it all (``not-when``) leaves. Under 1 it never warns."""
    applies = rule.file.applies
    if not applies.replies and post.kind == "reply":
        return 0.0
    likely = 1.0 if post.intent in applies.intents else doubt
    for name in rule.file.not_when:
        likely *= 1 - sayings.get(name, 0.0)
    return likely


def _judge(
    plan: Plan, rule: PlannedRule, view: View, failures: list[RuleFailure]
) -> Judgement | None:
    try:
        judgement = rule.kind.judge(view)
        problem = _problem(judgement, len(view.text))
    except Exception as error:
        problem = say(error)
    if problem:
        failures.append(RuleFailure(rule.id, problem, plan.registry.owner_of(rule.file)))
        return None
    return judgement


def _problem(judgement: object, end: int) -> str:
    """Say what is wrong with a kind's judgement; a plugin may return anything."""
    if not isinstance(judgement, Judgement):
        return f"must return a Judgement, not {judgement!r:.60}"
    if not 0 <= judgement.score <= 1:
        return f"score {judgement.score} is not in [0, 1]"
    for signal in judgement.signals:
        for span in signal.spans:
            if not 0 <= span.start <= span.end <= end:
                return f"signal {signal.name!r} points outside the text: {span}"
    return ""


def _warning(rule: PlannedRule, judgement: Judgement, post: Post, graphemes: Graphemes) -> Warning:
    signals = tuple(_snapped(signal, graphemes) for signal in judgement.signals)
    spans = merged(span for s in signals if s.weight > 0 for span in s.spans)
    start = spans[0].start if spans else 0
    return Warning(
        rule=rule.id,
        score=judgement.score,
        severity=rule.severity,
        message=judgement.message or rule.file.message,
        spans=spans,
        signals=signals,
        location=_locate(post, start),
    )


def _snapped(signal: Signal, graphemes: Graphemes) -> Signal:
    spans = tuple(Span(*graphemes.snap(s.start, s.end)) for s in signal.spans)
    return replace(signal, spans=spans)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in text order, overlapping ones joined."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _locate(post: Post, start: int) -> Location:
    line = post.text.count("\n", 0, start)
    column = start - (post.text.rfind("\n", 0, start) + 1)
    place = post.place
    if place is None:
        return Location(None, line + 1, column + 1)
    first = place.column if line == 0 else 1
    return Location(place.file, place.line + line, first + column)


def _announce(plan: Plan, report: Report) -> Report:
    failures = plan.registry.call("postlint_report", report=report)
    if not failures:
        return report
    extra = tuple(
        RuleFailure("", f"postlint_report: {say(error)}", plan.registry.plugin_of(name))
        for name, error in failures
    )
    return replace(report, errors=(*report.errors, *extra))

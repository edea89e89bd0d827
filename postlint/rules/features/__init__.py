"""The built-in features, registered through the hook that any plugin has.

A feature says what phrases can't: the shape of a post, or how its parts relate. Its words come
from lists, its options from the signal's ``with:``.
"""

from postlint.hookspecs import RegisterFeature, hookimpl
from postlint.rules.features import (
    gestures,
    headline,
    mood,
    people,
    question,
    selling,
    shape,
    sharing,
)

BUILTIN = {
    "near": selling.near,
    "before-link": selling.before_link,
    "link-address": selling.link_address,
    "sentence-share": selling.sentence_share,
    "price-tag": selling.price_tag,
    "imperative": mood.imperative,
    "question": question.question,
    "order": question.order,
    "own-words": shape.own_words,
    "shouting": shape.shouting,
    "exclamations": shape.exclamations,
    "link": shape.link,
    "kinds": shape.kinds,
    "price": shape.price,
    "truncated": shape.truncated,
    "only-tokens": shape.only_tokens,
    "title-case": headline.title_case,
    "label": headline.label,
    "plea-share": gestures.plea_share,
    "plea-first": gestures.plea_first,
    "shared-post": sharing.shared_post,
    "bare-share": sharing.bare_share,
    "comment-behind-share": sharing.comment_behind_share,
    "poll": sharing.poll,
    "subject": people.subject,
    "person": people.person,
    "plea-last": gestures.plea_last,
    "telegram-style": headline.telegram_style,
    "linked-text": headline.linked_text,
    "quoted-words": people.quoted_words,
    "named-subject": people.named_subject,
}


@hookimpl
def postlint_register_features(register: RegisterFeature) -> None:
    for name, feature in BUILTIN.items():
        register(name, feature)

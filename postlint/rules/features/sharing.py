"""How somebody else's post is passed on, and what the author adds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from postlint.model.reading import NOTHING, Found, PostView
from postlint.rules.features.shape import own_word_places

_FEW = 2
_ADDRESS = 200
_WORDLESS = frozenset(
    ["url", "mention", "hashtag", "emoji", "emoticon", "newline", "punct", "symbol"]
)


def shared_post(view: PostView, options: Mapping[str, Any]) -> Found:
    """A passed-on post. ``marker``: ``retweet``, ``via``, ``quoted`` (in quotation marks) or
    ``outside`` (a quoted post). ``own``: ``none``, ``few`` (up to two words) or ``pointing``
    (nothing but words of the list ``pointing-words``)."""
    shared = view.shared
    if shared is None:
        return NOTHING
    if "marker" in options and _marker(view) != options["marker"]:
        return NOTHING
    own = own_word_places(view)
    wanted = options.get("own")
    if wanted == "none" and own:
        return NOTHING
    if wanted == "few" and not 1 <= len(own) <= _FEW:
        return NOTHING
    pointing = view.lists["pointing-words"]
    if wanted == "pointing" and not all(view.norms[i] in pointing for i in own):
        return NOTHING
    return Found(1.0, (shared.marker,) if shared.marker[0] < shared.marker[1] else ())


def _marker(view: PostView) -> str:
    shared = view.shared
    if shared is None or shared.tokens[0] == shared.tokens[1]:
        return "outside"
    first = view.norms[shared.marker[0]]
    if shared.marker[0] < shared.marker[1] and first in view.lists["via-markers"]:
        return "via"
    return "quoted" if first == '"' and view.kinds[shared.marker[0]] == "punct" else "retweet"


def bare_share(view: PostView, options: Mapping[str, Any]) -> Found:
    """Somebody else's post and nothing of one's own: passed on without a word; a quoted post
    with nothing but words of the list ``pointing-words``; only a link to a post (its address
    holds one of ``paths``); only a mention and a link. ``marks`` as for
    ``comment_behind_share``."""
    if view.shared is None:
        return _only_links(view, options)
    marker = _marker(view)
    if marker == "via" or comment_behind_share(view, options).value:
        return NOTHING
    own = "pointing" if marker == "outside" else "none"
    return shared_post(view, {"marker": marker, "own": own})


def _only_links(view: PostView, options: Mapping[str, Any]) -> Found:
    if any(kind not in _WORDLESS for kind in view.kinds):
        return NOTHING
    links = [i for i, kind in enumerate(view.kinds) if kind == "url"]
    if not links:
        return NOTHING
    here = Found(1.0, ((links[0], links[-1] + 1),))
    if "mention" in view.kinds:
        return here
    return here if len(links) == 1 and _leads_to_post(view, links[0], options) else NOTHING


def _leads_to_post(view: PostView, link: int, options: Mapping[str, Any]) -> bool:
    address = view.words[link][:_ADDRESS]
    return any(path in address for path in options.get("paths", ()))


def comment_behind_share(view: PostView, options: Mapping[str, Any]) -> Found:
    """A comment behind the passed-on text, parted from it by one of ``marks`` (``<<``, ``^``)."""
    if view.shared is None or _marker(view) != "retweet":
        return NOTHING
    start, end = view.shared.tokens
    for i in range(start, end):
        if view.words[i] in options.get("marks", ()):
            return Found(1.0, ((i, end),))
    return NOTHING


def poll(view: PostView, options: Mapping[str, Any]) -> Found:
    """The post carries the platform's own poll."""
    return Found(1.0) if view.post.poll else NOTHING

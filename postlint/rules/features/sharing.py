"""How somebody else's post is passed on, and what the author adds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from postlint.model.reading import NOTHING, Found, PostView
from postlint.rules.features.shape import own_word_places

_FEW = 2


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
    if first in view.lists["retweet-markers"]:
        return "retweet"
    return "via" if first in view.lists["via-markers"] else "quoted"


def post_link_only(view: PostView, options: Mapping[str, Any]) -> Found:
    """Nothing but a link to a post: its address holds one of ``paths`` (``/status/``)."""
    links = [i for i, kind in enumerate(view.kinds) if kind == "url"]
    if len(links) != 1 or view.last_word >= 0:
        return NOTHING
    address = view.words[links[0]][:200]
    hit = any(path in address for path in options["paths"])
    return Found(1.0, ((links[0], links[0] + 1),)) if hit else NOTHING


def comment_behind_share(view: PostView, options: Mapping[str, Any]) -> Found:
    """A comment behind the passed-on text, parted from it by one of ``marks`` (``<<``, ``^``)."""
    if view.shared is None or _marker(view) != "retweet":
        return NOTHING
    start, end = view.shared.tokens
    for i in range(start, end):
        if view.words[i] in options["marks"]:
            return Found(1.0, ((i, end),))
    return NOTHING


def poll(view: PostView, options: Mapping[str, Any]) -> Found:
    """The post carries the platform's own poll."""
    return Found(1.0) if view.post.poll else NOTHING

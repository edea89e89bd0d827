"""How a text is written as a scalar of each style: inside its old quoting, or in new quotes."""

from __future__ import annotations

import json

import regex

_YAML_DOUBLE = regex.compile(
    r"[^\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029\"\\]"
)
_BREAKS = regex.compile(r"[\n\r\x85\u2028\u2029]")
_CONTROL = regex.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_NAMED = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def inside(style: str, text: str, ascii_only: bool) -> str | None:
    """Return how a piece of text is written within a scalar of this style.

    ``None``: it can't stand there. What is returned may still not; it must be read again.
    """
    if style == "json":
        return json.dumps(text, ensure_ascii=ascii_only)[1:-1]
    if style in ("yaml-double", "toml-basic"):
        return _double(text, ascii_only)
    if style == "yaml-single":
        return None if _BREAKS.search(text) else text.replace("'", "''")
    if style == "csv-quoted":
        return text.replace('"', '""')
    if style == "toml-multi-basic":
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return _CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", escaped)
    return None if _BREAKS.search(text) or _CONTROL.search(text) else text


def quoted(style: str, text: str, indent: str, ascii_only: bool) -> list[str]:
    """Return ways to write the text as a whole scalar, the closest to the old style first."""
    if style == "json":
        return [json.dumps(text, ensure_ascii=ascii_only)]
    if style.startswith("csv"):
        return ['"' + text.replace('"', '""') + '"']
    double = '"' + _double(text, ascii_only) + '"'
    if style == "toml-multi-basic":
        return ['"""\n' + (inside(style, text, ascii_only) or "") + '"""', double]
    if style.startswith("toml"):
        return [double]
    if (
        style in ("yaml-literal", "yaml-folded")
        and text.strip()
        and not regex.search(r"[\r\x85]", text)
    ):
        kept = text.rstrip("\n")
        chomp = {0: "-", 1: ""}.get(len(text) - len(kept), "+")
        hint = str(len(indent) or 1) if kept[:1] in (" ", "\n") else ""
        lines = [f"{indent}{line}" if line else "" for line in kept.split("\n")]
        body = "\n".join([*lines, *([""] * max(0, len(text) - len(kept) - 1))])
        return [f"|{hint}{chomp}\n{body}", double]
    return [double]


def _double(text: str, ascii_only: bool) -> str:
    def escape(found: regex.Match[str]) -> str:
        letter = found.group()
        if letter in _NAMED:
            return _NAMED[letter]
        return f"\\u{ord(letter):04X}" if ord(letter) < 0x10000 else f"\\U{ord(letter):08X}"

    escaped = _YAML_DOUBLE.sub(escape, text)
    if ascii_only:
        return regex.sub(r"[^\x00-\x7f]", escape, escaped)
    return escaped

"""Plain text and HTML as the Markdown that notes are written in."""

import re
from html import unescape

_SPECIAL = re.compile(r"[\\`*_\[\]&~|]|^(?=[ \t]*[#+\-=>:])", re.MULTILINE)
_NUMBER = re.compile(r"^([ \t]*[0-9]+)(?=[.)])", re.MULTILINE)


def as_markdown(text: str) -> str:
    """Markdown that shows a plain text as it is."""
    lines = "\n".join(line.strip() for line in text.strip().split("\n"))
    return _NUMBER.sub(r"\1\\", _SPECIAL.sub(lambda found: "\\" + found[0], lines))


def without_tags(html: str) -> str:
    """The text of a piece of HTML, its blocks apart."""
    lines = re.sub(r"(?i)<br\b[^<>]*>|</(?:p|div|li|h[1-6]|blockquote|tr)\s*>", "\n\n", html)
    return unescape(re.sub(r"<[^<>]*>", "", lines))

"""Texts that are nothing but paragraphs of words: most are, and then their Markdown is known without a parser.

The check is strict. A text that might mean anything more in the dialect of `pressmark.markup` is left to the parser.
"""

import re
from collections.abc import Sequence

_ENTITY = re.compile(r"&[#\w]*;")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{}~])")  # CommonMark 0.31, 2.4; but for `|`, which heads a table even so
_INLINE = re.compile(r"[\\`*_~\[|]")
# Headings, quotations, rules, lists, indentation; a line of colons and hyphens may make the one before it a table.
_LINE_START = re.compile(r"\n(?:[ \t#>+:-]|[0-9]{1,9}[.)](?:[ \t\n]))")
_BETWEEN = re.compile(r"\n\n+")


def plain_paragraphs(text: str) -> Sequence[str] | None:
    """The paragraphs of a Markdown text, as their plain text; None if it may hold anything else.

    Lines end with line feeds.
    """
    masked = _ESCAPE.sub("x", text) if "\\" in text else text
    if _INLINE.search(masked) or ("&" in masked and _ENTITY.search(masked)):
        return None
    if _LINE_START.search(f"\n{masked}\n") or "  \n" in text:
        return None
    said = text if masked is text else _ESCAPE.sub(r"\1", text)
    paragraphs = [part.rstrip(" ") for part in _BETWEEN.split(said.replace(" \n", "\n").strip("\n"))]
    if any(part.strip() != part for part in paragraphs):  # other blanks: whether they count is the parser's to say
        return None
    return paragraphs if paragraphs != [""] else ()

"""Markdown to stand-off text: HTML, plain text, and the map between them, in one pass over markdown-it's tokens.

The dialect is CommonMark with tables, strikethrough and footnotes, without indented code, autolinks, raw HTML and
setext headings, so that what a stranger's text contains (`<ZM.O>`, tags, rules of hyphens) shows as text.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from pressmark.characters import printable
from pressmark.definitions import definitions_plugin
from pressmark.limits import NESTING
from pressmark.model import Zone
from pressmark.paragraphs import plain_paragraphs
from pressmark.standoff import Markup, Writer
from pressmark.tables import tables_plugin

_LEFT_OUT = ("code", "autolink", "html_block", "html_inline", "lheading")


def parse(text: str, path: str, first_line: int, *, numbered: bool = True) -> Markup:
    """Read Markdown that begins in a line of a file.

    `numbered` gives its blocks the ids `p1`, `p2` and so on. Texts without, of which a page may show many, have no
    footnotes either: their ids would meet.
    """
    text = printable(text)
    paragraphs = plain_paragraphs(text)
    return _parsed(text, path, first_line, numbered) if paragraphs is None else _plain(paragraphs, numbered)


def _plain(paragraphs: Sequence[str], numbered: bool) -> Markup:
    """What the parser would make of paragraphs of words."""
    writer = Writer("", 0, [], numbered, {})
    for words in paragraphs:
        writer.begin("p", Zone.PROSE)
        writer.text(words)
        writer.finish("p")
        writer.seam()
    return writer.result(hides=False)


def _parsed(text: str, path: str, first_line: int, numbered: bool) -> Markup:
    found: dict[str, Any] = {}
    tokens = _parser(footnotes=numbered).parse(text, found)
    _head_nothing(tokens)
    writer = Writer(path, first_line, text.split("\n"), numbered, _heading_levels(tokens))
    writer.blocks_of(tokens)
    return writer.result(hides=bool(found.get("references") or writer.problems))


@cache
def _parser(*, footnotes: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": NESTING}).enable(["table", "strikethrough"])
    parser.disable(list(_LEFT_OUT)).use(tables_plugin)
    if footnotes:
        parser.use(footnote_plugin, inline=False).use(definitions_plugin)
    parser.validateLink = lambda url: True  # type: ignore[method-assign] # noqa: ARG005 - decided below
    return parser


def _head_nothing(tokens: Sequence[Token]) -> None:
    """A cell of a table's head without words heads nothing."""
    for opening, inline, closing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if opening.type == "th_open" and not inline.content.strip():
            opening.tag = closing.tag = "td"


def _heading_levels(tokens: Sequence[Token]) -> dict[str, str]:
    """The page's title is its only `h1`; a body's headings follow it without a gap."""
    used = sorted({token.tag for token in tokens if token.type == "heading_open"})
    return {tag: f"h{min(rank, 6)}" for rank, tag in enumerate(used, start=2)}

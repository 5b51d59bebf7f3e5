"""Definitions of footnotes and links that nothing uses are text: what was archived may only look like a definition.

A plugin for markdown-it, on top of that for footnotes. Without it such definitions would leave no trace on the page.
"""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.image import image
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_ref

from pressmark import links

UNUSED = "unused"  # in the `meta` of an inline token: the label of the definition that it shows as text
_ALT = "alt"  # in the environment: how many pictures the text being parsed is the alternative text of


def definitions_plugin(parser: MarkdownIt) -> None:
    """Keep definitions in the stream of tokens until it is known whether anything uses them."""
    parser.options["inline_definitions"] = parser.options["store_labels"] = True
    parser.inline.ruler.at("footnote_ref", _footnote_ref)
    parser.inline.ruler.at("image", _image)
    parser.core.ruler.before("footnote_tail", "unused_footnotes", _unused_footnotes)
    parser.core.ruler.after("footnote_tail", "unused_definitions", _unused_definitions)


# --- footnotes ----------------------------------------------------------------------------------------------------


def _image(state: StateInline, silent: bool) -> bool:
    state.env[_ALT] = state.env.get(_ALT, 0) + 1
    found = image(state, silent)
    state.env[_ALT] -= 1
    return found


def _footnote_ref(state: StateInline, silent: bool) -> bool:
    """An alternative text holds no links: there `[^1]` is text."""
    return not state.env.get(_ALT) and footnote_ref(state, silent)


def _unused_footnotes(state: StateCore) -> None:
    """Leave footnotes where they stand that nothing names, or that have the name of an earlier one.

    The others go to the end of the stream, also those defined within another: the plugin for footnotes gathers them.
    """
    named = {label for label, number in state.env.get("footnotes", {}).get("refs", {}).items() if number >= 0}
    open_ones: list[list[Token]] = [[]]
    footnotes: list[Token] = []
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            open_ones.append([token])
        elif token.type == "footnote_reference_close":
            opening, *content = open_ones.pop()
            label = f":{opening.meta['label']}"
            if label in named:
                named.remove(label)
                footnotes += [opening, *content, token]
            else:
                open_ones[-1] += _labelled(opening, content)
        else:
            open_ones[-1].append(token)
    state.tokens = open_ones[0] + footnotes


def _labelled(opening: Token, content: Sequence[Token]) -> list[Token]:
    """The blocks of a footnote, behind its label as text."""
    label = f"[^{opening.meta['label']}]:"
    for token in content:
        token.level -= 1
    if not (content and content[0].type == "paragraph_open"):
        return [*_paragraph(opening, label, label), *content]
    inline = content[1]
    inline.meta[UNUSED] = label
    inline.children = [Token("text", "", 0, content=f"{label} "), *(inline.children or [])]
    return list(content)


# --- links --------------------------------------------------------------------------------------------------------


def _unused_definitions(state: StateCore) -> None:
    """Show definitions as text that no link uses, that have the name of an earlier one, or that lead nowhere."""
    known = state.env.get("references", {})
    inline = (child for token in state.tokens for child in token.children or [])
    used = {child.meta.get("label") for child in inline if child.type in {"link_open", "image"}}
    lines = state.src.split("\n")
    tokens: list[Token] = []
    for token in state.tokens:
        if token.type != "definition":
            tokens.append(token)
            continue
        first = token.map == known[token.meta["id"]]["map"]
        if not (first and token.meta["id"] in used):
            tokens += _paragraph(token, _source(token, lines), f"[{token.meta['label']}]:")
        elif not links.is_allowed(token.meta["url"]):  # reported where it is used
            tokens += _paragraph(token, _source(token, lines))
    state.tokens = tokens


def _source(token: Token, lines: Sequence[str]) -> str:
    """A definition as it is written, without the marks of quotations and lists before it."""
    begin, end = token.map or (0, 0)
    first, *rest = lines[begin:end]
    start = first.find("[" + token.meta["label"].split("\n")[0])
    return "\n".join((first[start:].rstrip(), *(line.lstrip(" \t>").rstrip() for line in rest)))


def _paragraph(at: Token, text: str, unused: str = "") -> list[Token]:
    meta = {UNUSED: unused} if unused else {}
    words = [Token("text", "", 0, content=text)]
    inline = Token("inline", "", 0, map=at.map, level=at.level + 1, children=words, content=text, meta=meta)
    return [Token("paragraph_open", "p", 1, level=at.level), inline, Token("paragraph_close", "p", -1, level=at.level)]

"""Tables keep every word: a row may have more cells than the head, which GFM leaves out. A plugin for markdown-it."""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.token import Token


def tables_plugin(parser: MarkdownIt) -> None:
    """Give rows the cells that stand beyond the last column."""
    parser.core.ruler.after("block", "whole_rows", _whole_rows)


def _whole_rows(state: StateCore) -> None:
    lines = state.src.split("\n")
    tokens: list[Token] = []
    row, cells = Token("tr_open", "tr", 1), 0
    for token in state.tokens:
        if token.type == "tr_open":
            row, cells = token, 0
        elif token.type == "td_close":
            cells += 1
        elif token.type == "tr_close" and cells and row.map:
            written = lines[row.map[0]].lstrip(" \t>").rstrip()  # behind the marks of quotations
            contents = escapedSplit(written.removeprefix("|"))
            end = len(contents) - (not contents[-1])  # behind a last bar there is no cell
            for content in contents[cells:end]:
                tokens += _cell(row, content.strip())
        tokens.append(token)
    state.tokens = tokens


def _cell(row: Token, content: str) -> Iterator[Token]:
    yield Token("td_open", "td", 1, level=row.level + 1)
    yield Token("inline", "", 0, map=row.map, level=row.level + 2, children=[], content=content)
    yield Token("td_close", "td", -1, level=row.level + 1)

"""The documents that Pagefind indexes: words as `pressmark.words` has them, one for each of Pagefind's positions.

Pagefind divides texts at white space only, drops punctuation inside of what is left («U.S.» becomes «us»), and indexes
parts of words with capitals or digits inside. Fed with plain words it does none of that, so that its positions and its
phrases are ours. What was written instead of a plain word, and what stands around it, is kept as the id of an empty
`<i>` before it: ids come out of Pagefind unchanged, each with its position. An empty `<b>` begins each passage.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from urllib.parse import quote

from pressmark.query.passages import Passage
from pressmark.words import words

BORDER = "\u00b6"  # takes up a position between passages, and is no word: phrases end at it
# What Pagefind reads as one word and nothing else, and what comes out of it as it went in.
_PLAIN = re.compile(r"[$(]*(?:[A-Z]?[a-z]+|[A-Z]+|[0-9]+)[.,;:!?)%-]* ")


def document(indexed: Iterable[Passage]) -> bytes:
    """The HTML of one article's document."""
    parts = [f'<b id="{quote(passage.id)}"></b> {" ".join(_fed(passage.text))} {BORDER}' for passage in indexed]
    return "\n".join(("<!doctype html><html><body><p>", *parts, "</p></body></html>")).encode()


def _fed(text: str) -> Iterator[str]:
    for folded, written in pieces(text):
        plain = _PLAIN.fullmatch(written)
        yield written.strip() if plain else f'<i id="{quote(written, safe="")}"></i>{folded}'


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """Each word, and what was written: joined together, all that was written is the text."""
    found = list(words(text))
    borders = [_border(text, end, start) for (_, end, _), (start, _, _) in pairwise(found)]
    for (_, _, folded), start, end in zip(found, [0, *borders], [*borders, len(text)], strict=False):
        written = text[start:end]
        yield folded, written if end < len(text) else f"{written} "


def _border(text: str, end: int, start: int) -> int:
    """Where, between two words, the first one's writing ends: behind the last white space, else at the second word."""
    for place in range(start, end, -1):
        if text[place - 1].isspace():
            return place
    return start

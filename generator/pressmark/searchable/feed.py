"""The documents that Pagefind indexes: words as `pressmark.words` has them, one for each of Pagefind's positions.

Pagefind divides texts at white space only, drops punctuation inside of what is left («U.S.» becomes «us»), and indexes
parts of words with capitals or digits inside. Fed with plain words it does none of that, so that its positions and its
phrases are ours. What was written instead of a plain word, and what stands around it, is kept as the id of an empty
`<i>` before it: ids come out of Pagefind unchanged, each with its position. An empty `<b>` begins each passage.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from urllib.parse import quote

import regex

from pressmark.values import Frozen
from pressmark.words import WORD, WORDLESS, words

Text = Sequence[tuple[str, str]]  # passages: the id and the text of each
BORDER = "\u00b6"  # takes up a position between passages, and is no word: phrases end at it
# What Pagefind reads as one word and nothing else, and what comes out of it as it went in.
_PLAIN = re.compile(r"[$(]*(?:[A-Z]?[a-z]+|[A-Z]+|[0-9]+)[.,;:!?)%-]* ")
# A word and what is written with it: up to the last white space before the next word, else up to that word.
_ASCII_PIECE = re.compile(r"[^0-9A-Za-z]*[0-9A-Za-z]+(?:[^0-9A-Za-z]*(?:\Z|\s)|[^0-9A-Za-z]*)")
_WORD = regex.compile(WORD)
_PIECE = regex.compile(rf"{WORDLESS}*(?:{WORD})(?:{WORDLESS}*(?:\Z|[\s\x1c-\x1f])|{WORDLESS}*)")


class Document(Frozen):
    """The HTML of one article's document, and the words of each of its passages."""

    html: bytes
    words: tuple[Sequence[str], ...]


def document(text: Text) -> Document:
    """What Pagefind is fed of one article."""
    parts, held = [], []
    for identifier, passage in text:
        found, fed = _fed(passage.replace("\n", " "))  # which is what pages show
        parts.append(f'<b id="{quote(identifier)}"></b> {" ".join(fed)} {BORDER}')
        held.append(found)
    html = "\n".join(("<!doctype html><html><body><p>", *parts, "</p></body></html>"))
    return Document(html.encode(), tuple(held))


def _fed(text: str) -> tuple[Sequence[str], Sequence[str]]:
    """The words of a text, and how Pagefind is fed with each."""
    if not _WORD.search(text):
        return (), ()
    written = _ASCII_PIECE.findall(text) if text.isascii() else _PIECE.findall(text)
    written[-1] += " "
    found, fed = zip(*map(_as_fed, written), strict=True)
    if not all(found):
        found, fed = zip(*((word, _marked(word, one)) for word, one in pieces(text)), strict=True)
    return found, fed


@lru_cache(maxsize=1 << 17)  # most of what is written is written often
def _as_fed(written: str) -> tuple[str, str]:
    held = list(words(written))
    word = held[0][2] if len(held) == 1 else ""  # nothing but marks is no word, though it looks like one
    return word, _marked(word, written)


def _marked(word: str, written: str) -> str:
    return written.strip() if _PLAIN.fullmatch(written) else f'<i id="{quote(written, safe="")}"></i>{word}'


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

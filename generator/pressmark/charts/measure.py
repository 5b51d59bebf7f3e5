"""How much room a text takes. The reader's font is not known here, so that this errs on the wide side."""

import unicodedata
from typing import Final

_NARROW = frozenset("ijl.,:;'’|!()[]{} tfrI1-")
_WIDE = frozenset("mwMWQO@%&—")
_FULL = frozenset("WF")  # East Asian widths: wide and full
NARROW: Final = 0.38
USUAL: Final = 0.62
CAPITAL: Final = 0.72
BROAD: Final = 0.95


def width(text: str, size: float) -> float:
    """The width of a text in a sans-serif face of a size."""
    return size * sum(_em(character) for character in text)


def lines(text: str, size: float, room: float, most: int) -> tuple[str, ...]:
    """A text on as many lines as it needs, or as there may be; what does not fit is cut off, with an ellipsis."""
    found: list[str] = []
    while width(text, size) > room and len(found) < most - 1:
        first, text = _broken(text, size, room)
        found.append(first)
    return (*found, cut(text, size, room)) if text else tuple(found)


def cut(text: str, size: float, room: float) -> str:
    """A text, or as much of its beginning as fits with an ellipsis."""
    if width(text, size) <= room:
        return text
    while text and width(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _broken(text: str, size: float, room: float) -> tuple[str, str]:
    """A first line of whole words and the rest; a word that is too long for a line by itself is broken."""
    words = text.split()
    for count in range(len(words) - 1, 0, -1):
        first = " ".join(words[:count])
        if width(first, size) <= room:
            return first, " ".join(words[count:])
    fitting = next((end for end in range(len(text), 0, -1) if width(text[:end], size) <= room), 1)
    return text[:fitting], text[fitting:].lstrip()


def _em(character: str) -> float:
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in _FULL:
        return 1
    if character in _NARROW:
        return NARROW
    if character in _WIDE:
        return BROAD
    return CAPITAL if character.isupper() else USUAL

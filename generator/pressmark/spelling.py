"""How names are spelt in texts: folding, whole words, capitals, scripts without spaces."""

import re
import unicodedata
from collections.abc import Sequence

from pressmark.quotes import TYPOGRAPHIC, fold

_WORD = re.compile(r"\w+")
_FOLDING = TYPOGRAPHIC | str.maketrans(dict.fromkeys("\n\t\u00a0\u2007\u202f", " "))
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc-\u30ff]")
# Scripts that are written without spaces between words, or (Hangul) glue particles to names.
_PLAIN = frozenset(" \n,;:'\"()“”’—–-/<>")  # what may stand beside a whole word, whatever is behind it
SPACELESS = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]")


def fold_name(name: str) -> str:
    """A name as it is looked for in a folded text."""
    return _lower(_plain(name))


def fold_text(text: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """A text as names are looked for in it, and where each of its characters stands in the original."""
    if text.isascii():  # of which most texts are: only blanks and capitals are left to be folded
        folded = text.replace("\n", " ").replace("\t", " ").lower()
        return folded, range(len(text)), range(1, len(text) + 1)
    if unicodedata.is_normalized("NFC", text):
        folded = _lower(text.translate(_FOLDING))
        return folded, range(len(text)), range(1, len(text) + 1)
    slow = fold(text)
    return _lower(slow.text), slow.starts, slow.ends


def _lower(text: str) -> str:
    """Lower case, each character by one: `İ` has two in lower case and stays."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether a match is made of whole words. In scripts without spaces between words any place is a border."""
    return _border(text, start, -1) and _border(text, end - 1, 1)


def _border(text: str, edge: int, step: int) -> bool:
    """Whether a word may end at an edge: a letter or digit may not follow, nor a dot with one behind it (`zoom.us`)."""
    near = text[edge + step] if 0 <= edge + step < len(text) else " "
    if _KATAKANA.match(text[edge]) and _KATAKANA.match(near):
        return False  # a run of katakana is one word, most often a foreign name
    if near in _PLAIN or SPACELESS.match(text[edge]) or SPACELESS.match(near):
        return True
    if near.isalnum() or near in "_@" or unicodedata.combining(near):
        return False
    far = text[edge + 2 * step] if 0 <= edge + 2 * step < len(text) else " "
    return not (near == "." and far.isalnum() and not SPACELESS.match(far))


def has_capitals(written: str, name: str, *, exactly: bool) -> bool:
    """Whether a text's capitals fit those of a name.

    Where not `exactly`, a text may have more capitals than the name, and only words before the last capitalised one
    may have fewer: «mainland China» is Mainland China, «quiet harbour» is not Quiet Harbour.
    """
    if exactly:
        return _plain(written) == _plain(name)
    name_words, words = _WORD.findall(name), _WORD.findall(written)
    if len(name_words) != len(words):
        return True  # only in texts not in NFC; the folded forms have been found equal
    capitalised = [i for i, word in enumerate(name_words) if word[0].isupper()]
    return not capitalised or words[capitalised[-1]][0].isupper()


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).translate(TYPOGRAPHIC).split())

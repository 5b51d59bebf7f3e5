"""Texts that are nearly the same: found by a sketch of each, settled by comparing their words.

The sketch is that of A. Z. Broder, «On the resemblance and containment of documents» (1997): the smallest hashes of
all runs of a few words. Texts that share none of these are not alike, and need not be compared.
"""

import re
import unicodedata
import zlib
from collections import Counter, defaultdict
from heapq import nsmallest

from rapidfuzz.distance import Indel

ALIKE = 0.8  # of the words, in order
_RUN = 4  # words
_SKETCH = 24  # hashes
_SHARED = 3  # hashes that make a comparison worth while
_WORD = re.compile(r"\w+")


class Alike:
    """The texts of an archive, each under a name."""

    def __init__(self) -> None:
        self._words: dict[str, tuple[str, ...]] = {}
        self._by_hash: defaultdict[int, list[str]] = defaultdict(list)

    def add(self, name: str, text: str) -> None:
        """Take in a text."""
        words = _words(text)
        self._words[name] = words
        for one in _sketch(words):
            self._by_hash[one].append(name)

    def nearest(self, text: str) -> tuple[str, float]:
        """The text most like another and how alike they are, from 0 to 1; nothing where none is nearly the same."""
        words = _words(text)
        shared = Counter(name for one in _sketch(words) for name in self._by_hash.get(one, ()))
        best = ("", 0.0)
        for name, count in shared.most_common(8):
            if count < min(_SHARED, len(words)):
                break
            share = Indel.normalized_similarity(words, self._words[name], score_cutoff=ALIKE)
            best = max(best, (name, share), key=lambda one: one[1])
        return best if best[1] >= ALIKE else ("", 0.0)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def _sketch(words: tuple[str, ...]) -> list[int]:
    runs = {" ".join(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1))} if words else set()
    return nsmallest(_SKETCH, {zlib.crc32(run.encode()) for run in runs})

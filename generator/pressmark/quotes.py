"""Quote locks: a quote is found in a text exactly, or not at all.

White space is collapsed, typographic quotes and dashes are folded, and both sides are brought to NFC; everything else
counts. The model is the W3C Web Annotation TextQuoteSelector (exact, prefix, suffix).
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from pressmark.model import Anchor, Body, Quote
from pressmark.values import Frozen

TYPOGRAPHIC = str.maketrans(
    {**dict.fromkeys("‘’‚‛‹›", "'"), **dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‐‑‒–—―−", "-")},
)
MOST_PLACES = 1_000  # of one quote that are told apart
MOST_TRIES = 100_000  # places at which prefix and suffix are compared; no text says the same so often
_BLANKS = re.compile(r"\s+")
_RUN_OF_BLANKS = re.compile(r"\s\s+")


class Folded(Frozen):
    """A text as quotes see it; its i-th character stands for `starts[i]` to `ends[i]` of the original."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def fold(text: str) -> Folded:
    """Fold a text, keeping the way back; linear."""
    if unicodedata.is_normalized("NFC", text) and not any(map(_combines, set(text))):
        return _singly(text.translate(TYPOGRAPHIC))
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        cluster = text[start:end]
        folded = " " if cluster.isspace() else unicodedata.normalize("NFC", cluster).translate(TYPOGRAPHIC)
        out.append(folded)
        starts.extend([start] * len(folded))
        ends.extend([end] * len(folded))
    return Folded("".join(out), starts, ends)


def _singly(text: str) -> Folded:
    """A text of which each character stands for itself: only runs of blanks are left to be folded."""
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for run in _RUN_OF_BLANKS.finditer(text):
        starts.extend(range(done, run.start() + 1))
        ends.extend(range(done + 1, run.start() + 1))
        ends.append(run.end())
        done = run.end()
    starts.extend(range(done, len(text)))
    ends.extend(range(done + 1, len(text) + 1))
    return Folded(_BLANKS.sub(" ", text), starts, ends)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """The smallest stretches that fold by themselves: white space, or a character with what combines with it."""
    start = 0
    while start < len(text):
        end = start + 1
        blank = text[start].isspace()
        while end < len(text) and (text[end].isspace() if blank else _combines(text[end])):
            end += 1
        yield start, end
        start = end


def _combines(character: str) -> bool:
    return character > "\u02ff" and (unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff")


def _cuts(text: str, at: int) -> bool:
    """Whether a border would part a character from what combines with it."""
    return 0 < at < len(text) and _combines(text[at]) and not text[at - 1].isspace()


def key(text: str) -> str:
    """A quote as it is looked for."""
    return fold(text).text.strip()


def locate(quote: Quote, body: Body, folded: Folded) -> tuple[Anchor, ...]:
    """Every place of a quote in a body: one is a lock, none is a mistake, several are ambiguous."""
    exact, prefix, suffix = key(quote.exact), key(quote.prefix), key(quote.suffix)
    if not exact:
        return ()
    found: list[Anchor] = []
    position = folded.text.find(exact)
    tries = 0
    while position >= 0 and len(found) < MOST_PLACES and tries < MOST_TRIES:
        tries += 1
        end = position + len(exact)
        whole = not (_cuts(folded.text, position) or _cuts(folded.text, end))
        before = folded.text[max(0, position - len(prefix) - 1) : position].rstrip()
        after = folded.text[end : end + len(suffix) + 1].lstrip()
        if whole and before.endswith(prefix) and after.startswith(suffix):
            found.append(anchor(body, folded.starts[position], folded.ends[end - 1]))
        position = folded.text.find(exact, position + 1)
    return tuple(found)


def anchor(body: Body, start: int, end: int) -> Anchor:
    """A stretch of a body's plain text, with the block it begins in."""
    index = bisect_right(body.blocks, start, key=lambda block: block.start) - 1
    return Anchor(start, end, body.blocks[index].id if index >= 0 else "")

"""The passages most like a quote that is not found: a suggestion to its author, never an anchor."""

from collections.abc import Iterator

from pressmark.model import Anchor, Body, Quote
from pressmark.quotes import Folded, anchor, key
from pressmark.spelling import SPACELESS

LIKE = 70  # per cent; in the demonstration archive 99 of 100 quotes from elsewhere stay below, 1 of 50 with a new word
MAX_WORK = 50_000_000  # letters of a quote times letters of a text: beyond this a search would hold up the others
MAX_SLACK = 40  # letters by which the border of a passage may differ from that of the best stretch
CONTEXT = 4  # words on each side of a place

_Stretch = tuple[int, int]


def nearest(quote: Quote, body: Body, folded: Folded) -> tuple[Anchor, ...]:
    """The passage most like a quote, in whole words; several where none is nearer, none where nothing is like it.

    With a prefix or suffix, it is looked for where these stand.
    """
    exact, text = key(quote.exact), folded.text
    sought = " ".join(filter(None, (key(quote.prefix), exact, key(quote.suffix))))
    if not exact or len(sought) * len(text) > MAX_WORK:
        return ()
    stretches = _alike(sought, text)
    if sought != exact:
        stretches = [(s + start, s + end) for s, e in stretches for start, end in _alike(exact, text[s:e])]
    fitted = sorted({_fitted(exact, text, *stretch) for stretch in stretches})
    return tuple(
        anchor(body, folded.starts[start], folded.ends[end - 1])
        for distance, start, end in fitted
        if distance == fitted[0][0] and start < end
    )


def passage(body: Body, place: Anchor) -> str:
    """The words at a place, as they are quoted."""
    return " ".join(body.text[place.start : place.end].split())


def around(body: Body, place: Anchor) -> str:
    """Where a place is, for its author: the block, and the words before and after it."""
    text, reach = body.text, CONTEXT * 20
    before = " ".join(text[max(0, place.start - reach) : place.start].split()[-CONTEXT:])
    after = " ".join(text[place.end : place.end + reach].split()[:CONTEXT])
    return f"#{place.block} between «{before}» and «{after}»"


def _alike(needle: str, text: str) -> list[_Stretch]:
    """The stretch of a text that is most like a needle, and on each side of it another that is just as like."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - costs start-up, and is wanted only when something is wrong

    best = fuzz.partial_ratio_alignment(needle, text, score_cutoff=LIKE)
    if best is None:
        return []
    found = [(best.dest_start, best.dest_end)]
    for start, end in ((0, best.dest_start), (best.dest_end, len(text))):
        other = fuzz.partial_ratio_alignment(needle, text[start:end], score_cutoff=best.score)
        if other and end - start >= len(needle):
            found.append((start + other.dest_start, start + other.dest_end))
    return found


def _fitted(exact: str, text: str, start: int, end: int) -> tuple[float, int, int]:
    """A stretch between those borders of words that make it most like a quote, behind the share that differs."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415

    def distance(first: int, last: int) -> float:
        return Indel.normalized_distance(exact, text[first:last]) if first < last else 1.0

    slack = min(len(exact) // 2 + 8, MAX_SLACK)
    starts = [at for at in _borders(text, start, slack) if at < len(text) and text[at] != " "] or [start]
    ends = [at for at in _borders(text, end, slack) if at > 0 and text[at - 1] != " "] or [end]
    for _ in range(2):  # one border after the other: what the first turn finds helps the second
        start = min(starts, key=lambda first: distance(first, end))
        end = min(ends, key=lambda last: distance(start, last))
    return distance(start, end), start, end


def _borders(text: str, near: int, slack: int) -> Iterator[int]:
    for at in range(max(0, near - slack), min(len(text), near + slack) + 1):
        sides = text[max(0, at - 1) : at + 1]
        if at in {0, len(text)} or not sides.isalnum() or SPACELESS.search(sides):
            yield at

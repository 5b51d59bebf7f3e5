"""Excerpts: the first words of a text and the words that prove its facts, as a text that holds nothing else.

What comes out is a body of its own: its markup, blocks, offsets and anchors are made from the published words alone.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from pressmark.model import Anchor, Annotation, Article, Block, Body, BodyLink, Claim, Event, Quote, Run, Zone
from pressmark.spelling import SPACELESS
from pressmark.standoff import HEAD, SEAM
from pressmark.values import Frozen, replace

Stretch = tuple[int, int]
CUT = '<span class="cut">[…]</span>'  # markup, so that it is no part of the text
_SOUTH_EAST_ASIAN = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
# Where no spaces part words, each letter counts as one: an excerpt is rather too short than too long.
_SINGLE = f"(?:{SPACELESS.pattern}|[{_SOUTH_EAST_ASIAN}])"
_WORD = f"{_SINGLE}|(?:(?!{_SINGLE})\\S)+"  # compiled when needed, which takes 3 ms


def count_words(text: str) -> int:
    """How many words a text has."""
    return sum(1 for _ in re.finditer(_WORD, text))


def added_words(article: Article, words: int) -> int:
    """How many words the quotes of an article add to its first `words`."""
    text = article.body.text
    return sum(count_words(text[start:end]) for start, end in _stretches(article, words)) - min(
        words, count_words(text)
    )


def excerpted(article: Article, words: int) -> Article:
    """An article with the first `words` of its text and the words that its facts and notes quote, and no others."""
    made = _Excerpt(article.body, _stretches(article, words))
    return replace(
        article,
        body=made.body,
        claims=tuple(replace(claim, quote=made.quote(claim.quote)) for claim in article.claims),
        events=tuple(replace(event, quote=made.quote(event.quote)) for event in article.events),
        annotations=tuple(replace(note, quote=made.quote(note.quote)) for note in article.annotations),
    )


def _stretches(article: Article, words: int) -> list[Stretch]:
    """What is published of a text, in order, without overlaps."""
    facts: tuple[Claim | Event | Annotation, ...] = (*article.claims, *article.events, *article.annotations)
    anchors = (fact.quote.anchor for fact in facts if fact.quote and fact.quote.anchor)
    merged: list[Stretch] = []
    for start, end in sorted([(0, _end_of(article.body.text, words)), *((one.start, one.end) for one in anchors)]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _end_of(text: str, words: int) -> int:
    """Where the first `words` of a text end."""
    end = 0
    for number, word in enumerate(re.finditer(_WORD, text), 1):
        end = word.end()
        if number == words:
            return end
    return len(text)


class _Piece(Frozen):
    """A stretch of one block: from where in the whole text, and to where in the excerpt."""

    start: int
    end: int
    to: int


class _Excerpt:
    """Puts the pieces of blocks together as paragraphs of plain text."""

    def __init__(self, body: Body, stretches: Iterable[Stretch]) -> None:
        self.whole = body
        self.starts = list(accumulate((len(run.text) for run in body.runs), initial=0))
        self.pieces: list[_Piece] = []
        self.runs: list[Run] = []
        self.blocks: list[Block] = []
        offset, ending, text = 0, "", body.text
        for block, start, end in self._parts(stretches):
            if self.blocks:
                self.runs.append(Run(ending, "\n\n", Zone.GAP))
                offset, ending = offset + 2, ""
            self.pieces.append(_Piece(start, end, offset))
            name = f"p{len(self.blocks) + 1}"
            opening = f'{ending}<p id="{name}">{HEAD}' + (f"{CUT} " if text[block.start : start].strip() else "")
            for run in self._runs(start, end):
                self.runs.append(replace(run, markup=opening))
                opening = ""
            self.blocks.append(Block(name, offset, offset + end - start))
            offset += end - start
            ending = (f" {CUT}" if text[end : block.end].strip() else "") + f"</p>{SEAM}"
        seams = range(1, len(self.blocks) + 1)
        self.body = Body.of(self.runs, ending, self.blocks, tuple(seams), tuple(self._links()))

    def _parts(self, stretches: Iterable[Stretch]) -> Iterator[tuple[Block, int, int]]:
        """Each stretch block by block, without blanks at its ends."""
        text = self.whole.text
        for start, end in stretches:
            for block in self.whole.blocks:
                first, last = max(start, block.start), min(end, block.end)
                words = text[first:last]
                if words.strip():
                    yield block, first + len(words) - len(words.lstrip()), last - len(words) + len(words.rstrip())

    def _runs(self, start: int, end: int) -> Iterator[Run]:
        """The runs of the whole text between two offsets, without their markup."""
        for number in range(bisect_right(self.starts, start) - 1, bisect_left(self.starts, end)):
            run, first = self.whole.runs[number], self.starts[number]
            text = run.text[max(0, start - first) : end - first]
            if text:
                yield Run("", text, run.zone)

    def _links(self) -> Iterator[BodyLink]:
        for link in self.whole.links:
            place = self.place(link.start, link.end)
            if place:
                yield replace(link, start=place[0], end=place[1])

    def place(self, start: int, end: int) -> Stretch | None:
        """Where words of the whole text stand in the excerpt; None if not all of them do."""
        first = next((piece for piece in self.pieces if piece.start <= start < piece.end), None)
        last = next((piece for piece in self.pieces if piece.start < end <= piece.end), None)
        return (start - first.start + first.to, end - last.start + last.to) if first and last else None

    def quote(self, quote: Quote | None) -> Quote | None:
        """A quote at its new place. Its prefix and suffix are left out: they may be words that are not published."""
        if quote is None or quote.anchor is None:
            return None
        place = self.place(quote.anchor.start, quote.anchor.end)
        if place is None:
            return None
        block = self.blocks[bisect_right(self.blocks, place[0], key=lambda one: one.start) - 1]
        return Quote(quote.exact, anchor=Anchor(*place, block.id))

"""Weave: put any set of spans over a body's plain text into its HTML. The one place where text is marked.

Spans may overlap, nest and run across inline elements, footnotes and table cells: each is cut at the borders of the
runs it crosses, so that the result is well-formed whatever the spans are.
"""

from collections.abc import Callable, Iterable
from html import escape

from pressmark.model import Body, Zone
from pressmark.standoff import HEAD, ROOT, SEAM
from pressmark.values import Frozen

CUTS = 40  # how many cut spans of a page the style sheet tells apart; of those beyond, the first piece is lit


class Span(Frozen):
    """A stretch of plain text to be put into an element.

    `attributes` are written as they are (escaped by the caller); `id` stands on the first piece only. If there are
    more, each has the same number in `data-cut`, by which the style sheet lights all of them with the first.
    """

    start: int
    end: int
    tag: str
    attributes: str = ""
    id: str = ""


def weave(
    body: Body,
    spans: Iterable[Span] = (),
    root: str = "",
    notes: Iterable[tuple[str, str]] = (),
    numbers: Callable[[int], str] | None = None,
) -> str:
    """The HTML of a body with its spans; `root` leads from the page to the site's root.

    Of spans that cover the same text, the one that begins earlier and is longer stands outside. `notes` are HTML by
    the id of the block they belong to: each stands behind the outermost block that its own lies in. `numbers` makes
    the HTML that stands at the head of each numbered block, of its number.
    """
    return _numbered(_sewn(body, _woven(body, spans), notes), numbers).replace(ROOT, root)


def _numbered(html: str, numbers: Callable[[int], str] | None) -> str:
    """Put its number at the head of each block."""
    if numbers is None:
        return html.replace(HEAD, "")
    first, *rest = html.split(HEAD)
    return "".join((first, *(part for number, piece in enumerate(rest, 1) for part in (numbers(number), piece))))


def _woven(body: Body, spans: Iterable[Span]) -> str:
    waiting = sorted((s for s in spans if s.start < s.end), key=lambda s: (s.start, -s.end, s.tag, s.id, s.attributes))
    if not waiting:
        parts = [part for run in body.runs for part in (run.markup, escape(run.text, quote=False))]
        return "".join(parts) + body.tail
    loom = _Loom(waiting)
    offset = 0
    for run in body.runs:
        loom.markup(run.markup)
        loom.run(run.text, offset, marked=run.zone is not Zone.GAP)
        offset += len(run.text)
    loom.close()
    return "".join(loom.out) + body.tail


def _sewn(body: Body, html: str, notes: Iterable[tuple[str, str]]) -> str:
    """Put notes into the seams behind the blocks they belong to."""
    placed = list(notes)
    if not placed:
        return html.replace(SEAM, "")
    numbers = {block.id: number for number, block in enumerate(body.blocks)}
    waiting = sorted(((numbers[block], note) for block, note in placed), key=lambda item: item[0])
    first, *rest = html.split(SEAM)
    out = [first]
    for ended, piece in zip(body.seams, rest, strict=True):
        while waiting and waiting[0][0] < ended:
            out.append(waiting.pop(0)[1])
        out.append(piece)
    return "".join(out)


class _Loom:
    """The output so far, the spans not yet begun, those that the current offset lies in, and those that are open."""

    def __init__(self, waiting: list[Span]) -> None:
        self.out: list[str] = []
        self.waiting = waiting
        self.next = 0
        self.active: list[Span] = []
        self.opened: list[Span] = []
        self.first: dict[int, int] = {}  # where in the output the first piece of a span stands
        self.cut: dict[int, str] = {}  # what the pieces of a cut span have in common

    def markup(self, text: str) -> None:
        """Markup, which no span may reach over; runs that follow one another without any share their spans."""
        if text:
            self.close()
            self.out.append(text)

    def close(self) -> None:
        """End every span that is open."""
        if self.opened:
            self._switch([])

    def run(self, text: str, offset: int, *, marked: bool) -> None:
        """The text of one run."""
        position, end = offset, offset + len(text)
        if not self.active and (self.next == len(self.waiting) or self.waiting[self.next].start >= end):
            self.out.append(escape(text, quote=False))
            return
        while position < end:
            self._advance(position)
            border = self._border(position, end)
            self._switch(self.active if marked else [])
            self.out.append(escape(text[position - offset : border - offset], quote=False))
            position = border

    def _advance(self, position: int) -> None:
        self.active = [span for span in self.active if span.end > position]
        while self.next < len(self.waiting) and self.waiting[self.next].start <= position:
            if self.waiting[self.next].end > position:
                self.active.append(self.waiting[self.next])
            self.next += 1

    def _border(self, position: int, end: int) -> int:
        """The next offset at which the set of spans changes."""
        borders = [span.end for span in self.active]
        if self.next < len(self.waiting):
            borders.append(self.waiting[self.next].start)
        return min((border for border in borders if position < border < end), default=end)

    def _switch(self, wanted: list[Span]) -> None:
        """Close what is not wanted any more, and what stands inside it; open the rest."""
        kept = 0
        while kept < min(len(self.opened), len(wanted)) and self.opened[kept] is wanted[kept]:
            kept += 1
        self.out.extend(f"</{span.tag}>" for span in reversed(self.opened[kept:]))
        for span in wanted[kept:]:
            self._begin(span)
        self.opened = list(wanted)

    def _begin(self, span: Span) -> None:
        """Open a piece of a span. That there are several is only known at the second, which mends the first."""
        first = self.first.setdefault(id(span), len(self.out))
        if span.id and first < len(self.out) and id(span) not in self.cut:
            number = len(self.cut) + 1
            self.cut[id(span)] = f' data-cut="{number}"' if number <= CUTS else ""
            self.out[first] = self._tag(span, named=True)
        self.out.append(self._tag(span, named=first == len(self.out)))

    def _tag(self, span: Span, *, named: bool) -> str:
        name = f' id="{escape(span.id)}"' if span.id and named else ""
        return f"<{span.tag}{name}{self.cut.get(id(span), '')}{span.attributes}>"

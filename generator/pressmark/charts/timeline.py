"""Dates and spans on a scale of days, each as certain as it is.

A day that is certain is a dot. All else is a band over the days that are possible, in which those that are certain
stand out; each end of it says what is known of it. Nothing uncertain is ever drawn as exact.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from pressmark.charts.scale import Scale, Tick, scale_of
from pressmark.dates import Edtf, Extent, Range, Single, Span
from pressmark.values import Frozen, replace

AROUND = 1.5  # percent of the width that a mark needs on each side
MOST_LANES = 16


class End(StrEnum):
    """What is known of the end of a band."""

    SHARP = "sharp"  # that day
    BRACKET = "bracket"  # not outside of it
    FADED = "faded"  # about there, or perhaps there
    OPEN = "open"  # nothing


class Band(Frozen):
    """What is drawn of a date or span, in percent; `dot` is the middle of a day that is certain."""

    start: float
    end: float
    before: End
    after: End
    sure: tuple[float, float] | None = None
    dot: float | None = None
    lane: int = 0

    @property
    def width(self) -> float:
        """How long it is."""
        return round(self.end - self.start, 2)

    @property
    def sure_width(self) -> float:
        """How long its certain part is."""
        return round(self.sure[1] - self.sure[0], 2) if self.sure else 0


class Lasting(Frozen):
    """A span: the days on which it may have stood and certainly did, and whether its ends carry a mark (`~ ? %`)."""

    extent: Extent
    vague_start: bool = False
    vague_end: bool = False


class Timeline(Frozen):
    """Events in lanes, and spans each on its own; None is one that is not drawn.

    Nothing is known of it or, of events that are `left_out`, so little that there is no room for it.
    """

    ticks: tuple[Tick, ...]
    events: tuple[Band | None, ...]
    spans: tuple[Band | None, ...]
    lanes: int
    left_out: int

    @property
    def unknown(self) -> int:
        """How many have no date that could be drawn."""
        return sum(band is None for band in (*self.events, *self.spans)) - self.left_out

    @property
    def shown(self) -> frozenset[str]:
        """What a reader has to be told about: the kinds of ends, dots, and certain parts of bands."""
        bands = [band for band in (*self.events, *self.spans) if band]
        ends = {end.value for band in bands for end in (band.before, band.after)}
        return frozenset(
            ends
            | {"dot" for band in bands if band.dot is not None}
            | {"sure" for b in bands if b.sure and b.dot is None}
        )


def draw(events: Sequence[Edtf], spans: Sequence[Lasting], scale: Scale | None = None) -> Timeline | None:
    """The picture of dates and spans, on a scale or one as long as is needed; None if nothing is known of any."""
    lasting = [_lasting(event) for event in events]
    days = [day for one in (*lasting, *spans) for day in known_days(one.extent)]
    if not days:
        return None
    possible = [one.extent.possible for one in (*lasting, *spans) if known_days(one.extent)]
    before, after = any(one.first is None for one in possible), any(one.last is None for one in possible)
    scale = scale or scale_of(days, before=before, after=after)
    bands = [_band(one, scale) for one in lasting]
    placed = _in_lanes(bands)
    lanes = 1 + max((band.lane for band in placed if band), default=-1)
    left_out = sum(band is not None for band in bands) - sum(band is not None for band in placed)
    return Timeline(scale.ticks(), tuple(placed), tuple(_band(one, scale) for one in spans), lanes, left_out)


def known_days(extent: Extent) -> list[date]:
    """The days that bound an extent, as far as there are any; none if it ends before it begins."""
    first, last = extent.possible
    if first and last and first > last:
        return []
    found = (*extent.possible, *(extent.certain or ()))
    return [day for day in found if day]


def _lasting(event: Edtf) -> Lasting:
    """A date as a span; the ends of an interval carry marks of their own."""
    vague = (event.uncertain, event.uncertain)
    if isinstance(event.value, Range):
        start, end = event.value.start, event.value.end
        vague = (isinstance(start, Single) and start.uncertain, isinstance(end, Single) and end.uncertain)
    return Lasting(Extent(event.possible, event.certain), *vague)


def _band(one: Lasting, scale: Scale) -> Band | None:
    possible, certain = one.extent
    if not known_days(one.extent):
        return None
    if certain and certain == possible and possible.first == possible.last and possible.first:
        return _dot(possible.first, scale)
    start = scale.begin(possible.first) if possible.first else 0
    end = scale.end(possible.last) if possible.last else 100
    return Band(
        start,
        end,
        _end(possible.first, certain.first if certain else None, vague=one.vague_start),
        _end(possible.last, certain.last if certain else None, vague=one.vague_end),
        _sure(certain, scale) if certain else None,
    )


def _dot(day: date, scale: Scale) -> Band:
    start, end = scale.begin(day), scale.end(day)
    return Band(start, end, End.SHARP, End.SHARP, (start, end), round((start + end) / 2, 2))


def _end(possible: date | None, certain: date | None, *, vague: bool) -> End:
    if possible is None:
        return End.OPEN
    if vague:
        return End.FADED
    return End.SHARP if possible == certain else End.BRACKET


def _sure(certain: Span, scale: Scale) -> tuple[float, float]:
    return (scale.begin(certain.first) if certain.first else 0, scale.end(certain.last) if certain.last else 100)


def _in_lanes(bands: Sequence[Band | None]) -> list[Band | None]:
    """The bands in lanes in which they do not touch, the shorter ones first; those for which there is no lane: None."""
    lanes: list[list[tuple[float, float]]] = []
    placed: list[Band | None] = [None] * len(bands)
    order = sorted((band.width, band.start, i, band) for i, band in enumerate(bands) if band)
    for _, start, position, band in order:
        lane = next((n for n, lane in enumerate(lanes) if _free(lane, start, band.end)), len(lanes))
        if lane == MOST_LANES:
            continue
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append((start, band.end))
        placed[position] = replace(band, lane=lane)
    return placed


def _free(lane: Sequence[tuple[float, float]], start: float, end: float) -> bool:
    return all(end + AROUND <= other - AROUND or until + AROUND <= start - AROUND for other, until in lane)

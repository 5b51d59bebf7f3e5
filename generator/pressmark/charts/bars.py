"""Bars: how many there are in each year. Years without any stay in the scale, as gaps."""

from collections.abc import Mapping, Sequence

from pressmark.values import Frozen

HEIGHT = 96  # of the highest bar
ONE = 16  # at most, of a bar for one
ROOM = 18  # above the bars, for numbers
MOST = 60  # bars; where there are more years, each stands for ten or a hundred
FEWEST = 12  # slots, so that few bars are not wide
FILLED = 0.76  # of its slot
STEPS = (1, 2, 5, 10, 20, 50)
NARROW, WIDE = 270, 640  # pixels that there are at least on a narrow and on a wide screen
YEAR, DIGIT, AIR = 34, 8, 6  # the room that a year and a digit take, and that between two labels


class Bar(Frozen):
    """A bar of `height` above the ground; its upper part, `unsure`, stands for years that are not certain."""

    year: int
    count: int
    x: float
    middle: float
    width: float
    height: float
    unsure: float
    narrow: bool
    wide: bool


class Bars(Frozen):
    """Bars from the first year to the last, each of `step` years; widths in percent, heights in pixels.

    `narrow` and `wide` say on what screens there is room: for the year below a bar, for all numbers above them.
    """

    bars: tuple[Bar, ...]
    step: int
    ground: int
    across: float
    narrow: bool
    wide: bool


def draw(counts: Mapping[int, tuple[int, int]]) -> Bars:
    """The bars of some years: for each year that has any, how many, and how many of these are not certain."""
    first, last = min(counts), max(counts)
    step = next(step for step in (1, 10, 100, 1000) if last // step - first // step < MOST)
    slots = range(first // step * step, last + 1, step)
    sums = [_sum([counts[year] for year in range(slot, slot + step) if year in counts]) for slot in slots]
    most = max(count for count, _ in sums)
    highest = min(HEIGHT, ONE * most)
    share = 100 / max(len(slots), FEWEST)
    narrow, wide = (share * room / 100 for room in (NARROW, WIDE))
    bars = (
        Bar(
            year=slot,
            count=count,
            x=round(share * (place + (1 - FILLED) / 2), 2),
            middle=round(share * (place + 0.5), 2),
            width=round(share * FILLED, 2),
            height=round(highest * count / most, 1),
            unsure=round(highest * unsure / most, 1),
            narrow=not slot // step % _gap(narrow),
            wide=not slot // step % _gap(wide),
        )
        for place, (slot, (count, unsure)) in enumerate(zip(slots, sums, strict=True))
    )
    number = len(str(most)) * DIGIT + AIR
    return Bars(tuple(bars), step, highest + ROOM, round(share * len(slots), 2), number <= narrow, number <= wide)


def _sum(counts: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return sum(count for count, _ in counts), sum(unsure for _, unsure in counts)


def _gap(slot: float) -> int:
    """Every how-manieth year gets a label, where a slot has some pixels."""
    return next((step for step in STEPS if step * slot >= YEAR + AIR), STEPS[-1])

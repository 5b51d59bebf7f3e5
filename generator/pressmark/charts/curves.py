"""Lines between boxes: quadratic curves that begin and end at the boxes' borders, with an arrowhead where they end."""

from collections.abc import Sequence
from math import hypot
from typing import NamedTuple

from pressmark.charts.boxes import Box, Point

HEAD, HALF = 9, 4  # length and half the width of an arrowhead
SAMPLES = 16
HALVINGS = 13
AIR = 2  # between a line and the box that it leads to


class Curve(NamedTuple):
    """A quadratic Bézier curve."""

    start: Point
    bend: Point
    end: Point

    def at(self, t: float) -> Point:
        """A point of it, from 0 at the start to 1 at the end."""
        a, b, c = (1 - t) * (1 - t), 2 * t * (1 - t), t * t
        return Point(
            a * self.start.x + b * self.bend.x + c * self.end.x, a * self.start.y + b * self.bend.y + c * self.end.y
        )

    def part(self, first: float, last: float) -> "Curve":
        """The stretch of it between two of its points."""
        start, end = self.at(first), self.at(last)
        on = [_toward(self.start, self.bend, t) for t in (first, last)]
        off = [_toward(self.bend, self.end, t) for t in (first, last)]
        return Curve(start, _toward(on[0], off[0], last), end)

    def moved(self, x: float, y: float) -> "Curve":
        """The same curve elsewhere."""
        return Curve(*(Point(point.x + x, point.y + y) for point in self))


def joining(one: Box, other: Box, bow: float) -> Curve:
    """The curve between the middles of two boxes; its own middle is off the straight line by `bow`."""
    start, end = Point(one.x, one.y), Point(other.x, other.y)
    across, along = end.x - start.x, end.y - start.y
    size = hypot(across, along) or 1
    bend = Point((start.x + end.x) / 2 - 2 * bow * along / size, (start.y + end.y) / 2 + 2 * bow * across / size)
    return Curve(start, bend, end)


def between(curve: Curve, one: Box, other: Box) -> Curve:
    """What is seen of a curve that joins two boxes."""
    return curve.part(_border(curve, one.grown(AIR, AIR), 0, 1), _border(curve, other.grown(AIR, AIR), 1, 0))


def crossings(curve: Curve, boxes: Sequence[Box]) -> int:
    """How many boxes a curve runs through."""
    points = sampled([curve])[1:-1]
    left, right = min(point.x for point in points), max(point.x for point in points)
    top, bottom = min(point.y for point in points), max(point.y for point in points)
    near = (
        box
        for box in boxes
        if box.x - box.width / 2 < right
        and box.x + box.width / 2 > left
        and box.y - box.height / 2 < bottom
        and box.y + box.height / 2 > top
    )
    return sum(any(box.holds(point) for point in points) for box in near)


def head(curve: Curve) -> tuple[Point, Point, Point]:
    """The corners of an arrowhead at the end of a curve, its tip first."""
    tip, back = curve.end, curve.bend
    size = hypot(tip.x - back.x, tip.y - back.y) or 1
    x, y = (tip.x - back.x) / size, (tip.y - back.y) / size
    foot = Point(tip.x - x * HEAD, tip.y - y * HEAD)
    return tip, Point(foot.x - y * HALF, foot.y + x * HALF), Point(foot.x + y * HALF, foot.y - x * HALF)


def sampled(curves: Sequence[Curve]) -> list[Point]:
    """Points all along some curves."""
    return [curve.at(i / SAMPLES) for curve in curves for i in range(SAMPLES + 1)]


def _toward(one: Point, other: Point, t: float) -> Point:
    return Point(one.x + (other.x - one.x) * t, one.y + (other.y - one.y) * t)


def _border(curve: Curve, box: Box, inside: float, outside: float) -> float:
    """Where a curve leaves a box that it begins or ends in."""
    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        if box.holds(curve.at(middle)):
            inside = middle
        else:
            outside = middle
    return outside

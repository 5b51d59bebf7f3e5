"""Boxes on a plane, and pushing apart those that overlap."""

from collections.abc import Sequence
from typing import NamedTuple

ROUNDS = 400
HAIR = 0.01  # a little more than is needed, so that what has been pushed apart is apart
WIDENING = 1.06  # how much more room is made each time that pushing alone does not help


class Point(NamedTuple):
    """A place on the plane."""

    x: float
    y: float


class Box(NamedTuple):
    """A rectangle around its middle."""

    x: float
    y: float
    width: float
    height: float

    def moved(self, x: float, y: float) -> "Box":
        """The same rectangle elsewhere."""
        return self._replace(x=self.x + x, y=self.y + y)

    def grown(self, across: float, along: float) -> "Box":
        """A rectangle that is larger on both sides, and above and below."""
        return Box(self.x, self.y, self.width + 2 * across, self.height + 2 * along)

    def overlaps(self, other: "Box") -> bool:
        """Whether the two have more in common than a border."""
        return (
            abs(self.x - other.x) < (self.width + other.width) / 2
            and abs(self.y - other.y) < (self.height + other.height) / 2
        )

    def holds(self, point: Point) -> bool:
        """Whether a point lies inside."""
        return abs(self.x - point.x) < self.width / 2 and abs(self.y - point.y) < self.height / 2


def overlapping(boxes: Sequence[Box]) -> list[tuple[int, int]]:
    """The positions of all pairs of boxes that overlap."""
    order = sorted(range(len(boxes)), key=lambda i: (boxes[i].x - boxes[i].width / 2, i))
    found = []
    for place, one in enumerate(order):
        right = boxes[one].x + boxes[one].width / 2
        for other in order[place + 1 :]:
            if boxes[other].x - boxes[other].width / 2 >= right:
                break
            if boxes[one].overlaps(boxes[other]):
                found.append((min(one, other), max(one, other)))
    return sorted(found)


def apart(boxes: Sequence[Box], across: float, along: float) -> list[Box]:
    """The boxes moved as little as this simple way can, so that any two of them have so much room between them."""
    placed = [box.grown(across / 2, along / 2) for box in boxes]
    for turn in range(ROUNDS):
        pairs = overlapping(placed)
        if not pairs:
            break
        for one, other in pairs:
            placed[one], placed[other] = _pushed(placed[one], placed[other])
        if turn % 40 == 39:  # noqa: PLR2004 - every now and then
            placed = [box._replace(x=box.x * WIDENING, y=box.y * WIDENING) for box in placed]
    while overlapping(placed):
        placed = [box._replace(x=box.x * WIDENING + i * HAIR, y=box.y * WIDENING) for i, box in enumerate(placed)]
    return [box.grown(-across / 2, -along / 2) for box in placed]


def _pushed(one: Box, other: Box) -> tuple[Box, Box]:
    """Two boxes, each moved by half of what they overlap, the shorter way."""
    across = (one.width + other.width) / 2 - abs(one.x - other.x)
    along = (one.height + other.height) / 2 - abs(one.y - other.y)
    if across <= 0 or along <= 0:
        return one, other
    if across < along:
        step = across / 2 + HAIR if one.x < other.x else -across / 2 - HAIR
        return one.moved(-step, 0), other.moved(step, 0)
    step = along / 2 + HAIR if (one.y, one.x) <= (other.y, other.x) else -along / 2 - HAIR
    return one.moved(0, -step), other.moved(0, step)


def bounds(boxes: Sequence[Box]) -> tuple[Point, Point]:
    """The least and the greatest corner of all boxes."""
    return (
        Point(min(box.x - box.width / 2 for box in boxes), min(box.y - box.height / 2 for box in boxes)),
        Point(max(box.x + box.width / 2 for box in boxes), max(box.y + box.height / 2 for box in boxes)),
    )

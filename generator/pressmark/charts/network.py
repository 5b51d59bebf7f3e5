"""A network: names in boxes, and lines between them with arrowheads, in pixels.

A line may stand for several ties. Lines that share their two ends are bowed apart, and one that would run through a
third name is bowed around it. A line's label is drawn where there is room for it; nothing that is written overlaps.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import itemgetter

from pressmark.charts.boxes import Box, Point, bounds
from pressmark.charts.curves import HEAD, Curve, between, crossings, head, joining, sampled
from pressmark.charts.layout import ACROSS, placed
from pressmark.charts.measure import lines, width
from pressmark.values import Frozen

TEXT, LABEL = 13, 11.5  # the sizes of names and of labels
STEP = 16  # from one line of a name to the next
ROOM, LINES = 144, 3  # the widest line of a name, and how many it may have
PADDING = 8
MARGIN = 12
AIR = 3  # between a name and a line or label that is not its own
APART = 22  # how far the middles of lines with the same ends are from each other
BOWS = (0, 14, -14, 28, -28, 46, -46, 70, -70, 100, -100)
STRETCHES = (1, 1.2, 1.45)  # tried in turn where lines run through names
CROSS = 0.25  # where on a line a cross stands
PLACES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73)  # along a line, for its label


class Tie(Frozen):
    """A line to be drawn from one node to another, by their positions.

    Of its labels the first is drawn for which there is room. Without `directed` it has no arrowhead; `crossed` puts a
    cross on it.
    """

    first: int
    second: int
    labels: tuple[str, ...] = ()
    directed: bool = True
    crossed: bool = False

    @property
    def ends(self) -> tuple[int, int]:
        """The two nodes, whatever the direction."""
        return min(self.first, self.second), max(self.first, self.second)


class Node(Frozen):
    """A name in its box."""

    box: Box
    lines: tuple[str, ...]


class Line(Frozen):
    """A drawn tie: its curve, the corners of its arrowhead, its cross, its label in a box if there is room for one."""

    curve: Curve
    head: tuple[Point, ...]
    cross: Point | None = None
    label: str = ""
    box: Box | None = None


class Picture(Frozen):
    """A network as it is drawn; nodes and lines in the order in which they were given."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]


def draw(names: Sequence[str], ties: Sequence[Tie], length: float, *, upright: bool = False) -> Picture:
    """The picture of a network, rather high than wide if `upright`; lines have a `length` where there is room."""
    texts = [lines(name, TEXT, ROOM, LINES) for name in names]
    sizes = [(max(width(line, TEXT) for line in text) + 2 * PADDING, STEP * len(text) + PADDING) for text in texts]
    boxes, curves = _clearest(sizes, ties, length, upright=upright)
    labels = _labels(ties, curves, boxes)
    inked = [*boxes, *(box for _, box in labels if box), *(Box(*point, 0, 0) for point in sampled(curves))]
    low, high = bounds(inked)
    x, y = MARGIN - low.x, MARGIN - low.y
    return Picture(
        round(high.x - low.x) + 2 * MARGIN,
        round(high.y - low.y) + 2 * MARGIN,
        tuple(Node(box.moved(x, y), text) for box, text in zip(boxes, texts, strict=True)),
        tuple(
            _line(tie, curve.moved(x, y), label, box and box.moved(x, y))
            for tie, curve, (label, box) in zip(ties, curves, labels, strict=True)
        ),
    )


def _line(tie: Tie, curve: Curve, label: str, box: Box | None) -> Line:
    return Line(curve, head(curve) if tie.directed else (), curve.at(CROSS) if tie.crossed else None, label, box)


def _clearest(
    sizes: Sequence[tuple[float, float]], ties: Sequence[Tie], length: float, *, upright: bool
) -> tuple[list[Box], list[Curve]]:
    """Boxes and lines so wide apart that no line runs through a name; if that cannot be, as few as can be."""
    edges = sorted({tie.ends for tie in ties})
    found: list[tuple[int, float, list[Box], list[Curve]]] = []
    for stretch in STRETCHES:
        boxes = placed(sizes, edges, length * stretch, upright=upright)
        low, high = bounds(boxes)
        if found and high.x - low.x > ACROSS:
            break
        hits, curves = _curves(ties, boxes)
        found.append((hits, stretch, boxes, curves))
        if not hits:
            break
    _, _, boxes, curves = min(found)
    return boxes, curves


def _curves(ties: Sequence[Tie], boxes: Sequence[Box]) -> tuple[int, list[Curve]]:
    """The lines, and how often one runs through a name all the same."""
    together: dict[tuple[int, int], list[int]] = defaultdict(list)
    for position, tie in enumerate(ties):
        together[tie.ends].append(position)
    found: dict[int, Curve] = {}
    wide = [box.grown(AIR, AIR) for box in boxes]
    hits = 0
    for (one, other), positions in together.items():
        others = [box for node, box in enumerate(wide) if node not in {one, other}]
        fans = (_fan(boxes[one], boxes[other], len(positions), bow) for bow in BOWS)
        least, fan = _best((sum(crossings(curve, others) for curve in fan), fan) for fan in fans)
        hits += least
        for position, curve in zip(positions, fan, strict=True):
            seen = between(curve, boxes[one], boxes[other])
            found[position] = seen if ties[position].first == one else Curve(*reversed(seen))
    return hits, [found[position] for position in range(len(ties))]


def _fan(one: Box, other: Box, count: int, bow: float) -> list[Curve]:
    """Several curves side by side."""
    return [joining(one, other, bow + (i - (count - 1) / 2) * APART) for i in range(count)]


def _best(ranked: Iterator[tuple[int, list[Curve]]]) -> tuple[int, list[Curve]]:
    """The first fan that crosses nothing, else the first of those that cross least."""
    best = next(ranked)
    for fan in ranked:
        if not best[0]:
            break
        if fan[0] < best[0]:
            best = fan
    return best


def _labels(ties: Sequence[Tie], curves: Sequence[Curve], boxes: Sequence[Box]) -> list[tuple[str, Box | None]]:
    """The labels where there is room for them; arrowheads, crosses and names stay free."""
    taken = [box.grown(AIR, AIR) for box in boxes]
    taken += [Box(*curve.at(place), HEAD * 2, HEAD * 2) for curve in curves for place in (0, 1)]
    taken += [Box(*curve.at(CROSS), HEAD * 2, HEAD * 2) for tie, curve in zip(ties, curves, strict=True) if tie.crossed]
    ink = sorted((*point, number) for number, curve in enumerate(curves) for point in sampled([curve]))
    found: list[tuple[str, Box | None]] = []
    for number, curve in enumerate(curves):
        best = _label(ties, number, curve, taken, ink)
        found.append(best or ("", None))
        if best:
            taken.append(best[1])
    return found


def _label(
    ties: Sequence[Tie], number: int, curve: Curve, taken: Sequence[Box], ink: Sequence[tuple[float, float, int]]
) -> tuple[str, Box] | None:
    """The first label and place that covers no other line, else that covers none of those with the same ends."""
    fair = None
    for label in ties[number].labels:
        size = width(label, LABEL) + AIR
        for box in (Box(*curve.at(place), size, LABEL + AIR) for place in PLACES):
            if any(box.overlaps(other) for other in taken):
                continue
            covered = _covered(box, ink) - {number}
            if not covered:
                return label, box
            if fair is None and all(ties[other].ends != ties[number].ends for other in covered):
                fair = label, box
    return fair


def _covered(box: Box, ink: Sequence[tuple[float, float, int]]) -> set[int]:
    """The lines that a box lies on; `ink` are points of them, from left to right."""
    first = bisect_left(ink, box.x - box.width / 2, key=itemgetter(0))
    last = bisect_left(ink, box.x + box.width / 2, key=itemgetter(0))
    return {line for _, y, line in ink[first:last] if abs(y - box.y) < box.height / 2}

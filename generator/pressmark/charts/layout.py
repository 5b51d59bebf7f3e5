"""Where the nodes of a network go: rustworkx's springs, from a start that is the same every time.

Its parts that hang together are laid out each alone and then set side by side, the largest first. The springs start
from a tree around the best-connected node, in rounded coordinates, so that no chance is left to them.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import cos, hypot, pi, sin, sqrt
from typing import TypeAlias

from pressmark.charts.boxes import Box, Point, apart, bounds

Edge: TypeAlias = tuple[int, int]
ITERATIONS = 500
WIDER = 1.2  # names are wider than high, and so are screens
ASIDE, ABOVE = 32, 18  # the least room between two names, for a line and its arrowhead
BETWEEN = 40  # parts that do not hang together
ACROSS = 1110  # where such parts are set side by side, unless one is wider


def placed(
    sizes: Sequence[tuple[float, float]], edges: Sequence[Edge], length: float, *, upright: bool = False
) -> list[Box]:
    """Boxes of these sizes, placed so that what is tied stands close and nothing overlaps.

    Args:
        sizes: Width and height of each node.
        edges: Pairs of positions in `sizes`.
        length: How long an edge is on average, before boxes are pushed apart.
        upright: Whether the picture should rather be high than wide.
    """
    near = _neighbours(edges)
    parts = [_part(part, sizes, near, length, upright=upright) for part in _parts(len(sizes), near)]
    boxes = [Box(0, 0, 0, 0)] * len(sizes)
    for at, part in zip(_packed([bounds(list(part.values())) for part in parts]), parts, strict=True):
        for node, box in part.items():
            boxes[node] = box.moved(at.x, at.y)
    return boxes


def _neighbours(edges: Sequence[Edge]) -> Mapping[int, list[int]]:
    near: dict[int, set[int]] = defaultdict(set)
    for one, other in edges:
        near[one].add(other)
        near[other].add(one)
    return {node: sorted(others) for node, others in near.items()}


def _parts(count: int, near: Mapping[int, list[int]]) -> list[list[int]]:
    """The nodes of each part that hangs together, the largest part first."""
    seen: set[int] = set()
    parts = []
    for root in range(count):
        if root in seen:
            continue
        part = [root]
        seen.add(root)
        for node in part:
            for other in near.get(node, ()):
                if other not in seen:
                    seen.add(other)
                    part.append(other)
        parts.append(sorted(part))
    return sorted(parts, key=lambda part: (-len(part), part))


def _part(
    part: list[int],
    sizes: Sequence[tuple[float, float]],
    near: Mapping[int, list[int]],
    length: float,
    *,
    upright: bool,
) -> dict[int, Box]:
    level = _scaled(_level(_sprung(part, near)), part, near, length)
    places = [Point(place.y, place.x) if upright else Point(place.x * WIDER, place.y) for place in level]
    boxes = [Box(*place, *sizes[node]) for node, place in zip(part, places, strict=True)]
    return dict(zip(part, apart(boxes, ASIDE, ABOVE), strict=True))


def _sprung(part: list[int], near: Mapping[int, list[int]]) -> list[Point]:
    """The nodes where the springs between them leave them."""
    if len(part) == 1:
        return [Point(0, 0)]
    import rustworkx as rx  # noqa: PLC0415 - only a page with a network pays for loading it

    number = {node: i for i, node in enumerate(part)}
    graph: rx.PyGraph[int, None] = rx.PyGraph()
    graph.add_nodes_from(part)
    graph.add_edges_from_no_data([(number[one], number[o]) for one in part for o in near[one] if one < o])
    start = {number[node]: place for node, place in _tree(part, near).items()}
    found = rx.spring_layout(graph, pos=start, num_iter=ITERATIONS, seed=1)
    return [Point(*found[i]) for i in range(len(part))]


def _tree(part: list[int], near: Mapping[int, list[int]]) -> dict[int, tuple[float, float]]:
    """A tree around the best-connected node; each branch has as much of the circle as it has leaves."""
    root = min(part, key=lambda node: (-len(near[node]), node))
    below: dict[int, list[int]] = {root: []}
    order = [root]
    for node in order:
        for other in sorted(near[node], key=lambda other: (-len(near[other]), other)):
            if other not in below:
                below[node].append(other)
                below[other] = []
                order.append(other)
    leaves: dict[int, int] = {}
    for node in reversed(order):
        leaves[node] = sum(leaves[other] for other in below[node]) or 1
    share = {root: (0.0, 1.0, 0)}
    for node in order:
        begin, size, depth = share[node]
        for other in below[node]:
            share[other] = (begin, size * leaves[other] / leaves[node], depth + 1)
            begin += share[other][1]
    angle = {node: 2 * pi * (begin + size / 2) for node, (begin, size, _) in share.items()}
    return {
        node: (round(share[node][2] * cos(angle[node]), 3), round(share[node][2] * sin(angle[node]), 3))
        for node in order
    }


def _level(points: list[Point]) -> list[Point]:
    """The same picture, turned so that its long axis is level."""
    x = sum(point.x for point in points) / len(points)
    y = sum(point.y for point in points) / len(points)
    centred = [Point(point.x - x, point.y - y) for point in points]
    a = sum(point.x * point.x for point in centred)
    b = sum(point.x * point.y for point in centred)
    c = sum(point.y * point.y for point in centred)
    greatest = (a + c + sqrt((a - c) * (a - c) + 4 * b * b)) / 2
    along, across = (greatest - c, b) if a >= c else (b, greatest - a)
    size = hypot(along, across)
    if not size:
        return centred
    along, across = along / size, across / size
    return [Point(point.x * along + point.y * across, point.y * along - point.x * across) for point in centred]


def _scaled(points: list[Point], part: list[int], near: Mapping[int, list[int]], length: float) -> list[Point]:
    """The same picture in a size in which an edge has the given length on average."""
    at = dict(zip(part, points, strict=True))
    lengths = [hypot(at[one].x - at[o].x, at[one].y - at[o].y) for one in part for o in near.get(one, ()) if one < o]
    mean = sum(lengths) / len(lengths) if lengths else 0
    scale = length / mean if mean else 1
    return [Point(point.x * scale, point.y * scale) for point in points]


def _packed(areas: Sequence[tuple[Point, Point]]) -> list[Point]:
    """How far to move each area so that they stand in rows, each area in the middle of its row."""
    sizes = [(high.x - low.x, high.y - low.y) for low, high in areas]
    room = max([ACROSS, *(width for width, _ in sizes)])
    rows: list[list[int]] = []
    left: list[float] = []
    for number, (width, _) in enumerate(sizes):
        place = next((place for place, free in enumerate(left) if free >= width), len(rows))
        if place == len(rows):
            rows.append([])
            left.append(room)
        rows[place].append(number)
        left[place] -= width + BETWEEN
    moves = {}
    y = 0.0
    for row in rows:
        height = max(sizes[number][1] for number in row)
        x = 0.0
        for number in row:
            low, (width, own) = areas[number][0], sizes[number]
            moves[number] = Point(x - low.x, y + (height - own) / 2 - low.y)
            x += width + BETWEEN
        y += height + BETWEEN
    return [moves[number] for number in range(len(areas))]

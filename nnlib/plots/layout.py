"""Where the nodes of any graph go: in columns by depth, with a free way for every arrow.

After Sugiyama, Tagawa and Toda (1981). A node stands one column before the first that uses it. An
arrow over several columns keeps a slot free in each of them, so that it never runs through a box,
and all arrows from one node share these slots. The slots of a column are put in an order in which
few arrows cross, then moved towards their neighbours. A long graph is folded like a ribbon.

By hand, since Graphviz is a program that a student would have to install beside Python, and
grandalf, which is Python, gives every arrow slots of its own, keeps no room for labels, and folds
nothing: its drawings are as long as their graphs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

import numpy as np
from matplotlib.path import Path

from nnlib.validate import Array

# The parents of every node by its name, the oldest node first.
Parents = Mapping[str, Sequence[str]]
# A name in a column: there stands the node itself, or its arrows pass on their way.
Slot = tuple[str, int]
Link = tuple[Slot, Slot]
Point = tuple[float, float]
# Where a slot is, and the way that its row runs: 1 to the right, −1 to the left.
Spot = tuple[float, float, int]

# In units of the drawing: between boxes, the room of a passing arrow, the width in which an arrow
# changes its height, its bulge at a fold, and between two arrows that enter one box.
_GAP, _LANE, _CURVE, _BULGE, _PORT, _PULL = 0.3, 0.3, 0.6, 0.4, 0.4, 0.2


@dataclass(frozen=True)
class Arrow:
    """The path of an arrow, and the middle of its label's foot; a label may stand on the line."""

    path: Path
    label: Point
    on_line: bool = False


@dataclass(frozen=True)
class Sheet:
    """A graph laid out, in units of its own.

    half: half width and half height of every box; middles: the boxes' by name; arrows: by parent
    and child; lanes: the paths that arrows from one node share before they part.
    """

    half: Point
    middles: dict[str, Point]
    arrows: dict[tuple[str, str], Arrow]
    lanes: list[Path]


def arrange(parents: Parents, half: Point, label: float, aspect: float) -> Sheet:
    """Lay out a graph so that it comes out large on a sheet of the given width per height.

    half: half width and half height of a box; label: the width of the widest label of an arrow.
    """
    columns = _columns(parents)
    links = _links(parents, columns)
    layers = _untangled(_layers(columns, links), links)
    rooms = {
        slot: 2 * half[1] + _GAP if columns[slot[0]] == slot[1] else _LANE
        for layer in layers
        for slot in layer
    }
    heights = _heights(layers, links, rooms)
    run = label + 0.25
    ribbons = [
        _fold(layers, heights, rooms, 2 * half[0] + _CURVE + run, rows)
        for rows in range(1, len(layers) + 1)
    ]
    ribbon = max(ribbons, key=lambda ribbon: min(aspect / ribbon.width, 1 / ribbon.height))
    return _sheet(ribbon, columns, links, half, run)


# --- columns, order and heights ------------------------------------------------------------------


def _columns(parents: Parents) -> dict[str, int]:
    after = dict.fromkeys(parents, 0)
    for child in reversed(list(parents)):
        for parent in parents[child]:
            after[parent] = max(after[parent], after[child] + 1)
    return {name: max(after.values()) - steps for name, steps in after.items()}


def _links(parents: Parents, columns: Mapping[str, int]) -> list[Link]:
    # Every arrow cut into steps from one column to the next; shared steps occur once.
    ways = [
        [*((parent, k) for k in range(columns[parent], columns[child])), (child, columns[child])]
        for child in parents
        for parent in parents[child]
    ]
    return list(dict.fromkeys(step for way in ways for step in pairwise(way)))


def _layers(columns: Mapping[str, int], links: Sequence[Link]) -> list[list[Slot]]:
    slots = dict.fromkeys([*columns.items(), *(slot for link in links for slot in link)])
    depth = max(columns.values()) + 1
    return [[slot for slot in slots if slot[1] == column] for column in range(depth)]


def _untangled(layers: list[list[Slot]], links: Sequence[Link]) -> list[list[Slot]]:
    # Each layer is sorted by the mean place of its neighbours in the layer sorted before it, to and
    # fro; the best order on the way is kept.
    best, fewest = layers, _crossings(layers, links)
    for sweep in range(16):
        before, after = (0, 1) if sweep % 2 == 0 else (1, 0)
        layers = [list(layer) for layer in layers]
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            place = _places(layers)
            means = {
                slot: np.mean(
                    [place[link[before]] for link in links if link[after] == slot] or place[slot]
                )
                for slot in layer
            }
            layer.sort(key=means.__getitem__)
        crossings = _crossings(layers, links)
        if crossings < fewest:
            best, fewest = layers, crossings
    return best


def _places(layers: Sequence[Sequence[Slot]]) -> dict[Slot, int]:
    return {slot: place for layer in layers for place, slot in enumerate(layer)}


def _crossings(layers: Sequence[Sequence[Slot]], links: Sequence[Link]) -> int:
    place = _places(layers)
    return sum(
        (place[a] - place[c]) * (place[b] - place[d]) < 0
        for (a, b), (c, d) in combinations(links, 2)
        if a[1] == c[1]
    )


def _heights(
    layers: Sequence[Sequence[Slot]], links: Sequence[Link], rooms: Mapping[Slot, float]
) -> dict[Slot, float]:
    # Downwards: every slot moves to the mean height of its neighbours, as far as there is room.
    near: dict[Slot, list[Slot]] = {slot: [] for slot in rooms}
    for start, end in links:
        near[start].append(end)
        near[end].append(start)
    heights = dict.fromkeys(rooms, 0.0)
    for _ in range(20):
        for layer in (*layers, *reversed(layers)):
            wanted = [
                sum(heights[slot] for slot in near[this]) / (len(near[this]) + _PULL)
                for this in layer
            ]
            room = [rooms[slot] for slot in layer]
            heights.update(zip(layer, _apart(np.array(wanted), np.array(room)), strict=True))
    return heights


def _apart(wanted: Array, rooms: Array) -> list[float]:
    # The heights nearest to those wanted (least squares) that keep order and rooms. Less what the
    # slots above take up, heights must not fall; those that would are put together at their mean.
    taken = np.cumsum(rooms) - rooms / 2
    groups: list[tuple[float, int]] = []
    for height in wanted - taken:
        size = 1
        while groups and groups[-1][0] > height:
            above, count = groups.pop()
            height = (above * count + height * size) / (count + size)
            size += count
        groups.append((height, size))
    return [*(np.concatenate([np.full(size, height) for height, size in groups]) + taken)]


# --- the ribbon ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Ribbon:
    spots: dict[Slot, Spot]
    width: float
    height: float


def _fold(
    layers: Sequence[Sequence[Slot]],
    heights: Mapping[Slot, float],
    rooms: Mapping[Slot, float],
    pitch: float,
    rows: int,
) -> _Ribbon:
    # Every other row is turned by half a circle, so that the arrows at a fold need not cross.
    length = -(-len(layers) // rows)
    spots, bottom = {}, 0.0
    for start in range(0, len(layers), length):
        way = -1 if start // length % 2 else 1
        row = layers[start : start + length]
        edges = [
            way * heights[slot] + side * rooms[slot] / 2
            for layer in row
            for slot in layer
            for side in (-1, 1)
        ]
        for k, layer in enumerate(row):
            column = k if way > 0 else length - 1 - k
            for slot in layer:
                spots[slot] = column * pitch, min(edges) - bottom - way * heights[slot], way
        bottom += max(edges) - min(edges)
    return _Ribbon(spots, pitch * (length + (rows > 1)), bottom)


def _sheet(
    ribbon: _Ribbon, columns: Mapping[str, int], links: Sequence[Link], half: Point, run: float
) -> Sheet:
    spots = ribbon.spots
    sheet = Sheet(half, {name: spots[name, k][:2] for name, k in columns.items()}, {}, [])
    entries: dict[Slot, list[Slot]] = {}
    for start, end in links:
        entries.setdefault(end, []).append(start)
    for end, starts in entries.items():
        x, y, way = spots[end]
        starts.sort(key=lambda start: -way * spots[start][2] * spots[start][1])
        ports = y + _PORT * ((len(starts) - 1) / 2 - np.arange(len(starts)))
        for start, port in zip(starts, ports, strict=True):
            vertices, codes = _way(spots[start], (x, port, way), half[0], run)
            if columns[end[0]] == end[1]:
                foot = -0.15 if port < y else 0.05
                label = x - way * (half[0] + run / 2 + 0.05), port + foot
                sheet.arrows[start[0], end[0]] = Arrow(Path(vertices, codes), label)
            else:
                vertices.append((x + way * half[0], y))
                sheet.lanes.append(Path(vertices, [*codes, Path.LINETO]))
    return sheet


def _way(start: Spot, end: Spot, half: float, run: float) -> tuple[list[Point], list[Any]]:
    # Curved where nothing else is, then straight into the box, beside its label.
    (x0, y0, way0), (x1, y1, way1) = start, end
    out, into = x0 + way0 * half, x1 - way1 * half
    straight = into - way1 * run
    turned = way0 != way1
    leave, bend = (straight, _BULGE * abs(y1 - y0)) if turned else (out, _CURVE / 2)
    vertices = [(out, y0), (leave, y0), (leave + way0 * bend, y0)]
    vertices += [(straight - way1 * bend, y1), (straight, y1), (into, y1)]
    return vertices, [Path.MOVETO, Path.LINETO, *[Path.CURVE4] * 3, Path.LINETO]

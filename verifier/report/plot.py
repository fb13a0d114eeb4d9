"""A plot of both sides of a refuted claim, as SVG inside a page.

Guarantee: no script, no fonts or colours of its own: those are the page's, so that it
reads in dark and in light. The counterexample is marked on both curves.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from math import ceil, floor, isclose, log10

from verifier.report.curves import Curves, Vertex
from verifier.report.mathematics import plain
from verifier.report.words import letter

WIDTH, HEIGHT = 420, 240
LEFT, RIGHT, TOP, BOTTOM = 48, 12, 14, 40
NEAR = 1e-9
FLAT = 0.2
"""Pixels by which a vertex may lie off a straight line and be left out."""


def plot(found: Curves, id: str) -> str:
    """The curves as an ``<svg>`` element; ``id`` is unique in the page."""
    name = axis(found)
    at = f"{name} = {found.coordinate.value}"
    said = (
        f"Both sides of the claim for {name} from {found.start:.6g} to {found.end:.6g}; "
        f"at the counterexample, {at}, left {height(found.at.left)}, right {height(found.at.right)}"
    )
    frame = Frame(found)
    body = "".join((*frame.grid(), *frame.marks(at), *frame.curves(), *frame.dots(), names(name)))
    return (
        f'<svg class="plot" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="{id}">'
        f'<title id="{id}">{escape(said)}</title>{body}</svg>'
    )


def axis(found: Curves) -> str:
    """The coordinate as its axis names it: ``x``, ``x_2``."""
    spot = ",".join(str(part + 1) for part in found.coordinate.place)
    name = plain(letter(found.coordinate.name))
    return f"{name}_{spot}" if spot else name


def height(value: float | None) -> str:
    """A value as the description gives it."""
    return "undefined" if value is None else f"{value:.6g}"


def lowered(text: str) -> str:
    """``x_2 = 0`` with its index below the line."""
    base, _, rest = text.partition("_")
    below, _, after = rest.partition(" ")
    if not below:
        return escape(text)
    index = f'<tspan class="sub" dy="3">{escape(below)}</tspan>'
    return f'{escape(base)}{index}<tspan dy="-3"> {escape(after)}</tspan>'


def names(name: str) -> str:
    """The name of the axis, and the legend."""
    x, y = (LEFT + WIDTH - RIGHT) // 2, HEIGHT - 4
    return (
        f'<text class="name" x="{WIDTH - RIGHT}" y="{y}" text-anchor="end">{lowered(name)}</text>'
        f'<path class="left" d="M{x - 128} {y - 4}h22"/>'
        f'<text x="{x - 102}" y="{y}">left side</text>'
        f'<path class="right" d="M{x - 34} {y - 4}h22"/>'
        f'<text x="{x - 8}" y="{y}">right side</text>'
    )


class Frame:
    """A window of the plane on the page."""

    def __init__(self, found: Curves) -> None:
        self.found = found

    def x(self, place: float) -> float:
        """Pixels from the left."""
        share = (place - self.found.start) / (self.found.end - self.found.start)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        """Pixels from the top; what is far outside stays near the edge."""
        share = (value - self.found.low) / (self.found.high - self.found.low)
        share = min(max(share, -0.5), 1.5)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    def grid(self) -> Iterator[str]:
        """Lines and their numbers."""
        right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
        for tick in ticks(self.found.start, self.found.end):
            x = pixels(self.x(tick))
            kind = "zero" if tick == 0 else "grid"
            yield f'<path class="{kind}" d="M{x} {TOP}V{bottom}"/>'
            yield f'<text x="{x}" y="{bottom + 14}" text-anchor="middle">{shown(tick)}</text>'
        for tick in ticks(self.found.low, self.found.high):
            y = self.y(tick)
            kind = "zero" if tick == 0 else "grid"
            yield f'<path class="{kind}" d="M{LEFT} {pixels(y)}H{right}"/>'
            yield f'<text x="{LEFT - 6}" y="{pixels(y + 4)}" text-anchor="end">{shown(tick)}</text>'

    def curves(self) -> Iterator[str]:
        """Both sides, cut off at the edge of the window."""
        width, height = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
        yield f'<svg x="{LEFT}" y="{TOP}" width="{width}" height="{height}" '
        yield f'viewBox="{LEFT} {TOP} {width} {height}">'
        for name, parts in (("left", self.found.left), ("right", self.found.right)):
            drawn = "".join(self.path(part) for part in parts)
            yield f'<path class="{name}" d="{drawn}"/>'
        yield "</svg>"

    def path(self, part: tuple[Vertex, ...]) -> str:
        """One connected part; a single point is a dot."""
        corners = straightened([(self.x(place), self.y(value)) for place, value in part])
        head, *rest = (f"{pixels(x)} {pixels(y)}" for x, y in corners)
        return f"M{head}" + (f"L{' '.join(rest)}" if rest else "h0")

    def marks(self, at: str) -> Iterator[str]:
        """Where the counterexample lies."""
        x = self.x(float(self.found.coordinate.value))
        yield f'<path class="mark" d="M{pixels(x)} {TOP}V{HEIGHT - BOTTOM}"/>'
        yield f'<text class="at" x="{pixels(x)}" y="{TOP - 4}" text-anchor="middle">'
        yield f"{lowered(at)}</text>"

    def dots(self) -> Iterator[str]:
        """Both values at the counterexample."""
        x = self.x(float(self.found.coordinate.value))
        for name, value in (("left", self.found.at.left), ("right", self.found.at.right)):
            if value is not None:
                y = pixels(self.y(value))
                yield f'<circle class="{name}" cx="{pixels(x)}" cy="{y}" r="4"/>'


def pixels(value: float) -> str:
    """A coordinate with one decimal, the shortest way."""
    return f"{value:.1f}".removesuffix(".0")


def straightened(corners: list[Vertex]) -> list[Vertex]:
    """``corners`` without those that lie on the line between the ones that are kept."""
    kept, start = corners[:1], 0
    for end in range(2, len(corners)):
        (x0, y0), (x1, y1) = corners[start], corners[end]
        slope = (y1 - y0) / (x1 - x0) if x1 > x0 else 0.0
        between = corners[start + 1 : end]
        if any(abs(y0 + slope * (x - x0) - y) > FLAT for x, y in between):
            start = end - 1
            kept.append(corners[start])
    return kept + corners[-1:] if len(corners) > 1 else kept


def ticks(low: float, high: float) -> list[float]:
    """Round numbers between ``low`` and ``high``, some four to seven."""
    width = high - low
    step = 10.0 ** floor(log10(width))
    for factor in (0.2, 0.5, 1.0, 2.0, 5.0):
        if width / (factor * step) <= 7:
            step *= factor
            break
    return [
        number * step for number in range(ceil(low / step - NEAR), floor(high / step + NEAR) + 1)
    ]


def shown(tick: float) -> str:
    """A number on an axis."""
    return "0" if isclose(tick, 0.0, abs_tol=1e-12) else f"{tick:.4g}".replace("-", "−")

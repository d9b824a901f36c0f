"""Pictures: text and lines with soft edges in a few inks on one ground, written as PNG.

An indexed picture in which each ink has a ramp of shades to the ground. Shapes keep clear of each other, so
a row of a shape is copied into the picture as it is.
PNG: https://www.w3.org/TR/png-3/.
"""

from __future__ import annotations

import functools
import math
import struct
import zlib
from collections.abc import Iterable, Sequence
from itertools import pairwise

from sitegen.pages import strokes
from sitegen.pages.strokes import Point, Stroke

Colour = tuple[int, int, int]

# Shades of an ink beside the ground: three inks and the ground are sixteen colours, four bits a pixel.
_SHADES = 5
# Each row of pixels is looked at along so many lines.
_LINES = 4

# Rows of a shape: the line, where it begins, and a shade for each pixel.
_Mask = tuple[tuple[int, int, bytes], ...]


class Picture:
    """A picture of one ground. Its ``inks`` are numbered from 0."""

    def __init__(self, size: tuple[int, int], ground: Colour, inks: Sequence[Colour]) -> None:
        self.width, self.height = size
        shades = (_mixed(ground, ink, shade) for ink in inks for shade in range(1, _SHADES + 1))
        self._palette = [ground, *shades]
        self._rows = [bytearray(self.width) for _ in range(self.height)]

    def write(self, text: str, at: Point, capital: float, weight: float, ink: int) -> float:
        """Write a text whose base line begins at a point; give where another would begin.

        ``capital`` is the height of a capital, ``weight`` the width of a stroke, as a part of it.
        """
        unit = capital / strokes.CAPITAL
        x, y = at
        *starts, end = strokes.advances(text)
        for sign, start in zip(text, starts, strict=True):
            if sign != " ":
                # On whole pixels, so that each letter of a size is drawn once and its edges stay sharp.
                letter = _letter(sign, unit, weight * capital / 2)
                self._put(letter, round(x + start * unit), round(y), ink)
        return x + end * unit

    def line(self, points: Stroke, thickness: float, ink: int) -> None:
        """Draw a line from point to point with round ends; one point twice is a dot."""
        x, y = (math.floor(part) for part in points[0])
        self._put(_line(tuple((px - x, py - y) for px, py in points), thickness / 2), x, y, ink)

    def png(self) -> bytes:
        """Give the picture as a PNG file."""
        is_small = len(self._palette) <= 16 and self.width % 2 == 0
        rows = map(_halved, self._rows) if is_small else map(bytes, self._rows)
        head = struct.pack(">2I5B", self.width, self.height, 4 if is_small else 8, 3, 0, 0, 0)
        palette = b"".join(map(bytes, self._palette))
        data = zlib.compress(b"".join(b"\0" + row for row in rows))
        parts = ((b"IHDR", head), (b"PLTE", palette), (b"IDAT", data), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)

    def _put(self, mask: _Mask, x: int, y: int, ink: int) -> None:
        inked = bytes([0, *range(1 + ink * _SHADES, 1 + (ink + 1) * _SHADES), *bytes(255 - _SHADES)])
        for line, left, shades in mask:
            self._rows[y + line][x + left : x + left + len(shades)] = shades.translate(inked)


@functools.lru_cache(maxsize=1024)
def _letter(sign: str, unit: float, radius: float) -> _Mask:
    lines = strokes.glyph(sign)[0]
    placed = (tuple((x * unit, -y * unit) for x, y in line) for line in lines)
    return _mask(placed, radius * strokes.fineness(sign))


@functools.lru_cache(maxsize=64)
def _line(points: Stroke, radius: float) -> _Mask:
    return _mask((points,), radius)


def _mask(lines: Iterable[Stroke], radius: float) -> _Mask:
    """Cover pixels by strokes with round ends: each line through a row of pixels meets them in spans."""
    spans: dict[int, list[Point]] = {}
    for points in lines:
        for start, end in pairwise(points):
            _cross(start, end, radius, spans)
    rows: dict[int, list[Point]] = {}
    for line, found in spans.items():
        rows.setdefault(line // _LINES, []).extend(_united(found))
    return tuple((line, *_shaded(found)) for line, found in sorted(rows.items()))


def _cross(start: Point, end: Point, radius: float, spans: dict[int, list[Point]]) -> None:
    """Note the span in which each line meets a segment with round ends, which is convex."""
    (ax, ay), (bx, by) = sorted((start, end), key=lambda point: point[1])
    dx, dy = bx - ax, by - ay
    length = math.hypot(dx, dy)
    nx, ny = (-dy / length * radius, dx / length * radius) if length else (0.0, 0.0)
    # Line n runs at a height of (n + 0.5) / _LINES.
    first = math.ceil((ay - radius) * _LINES - 0.5)
    last = math.floor((by + radius) * _LINES - 0.5)
    for line in range(first, last + 1):
        y = (line + 0.5) / _LINES
        ends: list[float] = []
        for x, up in ((ax, y - ay), (bx, y - by)):
            if abs(up) <= radius:
                reach = math.sqrt(radius * radius - up * up)
                ends += (x - reach, x + reach)
        if dy:
            for sx, sy in ((ax + nx, ay + ny), (ax - nx, ay - ny)):
                if 0 <= (part := (y - sy) / dy) <= 1:
                    ends.append(sx + part * dx)
        if ends:
            spans.setdefault(line, []).append((min(ends), max(ends)))


def _united(spans: list[Point]) -> list[Point]:
    spans.sort()
    united = [spans[0]]
    for left, right in spans[1:]:
        if left <= united[-1][1]:
            united[-1] = united[-1][0], max(right, united[-1][1])
        else:
            united.append((left, right))
    return united


def _shaded(spans: Iterable[Point]) -> tuple[int, bytes]:
    """Give where a row begins and its shades: a span covers pixels whole, but for those that it ends in."""
    partly: dict[int, float] = {}
    steps: dict[int, int] = {}
    for left, right in spans:
        first, last = math.floor(left), math.floor(right)
        # Whole from the first pixel to before the last; then less what the span leaves of each.
        for place, step in ((first, 1), (last, -1)):
            steps[place] = steps.get(place, 0) + step
        partly[first] = partly.get(first, 0.0) - (left - first)
        partly[last] = partly.get(last, 0.0) + (right - last)
    places = sorted(steps)
    shades, level = bytearray(), 0
    for place, following in zip(places, [*places[1:], places[-1] + 1], strict=True):
        level += steps[place]
        shades.append(_shade(level + partly[place]))
        shades += bytes([_shade(level)]) * (following - place - 1)
    return places[0], bytes(shades)


def _shade(covered: float) -> int:
    return round(covered * _SHADES / _LINES)


def _halved(row: bytearray) -> bytes:
    """Write two pixels in a byte."""
    high, low = int.from_bytes(row[::2], "big") << 4, int.from_bytes(row[1::2], "big")
    return (high | low).to_bytes(len(row) // 2, "big")


def _mixed(ground: Colour, ink: Colour, shade: int) -> Colour:
    red, green, blue = (
        round(below + (above - below) * shade / _SHADES) for below, above in zip(ground, ink, strict=True)
    )
    return red, green, blue


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

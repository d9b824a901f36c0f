"""A small typeface for pictures: letters as strokes of one width with round ends, as in the site's icon.

A machine that builds a site may have no fonts, and a rasteriser with a font is larger than all of sitegen.
So letters are centre lines, from which ``drawing`` makes areas: what is needed for dates, numbers, names of
categories and a title in Latin letters. Any other text cannot be written, and callers do without.

Capitals are 14 high, small letters 9.4, and the base line is 0. A glyph is strokes parted by ``;``, a stroke
is points ``x,y`` and arcs ``@x,y,rx,ry,from,to``: about a centre, in degrees, counter-clockwise if rising.
"""

from __future__ import annotations

import functools
import math

Point = tuple[float, float]
Stroke = tuple[Point, ...]

CAPITAL = 14
# From the centre line of one letter's edge to that of the next.
_GAP = 3.9
_SPACE = 5.4
# A segment of an arc spans so many degrees: at the size of a headline it is no longer seen.
_STEP = 9
# A sign of so many strokes is drawn with finer ones, as in any typeface.
_MANY, _FINE = 8, 0.7

_GLYPHS = {
    "0": "@4.7,7,4.7,7,0,360",
    "1": "0,11.1 3.7,14 3.7,0",
    "2": "@4.3,9.8,4.2,4.2,168,-38 0,0 8.7,0",
    "3": "@4.1,10.5,3.5,3.5,158,-90 @4.1,3.5,4.1,3.5,90,-158",
    "4": "7,0 7,14 0,4 9.4,4",
    "5": "7.8,14 1.7,14 1.05,7.7 @4.2,4.5,4.3,4.5,137,-157",
    "6": "5.7,14 0.77,6.9 @4.4,4.4,4.4,4.4,145,505",
    "7": "0,14 8.6,14 3,0",
    "8": "@4.3,10.5,3.5,3.5,-90,270 @4.3,3.5,4.3,3.5,90,450",
    "9": "3.1,0 8.03,7.1 @4.4,9.6,4.4,4.4,-35,325",
    "A": "0,0 5.5,14 11,0;1.9,4.6 9.1,4.6",
    "B": "0,0 0,14 4.4,14 @4.4,10.65,3.4,3.35,90,-90 0,7.3;4.4,7.3 @4.8,3.65,3.9,3.65,90,-90 0,0",
    "C": "@7,7,7,7,46,314",
    "D": "0,0 0,14 3.8,14 @3.8,7,7,7,90,-90 0,0",
    "E": "7.4,14 0,14 0,0 7.4,0;0,7.2 6.6,7.2",
    "F": "7.2,14 0,14 0,0;0,7.2 6.4,7.2",
    "G": "@7,7,7,7,46,360 8.4,7",
    "H": "0,0 0,14;9.4,0 9.4,14;0,7.2 9.4,7.2",
    "I": "0,0 0,14",
    "J": "5.8,14 5.8,3.2 @2.9,3.2,2.9,3.2,0,-165",
    "K": "0,0 0,14;8.4,14 0,5.4;3.1,8.6 8.9,0",
    "L": "0,14 0,0 7,0",
    "M": "0,0 0,14 6,5 12,14 12,0",
    "N": "0,0 0,14 9.6,0 9.6,14",
    "O": "@7,7,7,7,0,360",
    "P": "0,0 0,14 4.6,14 @4.6,10.2,3.8,3.8,90,-90 0,6.4",
    "Q": "@7,7,7,7,0,360;9.2,4.2 13.6,-0.6",
    "R": "0,0 0,14 4.6,14 @4.6,10.2,3.8,3.8,90,-90 0,6.4;4.6,6.4 9,0",
    "S": "@4.5,10.5,3.8,3.5,32,270 @4.5,3.5,4.3,3.5,90,-150",
    "T": "0,14 10,14;5,14 5,0",
    "U": "0,14 0,4.8 @4.8,4.8,4.8,4.8,180,360 9.6,14",
    "V": "0,14 5.4,0 10.8,14",
    "W": "0,14 3.9,0 7.8,14 11.7,0 15.6,14",
    "X": "0,0 9.4,14;0,14 9.4,0",
    "Y": "0,14 5,6.6 10,14;5,6.6 5,0",
    "Z": "0,14 9,14 0,0 9.3,0",
    "a": "@4.6,4.7,4.6,4.7,0,360;9.2,9.4 9.2,0",
    "b": "0,15 0,0;@4.6,4.7,4.6,4.7,0,360",
    "c": "@4.7,4.7,4.7,4.7,48,312",
    "d": "9.2,15 9.2,0;@4.6,4.7,4.6,4.7,0,360",
    "e": "0.1,4.8 9.2,4.8 @4.6,4.7,4.6,4.7,0,316",
    "f": "5.6,14.9 @4.8,11.9,2.7,3.1,75,180 2.1,0;0,9.4 5.2,9.4",
    "g": "@4.6,4.7,4.6,4.7,0,360;9.2,9.4 9.2,-0.6 @4.7,-0.6,4.5,3.8,0,-150",
    "h": "0,15 0,0;0,5.2 @4.1,5.2,4.1,4.2,180,0 8.2,0",
    "i": "0,9.4 0,0;0,13.6 0,13.6",
    "j": "2.6,9.4 2.6,-1.4 @-0.2,-1.4,2.8,3,0,-80;2.6,13.6 2.6,13.6",
    "k": "0,15 0,0;7,9.4 0,3.6;2.7,5.9 7.4,0",
    "l": "0,15 0,0",
    "m": "0,9.4 0,0;0,5.6 @3.7,5.6,3.7,3.8,180,0 7.4,0;7.4,5.6 @11.1,5.6,3.7,3.8,180,0 14.8,0",
    "n": "0,9.4 0,0;0,5.2 @4.1,5.2,4.1,4.2,180,0 8.2,0",
    "o": "@4.8,4.7,4.8,4.7,0,360",
    "p": "0,9.4 0,-4.4;@4.6,4.7,4.6,4.7,0,360",
    "q": "9.2,9.4 9.2,-4.4;@4.6,4.7,4.6,4.7,0,360",
    "r": "0,9.4 0,0;0,5 @3.9,5,3.9,4.4,180,72",
    "s": "@3.4,7.05,2.9,2.35,28,270 @3.4,2.35,3.2,2.35,90,-152",
    "t": "2.1,13 2.1,3 @4.8,3,2.7,3,180,285;0,9.4 5.4,9.4",
    "u": "0,9.4 0,4.2 @4.1,4.2,4.1,4.2,180,360;8.2,9.4 8.2,0",
    "v": "0,9.4 4.1,0 8.2,9.4",
    "w": "0,9.4 3.3,0 6.6,9.4 9.9,0 13.2,9.4",
    "x": "0,0 7.4,9.4;0,9.4 7.4,0",
    "y": "0,9.4 4.2,0.2;8.4,9.4 2.6,-4.4",
    "z": "0,9.4 7.2,9.4 0,0 7.4,0",
    ".": "0,0 0,0",
    ",": "0.9,0 0,-2.4",
    ":": "0,0 0,0;0,8 0,8",
    ";": "0.9,0 0,-2.4;0.9,8 0.9,8",
    "!": "0,14 0,4.6;0,0 0,0",
    "?": "@3.9,10.4,3.7,3.6,165,-60 4.2,5.6 4.2,4.6;4.2,0 4.2,0",
    "-": "0,5.4 4.8,5.4",
    "–": "0,5.4 8,5.4",
    "—": "0,5.4 13,5.4",
    "+": "0,6 8,6;4,2 4,10",
    "/": "0,-2 6,15",
    "·": "0,5.6 0,5.6",
    "…": "0,0 0,0;4.4,0 4.4,0;8.8,0 8.8,0",
    "'": "0,14 0,11",
    "’": "0.5,14 0,11.2",
    "&": "10.4,0 2.6,9.4 @4.9,11.3,2.9,2.7,220,-45 1.6,6.2 @4.1,3.6,4.1,3.6,130,330 10,6.6",
    "(": "@6,5.6,6,10,122,238",
    ")": "@-3.1,5.6,6,10,58,-58",
    "_": "0,-1.4 8,-1.4",
    "#": "2.4,0 4,14;7,0 8.6,14;0.4,9.6 10.4,9.6;0,4.4 10,4.4",
    "年": "3.6,14.6 0.5,9.6;2.7,11.8 12.2,11.8;3,7.4 11.6,7.4;3,7.4 3,3.2;0,3.2 13,3.2;7.3,11.8 7.3,-1.4",
    "月": "2.8,13.6 2.8,5 0.6,-1.2;2.8,13.6 10.8,13.6 10.8,-0.9 8.4,-0.9;2.8,9.4 10.8,9.4;2.8,5.2 10.8,5.2",
    "日": "0.6,13.6 9.6,13.6 9.6,-0.6 0.6,-0.6 0.6,13.6;0.6,6.5 9.6,6.5",
    "本": "0,10.6 13,10.6;6.5,14.8 6.5,-1.4;6.5,10.6 0,2.6;6.5,10.6 13,2.6;3.6,2 9.4,2",
    "篇": "2.4,15.4 0.2,12.2;1.7,13.9 6.2,13.9;3.9,13.9 4.8,12;"
    "9.2,15.4 7,12.2;8.5,13.9 13.8,13.9;10.9,13.9 11.8,12;"
    "7,11.6 7.4,10.4;2.4,10 12.6,10 12.6,7 2.4,7;2.4,10 2.4,4 0.2,-1.6;"
    "4.4,4.6 13.2,4.6 13.2,-1.4;4.4,4.6 4.4,-1.6;7.3,4.6 7.3,-1.4;10.2,4.6 10.2,-1.4;4.4,1.7 13.2,1.7",
}  # fmt: skip

SIGNS = frozenset(_GLYPHS)
"""What can be written, beside spaces."""


def writable(text: str) -> bool:
    """Whether all of a text can be written."""
    return SIGNS.issuperset(text.replace(" ", ""))


@functools.lru_cache(maxsize=256)
def glyph(sign: str) -> tuple[tuple[Stroke, ...], float]:
    """Give a sign's strokes and its width, from centre line to centre line."""
    strokes = tuple(_stroke(part) for part in _GLYPHS[sign].split(";"))
    return strokes, max(x for stroke in strokes for x, _ in stroke)


def advances(text: str) -> list[float]:
    """Where each sign of a text begins, and at last where another would: spaces are wider than a gap."""
    at, starts = 0.0, []
    for sign in text:
        starts.append(at)
        at += _SPACE if sign == " " else glyph(sign)[1] + _GAP
    return [*starts, at]


def fineness(sign: str) -> float:
    """How wide a sign's strokes are beside those of the others."""
    return _FINE if len(glyph(sign)[0]) >= _MANY else 1.0


def width(text: str) -> float:
    """How wide a text is, from its first centre line to its last."""
    return max(0.0, advances(text)[-1] - _GAP)


def _stroke(written: str) -> Stroke:
    points: list[Point] = []
    for part in written.split():
        numbers = [float(number) for number in part.lstrip("@").split(",")]
        points += _arc(*numbers) if part.startswith("@") else [(numbers[0], numbers[1])]
    return tuple(points)


def _arc(x: float, y: float, rx: float, ry: float, start: float, end: float) -> list[Point]:
    steps = max(2, round(abs(end - start) / _STEP))
    turns = (math.radians(start + (end - start) * step / steps) for step in range(steps + 1))
    return [(x + rx * math.cos(turn), y + ry * math.sin(turn)) for turn in turns]

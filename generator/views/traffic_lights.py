"""The traffic-light plot: a row a paper, a column a domain, and a sign for the share that is met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from generator.render.picture import Cell, Group, Line, Picture, Shape, Sign, Words, fitted, in_lines
from generator.views.badges import tally_badge
from generator.views.parts import Ref, page_path
from generator.views.summary_plot import Spot, download

ROWS = 50
"""How many papers a picture has at most; more would leave its head out of sight."""
COLUMNS = 40
"""How many domains a picture has at most."""

NAMES = 250
_STEP = 26
_ROW = 32
_LINES = 2
_LETTERS = 14
_HEAD = 150
_SIGNS = {"high": "high", "middle": "middle", "low": "low", "na": "nothing"}
_LEGEND = (("high", "⅔ or more met"), ("middle", "⅓ or more"), ("low", "less"), ("nothing", "none applicable"))


class Light(NamedTuple):
    """How a paper answers a domain: what it meets of what is applicable, and the domain's place on its page."""

    column: int
    yes: int
    applicable: int
    anchor: str


class LightRow(NamedTuple):
    """A paper; domains that its checklist does not have are left out."""

    paper: Ref
    lights: tuple[Light, ...]


@dataclass(frozen=True, slots=True)
class LightsRecord:
    """A traffic-light plot: the domains, each with its page, and the papers."""

    title: str
    columns: tuple[tuple[str, Spot], ...]
    rows: tuple[LightRow, ...]
    file: str = ""


def traffic_lights(origin: str, record: LightsRecord) -> Picture:
    """The plot on the page ``origin``."""
    width = max(NAMES + _STEP * len(record.columns) + 90, NAMES + 110)
    shapes: list[Shape] = []
    for number, (kind, meaning) in enumerate(_LEGEND):
        shapes += [Sign(kind, 0, 26 * number), Words("label", 30, 26 * number + 15, meaning)]
    for number, (title, spot) in enumerate(record.columns):
        href = spot.href(origin)
        words = Words("label", NAMES + _STEP * number + 16, _HEAD - 6, fitted(title, 150) or "–", slanted=True)
        shapes.append(words if href is None else Group((words,), href=href))
    titles = [title for title, _ in record.columns]
    end = NAMES + _STEP * len(record.columns)
    for number, row in enumerate(record.rows):
        shapes.append(Group(tuple(_row(origin, row, titles, end)), y=_HEAD + _ROW * number))
    return Picture(
        title=record.title,
        about="A row a paper, a column a domain. Each sign says what share of the domain's applicable criteria the "
        "paper meets: a triangle that points up for two thirds or more, a square for one third or more, a triangle "
        "that points down for less, a dash where none is applicable. It leads to the domain on the paper's page.",
        width=width,
        height=_HEAD + _ROW * len(record.rows),
        shapes=tuple(shapes),
        columns=("Paper", *titles),
        rows=tuple(_cells(origin, row, len(titles)) for row in record.rows),
        download=download(origin, record.file),
    )


def _row(origin: str, row: LightRow, titles: list[str], end: int) -> list[Shape]:
    page = page_path(row.paper.location)
    title = row.paper.title
    lines = in_lines(title, NAMES - 8, _LINES) or ("–",)
    first = 20 if len(lines) == 1 else 13
    names = tuple(Words("label", 0, first + _LETTERS * number, line) for number, line in enumerate(lines))
    is_whole = " ".join(lines) == " ".join(title.split())
    shapes: list[Shape] = [
        Line("grid", 0, _ROW - 1, end, _ROW - 1),
        Group(names, title="" if is_whole else title, href=Spot(page).href(origin)),
    ]
    for light in row.lights:
        badge = tally_badge(light.yes, light.applicable)
        sign = Sign(_SIGNS[badge.kind], NAMES + 2 + _STEP * light.column, 4)
        said = f"{titles[light.column]}: {badge.word}"
        shapes.append(Group((sign,), title=said, href=Spot(page, light.anchor).href(origin)))
    return shapes


def _cells(origin: str, row: LightRow, columns: int) -> tuple[Cell, ...]:
    said = {light.column: f"{light.yes}/{light.applicable}" for light in row.lights}
    return (
        Cell(row.paper.title, Spot(page_path(row.paper.location)).href(origin)),
        *(Cell(said.get(column, "")) for column in range(columns)),
    )

"""大屏: the figures of a node at a distance, at most ten numbers, regions as tiles, committees by coverage.

Organizations only. It asks anew by itself every few minutes; no script is needed for it. That keeps no session alive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.measures import Dimension
from shuniu.policy.places.arranging import PROVINCE, arranged, called, gathered, region_of
from shuniu.queries.naming import region_names
from shuniu.statistics import Cell, NoFigures, Pair, Table, figure_for, figures_for, trends_for
from shuniu.statistics.answers import NOT_FILLED
from shuniu.statistics.dimensions import WITHIN
from shuniu.web.figures.asked import Asked, asked_node
from shuniu.web.figures.changes import difference_words, year_end_before
from shuniu.web.figures.telling import rows_address
from shuniu.web.frame import actor_of, day_of, keeping_address, with_day
from shuniu.web.parts import Link
from shuniu.web.reloading import address_again
from shuniu.web.rendering import page

SHOWN = (
    "organization_coverage",
    "work_coverage",
    "social_organizations",
    "separate_formation",
    "eligible_not_formed",
    "party_branches",
)
LED_BY, MONTHS = "organization_coverage", 36
EVERY = (5, 15, 60, 0)  # minutes; 0: only when somebody asks
COMMITTEES = 8
READ_LARGE = 20  # above so many tiles their names are written smaller
# Shades of a tile: from which share on.
SHADES = (0.0, 0.2, 0.4, 0.6, 0.8)


@dataclass(frozen=True, slots=True)
class Tile:
    """One region: ``shade`` is None where nothing is counted there."""

    name: str
    pair: Pair | None
    shade: int | None
    address: str


@require_GET
def figure_screen(request: HttpRequest) -> HttpResponse:
    asked, minutes = asked_node(request), _minutes(request)
    told = figures_for(actor_of(request), SHOWN, asked.key, day_of(request))
    silent = next((one.sentence for one in told if isinstance(one, NoFigures)), "")
    address = reverse("figure_screen")
    context: dict[str, Any] = {
        "asked": asked,
        "on": day_of(request),
        "seconds": minutes * 60,
        "again": address_again(request),
        "idle": settings.IDLE_SECONDS // 60,
        "every": [
            Link(
                f"{one} 分钟" if one else "不刷新",
                with_day(request, address, node=asked.code, every=one),
                one == minutes,
            )
            for one in EVERY
        ],
        "silent": silent,
        "leave": with_day(request, reverse("figures"), node=asked.code),
        "keep": keeping_address(request),
        "figures": [],
    }
    if not silent:
        context |= _parts(request, asked, told)
    answer = page(request, "figures/screen.html.jinja", context)
    answer["Cache-Control"] = "no-store"
    return answer


def _minutes(request: HttpRequest) -> int:
    given = request.GET.get("every", "")
    return int(given) if given in {str(one) for one in EVERY} else EVERY[0]


def _parts(request: HttpRequest, asked: Asked, told: Sequence[Table | NoFigures]) -> dict[str, Any]:
    actor, on = actor_of(request), day_of(request)
    then = figures_for(actor, SHOWN, asked.key, year_end_before(on))
    points = trends_for(actor, [LED_BY], asked.key, on, MONTHS)[LED_BY]
    rows, committees, more = _committees(request, asked)
    return {
        "figures": [_figure(request, now, before) for now, before in zip(told, then, strict=True)],
        "led_by": told[0].measure,
        "trend": [point.pair.value if point.pair else None for point in points],
        "since": next((point.on for point in points if point.pair), on),
        **_tiles(request, asked),
        "committees": committees,
        "committees_more": more,
        "committees_all": rows,
    }


def _figure(request: HttpRequest, now: Table | NoFigures, then: Table | NoFigures) -> dict[str, Any]:
    pair, before = _pair(now), _pair(then)
    return {
        "measure": now.measure,
        "pair": pair,
        "rows": rows_address(request, now.measure.key, now.at),
        "step": difference_words(before, pair, now.measure) if pair is not None and before is not None else "",
    }


def _pair(told: Table | NoFigures) -> Pair | None:
    if isinstance(told, NoFigures) or told.numerator is None:
        return None
    return Pair(numerator=told.numerator, denominator=told.denominator)


def _cells(request: HttpRequest, asked: Asked, by: Dimension) -> Sequence[Cell]:
    found = figure_for(actor_of(request), LED_BY, asked.key, day_of(request), [by.value], with_digest=False)
    return found.by if isinstance(found, Table) else ()


def _tiles(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """Tiles at the level that can be read, and those that stand in none of them: together they are the number above."""
    cells = {one.cell["region"]: one for one in _cells(request, asked, Dimension.REGION)}
    nowhere = cells.pop(NOT_FILLED, None)
    tiles = {region_of(beginning): (beginning, codes) for beginning, codes in gathered(cells).items()}
    grid = arranged(tiles)
    names = region_names([code for row in grid for code in row] + [_province(code) for code in tiles])

    def tile(code: str) -> Tile:
        beginning, codes = tiles.get(code, (code, []))
        key = codes[0] if len(codes) == 1 else f"{beginning}{WITHIN}"
        name = called(beginning, names[code]) if code in names else names.get(_province(code), code)
        return _tile(name, [cells[one] for one in codes], _behind(request, asked, key))

    return {
        "tiles": [[tile(code) if code else None for code in row] for row in grid],
        "many": len(tiles) > READ_LARGE,
        "nowhere": nowhere,
        "nowhere_address": _behind(request, asked, NOT_FILLED),
    }


def _province(code: str) -> str:
    return region_of(code[:PROVINCE])


def _behind(request: HttpRequest, asked: Asked, key: str) -> str:
    return rows_address(request, LED_BY, asked.code, region=key, part="denominator")


def _tile(name: str, cells: Sequence[Cell], address: str) -> Tile:
    whole = sum(one.denominator or 0 for one in cells)
    if not whole:
        return Tile(name, None, None, "")
    pair = Pair(numerator=sum(one.numerator for one in cells), denominator=whole)
    shade = max(at for at, least in enumerate(SHADES) if (pair.value or 0) >= least)
    return Tile(name, pair, shade, address)


def _committees(request: HttpRequest, asked: Asked) -> tuple[str, list[dict[str, Any]], int]:
    """Those right below, the highest coverage first; of equal ones in the order of their codes."""
    cells = [one for one in _cells(request, asked, Dimension.CHILD) if one.cell["child"] != asked.code]
    cells.sort(key=lambda one: (-(one.value or 0), one.cell["child"]))
    shown = [
        {
            "name": one.names.get("child") or one.cell["child"],
            "pair": one,
            "address": with_day(request, reverse("figure_screen"), node=one.cell["child"]),
        }
        for one in cells[:COMMITTEES]
    ]
    every = with_day(request, reverse("figures"), node=asked.code)
    return every, shown, len(cells) - len(shown)

"""Everything that can be looked at: every address with every object, in every view of it."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator

from tests.security.asking import address, place_of
from tests.security.expected import NOT_SHOWN
from tests.security.relations import RELATIONS
from tests.security.sitemap import EXPECTED
from tests.security.tree import LURE, World

from shuniu.web.figures.tables import REPORTS

# The views of one page: tabs, tables, breakdowns, searches, other days, parts for HTMX. Each is a query of its own.
VIEWS: dict[str, tuple[str, ...]] = {
    "home": ("on=2019-06-01",),
    "organizations": (f"q={LURE}", "node=po-stranger", "state=eligible", "certificate=near", "on=2019-06-01", "down=1"),
    "organizations_export": (f"q={LURE}", "node=po-far", "columns=address"),
    "organization": ("tab=registration", "tab=party", "tab=acts", "on=2019-06-01", "on=2010-01-01"),
    "party_list": (f"q={LURE}", "node=po-stranger", "term=near", "kind=joint_committee", "on=2019-06-01"),
    "party_export": (f"q={LURE}", "node=po-stranger"),
    "party_organization": ("tab=units", "tab=formation", "on=2019-06-01", "on=2010-01-01"),
    "party_new": ("under=po-stranger", "under=po-joint"),
    "figures": ("by=type", "by=region", "by=field", "by=mode", "by=supervisor", "on=2019-06-01"),
    "figure_export": ("by=supervisor", "by=field"),
    "figure_rows": ("part=denominator", "child=po-stranger", "child=po-far"),
    "figure_rows_export": ("part=denominator", "child=po-stranger"),
    "accounts": (f"called={LURE}",),
    "account_several": ("kind=organizations", "kind=supervisors"),
    "journal": (f"actor={LURE}", "act=organization"),
    "batch": ("state=new", "state=rejected"),
    "batch_marked": (),
}


FULL = os.environ.get("SHUNIU_PROOF") == "full"
# Pages of figures cost most: their views are walked in a full proof, and where ``dear`` asks for them.
DEAR = frozenset({"figures", "reports", "reports_export", "figure_rows", "figure_rows_export", "figure_export", "home"})


def looks(
    world: World, persona: str, *, views: bool = True, dear: bool = False, relations: Collection[str] = RELATIONS
) -> Iterator[tuple[str, str]]:
    """Name and address of each object in each of the relations; every view of what is the persona's own."""
    for name, row in EXPECTED.items():
        if row.get is NOT_SHOWN:
            continue
        for place in ordered(row.subject, persona, relations):
            where = address(world, name, row.subject, place)
            yield name, where
            own = not row.subject or place == place_of(row.subject, persona, "own")
            walked = views and own and (FULL or dear or name not in DEAR)
            for view in views_of(name) if walked else ():
                yield name, f"{where}{'&' if '?' in where else '?'}{view}"


def ordered(subject: str, persona: str, relations: Collection[str]) -> list[str]:
    if not subject:
        return [""]
    return [place for relation in relations if (place := place_of(subject, persona, relation))]


def few(world: World, persona: str) -> Iterator[tuple[str, str]]:
    """One address of each kind that is quickly answered: where it is about who may look, not at what."""
    for name, where in looks(world, persona, views=False, relations=("own",)):
        if name not in DEAR:
            yield name, where


def views_of(name: str) -> tuple[str, ...]:
    if name in ("reports", "reports_export"):
        return tuple(f"report={key}" for key in REPORTS)
    return VIEWS.get(name, ())

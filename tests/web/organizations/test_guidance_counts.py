"""A unit that is both guided and contacted is one unit, and whoever is out of reach is not counted either."""

from __future__ import annotations

from datetime import date

from django.test import Client
from psycopg.types.range import DateRange
from tests.cast import Cast
from tests.web.offices import SINCE, attach, enter, public, sit_down

from shuniu.access import Actor
from shuniu.commands.organizations.hubs import Designation, designate_hubs
from shuniu.models import Guidance
from shuniu.policy.words import HubLevel
from shuniu.queries.organizations.hubs import hub_page
from shuniu.queries.paging import Window
from shuniu.queries.party import card as cards
from shuniu.queries.party.card import GUIDED_SHOWN

ON = date(2020, 1, 1)


def guided(cast: Cast, unit: int, **by: int) -> None:
    for kind in ("guidance", "contact"):
        days = DateRange(SINCE, None)
        Guidance.objects.create(unit_id=unit, kind=kind, period=days, recorded=cast.opening, **by)


def two(cast: Cast) -> tuple[int, int]:
    """One within reach of the joint committee, one of its neighbour."""
    one, other = enter(cast, "澄川市阿岚学会", "澄川市白榆学会")
    attach(cast, [one], cast.joint)
    attach(cast, [other], cast.other)
    return one, other


def test_a_hub_is_told_how_many_organizations_it_contacts_within_reach(cast: Cast) -> None:
    one, other = two(cast)
    (hub,) = enter(cast, "澄川市科学联合会", start=2)
    attach(cast, [hub], cast.joint)
    designate_hubs(cast.act(SINCE), [Designation(unit=hub, level=HubLevel.DISTRICT, designated_by="区社会工委")])
    for unit in (one, other):
        guided(cast, unit, hub_id=hub)

    def contacted(actor: Actor) -> list[int]:
        return [row["contacted"] for row in hub_page(actor, ON, Window(size=20)).rows]

    assert contacted(cast.clerk) == [2]
    assert contacted(cast.secretary) == [1]


def test_a_card_counts_the_units_it_lists(cast: Cast) -> None:
    one, other = two(cast)
    for unit in (one, other):
        guided(cast, unit, party_organization_id=cast.branch)

    def told(client: Client) -> str:
        return client.get("/party/of/branch/", {"tab": "guides", "on": ON.isoformat()}).content.decode()

    def number(actor: Actor) -> int:
        return cards.party_card(actor, "branch", ON).guides[0]

    assert (number(cast.clerk), number(cast.secretary)) == (2, 1)
    page = told(sit_down(cast.secretary))
    assert page.count(f"/organizations/{public(one)}/") == 2 and public(other) not in page
    assert "这里列出其中" not in page


def test_a_list_cut_short_says_how_many_units_it_names(cast: Cast) -> None:
    units = enter(cast, *[f"澄川市第{number}学会" for number in range(GUIDED_SHOWN // 2 + 1)])
    attach(cast, units, cast.joint)
    for unit in units:
        guided(cast, unit, party_organization_id=cast.branch)
    page = sit_down(cast.clerk).get("/party/of/branch/", {"tab": "guides", "on": ON.isoformat()}).content.decode()
    assert f"共 {len(units)} 家，这里列出其中 {len(units) - 1} 家" in page

"""The ways that bench.scale compares: what the product is asked, and the bare statement or answer beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import median
from typing import Any
from unittest.mock import patch

from bench.machine import forget_peak, peak_megabytes
from bench.served import BARE, served
from bench.tallies import PROBE, SCAN

Ways = Mapping[str, Callable[[], Any]]
ON, MEASURE = date(2020, 5, 20), "organization_coverage"
MONTH = ON.replace(day=1) - timedelta(days=1)
TWO, FOUR = "芃墨", "中心"
LARGE = 5_000

FOUND = """
    SELECT r.unit_id, r.name FROM shuniu_registration r
    WHERE r.retracted_id IS NULL AND r.period @> %(on)s::date
      AND shuniu_pairs(r.name::text) @> shuniu_pairs(%(words)s) AND r.name LIKE '%%' || %(words)s || '%%'
    ORDER BY r.sort_key, r.unit_id LIMIT 51
"""
ROWS = """
    SELECT r.unit_id, u.code, r.name, r.type, r.status, r.mode, r.region, r.field, s.org_covered, s.members, n.name
    FROM shuniu_registration r JOIN shuniu_unit u ON u.id = r.unit_id
    JOIN shuniu_standing s ON s.unit_id = u.id AND s.valid_from <= %(on)s
      AND (s.valid_to IS NULL OR s.valid_to > %(on)s)
    JOIN shuniu_naming n ON n.party_organization_id = s.node_id AND n.retracted_id IS NULL AND n.period @> %(on)s::date
    WHERE r.retracted_id IS NULL AND r.period @> %(on)s::date AND s.node_id = %(node)s
    ORDER BY r.sort_key, r.unit_id LIMIT 50
"""


@dataclass(slots=True, kw_only=True)
class Place:
    """Where the world is looked at: its root, a middling node, a joint committee with a clerk, and their actors."""

    root: int
    middle: int
    joint: int
    moved_units: int
    clerk: Any
    secretary: Any
    told: dict[str, Any]

    @classmethod
    def found(cls, bare: Any) -> Place:
        from shuniu.models import Membership, PartyOrganization, Person, Standing, Unit
        from shuniu.queries.accounts import account_named, actor_for, home_office

        home, now = home_office(), datetime.now(UTC)
        clerk, secretary = (actor_for(account, None, now) for account in (home.account, account_named("lianhe")))
        sizes = bare.execute(
            "SELECT l.ancestor_id, count(*) FROM shuniu_lineage l JOIN shuniu_standing s ON s.node_id = l.descendant_id"
            " WHERE l.valid_to IS NULL AND s.valid_to IS NULL AND l.ancestor_id <> %s"
            " GROUP BY 1 HAVING count(*) < %s ORDER BY 2 DESC LIMIT 1",
            [home.node, LARGE],
        ).fetchone()
        told = {one.__name__: one.objects.count() for one in (Unit, PartyOrganization, Person, Membership, Standing)}
        return cls(
            root=home.node,
            middle=sizes[0],
            joint=secretary.node,
            moved_units=sizes[1],
            clerk=clerk,
            secretary=secretary,
            told={**told, "units_of_the_middle_node": sizes[1]},
        )


def figures(bare: Any, place: Place) -> Ways:
    """The root by type out of tallies (of the scan, where the world is too small for them), a node below 5,000."""
    from shuniu.models import TallyNode
    from shuniu.policy.measures import MEASURES, Dimension
    from shuniu.policy.words import Line
    from shuniu.statistics.conditions import counting
    from shuniu.statistics.figures import figure
    from shuniu.statistics.law import law_at
    from shuniu.statistics.numbers import cells

    keeps = TallyNode.objects.filter(pk=place.root).exists()
    one = counting(MEASURES[MEASURE], law_at([place.root], ON)[place.root])
    below = counting(MEASURES[MEASURE], law_at([place.middle], ON)[place.middle])
    probe, root = PROBE if keeps else SCAN, {"node": place.root, "on": ON, "month": MONTH}
    by = (Dimension.TYPE,)
    return {
        "bare_by_type": lambda: bare.execute(probe, root).fetchall(),
        "by_type": lambda: cells(one, place.root, ON, by, Line.RESPONSIBLE, keeps=keeps),
        "bare_small_node": lambda: bare.execute(SCAN, root | {"node": place.middle}).fetchall(),
        "small_node": lambda: cells(below, place.middle, ON, by, Line.RESPONSIBLE, keeps=False),
        "figure_of_the_root": lambda: figure(MEASURE, place.root, ON, ["type"], with_digest=False),
    }


def lists(bare: Any, place: Place) -> Ways:
    """Search among all names as the root's clerk, and the first and the last page of the list."""
    from shuniu.queries.organizations.listing import Filters, organization_page
    from shuniu.queries.paging import Window

    today, everything, four = place.clerk.today, Filters(), _four(bare)

    def page(filters: Filters, **more: Any) -> Callable[[], Any]:
        return lambda: organization_page(place.clerk, today, filters, Window(**more))

    def probe(words: str) -> Callable[[], Any]:
        return lambda: bare.execute(FOUND, {"on": today, "words": words}).fetchall()

    return {
        "bare_search_of_two": probe(TWO),
        "search_of_two": lambda: _named(TWO, today),
        "page_of_the_search_of_two": page(Filters(words=TWO)),
        "bare_search_of_four": probe(four),
        "search_of_four": lambda: _named(four, today),
        "page_of_the_search_of_four": page(Filters(words=four)),
        "bare_last_page": page(everything),
        "last_page": page(everything, before=("\U0010ffff", 2**60)),
    }


def _named(words: str, on: date) -> list[Any]:
    """The condition the list is searched by, asked by nobody in particular."""
    from shuniu.models import Registration
    from shuniu.queries.naming import name_contains

    annotations, condition = name_contains(words)
    rows = Registration.objects.filter(retracted__isnull=True, period__contains=on).annotate(**annotations)
    return list(rows.filter(condition).order_by("sort_key", "unit_id").values_list("unit_id", "name")[:51])


def _four(bare: Any) -> str:
    """Four characters that a name has."""
    name = bare.execute("SELECT name FROM shuniu_registration WHERE length(name) > 8 ORDER BY id LIMIT 1").fetchone()[0]
    return str(name[:4])


@contextmanager
def pages(bare: Any, place: Place) -> Iterator[Ways]:
    """The list of a joint committee as its clerk's browser gets it, beside the same rows as JSON from one server."""
    given = {"on": place.secretary.today, "node": place.joint}
    browser = _browser(place.secretary)
    cookie = "; ".join(f"{one.key}={one.value}" for one in browser.cookies.values())
    with served(lambda: bare.execute(ROWS, given).fetchall(), cookie) as ask:
        assert len(json.loads(ask(BARE))) > 10
        yield {"bare_page": lambda: ask(BARE), "page": lambda: ask("/organizations/")}


def _browser(actor: Any) -> Any:
    from django.conf import settings
    from django.test import Client
    from django.utils.timezone import now

    from shuniu.models import Account

    settings.ALLOWED_HOSTS = ["testserver"]
    account = Account.objects.get(pk=actor.account)
    # The password was never changed here; a bench is not asked to.
    Account.objects.filter(pk=actor.account).update(must_change_password=False)
    client = Client()
    client.force_login(account, backend="shuniu.web.accounts.sessions.AccountBackend")
    session = client.session
    session["epoch"], session["assignment"] = account.epoch, str(actor.assignment_uuid)
    session["seen"] = int(now().timestamp())
    session.save()
    # As every browser after its first page it holds the cookie against forged forms; else each page makes a new one.
    client.get("/")
    return client


def guards(place: Place) -> Ways:
    """Which units may be read: as it is, and as if nothing had ever been left by what has ended."""
    from shuniu.access import guard, visible
    from shuniu.access.written import written
    from shuniu.models import Unit
    from shuniu.policy.grants import Action

    def asked(actor: Any) -> Callable[[], Any]:
        return lambda: visible(Unit.objects.all(), actor, Action.READ_UNIT).count()

    def nothing_left(actor: Any) -> Callable[[], Any]:
        def ask() -> Any:
            with patch.object(guard, "left_to", lambda *_: written("SELECT 0")):
                return asked(actor)()

        return ask

    ways = {}
    for name, actor in (("root", place.clerk), ("joint_committee", place.secretary)):
        ways |= {f"bare_guard_of_{name}": nothing_left(actor), f"guard_of_{name}": asked(actor)}
    return ways


def acts(place: Place, timed: Callable[[Callable[[], Any]], float]) -> dict[str, float]:
    """A back-dated correction of one unit, and a move of the middling node eight years back; each is rolled back."""
    from django.db import transaction

    from shuniu.commands.figures.recount import recount
    from shuniu.models import Jurisdiction, Placement, Registration

    entry = Placement.objects.filter(party_organization=place.middle).values_list("recorded", flat=True)[0]
    at_work = Registration.objects.filter(retracted__isnull=True, period__contains=ON, status="normal")
    units = list(
        Jurisdiction.objects.filter(retracted__isnull=True, unit__in=at_work.values("unit"))
        .exclude(party_organization=place.joint)
        .order_by("unit")[:9]
        .values_list("unit", flat=True)
    )

    def correct(unit: int) -> None:
        Jurisdiction.objects.filter(unit=unit).update(retracted=entry)
        Jurisdiction.objects.create(
            unit_id=unit, party_organization_id=place.joint, period=(ON, None), recorded_id=entry
        )

    def move() -> None:
        held = Placement.objects.get(party_organization=place.middle, retracted__isnull=True)
        Placement.objects.filter(pk=held.pk).update(retracted=entry)
        day = date(place.clerk.today.year - 8, 3, 1)
        other = Placement.objects.exclude(party_organization=place.middle).filter(
            parent=held.parent, retracted__isnull=True, party_organization__managed=True
        )
        for start, end, parent in (
            (held.period.lower, day, held.parent_id),
            (day, None, other.values_list("party_organization", flat=True)[0]),
        ):
            Placement.objects.create(
                party_organization_id=place.middle, parent_id=parent, period=(start, end), recorded_id=entry
            )

    def undone(before: Callable[[], Any], act: Callable[[], Any]) -> float:
        with transaction.atomic():
            before()
            seconds = timed(act)
            transaction.set_rollback(True)
        return seconds

    def ignored() -> None: ...

    def as_a_clerk_does(command: Callable[[], Any]) -> float:
        return undone(ignored, command)

    return {
        "whole_correction": median([as_a_clerk_does(lambda one=one: _corrected(place, one)) for one in units]),
        "whole_move": median([as_a_clerk_does(lambda: _moved(place)) for _ in range(3)]),
        "correction": median(
            [undone(lambda one=one: correct(one), lambda one=one: recount(None, units=[one])) for one in units]
        ),
        "bare_correction": median([undone(ignored, lambda one=one: correct(one)) for one in units]),
        "move": median([undone(move, lambda: recount(None, nodes=[place.middle], only_places=True)) for _ in range(3)]),
        "bare_move": median([undone(move, lambda: _written_again(place.middle)) for _ in range(3)]),
    }


def _corrected(place: Place, unit: int) -> None:
    """The whole command: guard, locks, law, facts, journal and recount."""
    from shuniu.commands.journal import act_of
    from shuniu.commands.party.answering import Answering, take_jurisdiction

    changed = take_jurisdiction(act_of(place.clerk, ON), [Answering(unit=unit, party_organization=place.joint)])
    assert changed == [unit]


def _moved(place: Place) -> None:
    """The whole command, eight years back, to a neighbour's place."""
    from shuniu.commands.journal import act_of
    from shuniu.commands.party.move import Move, move_party_organizations
    from shuniu.models import Placement

    held = Placement.objects.get(party_organization=place.middle, retracted__isnull=True)
    beside = Placement.objects.exclude(party_organization=place.middle).filter(
        parent=held.parent, retracted__isnull=True, party_organization__managed=True
    )
    act = act_of(place.clerk, date(place.clerk.today.year - 8, 3, 1))
    row = Move(party_organization=place.middle, parent=beside.values_list("party_organization", flat=True)[0])
    assert move_party_organizations(act, [row]) == [place.middle]


def _written_again(node: int) -> None:
    """The least that any way must do: read every stretch below and write it again."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE shuniu_standing SET staff = staff WHERE node_id IN ("
            " SELECT descendant_id FROM shuniu_lineage WHERE ancestor_id = %s AND valid_to IS NULL)",
            [node],
        )


def export_growth(place: Place, rows: int) -> float:
    """By how much more memory an export of all rows takes than one of a tenth of them."""
    from itertools import islice
    from tempfile import TemporaryFile

    from shuniu.queries.organizations.listing import Filters, organization_page
    from shuniu.queries.paging import Window
    from shuniu.spreadsheets.tables import write_table_to

    def every_row() -> Any:
        after = None
        while True:
            found = organization_page(place.clerk, place.clerk.today, Filters(), Window(size=1_000, after=after))
            yield from found.rows
            after = found.after
            if after is None:
                return

    def export(count: int) -> float:
        forget_peak()
        with TemporaryFile() as out:
            lines = ([row["name"], row["unit__code"], row["responsible"]] for row in islice(every_row(), count))
            write_table_to(
                out, [("名称", "text"), ("代码", "text"), ("归口", "text")], lines, sheet="表", notes=[], title="表"
            )
        return peak_megabytes()

    export(rows // 100)
    small = export(rows // 10)
    return export(rows) - small

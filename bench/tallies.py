"""What do a figure of a large node and acts below it cost, beside their bare counterparts?

`python -m bench.tallies --units 100000` prints JSON and fails when a ratio passes its limit; milliseconds are told,
never judged. The world is synthetic: a root, ten committees, ten joint committees under each; facts are laid in by SQL,
the derived tables by ``rebuild``.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from datetime import date
from statistics import median
from typing import Any

from bench.machine import machine

ON, MOVED_ON = date(2020, 5, 20), date(2012, 11, 1)
MEASURE = "organization_coverage"
COMMITTEES, JOINT = 10, 10
# Times the bare counterpart, at most; by_type as asked, the others what was measured and two thirds of it again.
LIMITS: Mapping[str, float] = {"by_type": 2, "correction": 25, "move": 14}

PROBE = """
    SELECT key, sum(units), sum(org_covered) FROM (
        SELECT key, units, org_covered FROM shuniu_tallymonth
        WHERE node_id = %(node)s AND margin = 'type' AND month = %(month)s
        UNION ALL SELECT key, units, org_covered FROM shuniu_tallychange
        WHERE node_id = %(node)s AND margin = 'type' AND day > %(month)s AND day <= %(on)s
        UNION ALL SELECT key, units, org_covered FROM shuniu_tallypending
        WHERE node_id = %(node)s AND margin = 'type' AND day <= %(on)s
    ) t GROUP BY key
"""
SCAN = """
    SELECT s.type, count(*), count(*) FILTER (WHERE s.org_covered)
    FROM shuniu_lineage l JOIN shuniu_standing s ON s.node_id = l.descendant_id
    WHERE l.ancestor_id = %(node)s AND l.valid_from <= %(on)s AND (l.valid_to IS NULL OR l.valid_to > %(on)s)
      AND s.valid_from <= %(on)s AND (s.valid_to IS NULL OR s.valid_to > %(on)s) GROUP BY s.type
"""
UNITS = """
    WITH made AS (
        INSERT INTO shuniu_unit (uuid, kind, registered_at_id, recorded_id)
        SELECT gen_random_uuid(), 'social_organization', %(root)s, %(entry)s FROM generate_series(1, %(units)s)
        RETURNING id
    ),
    stated AS (
        INSERT INTO shuniu_registration ({columns}) SELECT {values} FROM made RETURNING unit_id
    )
    INSERT INTO shuniu_jurisdiction (unit_id, party_organization_id, clause, period, precision, recorded_id)
    SELECT id, (%(joint)s::bigint[])[1 + id %% %(joints)s], '',
        daterange('2013-01-01'::date + (id * 7919 %% 2900)::int, NULL), 'day', %(entry)s FROM made
"""
COVERED = """
    INSERT INTO shuniu_workcoverage (unit_id, instrument, note, period, precision, recorded_id)
    SELECT id, 'liaison', '', daterange('2015-01-01'::date + (id * 104729 %% 2200)::int, NULL), 'day', %(entry)s
    FROM shuniu_unit WHERE id %% 3 = 0
"""

SIZE = "SELECT count(*), pg_total_relation_size('{0}') / 1000000 FROM {0}"
TABLES = ("shuniu_standing", "shuniu_tallychange", "shuniu_tallymonth", "shuniu_tallynode")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=41, help="the median of so many runs")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shuniu.config.settings")
    import django

    django.setup()
    from tests.ground.django import standing

    with standing("bench") as ground:
        found = {"machine": machine(), **_compared(ground, options.units, options.runs)}
    print(json.dumps(found, ensure_ascii=False, indent=1))
    if found["passed_limits"]:
        sys.exit(1)


def _timed(act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _compared(ground: Any, units: int, runs: int) -> dict[str, Any]:
    import psycopg
    from django.db import transaction

    with transaction.atomic():
        root, committees, joints, entry = _tree()
        loading = _timed(lambda: _facts(root, joints, entry, units))
    from tests.cast import NOW

    from shuniu.commands.figures.recount import rebuild
    from shuniu.statistics.check.tallies import tally_differences

    building = _timed(lambda: rebuild(NOW))
    with psycopg.connect(ground.owner_url, autocommit=True) as owner:
        owner.execute("ANALYZE")
        reading = _reading(owner, root, runs)
        acting = _acting(root, committees, joints)
        sizes = {table: owner.execute(SIZE.format(table)).fetchone() for table in TABLES}
    differences: list[str] = []
    checking = _timed(lambda: differences.extend(tally_differences()))
    ratios = {
        "by_type": round(reading["tallies"] / reading["probe"], 2),
        "correction": round(acting["correction"] / acting["bare_correction"], 1),
        "move": round(acting["move"] / acting["bare_move"], 1),
    }
    return {
        "units": units,
        "seconds": {"facts": round(loading, 1), "rebuild": round(building, 1), "check_of_tallies": round(checking, 1)},
        "milliseconds": {way: round(1000 * each, 2) for way, each in (reading | acting).items()},
        "rows_and_megabytes": sizes,
        "times_the_bare_counterpart": ratios,
        "a_scan_takes_times_the_tallies": round(reading["scan"] / reading["tallies"]),
        "move_per_100_units": round(1000 * acting["move"] / (units / COMMITTEES / 100), 1),
        "whole_move_per_100_units": round(1000 * acting["whole_move"] / (units / COMMITTEES / 100), 1),
        "differences": differences,
        "passed_limits": [way for way in LIMITS if ratios[way] > LIMITS[way]] + ["differences"] * bool(differences),
    }


def _tree() -> tuple[int, list[int], list[int], Any]:
    from psycopg.types.range import DateRange
    from tests.cast import BEGINNING, CHAIN, actor, node, open_journal

    from shuniu.models import PackBinding
    from shuniu.policy.words.accounts import Role

    entry = open_journal(actor(Role.SYSTEM, None, None))
    since = {"start": date(2010, 1, 1)}
    root = node(entry, "root", "中共澄川市社会组织综合委员会", "comprehensive_committee", None, **since)
    committees = [
        node(entry, f"c{number}", f"中共澄川市第{number}委员会", "comprehensive_committee", root, **since)
        for number in range(COMMITTEES)
    ]
    joints = [
        node(entry, f"{above}-{number}", f"中共澄川市第{above}之{number}联合委员会", "joint_committee", above, **since)
        for above in committees
        for number in range(JOINT)
    ]
    PackBinding.objects.create(
        party_organization_id=root, chain=CHAIN, period=DateRange(BEGINNING, None), recorded=entry
    )
    return root, committees, joints, entry


def _facts(root: int, joints: list[int], entry: Any, units: int) -> None:
    from django.db import connection

    from shuniu.models import Registration

    said = {
        "unit_id": "id", "name": "'第' || id || '会'", "sort_key": "id::text", "precision": "'day'",
        "type": "(ARRAY['social_association', 'private_non_enterprise', 'foundation'])[1 + id % 3]",
        "mode": "(ARRAY['direct_registration', 'decoupled', 'dual_administration'])[1 + id % 7 % 3]",
        "field": "'领域' || id % 11", "region": "'110101'", "status": "'normal'", "legal_status": "'legal_person'",
        "period": "daterange('2012-01-01'::date + (id * 7919 % 2900)::int, NULL)", "recorded_id": str(entry.pk),
        "full_time_staff": "(id % 17)::int",
    }  # fmt: skip
    for field in Registration._meta.concrete_fields:
        if field.name != "id" and field.column not in said and not field.null and not field.has_db_default():
            value = field.get_default()
            said[field.column] = "'[]'::jsonb" if value == [] else "false" if value is False else "''"
    query = UNITS.format(columns=", ".join(said), values=", ".join(said.values()).replace("%", "%%"))
    with connection.cursor() as cursor:
        given = {"root": root, "entry": entry.pk, "units": units, "joint": joints, "joints": len(joints)}
        cursor.execute(query, given)
        cursor.execute(COVERED, given)


def _reading(bare: Any, root: int, runs: int) -> dict[str, float]:
    """In turn, so that a busy moment falls on every way alike."""
    from shuniu.policy.measures import MEASURES, Dimension
    from shuniu.statistics.conditions import counting
    from shuniu.statistics.figures import figure
    from shuniu.statistics.law import law_at
    from shuniu.statistics.tallies import tallied_by
    from shuniu.statistics.trends import trends

    one = counting(MEASURES[MEASURE], law_at([root], ON)[root])
    given = {"node": root, "on": ON, "month": date(2020, 4, 30)}
    ways: dict[str, Callable[[], Any]] = {
        "probe": lambda: bare.execute(PROBE, given).fetchall(),
        "tallies": lambda: tallied_by(one, root, ON, Dimension.TYPE),
        "scan": lambda: bare.execute(SCAN, given).fetchall(),
        "figure": lambda: figure(MEASURE, root, ON, ["type"], with_digest=False),
        "trend_of_36_months": lambda: trends([MEASURE], root, ON, 36),
    }
    probe, scan = (sorted((row[0], row[1]) for row in ways[way]()) for way in ("probe", "scan"))
    assert probe == scan == sorted((row[0], row[2]) for row in ways["tallies"]())
    seconds: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(runs):
        for way, ask in ways.items():
            seconds[way].append(_timed(ask))
    return {way: median(each) for way, each in seconds.items()}


def _acting(root: int, committees: list[int], joints: list[int]) -> dict[str, float]:
    """Each act is rolled back: the next one finds the same world."""
    from tests.cast import actor

    from shuniu.commands.figures.recount import recount
    from shuniu.commands.journal import act_of
    from shuniu.commands.party.answering import Answering, take_jurisdiction
    from shuniu.commands.party.move import Move, move_party_organizations
    from shuniu.models import Entry, Jurisdiction, Placement
    from shuniu.policy.words.accounts import Role

    units = list(Jurisdiction.objects.order_by("unit")[:15].values_list("unit", flat=True))
    entry = Jurisdiction.objects.values_list("recorded", flat=True)[0]
    moved = Placement.objects.get(party_organization=committees[0])

    def corrected(unit: int) -> None:
        Jurisdiction.objects.filter(unit=unit).update(retracted=entry)
        Jurisdiction.objects.create(
            unit_id=unit, party_organization_id=joints[-1], period=(MOVED_ON, None), recorded_id=entry
        )

    def placed() -> None:
        Placement.objects.filter(pk=moved.pk).update(retracted=entry)
        for start, end, parent in ((moved.period.lower, MOVED_ON, root), (MOVED_ON, None, committees[1])):
            Placement.objects.create(
                party_organization_id=committees[0], parent_id=parent, period=(start, end), recorded_id=entry
            )

    corrections = [
        _undone(lambda unit=unit: corrected(unit), lambda unit=unit: recount(None, units=[unit])) for unit in units
    ]
    # As a clerk does it: with guard, locks, law, facts and journal.
    clerk = actor(Role.COMMITTEE_CLERK, Entry.objects.get(pk=entry), root)

    def correct(unit: int) -> None:
        answering = Answering(unit=unit, party_organization=joints[-1])
        assert take_jurisdiction(act_of(clerk, ON), [answering]) == [unit]

    def move() -> None:
        row = Move(party_organization=committees[0], parent=committees[1])
        assert move_party_organizations(act_of(clerk, MOVED_ON), [row]) == [committees[0]]

    moves = [_undone(placed, lambda: recount(None, nodes=[committees[0]], only_places=True)) for _ in range(3)]
    bare = [_undone(placed, lambda: _bare_move(committees[0])) for _ in range(3)]
    return {
        "whole_correction": median([_undone(_nothing, lambda unit=unit: correct(unit)) for unit in units]),
        "whole_move": median([_undone(_nothing, move) for _ in range(3)]),
        "correction": median(corrections),
        "bare_correction": median([_undone(_nothing, lambda unit=unit: corrected(unit)) for unit in units]),
        "move": median(moves),
        "bare_move": median(bare),
    }


def _bare_move(node: int) -> None:
    """The least that any way must do: read every stretch below and write it again."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "WITH below AS (SELECT descendant_id FROM shuniu_lineage WHERE ancestor_id = %s AND valid_to IS NULL)"
            " UPDATE shuniu_standing SET staff = staff WHERE node_id IN (SELECT descendant_id FROM below)",
            [node],
        )


def _nothing() -> None: ...


def _undone(before: Callable[[], Any], act: Callable[[], Any]) -> float:
    from django.db import transaction

    with transaction.atomic():
        before()
        seconds = _timed(act)
        transaction.set_rollback(True)
    return seconds


if __name__ == "__main__":
    main()

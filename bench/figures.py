"""What does a figure of a node of 3,000 units on a day cost, against the bare statement and against a count of facts?

`python -m bench.figures` prints JSON and fails when a ratio passes its limit; milliseconds are told, never judged.
The world is the demonstration: its home committee has 2,973 organizations under 52 joint committees.
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

ON = date(2020, 7, 1)
MEASURE = "organization_coverage"
Way = Callable[[], Any]

# Each way's time as a multiple of the bare statement's: at most so much. What was measured, and about two thirds of
# it again for noise (docs/performance.md).
LIMITS: Mapping[str, float] = {
    "figure": 8,
    "figure_with_digest": 10,
    "by_child": 12,
    "by_type": 12,
    "by_type_field_mode": 12,
    "first_page": 30,
}
# The count of the facts takes at least so many times as long as the figure.
LEAST_GAIN = 3

PROBE = """
    SELECT count(*) FILTER (WHERE s.org_covered), count(*)
    FROM shuniu_lineage l JOIN shuniu_standing s ON s.node_id = l.descendant_id
    WHERE l.ancestor_id = %(node)s
      AND l.valid_from <= %(on)s AND (l.valid_to IS NULL OR l.valid_to > %(on)s)
      AND s.valid_from <= %(on)s AND (s.valid_to IS NULL OR s.valid_to > %(on)s)
"""
RECOUNT = """
    WITH RECURSIVE below(node) AS (
        SELECT %(node)s::bigint
        UNION SELECT p.party_organization_id FROM shuniu_placement p JOIN below b ON p.parent_id = b.node
        WHERE p.retracted_id IS NULL AND p.period @> %(on)s::date
    )
    SELECT count(*) FILTER (WHERE EXISTS (
        SELECT FROM shuniu_coverage c JOIN shuniu_naming n ON n.party_organization_id = c.party_organization_id
        WHERE c.unit_id = r.unit_id AND c.retracted_id IS NULL AND c.period @> %(on)s::date
          AND n.retracted_id IS NULL AND n.period @> %(on)s::date AND n.kind = any(%(kinds)s))), count(*)
    FROM shuniu_registration r JOIN shuniu_unit u ON u.id = r.unit_id
    LEFT JOIN shuniu_jurisdiction j
        ON j.unit_id = u.id AND j.retracted_id IS NULL AND j.period @> %(on)s::date
    WHERE r.retracted_id IS NULL AND r.period @> %(on)s::date AND r.status = any(%(statuses)s)
      AND coalesce(j.party_organization_id, u.registered_at_id) IN (SELECT node FROM below)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=41, help="the median of so many runs")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shuniu.config.settings")
    import django

    django.setup()
    from tests.ground.demonstration import demonstration
    from tests.ground.django import standing

    with standing("bench") as ground, demonstration(ground):
        found = {"machine": machine(), **_compared(ground.app_url, options.runs)}
    print(json.dumps(found, ensure_ascii=False, indent=1))
    if found["passed_limits"]:
        sys.exit(1)


def _compared(url: str, runs: int) -> dict[str, Any]:
    import psycopg

    from shuniu.queries.accounts import home_office

    node = home_office().node
    with psycopg.connect(url, autocommit=True) as bare:
        ways = {**_bare(bare, node), **_product(node)}
        numbers = {way: ways[way]() for way in ("probe", "recount")}
        told = ways["figure"]()
        assert set(numbers.values()) == {(told.numerator, told.denominator)}, (numbers, told)
        seconds: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(runs):  # in turn, so that a busy moment falls on every way alike
            for way, ask in ways.items():
                began = time.perf_counter()
                ask()
                seconds[way].append(time.perf_counter() - began)
    times = {way: median(each) for way, each in seconds.items()}
    ratios = {way: round(times[way] / times["probe"], 1) for way in LIMITS}
    gain = round(times["recount"] / times["figure"], 1)
    return {
        "units": told.denominator,
        "covered": told.numerator,
        "runs": runs,
        "milliseconds": {way: round(1000 * each, 1) for way, each in times.items()},
        "times_the_bare_statement": ratios,
        "a_count_of_facts_takes_times_the_figure": gain,
        "passed_limits": [way for way in LIMITS if ratios[way] > LIMITS[way]] + ["recount"] * (gain < LEAST_GAIN),
    }


def _bare(connection: Any, node: int) -> dict[str, Way]:
    """Hand-written statements straight through the driver: nobody is asked, nothing is told beside the numbers."""
    from shuniu.statistics.law import law_at

    law = law_at([node], ON)[node]
    given = {
        "node": node,
        "on": ON,
        "kinds": list(law.words("coverage.counted_kinds")),
        "statuses": list(law.words("coverage.counted_statuses")),
    }
    return {
        "probe": lambda: connection.execute(PROBE, given).fetchone(),
        "recount": lambda: connection.execute(RECOUNT, given).fetchone(),
    }


def _product(node: int) -> dict[str, Way]:
    """What pages and the console ask: the guard, the law of the node, the count, the sentence about it."""
    from tests.ground.demonstration import LOADED_AT

    from shuniu.queries.accounts import actor_for, home_office
    from shuniu.statistics import figure_for, figures_for, trends_for
    from shuniu.web.pages.home import FIGURES, TRENDS

    actor = actor_for(home_office().account, None, LOADED_AT)

    def broken_down(*by: str) -> Way:
        return lambda: figure_for(actor, MEASURE, node, ON, by, with_digest=False)

    def first_page() -> None:
        figures_for(actor, FIGURES, node, ON)
        trends_for(actor, TRENDS, node, ON)

    return {
        "figure": broken_down(),
        "figure_with_digest": lambda: figure_for(actor, MEASURE, node, ON),
        "by_child": broken_down("child"),
        "by_type": broken_down("type"),
        "by_type_field_mode": broken_down("type", "field", "mode"),
        "first_page": first_page,
    }


if __name__ == "__main__":
    main()

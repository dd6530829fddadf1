"""How do figures, acts, pages, searches, exports and the guard hold out on a province or a nation?

`python -m bench.scale` loads an invented province into a throwaway database and prints JSON; `--size nation
--data FOLDER` works in a folder that `shuniu up --demo nation` has filled. Each ratio is of the product and its bare
counterpart in one run; only ratios and memory fail, milliseconds are told. Acts are rolled back.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from bench import scale_ways
from bench.machine import machine, peak_megabytes

# Times the bare counterpart, at most.
LIMITS: Mapping[str, float] = {
    "by_type": 2,
    "small_node": 4,
    "correction": 25,
    "move": 14,
    "search_of_two": 4,
    "search_of_four": 4,
    "last_page": 2,
    "guard_of_root": 1.5,
    "guard_of_joint_committee": 1.5,
}
# The bare answer takes at least this share of the time of the page.
LEAST_OF_A_PAGE = 0.25
# An export of so many rows grows memory by at most so much more than one of a tenth of them.
EXPORTED, MOST_GROWTH = 50_000, 40


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=["province", "nation"], default="province")
    parser.add_argument("--divided", type=int, default=1, help="so many times smaller")
    parser.add_argument("--data", type=Path, help="a folder in which the world stands already")
    parser.add_argument("--runs", type=int, default=21, help="the median of so many runs")
    parser.add_argument("--no-check", action="store_true", help="leave out the full check")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shuniu.config.settings")
    os.environ.setdefault("SHUNIU_SECRET_KEY", "only for benches, which answer nobody")
    with _world(options) as (owner_url, seconds):
        found = {"machine": machine(), "size": options.size, "divided": options.divided, "seconds": seconds}
        found |= _compared(owner_url, options.runs)
        if not options.no_check:
            found |= _checked(seconds)
    failed = [way for way, limit in LIMITS.items() if found["times_the_bare_counterpart"][way] > limit]
    failed += ["page"] * (found["bare_answer_of_a_page"] < LEAST_OF_A_PAGE)
    failed += ["export"] * (found["export_grows_megabytes"] > MOST_GROWTH)
    failed += ["differences"] * bool(found.get("differences"))
    print(json.dumps({**found, "passed_limits": failed}, ensure_ascii=False, indent=1, default=str))
    if failed:
        sys.exit(1)


@contextmanager
def _world(options: argparse.Namespace) -> Iterator[tuple[str, dict[str, float]]]:
    import django

    if options.data:
        from shuniu.jobs.console.opening import DATABASE, lead_to
        from shuniu.jobs.engine import OWNER, Engine

        engine = Engine(options.data)
        with engine.lease():
            lead_to(engine, create=False)
            django.setup()
            yield engine.url(OWNER, DATABASE), {}
        return
    django.setup()
    from tests.ground.demonstration import LOADED_AT, TODAY
    from tests.ground.django import standing

    from shuniu.jobs.demonstration.large import SIZES, load_large

    with standing("bench") as ground:
        began, steps = time.perf_counter(), {}
        size = SIZES[options.size].divided(options.divided)
        load_large(size, LOADED_AT, TODAY, lambda what: steps.__setitem__(what, time.perf_counter() - began))
        steps["load"] = time.perf_counter() - began
        yield ground.owner_url, {what: round(each, 1) for what, each in steps.items()}


def timed(act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def in_turn(ways: Mapping[str, Callable[[], Any]], runs: int) -> dict[str, float]:
    """Medians; in turn, so that a busy moment falls on every way alike. The first round only warms."""
    seconds: dict[str, list[float]] = {way: [] for way in ways}
    print(f"{', '.join(ways)} …", file=sys.stderr, flush=True)
    for number in range(runs + 1):
        for way, ask in ways.items():
            each = timed(ask)
            if number:
                seconds[way].append(each)
    return {way: median(each) for way, each in seconds.items()}


def _compared(owner_url: str, runs: int) -> dict[str, Any]:
    import psycopg

    with psycopg.connect(owner_url, autocommit=True) as bare:
        place = scale_ways.Place.found(bare)
        times = in_turn(scale_ways.figures(bare, place), runs)
        times |= in_turn(scale_ways.lists(bare, place), max(3, runs // 4))
        with scale_ways.pages(bare, place) as pages:
            times |= in_turn(pages, runs)
        times |= in_turn(scale_ways.guards(place), max(3, runs // 4))
        times |= scale_ways.acts(place, timed)
    grown = scale_ways.export_growth(place, EXPORTED)
    ratio = {way: round(times[way] / times[f"bare_{way}"], 2) for way in LIMITS}
    return {
        "world": place.told,
        "milliseconds": {way: round(1000 * each, 2) for way, each in times.items()},
        "times_the_bare_counterpart": ratio,
        "bare_answer_of_a_page": round(times["bare_page"] / times["page"], 2),
        "move_per_100_units": round(1000 * times["move"] / max(1, place.moved_units / 100), 1),
        "whole_move_per_100_units": round(1000 * times["whole_move"] / max(1, place.moved_units / 100), 1),
        "export_grows_megabytes": round(grown, 1),
        "peak_megabytes": round(peak_megabytes()),
    }


def _checked(seconds: dict[str, float]) -> dict[str, Any]:
    from shuniu.jobs.checking import all_differences

    differences: list[str] = []
    seconds["check"] = round(timed(lambda: differences.extend(all_differences())), 1)
    return {"differences": differences[:20], "peak_megabytes_with_check": round(peak_megabytes())}


if __name__ == "__main__":
    main()

"""How much more does the planner cover than the baseline, and how long does each take? Prints one line for each size.

python -m bench.planner            3,000 organizations, as one register of 60 committees, as one of a single one, and in
                                   shapes that are hard for it (tests/policy/formation/hard_rows)
"""

from __future__ import annotations

from datetime import date
from time import perf_counter

from tests.policy.formation.hard_rows import SHAPES
from tests.policy.formation.invented_rows import register

from shuniu.policy.formation.planning import Limits, Problem, limits_of, propose
from shuniu.policy.formation.planning.proposals import broken
from shuniu.policy.packs import load_packs, merged

COUNT, LONGEST = 3_000, 30.0


def main() -> int:
    limits = limits_of(merged(load_packs()["bj2016"].chain, date(2019, 6, 1)))
    asked = [(f"committees {nodes}", register(COUNT, nodes=nodes)) for nodes in (60, 1)]
    asked += [(name, shape(COUNT)) for name, shape in SHAPES.items()]
    return sum(told(name, problem, limits) for name, problem in asked)


def told(name: str, problem: Problem, limits: Limits) -> bool:
    """Whether it took too long."""
    started = perf_counter()
    _, baseline = propose(problem, limits, solver=False)
    between = perf_counter()
    best, _ = propose(problem, limits, solver=True)
    ended = perf_counter()
    plain, solved = baseline.worth(COUNT), best.worth(COUNT)
    assert not list(broken(best, problem, limits)) and not list(broken(baseline, problem, limits))
    assert solved <= plain, "never worse than the baseline"
    print(
        f"organizations {COUNT} {name}:"
        f" covered {len(best.covered())} baseline {len(baseline.covered())};"
        f" distance {solved.distance} baseline {plain.distance}; size {solved.size} baseline {plain.size};"
        f" seconds {ended - between:.1f} baseline {between - started:.2f}"
    )
    return ended - between > LONGEST


if __name__ == "__main__":
    raise SystemExit(main())

"""How much more does the planner cover than the baseline, and how long does each take? Prints one line for each size.

python -m bench.planner            3,000 organizations, as one register of 60 committees and as one of a single one
"""

from __future__ import annotations

from datetime import date
from time import perf_counter

from tests.policy.formation.invented_rows import register

from shuniu.policy.formation.planning import limits_of, propose
from shuniu.policy.formation.planning.proposals import broken
from shuniu.policy.packs import load_packs, merged

SIZES = ((3_000, 60), (3_000, 1))
LONGEST = 30.0


def main() -> int:
    limits = limits_of(merged(load_packs()["bj2016"].chain, date(2019, 6, 1)))
    slow = 0
    for organizations, nodes in SIZES:
        problem = register(organizations, nodes=nodes)
        started = perf_counter()
        _, baseline = propose(problem, limits, solver=False)
        between = perf_counter()
        best, _ = propose(problem, limits, solver=True)
        ended = perf_counter()
        assert not list(broken(best, problem, limits)) and not list(broken(baseline, problem, limits))
        plain, solved = baseline.worth(organizations), best.worth(organizations)
        print(
            f"organizations {organizations} committees {nodes}:"
            f" covered {len(best.covered())} baseline {len(baseline.covered())}"
            f" ratio {len(best.covered()) / len(baseline.covered()):.4f};"
            f" distance {solved.distance} baseline {plain.distance}; size {solved.size} baseline {plain.size};"
            f" seconds {ended - between:.1f} baseline {between - started:.2f}"
            f" ratio {(ended - between) / (between - started):.1f}"
        )
        slow += ended - between > LONGEST
    return slow


if __name__ == "__main__":
    raise SystemExit(main())

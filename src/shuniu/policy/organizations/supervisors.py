"""Which supervising units carry key responsibility because they supervise many organizations (B26)?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shuniu.policy.packs import Figures

THRESHOLD = "leading_body.key_supervisor_threshold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervisor:
    name: str
    organizations: int
    key_responsibility: bool


def ranked(counts: Mapping[str, int], figures: Figures) -> list[Supervisor]:
    """Supervising units by number of organizations, most first; the threshold includes its number."""
    figure = figures.stated(THRESHOLD)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        Supervisor(
            name=name,
            organizations=number,
            key_responsibility=figure is not None and number >= figure.value,
        )
        for name, number in ordered
    ]

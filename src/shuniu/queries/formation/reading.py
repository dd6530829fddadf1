"""What do the keys in an application stand for: superior, units, the member proposed, the words of open lists?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shuniu.access import Actor
from shuniu.policy import words
from shuniu.policy.formation.standards import STANDARDS, standards
from shuniu.policy.members.secretary import source_choices, source_labels
from shuniu.policy.packs import Figures
from shuniu.policy.packs.open_lists import open_items
from shuniu.queries.formation.candidates import candidate_named
from shuniu.queries.naming import node_names, region_names
from shuniu.queries.organizations.bodies import names_of
from shuniu.queries.packs import figures_of_each

# By field of the application: where the texts open its values, and the words the law itself knows.
LISTS: Mapping[str, tuple[str, type[words.Word] | None]] = {
    "mode": ("formation.modes", words.FormationMode),
    "basis": ("formation.bases", words.FormationBasis),
    "area_kind": ("formation.area_kinds", words.AreaKind),
    "combination": ("formation.combinations", words.Combination),
    "secretary_source": ("secretary.selection_order", None),
    "checklist": (STANDARDS, None),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """``candidate`` is the name of the member proposed, by public id, for whoever may read it."""

    nodes: Mapping[int, str]
    units: Mapping[int, str]
    candidates: Mapping[str, str]
    lists: Mapping[str, Mapping[str, str]]
    regions: Mapping[str, str] = field(default_factory=dict)


def open_lists(figures: Figures | None) -> dict[str, dict[str, str]]:
    """By field, what the texts open and how they call it; where they are silent, what the law itself knows."""
    found = {name: _opened(key, known, figures) for name, (key, known) in LISTS.items()}
    found["secretary_source"] = source_choices(figures)
    gated = standards(figures) if figures is not None else None
    # Standards are asked for only where a text puts them before the approval.
    found["checklist"] = {row["key"]: row["label"] for row in gated.value} if gated is not None else {}
    return found


def _opened(key: str, known: type[words.Word] | None, figures: Figures | None) -> dict[str, str]:
    found = open_items(key, figures) if figures is not None else {}
    return found or (dict(known.choices()) if known is not None else {})


def told_of(actor: Actor, committee: int | None, days: tuple[date, date], filed: Iterable[Mapping[str, Any]]) -> Told:
    """For what is filed now and what was sent before. ``days``: of the page, and of the texts."""
    every = [one for one in filed if one]
    on, law_day = days
    nodes = {one.get("parent") for one in every}
    units = {key for one in every for key in (*(one.get("units") or ()), one.get("centre")) if key}
    people = {str(one["secretary"]) for one in every if one.get("secretary")}
    figures = figures_of_each([committee], law_day)[committee] if committee is not None else None
    known = {name: dict(word.choices()) for name, (_, word) in LISTS.items() if word is not None}
    opened = open_lists(figures)
    return Told(
        nodes=node_names(nodes, on),
        units=names_of(units, on),
        candidates={one: candidate_named(actor, one, on) for one in people},
        lists={
            **{name: {**known.get(name, {}), **opened[name]} for name in LISTS},
            # What was ticked before the office decided which they are is told as it was asked then.
            "checklist": {**_opened("checklist.organization", None, figures), **opened["checklist"]},
            "secretary_source": source_labels(figures),
        },
        regions=region_names(str(one["region"]) for one in every if one.get("region")),
    )

"""How many organizations does each joint committee carry (B06), which are in none (B07), whom reaches an instructor?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from psycopg import sql

from shuniu.access import Actor
from shuniu.models import Lineage, Naming
from shuniu.policy.measures import MEASURES, Subject
from shuniu.policy.packs import Figures
from shuniu.policy.party.load import TARGET, Load, judge_load, mergeable
from shuniu.statistics.counting import answer, scope
from shuniu.statistics.figures import figures_beside
from shuniu.statistics.law import law_at
from shuniu.statistics.reports.asked import asked

ALL, SCOPE = "social_organizations", "leading_body.scope"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadLine:
    """A joint committee with what it carries; ``load`` is None where no text names a size, ``merge_with`` are the
    names of those it could be merged with."""

    node: int
    code: str
    name: str
    organizations: int
    load: Load | None
    merge_with: tuple[str, ...]


def joint_committee_loads(actor: Actor, node: int, on: date) -> list[LoadLine]:
    """Joint committees below the node in the order of their names, with warnings and advice."""
    asked(actor, node, on)
    figures = law_at([node], on)[node]
    named = _joint_committees(node, on, figures)
    beside = figures_beside(list(named), on, [ALL])
    counts = {key: int(pair.numerator) for key in named if (pair := beside[key][ALL]) is not None}
    stated = figures.stated(TARGET) is not None
    pairs = mergeable({named[key][1]: number for key, number in counts.items()}, figures) if stated else []
    return [
        LoadLine(
            node=key,
            code=code,
            name=name,
            organizations=counts.get(key, 0),
            load=judge_load(counts.get(key, 0), figures) if stated else None,
            merge_with=tuple(other for pair in pairs if name in pair for other in pair if other != name)[:3],
        )
        for key, (code, name) in named.items()
    ]


def _joint_committees(node: int, on: date, figures: Figures) -> dict[int, tuple[str, str]]:
    below = Lineage.objects.filter(ancestor=node, valid_from__lte=on).exclude(valid_to__lte=on)
    kinds = [kind.value for kind in MEASURES["joint_committees"].kinds(figures)]
    rows = Naming.objects.filter(
        party_organization__in=below.values("descendant"),
        party_organization__managed=True,
        retracted__isnull=True,
        period__contains=on,
        kind__in=kinds,
    )
    found = rows.order_by("sort_key", "party_organization").values_list(
        "party_organization", "party_organization__code", "name"
    )
    return {key: (code, name) for key, code, name in found}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """How many stand in no joint committee, and the first of them by name."""

    organizations: int = 0
    names: tuple[str, ...] = ()


def in_no_joint_committee(actor: Actor, node: int, on: date, *, most: int) -> Outside:
    """The first ``most`` of the committee's scope that stand neither in a joint committee nor below one (B07).

    The scope is the text's list of registration modes; where no text gives one, every organization is in it.
    """
    asked(actor, node, on)
    figures = law_at([node], on)[node]
    scoped = figures.stated(SCOPE)
    modes = [row["key"] for row in scoped.value] if scoped is not None else None
    query = sql.SQL(
        "SELECT r.name, count(*) OVER () FROM {}"
        " JOIN shuniu_registration r ON r.unit_id = s.unit_id AND r.retracted_id IS NULL AND r.period @> s.day"
        " WHERE (%(modes)s::varchar[] IS NULL OR s.mode = any(%(modes)s)) AND (NOT s.attached OR NOT EXISTS ("
        " SELECT FROM shuniu_lineage a JOIN shuniu_naming n ON n.party_organization_id = a.ancestor_id"
        " AND n.retracted_id IS NULL AND n.period @> s.day AND n.kind = any(%(kinds)s)"
        " WHERE a.descendant_id = s.node_id AND a.valid_from <= s.day AND (a.valid_to IS NULL OR a.valid_to > s.day)))"
        " ORDER BY r.sort_key, s.unit_id LIMIT %(most)s"
    ).format(scope(Subject.UNIT))
    kinds = [kind.value for kind in MEASURES["joint_committees"].kinds(figures)]
    rows = answer(query, {"nodes": [node], "days": [on], "modes": modes, "kinds": kinds, "most": most})
    return Outside(organizations=rows[0][1], names=tuple(name for name, _ in rows)) if rows else Outside()


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructorLoad:
    """An instructor by the number in the pool, and how many organizations the postings name. No order by load."""

    code: str
    organizations: int


def instructor_loads(actor: Actor, node: int, on: date) -> list[InstructorLoad]:
    """Postings of the day by instructor, in the order of their codes (G07)."""
    asked(actor, node, on)
    query = sql.SQL(
        "SELECT i.code, count(DISTINCT s.unit) FROM {} JOIN shuniu_instructor i ON i.id = s.instructor"
        " GROUP BY i.code ORDER BY i.code"
    ).format(scope(Subject.POSTING))
    rows = answer(query, {"nodes": [node], "days": [on]})
    return [InstructorLoad(code=code, organizations=number) for code, number in rows]

"""Which social organizations does the register hold on a day, as far as this actor may see?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from shuniu.access import Actor, visible
from shuniu.models import Jurisdiction, Lineage, Registration, Standing, Unit
from shuniu.policy.grants import Action
from shuniu.policy.words import MemberBase, RegistrationStatus, UnitKind
from shuniu.queries.arrays import answers, array, keyed
from shuniu.queries.days import standing_on
from shuniu.queries.naming import name_contains, region_names, unit_names
from shuniu.queries.organizations.choosing import InUse
from shuniu.queries.organizations.merged_away import FoundBy, kept_by_code, kept_by_name
from shuniu.queries.paging import Page, Window, page_of
from shuniu.queries.prepared import rows_of, statement
from shuniu.queries.shapes import Beside, Rows

# A certificate is renewed before it ends; the list begins three months earlier.
CERTIFICATE_NOTICE = timedelta(days=90)
NOBODY: Mapping[int, FoundBy] = {}
NO_NAMES: Mapping[str, str] = {}
PLAIN = ("type", "status", "mode", "region", "field", "legal_status", "subtype", "level")
FIELDS = (
    "unit_id", "name", "type", "status", "mode", "region", "district", "street",
    "field", "supervising_unit_id", "authority_id", "established_on", "established_precision",
    "full_time_staff", "part_time_staff", "certificate_to",
)  # fmt: skip
IDENTITY = ("unit__uuid", "unit__code")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What narrows the list. ``exact``: field → stored value for the fields of PLAIN. ``node``: below which Party
    organization (code). ``covered``: organization, work, none. ``state``: eligible (应建未建), unattached.
    ``certificate``: over (已过有效期), near (三个月内到期), as the home page counts them."""

    words: str = ""
    exact: Mapping[str, str] | None = None
    supervisor: UUID | None = None
    node: str = ""
    covered: str = ""
    state: str = ""
    certificate: str = ""


def organizations(
    actor: Actor, on: date, filters: Filters, merged: Mapping[int, FoundBy] = NOBODY, units: str | None = None
) -> QuerySet[Registration]:
    """The registrations in force on ``on`` of the units the actor may read, narrowed. ``merged``: whom the words mean
    besides, by what was merged into them. ``units``: those the actor may read, where that was found out already
    (``InUse.units``)."""
    rows = Registration.objects.filter(retracted__isnull=True, period__contains=on)
    if units is None:
        mine = visible(Unit.objects.filter(kind=UnitKind.SOCIAL_ORGANIZATION.value), actor, Action.READ_UNIT)
        rows = rows.filter(unit__in=mine)
    else:
        rows = rows.filter(keyed("shuniu_registration.unit_id", units))
    if filters.words:
        rows = _searched(rows, filters.words, merged)
    for field, value in (filters.exact or {}).items():
        if field in PLAIN and value:
            rows = rows.filter(**{field: value})
    if filters.supervisor:
        rows = rows.filter(supervising_unit__uuid=filters.supervisor)
    if filters.certificate:
        rows = rows.filter(certificate_ending(filters.certificate, on))
    for condition in _standing_conditions(filters, on):
        rows = rows.filter(condition)
    return rows


def certificate_ending(word: str, on: date) -> Q:
    """Registrations that still count and whose certificate is over, or ends soon, on a day."""
    counted = Q(status__in=[RegistrationStatus.NORMAL.value, RegistrationStatus.ABNORMAL.value])
    if word == "over":
        return counted & Q(certificate_to__lt=on)
    return counted & Q(certificate_to__gte=on, certificate_to__lt=on + CERTIFICATE_NOTICE)


def _is_code(text: str) -> bool:
    return text.isascii() and len(text) >= 6 and text.isalnum()


def _merged(words: str) -> Mapping[int, FoundBy]:
    text = words.strip()
    if not text:
        return NOBODY
    return kept_by_code(text.upper()) if _is_code(text) else kept_by_name(text)


def _searched(rows: QuerySet[Registration], words: str, merged: Mapping[int, FoundBy]) -> QuerySet[Registration]:
    """By a part of the name, or by the beginning of the code."""
    text = words.strip()
    if _is_code(text):
        condition = Q(unit__code__startswith=text.upper())
    else:
        annotations, condition = name_contains(text)
        rows = rows.annotate(**annotations)
    # The keys one by one: only so is the index of names still used beside them.
    return rows.filter(condition | Q(unit__in=sorted(merged)) if merged else condition)


def _finding(row: Mapping[str, Any], words: str, merged: Mapping[int, FoundBy]) -> FoundBy | None:
    """By what it was found, where the row itself does not say the words."""
    text = words.strip()
    says = row["name"].find(text) >= 0 or (row["unit__code"] or "").startswith(text.upper())
    return None if says else merged.get(row["unit_id"])


def _standing_conditions(filters: Filters, on: date) -> list[Q]:
    stretches = Standing.objects.filter(standing_on(on), unit=OuterRef("unit"))
    conditions = []
    if filters.node:
        below = Lineage.objects.filter(standing_on(on), ancestor__code=filters.node).values("descendant")
        conditions.append(Q(Exists(stretches.filter(node__in=below))))
    wanted = {
        "organization": Q(org_covered=True),
        "work": Q(org_covered=False, work_covered=True),
        "none": Q(org_covered=False, work_covered=False),
    }.get(filters.covered)
    if wanted is not None:
        conditions.append(Q(Exists(stretches.filter(wanted))))
    wanted = {
        "eligible": Q(eligible=True, org_covered=False),
        "unattached": Q(attached=False),
    }.get(filters.state)
    if wanted is not None:
        conditions.append(Q(Exists(stretches.filter(wanted))))
    return conditions


def _asked(actor: Actor, on: date, filters: Filters, units: str | None) -> Rows:
    exact = tuple(sorted((filters.exact or {}).items()))
    return Rows(_narrowed, actor, on, (replace(filters, exact=None), exact), () if units is None else (units,))


def _narrowed(
    actor: Actor, on: date, filters: Filters, exact: tuple[tuple[str, str], ...], units: str | None = None
) -> QuerySet[Registration]:
    return organizations(actor, on, replace(filters, exact=dict(exact)), units=units)


def organization_page(
    actor: Actor,
    on: date,
    filters: Filters,
    window: Window,
    used: InUse | None = None,
    *,
    with_branches: bool = True,
) -> Page:
    """One page, by sort key; every row carries what the list shows, codes not yet turned into words. ``used``: what
    was found out already by asking what can be chosen; ``with_branches``: see ``with_standing``."""
    merged = _merged(filters.words)
    units = used.units if used is not None else None
    regions = dict(used.regions) if used is not None else NO_NAMES
    keys = ["sort_key", "unit_id"]
    if filters.words:
        found = page_of(organizations(actor, on, filters, merged, units), keys, window, (*FIELDS, *IDENTITY))
    else:
        beside = Beside(_BESIDE, (*_STANDS, *IDENTITY), (on, on, on))
        found = page_of(_asked(actor, on, filters, units), keys, window, FIELDS, beside)
    with_standing(found.rows, on, regions, with_branches=with_branches)
    for row in found.rows:
        row["found_by"] = _finding(row, filters.words, merged) if filters.words else None
    return found


def with_standing(
    rows: Sequence[dict[str, Any]], on: date, known: Mapping[str, str] = NO_NAMES, *, with_branches: bool = True
) -> None:
    """Puts into each row: responsible Party organization, coverage and the names behind keys, for the day; those that
    cover it (``branches``) only where somebody looks at them.

    ``reached``: the standard of forming is, formed or not, on which ``base``; ``eligible``: and nothing is formed.
    """
    units = [row["unit_id"] for row in rows]
    standing = {row["unit_id"]: row for row in rows} if rows and "attached" in rows[0] else _standing(units, on)
    bodies = unit_names([row["supervising_unit_id"] for row in rows] + [row["authority_id"] for row in rows], on)
    regions = {**known, **region_names({row["region"] for row in rows} - known.keys())}
    branches = covering(units, on) if with_branches else {}
    for row in rows:
        row.update(_covered_words(standing.get(row["unit_id"])))
        row["supervisor"] = bodies.get(row["supervising_unit_id"], "")
        row["authority"] = bodies.get(row["authority_id"], "")
        row["region_name"] = regions.get(row["region"], row["district"])
        row["branches"] = branches.get(row["unit_id"], [])


_STANDS = (
    "node_name",
    "attached",
    "org_covered",
    "work_covered",
    "eligible",
    "base",
    "members",
    "roll_full_members",
)
_STANDING = "n.name, " + ", ".join(f"s.{name}" for name in _STANDS[1:])
# The stretch of a unit on the day, with the name of its node.
_JOINED = """
    LEFT JOIN shuniu_naming n ON n.party_organization_id = s.node_id AND n.retracted_id IS NULL AND n.period @> %s::date
"""
_OF_UNITS = f"""
    SELECT s.unit_id, {_STANDING} FROM shuniu_standing s {_JOINED}
    WHERE s.unit_id = ANY (%s::bigint[]) AND s.valid_from <= %s AND (s.valid_to IS NULL OR s.valid_to > %s)
"""  # noqa: S608 – names of columns only
# Units are looked up one by one, those of the page: joined before it is cut off, their whole table was read.
_BESIDE = f"""
    WITH listed AS MATERIALIZED ({{}}) SELECT listed.*, {_STANDING}, u.uuid, u.code FROM listed
    CROSS JOIN LATERAL (SELECT w.uuid, w.code FROM shuniu_unit w WHERE w.id = listed.unit_id OFFSET 0) u
    LEFT JOIN shuniu_standing s
    ON s.unit_id = listed.unit_id AND s.valid_from <= %s AND (s.valid_to IS NULL OR s.valid_to > %s) {_JOINED}
"""  # noqa: S608 – names of columns only


def _standing(units: Sequence[int], on: date) -> dict[int, dict[str, Any]]:
    """What is told of units beside their registration."""
    if not units:
        return {}
    found = rows_of(statement(_OF_UNITS), [on, array(units), on, on])
    return {row[0]: dict(zip(_STANDS, row[1:], strict=True)) for row in found}


_BASES = frozenset(MemberBase)
_UNKNOWN = {"eligible": None, "reached": None, "base": "", "roll_full_members": 0}
_NOWHERE = {"responsible": "", "attached": False, "coverage": "", "members": None, **_UNKNOWN}


def _covered_words(standing: Mapping[str, Any] | None) -> Mapping[str, Any]:
    if standing is None or standing["attached"] is None:
        return _NOWHERE
    coverage = "organization" if standing["org_covered"] else "work" if standing["work_covered"] else "none"
    return {
        "responsible": (standing["node_name"] or "") if standing["attached"] else "",
        "attached": standing["attached"],
        "coverage": coverage,
        "members": standing["members"],
        "eligible": standing["eligible"] if not standing["org_covered"] else False,
        "reached": standing["eligible"],
        "base": standing["base"] if standing["base"] in _BASES else "",
        "roll_full_members": standing["roll_full_members"],
    }


# What bears no name on the day does not stand then.
_COVERING = """
    SELECT c.unit_id, c.party_organization_id, p.uuid, p.code, n.name, c.role
    FROM shuniu_coverage c JOIN shuniu_partyorganization p ON p.id = c.party_organization_id
    JOIN shuniu_naming n ON n.party_organization_id = p.id AND n.retracted_id IS NULL AND n.period @> %(on)s::date
    WHERE c.unit_id = ANY (%(units)s::bigint[]) AND c.retracted_id IS NULL AND c.period @> %(on)s::date
    ORDER BY c.id
"""


def covering(units: Sequence[int], on: date) -> dict[int, list[dict[str, Any]]]:
    """The Party organizations that cover each unit on a day: key, uuid, code, name, role."""
    result: dict[int, list[dict[str, Any]]] = {}
    for unit, key, uuid, code, name, role in answers(_COVERING, units=array(units), on=on) if units else []:
        line = {"key": key, "uuid": uuid, "code": code, "name": name, "role": role}
        result.setdefault(unit, []).append(line)
    return result


def responsible_of(units: Sequence[int], on: date) -> dict[int, int]:
    """The Party organization responsible for each unit on a day."""
    rows = Jurisdiction.objects.filter(retracted__isnull=True, period__contains=on, unit__in=units)
    return dict(rows.values_list("unit_id", "party_organization_id"))

"""Of which sums is a measure made? The tallies of large nodes keep the sums listed here and nothing else.

Each is a number of rows of standing, or a column of theirs added up. The list is the smallest from which every
measure of units follows by adding and subtracting; a measure that does not follow from it is counted row by row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shuniu.policy.measures.measure import Measure, Subject
from shuniu.policy.packs import Figures
from shuniu.policy.words import Line

# Names of sums with the sign under which each is added.
Sum = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Additive:
    """Rows under all ``conditions``: how many, how many that state the column ``stated``, or ``summed`` added up."""

    conditions: frozenset[str] = frozenset()
    summed: str = ""
    stated: str = ""


def _of(*conditions: str, summed: str = "", stated: str = "") -> Additive:
    return Additive(frozenset(conditions), summed, stated)


ADDITIVE: Mapping[str, Additive] = {
    "units": _of(),
    "org_covered": _of("org_covered"),
    "work_covered": _of("work_covered"),
    "combined_covered": _of("org_or_work_covered"),
    "active_covered": _of("active_covered"),
    "separate": _of("separate"),
    "eligible_not_formed": _of("eligible", "not_org_covered"),
    "known": _of("known"),
    "unattached": _of("unattached"),
    "decoupled_unattached": _of("decoupled", "unattached"),
    "committee_block": _of("committee_block"),
    "supervisor_block": _of("supervisor_block"),
    "staff_stated": _of(stated="staff"),
    "members_stated": _of(stated="members"),
    "full_members_stated": _of(stated="full_members"),
    "uncovered_members_stated": _of("not_org_covered", stated="members"),
    "staff": _of(summed="staff"),
    "members": _of(summed="members"),
    "full_members": _of(summed="full_members"),
    "uncovered_members": _of("not_org_covered", summed="members"),
}
_NAMES = {content: name for name, content in ADDITIVE.items()}
_OPPOSITES = {"not_known": "known", "not_org_covered": "org_covered"}
# Whoever is formed separately is covered: a branch that covers it is what is separate.
_IMPLIED = {"separate": frozenset({"org_covered"})}


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """A measure as sums; ``missing``: how many of those counted state nothing that could be added up."""

    numerator: Sum
    denominator: Sum | None
    missing: Sum = ()


def terms(measure: Measure, figures: Figures) -> Terms | None:
    """How the measure follows from the sums where these figures hold; None when it does not."""
    if measure.subject is not Subject.UNIT or measure.line is not Line.RESPONSIBLE or measure.distinct:
        return None
    base = measure.denominator_for(figures)
    inside = (*(base or ()), *measure.numerator)
    summed = measure.sums[0] if measure.sums else ""
    numerator = _sum(inside, summed=summed)
    denominator = None if base is None else _sum(base)
    if numerator is None or (base is not None and denominator is None):
        return None
    if not summed:
        return Terms(numerator=numerator, denominator=denominator)
    rows, stated = _sum(inside), _sum(inside, stated=summed)
    if rows is None or stated is None:
        return None
    return Terms(numerator=numerator, denominator=denominator, missing=(*rows, *_negative(stated)))


def _sum(conditions: Iterable[str], summed: str = "", stated: str = "") -> Sum | None:
    asked = frozenset(conditions)
    asked -= {other for one in asked for other in _IMPLIED.get(one, ())}
    name = _NAMES.get(Additive(asked, summed, stated))
    if name is not None:
        return ((1, name),)
    for one in sorted(asked & _OPPOSITES.keys()):
        whole = _sum(asked - {one}, summed, stated)
        part = _sum((asked - {one}) | {_OPPOSITES[one]}, summed, stated)
        if whole is not None and part is not None:
            return (*whole, *_negative(part))
    return None


def _negative(terms_of: Sum) -> Sum:
    return tuple((-sign, name) for sign, name in terms_of)

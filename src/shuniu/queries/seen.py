"""Which facts stand behind what a page shows of one body, so that nobody writes over what was not seen?

Numbers of every fact in force, on any day. Asked before the page reads what it shows: what is changed between the two
is then noticed too.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from shuniu.models import (
    Coverage,
    DifferenceAside,
    Employment,
    Formation,
    Grade,
    Guidance,
    HeadCount,
    Hub,
    HubElement,
    InstructorPool,
    InstructorTraining,
    Jurisdiction,
    LocalFigure,
    Locality,
    Membership,
    Naming,
    OfficeContact,
    Participation,
    Particulars,
    PartyAffairsWorker,
    Placement,
    PlannedCell,
    Post,
    Posting,
    Registration,
    Renewal,
    RenewalOpinion,
    ReportedFigure,
    ReportedState,
    Seat,
    Target,
    Term,
    UnitName,
    WorkCoverage,
    WorkLog,
)
from shuniu.models.facts import Fact


def _seen(model: type[Fact | HeadCount], **subject: Any) -> tuple[int, ...]:
    rows = model._default_manager.filter(retracted__isnull=True, **subject).order_by("pk")
    return tuple(rows.values_list("pk", flat=True))


def registrations_seen(unit: UUID) -> tuple[int, ...]:
    return _seen(Registration, unit__uuid=unit)


def grades_seen(unit: UUID) -> tuple[int, ...]:
    return _seen(Grade, unit__uuid=unit)


def renewals_seen(unit: UUID) -> tuple[int, ...]:
    return _seen(Renewal, unit__uuid=unit)


def opinions_seen(unit: UUID) -> tuple[int, ...]:
    return _seen(RenewalOpinion, unit__uuid=unit)


def hubs_seen(unit: UUID) -> tuple[int, ...]:
    return _seen(Hub, unit__uuid=unit)


def hub_elements_seen(unit: UUID) -> tuple[int, ...]:
    return _seen(HubElement, unit__uuid=unit)


def names_seen(unit: UUID) -> tuple[int, ...]:
    return _seen(UnitName, unit__uuid=unit)


def jurisdictions_seen(unit: UUID) -> tuple[int, ...]:
    return _seen(Jurisdiction, unit__uuid=unit)


def namings_seen(code: str) -> tuple[int, ...]:
    return _seen(Naming, party_organization__code=code)


def formations_seen(code: str) -> tuple[int, ...]:
    return _seen(Formation, party_organization__code=code)


def placements_seen(code: str) -> tuple[int, ...]:
    return _seen(Placement, party_organization__code=code)


def pools_seen(instructor: UUID) -> tuple[int, ...]:
    return _seen(InstructorPool, instructor__uuid=instructor)


def trainings_seen(course: UUID) -> tuple[int, ...]:
    return _seen(InstructorTraining, course__uuid=course)


def work_logs_seen(work_log: UUID) -> tuple[int, ...]:
    return _seen(WorkLog, uuid=work_log)


def decisions_seen(node: int, key: str) -> tuple[int, ...]:
    return _seen(LocalFigure, party_organization=node, key=key)


def reported_states_seen(unit: UUID) -> tuple[int, ...]:
    return _seen(ReportedState, unit__uuid=unit)


def asides_seen(unit: UUID) -> tuple[int, ...]:
    return _seen(DifferenceAside, unit__uuid=unit)


def head_counts_seen(unit: UUID) -> tuple[int, ...]:
    return _seen(HeadCount, unit__uuid=unit)


def work_coverages_seen(unit: UUID) -> tuple[int, ...]:
    return _seen(WorkCoverage, unit__uuid=unit)


def contacts_seen(unit: UUID) -> tuple[int, ...]:
    return _seen(OfficeContact, unit__uuid=unit)


def contacts_of_node_seen(code: str) -> tuple[int, ...]:
    return _seen(OfficeContact, party_organization__code=code)


def guides_seen(unit: UUID) -> tuple[int, ...]:
    return _seen(Guidance, unit__uuid=unit)


def guided_seen(code: str) -> tuple[int, ...]:
    return _seen(Guidance, party_organization__code=code)


def coverages_seen(code: str) -> tuple[int, ...]:
    return _seen(Coverage, party_organization__code=code)


def seats_seen(code: str) -> tuple[int, ...]:
    return _seen(Seat, party_organization__code=code)


def terms_seen(code: str) -> tuple[int, ...]:
    return _seen(Term, party_organization__code=code)


def cells_seen(code: str) -> tuple[int, ...]:
    return _seen(PlannedCell, party_organization__code=code)


def localities_seen() -> tuple[int, ...]:
    """Of every region: which one is meant is only said in the form."""
    return _seen(Locality)


def subordinates_seen(code: str) -> tuple[int, ...]:
    """Every place, on any day, of those that ever stood under the node."""
    below = Placement.objects.filter(retracted__isnull=True, parent__code=code)
    return _seen(Placement, party_organization__in=below.values("party_organization"))


def answered_for_seen(code: str) -> tuple[int, ...]:
    """Who was responsible, on any day, for those the node was ever responsible for."""
    own = Jurisdiction.objects.filter(retracted__isnull=True, party_organization__code=code)
    return _seen(Jurisdiction, unit__in=own.values("unit"))


def postings_seen(instructors: Collection[int]) -> tuple[int, ...]:
    return _seen(Posting, instructor__in=instructors)


def targets_seen(node: int) -> tuple[int, ...]:
    return _seen(Target, party_organization=node)


def reports_seen(node: int) -> tuple[int, ...]:
    return _seen(ReportedFigure, party_organization=node)


def particulars_seen(person: UUID) -> tuple[int, ...]:
    return _seen(Particulars, person__uuid=person)


def memberships_seen(person: UUID) -> tuple[int, ...]:
    return _seen(Membership, person__uuid=person)


def employments_seen(person: UUID) -> tuple[int, ...]:
    return _seen(Employment, person__uuid=person)


def posts_seen(person: UUID) -> tuple[int, ...]:
    return _seen(Post, person__uuid=person)


def participations_seen(person: UUID) -> tuple[int, ...]:
    return _seen(Participation, person__uuid=person)


def leaders_seen(code: str) -> tuple[int, ...]:
    """The posts held in one Party organization."""
    return _seen(Post, party_organization__code=code)


def affairs_workers_seen(code: str) -> tuple[int, ...]:
    return _seen(PartyAffairsWorker, party_organization__code=code)

"""Facts set down for the tests of the counter: plain rows, then one recount."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from psycopg.types.range import DateRange
from tests.cast import BEGINNING, Cast

from shuniu.commands.figures.recount import recount
from shuniu.commands.figures.rolls import recount_rolls
from shuniu.models import (
    Coverage,
    Employment,
    Guidance,
    HeadCount,
    Hub,
    HubElement,
    Instructor,
    Jurisdiction,
    Membership,
    Person,
    Posting,
    Registration,
    ReportedFigure,
    Target,
    Unit,
    UnitName,
    WorkCoverage,
)

DAY = date(2020, 7, 1)


class Ground:
    """Puts facts down under the opening line of the cast."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.units: list[int] = []

    def _days(self, start: date | None, end: date | None) -> DateRange[date]:
        return DateRange(start or BEGINNING, end)

    def unit(self, name: str, *, at: int | None = None, **more: Any) -> int:
        """A social organization; ``at`` is the responsible node, none leaves it unattached at the top."""
        start, end = more.pop("start", None), more.pop("end", None)
        made = Unit.objects.create(
            uuid=uuid4(),
            kind="social_organization",
            code=None,
            registered_at_id=self.cast.top,
            recorded=self.cast.opening,
        )
        values = {
            "type": "social_association",
            "legal_status": "legal_person",
            "mode": "direct_registration",
            "status": "normal",
            "region": "110101",
            "field": "科技",
        } | more
        Registration.objects.create(
            unit=made, name=name, sort_key=name, period=self._days(start, end), recorded=self.cast.opening, **values
        )
        if at is not None:
            self.answer(made.pk, at, start, end)
        self.units.append(made.pk)
        return made.pk

    def answer(self, unit: int, node: int, start: date | None = None, end: date | None = None) -> None:
        self.fact(Jurisdiction, start, end, unit_id=unit, party_organization_id=node)

    def cover(self, unit: int, branch: int, start: date | None = None, end: date | None = None) -> None:
        self.fact(Coverage, start, end, unit_id=unit, party_organization_id=branch, role="member")

    def work(self, unit: int, instrument: str, start: date | None = None, end: date | None = None) -> None:
        self.fact(WorkCoverage, start, end, unit_id=unit, instrument=instrument)

    def post(self, instructor: str, unit: int, start: date | None = None, end: date | None = None) -> int:
        made, _ = Instructor.objects.get_or_create(code=instructor, defaults={"recorded": self.cast.opening})
        self.fact(Posting, start, end, unit_id=unit, instructor=made)
        return made.pk

    def heads(self, unit: int, full: int | None, members: int | None = None, as_of: date = BEGINNING) -> None:
        HeadCount.objects.create(
            unit_id=unit,
            as_of=as_of,
            full_members=full,
            members=full if members is None else members,
            source="调查表",
            recorded=self.cast.opening,
        )

    def works(self, unit: int, start: date | None = None, end: date | None = None, **more: Any) -> int:
        """A member works there on the days named and is held at the branch, from the beginning on, in a state."""
        person = more.pop("person", None) or Person.objects.create(recorded=self.cast.opening).pk
        self.fact(Employment, start, end, unit_id=unit, person_id=person)
        held = more.pop("held", (None, None))
        values = {"party_organization_id": self.cast.branch, "state": "full"} | more
        self.fact(Membership, *held, person_id=person, **values)
        recount_rolls([values["party_organization_id"]])
        return int(person)

    def supervisor(self, name: str, start: date | None = None, end: date | None = None) -> int:
        made = Unit.objects.create(
            uuid=uuid4(), kind="supervising_unit", code=None, registered_at_id=self.cast.top, recorded=self.cast.opening
        )
        self.rename(made.pk, name, start, end)
        return made.pk

    def rename(self, unit: int, name: str, start: date | None = None, end: date | None = None) -> None:
        self.fact(UnitName, start, end, unit_id=unit, name=name, sort_key=name)

    def hub(self, unit: int, level: str, verb: str, *elements: str) -> None:
        self.fact(Hub, None, None, unit_id=unit, level=level, verb=verb, designated_by="市社会工委")
        for element in elements:
            self.fact(HubElement, None, None, unit_id=unit, element=element)

    def hub_element(self, unit: int, element: str, start: date) -> None:
        self.fact(HubElement, start, None, unit_id=unit, element=element)

    def guide(self, unit: int, node: int | None = None, hub: int | None = None, kind: str = "guidance") -> None:
        self.fact(Guidance, None, None, unit_id=unit, party_organization_id=node, hub_id=hub, kind=kind)

    def report(self, key: str, numerator: Any = None, denominator: Any = None, share: Any = None) -> None:
        self.fact(
            ReportedFigure,
            None,
            None,
            party_organization_id=self.cast.top,
            key=key,
            numerator=numerator,
            denominator=denominator,
            share=share,
            source="报送函",
        )

    def target(self, measure: str, baseline: Any, points: Any, due_on: date) -> None:
        self.fact(
            Target,
            None,
            None,
            party_organization_id=self.cast.top,
            measure=measure,
            baseline=baseline,
            points=points,
            due_on=due_on,
            source="工作要点",
        )

    def fact(self, model: type[Any], start: date | None, end: date | None, **values: Any) -> Any:
        return model.objects.create(period=self._days(start, end), recorded=self.cast.opening, **values)

    def settle(self) -> None:
        """Bring what is derived in line with what was put down."""
        recount(None, units=self.units)

"""The bulk of the three meetings of 2017, sent as pages send it: what many do alike, on the day it is for all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.cast import BEGINNING, Cast
from tests.web.formation.test_pages import GOOD as ANYWHERE
from tests.web.offices import attach, enter, filled, public, sent, sit_down

from shuniu.access import Actor
from shuniu.commands.packs.bind import Binding, bind_packs
from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.models import Case
from shuniu.policy.cases.issuing import MARK
from shuniu.policy.words.accounts import Role
from shuniu.queries.formation.applying import registrations_behind

# Day of the meeting, how many organizations each branch gathers, how many are refused; one each time is put off.
MEETINGS = (
    (date(2017, 8, 25), (1, 1, 1, 1, 1, 1, 2), 2),
    (date(2017, 11, 3), (1, 1, 1, 1, 1, 1, 2, 3), 2),
    (date(2017, 12, 21), (1, 1, 1, 1, 1, 2), 1),
)
WHY, NEXT = "正式党员长期不在本地", "先由指导员联系，转入组织关系后再报"
CLAUSE = "《中国共产党章程》第三十条 成立党的基层组织"
LETTERS, MINUTES = "皖社党", "皖社党纪要"
# The packs of the place do not say from whom a secretary comes: the form does not ask.
GOOD = {name: value for name, value in ANYWHERE.items() if name != "secretary_source"}
READ_THE_CLOCK = ("web.accounts.sessions", "web.accounts.middleware", "web.accounts.signing")


@dataclass
class Batch:
    """Everybody who takes part, and the day it is for all of them."""

    cast: Cast
    units: list[int]
    moment: datetime = datetime(2017, 8, 1, 1, tzinfo=UTC)
    taken: int = 0
    kept: dict[int, Client] = field(default_factory=dict)

    def at(self, day: date) -> None:
        self.moment, self.kept = datetime(day.year, day.month, day.day, 1, tzinfo=UTC), {}

    def office(self, node: int) -> Client:
        """Who sits there on this day."""
        if node not in self.kept:
            self.kept[node] = sit_down(self.cast.clerk if node == self.cast.top else self.cast.secretary)
        return self.kept[node]

    def next(self, size: int) -> list[int]:
        self.taken += size
        return self.units[self.taken - size : self.taken]

    def own(self, unit: int) -> Actor:
        return self.cast.actor_at(None, Role.ORGANIZATION_CLERK, unit)

    def name(self, unit: int) -> str:
        return name_of(self.units.index(unit))


def name_of(number: int) -> str:
    return f"省第{number + 1:02d}协会"


@contextmanager
def province(cast: Cast) -> Iterator[Batch]:
    """34 organizations without a Party organization, under the packs of the province, and a clock of their own."""
    bind_packs(cast.act(BEGINNING), [Binding(party_organization=cast.top, chain=("ah2017", "national"))])
    figures = {MARK: [LETTERS, MINUTES], "formation.headcount_base": "full_time_staff"}
    decided = [
        DecidedFigure(party_organization=cast.top, key=key, value=value, decision="综合党委会议")
        for key, value in figures.items()
    ]
    decide_figures(cast.act(BEGINNING), decided)
    units = enter(cast, *(name_of(number) for number in range(34)), on=BEGINNING, street="砚溪街道")
    attach(cast, units, cast.joint, on=BEGINNING)
    made = Batch(cast, units)
    with pytest.MonkeyPatch.context() as patched:
        for module in READ_THE_CLOCK:
            patched.setattr(f"shuniu.{module}.now", lambda: made.moment)
        patched.setattr("tests.web.offices.now", lambda: made.moment)
        yield made


def done(answer: Any) -> None:
    assert answer.status_code == 302, answer.content.decode().partition("<main")[2][:4000]


def row_of(unit: int) -> Case:
    return Case.objects.get(unit=unit, kind="formation")


def page_of(unit: int, part: str = "") -> str:
    return f"/cases/formations/{row_of(unit).uuid}/{part}"


def held(units: list[int], version: int) -> dict[str, Any]:
    """What each form holds unseen, which the first of them was shown with."""
    return {"version": version, "seen": "-".join(map(str, registrations_behind(units))), "key": uuid4()}


def case_of(unit: int) -> tuple[str, dict[str, Any]]:
    row = row_of(unit)
    named = list(row.units.order_by("unit").values_list("unit", flat=True))
    return f"/cases/formations/{row.uuid}/", held([unit, *named], row.version)


def applied(batch: Batch, units: list[int]) -> None:
    """By its own clerk; where several join each of them agrees first."""
    host, *others = units
    client, form = sit_down(batch.own(host)), f"/cases/formations/for/{public(host)}/"
    given, version = {**GOOD, "name": f"中共{batch.name(host)}支部委员会"}, 0
    if others:
        given |= {
            "name": f"中共{batch.name(host)}联合支部委员会",
            "kind": "joint_branch",
            "mode": "joint",
            "basis": "",
            "units": "\n".join(batch.name(one) for one in others),
        }
        done(client.post(form, {**filled(client, form), **given}))
        version = row_of(host).version
        for one in others:
            done(sent(sit_down(batch.own(one)), page_of(host, f"consent/{public(one)}/"), answer="agreed"))
    done(client.post(f"{form}submit/", {**held([host], version), **given}))


def accepted(batch: Batch, unit: int) -> None:
    """By the joint committee, then by the committee."""
    for node in (batch.cast.joint, batch.cast.top):
        where, now = case_of(unit)
        done(batch.office(node).post(f"{where}accept/", now))


def met(batch: Batch, day: date, count: int) -> str:
    """A meeting with all that wait for it on its agenda."""
    clerk = batch.office(batch.cast.top)
    where = str(sent(clerk, "/cases/meetings/new/", held_on=str(day))["Location"]).partition("?")[0]
    rows = Case.objects.filter(kind="formation", state="to_meet")
    assert rows.count() == count
    done(sent(clerk, f"{where}add/", cases=[f"{row.uuid}.{row.version}" for row in rows]))
    done(sent(clerk, f"{where}attendance/", due="7", present="6"))
    return where


def decided(batch: Batch, where: str, units: list[int], outcome: str, until: date | None = None) -> None:
    """Those that were decided alike, in one."""
    agreed = outcome == "approve"
    told = {"outcome": outcome, "yes": "6" if agreed else "0", "no": "0" if agreed else "6"}
    if not agreed:
        told |= {"reason": WHY, "next_steps": NEXT, "other_clause": CLAUSE, "due_on": str(until or "")}
    named = [f"{row.uuid}.{row.version}" for row in map(row_of, units)]
    done(sent(batch.office(batch.cast.top), f"{where}decide/", cases=named, **told))


def answered(batch: Batch, agreed: list[int], others: list[int]) -> None:
    """Each under the next number of the register."""
    send = batch.office(batch.cast.top)
    for unit in (*agreed, *others):
        where, now = case_of(unit)
        part, more = ("reply/", {"effective_on": batch.moment.date()}) if unit in agreed else ("answer/", {})
        done(send.post(f"{where}{part}", {**now, **more, "mark": LETTERS, "number": "", "issued_on": ""}))

"""A new organization that reaches the standard stands on the list until it has applied, was urged, or was put aside."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest
from django.db import connection
from psycopg.types.range import DateRange
from tests.cast import BEGINNING, CHAIN, Cast
from tests.commands.cast import refused
from tests.commands.formation.desk import Desk, bound, counted, desk

from shuniu.access import Actor, cases_on_the_list
from shuniu.commands.formation.urging_new import LeavingBe, Urging, leave_new_registration, urge_formation
from shuniu.commands.organizations.edit import EditedOrganization, edit_organizations
from shuniu.kernel.decision import Refused
from shuniu.models import Case, Document, Entry, LocalFigure, PackBinding, Unit
from shuniu.policy.words.accounts import Role
from shuniu.queries.formation.registered import count_to_urge, new_registrations

TODAY = date(2020, 7, 1)
NEW = {"established_on": date(2020, 6, 1), "established_precision": "day"}


def new(cast: Cast, full: int = 3, **more: object) -> Desk:
    one = desk(cast, on=date(2020, 6, 1), **{**NEW, **more})
    counted(cast, one.unit, full, on=date(2020, 6, 2))
    return one


def waiting(actor: Actor, on: date = TODAY) -> int:
    return count_to_urge(actor, on)[0]


def registry(cast: Cast, unit: int) -> Actor:
    """The authority that registered it, and somebody who works there."""
    body = Unit.objects.create(kind="registration_authority", registered_at_id=cast.top, recorded=cast.opening)
    edit_organizations(
        cast.act(date(2020, 6, 1)), [EditedOrganization(unit=unit, values={"authority": body.pk})], correction=True
    )
    return cast.actor_at(None, Role.REGISTRY_CLERK, body.pk)


@pytest.mark.django_db
@pytest.mark.req("D09")
@pytest.mark.parametrize(
    ("full", "more", "listed"),
    [
        pytest.param(3, {}, 1, id="bj2016#6-three"),
        pytest.param(2, {}, 0, id="bj2016#6-two"),
        pytest.param(3, {"established_on": date(2010, 1, 1)}, 0, id="before-the-text"),
        pytest.param(3, {"established_on": None, "established_precision": ""}, 1, id="by-the-day-of-the-register"),
    ],
)
def test_who_was_registered_under_the_text_and_reaches_the_standard_is_listed(
    cast: Cast, full: int, more: dict[str, object], listed: int
) -> None:
    new(cast, full, **more)
    assert (waiting(cast.clerk), waiting(cast.secretary), waiting(cast.outsider)) == (listed, listed, 0)


@pytest.mark.django_db
@pytest.mark.req("D09")
def test_a_day_of_registration_put_right_brings_it_onto_the_list(cast: Cast) -> None:
    one = new(cast, established_on=date(2010, 1, 1))
    assert waiting(cast.clerk) == 0
    right = EditedOrganization(unit=one.unit, values={"established_on": date(2020, 5, 1)})
    edit_organizations(cast.act(date(2020, 6, 1)), [right], correction=True)
    assert waiting(cast.clerk) == 1


@pytest.mark.django_db
@pytest.mark.req("D09")
def test_no_text_no_list(cast: Cast) -> None:
    bound(cast, "ah2017", "national")
    new(cast)
    assert waiting(cast.clerk) == 0


@pytest.mark.django_db
@pytest.mark.req("D09")
def test_the_authority_urges_and_the_work_lies_with_the_organization(cast: Cast) -> None:
    one = new(cast)
    authority = registry(cast, one.unit)
    assert waiting(authority) == 1
    public = urge_formation(cast.act(actor=authority), Urging(unit=one.unit, number="澄民函〔2020〕8号"))
    held = Case.objects.get(uuid=public)
    assert "澄民函〔2020〕8号" in held.filed["text"] and held.filed["clause"] == "bj2016#6" and held.due_on is None
    assert list(cases_on_the_list(one.clerk)) == [held]
    assert (waiting(authority), waiting(cast.clerk)) == (0, 0)
    (row,) = new_registrations(cast.clerk, TODAY)[1]
    assert (row.state, row.since, row.urged) == ("to_do", TODAY, False)
    one.submit()
    assert new_registrations(cast.clerk, TODAY)[:2] == (0, [])  # the application is on the way
    assert [found.code for found in refused(lambda: leave(cast, one, authority))] == ["not_in_reach"]


def leave(cast: Cast, one: Desk, by: Actor, reason: str = "正在办理注销", until: date | None = None) -> None:
    leave_new_registration(cast.act(actor=by), LeavingBe(unit=one.unit, reason=reason, until=until))


@pytest.mark.django_db
@pytest.mark.req("D09")
def test_a_letter_bears_the_next_number_and_where_it_fails_none_was_given(cast: Cast) -> None:
    one = new(cast)
    entries = Entry.objects.count()
    asked = Urging(unit=one.unit, letter=True)
    assert {found.code for found in refused(lambda: urge_formation(cast.act(), asked))} == {"mark_missing"}
    assert Entry.objects.count() == entries and not Case.objects.exists()
    LocalFigure.objects.create(
        party_organization_id=cast.top, key="documents.mark", value=["澄社党"], decision="会议纪要",
        period=DateRange(date(2020, 1, 1), None), recorded=cast.opening,
    )  # fmt: skip
    LocalFigure.objects.create(
        party_organization_id=cast.top, key="formation.urge_working_days", value=5, decision="会议纪要",
        period=DateRange(date(2020, 1, 1), None), recorded=cast.opening,
    )  # fmt: skip
    assert count_to_urge(cast.clerk, TODAY) == (1, date(2020, 6, 8))
    public = urge_formation(cast.act(), asked)
    document = Document.objects.get()
    assert (document.kind, document.number, document.addressee) == ("letter", 1, one.name)
    assert [row.unit_id for row in document.receivers.all()] == [one.unit], (
        "the organization finds it among what came in"
    )
    held = Case.objects.get(uuid=public)
    assert "澄社党〔2020〕1号" in held.filed["text"] and held.due_on is None  # when it is to apply, no text says
    assert document.as_letter and "应当同步建立党组织" in document.text and "特此函告" in document.text
    # The joint committee has no mark of its own.
    secretary = cast.act(actor=cast.secretary)
    assert "mark_missing" in {found.code for found in refused(lambda: urge_formation(secretary, asked))}


@pytest.mark.django_db
@pytest.mark.req("D09")
def test_put_aside_with_a_reason_and_taken_up_on_its_day(cast: Cast) -> None:
    one = new(cast)
    assert {found.code for found in refused(lambda: leave(cast, one, cast.secretary, " "))} == {"reason_missing"}
    leave(cast, one, cast.secretary, until=date(2020, 8, 1))
    assert (waiting(cast.clerk), waiting(cast.clerk, date(2020, 8, 1))) == (0, 1)
    (row,) = new_registrations(cast.clerk, TODAY)[1]
    assert (row.state, row.note) == ("waived", "正在办理注销")
    assert {found.code for found in refused(lambda: leave(cast, one, cast.clerk))} == {"not_urged"}


@pytest.mark.django_db(transaction=True)
def test_two_who_put_it_aside_at_once_make_one_decision(cast: Cast) -> None:
    one = new(cast)
    start = Barrier(2)

    def aside(by: Actor) -> str:
        start.wait()
        try:
            leave(cast, one, by)
            return "done"
        except Refused as refusal:
            return refusal.decision.objections[0].code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(aside, (cast.clerk, cast.secretary)))
    assert answers == ["done", "not_urged"] and Case.objects.filter(state="waived").count() == 1


@pytest.mark.django_db
@pytest.mark.req("D09")
@pytest.mark.parametrize("says", ["top", "below", "nobody"])
def test_whoever_has_most_of_a_register_below_reads_the_same_list(cast: Cast, says: str) -> None:
    """Not everybody is read for that: those registered before any text below asks for it are left out at once."""
    on = cast.clerk.today
    if says != "top":
        bound(cast, "ah2017", "national")
    if says == "below":
        PackBinding.objects.create(
            party_organization_id=cast.joint, chain=CHAIN, period=DateRange(BEGINNING, None), recorded=cast.opening
        )
    new(cast)
    new(cast, name="澄川市阿峦学会", start=1, established_on=date(2010, 1, 1))
    told = new_registrations(cast.clerk, on)
    assert told == new_registrations(replace(cast.clerk, wide=True), on)
    assert told[0] == int(says != "nobody")

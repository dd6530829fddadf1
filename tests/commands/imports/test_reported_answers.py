"""What a report contradicts of the one before ends with it; whom it names lasts until a report or a posting says so."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.commands.cast import TODAY, World, refused
from tests.commands.imports.ledgers import changes, everything, organization, put
from tests.commands.imports.test_reported import KIND, report, unit

from shuniu.commands.instructors.pool import NewInstructor, enter_pool
from shuniu.commands.instructors.posting import Sending, end_postings, post_instructors
from shuniu.commands.looks.reveal import reveal_contact
from shuniu.commands.party.contacts import Contact, set_contacts
from shuniu.commands.party.reported import Report, report_states
from shuniu.kernel.decision import Refused
from shuniu.models import OfficeContact, ReportedState, record
from shuniu.models.secrecy import decrypt
from shuniu.policy.words import ContactRole
from shuniu.queries.imports import LedgerRow
from shuniu.queries.organizations.card import organization_card

MARCH, JUNE = date(2026, 3, 31), date(2026, 6, 30)
DAY = timedelta(days=1)
FORMED: dict[str, Any] = {"instructor": None, "instructor_unit": None, "instructor_phone": None}
NOT_FORMED: dict[str, Any] = {
    "has_party_organization": False,
    "formation_mode": None,
    "party_organization": None,
    "party_organization_established_on": None,
    "reason_not_formed": "正式党员不足三名",
}
SAID = ("formation_mode", "party_organization", "formed_on", "formed_precision", "reason_not_formed")


@pytest.fixture
def registered(world: World) -> World:
    put(world, "social_organizations", [organization(number) for number in range(1, 4)], on=date(2026, 1, 1))
    return world


def said(on: date) -> tuple[Any, ...]:
    return ReportedState.objects.filter(retracted__isnull=True, period__contains=on).values_list(*SAID).get()


def bare(number: int, **more: Any) -> LedgerRow:
    """A row of a table that has but some of the columns."""
    about = organization(number).record
    return LedgerRow("统计表", number + 5, {"name": about["name"], "uscc": about["uscc"], **more})


def named(on: date = TODAY) -> list[tuple[str, bool]]:
    rows = OfficeContact.objects.filter(retracted__isnull=True, unit=unit(1), role="instructor", period__contains=on)
    return [(name, phone is not None) for name, phone in rows.values_list("name", "phone")]


def pooled(world: World, name: str, phone: str = "") -> int:
    row = NewInstructor(party_organization=world.committee, name=name, source="retired", phone=phone)
    return enter_pool(world.act(date(2026, 1, 1)), [row])[0]


def shown(world: World, on: date = TODAY) -> dict[str, str]:
    """What the card of the organization says of an instructor: who, and whether posted or only named."""
    card = organization_card(world.clerk, public(), on)
    rows = [one for one in card.contacts if one["role"] == ContactRole.INSTRUCTOR]
    return {one["name"]: "named" if one["named"] else "posted" for one in rows}


def public() -> UUID:
    return OfficeContact._meta.get_field("unit").related_model.objects.get(pk=unit(1)).uuid


class TestContradictions:
    @pytest.mark.req("L10")
    def test_a_table_that_says_not_formed_ends_what_an_earlier_one_told(self, registered: World) -> None:
        put(registered, KIND, [report(1, **FORMED)], on=MARCH)
        (judged,) = put(registered, KIND, [report(1, **FORMED, **NOT_FORMED)], on=JUNE).judgements
        told = {one.label: (one.before, one.after) for one in judged.differences}
        assert told["组建方式"] == ("单独组建", "") and told["党组织名称"][1] == ""
        assert told["党组织成立时间"][1] == ""
        assert said(JUNE) == ("", "", None, "", "正式党员不足三名")
        assert said(JUNE - DAY)[:2] == ("separate", "中共澄川市第1学会支部委员会")
        assert changes(put(registered, KIND, [report(1, **FORMED, **NOT_FORMED)], on=JUNE)) == ["same"]

    @pytest.mark.req("L10")
    def test_a_table_that_says_formed_ends_the_reason_of_an_earlier_one(self, registered: World) -> None:
        put(registered, KIND, [report(1, **FORMED, **NOT_FORMED)], on=MARCH)
        put(registered, KIND, [report(1, **FORMED)], on=JUNE)
        assert said(JUNE) == ("separate", "中共澄川市第1学会支部委员会", date(2018, 3, 1), "month", "")
        assert said(MARCH) == ("", "", None, "", "正式党员不足三名")

    @pytest.mark.parametrize("formed_first", [True, False])
    def test_the_later_table_written_first_stays_as_it_was(self, registered: World, formed_first: bool) -> None:
        first, later = (report(1, **FORMED), report(1, **FORMED, **NOT_FORMED))[:: 1 if formed_first else -1]
        put(registered, KIND, [later], on=JUNE)
        latest = said(JUNE)
        put(registered, KIND, [first], on=MARCH)
        assert said(JUNE) == latest
        assert bool(said(JUNE - DAY)[4]) is not formed_first and bool(said(JUNE)[4]) is formed_first

    def test_a_table_without_the_question_answers_it_by_naming_one(self, registered: World) -> None:
        put(registered, KIND, [report(1, **FORMED, **NOT_FORMED)], on=MARCH)
        put(registered, KIND, [bare(1, party_organization="中共澄川市第1学会支部委员会")], on=JUNE)
        assert said(JUNE)[1] and said(JUNE)[4] == ""
        assert ReportedState.objects.get(retracted__isnull=True, period__contains=JUNE).has_party_organization is True

    def test_what_a_table_does_not_speak_of_stays(self, registered: World) -> None:
        put(registered, KIND, [report(1)], on=MARCH)
        put(registered, KIND, [bare(1, staff=40)], on=JUNE)
        assert said(JUNE) == said(MARCH)
        assert named(JUNE) == [("甲指导", True)]

    def test_the_law_is_asked_about_all_that_would_be_reported(self, registered: World) -> None:
        put(registered, KIND, [report(1, **FORMED, **NOT_FORMED)], on=MARCH)
        before = everything()
        row = Report(unit=unit(1), state={"party_organization": "中共澄川市第1学会支部委员会"})
        found = refused(lambda: report_states(registered.act(JUNE), [row]))
        assert [one.code for one in found] == ["built_conflict"]
        assert everything() == before


class TestNamedInstructors:
    def test_a_table_without_an_instructor_ends_the_name_and_the_telephone(self, registered: World) -> None:
        put(registered, KIND, [report(1)], on=MARCH)
        assert shown(registered) == {"甲指导": "named"}
        (judged,) = put(registered, KIND, [report(1, **FORMED)], on=JUNE).judgements
        told = {one.label: (one.before, one.after) for one in judged.differences}
        assert told["指导员姓名"] == ("甲指导", "") and told["指导员电话"] == ("已登记", "")
        assert told["指导员工作单位"][1] == ""
        assert (named(JUNE), named(JUNE - DAY)) == ([], [("甲指导", True)])
        assert shown(registered) == {} and shown(registered, MARCH) == {"甲指导": "named"}
        assert changes(put(registered, KIND, [report(1, **FORMED)], on=JUNE)) == ["same"]

    def test_the_telephone_of_somebody_else_does_not_stay_under_a_new_name(self, registered: World) -> None:
        put(registered, KIND, [report(1)], on=MARCH)
        put(registered, KIND, [report(1, instructor="乙指导", instructor_phone=None)], on=JUNE)
        assert named(JUNE) == [("乙指导", False)]
        put(registered, KIND, [report(1, instructor="甲指导", instructor_phone=None)], on=MARCH)
        assert named(MARCH) == [("甲指导", True)], "the same name keeps its own"

    def test_what_an_earlier_version_left_behind_is_not_shown_and_not_revealed(self, registered: World) -> None:
        put(registered, KIND, [report(1)], on=MARCH)
        row = OfficeContact.objects.get(role="instructor").row
        assert reveal_contact(registered.act(), row, "核对派驻") == "15400000001"
        report_states(registered.act(JUNE), [Report(unit=unit(1), state={"source": "表", "instructor": False})])
        left = OfficeContact.objects.filter(retracted__isnull=True, role="instructor").values().get()
        entry = registered.entry
        record.retract(entry, OfficeContact, [left["id"]])
        columns = ["unit", "row", "role", "name", "phone", "period", "precision"]
        held = [unit(1), row, "instructor", left["name"], bytes(left["phone"]), record.since(MARCH), "opening"]
        record.record(entry, OfficeContact, columns, [held])
        assert named() == [("甲指导", True)] and shown(registered) == {}
        with pytest.raises(Refused):
            reveal_contact(registered.act(), row, "核对派驻")

    def test_no_clerk_keeps_an_instructor_as_contact_of_an_organization(self, registered: World) -> None:
        wrong = Contact(role=ContactRole.INSTRUCTOR, unit=unit(1), name="甲指导")
        assert [one.code for one in refused(lambda: set_contacts(registered.act(), [wrong]))] == ["contact_of_posting"]


class TestPostings:
    @pytest.mark.req("G07")
    def test_the_reported_contact_goes_over_to_the_posting_and_ends_with_it(self, registered: World) -> None:
        put(registered, KIND, [report(1)], on=MARCH)
        key = pooled(registered, "甲指导")
        post_instructors(registered.act(JUNE), [Sending(instructor=key, unit=unit(1))])
        held = OfficeContact.objects.get(instructor=key, retracted__isnull=True, period__contains=JUNE)
        assert held.phone is not None
        assert decrypt(held.phone, table=OfficeContact._meta.db_table, row=held.row, field="phone") == "15400000001"
        assert (named(JUNE), named(JUNE - DAY)) == ([], [("甲指导", True)])
        assert shown(registered) == {"甲指导": "posted"}
        end_postings(registered.act(TODAY), [Sending(instructor=key, unit=unit(1))])
        assert shown(registered) == {} and named() == []

    def test_another_name_or_a_known_telephone_is_not_overwritten(self, registered: World) -> None:
        put(registered, KIND, [report(1), report(2)], on=MARCH)
        other, same = pooled(registered, "丙某"), pooled(registered, "甲指导", "15400000009")
        rows = [Sending(instructor=other, unit=unit(1)), Sending(instructor=same, unit=unit(2))]
        post_instructors(registered.act(JUNE), rows)
        pool = OfficeContact.objects.filter(instructor__isnull=False, retracted__isnull=True)
        clear = {
            one.name: one.phone and decrypt(one.phone, table=OfficeContact._meta.db_table, row=one.row, field="phone")
            for one in pool
        }
        assert clear == {"丙某": None, "甲指导": "15400000009"}

    def test_a_table_beside_a_posting_keeps_nobody_and_says_so(self, registered: World) -> None:
        key = pooled(registered, "甲指导", "15400000001")
        post_instructors(registered.act(MARCH), [Sending(instructor=key, unit=unit(1))])
        (judged,) = put(registered, KIND, [report(1, instructor="乙指导")], on=JUNE).judgements
        assert judged.change == "new" and [one.code for one in judged.warnings] == ["instructor_posted"]
        (judged,) = put(registered, KIND, [report(1)], on=JUNE).judgements
        assert (judged.change, judged.warnings) == ("same", ())
        assert named(JUNE) == [] and shown(registered, JUNE) == {"甲指导": "posted"}

    def test_a_table_before_the_posting_names_until_it_begins(self, registered: World) -> None:
        key = pooled(registered, "甲指导")
        post_instructors(registered.act(JUNE), [Sending(instructor=key, unit=unit(1))])
        put(registered, KIND, [report(1)], on=MARCH)
        assert (named(JUNE - DAY), named(JUNE)) == ([("甲指导", True)], [])

    def test_whom_a_later_table_names_stays_when_an_earlier_posting_ends(self, registered: World) -> None:
        key = pooled(registered, "甲指导")
        post_instructors(registered.act(date(2026, 2, 1)), [Sending(instructor=key, unit=unit(1))])
        end_postings(registered.act(MARCH), [Sending(instructor=key, unit=unit(1))])
        put(registered, KIND, [report(1, instructor="乙指导")], on=JUNE)
        end_postings(registered.act(MARCH - DAY), [Sending(instructor=key, unit=unit(1))])
        assert named() == [("乙指导", True)] and shown(registered) == {"乙指导": "named"}

"""Members' ledgers go into the rolls: the same person in two files is one person, a contradiction is a question."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from tests.commands.cast import TODAY, World, queries_of
from tests.commands.imports.ledgers import changes, everything, given, in_force, put
from tests.commands.imports.test_batches import received
from tests.commands.members.roll import branch, number
from tests.commands.members.test_changing import held_at
from tests.commands.members.test_enter import _foreign, opened

from shuniu.commands.imports import Ledger, apply_batch
from shuniu.commands.imports.batches import undo_batch
from shuniu.models import Employment, Membership, MembershipRequest, Participation, Particulars, Person, Post
from shuniu.queries.imports import LedgerRow
from shuniu.queries.imports.batches import opened_batch
from shuniu.spreadsheets.imports.staging import ledger_rows

BRANCH = "甲协会党支部"


def member(place: int, **more: Any) -> LedgerRow:
    """An invented row of a members' ledger, as the reader gives it."""
    record = {
        "name": f"党员{place:03d}",
        "party_organization": BRANCH,
        "citizen_number": number(place),
        "sex": "男",
        "ethnic_group": "01",
        "born_on": "1980-01-01",
        "education": "21",
        "membership_state": "正式党员",
        "admitted_on": "2010-07-01",
        "full_member_on": "2011-07-01",
        "position": "理事",
        "mobile": f"154000{place:05d}",
        "membership_status": "正常",
        "lost_contact": False,
        "lost_contact_on": None,
        "mobile_member": False,
        "moved_to": None,
    }
    return LedgerRow("名册", place + 3, {**record, **more})


def only(place: int, *fields: str, **more: Any) -> LedgerRow:
    """The same member in a ledger that has these columns only."""
    whole = member(place)
    record = {name: whole.record[name] for name in ("name", "party_organization", "citizen_number", *fields)}
    return LedgerRow("另一份", whole.row, {**record, **more})


@pytest.mark.req("I01")
def test_members_are_entered_once_and_the_same_file_changes_nothing(world: World) -> None:
    here = branch(world, BRANCH)
    rows = [member(place) for place in range(1, 6)]
    assert changes(put(world, "members", rows)) == ["new"] * 5
    person = Particulars.objects.get(name="党员001").person_id
    assert (opened(person, "citizen_number"), opened(person, "mobile")) == (number(1), "15400000001")
    held = Membership.objects.get(person=person)
    assert (held.party_organization_id, held.state, held.status, held.precision) == (here, "full", "normal", "opening")
    assert Employment.objects.get(person=person).position == "理事"
    before = everything()
    assert changes(put(world, "members", rows)) == ["same"] * 5
    assert everything() == before


def test_the_same_person_in_two_files_is_one_and_a_missing_column_keeps_its_value(world: World) -> None:
    branch(world, BRANCH)
    unit = world.organization("甲协会")
    put(world, "members", [member(1)])
    second = only(1, "sex", social_organization="甲协会", party_post="支部书记", relation_transferred=True)
    (judged,) = put(world, "members", [second]).judgements
    assert {one.label for one in judged.differences} == {"工作单位", "党内职务"}
    assert Person.objects.count() == 1
    held = Particulars.objects.get(retracted__isnull=True)
    assert (held.education, held.born_on) == ("21", date(1980, 1, 1))
    job = Employment.objects.filter(retracted__isnull=True, period__contains=TODAY).get()
    assert (job.unit_id, job.position) == (unit, "理事")
    assert Post.objects.get().post == "secretary"


def test_what_changed_counts_from_the_ledgers_day(world: World) -> None:
    branch(world, BRANCH)
    put(world, "members", [member(1, membership_state="预备党员", full_member_on=None)], on=date(2025, 1, 1))
    (judged,) = put(world, "members", [member(1, education="14", mobile="15400009999")], on=date(2026, 1, 1)).judgements
    labels = {one.label for one in judged.differences}
    assert labels == {"学历", "手机号", "人员类别", "转正日期"}
    assert "15400009999" not in repr(judged.differences)
    facts = Membership.objects.filter(retracted__isnull=True)
    assert facts.get(period__contains=date(2025, 12, 31)).state == "probationary"
    assert facts.get(period__contains=date(2026, 1, 1)).state == "full"


def test_a_member_found_in_another_branch_moves_there_on_the_ledgers_day(world: World) -> None:
    here, there = branch(world, BRANCH), branch(world, "乙协会党支部")
    put(world, "members", [member(1)], on=date(2025, 1, 1))
    (judged,) = put(world, "members", [member(1, party_organization="乙协会党支部")], on=date(2026, 1, 1)).judgements
    assert [(one.label, one.before, one.after) for one in judged.differences] == [
        ("所在党支部", BRANCH, "乙协会党支部")
    ]
    person = Person.objects.get().pk
    assert (held_at(person, date(2025, 12, 31)), held_at(person, date(2026, 1, 1))) == (here, there)


@pytest.mark.parametrize(
    ("field", "other", "label"),
    [
        ("name", "另一个名字", "姓名"),
        ("sex", "女", "性别"),
        ("ethnic_group", "02", "民族"),
        ("born_on", "1980-02-01", "出生日期"),
        ("admitted_on", "2010-08-01", "入党日期"),
        ("full_member_on", "2012", "转正日期"),
        ("membership_state", "预备党员", "人员类别"),
    ],
)
def test_a_contradiction_is_a_question_and_the_answer_decides(world: World, field: str, other: str, label: str) -> None:
    branch(world, BRANCH)
    put(world, "members", [member(1)], on=date(2025, 1, 1))
    more = {"full_member_on": None} if field == "membership_state" else {}
    row = member(1, **{field: other}, **more)
    before = everything()
    (judged,) = put(world, "members", [row]).judgements
    assert judged.change is None
    assert [one.code for one in judged.problems] == ["contradiction"]
    assert label in judged.problems[0].message
    assert everything() == before
    assert changes(put(world, "members", [row], choices={0: "register"})) == ["same"]
    assert everything() == before
    if field == "membership_state":  # the day of full membership is known: the law stands against it
        (judged,) = put(world, "members", [row], choices={0: "ledger"}).judgements
        assert [one.code for one in judged.problems] == ["category_conflict"]
        return
    assert changes(put(world, "members", [row], choices={0: "ledger"})) == ["changed"]
    assert changes(put(world, "members", [row])) == ["same"]
    assert Person.objects.count() == 1
    # It was never so: the roll says the same of the day before.
    assert Particulars.objects.filter(retracted__isnull=True).count() == 1
    assert Membership.objects.filter(retracted__isnull=True).count() == 1


@pytest.mark.parametrize(
    ("held", "written", "labels", "kept"),
    [
        ("2010", "2010-07-01", {"入党日期"}, "2010-07-01"),
        ("2010-07", "2010-07-01", {"入党日期"}, "2010-07-01"),
        ("2010-07-01", "2010-07", set(), "2010-07-01"),
        ("2010-07-01", "2010", set(), "2010-07-01"),
        (None, "2010-07", {"入党日期"}, "2010-07"),
        ("2010-07", None, set(), "2010-07"),
    ],
)
def test_a_day_more_exactly_known_completes_and_never_contradicts(
    world: World, held: str | None, written: str | None, labels: set[str], kept: str
) -> None:
    branch(world, BRANCH)
    put(world, "members", [member(1, admitted_on=held)], on=date(2025, 1, 1))
    (judged,) = put(world, "members", [member(1, admitted_on=written)]).judgements
    assert judged.problems == ()
    assert {one.label for one in judged.differences} == labels
    (fact,) = Membership.objects.filter(retracted__isnull=True)
    assert fact.admitted_on is not None
    assert fact.admitted_on.isoformat().startswith(kept)
    assert fact.admitted_precision == {4: "year", 7: "month", 10: "day"}[len(kept)]


def test_without_a_number_name_branch_and_birth_find_the_member(world: World) -> None:
    branch(world, BRANCH)
    put(world, "members", [member(1)])
    row = member(1, citizen_number=None, education="14")
    (judged,) = put(world, "members", [row]).judgements
    assert judged.change == "changed"
    assert Person.objects.count() == 1
    unborn = member(1, citizen_number=None, born_on=None)
    (judged,) = put(world, "members", [unborn]).judgements
    assert (judged.change, len(judged.alike)) == ("new", 1)


def test_of_two_members_alike_the_clerk_says_which(world: World) -> None:
    branch(world, BRANCH)
    put(world, "members", [member(1, name="同名"), member(2, name="同名")], on=date(2025, 1, 1))
    row = member(3, name="同名", citizen_number=None, education="14")
    first = Person.objects.order_by("pk")[0]
    assert changes(put(world, "members", [row], choices={0: str(first.uuid)})) == ["changed"]
    assert Particulars.objects.get(person=first, period__contains=TODAY, retracted__isnull=True).education == "14"
    assert Person.objects.count() == 2
    (judged,) = put(world, "members", [row]).judgements
    assert (judged.change, {one.uuid for one in judged.alike}) == (
        "new",
        set(Person.objects.order_by("pk")[:2].values_list("uuid", flat=True)),
    )


def test_somebody_held_elsewhere_reads_new_and_becomes_a_request(world: World) -> None:
    branch(world, BRANCH)
    put(world, "members", [member(1)])
    (there,) = _foreign(world)
    row = member(1, party_organization="乙市某协会党支部", name="同一人", sex="女")
    applied = put(world, "members", [row], by=world.neighbour, node=world.neighbour_committee)
    assert changes(applied) == ["new"]
    assert (applied.judgements[0].problems, applied.judgements[0].warnings) == ((), ())
    assert (Person.objects.count(), MembershipRequest.objects.get().asked_for_id) == (1, there)


def test_a_branch_the_register_lacks_is_created_or_the_row_is_refused(world: World) -> None:
    rows = [member(1), member(2, party_organization="某个俱乐部")]
    applied = put(world, "members", rows)
    assert changes(applied) == [None, None]
    assert {one.problems[0].code for one in applied.judgements} == {"unknown_reference"}
    applied = put(world, "members", rows, create_missing=True)
    assert changes(applied) == ["new", None]
    assert applied.judgements[1].problems[0].code == "unknown_reference"
    assert Person.objects.count() == 1


def test_a_branch_out_of_reach_or_that_holds_nobody_is_refused(world: World) -> None:
    applied = put(world, "members", [member(1, party_organization="北片联合党委")])
    assert [one.code for one in applied.judgements[0].problems] == ["holds_no_members"]
    _foreign(world)
    applied = put(world, "members", [member(1, party_organization="乙市某协会党支部")])
    assert changes(applied) == [None]


def test_who_was_not_transferred_takes_part_only(world: World) -> None:
    here = branch(world, BRANCH)
    put(world, "members", [member(1, relation_transferred=False)])
    assert Participation.objects.get().party_organization_id == here
    assert not Membership.objects.exists()
    (judged,) = put(world, "members", [member(1, relation_transferred=True)]).judgements
    assert judged.change == "changed"
    (held,) = Membership.objects.all()
    assert (held.party_organization_id, held.state) == (here, "full")
    assert not Participation.objects.filter(retracted__isnull=True, period__contains=TODAY).exists()


def test_nothing_is_guessed_about_the_state(world: World) -> None:
    branch(world, BRANCH)
    rows = [
        only(1, "full_member_on"),
        only(2, "admitted_on"),
        only(3, full_member_on=(TODAY + timedelta(days=1)).isoformat()),
    ]
    put(world, "members", rows)
    states = dict(Membership.objects.values_list("person__pk", "state"))
    assert sorted(states.values()) == ["", "", "full"]


def test_undoing_an_import_forgets_the_numbers_of_whom_it_entered(world: World) -> None:
    branch(world, BRANCH)
    before = in_force(everything())
    public = received(world, kind="members")
    ledger = Ledger(node=world.committee, kind="members", rows=[member(1)])
    apply_batch(world.act(), public, opened_batch(world.clerk, public).version, ledger)
    assert opened(Person.objects.get().pk, "citizen_number") == number(1)
    undo_batch(world.act(), public)
    assert in_force(everything()) == before
    assert Person.objects.get().key is None
    assert changes(put(world, "members", [member(1)])) == ["new"]


def test_many_rows_cost_a_constant_number_of_statements(world: World) -> None:
    branch(world, BRANCH)
    few = queries_of(lambda: put(world, "members", [member(1)]))
    many = queries_of(lambda: put(world, "members", [member(place) for place in range(2, 203)]))
    assert many == few


def test_the_three_given_ledgers_together_hold_each_person_once(world: World) -> None:
    numbers: set[str] = set()
    questions = 0
    for name in ("05_党员基本信息汇总表.xlsx", "06_党员花名册.xls", "11_党员信息导出_实为HTML.xls"):
        rows = ledger_rows(given(name)[0])
        applied = put(world, "members", rows, create_missing=True)
        refused = [one for one in applied.judgements if one.change is None]
        assert {found.code for one in refused for found in one.problems} <= {"contradiction"}
        questions += len(refused)
        numbers |= {row.record["citizen_number"] for row in rows}
    assert Person.objects.count() == len(numbers)
    assert questions < 60

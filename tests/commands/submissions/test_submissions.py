"""What an organization files about itself reaches the register only through whoever is responsible for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.cast import Cast
from tests.commands.cast import refused
from tests.commands.submissions.desk import ADDRESS, Desk, desk
from tests.web.offices import enter

from shuniu.commands.journal import ChangedMeanwhile
from shuniu.commands.organizations.attributes import CountOfMembers, report_head_counts
from shuniu.commands.organizations.edit import EditedOrganization, edit_organizations
from shuniu.commands.submissions.filling import keep_submission, submit_submission
from shuniu.commands.submissions.reviewing import accept_submission
from shuniu.models import Entry, HeadCount, Registration, Remark, Standing, Step
from shuniu.policy.submissions.states import INFORMATION
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import Verb
from shuniu.policy.words.submissions import SubmissionState

TODAY = date(2020, 7, 1)


@pytest.fixture
def one(cast: Cast) -> Desk:
    return desk(cast, address="澄川市旧路1号", full_time_staff=3)


def registered(desk: Desk) -> Registration:
    return Registration.objects.get(unit=desk.unit, retracted__isnull=True, period__contains=TODAY)


@pytest.mark.req("P01", "P05")
def test_what_is_accepted_is_written_in_one_act_of_the_reviewer(one: Desk) -> None:
    one.submit(address=ADDRESS, full_time_staff=5, members=4, full_members=3, probationary=1)
    assert registered(one).address == "澄川市旧路1号" and not HeadCount.objects.exists()
    entries = Entry.objects.count()
    assert one.accept() == [one.unit]
    row, count = registered(one), HeadCount.objects.get(unit=one.unit, retracted__isnull=True)
    assert (row.address, row.full_time_staff, row.period.lower) == (ADDRESS, 5, TODAY)
    assert (count.members, count.full_members, count.probationary, count.full_time) == (4, 3, 1, 5)
    assert (count.as_of, count.source) == (TODAY, "社会组织填报")
    assert Entry.objects.count() == entries + 1
    line = Entry.objects.latest("pk")
    assert (line.act, line.actor_id, line.subject) == (
        "submission.accept", one.cast.secretary.account, one.row.uuid,
    )  # fmt: skip
    assert row.recorded_id == count.recorded_id == line.pk == Step.objects.latest("pk").recorded_id
    assert (one.row.state, one.row.holder) == ("accepted", "")
    assert Standing.objects.get(unit=one.unit, valid_to=None).full_members == 3


@pytest.mark.req("P01")
def test_what_is_only_kept_is_in_nobodys_hand_but_the_clerks(one: Desk) -> None:
    one.keep(address=ADDRESS)
    one.keep(address=ADDRESS, part_time_staff=2)
    assert (one.row.state, one.row.filed) == ("draft", {"address": ADDRESS, "part_time_staff": 2})
    assert Entry.objects.filter(act__startswith="submission.").count() == 1  # the beginning, not every keystroke
    assert [found.code for found in refused(one.accept)] == ["wrong_state"]


def test_without_the_number_of_members_nothing_is_submitted(one: Desk) -> None:
    assert [found.code for found in refused(lambda: one.submit(address=ADDRESS))] == ["members_missing"]
    one.submit(members=0)
    assert one.row.filed == {"members": 0}


def test_what_the_law_objects_to_is_said_to_the_clerk_at_once(one: Desk) -> None:
    codes = {
        found.code
        for found in refused(
            lambda: one.submit(
                members=1, full_members=3, certificate_from=date(2020, 1, 1), certificate_to=date(2019, 1, 1)
            )
        )
    }
    assert codes == {"parts_exceed", "certificate_reversed"}
    assert not Step.objects.exists()


@pytest.mark.req("P01")
def test_the_law_is_asked_again_when_it_is_accepted_and_its_refusal_changes_nothing(one: Desk) -> None:
    one.submit(certificate_to=date(2021, 1, 1), members=4)
    changed = EditedOrganization(unit=one.unit, values={"certificate_from": date(2021, 6, 1)})
    edit_organizations(one.cast.act(date(2020, 6, 1)), [changed])
    before = registered(one).pk
    assert [found.code for found in refused(one.accept)] == ["certificate_reversed"]
    assert registered(one).pk == before and not HeadCount.objects.exists()
    assert (one.row.state, one.row.version, Step.objects.count()) == ("submitted", 2, 1)


@pytest.mark.req("P01")
def test_what_was_returned_can_be_mended_where_it_was_remarked_upon_and_nowhere_else(one: Desk) -> None:
    one.submit(address=ADDRESS, street="砚溪街道", members=4)
    one.send_back(address="请写到门牌号")
    assert (one.row.state, one.row.holder) == ("returned", "applicant")
    assert Remark.objects.get().text == "请写到门牌号"
    (found,) = refused(lambda: one.submit(address=ADDRESS + "2层", street="岑河街道"))
    assert (found.code, found.field) == ("locked", "street")
    one.keep(address=ADDRESS + "1层")
    assert one.row.filed["street"] == "砚溪街道"
    one.submit(address=ADDRESS + "2层")
    assert one.row.state == "resubmitted"
    one.accept()
    assert (registered(one).address, registered(one).street) == (ADDRESS + "2层", "砚溪街道")
    sent = [step.filed for step in Step.objects.order_by("pk") if step.filed]
    assert [filed["address"] for filed in sent] == [ADDRESS, ADDRESS + "2层"]  # nothing returned vanishes


def test_what_is_withdrawn_after_it_was_returned_stays_tied_to_its_remarks(one: Desk) -> None:
    one.submit(address=ADDRESS, members=4)
    one.withdraw()
    assert one.row.state == "draft"
    one.submit(address=ADDRESS, street="砚溪街道", members=4)
    one.send_back(address="请写到门牌号")
    one.submit(address=ADDRESS + "2层")
    one.withdraw()
    assert one.row.state == "returned"
    assert [found.code for found in refused(lambda: one.submit(street="岑河街道"))] == ["locked"]


def test_returning_needs_a_remark_on_a_field_and_its_words(one: Desk) -> None:
    one.submit(members=4)
    assert [found.code for found in refused(one.send_back)] == ["remarks_missing"]
    assert [found.code for found in refused(lambda: one.send_back(address="  "))] == ["remark_length"]
    assert [found.code for found in refused(lambda: one.send_back(mode="改"))] == ["field_unknown"]


@pytest.mark.req("P01")
def test_nobody_decides_on_what_the_same_account_submitted(one: Desk) -> None:
    one.submit(members=4)
    both = replace(one.cast.clerk, account=one.clerk.account)
    assert [found.code for found in refused(lambda: one.accept(by=both))] == ["own_case"]
    assert [found.code for found in refused(lambda: one.send_back(by=both, members="改"))] == ["own_case"]
    one.accept(by=one.cast.clerk)


@pytest.mark.parametrize("who", ["outsider", "branch_secretary"])
def test_who_is_not_responsible_decides_nothing(one: Desk, who: str) -> None:
    one.submit(members=4)
    assert [found.code for found in refused(lambda: one.accept(by=getattr(one.cast, who)))] == ["not_in_reach"]
    assert [found.code for found in refused(lambda: one.accept(by=one.clerk))] == ["not_in_reach"]


def test_the_clerk_of_another_organization_files_nothing_here(one: Desk) -> None:
    two = desk(one.cast, "澄川市白榆学会", start=5)
    meddler = Desk(one.cast, one.unit, two.clerk)
    assert [found.code for found in refused(lambda: meddler.submit(members=4))] == ["not_in_reach"]
    assert [found.code for found in refused(lambda: meddler.keep(members=4))] == ["not_in_reach"]
    one.submit(members=4)
    assert [found.code for found in refused(meddler.withdraw)] == ["not_in_reach"]


@pytest.mark.req("P01")
def test_a_register_that_changed_under_the_reviewers_eyes_is_shown_again(one: Desk) -> None:
    one.submit(address=ADDRESS, members=4)
    looked_at = one.reviewed()
    changed = EditedOrganization(unit=one.unit, values={"field": "科技"})
    edit_organizations(one.cast.act(), [changed])
    with pytest.raises(ChangedMeanwhile):
        one.accept(reviewed=looked_at)
    one.accept()
    assert (registered(one).address, registered(one).field) == (ADDRESS, "科技")


@pytest.mark.parametrize("what", ["field", "members"])
def test_also_where_nothing_of_the_register_would_be_changed(one: Desk, what: str) -> None:
    one.submit(members=4)
    looked_at = one.reviewed()
    if what == "field":
        edit_organizations(one.cast.act(), [EditedOrganization(unit=one.unit, values={"field": "科技"})])
    else:
        count = CountOfMembers(unit=one.unit, as_of=date(2020, 6, 1), source="调查表", members=5)
        report_head_counts(one.cast.act(), [count])
    with pytest.raises(ChangedMeanwhile):
        one.accept(reviewed=looked_at)


def test_what_was_mended_since_it_was_looked_at_is_not_accepted_unseen(one: Desk) -> None:
    one.submit(members=4)
    looked_at = one.reviewed()
    one.send_back(members="请核对")
    one.submit(members=5)
    with pytest.raises(ChangedMeanwhile):
        one.accept(reviewed=looked_at)


def test_what_another_has_already_decided_is_not_decided_again(one: Desk) -> None:
    one.submit(members=4)
    looked_at = one.reviewed()
    one.send_back(members="请核对")
    with pytest.raises(ChangedMeanwhile):
        one.accept(reviewed=looked_at)
    assert one.row.state == "returned"


def test_a_draft_that_a_colleague_kept_meanwhile_is_not_written_over(one: Desk) -> None:
    one.keep(address=ADDRESS)
    with pytest.raises(ChangedMeanwhile):
        one.keep(version=0, address="澄川市另一路")
    stale = replace(one.filled(address="澄川市另一路"), seen=())
    with pytest.raises(ChangedMeanwhile):
        keep_submission(one.cast.act(actor=one.clerk), stale)
    assert one.row.filed == {"address": ADDRESS}


def test_a_key_happens_once(one: Desk) -> None:

    filled = one.filled(address=ADDRESS, members=4)
    first, again = (submit_submission(one.cast.act(actor=one.clerk, key="a"), filled) for _ in range(2))
    assert first == again and Step.objects.count() == 1
    looked_at = one.reviewed()
    for _ in range(2):
        assert accept_submission(one.cast.act(actor=one.cast.clerk, key="b"), looked_at) == [one.unit]
    assert Step.objects.count() == 2


def test_after_it_was_accepted_the_next_one_begins_anew(one: Desk) -> None:
    one.submit(address=ADDRESS, members=4)
    one.accept()
    one.submit(members=5)
    assert one.row.filed == {"members": 5} and one.row.state == "submitted"


def test_acts_of_the_organization_stand_in_the_journal_of_who_is_responsible(one: Desk) -> None:
    one.keep(members=4)
    one.submit(members=4)
    one.withdraw()
    lines = Entry.objects.filter(act__startswith="submission.").order_by("pk")
    assert [(line.act, line.node_id, line.subject) for line in lines] == [
        (f"submission.{act}", one.cast.joint, one.row.uuid) for act in ("begin", "submit", "withdraw")
    ]


def test_every_state_but_the_last_has_a_way_on_and_a_holder() -> None:
    closed = {SubmissionState.ACCEPTED, SubmissionState.LAPSED}
    for state in SubmissionState:
        leaving = [row for row in INFORMATION.transitions if row.state is state]
        assert bool(leaving) is (state not in closed)
        assert len({row.verb for row in leaving}) == len(leaving)
    assert {row.becomes for row in INFORMATION.transitions} == set(SubmissionState) - {SubmissionState.LAPSED}
    assert {row.verb for row in INFORMATION.transitions} == {Verb.SUBMIT, Verb.WITHDRAW, Verb.RETURN, Verb.ACCEPT}


def test_an_organization_nobody_is_responsible_for_is_reviewed_where_it_was_entered(cast: Cast) -> None:
    (unit,) = enter(cast, "澄川市白榆学会", start=7)
    alone = Desk(cast, unit, cast.actor_at(None, Role.ORGANIZATION_CLERK, unit))
    alone.submit(members=4)
    assert [found.code for found in refused(lambda: alone.accept(by=cast.secretary))] == ["not_in_reach"]
    alone.accept(by=cast.clerk)

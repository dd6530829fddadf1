"""The ways beside the plain one: an outside approver, several organizations, evolution, urging, who may do what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from tests.cast import Cast
from tests.commands.cast import refused
from tests.commands.formation.desk import DUE, Desk, another_clerk, bound, counted, desk
from tests.web.members.people import enrolled
from tests.web.offices import attach, enter, sent, sit_down

from shuniu.access import Actor, cases_on_the_list
from shuniu.commands.cases.following import Finishing, finish_follow_up
from shuniu.commands.formation.replying import Reply, reply_formation
from shuniu.commands.formation.urging_new import Urging, urge_formation
from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.models import Case, Coverage, Document, Entry, Formation, PartyOrganization, Unit
from shuniu.policy.words import CoverageRole
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import Verb

pytestmark = pytest.mark.django_db
TODAY = date(2020, 7, 1)


@pytest.fixture
def one(cast: Cast) -> Desk:
    return desk(cast)


def urged(one: Desk, by: Actor) -> UUID:
    return urge_formation(one.cast.act(actor=by), Urging(unit=one.unit))


def together(cast: Cast, *names: str, **more: str) -> Desk:
    units = enter(cast, *names, start=20, **more)
    attach(cast, units, cast.joint)
    return Desk(cast, units[0], cast.secretary, names[0], others=tuple(units[1:]))


@pytest.mark.req("D18", "D19")
def test_the_street_committee_decides_where_the_text_says_so(cast: Cast) -> None:
    bound(cast, "ah2017", "national")
    one = together(cast, "澄川市甲协会", "澄川市乙协会", street="砚溪街道")
    one.wanted = {"mode": "street_joint", "relations_in": 0}
    one.submit()
    deputy = cast.actor_at(cast.joint, Role.JOINT_COMMITTEE_CLERK)
    one.check(deputy)
    one.review()
    assert (one.row.state, one.row.holder) == ("outside", "committee")
    assert [found.code for found in refused(lambda: one.meet(Verb.SCHEDULE))] == ["wrong_state"]
    assert [found.code for found in refused(lambda: one.reply(number=""))] == ["number_missing"]
    key = one.reply(number="砚街党〔2020〕9号")
    formed = Formation.objects.get(party_organization=key)
    assert (formed.mode, formed.document_number) == ("street_joint", "砚街党〔2020〕9号")
    assert formed.approver == "街道党委（街道辖区内联合组建）"
    roles = dict(Coverage.objects.filter(party_organization=key).values_list("unit", "role"))
    assert roles == {one.unit: "host", one.others[0]: "member"}
    # No relations move where the text frees the form.
    assert not Case.objects.filter(topic="transfer").exists() and not Document.objects.exists()


@pytest.mark.req("D12", "D19")
def test_what_the_street_committee_refuses_is_answered_with_reasons(cast: Cast) -> None:
    bound(cast, "ah2017", "national")
    one = together(cast, "澄川市甲协会", "澄川市乙协会", street="砚溪街道")
    one.wanted = {"mode": "street_joint", "relations_in": 0}
    one.submit()
    one.check(cast.actor_at(cast.joint, Role.JOINT_COMMITTEE_CLERK))
    one.review()
    assert {found.code for found in refused(lambda: one.refuse_outside("", ""))} == {
        "reason_missing",
        "next_steps_missing",
    }
    one.refuse_outside()
    # Entered wrongly: it waits for the answer once more, and no meeting of this committee decides on it.
    assert [found.code for found in refused(lambda: one.reconsider(" "))] == ["reason_missing"]
    one.reconsider("街道党委来函更正")
    assert (one.row.state, one.row.holder, one.row.at_id) == ("outside", "committee", cast.top)
    assert [found.code for found in refused(lambda: one.meet(Verb.SCHEDULE))] == ["wrong_state"]
    one.refuse_outside()
    one.answer()
    assert one.row.state == "refused"
    assert {task.unit_id for task in Case.objects.filter(topic="next_steps")} == {one.unit, *one.others}


@pytest.mark.req("D10", "D19")
def test_what_the_street_committee_says_is_not_entered_by_who_applied(cast: Cast) -> None:
    """Whichever way it decides; the meeting of one's own committee is another matter: there others have voted."""
    bound(cast, "ah2017", "national")
    one = together(cast, "澄川市甲协会", "澄川市乙协会", street="砚溪街道")
    one.clerk = cast.clerk
    one.wanted = {"mode": "street_joint", "relations_in": 0}
    one.submit()
    one.check(cast.secretary)
    one.review(another_clerk(cast))
    paper = {"number": "砚街党〔2020〕9号"}
    for enter_it in (lambda: one.reply(**paper), one.refuse_outside, one.defer_outside):
        assert [found.code for found in refused(enter_it)] == ["own_case"]
    assert one.row.state == "outside"
    assert one.reply(**paper, by=another_clerk(cast))


@pytest.mark.req("D12", "D19")
def test_what_the_street_committee_puts_off_lies_with_the_applicant_until_a_day(cast: Cast) -> None:
    bound(cast, "ah2017", "national")
    one = together(cast, "澄川市甲协会", "澄川市乙协会", street="砚溪街道")
    one.wanted = {"mode": "street_joint", "relations_in": 0}
    assert one.submit() and [found.code for found in refused(one.defer_outside)] == ["wrong_state"]
    one.check(cast.actor_at(cast.joint, Role.JOINT_COMMITTEE_CLERK))
    one.review()
    found = {
        said.code: said.clause.key
        for said in refused(lambda: one.defer_outside(reason="", clauses=(), next_steps=" ", due_on=None))
    }
    assert found == {
        "reason_missing": "ah2017#D12", "next_steps_missing": "ah2017#D12", "clauses_missing": "ah2017#D12",
        "due_missing": "platform#暂缓",
    }  # fmt: skip
    foreign = refused(lambda: one.defer_outside(clauses=("bj2020#B06",)))
    assert [(said.code, said.fact) for said in foreign] == [("clause_unknown", "bj2020#B06")]
    assert [said.code for said in refused(lambda: one.defer_outside(due_on=date(2020, 6, 30)))] == ["due_before"]
    one.defer_outside()
    assert (one.row.state, one.row.at_id, one.row.due_on) == ("to_put_off", cast.top, date(2020, 8, 1))
    one.reconsider("街道党委来函更正")
    assert one.row.state == "outside"
    one.defer_outside()
    one.answer()
    row, step = one.row, one.row.steps.latest("pk")
    assert (row.state, row.holder, row.at_id, row.due_on) == ("deferred", "applicant", cast.joint, DUE)
    assert (step.reason, step.next_steps, step.due_on) == ("街道党委暂缓研究", "补办活动场所的证明", DUE)
    offices = (cast.clerk, cast.secretary, cast.branch_secretary, cast.outsider)
    assert [who for who in offices if cases_on_the_list(who).filter(pk=row.pk).exists()] == [cast.secretary]
    one.submit(grounds="已补办活动场所的证明")
    assert (one.row.state, one.row.due_on) == ("checking", date(2020, 8, 1))


@pytest.mark.req("D12", "D19")
def test_what_lies_with_the_street_committee_comes_back(cast: Cast) -> None:
    bound(cast, "ah2017", "national")
    one = together(cast, "澄川市甲协会", "澄川市乙协会", street="砚溪街道")
    one.wanted = {"mode": "street_joint", "relations_in": 0}
    deputy = cast.actor_at(cast.joint, Role.JOINT_COMMITTEE_CLERK)
    one.submit()
    # What the applicant may take back is not what lies outside, and the other way round.
    assert [found.code for found in refused(one.take_back)] == ["wrong_state"]
    one.check(deputy)
    one.review()
    assert [found.code for found in refused(one.withdraw)] == ["wrong_state"]
    assert [found.code for found in refused(lambda: one.take_back(by=deputy))] == ["not_in_reach"]
    assert [found.code for found in refused(lambda: one.take_back(" "))] == ["reason_missing"]
    one.take_back()
    assert (one.row.state, one.row.at_id, one.row.steps.latest("pk").reason) == (
        "reviewing", cast.top, "街道党委要求补充材料",
    )  # fmt: skip
    one.review()
    assert [found.code for found in refused(lambda: one.send_back(cast.clerk))] == ["remarks_missing"]
    one.send_back(cast.clerk, name="街道党委：名称请加“街道”")
    assert (one.row.state, one.row.holder, one.row.at_id) == ("returned", "applicant", cast.joint)
    assert [found.code for found in refused(lambda: one.submit(full_members=4))] == ["locked"]
    one.submit(name="中共澄川市砚溪街道甲协会联合支部委员会")
    one.check(deputy)
    one.review()
    assert one.row.state == "outside"
    one.reply(number="砚街党〔2020〕9号")
    assert one.row.state == "done"


@pytest.mark.req("D13")
def test_standards_are_met_before_it_goes_to_the_meeting(cast: Cast) -> None:
    bound(cast, "ah2017", "national")
    standards = [{"key": "venue", "label": "有活动场所"}]
    row = DecidedFigure(party_organization=cast.top, key="formation.standards", value=standards, decision="党委会")
    decide_figures(cast.act(), [row])
    one = desk(cast)
    one.submit()
    one.check()
    assert [found.code for found in refused(one.review)] == ["standard_missing"]
    one.send_back(cast.clerk, checklist="请对照标准自查")
    one.submit(checklist={"venue": True})
    one.check()
    one.review()
    assert one.row.state == "to_meet"


@pytest.mark.req("D17")
def test_where_the_text_asks_for_it_the_transfer_is_a_task_of_the_superior(cast: Cast) -> None:
    bound(cast, "ah2017", "national")
    one = desk(cast)
    one.approved()
    key = one.reply()
    task = Case.objects.get(topic="transfer")
    assert (task.party_organization_id, task.at_id, task.due_on) == (key, cast.joint, None)
    assert "3 名" in task.filed["text"] and task.filed["clause"] == "ah2017#D17"
    by = cast.act(actor=cast.secretary)
    done = Finishing(case=task.uuid, version=1, result="已办")
    told = refused(lambda: finish_follow_up(by, replace(done, result=" ")))
    assert [found.code for found in told] == ["result_missing", "relations_not_in"]
    (told,) = refused(lambda: finish_follow_up(by, done))
    assert (told.fact, told.clause.key) == ("名册上有正式党员 0 名，应转入 3 名", "ah2017#D17")
    enrolled(cast, "甲党员", "乙党员", at=key, on=TODAY)
    (told,) = refused(lambda: finish_follow_up(by, done))
    assert told.fact == "名册上有正式党员 2 名，应转入 3 名"
    enrolled(cast, "丙党员", at=key, on=TODAY)
    finish_follow_up(by, done)
    task.refresh_from_db()
    assert (task.state, task.holder) == ("done", "")
    assert [left.topic for left in cases_on_the_list(cast.secretary)] == ["first_election"]


@pytest.mark.req("D17")
def test_how_many_have_come_is_told_on_both_pages_and_who_is_missing_to_whoever_reads_the_roll(cast: Cast) -> None:
    bound(cast, "ah2017", "national")
    one = desk(cast)
    one.approved()
    key = one.reply()
    task = Case.objects.get(topic="transfer")
    enrolled(cast, "甲党员", at=key, on=TODAY)
    # One more works there, and is still held at another branch of the same committee.
    enrolled(cast, "乙某某", on=TODAY, unit=one.unit)
    own, above = sit_down(cast.secretary), sit_down(cast.clerk)
    address = f"/cases/follow-ups/{task.uuid}/"
    for reader in (own, above):
        page = reader.get(address).content.decode()
        assert "1 / 3 名" in page and "乙某某" in page
    code = PartyOrganization.objects.get(pk=key).code
    assert "1 / 3 名" in above.get(f"/party/of/{code}/").content.decode()
    assert sit_down(cast.outsider).get(address).status_code == 404
    refusal = sent(own, f"{address}finish/", reason="已办", short="")
    assert refusal.status_code == 422 and "名册上有正式党员 1 名，应转入 3 名" in refusal.content.decode()
    assert sent(own, f"{address}finish/", reason="已办", short="两名已调离，不再转入").status_code == 302
    assert "两名已调离，不再转入" in own.get(address).content.decode()
    assert "1 / 3 名" not in above.get(f"/party/of/{code}/").content.decode()


@pytest.mark.req("K07")
def test_the_start_grant_ends_with_what_was_paid_and_when(one: Desk) -> None:
    one.approved()
    one.reply()
    task, own = Case.objects.get(topic="start_grant"), sit_down(one.cast.secretary)
    address = f"/cases/follow-ups/{task.uuid}/"
    page = own.get(address).content.decode()
    assert "原文未明示，由上级党组织决定" in page and "由谁拨付" in page
    assert sent(own, f"{address}finish/", reason="已拨", paid="", paid_on="").status_code == 422
    early = sent(own, f"{address}finish/", reason="已拨", paid="2000", paid_on="2020-06-30")
    assert early.status_code == 422 and "拨付日期早于党组织成立" in early.content.decode()
    assert sent(own, f"{address}finish/", reason="已拨", paid="2000", paid_on="2020-07-01").status_code == 302
    task.refresh_from_db()
    assert (task.state, task.filed["paid"], task.filed["paid_on"]) == ("done", "2000.00", "2020-07-01")
    page = own.get(address).content.decode()
    assert "2,000.00 元" in page and "2020-07-01" in page


@pytest.mark.req("K07")
def test_what_the_office_laid_down_is_paid_in_full(one: Desk) -> None:
    cast = one.cast
    row = DecidedFigure(
        party_organization=cast.joint, key="formation.start_grant_amount", value=2000, decision="〔2020〕1号"
    )
    decide_figures(cast.act(), [row])
    one.approved()
    one.reply()
    task = Case.objects.get(topic="start_grant")
    assert "2,000 元（〔2020〕1号" in sit_down(cast.secretary).get(f"/cases/follow-ups/{task.uuid}/").content.decode()
    done = Finishing(case=task.uuid, version=1, result="已拨", paid=Decimal(1999), paid_on=TODAY)
    (told,) = refused(lambda: finish_follow_up(cast.act(actor=cast.secretary), done))
    assert (told.code, told.fact) == ("paid_less", "拨付 1999 元，少于已定的 2000 元")
    finish_follow_up(cast.act(actor=cast.secretary), replace(done, paid=Decimal(2000)))


@pytest.mark.req("D07", "D08")
def test_from_a_joint_branch_to_one_of_its_own(cast: Cast) -> None:
    bound(cast, "xy", "national")
    one = desk(cast)
    (shared,) = enter(cast, "澄川市白榆学会", start=9)
    attach(cast, [shared], cast.joint)
    rows = [
        Covering(party_organization=cast.branch, unit=unit, role=CoverageRole.MEMBER) for unit in (one.unit, shared)
    ]
    cover_units(cast.act(date(2019, 1, 1)), rows)
    one.approved()
    key = one.reply()
    standing = Coverage.objects.filter(retracted__isnull=True, period__contains=TODAY)
    assert set(standing.values_list("party_organization", "unit")) == {(key, one.unit), (cast.branch, shared)}


@pytest.mark.req("D09")
def test_who_reaches_the_standard_and_has_none_is_urged_to_apply(one: Desk) -> None:
    secretary = one.cast.secretary
    assert [found.code for found in refused(lambda: urged(one, secretary))] == ["not_eligible"]
    counted(one.cast, one.unit, 3, on=date(2020, 6, 1))
    public = urged(one, secretary)
    assert list(cases_on_the_list(one.clerk).values_list("uuid", flat=True)) == [public]
    assert urged(one, secretary) == public  # once, however often it is urged
    # A sentence alone does not end it.
    own, said = one.act(), Finishing(case=public, version=Case.objects.get(uuid=public).version, result="已知悉")
    (told,) = refused(lambda: finish_follow_up(own, said))
    assert (told.code, told.field) == ("not_applied", "why_not")
    client, address = sit_down(one.clerk), f"/cases/follow-ups/{public}/"
    page = client.get(address).content.decode()
    assert (
        f'/cases/formations/for/{Unit.objects.get(pk=one.unit).uuid}/">申请组建党组织</a>' in page
        and "还没有提交" in page
    )
    one.submit()
    row = Case.objects.get(kind="formation")
    assert f"{row.number}（材料审查）" in client.get(address).content.decode()
    finish_follow_up(own, said)
    assert Case.objects.get(uuid=public).state == "done"
    assert {found.code for found in refused(lambda: urged(one, secretary))} == {"applied_already"}


def test_nobody_applies_or_decides_out_of_reach(one: Desk) -> None:
    stranger = one.cast.outsider
    assert [found.code for found in refused(lambda: one.begin(stranger))] == ["not_in_reach"]
    assert [found.code for found in refused(lambda: one.ask(stranger))] == ["not_in_reach"]
    one.submit()
    for act in (one.check, one.review, one.send_back, one.withdraw, one.drop):
        assert [found.code for found in refused(lambda act=act: act(stranger))] == ["not_in_reach"]  # type: ignore[misc]
    one.check()
    # What the committee decides is no longer the joint committee's to take back.
    assert [found.code for found in refused(lambda: one.review(one.cast.secretary))] == ["not_in_reach"]
    assert [found.code for found in refused(lambda: urged(one, stranger))] == ["not_in_reach"]


def test_what_an_office_has_begun_is_not_filled_in_by_the_organization(one: Desk) -> None:
    one.begin(one.cast.secretary)
    assert [found.code for found in refused(one.submit)] == ["not_in_reach"]
    assert list(cases_on_the_list(one.cast.secretary)) == [one.row]
    one.drop(one.cast.secretary)
    one.submit()
    assert one.row.origin_id is None


def test_an_organization_joins_nobody_who_has_not_agreed(one: Desk) -> None:
    (other,) = enter(one.cast, "澄川市白榆学会", start=9)
    one.others = (other,)
    assert {found.code for found in refused(one.submit)} == {"not_agreed", "neither_near_nor_alike"}
    one.others = ()
    assert [found.code for found in refused(lambda: one.submit(secretary=str(uuid4())))] == ["candidate_unknown"]
    assert [found.code for found in refused(lambda: one.submit(secretary="某人"))] == ["candidate_unknown"]


def test_one_organization_is_in_one_application_only(cast: Cast) -> None:
    both = together(cast, "澄川市甲协会", "澄川市乙协会", street="砚溪街道")
    both.submit()
    alone = Desk(cast, both.others[0], cast.actor_at(None, Role.ORGANIZATION_CLERK, both.others[0]), "澄川市乙协会")
    assert [found.code for found in refused(alone.submit)] == ["applied_for_elsewhere"]


def test_asking_changes_nothing_and_says_everything(one: Desk) -> None:
    entries = Entry.objects.count()
    checked = one.ask(full_members=2, full_time=2, relations_in=2, name="")
    assert {found.code for found in checked.decision.objections} >= {"too_few_members", "name_missing"}
    assert "secretary_open" in {found.code for found in checked.findings}
    assert Entry.objects.count() == entries and not Case.objects.exists()
    few = {"full_members": 2, "full_time": 2, "relations_in": 2, "name": ""}
    assert {found.code for found in refused(lambda: one.submit(**few))} >= {"too_few_members", "name_missing"}


def test_the_reply_waits_while_the_register_stands_against_it(one: Desk) -> None:
    one.approved()
    cover_units(one.cast.act(), [Covering(party_organization=one.cast.branch, unit=one.unit)])
    assert [found.code for found in refused(one.reply)] == ["covered_already"]
    assert one.row.state == "to_reply"


def test_a_key_answered_before_sets_up_nothing_again(one: Desk) -> None:
    one.approved()
    row = one.row
    reply = Reply(case=row.uuid, version=row.version, effective_on=TODAY, number="澄社党〔2020〕1号", issued_on=TODAY)
    keys = {reply_formation(one.cast.act(key="same"), reply) for _ in range(2)}
    assert len(keys) == 1 and Formation.objects.count() == 1


def test_only_what_was_remarked_upon_is_mended(one: Desk) -> None:
    one.submit()
    one.send_back(probationary="请核对")
    assert [found.code for found in refused(lambda: one.submit(full_members=4, probationary=2))] == ["locked"]
    one.submit(probationary=2)
    assert one.row.filed["probationary"] == 2 and one.row.filed["full_members"] == 3


def test_it_stays_under_the_texts_of_the_day_it_was_sent(cast: Cast) -> None:
    one = desk(cast)
    one.day = date(2020, 6, 1)
    one.submit()
    assert one.row.law_day == date(2020, 6, 1)
    one.day = TODAY
    one.check()
    one.send_back(cast.clerk, probationary="请核对")
    one.submit()
    assert one.row.law_day == date(2020, 6, 1)
    # A month from the first submission, sent again or not, and no day of its own where no text sets one.
    assert one.row.due_on == date(2020, 7, 1)
    one.check()
    assert (one.row.state, one.row.due_on) == ("reviewing", date(2020, 7, 1))


def test_a_day_that_an_office_sets_later_binds_what_is_sent_after_it(cast: Cast) -> None:
    before, after = desk(cast), desk(cast, "澄川市白榆学会", start=9)
    before.day = date(2020, 6, 1)
    before.submit()
    figure = DecidedFigure(party_organization=cast.top, key="formation.review_working_days", value=2, decision="规定")
    decide_figures(cast.act(date(2020, 6, 10)), [figure])
    after.day = date(2020, 6, 11)
    after.submit()
    for one in (before, after):
        one.day = date(2020, 6, 15)
        one.check()
    assert (before.row.due_on, after.row.due_on) == (date(2020, 7, 1), date(2020, 6, 17))


def test_a_name_that_stands_there_already_is_told_before_anybody_decides(cast: Cast) -> None:
    one, two = desk(cast), desk(cast, "澄川市白榆学会", start=9)
    one.approved()
    one.reply()
    assert [found.code for found in refused(lambda: two.submit(name="中共澄川市阿岚学会支部委员会"))] == ["name_taken"]

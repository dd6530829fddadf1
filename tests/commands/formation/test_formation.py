"""An application goes through all hands, and what is decided stands in the register from its day."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cast import Cast
from tests.commands.cast import refused
from tests.commands.formation.desk import CLAUSES, DUE, Desk, another_clerk, desk

from shuniu.access import cases_on_the_list
from shuniu.commands.formation.reviewing import check_formation_case
from shuniu.commands.journal import ChangedMeanwhile
from shuniu.models import Case, Coverage, Document, Entry, Formation, Naming, Placement, Seat, Standing, Step, Term
from shuniu.policy.words.cases import Verb

pytestmark = pytest.mark.django_db
TODAY, LATER = date(2020, 7, 1), date(2020, 7, 15)


@pytest.fixture
def one(cast: Cast) -> Desk:
    return desk(cast)


@pytest.mark.req("D01", "D10", "D14", "K07")
def test_the_branch_stands_from_its_day_and_covers_its_organization(one: Desk) -> None:
    one.approved()
    assert (one.row.state, one.row.holder, one.row.number) == ("to_reply", "committee", "组建2020-0001")
    entries = Entry.objects.count()
    key = one.reply(LATER)
    assert Entry.objects.count() == entries + 1
    naming, formed = Naming.objects.get(party_organization=key), Formation.objects.get(party_organization=key)
    assert (naming.name, naming.kind, naming.period.lower) == ("中共澄川市阿岚学会支部委员会", "party_branch", LATER)
    assert (formed.mode, formed.approver, formed.document_number, formed.document_on, formed.established_on) == (
        "separate", "中共澄川市社会组织综合委员会", "澄社党〔2020〕1号", TODAY, LATER,
    )  # fmt: skip
    assert Placement.objects.get(party_organization=key).parent_id == one.cast.joint
    covered = Coverage.objects.get(party_organization=key)
    assert (covered.unit_id, covered.role, covered.period.lower) == (one.unit, "host", LATER)
    assert Seat.objects.get(party_organization=key).unit_id == one.unit
    # A term begins with the election (支部条例6).
    assert not Term.objects.filter(party_organization=key).exists()
    assert Standing.objects.get(unit=one.unit, valid_from=LATER).org_covered
    assert (one.row.state, one.row.holder, one.row.party_organization_id) == ("done", "", key)


@pytest.mark.req("K07")
def test_the_start_grant_lies_with_the_superior(one: Desk) -> None:
    one.approved()
    key = one.reply()
    task = Case.objects.get(kind="follow_up", topic="start_grant")
    assert (task.topic, task.party_organization_id, task.at_id, task.state) == (
        "start_grant", key, one.cast.joint, "to_do",
    )  # fmt: skip
    assert task.filed["of"] == str(one.row.uuid) and task.filed["clause"] == "bj2016#18"
    assert {found.topic for found in cases_on_the_list(one.cast.secretary)} == {"start_grant", "first_election"}


@pytest.mark.req("D12")
def test_a_refusal_reaches_the_applicant_and_becomes_work_to_follow_up(one: Desk) -> None:
    one.submit()
    one.check()
    one.review()
    one.meet(Verb.SCHEDULE)
    assert [found.code for found in refused(lambda: one.meet(Verb.REFUSE))] == [
        "reason_missing", "next_steps_missing", "clauses_missing",
    ]  # fmt: skip
    one.meet(Verb.REFUSE, reason="正式党员长期在外地", next_steps="先转入组织关系")
    assert one.row.state == "to_answer"
    one.answer("澄社党〔2020〕1号")
    paper = Document.objects.get(case=one.row)
    assert (paper.title, paper.on_paper) == (f"关于不同意成立{one.row.filed['name']}的批复", True)
    step = Step.objects.filter(case=one.row).latest("pk")
    assert (one.row.state, step.verb, step.reason, step.clauses, step.next_steps) == (
        "refused", "answer", "正式党员长期在外地", list(CLAUSES), "先转入组织关系",
    )  # fmt: skip
    task = Case.objects.get(kind="follow_up")
    assert (task.topic, task.unit_id, task.at_id, task.filed["text"]) == (
        "next_steps", one.unit, None, "先转入组织关系",
    )  # fmt: skip
    assert list(cases_on_the_list(one.clerk)) == [task] and not cases_on_the_list(one.cast.secretary).exists()
    assert not Coverage.objects.exists()
    one.submit()  # a refusal is no bar
    assert one.row.state == "checking"


def test_what_was_put_off_lies_with_the_applicant_until_it_is_sent_again(one: Desk) -> None:
    one.submit()
    one.check()
    one.review()
    one.meet(Verb.SCHEDULE)
    one.meet(Verb.DEFER, reason="材料待核", next_steps="补报名册")
    assert (one.row.state, one.row.holder) == ("to_put_off", "committee")
    assert not cases_on_the_list(one.clerk).exists()
    one.answer()
    task = Case.objects.get(kind="follow_up")
    assert set(cases_on_the_list(one.clerk)) == {one.row, task} and one.row.due_on == DUE
    one.submit(full_members=4)
    assert (one.row.state, one.row.filed["full_members"]) == ("checking", 4)
    one.withdraw()
    assert one.row.state == "deferred"


def test_nobody_decides_on_what_the_same_account_has_sent(one: Desk) -> None:
    one.begin(one.cast.clerk)
    one.submit(one.cast.clerk)
    assert [found.code for found in refused(lambda: one.check(one.cast.clerk))] == ["own_case"]
    one.check()
    assert [found.code for found in refused(one.review)] == ["own_case"]
    one.review(another_clerk(one.cast))
    assert one.row.state == "to_meet"


def test_what_was_looked_at_before_somebody_else_is_refused(one: Desk) -> None:
    one.submit()
    stale = one.looked()
    one.send_back(full_members="请核对")
    with pytest.raises(ChangedMeanwhile):
        check_formation_case(one.act(one.cast.secretary), stale)

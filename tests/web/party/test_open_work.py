"""Open work is told before something ends, and stands afterwards in the journal and with whoever took it on."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate
from tests.cast import Cast
from tests.commands.formation.adjusting_desk import AdjustingDesk
from tests.commands.formation.desk import desk
from tests.web.offices import PAPER, public, sent, sit_down

from shuniu.commands.cases.filling import Beginning, begin
from shuniu.commands.journal import open_act
from shuniu.commands.party.establish import NewPartyOrganization, establish_party_organizations
from shuniu.models import Case, Entry, PartyOrganization, Step
from shuniu.policy.procedures import PROCEDURES
from shuniu.policy.words.adjusting import AdjustmentTopic as Topic
from shuniu.policy.words.cases import CaseKind, Verb

pytestmark = pytest.mark.django_db
ELECTION = ">换届选举</a>"


def opened(cast: Cast, kind: CaseKind, **about: Any) -> Case:
    with open_act(cast.act(), "test.given") as line:
        return begin(line.act, PROCEDURES[kind], Beginning(public=uuid4(), **about), {})


def page(client: Client, address: str, **asked: Any) -> str:
    found = client.get(address, asked)
    assert found.status_code == 200, found.status_code
    return str(found.content.decode())


def of_line(cast: Cast, client: Client, act: str) -> str:
    return page(client, reverse("entry", args=[Entry.objects.filter(act=act).latest("pk").uuid]))


@pytest.mark.req("L21")
def test_a_branch_is_dissolved_with_an_open_election(cast: Cast) -> None:
    begun = opened(cast, CaseKind.ELECTION, party_organization=cast.branch, committee=cast.joint, origin=cast.branch)
    clerk = sit_down(cast.clerk)
    sheet = page(clerk, "/party/of/branch/dissolve/")
    assert "未办结的事项 1 项" in sheet and "撤销以后：自动终止 1 项" in sheet and ELECTION not in sheet
    Case.objects.filter(pk=begun.pk).update(state="requested", holder="reviewer", at=cast.joint)
    Step.objects.create(case=begun, state="requested", verb="submit", filed={}, recorded=Entry.objects.latest("pk"))
    sheet = page(clerk, "/party/of/branch/dissolve/")
    assert ELECTION in sheet and "随之自动终止" in sheet
    assert sent(clerk, "/party/of/branch/dissolve/", sure="on", **PAPER).status_code == 302
    line = of_line(cast, clerk, "party_organization.dissolve")
    assert "随之处理的事项 1 项" in line and ELECTION in line
    assert "从已撤并的党组织承接的" in page(clerk, "/party/of/joint/", tab="cases")
    assert "从已撤并的党组织承接的" not in page(clerk, "/party/of/other/", tab="cases")
    case = page(clerk, reverse("election", args=[Case.objects.get(kind="election").uuid]))
    assert f"自{localdate()}起撤销，本事项随之终止。" in case and "自动终止" in case


@pytest.mark.req("L21", "D10")
def test_a_committee_is_merged_with_applications_before_it(cast: Cast) -> None:
    one = desk(cast)
    one.submit()
    clerk = sit_down(cast.clerk)
    sheet = page(clerk, "/party/of/joint/merge/")
    assert "合并以后：转由承接的党组织办理 1 项" in sheet
    assert sent(clerk, "/party/of/joint/merge/", into=str(cast.other), **PAPER).status_code == 302
    taken = page(clerk, "/party/of/other/", tab="cases")
    assert "从已撤并的党组织承接的" in taken and one.row.number in taken
    assert "并入“中共澄川市教育领域联合委员会”" in taken
    assert "转办" in page(clerk, reverse("formation", args=[one.row.uuid]))


@pytest.mark.req("A10")
def test_an_organization_is_struck_off_with_an_application_of_its_own(cast: Cast) -> None:
    one = desk(cast)
    one.submit()
    clerk = sit_down(cast.clerk)
    address = reverse("organization_strike_off", args=[public(one.unit)])
    assert "未办结的事项 1 项" in page(clerk, address)
    assert sent(clerk, address, way="strike_off").status_code == 302
    assert "随之处理的事项 1 项" in of_line(cast, clerk, "organization.strike_off")


@pytest.mark.req("L21")
def test_whoever_reports_a_merger_and_whoever_decides_on_it_sees_what_is_not_finished(cast: Cast) -> None:
    (other,) = establish_party_organizations(
        cast.act(), [NewPartyOrganization(name="中共联合支部委员会", kind="joint_branch", parent=cast.joint)]
    )
    opened(cast, CaseKind.ELECTION, party_organization=cast.branch, committee=cast.joint, origin=cast.branch)
    secretary, clerk = sit_down(cast.branch_secretary), sit_down(cast.clerk)
    assert "批复以后：自动终止 1 项" in page(secretary, reverse("adjustment_fill", args=["branch", Topic.MERGE]))
    assert "未办结的事项" not in page(secretary, reverse("adjustment_fill", args=["branch", Topic.RENAME]))
    merging = AdjustingDesk(cast, Topic.MERGE)
    merging.submit(cast.secretary, into=other)
    merging.check(cast.actor_at(cast.joint, cast.secretary.role))
    shown = page(clerk, reverse("adjustment", args=[merging.row.uuid]))
    assert "该党组织还有 1 项未办结的事项" in shown and "批复以后：自动终止 1 项" in shown
    merging.review()
    merging.meet(Verb.SCHEDULE, Verb.APPROVE)
    merging.reply()
    assert "未办结的事项" not in page(clerk, reverse("adjustment", args=[merging.row.uuid]))
    assert "随之处理的事项 1 项" in of_line(cast, clerk, "adjustment.reply")


@pytest.mark.req("L21")
def test_the_table_takes_as_many_statements_for_one_as_for_many(cast: Cast) -> None:
    clerk, counts = sit_down(cast.clerk), []
    page(clerk, "/party/of/joint/merge/")
    for more in (1, 30):
        names = [f"中共第{more}·{index}支部委员会" for index in range(more)]
        rows = [NewPartyOrganization(name=name, kind="party_branch", parent=cast.joint) for name in names]
        for key in establish_party_organizations(cast.act(), rows):
            opened(cast, CaseKind.ELECTION, party_organization=key, committee=cast.joint, origin=key)
        with CaptureQueriesContext(connection) as asked:
            page(clerk, "/party/of/joint/merge/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert PartyOrganization.objects.count() > 31

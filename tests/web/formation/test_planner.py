"""组建规划 on its pages: computed, beside the baseline, decided in part; what is done elsewhere is exported."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.cast import Cast
from tests.web.formation.test_pipeline import book
from tests.web.offices import attach, enter, filled, pressed_twice, public, sent, sit_down

from shuniu.commands.instructors.pool import NewInstructor, enter_pool
from shuniu.commands.organizations.attributes import CountOfMembers, report_head_counts
from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.models import Case, FormationPlan, FormationProposal, Jurisdiction, PlanningRun, Posting

PLANNER = "/organizations/pipeline/planner/"


@pytest.fixture
def units(cast: Cast) -> list[int]:
    """In one street and field, answered for by the joint committee: three, one, two and no full members."""
    place = {"region": "110101", "street": "东街", "field": "科技"}
    found = enter(cast, *(f"澄川市第{number}学会" for number in range(1, 5)), **place)
    attach(cast, found, cast.joint)
    told = zip(found, (3, 1, 2, 0), strict=True)
    rows = [
        CountOfMembers(unit=unit, as_of=cast.act().on, source="调查表", members=n, full_members=n) for unit, n in told
    ]
    report_head_counts(cast.act(), rows)
    return found


def computed(client: Client) -> str:
    return str(client.post(PLANNER + "ask/")["Location"])


def decide(client: Client, address: str, rows: list[Any], **more: str) -> Any:
    shown = client.post(address, {"row": rows})
    key = re.search(r'name="key" value="([^"]+)"', shown.content.decode())
    assert key
    return client.post(address, {"key": key[1], "row": rows, **more})


def accepted(client: Client, page: str, **fields: str) -> Any:
    return client.post(f"{page}accept/", filled(client, page, **fields))


def uuids(kind: str) -> list[str]:
    return [str(uuid) for uuid in FormationProposal.objects.filter(kind=kind).values_list("uuid", flat=True)]


@pytest.mark.req("D07")
def test_what_is_proposed_stands_beside_what_is_now(cast: Cast, units: list[int]) -> None:
    client = sit_down(cast.secretary)
    where = computed(client)
    page = client.get(where).content.decode()
    assert "0.0%（0 / 4）" in page and "75.0%（3 / 4）" in page, "before and after, by measure"
    assert "100.0%（4 / 4）" in page, "with those that an instructor is sent to"
    assert page.count('<td class="row-name">') == 3 + 3
    assert "澄川市第2学会" in page and "同一街道" in page and "党支部不超过 50 名正式党员" in page
    runs = client.get(PLANNER).content.decode()
    assert where in runs and "已算出" in runs


@pytest.mark.req("E10")
def test_some_are_accepted_and_some_are_not(cast: Cast, units: list[int]) -> None:
    client = sit_down(cast.secretary)
    where = computed(client)
    answer = decide(client, where + "accept/", uuids("joint"), planned_on="2035-12-31")
    assert answer["Location"] == where
    assert set(FormationPlan.objects.values_list("unit", flat=True)) == {units[1], units[2]}
    case = Case.objects.get()
    assert (case.kind, case.state, case.origin_id) == ("formation", "draft", cast.joint)
    assert decide(client, where + "refuse/", uuids("instructor"), reason="即将注销").status_code == 302
    page = client.get(where + "?outcome=refused").content.decode()
    assert "不采纳：即将注销" in page and "已起草组建申请" not in page
    page = client.get(where + "?outcome=accepted").content.decode()
    assert "已采纳，已起草组建申请（填写中）" in page and str(case.uuid) in page
    late = client.post(where + "accept/", {"key": "0" * 8 + "-0000-4000-8000-" + "0" * 12, "row": uuids("joint"),
                                           "planned_on": "2035-12-31"})  # fmt: skip
    assert late.status_code == 422 and "已经决定" in late.content.decode()


def test_while_it_is_computed_only_the_progress_is_shown(cast: Cast, units: list[int]) -> None:
    client = sit_down(cast.secretary)
    where = computed(client)
    PlanningRun.objects.update(state="waiting", done=3, total=8)
    page = client.get(where).content.decode()
    assert "正在计算" in page and "3 / 8" in page and "前后对照" not in page
    part = client.get(where, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith("<section") and "3 / 8" in part and "<html" not in part
    PlanningRun.objects.update(state="failed")
    assert "这次没有算出" in client.get(where).content.decode()


def test_a_branch_secretary_plans_nothing(cast: Cast, units: list[int]) -> None:
    client = sit_down(cast.branch_secretary)
    assert client.get(PLANNER).status_code == client.post(PLANNER + "ask/").status_code == 403
    assert "组建规划" not in client.get("/organizations/pipeline/").content.decode()


def test_an_acceptance_is_taken_back_until_somebody_has_gone_on_with_it(cast: Cast, units: list[int]) -> None:
    client = sit_down(cast.secretary)
    where = computed(client)
    decide(client, where + "accept/", uuids("joint"), planned_on="2035-12-31")
    nothing = client.post(where + "take-back/", {"row": uuids("separate")}).content.decode()
    assert "没有选择“已采纳”的方案" in nothing, "what is open is not taken back"
    assert decide(client, where + "take-back/", uuids("joint")).status_code == 302
    assert Case.objects.get().state == "dropped" and not FormationPlan.objects.filter(retracted=None).exists()
    decide(client, where + "accept/", uuids("joint"), planned_on="2035-12-31")
    Case.objects.filter(state="draft").update(state="checking", holder="reviewer")
    late = decide(client, where + "take-back/", uuids("joint"))
    assert late.status_code == 422 and "起草的事项已经材料审查" in late.content.decode()


@pytest.mark.req("E10", "G11")
def test_instructors_accepted_wait_to_be_sent_and_are_sent_from_there(cast: Cast, units: list[int]) -> None:
    (instructor,) = enter_pool(cast.act(), [NewInstructor(party_organization=cast.top, name="白榆", source="retired")])
    client, page = sit_down(cast.clerk), PLANNER + "instructors/"
    shown = client.get(page).content.decode()
    assert "澄川市第4学会" in shown and "原文未明示" in shown and "白榆" not in shown
    assert accepted(client, page, planned_on="2035-12-31").status_code == 422, "nothing is ticked"
    chosen = public(units[3])
    assert accepted(client, page, planned_on="2035-12-31", row=chosen).status_code == 302
    plan = FormationPlan.objects.get()
    assert (plan.unit_id, plan.way, plan.instructor_id) == (units[3], "instructor", instructor)
    assert chosen not in re.findall(r'name="row" value="([^"]+)"', client.get(page).content.decode())
    assert "待派驻 1 家" in client.get("/party/instructors/").content.decode()
    pressed_twice(client, page + "accepted/", row=chosen)
    assert not FormationPlan.objects.filter(retracted=None).exists()
    assert accepted(client, page, planned_on="2035-12-31", row=chosen).status_code == 302
    waiting = "/party/instructors/waiting/"
    assert "澄川市第4学会" in client.get(waiting).content.decode()
    assert sit_down(cast.outsider).get(waiting).content.decode().count("第4学会") == 0
    done = sent(client, waiting, document_number="澄社党〔2020〕3号", since="2020-07-01", row=chosen)
    assert done.status_code == 302
    posted = Posting.objects.get()
    assert (posted.instructor_id, posted.unit_id, posted.document_number) == (instructor, units[3], "澄社党〔2020〕3号")
    late = client.get(page + "accepted/").content.decode()
    assert "已按方案派驻指导员" in late and chosen not in re.findall(r'name="row" value="([^"]+)"', late)
    assert "没有待派驻的社会组织" in client.get(waiting).content.decode()


@pytest.mark.req("B09")
def test_moves_between_joint_committees_are_made_for_what_is_ticked(cast: Cast, units: list[int]) -> None:
    decided = DecidedFigure(
        party_organization=cast.top, key="structure.joint_committee_target_load", value=2, decision="〔2020〕2号"
    )
    decide_figures(cast.act(), [decided])
    client, page = sit_down(cast.clerk), PLANNER + "loads/"
    shown = client.get(page).content.decode()
    assert "每个联合党委 2 家（没有作出允许偏离的决定，按目标数计）" in shown and "共需调整 2 家" in shown
    ticked = re.findall(r'name="row" value="([^"]+)"', shown)
    assert len(ticked) == 2
    assert accepted(client, page, since="2020-07-01", row=ticked[0]).status_code == 302
    held = Jurisdiction.objects.get(unit__uuid=ticked[0], period__contains=date(2020, 7, 1), retracted=None)
    assert held.party_organization_id == cast.other
    stale_row = sit_down(cast.secretary).get(page + "accepted/").content.decode()
    assert "本级没有采纳过的" in stale_row, "another office accepted it"
    listed = client.get(page + "accepted/").content.decode()
    assert "可以撤回" in listed and 'href="/organizations/pipeline/planner/loads/accepted/"' in shown
    assert sent(client, page + "accepted/").status_code == 422, "nothing is ticked"
    assert sent(client, page + "accepted/", row=ticked[0]).status_code == 302
    held = Jurisdiction.objects.get(unit__uuid=ticked[0], period__contains=date(2020, 7, 1), retracted=None)
    assert held.party_organization_id == cast.joint
    assert accepted(client, page, since="2020-07-01", row=ticked[0]).status_code == 302
    stale = accepted(client, page, since="2020-07-01", row=ticked[0])
    assert stale.status_code == 422 and "不再是建议" in stale.content.decode()
    for name in ("loads", "instructors"):
        assert len(book(client, f"{PLANNER}{name}/export/")) > 1

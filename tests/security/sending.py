"""A form that would be accepted, for every address that takes one: what is refused is refused for who sends it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate, now
from tests.documents.templates import template
from tests.security.adjusted import sent_about
from tests.security.asking import get, post
from tests.security.relations import AT_NODES, OF_UNITS
from tests.security.tree import World
from tests.web.offices import PAPER, code_number

from shuniu.models import Case, DocumentReceiver, DocumentTemplate, FormationProposal, Instructor, Registration
from shuniu.policy.words import HubElement
from shuniu.web.settings.forms import REPORTABLE

Given = dict[str, Any]
# Where each persona works; for those who work at a unit, the branch that covers it.
WORKS_AT = {"joint": "joint", "branch": "general", "outsider": "stranger", "instructor": "cell", "organization": "cell"}
LEDGER = "社会组织名称,统一社会信用代码,类型,登记状态,成立日期\n澄川市阿岚学会,{},社会团体,正常,2015-03-02\n"


# A clause of a text that every committee of the world is under.
CITED = "《中国共产党章程》第三十条 成立党的基层组织"


def on_paper() -> Given:
    """An answer that went out on paper today."""
    on = localdate()
    return {"number": f"某答〔{on.year}〕1号", "issued_on": on.isoformat()}


def own(world: World, persona: str) -> int:
    return world.nodes[WORKS_AT.get(persona, "top")]


def receiver_at(world: World, place: str) -> int:
    """The unit to which the numbered document of a place went."""
    sent = DocumentReceiver.objects.filter(document__uuid=world.numbered.get(place))
    return sent.values_list("pk", flat=True).first() or 0


def template_seen(world: World, persona: str) -> str:
    """The template of the office as its page shows it."""
    held = DocumentTemplate.objects.filter(party_organization=own(world, persona), kind="notice").order_by("-pk")
    return str(held.values_list("pk", flat=True).first() or 0)


def registration(world: World, persona: str, place: str) -> Given:
    """The register of a unit as it stands, with another address."""
    row: Any = Registration.objects.filter(unit=world.units.get(place, 0), retracted__isnull=True).values().first()
    if row is None:
        return {"name": "某学会", "type": "foundation", "legal_status": "legal_person", "status": "normal"}
    kept = ("name", "type", "legal_status", "mode", "status", "level", "classified_by", "street")
    return {**{name: row[name] for name in kept}, "address": "澄川市砚溪路1号", "since": "2020-03-01"}


def new_organization(world: World, persona: str, place: str) -> Given:
    return {"name": "澄川市白榆学会", "code": code_number(400), "type": "social_association", "status": "normal",
            "legal_status": "legal_person", "since": "2020-03-01"}  # fmt: skip


def opined(world: World, persona: str, place: str) -> Given:
    """By the Party organization the page offers first; where none is offered, by one that would be refused."""
    page = get(world, persona, reverse("organization_opinion", args=[world.public.get(place, uuid4())])).body
    offered = re.search(r'<option value="(\d+)"', page)
    speaker = offered[1] if offered else str(own(world, persona))
    return {"party_organization": speaker, "renewal_on": "2021-06-01", "opinion": "complied", "since": "2020-09-01"}


def attached(world: World, persona: str, place: str) -> Given:
    """Another committee of the persona's own: the second one for what hangs on the first."""
    table = OF_UNITS[persona]
    node = table.get("below", table["own"]) if place == table["own"] else table["own"]
    key = world.nodes.get(node, world.nodes["top"])
    return {"way": "choose", "party_organization": str(key), "clause": "会议决定", "since": "2020-03-01"}


def assigned(world: World, persona: str, place: str) -> Given:
    """A right that the persona may give; who may give none asks for what a branch secretary may give."""
    if persona == "branch":
        return {"role": "organization_clerk", "unit": world.numbers["general"]}
    node = world.nodes["remote" if persona == "outsider" else "cell"]
    return {"role": "branch_secretary", "node": str(node)}


def several(world: World, persona: str, place: str) -> Given:
    """Whoever is offered first; where nobody is offered, a unit all the same."""
    page = get(world, persona, reverse("account_several") + "?kind=organizations").body
    offered = re.search(r'name="units"[^>]*value="(\d+)"', page) or re.search(r'value="(\d+)"[^>]*name="units"', page)
    return {"units": [offered[1] if offered else str(world.units["cell"])], "way": "page"}


def offered_case(world: World, persona: str, name: str, place: str) -> list[str]:
    """The first case that the page offers; where none is shown, one that never was."""
    held = world.meetings if name == "meeting_add" else world.sittings
    page = get(world, persona, reverse(name, args=[held.get(place, uuid4())])).body
    offered = re.search(r'value="([0-9a-f-]{36}\.\d+)"', page)
    return [offered[1] if offered else f"{uuid4()}.1"]


def order_of(world: World, persona: str, place: str) -> Given:
    page = get(world, persona, reverse("meeting_order", args=[world.sittings.get(place, uuid4())])).body
    return {"version": "1", **{name: "1" for name in re.findall(r'name="(at_[0-9a-f]{32})"', page)}}


def looked_at(world: World, persona: str, place: str) -> Given:
    """What the page of a ledger carries; for those who cannot open it, a guess."""
    page = get(world, persona, f"/imports/{world.batches.get(place, uuid4())}/").body
    return dict(re.findall(r'name="(shown|version)" value="([^"]*)"', page)) or {"shown": "0" * 64, "version": "1"}


def below(world: World, persona: str) -> str:
    """A committee the persona could name: the other one, under which something may be put."""
    return str(world.nodes["stranger" if persona == "outsider" else "other"])


def near(world: World, persona: str, place: str) -> str:
    """A unit within reach of the persona, not the one that is spoken of."""
    for name in ("far", "stranger") if persona == "outsider" else ("general", "cell", "joint"):
        if name != place:
            return name
    raise AssertionError(place)


def other_roll(world: World, persona: str, place: str) -> str:
    """A roll the persona keeps, not the one the member is held in."""
    table = AT_NODES[persona]
    return world.roll_codes[table.get("below", table["own"]) if place == table["own"] else table["own"]]


def pool(world: World, persona: str) -> Given:
    return {"party_organization": str(own(world, persona)), "source": "retired", "full_time": "1", "available": "1",
            "since": "2020-03-01"}  # fmt: skip


def sendable(world: World, persona: str) -> int:
    place = WORKS_AT.get(persona, "top")
    return Instructor.objects.values_list("pk", flat=True).get(uuid=world.instructors[place])


def version_of(world: World, place: str) -> str:
    """That of the submission standing there now; a guess for what stands nowhere."""
    found = Case.objects.filter(uuid=world.submissions.get(place, uuid4())).values_list("version", flat=True)
    return str(found.first() or 1)


def led_by(world: World, place: str) -> str:
    """Whoever is held for a place leads it."""
    return str(world.members.get(place, uuid4()))


def own_matters(world: World, persona: str, place: str) -> Given:
    """What the organization's clerk may mend: the one field with a remark."""
    return {"version": version_of(world, "cell"), "address": "澄川市砚溪路1号"}


def applied(world: World, persona: str, place: str) -> Given:
    """What the organization's clerk may mend: the fields with a remark."""
    return {"version": "1", "name": "中共澄川市阿岚学会支部委员会", "grounds": "正式党员已满三名"}


def trained(world: World, persona: str, place: str) -> Given:
    return {"party_organization": str(own(world, persona)), "name": "指导员轮训班", "begins_on": "2020-03-02",
            "ends_on": "2020-03-03", "hours": "16", "instructors": [str(sendable(world, persona))]}  # fmt: skip


def worked(world: World, persona: str, place: str) -> Given:
    """By whoever is posted there; where nobody is, by one's own all the same."""
    known = Instructor.objects.filter(uuid=world.instructors.get(place)).values_list("pk", flat=True).first()
    return {"instructor": str(known or sendable(world, persona)), "done_on": "2020-03-01",
            "duty": "coordinate_and_guide", "done": "商定党建工作方案"}  # fmt: skip


def campaign(world: World, persona: str, place: str) -> Given:
    return {"name": "某专项行动", "document_number": "某函〔2020〕1号", "bodies": "某局", "since": "2020-03-01"}


def open_proposals(world: World, place: str) -> list[str]:
    rows = FormationProposal.objects.filter(run__uuid=world.runs.get(place, uuid4()), outcome="open")
    return [str(uuid) for uuid in rows.values_list("uuid", flat=True)]


def planned(world: World, persona: str, place: str) -> Given:
    return {"way": "joint", "planned_on": "2029-01-01", "party_organization": str(own(world, persona)),
            "reason": "党员少", "since": "2020-03-01"}  # fmt: skip


FORMS: dict[str, Callable[[World, str, str], Given]] = {
    "switch_office": lambda world, persona, place: {"office": office(world, persona, place)},
    "organization_new": new_organization,
    "organization_change": registration,
    "organization_correct": registration,
    "organization_attach": attached,
    "organization_classify": lambda world, persona, place: {
        "influence": "small", "by": "组织处", "decided_on": "2020-03-01", "reason": "规模", "since": "2020-03-01",
    },
    "organization_strike_off": lambda world, persona, place: {"way": "strike_off", "since": "2020-03-01"},
    "organization_head_count": lambda world, persona, place: {
        "as_of": "2020-03-01", "source": "填报表", "members": "5", "full_members": "4",
    },
    "organization_party_report": lambda world, persona, place: {
        "source": "统计表", "has_party_organization": "1", "formed_on": "2018-03", "since": "2020-03-01",
    },
    "difference_aside": lambda world, persona, place: {
        "kind": "supervisor", "reason": "等待批复", "until": "2035-01-01",
    },
    "difference_take_up": lambda world, persona, place: {"kind": "supervisor"},
    "formations_accept": lambda world, persona, place: {
        "row": str(world.public.get(OF_UNITS.get(persona, {}).get("own", ""), uuid4())),
    },
    "organization_work_coverage": lambda world, persona, place: {
        "way": "end", "instrument": "trade_union", "since": "2020-03-01",
    },
    "organization_renewal": lambda world, persona, place: {
        "due_on": "2021-06-01", "source": "章程", "since": "2020-03-01"
    },
    "organization_opinion": opined,
    "formation_plan_set": planned,
    "planning_accept": lambda world, persona, place: {
        "row": open_proposals(world, place), "planned_on": "2035-01-01",
    },
    # Nothing that was accepted stands in the world, nothing is to be balanced, and nobody waits for an instructor.
    "planning_take_back": lambda world, persona, place: {"row": str(uuid4())},
    "planner_loads_accept": lambda world, persona, place: {"row": str(uuid4()), "since": "2020-03-01"},
    "planner_loads_accepted": lambda world, persona, place: {"row": str(uuid4())},
    "planner_instructors_accepted": lambda world, persona, place: {"row": str(uuid4())},
    "planner_instructors_accept": lambda world, persona, place: {"row": str(uuid4()), "planned_on": "2035-01-01"},
    "instructors_waiting": lambda world, persona, place: {"row": str(uuid4()), "since": "2020-03-01"},
    "planning_refuse": lambda world, persona, place: {
        "row": open_proposals(world, place), "reason": "已另行安排",
    },
    **dict.fromkeys(
        ("urging_split", "urging_split_waive"),
        lambda world, persona, place: {"basis": "field", "value": "教育", "reason": "三家正在合并"},
    ),
    "urging_dissolve": lambda world, persona, place: {},
    "formation_consent": lambda world, persona, place: {"answer": "agreed", "basis": "来函"},
    "formation_urge_waive": lambda world, persona, place: {"reason": "正在办理注销"},
    "urging_dissolve_waive": lambda world, persona, place: {"reason": "任务延长", "until": "2035-01-01"},
    "formation_plan_end": lambda world, persona, place: {"since": "2020-03-01"},
    "formation_plans_set": lambda world, persona, place: {
        "row": str(world.public.get(OF_UNITS.get(persona, {}).get("own", ""), uuid4())),
        **planned(world, persona, place),
    },
    "organization_grade": lambda world, persona, place: {"grade": "3a", "since": "2020-03-01"},
    "organization_contact": lambda world, persona, place: {
        "row": str(world.contacts.get(place, uuid4())), "purpose": "核对登记事项",
    },
    "organization_contacts": lambda world, persona, place: {
        "way": "begin", "role": "office", "phone": "010-55500000", "since": "2020-03-01",
    },
    "formation_fill": applied,
    "formation_check": applied,
    "formation_submit": applied,
    "formation_accept": lambda world, persona, place: {"version": "1"},
    "formation_return": lambda world, persona, place: {"version": "1", "remark_name": "请写全称"},
    "formation_withdraw": lambda world, persona, place: {"version": "1"},
    "formation_reply": lambda world, persona, place: {
        "version": "1", "effective_on": now().date().isoformat(), "number": "某函〔2020〕2号",
    },
    "formation_answer": lambda world, persona, place: {"version": "1", **on_paper()},
    "formation_refuse": lambda world, persona, place: {
        "version": "1", "reason": "党员不足", "next_steps": "先发展党员", "other_clause": CITED,
    },
    "formation_defer": lambda world, persona, place: {
        "version": "1", "reason": "待核", "next_steps": "补办场所证明", "other_clause": CITED,
        "due_on": now().date().isoformat(),
    },
    "formation_take_back": lambda world, persona, place: {"version": "1", "reason": "材料要补充"},
    "formation_drop": lambda world, persona, place: {"version": "1"},
    "case_plan": lambda world, persona, place: {"version": "1", "due_on": "2036-03-01"},
    "case_reconsider": lambda world, persona, place: {"version": "1", "reason": "名称有误"},
    "follow_up_finish": lambda world, persona, place: {"version": "1", "reason": "已办"},
    "submission_own": own_matters,
    "submission_submit": own_matters,
    "submission_withdraw": lambda world, persona, place: {"version": version_of(world, "cell")},
    "submission_accept": lambda world, persona, place: {"version": version_of(world, place)},
    "submission_return": lambda world, persona, place: {
        "version": version_of(world, place), "remark_address": "请写到门牌号",
    },
    "organization_decouple": attached,
    "organization_charter": lambda world, persona, place: {"present": "0", "since": "2020-03-01"},
    "organization_guide": lambda world, persona, place: {
        "way": "begin", "kind": "contact", "party_organization": str(own(world, persona)), "since": "2020-03-01",
    },
    "organization_succeed": lambda world, persona, place: {
        "kind": "merged", "since": "2020-03-01",
        "unit": world.numbers[near(world, persona, place)],
    },
    "organization_same": lambda world, persona, place: {
        "other": str(world.public[near(world, persona, place)]), "keep": "this", "sure": "on",
    },
    "organization_hub": lambda world, persona, place: {"way": "end", "since": "2020-03-01"},
    "organization_hub_elements": lambda world, persona, place: {
        "elements": [HubElement.choices()[0][0]], "since": "2020-03-01",
    },
    "party_contacts": lambda world, persona, place: {
        "way": "begin", "role": "office", "phone": "010-55500000", "since": "2020-03-01",
    },
    "party_contact": lambda world, persona, place: {
        "row": str(world.reached.get(place, uuid4())), "purpose": "核对登记事项",
    },
    "leadership_set": lambda world, persona, place: {
        "person": led_by(world, place), "post": "organization_commissary", "since": "2020-03-01", "way": "never",
        "how": "elected", "document_number": "某字〔2020〕1号",
    },
    "leadership_end": lambda world, persona, place: {
        "person": led_by(world, place), "since": "2020-03-01", "way": "end",
    },
    "leadership_worker": lambda world, persona, place: {
        "person": led_by(world, place), "full_time": "yes", "way": "begin", "since": "2020-03-01",
    },
    "appointment_fill": lambda world, persona, place: {"version": "2", "way": "keep", "whole": "no"},
    **{
        f"appointment_{verb}": lambda world, persona, place: {"version": "2"}
        for verb in ("accept", "withdraw", "drop", "reply", "answer")
    },
    "appointment_return": lambda world, persona, place: {"version": "2", "remark_source": "请核对来源"},
    "handover_take": lambda world, persona, place: {
        "version": "2", **dict.fromkeys(("venue", "staff", "resources", "materials"), "on"),
    },
    "handover_hand": lambda world, persona, place: {"version": "2"},
    "handover_begin": lambda world, persona, place: {"changes_on": "2020-03-01"},
    "handover_untaken": lambda world, persona, place: {"version": "2", "reason": "钥匙没有移交"},
    "handover_end": lambda world, persona, place: {"version": "2", "reason": "钥匙没有移交"},
    "handover_return": lambda world, persona, place: {"version": "2", "remark_venue": "钥匙没有移交"},
    "party_kind": lambda world, persona, place: {"kind": "primary_committee", "since": "2020-03-01", **PAPER},
    "party_formation": lambda world, persona, place: {"mode": "joint", "approver": "某委", "since": "2020-03-01"},
    "party_profile": lambda world, persona, place: {
        "axis": "industry", "axis_value": "科技", "target_load": "40", "since": "2020-03-01",
    },
    "party_split": lambda world, persona, place: {
        "name": "中共分设支部", "kind": "party_branch", "since": "2020-03-01",
        "parent": str(world.nodes["far"]) if place == "stranger" else below(world, persona), **PAPER,
    },
    "party_seat": lambda world, persona, place: {
        "way": "begin", "unit": world.numbers[near(world, persona, "")], "role": "host", "since": "2020-03-01",
    },
    "party_locality": lambda world, persona, place: {"way": "begin", "region": "110102", "since": "2020-03-01"},
    "party_guide": lambda world, persona, place: {
        "way": "begin", "unit": world.numbers[near(world, persona, "")], "kind": "contact", "since": "2020-03-01",
    },
    "party_plan": lambda world, persona, place: {
        "way": "begin", "subtype": "trade_association", "cell": "新行业", "since": "2020-03-01",
    },
    "election_new": lambda world, persona, place: {
        "form": "general_meeting", "seats": "5", "deputies": "0", "way": "keep", "version": "0",
    },
    "by_election_new": lambda world, persona, place: {
        "form": "general_meeting", "seats": "1", "deputies": "0", "way": "keep", "version": "0",
    },
    "election_move": lambda world, persona, place: {"version": "9"},
    "election_archive": lambda world, persona, place: {"version": "9", "ballots": "档案柜"},
    "formation_archive": lambda world, persona, place: {"version": "1", "minutes": "档案柜"},
    "adjustment_archive": lambda world, persona, place: {"version": "3", "minutes": "档案柜"},
    "secretary_dispatch": lambda world, persona, place: {"grounds": "没有合适人选", "version": "0"},
    "election_renominate": lambda world, persona, place: {"reason": "没有人当选", "version": "9"},
    "election_end": lambda world, persona, place: {"reason": "不再进行", "version": "9"},
    "postponement_new": lambda world, persona, place: {
        "until": (localdate() + timedelta(days=60)).isoformat(), "grounds": "等待转接", "version": "0",
    },
    "election_approve": lambda world, persona, place: {"version": "9"},
    "election_reminder": lambda world, persona, place: {"version": "0", "seen": "0"},
    "postponement_approve": lambda world, persona, place: {"version": "3"},
    "postponement_move": lambda world, persona, place: {"version": "3"},
    "postponement_refuse": lambda world, persona, place: {"reason": "不足", "next_steps": "按期换届", "version": "3"},
    "instructor_new": lambda world, persona, place: {"name": "白榆", **pool(world, persona)},
    "instructor_post": lambda world, persona, place: {
        "instructor": str(sendable(world, persona)), "unit": world.numbers[near(world, persona, "")],
        "since": "2020-03-01",
    },
    "instructor_change": lambda world, persona, place: {**pool(world, persona), "home_unit": "某单位"},
    "instructor_leave": lambda world, persona, place: {"sure": "on", "since": "2020-03-01"},
    "instructor_end_posting": lambda world, persona, place: {
        "unit": str(world.units.get(place, 0)), "since": "2020-03-01",
    },
    "instructor_contact": lambda world, persona, place: {
        "row": str(world.called.get(place, uuid4())), "purpose": "核对登记事项",
    },
    "instructor_training_new": trained,
    "instructor_training_correct": lambda world, persona, place: {"way": "mend", **trained(world, persona, place)},
    "work_log_new": worked,
    "work_log_correct": lambda world, persona, place: {"way": "mend", **worked(world, persona, place)},
    "members_export": lambda world, persona, place: {"way": "workbook", "purpose": "核对名册"},
    "affairs_workers_export": lambda world, persona, place: {"purpose": "核对人才库"},
    "member_new": lambda world, persona, place: {
        "party_organization": world.roll_codes[WORKS_AT.get(persona, "top")], "relation": "held", "name": "白榆",
        "since": "2020-03-01",
    },
    "member_change": lambda world, persona, place: {"name": "白榆", "since": "2020-03-01"},
    "member_correct": lambda world, persona, place: {"name": "白榆", "since": "2020-03-01"},
    "member_post": lambda world, persona, place: {"post": "group_leader", "since": "2020-03-01"},
    "member_move": lambda world, persona, place: {
        "party_organization": other_roll(world, persona, place), "since": "2020-03-01",
    },
    "member_leave": lambda world, persona, place: {"why": "died", "since": "2020-03-01"},
    "member_share": lambda world, persona, place: {
        "way": "begin", "party_organization": other_roll(world, persona, place), "since": "2020-03-01",
    },
    "member_answer": lambda world, persona, place: {
        "answer": "0", "reason": "本人不转出", "version": "1", "since": "2020-03-01",
    },
    "member_withdraw": lambda world, persona, place: {"version": "1"},
    "member_number": lambda world, persona, place: {"field": "mobile", "purpose": "开具介绍信"},
    "text_decide": lambda world, persona, place: {
        "way": "own", "value": "full_time_staff", "decision": "会议决定", "since": "2020-03-01",
    },
    "text_withdraw": lambda world, persona, place: {"since": "2020-03-01"},
    "target_new": lambda world, persona, place: {
        "measure": "work_coverage", "baseline": "50", "points": "5", "due_on": "2028-01-01", "source": "会议决定",
        "since": "2020-03-01",
    },
    "report_new": lambda world, persona, place: {
        "figure": REPORTABLE[0][0],
        "numerator": "12",
        "denominator": "20",
        "source": "年报",
        "since": "2020-03-01",
    },
    "publication_new": lambda world, persona, place: {
        "title": "某期简报", "on": "2020-03-01", "measures": ["social_organizations"],
    },
    "meeting_new": lambda world, persona, place: {"held_on": "2020-06-01"},
    "meeting_change": lambda world, persona, place: {"held_on": "2020-06-02", "version": "1"},
    "meeting_cancel": lambda world, persona, place: {"version": "1"},
    "meeting_close": lambda world, persona, place: {"version": "1"},
    "meeting_order": order_of,
    "meeting_add": lambda world, persona, place: {"cases": offered_case(world, persona, "meeting_add", place)},
    "meeting_remove": lambda world, persona, place: {"cases": offered_case(world, persona, "meeting_remove", place)},
    "meeting_attendance": lambda world, persona, place: {
        "due": "9", "present": "7", "due_reason": "按名单核对", "version": "1",
    },
    "meeting_decide": lambda world, persona, place: {
        "cases": offered_case(world, persona, "meeting_decide", place), "outcome": "approve", "yes": "7", "no": "0",
        "abstain": "0", "recused": "0",
    },
    "document_new": lambda world, persona, place: {
        "mark": "社党", "kind": "notice", "title": "通知", "addressee": "各联合党委", "issued_on": "2020-06-01",
    },
    "document_paper": lambda world, persona, place: {
        "mark": "社党", "number": "7", "kind": "notice", "title": "通知", "addressee": "各联合党委",
        "issued_on": "2020-06-01",
    },
    "document_hand_over": lambda world, persona, place: {
        "receiver": str(receiver_at(world, place)), "since": "2020-06-01",
    },
    "received_note": lambda world, persona, place: {"outcome": "seen", "text": ""},
    "document_withdraw": lambda world, persona, place: {"reason": "标题有误"},
    "publication_withdraw": lambda world, persona, place: {"reason": "口径有误"},
    "campaign_new": campaign,
    "campaign_change": campaign,
    "campaign_correct": campaign,
    "campaign_goal": lambda world, persona, place: {
        "measure": "work_coverage", "party_organization": str(world.nodes.get(place, own(world, persona))),
        "goal": "80", "due_on": "2028-01-01", "since": "2020-03-01",
    },
    "campaign_end": lambda world, persona, place: {"since": "2020-03-01"},
    "document_template": lambda world, persona, place: {
        "file": SimpleUploadedFile("通知模板.docx", template("{{ 标题 }}", "{{ 发文字号 }}")),
        "seen": template_seen(world, persona),
    },
    "document_template_return": lambda world, persona, place: {"seen": template_seen(world, persona)},
    "body_new": lambda world, persona, place: {
        "name": "澄川市新设局", "kind": "supervising_unit", "since": "2020-03-01",
    },
    "view_new": lambda world, persona, place: {"name": f"视图{uuid4().hex[:6]}"},
    "view_change": lambda world, persona, place: {"name": f"改名{uuid4().hex[:6]}", "shared": "on"},
    "body_rename": lambda world, persona, place: {"name": "澄川市更名局", "since": "2020-03-01"},
    "body_abolish": lambda world, persona, place: {"since": "2020-03-01"},
    "party_new": lambda world, persona, place: {
        "name": "中共新建支部委员会", "kind": "party_branch", "parent": str(own(world, persona)),
        "since": "2020-03-01",
    },
    "party_rename": lambda world, persona, place: {"name": "中共更名委员会", "since": "2020-03-01", **PAPER},
    "party_move": lambda world, persona, place: {"parent": below(world, persona), "since": "2020-03-01", **PAPER},
    "party_cover": lambda world, persona, place: {
        "way": "cover", "unit": world.numbers["far" if persona == "outsider" else "other"], "role": "host",
        "since": "2020-03-01", **PAPER,
    },
    "party_term": lambda world, persona, place: {"begins_on": "2018-01-01", "ends_on": "2018-12-31"},
    **{
        f"adjustment_{act}": lambda world, persona, place: sent_about(world, place)
        for act in ("accept", "withdraw", "reply", "drop")
    },
    "adjustment_answer": lambda world, persona, place: {**sent_about(world, place), **on_paper()},
    "adjustment_return": lambda world, persona, place: {**sent_about(world, place), "remark_name": "请核对"},
    **dict.fromkeys(
        ("adjustment_fill", "adjustment_check", "adjustment_submit"),
        lambda world, persona, place: {"version": "0", "into": "", "grounds": "工作需要"},
    ),
    "party_merge": lambda world, persona, place: {"into": below(world, persona), "since": "2020-03-01", **PAPER},
    "party_dissolve": lambda world, persona, place: {"sure": "on", "since": "2020-03-01", **PAPER},
    "imports": lambda world, persona, place: {
        "file": SimpleUploadedFile("台账.csv", LEDGER.format(code_number(401)).encode()), "kind": "",
        "node": world.codes[WORKS_AT.get(persona, "top")], "since": "2020-03-01",
    },
    "batch_mapping": lambda world, persona, place: {"column-0-5": "address"},
    "batch_mend": lambda world, persona, place: {"cell-0": "澄川市改名学会"},
    "batch_apply": looked_at,
    "account_new": lambda world, persona, place: {
        "username": f"xinkai-{uuid4().hex[:6]}", "title": "新开账号", **assigned(world, persona, place),
    },
    "account_several": several,
    "account_assign": assigned,
}  # fmt: skip
# What is done before the form is sent: an import is undone when it has been written.
PREPARED: dict[str, Callable[[World, str, str], object]] = {
    "submission_withdraw": lambda world, persona, place: post(
        world, persona, reverse("submission_submit"), filled(world, "submission_submit", persona, place)
    ),
    "batch_undo": lambda world, persona, place: post(
        world,
        persona,
        reverse("batch_apply", args=[world.batches[place]]),
        filled(world, "batch_apply", persona, place),
    ),
}
# What stands in the address of a form beside its object.
ASKED_WITH = {
    "account_several": "?kind=organizations",
    "batch_mend": "?sheet=&row=2&version=1",
    "batch_mapping": "?version=1",
    "election_move": "?verb=withdraw",
    "postponement_move": "?verb=drop",
}


def office(world: World, persona: str, place: str) -> str:
    """“own” is the very assignment one acts under; everybody else's is told by its place."""
    mine = persona in world.personas and AT_NODES[persona]["own"] == place
    return str(world.personas[persona].assignment_uuid if mine else world.held.get(place, uuid4()))


def filled(world: World, name: str, persona: str, place: str) -> Given:
    given = FORMS[name](world, persona, place) if name in FORMS else {}
    return {"key": str(uuid4()), **given}

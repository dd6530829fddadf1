"""Which acts does the card of an organization offer, to whom, on which day?"""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse

from shuniu.policy.grants import Action
from shuniu.queries.accounts import granted
from shuniu.queries.organizations.card import OrganizationCard
from shuniu.web.frame import actor_of, address_of, writing_off
from shuniu.web.parts import Link

# A group of acts: for each the word, the address and what it does.
Acts = Sequence[tuple[str, str, str]]
REGISTER: Acts = (
    ("变更", "organization_change", "从某一天起的登记事项"),
    ("更正", "organization_correct", "从来不是这样，原来登记有误"),
    ("认定", "organization_classify", "行业特征、规模和影响力，由谁认定"),
    ("章程党建条款", "organization_charter", "章程是否写入党建内容，原文如何"),
    ("联系方式", "organization_contacts", "负责人、联系人、书记、办公室的姓名和电话"),
    ("评估等级", "organization_grade", "1A 至 5A"),
    ("合并、分立", "organization_succeed", "由哪个单位承继"),
    ("与另一登记重复", "organization_same", "两条登记是同一家，归并为一条"),
    ("注销、撤销", "organization_strike_off", "注销、撤销登记、列入异常，或恢复"),
)
RESPONSIBLE: Acts = (
    ("归口", "organization_attach", "由哪个党组织具体负责"),
    ("脱钩", "organization_decouple", "与业务主管单位脱钩，同时写明接手的党组织"),
    ("指导、联系", "organization_guide", "归口以外，由哪个党组织或“枢纽型”社会组织指导联系"),
)
WORK: Acts = (
    ("组建党组织", "formation_fill", "代为申请组建，检查各项条件"),
    ("督促同步建立", "formation_urge", "具备组建条件的，督促它提出组建申请"),
    ("工作覆盖", "organization_work_coverage", "没有党组织的，由哪种方式实现工作覆盖"),
    ("派驻指导员", "instructor_post", "由人才库中的哪位指导员派驻"),
    ("组建方案", "formation_plan", "没有党组织的，用哪种方式、到哪一天组建"),
    ("填报人数", "organization_head_count", "只填人数，不填姓名"),
    ("换届日期", "organization_renewal", "本单位上次、下次换届，与党组织任期对照"),
    ("换届程序意见", "organization_opinion", "党组织对本单位换届程序的意见，不评价人选"),
    ("填报的党建情况", "organization_party_report", "统计表、调查表怎么说，与登记簿分开"),
)
HUB: Acts = (("“枢纽型”社会组织", "organization_hub", "认定、建立，或不再是"),)
ELEMENTS: Acts = (("“3+1”机制", "organization_hub_elements", "三个机构和例会制度，已有哪些"),)
# Pages of later subjects.
LATER = ("organization_renewal", "organization_opinion")
FIRST = ("organization_change", "organization_attach", "organization_work_coverage", "organization_head_count")


def act_groups(request: HttpRequest, card: OrganizationCard) -> list[tuple[str, list[tuple[Link, str]]]]:
    """What this office may do to this organization today, in groups; a body outside of the register can be a hub."""
    if not card.writable or writing_off(request):
        return []
    hub = (*HUB, *(ELEMENTS if card.hub is not None else ()))
    groups: list[tuple[str, Acts]] = [("“枢纽型”社会组织", hub)] if card.registration or card.body else []
    if card.registration:
        groups = [("登记事项", REGISTER), ("归口和指导", RESPONSIBLE), ("党的工作", WORK), *groups]
    return [(title, [(_link(card, label, name), told) for label, name, told in acts]) for title, acts in groups]


def _link(card: OrganizationCard, label: str, name: str) -> Link:
    if name == "instructor_post":
        # A later subject: its page is told the unit, this one does not know that page.
        return Link(label, f"{address_of(name)}?unit={card.uuid}")
    if name in LATER:
        return Link(label, address_of(name, card.uuid))
    return Link(label, reverse(name, args=[card.uuid]))


def first_acts(request: HttpRequest, card: OrganizationCard) -> list[Link]:
    """The acts done most often stand beside the heading; the organization itself files what it knows."""
    if not card.registration or writing_off(request):
        return []
    actor = actor_of(request)
    if actor.unit == card.unit and granted(actor, Action.WRITE_SUBMISSION):
        own = [Link("填报本单位信息", address_of("submission_own"))]
        if not card.registration["branches"]:
            return [*own, Link("申请组建党组织", address_of("formation_own"))]
        return [*own, Link("换届日期", address_of("organization_renewal", card.uuid))]
    if actor.unit == card.unit and granted(actor, Action.BEGIN_FORMATION) and not card.registration["branches"]:
        return [Link("发起组建党组织", address_of("instructor_formation_own"))]
    if not card.writable:
        # A branch that covers it puts down its renewal and says of the procedure, and of nothing else.
        speaks = granted(actor, Action.GIVE_OPINION) and not granted(actor, Action.WRITE_UNIT)
        doors = [("换届日期", "organization_renewal"), ("换届程序意见", "organization_opinion")] if speaks else []
        return [Link(label, address_of(name, card.uuid)) for label, name in doors]
    labels = {name: label for acts in (REGISTER, RESPONSIBLE, WORK) for label, name, _ in acts}
    wanted = ("formation_fill", *FIRST) if card.registration["eligible"] else FIRST
    return [Link(labels[name], reverse(name, args=[card.uuid])) for name in wanted]

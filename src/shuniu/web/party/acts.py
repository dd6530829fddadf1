"""Which acts does a page of Party organizations offer, to whom, on which day?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import HttpRequest
from django.urls import reverse

from shuniu.policy.grants import Action
from shuniu.policy.words import PartyOrganizationKind
from shuniu.policy.words.adjusting import AdjustmentTopic
from shuniu.queries.accounts import granted
from shuniu.queries.party.card import PartyCard
from shuniu.web.frame import actor_of, address_of, writing_off
from shuniu.web.parts import Link

# A group of acts: its heading, and for each act the word, the address and what it does.
Acts = Sequence[tuple[str, str, str]]
# Decided by the level above: what is approved already is put down here, what is not goes there as a case.
APPROVED: Acts = (
    ("更名", "party_rename", "从某一天起用新的全称；登记有误的，作更正"),
    ("改建", "party_kind", "种类改变：支部升格为总支、党委，或联合支部改为单独支部；登记有误的，作更正"),
    ("合并", "party_merge", "并入另一个党组织，所有的一并转过去"),
    ("分设", "party_split", "在旁边新设一个，并把下级、归口和覆盖的单位划过去"),
    ("撤销", "party_dissolve", "从某一天起不再存在"),
    ("调整隶属", "party_move", "划到另一个上级党组织之下"),
    ("覆盖单位", "party_cover", "开始或结束对一家单位的组织覆盖"),
)
REGISTERED: Acts = (
    ("组建情况", "party_formation", "组建方式、依据、批准机关和文号"),
    ("登记任期", "party_term", "领导班子任期的起止"),
    ("联系方式", "party_contacts", "书记、联系人、办公室的姓名和电话"),
    ("所在单位", "party_seat", "设在哪个单位、依托哪个单位、书记是哪个单位的"),
)
REGIONS: Acts = (("兜底区域", "party_locality", "没有其他党组织负责的，由它兜底"),)
LOAD: Acts = (("目标负荷", "party_profile", "按什么组建，应归口多少家社会组织"),)
KEPT: Acts = (
    ("指导、联系", "party_guide", "在归口关系以外，指导或联系一家单位"),
    ("布局", "party_plan", "哪个行业、省级地域、乡镇应有一家社会组织"),
)
REPORTED: Mapping[AdjustmentTopic, str] = {
    AdjustmentTopic.RENAME: "全称改变，由审批党组织研究并批复",
    AdjustmentTopic.RANK: "支部升格为总支、党委，党员逐名编入新设的党支部",
    AdjustmentTopic.MERGE: "并入另一个党组织",
    AdjustmentTopic.SPLIT: "分出新的党支部，单位和党员随之划出",
    AdjustmentTopic.TAKE_IN: "联合党支部再覆盖没有党组织的单位",
    AdjustmentTopic.REATTACH: "划到另一个上级党组织之下",
    AdjustmentTopic.DISSOLVE: "党员转入其他党组织以后撤销",
    AdjustmentTopic.EVOLVE: "大联合改小联合，联合改单独",
}
FIRST = (AdjustmentTopic.RENAME, AdjustmentTopic.REATTACH)
# Further organizations are taken in by branches.
FIRST_OF_BRANCH = (*FIRST, AdjustmentTopic.TAKE_IN)


def may_write(request: HttpRequest) -> bool:
    return not writing_off(request) and granted(actor_of(request), Action.WRITE_PARTY_ORGANIZATION)


def may_keep(request: HttpRequest) -> bool:
    return not writing_off(request) and granted(actor_of(request), Action.WRITE_UNIT)


def founding_acts(request: HttpRequest) -> list[Link]:
    return [Link("新建党组织", reverse("party_new"))] if may_write(request) else []


def act_groups(request: HttpRequest, card: PartyCard) -> list[tuple[str, list[tuple[Link, str]]]]:
    """What this office may do to this Party organization today, in groups; what it may not do is not shown."""
    if card.naming is None:
        return []
    gathers = not PartyOrganizationKind(card.naming["kind"]).is_branch
    groups: list[tuple[str, Acts]] = []
    if card.writable and may_write(request):
        groups += [
            ("登记已经批准的变化（补登）", APPROVED),
            ("登记组建、任期和所在", (*REGISTERED, *((*REGIONS, *LOAD) if gathers else ()))),
        ]
    if card.keeps_units and may_keep(request):
        groups.append(("指导联系和布局", KEPT if gathers else KEPT[:1]))
    found = [
        (title, [(Link(label, reverse(name, args=[card.code])), told) for label, name, told in acts])
        for title, acts in groups
    ]
    reported = [(_door(topic, address), REPORTED[topic]) for topic, address in _reported(request, card)]
    return [*([("报上级党组织批准的调整", reported)] if reported else []), *found]


def _reported(request: HttpRequest, card: PartyCard) -> list[tuple[AdjustmentTopic, str]]:
    """What goes to the superior for approval, also where this office may not change the tree by itself."""
    if writing_off(request) or not granted(actor_of(request), Action.FILE_CASE) or not card.managed:
        return []
    # Pages of a later subject.
    addresses = [(topic, address_of("adjustment_fill", card.code, topic.value)) for topic in AdjustmentTopic]
    return [(topic, address) for topic, address in addresses if address]


def _door(topic: AdjustmentTopic, address: str) -> Link:
    return Link(f"报批{topic.label}", address)


def first_acts(request: HttpRequest, card: PartyCard) -> list[Link]:
    """What is asked of the level above most often stands beside the heading; what is put down by hand does not."""
    if card.naming is None:
        return []
    first = FIRST_OF_BRANCH if PartyOrganizationKind(card.naming["kind"]).is_branch else FIRST
    return [_door(topic, address) for topic, address in _reported(request, card) if topic in first]

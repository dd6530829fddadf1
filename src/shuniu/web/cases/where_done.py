"""Where is done what is left to do? What has a procedure of its own is done there, and not by a sentence alone."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from shuniu.policy.cases.following import OF
from shuniu.policy.words.adjusting import AdjustmentTopic
from shuniu.policy.words.cases import CaseKind, FollowUpTopic, Verb
from shuniu.queries.cases.about import code_about, kind_and_topic
from shuniu.queries.cases.card import CaseCard
from shuniu.web.cases.screen import Button
from shuniu.web.frame import actor_of, writing_off

# About a Party organization: the words of each door and the page, by the code.
_BY_CODE = {
    FollowUpTopic.FIRST_ELECTION: (("办理首次选举", "election_new"),),
    FollowUpTopic.DISPATCH: (("到班子页办理", "leadership"), ("办理补选", "by_election_new")),
    FollowUpTopic.APPOINTMENT_NEXT_STEPS: (("再次提出班子任命", "appointment_fill"),),
}
# About an organization: its application.
_BY_UNIT = {FollowUpTopic.URGE: "申请组建党组织", FollowUpTopic.NEXT_STEPS: "再次申请组建党组织"}


def where_done(request: HttpRequest, topic: str, card: CaseCard) -> list[Button]:
    """The first is red where it is this office's turn. None for whoever may only look on."""
    if not topic or not card.open or writing_off(request):
        return []
    asked = FollowUpTopic(topic)
    if asked is not FollowUpTopic.FIRST_ELECTION and Verb.FINISH not in card.verbs:
        return []
    doors = _of_unit(asked, card) if card.unit is not None else _of_node(request, asked, card)
    return [
        Button(label=label, address=address, link=True, red=card.here and index == 0)
        for index, (label, address) in enumerate(doors)
    ]


def _of_unit(topic: FollowUpTopic, card: CaseCard) -> list[tuple[str, str]]:
    assert card.unit is not None
    label = _BY_UNIT.get(topic)
    return [(label, reverse("formation_fill", args=[card.unit.uuid]))] if label else []


def _of_node(request: HttpRequest, topic: FollowUpTopic, card: CaseCard) -> list[tuple[str, str]]:
    code = code_about(card.key)
    if code is None:
        return []
    if topic is FollowUpTopic.NEXT_STEPS:
        return _asked_again(request, code, card)
    return [(label, reverse(name, args=[code])) for label, name in _BY_CODE.get(topic, ())]


def _asked_again(request: HttpRequest, code: str, card: CaseCard) -> list[tuple[str, str]]:
    """The adjustment that was refused or put off, where this actor reads it."""
    of = card.filed.get(OF)
    told = kind_and_topic(actor_of(request), UUID(str(of))) if of else None
    if told is None or told[0] != CaseKind.ADJUSTMENT:
        return []
    topic = AdjustmentTopic(told[1])
    return [(f"再次报批：{topic.label}", reverse("adjustment_fill", args=[code, topic.value]))]

"""What is waiting for this office: findings with their owner and day, never the conduct of a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q, QuerySet

from shuniu.access import Actor, below, granted, visible
from shuniu.models import Batch, Entry, Registration, Standing, Unit
from shuniu.policy.grants import Action
from shuniu.policy.words import UnitKind
from shuniu.policy.words.submissions import SubmissionState
from shuniu.queries.cases.listing import late_below, waiting
from shuniu.queries.cases.receiving import came_in
from shuniu.queries.days import standing_on
from shuniu.queries.duty import Duty, renewal_duties
from shuniu.queries.elections.listing import BEYOND, OVER, reminded, terms
from shuniu.queries.formation.joining import count_consents
from shuniu.queries.formation.plans import plans_over
from shuniu.queries.formation.registered import count_to_urge
from shuniu.queries.formation.urging import urged_below
from shuniu.queries.leadership.plan import plan_due
from shuniu.queries.members.requests import lately_answered, open_to_answer
from shuniu.queries.organizations.listing import certificate_ending
from shuniu.queries.submissions.listing import own_state, waiting_here


def duties(actor: Actor, on: date) -> list[Duty]:
    """要我办的: what this office has to settle in its registers on ``on``. Empty for who may not write them."""
    found = [
        *_of_cases(actor),
        *_came_in(actor),
        *_of_members(actor),
        *_of_units(actor, on),
        *_urged(actor, on),
        *_own_submission(actor),
    ]
    return [duty for duty in found if duty.count]


def works(actor: Actor) -> bool:
    """Is there a register that this office keeps, or one for which it files what it knows?"""
    writing = (
        Action.WRITE_UNIT,
        Action.WRITE_MEMBER,
        Action.WRITE_SUBMISSION,
        Action.FILE_CASE,
        Action.URGE_FORMATION,
        Action.RECEIVE_DOCUMENT,
    )
    return any(granted(actor, action) for action in writing)


def _of_cases(actor: Actor) -> list[Duty]:
    """What lies here, and for whoever stands above: what is overdue below."""
    if not granted(actor, Action.READ_CASE):
        return []
    count, due_on = waiting(actor)
    return [
        Duty(
            key="cases",
            what="待办事项",
            count=count,
            unit="件",
            due_on=due_on,
            overdue=due_on is not None and due_on < actor.today,
        ),
        Duty(key="consents", what="待表示意见的联合组建申请", count=count_consents(actor), unit="件"),
        Duty(key="cases_late", what="别处超期未办的事项", count=late_below(actor), unit="件", overdue=True),
    ]


def _came_in(actor: Actor) -> list[Duty]:
    if not granted(actor, Action.RECEIVE_DOCUMENT):
        return []
    unread, open_ones = came_in(actor)
    return [
        Duty(key="received_unread", what="未签收的收文", count=unread, unit="份"),
        Duty(key="received_open", what="待回复、待阅办的收文", count=open_ones, unit="份"),
    ]


def _of_members(actor: Actor) -> list[Duty]:
    """What others ask about members held here, and what they answered to this office."""
    if not granted(actor, Action.WRITE_MEMBER):
        return []
    return [
        Duty(key="requests", what="待答复的组织关系核对", count=open_to_answer(actor), unit="件"),
        Duty(key="answers", what="近 30 天收到答复的组织关系核对", count=lately_answered(actor), unit="件", told=True),
    ]


_LACKING = {
    "unattached": "没有归口党组织的社会组织",
    "eligible": "应建未建：正式党员达到条件而没有党组织",
    "uncovered": "组织和工作都没有覆盖的社会组织",
}


def _standing(actor: Actor, on: date) -> QuerySet[Standing]:
    """The stretches of the day of what this office keeps. Whoever has most of a register below is answered by where
    they count: to ask the guard of each takes seconds."""
    if actor.wide:
        return Standing.objects.filter(standing_on(on), node__in=below(actor))
    mine = visible(Unit.objects.filter(kind=UnitKind.SOCIAL_ORGANIZATION.value), actor, Action.WRITE_UNIT)
    return Standing.objects.filter(standing_on(on), unit__in=mine)


def _of_units(actor: Actor, on: date) -> list[Duty]:
    if not granted(actor, Action.WRITE_UNIT):
        return []
    counts = _standing(actor, on).aggregate(
        unattached=Count("pk", filter=Q(attached=False)),
        eligible=Count("pk", filter=Q(eligible=True, org_covered=False)),
        uncovered=Count("pk", filter=Q(org_covered=False, work_covered=False)),
    )
    return [
        *(Duty(key=key, what=what, count=counts[key], unit="家") for key, what in _LACKING.items()),
        _plans_over(actor, on),
        _open_batches(actor),
        Duty(key="submissions", what="待审核填报", count=waiting_here(actor), unit="件"),
    ]


# What is said to the organization's clerk while it is the organization's turn.
_OWN = {
    None: ("own_not_begun", "填报本单位信息：尚未填报"),
    SubmissionState.DRAFT: ("own_draft", "填报本单位信息：已暂存，尚未提交"),
    SubmissionState.RETURNED: ("own_returned", "填报本单位信息：已退回，请修改"),
}


def _own_submission(actor: Actor) -> list[Duty]:
    if not granted(actor, Action.WRITE_SUBMISSION):
        return []
    state = own_state(actor)
    return [Duty(key=_OWN[state][0], what=_OWN[state][1], count=1, unit="件")] if state in _OWN else []


def _plans_over(actor: Actor, on: date) -> Duty:
    count, due_on = plans_over(actor, on)
    return Duty(key="plans_over", what="已过计划日的组建方案", count=count, unit="家", due_on=due_on, overdue=True)


_URGED = {
    "pooling": ("可另建党支部的流动党员党支部", "个"),
    "temporary": ("到期应撤销、或没有登记期限的临时党支部", "个"),
}


def _urged(actor: Actor, on: date) -> list[Duty]:
    if not granted(actor, Action.URGE_FORMATION):
        return []
    found = urged_below(actor, on)
    new, due_on = count_to_urge(actor, on)
    return [
        Duty(
            key="urge_registered",
            what="新登记应督促同步组建的社会组织",
            count=new,
            unit="家",
            due_on=due_on,
            overdue=due_on is not None and due_on < actor.today,
        ),
        *(
            Duty(
                key=f"urge_{key}",
                what=what,
                count=found[key][0],
                unit=unit,
                due_on=found[key][1],
                overdue=found[key][2],
            )
            for key, (what, unit) in _URGED.items()
        ),
    ]


def _open_batches(actor: Actor) -> Duty:
    waiting = visible(Batch.objects.filter(state="shown", expires_at__gt=actor.now), actor, Action.READ_BATCH)
    nearest = waiting.order_by("expires_at").values_list("expires_at", flat=True).first()
    return Duty(
        key="batches",
        what="已读入、尚未写入的台账",
        count=waiting.count(),
        unit="份",
        due_on=nearest.date() if nearest else None,
    )


def deadlines(actor: Actor, on: date) -> list[Duty]:
    """快到期和已超期: terms of Party organizations beside the renewals of what they cover, the plan for secretaries,
    certificates of organizations."""
    found = [*_terms(actor, on), *renewal_duties(actor, on), *_plan(actor, on), *_certificates(actor, on)]
    return [duty for duty in found if duty.count]


def _terms(actor: Actor, on: date) -> Sequence[Duty]:
    """Overdue in the two classes, and by the rung of the reminder that is reached: for the body and those above it."""
    if not granted(actor, Action.READ_PARTY_ORGANIZATION):
        return []
    over = [
        Duty(key=f"terms_{which}", what=what, count=terms(actor, on, which).count(), unit="个", overdue=True)
        for which, what in (
            (BEYOND, "任期届满超过1年、尚未换届的党组织"),
            (OVER, "任期已届满、尚未换届的党组织"),
        )
    ]
    near = [
        Duty(key=f"terms_{rung}", what=f"任期{rung}个月内届满的党组织", count=count, unit="个", due_on=first)
        for rung, (count, first) in sorted(reminded(actor, on).items())
    ]
    return [*over, *near]


def _plan(actor: Actor, on: date) -> Sequence[Duty]:
    due = plan_due(actor, on)
    if due is None:
        return []
    what = "书记队伍长远规划到期，请研究下一步规划"
    return [Duty(key="secretary_plan", what=what, count=1, unit="项", due_on=due.until, overdue=due.over, of=due.code)]


def _certificates(actor: Actor, on: date) -> Sequence[Duty]:
    mine = visible(Unit.objects.filter(kind=UnitKind.SOCIAL_ORGANIZATION.value), actor, Action.READ_UNIT)
    held = Registration.objects.filter(retracted__isnull=True, period__contains=on, unit__in=mine)
    near, over = certificate_ending("near", on), certificate_ending("over", on)
    found = held.filter(near | over).aggregate(
        near=Count("pk", filter=near), over=Count("pk", filter=over), first=Min("certificate_to", filter=near)
    )
    return [
        Duty(
            key="certificates_over", what="登记证书已过有效期的社会组织", count=found["over"], unit="家", overdue=True
        ),
        Duty(
            key="certificates_near",
            what="三个月内证书到期的社会组织",
            count=found["near"],
            unit="家",
            due_on=found["first"],
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentAct:
    """One line of the journal as the home page tells it."""

    uuid: str
    act: str
    on: date
    at: object
    by: str
    subject_kind: str


def recent_acts(actor: Actor, limit: int = 8) -> list[RecentAct]:
    """最近变化: the latest acts within reach; that somebody chose a new password changes nothing for anybody else."""
    mine = Entry.objects.exclude(act="account.change_password")
    rows = visible(mine, actor, Action.READ_ENTRY).order_by("-id")
    found = rows.values("uuid", "act", "on", "at", "actor__title", "subject_kind")[:limit]
    return [
        RecentAct(
            uuid=str(row["uuid"]),
            act=row["act"],
            on=row["on"],
            at=row["at"],
            by=row["actor__title"],
            subject_kind=row["subject_kind"],
        )
        for row in found
    ]

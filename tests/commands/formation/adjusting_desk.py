"""A joint branch with members that is to be adjusted, and what the offices do with it in one line each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tests.cast import Cast
from tests.commands.formation.desk import decided, next_paper
from tests.commands.members.roll import ADMITTED
from tests.web.offices import attach, cover, enter

from shuniu.access import Actor
from shuniu.commands.cases.moving import case_to_move, move
from shuniu.commands.cases.reconsidering import reconsider_case
from shuniu.commands.cases.turning_down import Answer
from shuniu.commands.formation.adjusting import (
    check_adjustment,
    drop_adjustment,
    keep_adjustment,
    names_behind,
    return_adjustment,
    review_adjustment,
    submit_adjustment,
    withdraw_adjustment,
)
from shuniu.commands.formation.adjusting_law import Adjusting
from shuniu.commands.formation.adjusting_reply import AdjustmentReply, answer_adjustment, reply_adjustment
from shuniu.commands.formation.reviewing import Looked
from shuniu.commands.journal import open_act
from shuniu.commands.members.enter import NewMember, enter_members
from shuniu.models import Case, Membership, Person
from shuniu.policy.formation.adjusting_steps import ADJUSTMENT
from shuniu.policy.grants import Action
from shuniu.policy.words.adjusting import AdjustmentTopic
from shuniu.policy.words.cases import Verb

TODAY = date(2020, 7, 1)


@dataclass
class AdjustingDesk:
    """``node`` is adjusted; its secretary reports, the joint committee checks, the committee decides."""

    cast: Cast
    topic: AdjustmentTopic
    node: int = 0

    def __post_init__(self) -> None:
        self.node = self.node or self.cast.branch

    @property
    def row(self) -> Case:
        return Case.objects.filter(kind="adjustment", party_organization=self.node, topic=self.topic.value).latest("pk")

    @property
    def version(self) -> int:
        held = Case.objects.filter(kind="adjustment", party_organization=self.node, topic=self.topic.value)
        return held.exclude(holder="").values_list("version", flat=True).first() or 0

    def filled(self, **filed: Any) -> Adjusting:
        return Adjusting(
            party_organization=self.node,
            topic=self.topic,
            filed={"grounds": "便于开展活动", **filed},
            version=self.version,
        )

    def keep(self, by: Actor | None = None, **filed: Any) -> UUID:
        return keep_adjustment(self.cast.act(actor=by or self.cast.branch_secretary), self.filled(**filed))

    def submit(self, by: Actor | None = None, **filed: Any) -> UUID:
        return submit_adjustment(self.cast.act(actor=by or self.cast.branch_secretary), self.filled(**filed))

    def looked(self) -> Looked:
        return Looked(case=self.row.uuid, version=self.row.version, seen=names_behind(self.node))

    def withdraw(self, by: Actor | None = None) -> None:
        act = self.cast.act(actor=by or self.cast.branch_secretary)
        withdraw_adjustment(act, self.row.uuid, self.row.version)

    def drop(self, by: Actor | None = None) -> None:
        act = self.cast.act(actor=by or self.cast.branch_secretary)
        drop_adjustment(act, self.row.uuid, self.row.version, "不办了")

    def check(self, by: Actor | None = None) -> None:
        check_adjustment(self.cast.act(actor=by or self.cast.secretary), self.looked())

    def review(self, by: Actor | None = None) -> None:
        review_adjustment(self.cast.act(actor=by or self.cast.clerk), self.looked())

    def send_back(self, by: Actor | None = None, **remarks: str) -> None:
        return_adjustment(self.cast.act(actor=by or self.cast.secretary), self.looked(), remarks)

    def reconsider(self, reason: str = "名称有误") -> None:
        reconsider_case(self.cast.act(), self.row.uuid, self.row.version, reason)

    def meet(self, *verbs: Verb, by: Actor | None = None, reason: str = "", next_steps: str = "") -> None:
        for verb in verbs:
            row = self.row
            with open_act(self.cast.act(actor=by), "meeting.given", about=("case", row.uuid)) as opened:
                held = case_to_move(opened.act, ADJUSTMENT, row.uuid, Action.DECIDE_CASE, row.version)
                move(opened.act, ADJUSTMENT, held, decided(verb, reason, next_steps))

    def approved(self, **filed: Any) -> None:
        self.approved_by(None, **filed)

    def approved_by(self, by: Actor | None, **filed: Any) -> None:
        """Sent by the secretary of the branch of the cast, or by whoever is named; the committee does the rest."""
        self.submit(by, **filed)
        self.check(self.cast.clerk if by == self.cast.secretary else None)
        self.review()
        self.meet(Verb.SCHEDULE, Verb.APPROVE)

    def reply(self, on: date = TODAY, by: Actor | None = None, number: str = "澄社党〔2020〕9号") -> list[int]:
        paper = TODAY if number else None
        said = AdjustmentReply(
            case=self.row.uuid, version=self.row.version, effective_on=on, number=number, issued_on=paper
        )
        return reply_adjustment(self.cast.act(actor=by or self.cast.clerk), said)

    def answer(self) -> None:
        act, row = self.cast.act(), self.row
        number = next_paper(self.cast.top, act.on.year)
        answer_adjustment(act, Answer(case=row.uuid, version=row.version, number=number, issued_on=act.on))


def members_at(cast: Cast, node: int, count: int, *, start: int = 0) -> list[str]:
    """So many full members of the roll, by public id."""
    rows = [
        NewMember(party_organization=node, name=f"第{start + index}名", membership=ADMITTED) for index in range(count)
    ]
    keys = [key for key in enter_members(cast.act(date(2018, 1, 1)), rows).persons if key is not None]
    assert len(keys) == count
    return [str(one) for one in Person.objects.filter(pk__in=keys).order_by("pk").values_list("uuid", flat=True)]


def covered(cast: Cast, node: int, *names: str) -> list[int]:
    found = enter(cast, *names)
    attach(cast, found, cast.joint)
    cover(cast, found, node)
    return found


def held_at(public: str) -> list[tuple[int, date, date | None]]:
    """Where a member was held, from when until when."""
    rows = Membership.objects.filter(person__uuid=public, retracted__isnull=True).order_by("period")
    return [(row.party_organization_id, row.period.lower, row.period.upper) for row in rows]

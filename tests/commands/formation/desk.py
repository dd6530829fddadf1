"""Organizations that apply for a Party organization, and the offices above, with what they do in one line each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from tests.cast import BEGINNING, Cast
from tests.web.offices import SINCE, attach, enter

from shuniu.access import Actor
from shuniu.commands.cases.moving import Move, case_to_move, move
from shuniu.commands.cases.reconsidering import reconsider_case
from shuniu.commands.cases.turning_down import Answer
from shuniu.commands.formation.asking import Applied, ask_formation, facts_behind
from shuniu.commands.formation.filling import (
    begin_formation,
    drop_formation,
    keep_formation,
    submit_formation,
    withdraw_formation,
)
from shuniu.commands.formation.replying import Reply, answer_formation, reply_formation
from shuniu.commands.formation.reviewing import (
    Looked,
    check_formation_case,
    defer_formation_outside,
    refuse_formation_outside,
    return_formation,
    review_formation,
    take_back_formation,
)
from shuniu.commands.journal import Act, open_act
from shuniu.commands.organizations.attributes import CountOfMembers, report_head_counts
from shuniu.commands.packs.bind import Binding, bind_packs
from shuniu.models import Case, Document
from shuniu.policy.cases.reasoning import REASONED, Reasons
from shuniu.policy.formation.applying import Checked
from shuniu.policy.formation.steps import FORMATION
from shuniu.policy.grants import Action
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import Verb

COUNTS = {
    "full_members": 3, "probationary": 1, "full_time": 3, "managers": 0, "managers_transferred": 0, "relations_in": 3,
}  # fmt: skip
# Until when what is put off is to be sent again.
DUE = date(2020, 9, 1)


CLAUSES = ("national#党章30",)


def decided(verb: Verb, reason: str, next_steps: str) -> Move:
    """As a meeting decides: what is not agreed to says by which clauses, what is put off until when."""
    clauses = CLAUSES if verb in REASONED and reason else ()
    due_on = DUE if verb is Verb.DEFER else None
    return Move.of(verb, Reasons(reason=reason, clauses=clauses, next_steps=next_steps, due_on=due_on))


def next_paper(office: int, year: int, mark: str = "澄社答") -> str:
    return f"{mark}〔{year}〕{Document.objects.filter(party_organization=office, mark=mark, year=year).count() + 1}号"


@dataclass
class Desk:
    """``unit`` applies, with its clerk; the joint committee answers for it. ``day`` is that of the acts."""

    cast: Cast
    unit: int
    clerk: Actor
    name: str
    others: tuple[int, ...] = ()
    day: date | None = None
    wanted: dict[str, Any] = field(default_factory=dict)

    @property
    def row(self) -> Case:
        return Case.objects.filter(unit=self.unit, kind="formation").latest("pk")

    @property
    def version(self) -> int:
        held = Case.objects.filter(unit=self.unit, kind="formation").exclude(holder="")
        return held.values_list("version", flat=True).first() or 0

    def act(self, by: Actor | None = None, on: date | None = None) -> Act:
        return self.cast.act(on or self.day, actor=by or self.clerk)

    def applied(self, version: int | None = None, **more: Any) -> Applied:
        joint = bool(self.others)
        kind = {"kind": "joint_branch", "mode": "joint"} if joint else {"kind": "party_branch", "mode": "separate"}
        name = f"中共{self.name}{'联合' if joint else ''}支部委员会"
        filed = {"name": name, "units": list(self.others), **kind, **COUNTS, **self.wanted, **more}
        return Applied(unit=self.unit, filed=filed, version=self.version if version is None else version)

    def ask(self, by: Actor | None = None, **more: Any) -> Checked:
        return ask_formation(self.act(by), self.applied(**more))

    def begin(self, by: Actor | None = None, **more: Any) -> UUID:
        return begin_formation(self.act(by), self.applied(**more))

    def keep(self, by: Actor | None = None, **more: Any) -> UUID:
        return keep_formation(self.act(by), self.applied(**more))

    def submit(self, by: Actor | None = None, **more: Any) -> UUID:
        return submit_formation(self.act(by), self.applied(**more))

    def withdraw(self, by: Actor | None = None) -> None:
        withdraw_formation(self.act(by), self.row.uuid, self.row.version)

    def drop(self, by: Actor | None = None) -> None:
        drop_formation(self.act(by), self.row.uuid, self.row.version, "不再申请")

    def looked(self) -> Looked:
        row = self.row
        return Looked(case=row.uuid, version=row.version, seen=facts_behind([self.unit, *self.others]))

    def check(self, by: Actor | None = None) -> None:
        check_formation_case(self.act(by or self.cast.secretary), self.looked())

    def review(self, by: Actor | None = None) -> None:
        review_formation(self.act(by or self.cast.clerk), self.looked())

    def send_back(self, by: Actor | None = None, **remarks: str) -> None:
        return_formation(self.act(by or self.cast.secretary), self.looked(), remarks)

    def reconsider(self, reason: str = "名称有误", by: Actor | None = None) -> None:
        reconsider_case(self.act(by or self.cast.clerk), self.row.uuid, self.row.version, reason)

    def refuse_outside(self, reason: str = "街道未同意", next_steps: str = "先参加街道组织生活") -> None:
        said = Reasons(reason=reason, clauses=CLAUSES, next_steps=next_steps)
        refuse_formation_outside(self.act(self.cast.clerk), self.looked(), said)

    def defer_outside(self, **other: Any) -> None:
        said = Reasons(reason="街道党委暂缓研究", clauses=CLAUSES, next_steps="补办活动场所的证明", due_on=DUE)
        defer_formation_outside(self.act(self.cast.clerk), self.looked(), replace(said, **other))

    def take_back(self, reason: str = "街道党委要求补充材料", by: Actor | None = None) -> None:
        take_back_formation(self.act(by or self.cast.clerk), self.looked(), reason)

    def meet(self, *verbs: Verb, by: Actor | None = None, reason: str = "", next_steps: str = "") -> None:
        """What a meeting does, through the table of the procedure."""
        for verb in verbs:
            row = self.row
            with open_act(self.act(by or self.cast.clerk), "meeting.given", about=("case", row.uuid)) as opened:
                held = case_to_move(opened.act, FORMATION, row.uuid, Action.DECIDE_CASE, row.version)
                move(opened.act, FORMATION, held, decided(verb, reason, next_steps))

    def reply(
        self, effective_on: date | None = None, number: str = "澄社党〔2020〕1号", by: Actor | None = None
    ) -> int:
        row, act = self.row, self.act(by or self.cast.clerk)
        paper = act.on if number else None
        said = Reply(
            case=row.uuid, version=row.version, effective_on=effective_on or act.on, number=number, issued_on=paper
        )
        return reply_formation(act, said)

    def answer(self, number: str = "", by: Actor | None = None) -> None:
        """Under the next paper of the office, as each is put down once."""
        row, act = self.row, self.act(by or self.cast.clerk)
        paper = number or next_paper(self.cast.top, act.on.year)
        said = Answer(case=row.uuid, version=row.version, number=paper, issued_on=act.on)
        answer_formation(act, said)

    def approved(self) -> None:
        """From the application to a decision that waits for its reply."""
        self.submit()
        self.check()
        self.review()
        self.meet(Verb.SCHEDULE, Verb.APPROVE)


def desk(cast: Cast, name: str = "澄川市阿岚学会", start: int = 0, on: date = SINCE, **more: Any) -> Desk:
    (unit,) = enter(cast, name, start=start, on=on, **more)
    attach(cast, [unit], cast.joint, on=on)
    return Desk(cast, unit, cast.actor_at(None, Role.ORGANIZATION_CLERK, unit), name)


def another_clerk(cast: Cast) -> Actor:
    return cast.actor_at(cast.top, Role.COMMITTEE_CLERK)


def counted(cast: Cast, unit: int, full: int, probationary: int = 0, on: date = BEGINNING) -> None:
    """A head-count in the register."""
    row = CountOfMembers(
        unit=unit, as_of=on, source="摸底", members=full + probationary, full_members=full, probationary=probationary,
        full_time=None, relations_in=None, relations_out=None,
    )  # fmt: skip
    report_head_counts(cast.act(), [row])


def bound(cast: Cast, *chain: str) -> None:
    """The texts that hold at the top."""
    bind_packs(cast.act(BEGINNING), [Binding(party_organization=cast.top, chain=chain)])

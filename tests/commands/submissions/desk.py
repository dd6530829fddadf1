"""An organization's clerk and the offices above, with what they do to a submission in one line each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tests.cast import Cast
from tests.web.offices import attach, enter

from shuniu.access import Actor
from shuniu.commands.submissions.filling import FilledIn, keep_submission, submit_submission, withdraw_submission
from shuniu.commands.submissions.moving import counts_behind, facts_behind
from shuniu.commands.submissions.reviewing import Reviewed, accept_submission, return_submission
from shuniu.models import Case
from shuniu.policy.words.accounts import Role

ADDRESS = "澄川市砚溪路8号"


@dataclass
class Desk:
    """``unit`` with its clerk; the joint committee is responsible for it unless it says otherwise."""

    cast: Cast
    unit: int
    clerk: Actor

    @property
    def row(self) -> Case:
        return Case.objects.filter(unit=self.unit).latest("pk")

    @property
    def version(self) -> int:
        return Case.objects.filter(unit=self.unit).exclude(holder="").values_list("version", flat=True).first() or 0

    def filled(self, version: int | None = None, **more: Any) -> FilledIn:
        counts = {name: more.pop(name) for name in ("members", "full_members", "probationary") if name in more}
        return FilledIn(
            unit=self.unit,
            values=more,
            counts=counts,
            version=self.version if version is None else version,
            seen=facts_behind(self.unit),
        )

    def keep(self, **more: Any) -> UUID:
        return keep_submission(self.cast.act(actor=self.clerk), self.filled(**more))

    def submit(self, **more: Any) -> UUID:
        return submit_submission(self.cast.act(actor=self.clerk), self.filled(**more))

    def withdraw(self) -> None:
        withdraw_submission(self.cast.act(actor=self.clerk), self.row.uuid, self.row.version)

    def reviewed(self) -> Reviewed:
        row = self.row
        return Reviewed(
            submission=row.uuid,
            version=row.version,
            seen=facts_behind(self.unit),
            counted=counts_behind(self.unit),
        )

    def accept(self, by: Actor | None = None, on: date | None = None, reviewed: Reviewed | None = None) -> list[int]:
        act = self.cast.act(on, actor=by or self.cast.secretary)
        return accept_submission(act, reviewed or self.reviewed())

    def send_back(self, by: Actor | None = None, **remarks: str) -> None:
        return_submission(self.cast.act(actor=by or self.cast.secretary), self.reviewed(), remarks)


def desk(cast: Cast, name: str = "澄川市阿岚学会", start: int = 0, at: int | None = None, **more: Any) -> Desk:
    (unit,) = enter(cast, name, start=start, **more)
    attach(cast, [unit], at or cast.joint)
    return Desk(cast, unit, cast.actor_at(None, Role.ORGANIZATION_CLERK, unit))

"""Decide on what an organization filed: take it into the register, or return it with remarks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from shuniu.commands.cases.moving import Move, case_to_move, move
from shuniu.commands.journal import Act, ChangedMeanwhile, Seen, open_act
from shuniu.commands.organizations.attributes import CountOfMembers, report_head_counts
from shuniu.commands.organizations.edit import EditedOrganization
from shuniu.commands.organizations.maintain import maintain_organizations
from shuniu.commands.submissions.moving import counts_behind, facts_behind
from shuniu.models import Case
from shuniu.policy.grants import Action
from shuniu.policy.submissions.fields import SOURCE, counts_of, edits_of, from_json
from shuniu.policy.submissions.states import INFORMATION
from shuniu.policy.words.cases import Verb
from shuniu.queries.facts.organizations import registered


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A submission as it was looked at: its version, and the facts of the register that stood beside it."""

    submission: UUID
    version: int
    seen: Seen = None
    counted: Seen = None


def accept_submission(act: Act, reviewed: Reviewed) -> list[int]:
    """通过: what differs changes the register from ``act.on``, the Party part is reported for that day; the submission
    is closed. All of it or nothing. Returns the units that changed. Raises Refused, ChangedMeanwhile."""
    public = reviewed.submission
    with open_act(act, "submission.accept", about=("submission", public), request=asdict(reviewed)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        row = _to_review(opened.act, reviewed)
        unit = row.unit_id
        assert unit is not None, "信息填报 is filed by a unit"
        _unchanged(unit, reviewed)
        move(opened.act, INFORMATION, row, Move(verb=Verb.ACCEPT))
        changed = _take_over(opened.act, unit, row.filed, reviewed)
        opened.answer["units"] = changed
        return changed


def return_submission(act: Act, reviewed: Reviewed, remarks: Mapping[str, str]) -> None:
    """退回: with remarks by field, at least one. Raises Refused, ChangedMeanwhile."""
    public, said = reviewed.submission, {name: text.strip() for name, text in remarks.items()}
    request = [asdict(reviewed), said]
    with open_act(act, "submission.return", about=("submission", public), request=request) as opened:
        if opened.repeated:
            return
        move(opened.act, INFORMATION, _to_review(opened.act, reviewed), Move(verb=Verb.RETURN, remarks=said))


def _to_review(act: Act, reviewed: Reviewed) -> Case:
    return case_to_move(act, INFORMATION, reviewed.submission, Action.REVIEW_SUBMISSION, reviewed.version)


def _unchanged(unit: int, reviewed: Reviewed) -> None:
    looked_at = ((reviewed.seen, facts_behind), (reviewed.counted, counts_behind))
    if any(seen is not None and set(seen) != set(behind(unit)) for seen, behind in looked_at):
        raise ChangedMeanwhile


def _take_over(act: Act, unit: int, filed: Mapping[str, Any], reviewed: Reviewed) -> list[int]:
    """Through the ordinary commands: their guard and their law are asked of the reviewer."""
    held: dict[str, Any] = registered([unit], act.on).get(unit, {})
    values = edits_of(held, filed)
    staff = filed.get("full_time_staff", held.get("full_time_staff"))
    counts: dict[str, Any] = {**counts_of(filed), "full_time": from_json("full_time_staff", staff)}
    count = CountOfMembers(unit=unit, as_of=act.on, source=SOURCE, **counts)
    if held and not values:
        return report_head_counts(act, [count])
    return maintain_organizations(act, [EditedOrganization(unit=unit, values=values, seen=reviewed.seen)], [count])

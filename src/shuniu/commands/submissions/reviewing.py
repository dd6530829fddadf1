"""Decide on what an organization filed: take it into the register, or return it with remarks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from shuniu.commands.journal import Act, ChangedMeanwhile, Seen, open_act
from shuniu.commands.journal.reaching import refuse
from shuniu.commands.organizations.attributes import CountOfMembers, report_head_counts
from shuniu.commands.organizations.edit import EditedOrganization
from shuniu.commands.organizations.maintain import maintain_organizations
from shuniu.commands.submissions.moving import counts_behind, facts_behind, move, submission_to_move
from shuniu.models import Remark, Step, Submission
from shuniu.policy.grants import Action
from shuniu.policy.submissions.fields import SOURCE, counts_of, edits_of, from_json
from shuniu.policy.submissions.reviewing import may_return, may_review
from shuniu.policy.submissions.states import Verb
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
        _unchanged(row.unit_id, reviewed)
        move(opened.act, row, Verb.ACCEPT)
        changed = _take_over(opened.act, row, reviewed)
        opened.answer["units"] = changed
        return changed


def return_submission(act: Act, reviewed: Reviewed, remarks: Mapping[str, str]) -> None:
    """退回: with remarks by field, at least one. Raises Refused, ChangedMeanwhile."""
    public, said = reviewed.submission, {name: text.strip() for name, text in remarks.items()}
    request = [asdict(reviewed), said]
    with open_act(act, "submission.return", about=("submission", public), request=request) as opened:
        if opened.repeated:
            return
        row = _to_review(opened.act, reviewed)
        refuse(may_return(said).objections)
        step = move(opened.act, row, Verb.RETURN)
        Remark.objects.bulk_create([Remark(step=step, field=name, text=text) for name, text in said.items()])


def _to_review(act: Act, reviewed: Reviewed) -> Submission:
    row = submission_to_move(act, reviewed.submission, Action.REVIEW_SUBMISSION, reviewed.version)
    sent = Step.objects.filter(submission=row, filed__isnull=False)
    refuse(may_review(set(sent.values_list("recorded__actor", flat=True)), act.actor.account).objections)
    return row


def _unchanged(unit: int, reviewed: Reviewed) -> None:
    looked_at = ((reviewed.seen, facts_behind), (reviewed.counted, counts_behind))
    if any(seen is not None and set(seen) != set(behind(unit)) for seen, behind in looked_at):
        raise ChangedMeanwhile


def _take_over(act: Act, row: Submission, reviewed: Reviewed) -> list[int]:
    """Through the ordinary commands: their guard and their law are asked of the reviewer."""
    held: dict[str, Any] = registered([row.unit_id], act.on).get(row.unit_id, {})
    values = edits_of(held, row.filed)
    staff = row.filed.get("full_time_staff", held.get("full_time_staff"))
    counts: dict[str, Any] = {**counts_of(row.filed), "full_time": from_json("full_time_staff", staff)}
    count = CountOfMembers(unit=row.unit_id, as_of=act.on, source=SOURCE, **counts)
    if held and not values:
        return report_head_counts(act, [count])
    return maintain_organizations(
        act, [EditedOrganization(unit=row.unit_id, values=values, seen=reviewed.seen)], [count]
    )

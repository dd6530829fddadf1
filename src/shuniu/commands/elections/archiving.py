"""Archive an election with where its papers lie; note or change that afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from uuid import UUID

from shuniu.commands.cases.moving import case_to_move
from shuniu.commands.elections.moving import Moved, move_election
from shuniu.commands.journal import Act, open_act
from shuniu.commands.journal.reaching import refuse
from shuniu.models import Case, ElectionPaper
from shuniu.policy.elections.archiving import may_keep, may_note
from shuniu.policy.elections.steps import ELECTION
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseState, Verb
from shuniu.policy.words.elections import ArchivePaper


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersKept:
    """``places``: of each paper that lies on paper somewhere; empty: it is not said any more."""

    case: UUID
    version: int
    places: Mapping[ArchivePaper, str] = field(default_factory=dict)


def archive_election(act: Act, row: PapersKept) -> None:
    """Nothing that is without a place stands against it. Raises Refused, ChangedMeanwhile."""
    with open_act(act, "election.archive", about=("election", row.case), request=asdict(row)) as opened:
        if opened.repeated:
            return
        move_election(opened.act, Moved(case=row.case, version=row.version, verb=Verb.ARCHIVE))
        _keep(opened.act, Case.objects.get(uuid=row.case), row.places)


def note_papers(act: Act, row: PapersKept) -> None:
    """Of an election that was archived already. Raises Refused, ChangedMeanwhile."""
    with open_act(act, "election.papers", about=("election", row.case), request=asdict(row)) as opened:
        if opened.repeated:
            return
        held = case_to_move(opened.act, ELECTION, row.case, Action.FILE_CASE, row.version)
        refuse(may_note(CaseState(held.state)).objections)
        _keep(opened.act, held, row.places)
        Case.objects.filter(pk=held.pk).update(version=held.version + 1)


def _keep(act: Act, held: Case, places: Mapping[ArchivePaper, str]) -> None:
    said = {paper: place.strip() for paper, place in places.items()}
    refuse(may_keep(said).objections)
    before = dict(ElectionPaper.objects.filter(case=held).values_list("paper", "place"))
    gone = [paper.value for paper, place in said.items() if not place]
    ElectionPaper.objects.filter(case=held, paper__in=gone).delete()
    for paper, place in said.items():
        # What reads as before stays as it was recorded.
        if place and before.get(paper.value) != place:
            ElectionPaper.objects.update_or_create(
                case=held, paper=paper.value, defaults={"place": place, "recorded": act.line}
            )

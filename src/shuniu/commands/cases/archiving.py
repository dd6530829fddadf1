"""Note where the papers of a case lie once it is over; change that afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from uuid import UUID

from shuniu.commands.cases.moving import case_to_move, state_of
from shuniu.commands.journal import Act, open_act
from shuniu.commands.journal.reaching import refuse
from shuniu.models import Case, CasePaper, Step
from shuniu.policy.cases.archiving import Keeping, may_keep, may_note
from shuniu.policy.words.word import Word


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersKept:
    """``places``: of each paper that lies on paper somewhere; empty: it is not said any more."""

    case: UUID
    version: int
    places: Mapping[Word, str] = field(default_factory=dict)


def note_papers(act: Act, keeping: Keeping, row: PapersKept) -> None:
    """Of a case that is over. Raises Refused, ChangedMeanwhile."""
    kind = keeping.procedure.kind.value
    with open_act(act, f"{kind}.papers", about=_about(kind, row.case), request=asdict(row)) as opened:
        if opened.repeated:
            return
        held = case_to_move(opened.act, keeping.procedure, row.case, keeping.action, row.version)
        sent = Step.objects.filter(case=held, filed__isnull=False).exists()
        refuse(may_note(keeping, state_of(keeping.procedure, held), sent=sent).objections)
        keep_places(opened.act, keeping, held, row.places)
        Case.objects.filter(pk=held.pk).update(version=held.version + 1)


def _about(kind: str, public: UUID) -> tuple[str, UUID]:
    """As the other acts on a case of its kind are told in the journal."""
    return ("election" if kind == "election" else "case", public)


def keep_places(act: Act, keeping: Keeping, held: Case, places: Mapping[Word, str]) -> None:
    """Within the open act. Raises Refused."""
    said = {paper: place.strip() for paper, place in places.items()}
    refuse(may_keep(said, keeping.who).objections)
    before = dict(CasePaper.objects.filter(case=held).values_list("paper", "place"))
    gone = [paper.value for paper, place in said.items() if not place]
    CasePaper.objects.filter(case=held, paper__in=gone).delete()
    for paper, place in said.items():
        # What reads as before stays as it was recorded.
        if place and before.get(paper.value) != place:
            CasePaper.objects.update_or_create(
                case=held, paper=paper.value, defaults={"place": place, "recorded": act.line}
            )

"""归档目录 of a case: what the platform holds of each paper, and where it lies on paper."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from shuniu.access import Actor, may
from shuniu.models import Case, CasePaper, Document, DocumentCase
from shuniu.policy.cases.archiving import Keeping, may_note, without_place
from shuniu.policy.cases.issuing import number_of
from shuniu.policy.words.meetings import DocumentKind
from shuniu.policy.words.word import Word
from shuniu.queries.cases.card import CaseCard
from shuniu.queries.cases.steps import StepLine, sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Of a paper the platform holds this. ``number``: as a document of the register (``document``) or of an outside
    body; ``vote``: of an election; ``meeting``: of a committee."""

    paper: Word
    on: date
    number: str = ""
    document: UUID | None = None
    vote: int | None = None
    meeting: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    paper: Word
    held: Sequence[Held]
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveList:
    """``without_place``: of which nothing is held and no place is noted."""

    lines: Sequence[PaperLine]
    without_place: Sequence[Word]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """A document about the case that still holds. ``entry``: the line of the journal that tied it to the case."""

    uuid: UUID
    kind: DocumentKind
    title: str
    node: int
    number: str
    issued_on: date
    entry: int


def list_of(
    card: CaseCard, papers: type[Word], held: Sequence[Held], listed: Callable[[Collection[Word]], Sequence[Word]]
) -> ArchiveList:
    """``listed``: which papers there are, where something is known of some."""
    places = _places(card.key, papers)
    known = {one.paper for one in held} | places.keys()
    named = listed(known)
    return ArchiveList(
        lines=[
            PaperLine(paper=paper, held=[one for one in held if one.paper is paper], place=places.get(paper, ""))
            for paper in named
        ],
        without_place=without_place(named, known),
    )


def _places(case: int, papers: type[Word]) -> Mapping[Word, str]:
    rows = CasePaper.objects.filter(case=case).values_list("paper", "place")
    return {papers(paper): place for paper, place in rows}


def may_note_here(actor: Actor, card: CaseCard, keeping: Keeping) -> bool:
    """Is it over, and does this actor keep its papers?"""
    noted = may_note(keeping, card.state, sent=bool(sent(card.steps)))
    return noted.allowed and may(actor, keeping.action, Case(pk=card.key))


def latest_steps(steps: Sequence[StepLine], said: Callable[[StepLine], Word | None]) -> list[Held]:
    """What was sent or decided in the platform; of each sort the latest: what was returned and sent again counts
    once."""
    latest: dict[Word, Held] = {}
    for step in steps:
        paper = said(step)
        if paper is not None:
            latest[paper] = Held(paper=paper, on=step.on)
    return list(latest.values())


def documents_held(case: int) -> Iterator[DocumentLine]:
    """As they stand in the register, without those that were withdrawn; also one that replies to several cases."""
    further = dict(DocumentCase.objects.filter(case=case).values_list("document", "recorded"))
    rows = Document.objects.filter(Q(case=case) | Q(pk__in=further), withdrawal__isnull=True).order_by("pk")
    for row in rows:
        yield DocumentLine(
            uuid=row.uuid,
            kind=DocumentKind(row.kind),
            title=row.title,
            node=row.party_organization_id,
            number=number_of(row.mark, row.year, row.number),
            issued_on=row.issued_on,
            entry=further.get(row.pk, row.recorded_id),
        )

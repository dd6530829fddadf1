"""归档目录 of an election: what the platform holds of each paper, and where it lies on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from shuniu.models import Document, ElectionPaper
from shuniu.policy.cases.issuing import number_of
from shuniu.policy.elections.archiving import ArchiveFacts, papers_of, without_place
from shuniu.policy.elections.letters import Letter, letter_of
from shuniu.policy.elections.votes import LEADERS
from shuniu.policy.words.cases import CaseState, Verb
from shuniu.policy.words.elections import ArchivePaper as Paper
from shuniu.policy.words.meetings import DocumentKind
from shuniu.queries.elections.card import ElectionCard

# What was sent or decided in the platform, by the state that the step led to.
_STEPS = {
    (Verb.SUBMIT, CaseState.REQUESTED): Paper.REQUEST,
    (Verb.APPROVE, CaseState.NOMINATING): Paper.APPROVAL,
    (Verb.SUBMIT, CaseState.NOMINATED): Paper.CANDIDATES,
    (Verb.ACCEPT, CaseState.VOTING): Paper.REVIEW,
    (Verb.ACCEPT, CaseState.FIRST_MEETING): Paper.REVIEW,
    (Verb.REPORT, CaseState.REPORTED): Paper.REPORT,
    (Verb.REPLY, CaseState.TO_ARCHIVE): Paper.REPLY,
}
_RESULTS = (Letter.RESULT, Letter.BY_ELECTION_RESULT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Of a paper the platform holds this. ``number``: as a document of the register; ``vote``: of the minutes."""

    paper: Paper
    on: date
    number: str = ""
    vote: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    paper: Paper
    held: Sequence[Held]
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveList:
    """``without_place``: of which nothing is held and no place is noted."""

    lines: Sequence[PaperLine]
    without_place: Sequence[Paper]


def archive_list(found: ElectionCard) -> ArchiveList:
    """Of an election that the actor reads already."""
    held = [*_documents(found), *_votes(found)]
    numbered = {one.paper for one in held}
    # What bears a number is told by it; the step says the same once more.
    held += [one for one in _sent(found) if one.paper not in numbered]
    places = {Paper(paper): place for paper, place in _places(found.case.key)}
    facts = ArchiveFacts(
        members=any(not _in_committee(found, one.post) for one in found.rounds),
        committee=any(_in_committee(found, one.post) for one in found.rounds),
        recorded={one.paper for one in held},
        places=places,
    )
    lines = [
        PaperLine(paper=paper, held=[one for one in held if one.paper is paper], place=places.get(paper, ""))
        for paper in papers_of(facts)
    ]
    return ArchiveList(lines=lines, without_place=without_place(facts))


def _in_committee(found: ElectionCard, post: str) -> bool:
    return found.places is not None and found.places.in_committee and post in LEADERS


def _places(case: int) -> Iterator[tuple[str, str]]:
    yield from ElectionPaper.objects.filter(case=case).values_list("paper", "place")


def _sent(found: ElectionCard) -> list[Held]:
    """The latest step of each sort: what was returned and sent again counts once."""
    latest = {}
    for step in found.case.steps:
        key = next((paper for (verb, state), paper in _STEPS.items() if (verb, state) == (step.verb, step.state)), None)
        if key is not None:
            latest[key] = Held(paper=key, on=step.on)
    return list(latest.values())


def _votes(found: ElectionCard) -> Iterator[Held]:
    for one in found.rounds:
        paper = Paper.FIRST_MEETING if _in_committee(found, one.post) else Paper.MINUTES
        yield Held(paper=paper, on=one.held_on, vote=one.number)


def _documents(found: ElectionCard) -> Iterator[Held]:
    """As they stand in the register, without those that were withdrawn."""
    for row in Document.objects.filter(case=found.case.key, withdrawal__isnull=True).order_by("pk"):
        paper = _paper_of(row, found.body)
        if paper is not None:
            yield Held(paper=paper, on=row.issued_on, number=number_of(row.mark, row.year, row.number))


def _paper_of(row: Document, body: int) -> Paper | None:
    if row.kind == DocumentKind.REQUEST:
        return Paper.REQUEST
    if row.kind == DocumentKind.REPORT:
        return Paper.REPORT if row.party_organization_id == body else Paper.FILED
    if row.kind == DocumentKind.REPLY:
        return Paper.REPLY if letter_of(row.title) in _RESULTS else Paper.APPROVAL
    return None

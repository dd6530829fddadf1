"""归档目录 of an election: what the platform holds of each paper, and where it lies on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shuniu.policy.elections.archiving import ElectionArchive, election_papers
from shuniu.policy.elections.letters import RESULTS, letter_of
from shuniu.policy.words.archiving import ElectionPaper as Paper
from shuniu.policy.words.cases import CaseState, Verb
from shuniu.policy.words.meetings import DocumentKind
from shuniu.policy.words.word import Word
from shuniu.queries.cases.archiving import ArchiveList, DocumentLine, Held, documents_held, latest_steps, list_of
from shuniu.queries.elections.card import ElectionCard

# What was sent or decided in the platform, by the state that the step led to.
_STEPS: Mapping[tuple[str, Word], Paper] = {
    (Verb.SUBMIT, CaseState.REQUESTED): Paper.REQUEST,
    (Verb.APPROVE, CaseState.NOMINATING): Paper.APPROVAL,
    (Verb.SUBMIT, CaseState.NOMINATED): Paper.CANDIDATES,
    (Verb.ACCEPT, CaseState.VOTING): Paper.REVIEW,
    (Verb.ACCEPT, CaseState.FIRST_MEETING): Paper.REVIEW,
    (Verb.REPORT, CaseState.REPORTED): Paper.REPORT,
    (Verb.REPLY, CaseState.TO_ARCHIVE): Paper.REPLY,
}


def election_archive_list(found: ElectionCard) -> ArchiveList:
    """Of an election that the actor reads already."""
    held = [*_documents(found), *_votes(found)]
    numbered = {one.paper for one in held}
    # What bears a number is told by it; the step says the same once more.
    sent = latest_steps(found.case.steps, lambda step: _STEPS.get((step.verb, step.state)))
    held += [one for one in sent if one.paper not in numbered]
    committee = [found.in_committee(one.post) for one in found.rounds]
    return list_of(
        found.case,
        Paper,
        held,
        lambda known: election_papers(
            ElectionArchive(members=not all(committee), committee=any(committee), known=known)  # type: ignore[arg-type]
        ),
    )


def _votes(found: ElectionCard) -> Iterator[Held]:
    for one in found.rounds:
        paper = Paper.FIRST_MEETING if found.in_committee(one.post) else Paper.MINUTES
        yield Held(paper=paper, on=one.held_on, vote=one.number)


def _documents(found: ElectionCard) -> Iterator[Held]:
    for row in documents_held(found.case.key):
        paper = _paper_of(row, found.body)
        if paper is not None:
            yield Held(paper=paper, on=row.issued_on, number=row.number, document=row.uuid)


def _paper_of(row: DocumentLine, body: int) -> Paper | None:
    if row.kind is DocumentKind.REQUEST:
        return Paper.REQUEST
    if row.kind is DocumentKind.REPORT:
        return Paper.REPORT if row.node == body else Paper.FILED
    if row.kind is DocumentKind.REPLY:
        return Paper.REPLY if letter_of(row.title) in RESULTS else Paper.APPROVAL
    return None

"""归档目录 of setting up or adjusting a Party organization: what the platform holds of each paper, where it lies."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from shuniu.models import AgendaItem, CaseUnit, Document, Formation, Meeting
from shuniu.policy.cases.issuing import number_of
from shuniu.policy.formation.archiving import FormationArchive, formation_papers
from shuniu.policy.words.archiving import FormationPaper as Paper
from shuniu.policy.words.cases import CaseState, Verb
from shuniu.policy.words.meetings import DocumentKind
from shuniu.policy.words.word import Word
from shuniu.queries.cases.archiving import ArchiveList, Held, documents_held, latest_steps, list_of
from shuniu.queries.cases.card import CaseCard
from shuniu.queries.cases.requests import passing_of_day
from shuniu.queries.cases.steps import StepLine, sent

_STEPS: Mapping[tuple[str, Word], Paper] = {
    (Verb.SUBMIT, CaseState.CHECKING): Paper.REQUEST,
    (Verb.ACCEPT, CaseState.REVIEWING): Paper.CHECK,
    (Verb.ACCEPT, CaseState.TO_MEET): Paper.REVIEW,
    (Verb.ACCEPT, CaseState.OUTSIDE): Paper.REVIEW,
}
_DOCUMENTS = {DocumentKind.REQUEST: Paper.REQUEST, DocumentKind.REPORT: Paper.FILED}
_BY_VERB = {Verb.ANSWER: Paper.ANSWER, Verb.REPLY: Paper.REPLY}


def formation_archive_list(card: CaseCard) -> ArchiveList | None:
    """Of a case that the actor reads already; None while it is open, and where it never was sent."""
    if card.open or not sent(card.steps):
        return None
    # The day of its last step: nothing of what is over is asked of today.
    passing = passing_of_day(card, card.steps[-1].on)
    held = [*_documents(card, passed=passing is not None), *_meetings(card), *_consents(card), *_outside(card)]
    numbered = {one.paper for one in held}
    # What bears a number is told by it; the step says the same once more.
    if passing is not None and passing.since is not None and Paper.PASSED not in numbered:
        held.append(Held(paper=Paper.PASSED, on=passing.since))
    steps = latest_steps(card.steps, lambda step: _STEPS.get((step.verb, step.state)))
    held += [one for one in steps if one.paper not in numbered]
    return list_of(card, Paper, held, lambda known: formation_papers(_facts(card, held, known)))


def _facts(card: CaseCard, held: Sequence[Held], known: Collection[Word]) -> FormationArchive:
    taken = {one.paper for one in held}
    done = {(one.verb, one.state) for one in card.steps}
    return FormationArchive(
        joined=Paper.CONSENTS in taken or (bool(card.others) and card.origin is None),
        checked=Paper.CHECK in taken,
        passed=Paper.PASSED in taken,
        reviewed=Paper.REVIEW in taken,
        met=Paper.MINUTES in taken,
        outside=Paper.OUTSIDE in taken,
        answered=any(verb == Verb.ANSWER for verb, _ in done),
        agreed=card.state is CaseState.DONE,
        known=[Paper(one.value) for one in known],
    )


def _documents(card: CaseCard, *, passed: bool) -> Iterator[Held]:
    """A reply and an answer are told apart by the step that sent them out."""
    by_entry = {one.entry: one.verb for one in card.steps}
    for row in documents_held(card.key):
        paper = Paper.PASSED if passed and row.kind is DocumentKind.REQUEST else _DOCUMENTS.get(row.kind)
        if row.kind is DocumentKind.REPLY:
            paper = _BY_VERB.get(by_entry.get(row.entry, ""))  # type: ignore[call-overload]
        if paper is not None:
            yield Held(paper=paper, on=row.issued_on, number=row.number, document=row.uuid)


def _meetings(card: CaseCard) -> Iterator[Held]:
    """Each meeting that decided on it, with the minutes where they bear a number."""
    decided = AgendaItem.objects.filter(case=card.key, resolution__isnull=False)
    meetings = list(Meeting.objects.filter(pk__in=decided.values("meeting")).order_by("held_on", "pk"))
    numbered = Document.objects.filter(meeting__in=meetings, kind=DocumentKind.MINUTES.value, withdrawal__isnull=True)
    minutes = {one.meeting_id: one for one in numbered}
    for row in meetings:
        said = minutes.get(row.pk)
        yield Held(
            paper=Paper.MINUTES,
            on=row.held_on,
            number=number_of(said.mark, said.year, said.number) if said else "",
            document=said.uuid if said else None,
            meeting=row.uuid,
        )


def _consents(card: CaseCard) -> list[Held]:
    """What the organizations named in it have said, the latest of it."""
    rows = CaseUnit.objects.filter(case=card.key, answered__isnull=False).order_by("-answered")
    said = rows.values_list("answered__on", flat=True).first()
    return [] if said is None else [Held(paper=Paper.CONSENTS, on=said)]


def _outside(card: CaseCard) -> Iterator[Held]:
    """What an outside body said last: with the number of its reply where it agreed."""
    said = [step for before, step in zip(card.steps, card.steps[1:], strict=False) if _said_outside(before, step)]
    if not said:
        return
    last = said[-1]
    if last.verb != Verb.REPLY or card.party_organization is None:
        yield Held(paper=Paper.OUTSIDE, on=last.on)
        return
    rows = Formation.objects.filter(party_organization=card.party_organization[0], recorded=last.entry)
    number, on = rows.values_list("document_number", "document_on").first() or ("", None)
    yield Held(paper=Paper.OUTSIDE, on=on or last.on, number=number)


def _said_outside(before: StepLine, step: StepLine) -> bool:
    return before.state is CaseState.OUTSIDE and step.verb in (Verb.REPLY, Verb.REFUSE, Verb.DEFER, Verb.RETURN)

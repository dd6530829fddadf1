"""Which letters went out in an election, and what do they say: to whom, from whom, until when?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from shuniu.access import Actor, may, visible
from shuniu.models import Case, Document, PartyOrganization, Step, Term
from shuniu.policy.cases.issuing import number_of
from shuniu.policy.cases.reasoning import Reasons
from shuniu.policy.elections.letters import Letter, letter_of
from shuniu.policy.elections.terms import DELAY
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import Verb
from shuniu.policy.words.meetings import DocumentKind
from shuniu.queries.cases.receiving import is_receiver
from shuniu.queries.facts.elections import body_facts
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.naming import node_names
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.party.tree import node_to_read

# What asks or reports is told as what was sent out.
_UPWARD = (DocumentKind.REQUEST.value, DocumentKind.REPORT.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """``on_paper``: it was numbered on paper, and the platform does not know what it says. ``letter``: by its title."""

    key: int
    uuid: UUID
    letter: Letter | None
    number: str
    issued_on: date
    on_paper: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """``issuer`` is the level above, by key and name; ``ends_on`` the first day after the term; ``sent`` before."""

    key: int
    name: str
    issuer: tuple[int, str]
    ends_on: date | None
    sent: list[LetterLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterCard:
    """``case``: what it replies to, ``filed`` as it stands; ``ends_on`` and ``clause``: what a reminder speaks of, as
    the ledger said it when it was sent. ``request_number``: of the 请示, where it was numbered here. ``refused``: why
    it is not agreed to, and what comes next."""

    letter: Letter
    node: int
    issuer: str
    number: str
    title: str
    addressee: str
    issued_on: date
    case: UUID | None
    filed: Mapping[str, Any]
    ends_on: date | None
    clause: str
    request_number: str = ""
    refused: Reasons = Reasons()


def letters_in(case: int) -> list[LetterLine]:
    """What went out in a case that may be read, the first one first."""
    return _lines(Document.objects.filter(case=case).exclude(kind__in=_UPWARD))


def body_to_remind(actor: Actor, code: str, on: date) -> Reminded:
    """Raises NotFound for what may not be read, and for whoever does not act for the level above."""
    node = node_to_read(actor, code)
    facts = body_facts(node.pk, on)
    above = PartyOrganization.objects.filter(pk=facts.above)
    if not facts.kind or facts.above == node.pk or not visible(above, actor, Action.REVIEW_CASE).exists():
        raise NotFound
    sent = Document.objects.filter(addressed_to=node, kind=DocumentKind.LETTER.value)
    return Reminded(
        key=node.pk,
        name=facts.label,
        issuer=(facts.above, node_names([facts.above], on).get(facts.above, "")),
        ends_on=facts.ends_on,
        sent=_lines(sent),
    )


def _lines(rows: QuerySet[Document]) -> list[LetterLine]:
    return [
        LetterLine(
            key=row.pk,
            uuid=row.uuid,
            letter=letter_of(row.title),
            number=number_of(row.mark, row.year, row.number),
            issued_on=row.issued_on,
            on_paper=row.on_paper,
        )
        for row in rows.order_by("pk")
    ]


def letter_card(actor: Actor, public: UUID, on: date) -> LetterCard:
    """Whoever may read the case reads the reply, whoever may read the body's cases its reminder. Raises NotFound."""
    row: Any = (
        Document.objects.filter(uuid=public, on_paper=False).select_related("case", "addressed_to", "answers").first()
    )
    letter = None if row is None else letter_of(row.title)
    if row is None or letter is None or not _may_read(actor, row):
        raise NotFound
    node = row.party_organization_id
    return LetterCard(
        letter=letter,
        node=node,
        issuer=node_names([node], row.issued_on).get(node) or node_names([node], on).get(node, ""),
        number=number_of(row.mark, row.year, row.number),
        title=row.title,
        addressee=row.addressee,
        issued_on=row.issued_on,
        case=row.case.uuid if row.case else None,
        filed=row.case.filed if row.case else {},
        ends_on=_term_known(row) if letter is Letter.REMINDER else None,
        clause=_clause(row),
        request_number=number_of(row.answers.mark, row.answers.year, row.answers.number) if row.answers else "",
        refused=_refused(row) if letter is Letter.NO_DELAY else Reasons(),
    )


def _may_read(actor: Actor, row: Any) -> bool:
    if is_receiver(actor, row.pk):
        return True
    if row.case is not None:
        return visible(Case.objects.filter(pk=row.case_id), actor, Action.READ_CASE, named=True).exists()
    return row.addressed_to is not None and may(actor, Action.READ_PARTY_ORGANIZATION, row.addressed_to)


def _term_known(row: Any) -> date | None:
    """When the body's term was to end, as the ledger said it when the letter was sent."""
    known = Q(recorded__lte=row.recorded_id) & (Q(retracted__isnull=True) | Q(retracted__gt=row.recorded_id))
    terms = Term.objects.filter(known, party_organization=row.addressed_to_id, period__startswith__lte=row.issued_on)
    period = terms.order_by("-period").values_list("period", flat=True).first()
    return period.upper if period else None


def _refused(row: Any) -> Reasons:
    """As it was said in the act that numbered it."""
    step = Step.objects.get(case=row.case_id, verb=Verb.REFUSE.value, recorded=row.recorded_id)
    return Reasons(reason=step.reason, clauses=tuple(step.clauses), next_steps=step.next_steps, due_on=step.due_on)


def _clause(row: Any) -> str:
    node = row.addressed_to_id
    texts = figures_at([node], row.issued_on)[node] if node else None
    figure = texts.stated(DELAY) if texts is not None else None
    return figure.clause.title if figure is not None else ""

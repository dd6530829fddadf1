"""The 请示 of a case, or its 报告: from whom to whom it goes, since which day, and under which number it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shuniu.access import Actor, visible
from shuniu.models import Document, PartyOrganization
from shuniu.policy.cases.issuing import number_of
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import Verb
from shuniu.policy.words.meetings import DocumentKind
from shuniu.queries.cases.card import CaseCard
from shuniu.queries.cases.steps import sent
from shuniu.queries.facts.meetings import marks_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    number: str
    document: UUID
    issued_on: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """``issuer`` asks ``addressee``. ``templates``: the office in whose form it is written. ``numbered``: in the
    register of the applicant, where this actor ``numbers`` it under one of its ``marks``."""

    issuer: str
    addressee: str
    templates: int | None
    sent_on: date
    numbered: Numbered | None
    marks: tuple[str, ...]
    numbers: bool


def asking(actor: Actor, card: CaseCard, kind: DocumentKind = DocumentKind.REQUEST) -> Asking | None:
    """None where nobody asks or reports: the office that decides has begun it itself."""
    applicant = card.origin[1] if card.origin else card.unit.name if card.unit else ""
    if not applicant or card.committee is None or card.origin == card.committee:
        return None
    office = card.origin[0] if card.origin else None
    last = sent(card.steps)
    if kind is DocumentKind.REPORT:
        last = [one for one in last if one.verb == Verb.REPORT]
    own = PartyOrganization.objects.filter(pk=office or 0)
    numbers = office is not None and office == actor.node and visible(own, actor, Action.ISSUE_DOCUMENT).exists()
    return Asking(
        issuer=applicant,
        addressee=card.committee[1],
        templates=office or card.committee[0],
        sent_on=last[-1].on if last else actor.today,
        numbered=_numbered(card.key, kind, office),
        marks=marks_of(office, actor.today) if numbers and office is not None else (),
        numbers=numbers,
    )


def _numbered(case: int, kind: DocumentKind, office: int | None) -> Numbered | None:
    """What the applicant has sent: the level above reports on the case as well."""
    mine = {} if kind is DocumentKind.REQUEST else {"party_organization": office}
    rows = Document.objects.filter(case=case, kind=kind.value, withdrawal__isnull=True, **mine)
    row = rows.order_by("-pk").first()
    if row is None:
        return None
    number = number_of(row.mark, row.year, row.number)
    return Numbered(number=number, document=row.uuid, issued_on=row.issued_on, text=row.text)

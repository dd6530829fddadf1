"""The 请示 of a case, its 报告, or the 申请 that is passed on: from whom to whom, since when, under which number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shuniu.access import Actor, visible
from shuniu.models import Case, Document, PartyOrganization
from shuniu.policy.cases.issuing import number_of
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import Verb
from shuniu.policy.words.meetings import DocumentKind
from shuniu.queries.cases.card import CaseCard
from shuniu.queries.cases.steps import sent
from shuniu.queries.facts.meetings import marks_of
from shuniu.queries.facts.passing import Passing, passing_on
from shuniu.queries.naming import node_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    number: str
    document: UUID
    issued_on: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """``issuer`` asks ``addressee``. ``office``: the one that asks, None where an organization does. ``templates``: the
    office in whose form it is written. ``numbered``: in the register of the applicant, where this actor ``numbers`` it
    under one of its ``marks``."""

    issuer: str
    office: int | None
    addressee: tuple[int, str]
    templates: int
    sent_on: date
    numbered: Numbered | None
    marks: tuple[str, ...]
    numbers: bool


def asking(actor: Actor, card: CaseCard, kind: DocumentKind = DocumentKind.REQUEST) -> Asking | None:
    """None where nobody asks or reports: the office that decides has begun it itself, or whoever is to pass it on has
    not checked it."""
    passing = passing_of(actor, card) if kind is DocumentKind.REQUEST else None
    if passing is not None:
        return None if passing.since is None else _passed_on(actor, card, passing, passing.since)
    applicant = card.origin[1] if card.origin else card.unit.name if card.unit else ""
    if not applicant or card.committee is None or card.origin == card.committee:
        return None
    office = card.origin[0] if card.origin else None
    return _asked(actor, card, kind, (office, applicant), _sent_on(actor, card, kind))


def applying(actor: Actor, card: CaseCard) -> Asking | None:
    """The 申请 of an organization to whoever passes it on; None where nobody does. It bears no number of a register."""
    passing = passing_of(actor, card)
    if passing is None or card.unit is None:
        return None
    sent_on = _sent_on(actor, card, DocumentKind.REQUEST)
    return Asking(
        issuer=card.unit.name,
        office=None,
        addressee=(passing.office, node_names([passing.office], sent_on).get(passing.office, "")),
        templates=passing.office,
        sent_on=sent_on,
        numbered=None,
        marks=(),
        numbers=False,
    )


def passing_of(actor: Actor, card: CaseCard) -> Passing | None:
    return passing_of_day(card, actor.today)


def passing_of_day(card: CaseCard, today: date) -> Passing | None:
    row = Case.objects.filter(pk=card.key).first() if card.origin is None else None
    return passing_on(row, today) if row is not None else None


def _sent_on(actor: Actor, card: CaseCard, kind: DocumentKind) -> date:
    last = sent(card.steps)
    if kind is DocumentKind.REPORT:
        last = [one for one in last if one.verb == Verb.REPORT]
    return last[-1].on if last else actor.today


def _passed_on(actor: Actor, card: CaseCard, passing: Passing, since: date) -> Asking:
    name = node_names([passing.office], since).get(passing.office, "")
    return _asked(actor, card, DocumentKind.REQUEST, (passing.office, name), since)


def _asked(actor: Actor, card: CaseCard, kind: DocumentKind, by: tuple[int | None, str], sent_on: date) -> Asking:
    office, issuer = by
    assert card.committee is not None
    own = PartyOrganization.objects.filter(pk=office or 0)
    numbers = office is not None and office == actor.node and visible(own, actor, Action.ISSUE_DOCUMENT).exists()
    return Asking(
        issuer=issuer,
        office=office,
        addressee=card.committee,
        templates=office or card.committee[0],
        sent_on=sent_on,
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

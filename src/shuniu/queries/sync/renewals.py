"""When does an organization renew its own board, when is its Party organization's term over, what was said of it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from shuniu.access import Actor, may, visible
from shuniu.models import Coverage, Jurisdiction, Naming, PartyOrganization, Registration, Renewal, RenewalOpinion, Term
from shuniu.policy.grants import Action
from shuniu.policy.sync.renewing import SUPERVISED, RenewalFacts, RenewalFinding, asks, judge_renewal
from shuniu.queries.days import during
from shuniu.queries.naming import node_names
from shuniu.queries.organizations.bodies import names_of
from shuniu.queries.organizations.card import unit_to_read
from shuniu.queries.packs import NoTexts, figures_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Covering:
    """A Party organization that covers the organization, the end of its running term, and how both days stand."""

    code: str
    name: str
    term_due: date | None
    finding: RenewalFinding | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalCard:
    """``speakers``: for which Party organizations this actor may say something; empty where no text asks for it."""

    unit: int
    uuid: UUID
    name: str
    held_on: date | None
    due_on: date | None
    source: str
    covering: list[Covering]
    opinions: list[dict[str, Any]]
    registered: bool
    writable: bool
    speakers: list[tuple[int, str]]


def renewal_card(actor: Actor, public: UUID, on: date) -> RenewalCard:
    """Raises NotFound for an organization out of reach."""
    unit = unit_to_read(actor, public)
    held = Renewal.objects.filter(during(on), unit=unit).first()
    covers = list(Coverage.objects.filter(during(on), unit=unit).values_list("party_organization", flat=True))
    answers = list(Jurisdiction.objects.filter(during(on), unit=unit).values_list("party_organization", flat=True))
    said: Any = RenewalOpinion.objects.filter(during(on), unit=unit).order_by("-renewal_on", "pk")
    opinions = list(said.values("party_organization_id", "renewal_on", "opinion", "matters", "period"))
    names = node_names([*covers, *answers, *(one["party_organization_id"] for one in opinions)], on)
    return RenewalCard(
        unit=unit.pk,
        uuid=unit.uuid,
        name=names_of([unit.pk], on).get(unit.pk, unit.code or ""),
        held_on=held.held_on if held else None,
        due_on=held.due_on if held else None,
        source=held.source if held else "",
        covering=_covering(covers, answers, held.due_on if held else None, names, on),
        opinions=[{**one, "name": names.get(one["party_organization_id"], "")} for one in opinions],
        registered=Registration.objects.filter(during(on), unit=unit).exists(),
        writable=may(actor, Action.WRITE_RENEWAL, unit),
        speakers=_speakers(actor, {*covers, *answers}, names, on) if may(actor, Action.GIVE_OPINION, unit) else [],
    )


def _covering(
    covers: list[int], answers: list[int], unit_due: date | None, names: dict[int, str], on: date
) -> list[Covering]:
    """Judged by the texts of whoever answers for the unit; those of the covering one where nobody does."""
    terms = Term.objects.filter(during(on), party_organization__in=covers)
    ends = {node: days.upper for node, days in terms.values_list("party_organization", "period")}
    codes = dict(PartyOrganization.objects.filter(pk__in=covers).values_list("pk", "code"))
    found = []
    for node in covers:
        try:
            texts = figures_of(answers[0] if answers else node, on)
        except NoTexts:
            texts = None
        facts = RenewalFacts(unit_due=unit_due, term_due=ends.get(node))
        finding = judge_renewal(facts, texts)
        found.append(Covering(code=codes[node], name=names.get(node, ""), term_due=ends.get(node), finding=finding))
    return found


def _speakers(actor: Actor, nodes: set[int], names: dict[int, str], on: date) -> list[tuple[int, str]]:
    rows = PartyOrganization.objects.filter(pk__in=nodes)
    mine = set(visible(rows, actor, Action.READ_PARTY_ORGANIZATION, named=True).values_list("pk", flat=True))
    standing = Naming.objects.filter(during(on), party_organization__in=mine)
    return [
        (node, names[node])
        for node in sorted(standing.values_list("party_organization", flat=True))
        if _asked(node, on) and node in names
    ]


def _asked(node: int, on: date) -> bool:
    try:
        return asks(figures_of(node, on), SUPERVISED) is not None
    except NoTexts:
        return False

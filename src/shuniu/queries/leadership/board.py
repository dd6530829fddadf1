"""Who leads a Party organization on a day, since when and by what, and what is still lacking?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from shuniu.access import Actor, may, visible
from shuniu.kernel.decision import Objection
from shuniu.models import (
    Case,
    Naming,
    PartyAffairsWorker,
    Person,
    Post,
)
from shuniu.policy.grants import Action
from shuniu.policy.leadership.appointing import is_appointed
from shuniu.policy.leadership.findings import leadership_findings
from shuniu.policy.leadership.secretary_plan import SecretaryPlan, secretary_plan
from shuniu.policy.packs import Figures
from shuniu.policy.words import PartyOrganizationKind, PartyPost
from shuniu.policy.words.cases import CaseKind, FollowUpTopic
from shuniu.queries.days import during
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.facts.registering import superior_over
from shuniu.queries.leadership.lacking import leaderships, secretary_units
from shuniu.queries.naming import member_names
from shuniu.queries.organizations.bodies import names_of
from shuniu.queries.party.tree import node_to_read

ELSEWHERE = "名册不在本岗位管辖的党员"
_ORDER = {one.value: place for place, one in enumerate(PartyPost)}


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderLine:
    """``uuid`` is empty where the actor may not read the roll; then nobody is named."""

    name: str
    uuid: UUID | None
    post: PartyPost
    how: str
    since: date | None
    until: date | None
    number: str
    full_time: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerLine:
    name: str
    uuid: UUID | None
    full_time: bool
    unit: str
    trained_on: date | None
    since: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """``kind`` is None on a day on which it does not exist. ``open_cases``: by kind, the one that is under way; of
    follow-up work only that a secretary is to be sent.

    ``writable``: the actor keeps its roll; ``files``: the actor begins cases of it. ``superior``: who decides on its
    leadership, empty where that is the actor. ``appointed``: by a text it is appointed, not elected.
    """

    key: int
    code: str
    name: str
    kind: PartyOrganizationKind | None
    leaders: list[LeaderLine]
    workers: list[WorkerLine]
    units: list[str]
    findings: list[Objection]
    plan: SecretaryPlan | None
    open_cases: Mapping[str, UUID]
    appointed: bool
    writable: bool
    superior: str
    files: bool
    reads: bool


def board(actor: Actor, code: str, on: date) -> Board:
    """Raises NotFound for what the actor may not read."""
    node = node_to_read(actor, code)
    naming = Naming.objects.filter(during(on), party_organization=node).first()
    posts = sorted(
        Post.objects.filter(during(on), party_organization=node), key=lambda one: (_ORDER.get(one.post, 99), one.pk)
    )
    workers = list(PartyAffairsWorker.objects.filter(during(on), party_organization=node).order_by("pk"))
    known = _known(actor, {*(one.person_id for one in posts), *(one.person_id for one in workers)}, on)
    kind = PartyOrganizationKind(naming.kind) if naming is not None else None
    units = secretary_units([node.pk], on).get(node.pk, [])
    figures = figures_at([node.pk], on)[node.pk]
    return Board(
        key=node.pk,
        code=node.code,
        name=naming.name if naming is not None else node.code,
        kind=kind,
        leaders=[_leader(one, known) for one in posts],
        workers=_workers(workers, known, on),
        units=sorted(names_of(units, on).values()),
        findings=_findings(node.pk, kind, on, figures) if kind is not None and figures is not None else [],
        plan=secretary_plan(figures, on) if kind is not None and kind.is_committee and figures is not None else None,
        open_cases=_open_cases(actor, node.pk),
        appointed=kind is not None and figures is not None and is_appointed(kind, figures),
        writable=may(actor, Action.WRITE_MEMBER, node),
        superior=superior_over(node.pk, on) if actor.node == node.pk else "",
        files=may(actor, Action.FILE_CASE, node),
        reads=may(actor, Action.READ_MEMBER, node),
    )


def _known(actor: Actor, persons: set[int], on: date) -> dict[int, tuple[str, UUID]]:
    """Names of those whose roll the actor may read."""
    mine = dict(visible(Person.objects.filter(pk__in=persons), actor, Action.READ_MEMBER).values_list("pk", "uuid"))
    names = member_names(mine, on)
    return {key: (names.get(key, ""), public) for key, public in mine.items()}


def _leader(one: Post, known: Mapping[int, tuple[str, UUID]]) -> LeaderLine:
    name, public = known.get(one.person_id, (ELSEWHERE, None))
    return LeaderLine(
        name=name,
        uuid=public,
        post=PartyPost(one.post),
        how=one.how,
        since=_since(one),
        until=one.period.upper,
        number=one.document_number,
        full_time=one.full_time,
    )


def _since(one: Post | PartyAffairsWorker) -> date | None:
    """What a ledger said counts from its day; since when it was so is not known."""
    start: date = one.period.lower
    return None if one.precision == "opening" else start


def _workers(rows: Sequence[PartyAffairsWorker], known: Mapping[int, tuple[str, UUID]], on: date) -> list[WorkerLine]:
    units = names_of([one.unit_id for one in rows if one.unit_id is not None], on)
    lines = []
    for one in rows:
        name, public = known.get(one.person_id, (ELSEWHERE, None))
        lines.append(
            WorkerLine(
                name=name,
                uuid=public,
                full_time=one.full_time,
                unit=units.get(one.unit_id, "") if one.unit_id is not None else "",
                trained_on=one.trained_on,
                since=_since(one),
            )
        )
    return sorted(lines, key=lambda line: line.name)


def _findings(node: int, kind: PartyOrganizationKind, on: date, figures: Figures) -> list[Objection]:
    return leadership_findings(leaderships({node: kind}, on)[node], figures)


def _open_cases(actor: Actor, node: int) -> dict[str, UUID]:
    kinds = [CaseKind.APPOINTMENT.value, CaseKind.HANDOVER.value, CaseKind.ELECTION.value]
    sent_for = Q(kind=CaseKind.FOLLOW_UP.value, topic=FollowUpTopic.DISPATCH.value)
    rows = Case.objects.filter(Q(kind__in=kinds) | sent_for, party_organization=node).exclude(holder="")
    return dict(visible(rows, actor, Action.READ_CASE, named=True).values_list("kind", "uuid"))

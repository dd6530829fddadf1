"""To which bodies of the platform does a document go that is given its number: 主送, 抄送, and whom its case is about?

Whoever writes it names them in words, as on paper. A name that is that of one body, which the office may name, is that
body; everything else stays words. 各联合党委 are those below the office.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.db.models import Q

from shuniu.access import Actor, above, below, visible
from shuniu.commands.cases.outgoing import OutgoingDocument
from shuniu.commands.journal import Act
from shuniu.commands.journal.reaching import units_to_name
from shuniu.models import (
    Case,
    CaseUnit,
    Document,
    DocumentReceiver,
    Naming,
    PartyOrganization,
    Placement,
    Registration,
    Unit,
    UnitName,
    record,
)
from shuniu.policy.grants import Action
from shuniu.policy.words import PartyOrganizationKind, UnitKind
from shuniu.policy.words.meetings import DocumentKind
from shuniu.queries.days import during

# A Party organization or a unit, by key.
Body = tuple[str, int]
NODE, UNIT = "party_organization_id", "unit_id"
_BETWEEN = re.compile(r"[、，,；;]")
_EACH = "各"
_ORGANIZATIONS = "社会组织"


def put_down_receivers(act: Act, document: Document, row: OutgoingDocument) -> None:
    """Within the open act that gives it its number. Whoever is told as main and as copied is main."""
    main = {*_meant(row), *_named(act.actor, _BETWEEN.split(row.addressee))}
    copied = {*_named(act.actor, row.copies)} - main
    itself = (NODE, row.party_organization)
    # 各社会组织 may be tens of thousands: one COPY.
    record.record(
        act.line,
        DocumentReceiver,
        ("document", "party_organization", "unit", "copied"),
        (
            (document.pk, key if kind == NODE else None, key if kind == UNIT else None, (kind, key) in copied)
            for kind, key in sorted((main | copied) - {itself})
        ),
    )


def _meant(row: OutgoingDocument) -> Iterator[Body]:
    """Those whom the office knows by key: to whom it is addressed; of a reply, whoever has applied and joined in it."""
    if row.addressed_to is not None:
        yield NODE, row.addressed_to
    if row.addressed_unit is not None:
        yield UNIT, row.addressed_unit
    case = Case.objects.filter(pk=row.case or 0).first()
    if case is None or row.kind is not DocumentKind.REPLY:
        return
    if case.unit_id is not None:
        yield UNIT, case.unit_id
    # A joint application is the others' too: a branch is to cover them, or it is refused to all of them.
    yield from ((UNIT, unit) for unit in CaseUnit.objects.filter(case=case).values_list("unit", flat=True))
    yield from ((NODE, node) for node in {case.origin_id, case.party_organization_id} if node is not None)


def _named(actor: Actor, words: Iterable[str]) -> set[Body]:
    names = {one.strip() for one in words if one.strip()}
    each = {one.removeprefix(_EACH) for one in names if one.startswith(_EACH)}
    return {*_nodes_named(actor, names), *_units_named(actor, names), *_every(actor, each)}


def _nodes_named(actor: Actor, names: set[str]) -> Iterator[Body]:
    """Below, above, and beside whoever stands above: an office writes up, down and to its neighbours."""
    today = during(actor.today)
    beside = Placement.objects.filter(today, parent__in=above(actor)).values("party_organization")
    near = Q(party_organization__in=below(actor)) | Q(party_organization__in=above(actor))
    rows = Naming.objects.filter(near | Q(party_organization__in=beside), today, party_organization__managed=True)
    called: dict[str, set[int]] = {}
    told = rows.filter(Q(name__in=names) | Q(short_name__in=names))
    for node, name, short in told.values_list("party_organization", "name", "short_name"):
        for one in {name, short} & names:
            called.setdefault(one, set()).add(node)
    yield from ((NODE, node) for keys in called.values() if len(keys) == 1 for node in keys)


def _units_named(actor: Actor, names: set[str]) -> Iterator[Body]:
    today = during(actor.today)
    registered = Registration.objects.filter(today, name__in=names).values_list("unit", "name")
    others = UnitName.objects.filter(today, abolished=False, name__in=names).values_list("unit", "name")
    pairs = {*registered, *others}
    mine = units_to_name(actor, {unit for unit, _ in pairs})
    called: dict[str, set[int]] = {}
    for unit, name in pairs:
        if unit in mine:
            called.setdefault(name, set()).add(unit)
    yield from ((UNIT, unit) for keys in called.values() if len(keys) == 1 for unit in keys)


def _every(actor: Actor, labels: set[str]) -> Iterator[Body]:
    """各联合党委, 各党支部, 各社会组织: what this office has below it today."""
    kinds = {one.value for one in PartyOrganizationKind if {one.label, *one.spellings} & labels}
    if PartyOrganizationKind.PARTY_BRANCH.value in kinds:
        kinds |= {one.value for one in PartyOrganizationKind if one.is_branch}
    if kinds:
        rows = visible(PartyOrganization.objects.filter(managed=True), actor, Action.READ_PARTY_ORGANIZATION)
        mine = Naming.objects.filter(during(actor.today), kind__in=kinds, party_organization__in=rows.values("pk"))
        yield from ((NODE, node) for node in mine.values_list("party_organization", flat=True))
    if _ORGANIZATIONS in labels:
        units = visible(Unit.objects.filter(kind=UnitKind.SOCIAL_ORGANIZATION.value), actor, Action.READ_UNIT)
        listed = Registration.objects.filter(during(actor.today), unit__in=units.values("pk"))
        yield from ((UNIT, unit) for unit in listed.values_list("unit", flat=True).distinct())

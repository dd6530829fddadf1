"""What is known of a proposed leadership, for the law and for whoever writes it?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from shuniu.commands.journal import Act
from shuniu.commands.journal.reaching import refuse, units_to_name
from shuniu.commands.members.reaching import persons_in_reach
from shuniu.models import Case
from shuniu.policy.grants import Action
from shuniu.policy.leadership.appointing import AppointmentFacts, Nominee
from shuniu.policy.members.secretary import Nomination
from shuniu.policy.packs import Figures, merged
from shuniu.policy.party.existing import absent
from shuniu.policy.words import PartyOrganizationKind, PartyPost
from shuniu.queries.facts.leadership import members_named, unit_of, was_led
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.facts.party import nodes


def figures_for(row: Case, on: date) -> Figures:
    """By the texts of the day on which it was first submitted; where no office names its texts, none says anything."""
    node = row.party_organization_id or 0
    return figures_at([node], row.law_day if row.number else on)[node] or merged((), on)


def known_of(act: Act, row: Case, filed: Mapping[str, Any]) -> AppointmentFacts:
    """As it is on the day of the act. Raises Refused where the Party organization does not exist then."""
    node = nodes([row.party_organization_id or 0])[row.party_organization_id or 0]
    named = node.named(act.on)
    if named is None:
        refuse([absent(node.label, act.on)])
    assert named is not None
    unit = unit_of(UUID(filed["secretary_unit"])) if filed.get("secretary_unit") else None
    return AppointmentFacts(
        name=named.name,
        kind=PartyOrganizationKind(named.kind),
        on=act.on,
        nomination=nomination_of(filed, act.on),
        nominees=_nominees(act, filed),
        superior=row.committee_id != row.party_organization_id,
        led_before=was_led(node.key, act.on),
        unit=unit is not None and unit in units_to_name(act.actor, [unit]),
        grounds=str(filed.get("grounds", "")),
    )


def nomination_of(filed: Mapping[str, Any], on: date) -> Nomination:
    trained = filed.get("trained_on")
    return Nomination(
        source=str(filed.get("source", "")),
        on=on,
        skipped_grounds=str(filed.get("skipped_grounds", "")),
        measure_document=str(filed.get("measure_document", "")),
        management_stated=bool(filed.get("management_stated")),
        trained_on=date.fromisoformat(trained) if trained else None,
    )


def _nominees(act: Act, filed: Mapping[str, Any]) -> list[Nominee]:
    """What was filed before the source stood beside each said one for all."""
    posts: Sequence[Mapping[str, Any]] = filed.get("posts", ())
    named = members_named([UUID(one["person"]) for one in posts], act.on)
    mine = persons_in_reach(act.actor, [one.person for one in named.values()], Action.READ_MEMBER)
    found = []
    for one in posts:
        line = named.get(UUID(one["person"]))
        known = line is not None and line.person in mine
        found.append(
            Nominee(
                person=str(one["person"]),
                post=PartyPost(one["post"]),
                source=str(one.get("source") or filed.get("source") or ""),
                known=known,
                state=line.state if line is not None and known else "",
                full_since=line.full_since if line is not None and known else None,
            )
        )
    return found

"""What has happened to the organizations and branches of proposals since they were made, in a few questions?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from shuniu.models import Case, FormationPlan, FormationProposal, Posting
from shuniu.policy.formation.adjusting_steps import ADJUSTMENT
from shuniu.policy.formation.planning.overtaken import AcceptedFacts, ProposalFacts
from shuniu.policy.formation.planning.proposals import ProposalKind
from shuniu.policy.formation.steps import FORMATION
from shuniu.policy.words.adjusting import AdjustmentTopic
from shuniu.policy.words.cases import CaseKind, CaseState
from shuniu.queries.days import during
from shuniu.queries.facts.organizations import units
from shuniu.queries.facts.party import nodes
from shuniu.queries.facts.pipeline import stands


def applied_for() -> set[int]:
    """Units that an open application names, or an open adjustment by which they would be taken in."""
    formations = Case.objects.filter(kind=FORMATION.kind.value).exclude(holder="")
    named = {*formations.values_list("unit", flat=True), *formations.values_list("units__unit", flat=True)}
    joining = Case.objects.filter(kind=ADJUSTMENT.kind.value, topic=AdjustmentTopic.TAKE_IN.value).exclude(holder="")
    for filed in joining.values_list("filed", flat=True):
        named |= set(filed.get("units") or ())
    return {unit for unit in named if unit is not None}


def proposal_facts(found: Sequence[FormationProposal], on: date) -> list[ProposalFacts]:
    """In the order given."""
    keys = {unit for one in found for unit in one.units}
    known, standing, applied, sent = units(keys, on), stands(keys, on), applied_for(), _sent_to(keys, on)
    branches = nodes({one.branch_id for one in found if one.branch_id})
    under_way = _adjusting(branches)
    told = []
    for one in found:
        branch = branches.get(one.branch_id or 0)
        instructing = one.kind == ProposalKind.INSTRUCTOR

        def named(among: Iterable[int], one: FormationProposal = one) -> tuple[str, ...]:
            held = set(among)
            return tuple(known[unit].label for unit in one.units if unit in held)

        told.append(
            ProposalFacts(
                name="、".join(known[unit].label for unit in one.units),
                covered=named(unit for unit in one.units if unit in standing and standing[unit].covered),
                applied=named(applied),
                sent=named(sent) if instructing else (),
                branch=branch.label if branch else "",
                branch_stands=branch is None or branch.exists(on),
                adjusting=under_way.get(one.branch_id or 0, ()),
            )
        )
    return told


def accepted_facts(found: Sequence[FormationProposal], on: date) -> list[AcceptedFacts]:
    """Of proposals that were accepted, in the order given."""
    keys = {unit for one in found for unit in one.units}
    known, sent = units(keys, on), _sent_to(keys, on)
    wrote = FormationPlan.objects.filter(unit__in=keys, recorded__in={one.decided_id for one in found})
    written = list(wrote.values_list("unit", "recorded", "retracted"))
    # What a plan was before, shortened by the acceptance, counts as well: it may have been changed from an earlier day.
    altered = {(unit, entry) for unit, entry, retracted in written if retracted is not None}
    planned = {(unit, entry) for unit, entry, _ in written} - altered
    drafts = dict(Case.objects.filter(pk__in=[one.case_id for one in found]).values_list("pk", "state"))
    return [
        AcceptedFacts(
            name="、".join(known[unit].label for unit in one.units),
            sent=drafts.get(one.case_id or 0, CaseState.DRAFT) not in (CaseState.DRAFT, CaseState.DROPPED),
            state=CaseState(drafts[one.case_id]).label if one.case_id in drafts else "",
            changed=any((unit, one.decided_id) not in planned for unit in one.units),
            posted=one.kind == ProposalKind.INSTRUCTOR and bool(sent & set(one.units)),
        )
        for one in found
    ]


def _sent_to(keys: Iterable[int], on: date) -> set[int]:
    return set(Posting.objects.filter(during(on), unit__in=set(keys)).values_list("unit", flat=True))


def _adjusting(branches: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """What is under way at each branch."""
    rows = Case.objects.filter(kind=CaseKind.ADJUSTMENT.value, party_organization__in=set(branches)).exclude(holder="")
    found: dict[int, tuple[str, ...]] = {}
    for branch, topic in rows.order_by("pk").values_list("party_organization", "topic"):
        found[branch] = (*found.get(branch, ()), AdjustmentTopic(topic).label)
    return found

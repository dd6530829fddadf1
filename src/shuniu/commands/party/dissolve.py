"""Dissolve Party organizations from a day on; what still hangs on them stands against it and is listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shuniu.commands.cases.lapsing import settle_nodes
from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import Act, Seen, lock_tree, open_act
from shuniu.commands.journal.ending import end_facts
from shuniu.commands.journal.reaching import named_twice, out_of_reach, refuse
from shuniu.commands.party.standing import names_unchanged, nodes_to_write
from shuniu.kernel.decision import Objection
from shuniu.models import (
    Assignment,
    CampaignTarget,
    CampaignTerms,
    Coverage,
    Formation,
    FormationPlan,
    Guidance,
    InstructorPool,
    InstructorTraining,
    Jurisdiction,
    LocalFigure,
    Locality,
    Membership,
    Naming,
    OfficeContact,
    PackBinding,
    Participation,
    PartyAffairsWorker,
    Placement,
    PlannedCell,
    Post,
    RenewalOpinion,
    ReportedFigure,
    Seat,
    Target,
    Term,
    TrainedInstructor,
    WorkCoverage,
)
from shuniu.models.facts import Fact
from shuniu.policy.party.ending import ENDING, HELD, Hanging, may_dissolve
from shuniu.queries.facts.keeping import unanswered
from shuniu.queries.facts.party import counted, nodes

# What a Party organization is: it ends with it. So do what it decided, planned, reported and by whom it was reached,
# and what its offices may do; whoever goes on working elsewhere is given that by the level above, never by the way.
OWN: tuple[type[Fact], ...] = (
    Naming,
    Placement,
    Formation,
    Term,
    Seat,
    OfficeContact,
    PackBinding,
    LocalFigure,
    Target,
    CampaignTerms,
    CampaignTarget,
    PlannedCell,
    FormationPlan,
    ReportedFigure,
    InstructorTraining,
    TrainedInstructor,
    Participation,
    Post,
    PartyAffairsWorker,
    RenewalOpinion,
    Assignment,
)

# By another clause than the rest: nobody is without a Party organization.
MEMBERS = "党员"
COVERED = "覆盖的单位"
HANGING: tuple[tuple[type[Fact], str, str, str], ...] = (
    (Placement, "parent", "下级党组织", "请先把下级党组织划转到其他上级之下"),
    (Jurisdiction, "party_organization", "归口管理的单位", "请先把这些单位改由其他党组织具体负责"),
    (Coverage, "party_organization", COVERED, "请先结束覆盖，或改由其他党组织覆盖"),
    (Guidance, "party_organization", "指导联系的单位", "请先结束指导联系关系"),
    (Locality, "party_organization", "兜底的区域", "请先为这些区域指定其他兜底党组织"),
    (Membership, "party_organization", MEMBERS, "请先转接组织关系，把党员转到其他党组织"),
    (InstructorPool, "party_organization", "人才库中的党建工作指导员", "请先把指导员转入其他党组织的人才库"),
    (WorkCoverage, "party_organization", "工作覆盖", "请先结束工作覆盖，或改由其他党组织承担"),
)

# Those entered at the node for whom nobody answers: no fact points to it, their register does.
UNANSWERED = ("登记在此、无党组织负责的社会组织", "请先明确这些社会组织归口的党组织")


def dissolve_party_organizations(
    act: Act, keys: Sequence[int], *, seen: Seen = None, leaving: int | None = None
) -> list[int]:
    """撤销. They do not exist from ``act.on`` on; before it everything stays as it was. Returns the keys.

    Their open cases lapse, what they had in hand of others goes to the level above, but for ``leaving``, the case by
    which they are dissolved. ``seen``: the names of them that the office looked at.
    """
    with open_act(act, "party_organization.dissolve", request=list(keys)) as opened:
        if opened.repeated:
            return list(opened.answer["party_organizations"])
        lock_tree()
        refuse([*named_twice(keys, "该党组织"), *own_node(act, keys)])
        found = nodes_to_write(act, keys)
        names_unchanged(keys, seen)
        refuse(_lawful(act, keys, {key: node.label for key, node in found.items()}))
        settle_nodes(opened.act, keys, leaving=leaving)
        for model in OWN:
            end_facts(opened.act, model, "party_organization", keys)
        recount(opened.act, nodes=list(keys))
        opened.answer["party_organizations"] = list(keys)
        return list(keys)


def dissolution_refused(act: Act, keys: Sequence[int], along: frozenset[str] = frozenset()) -> list[Objection]:
    """What still hangs on them; nothing is written. ``along``: kinds of things that go elsewhere in the same act."""
    return list(_lawful(act, keys, {key: node.label for key, node in nodes(keys).items()}, along))


def own_node(act: Act, keys: Sequence[int]) -> Iterator[Objection]:
    """The node from which somebody acts is ended or moved by the level above it."""
    for row, key in enumerate(keys):
        if key == act.actor.node:
            yield out_of_reach("本级党组织的撤并", row, "party_organization")


def _lawful(
    act: Act, keys: Sequence[int], names: dict[int, str], along: frozenset[str] = frozenset()
) -> Iterator[Objection]:
    counts = [
        (what, remedy, counted(model, field, keys, act.on))
        for model, field, what, remedy in HANGING
        if what not in along
    ]
    counts.append((*UNANSWERED, unanswered(keys, act.on)))
    dissolved = set(keys)
    inside = dict(
        Placement.objects.filter(
            retracted__isnull=True, parent__in=dissolved, party_organization__in=dissolved
        ).values_list("party_organization", "parent")
    )
    for row, key in enumerate(keys):
        # A subordinate that is dissolved in the same act needs no other place.
        inner = sum(parent == key for parent in inside.values())
        hanging = [
            Hanging(
                what=what,
                count=count.get(key, 0) - (inner if what == "下级党组织" else 0),
                remedy=remedy,
                clause=HELD if what == MEMBERS else ENDING,
            )
            for what, remedy, count in counts
        ]
        yield from may_dissolve(names[key], hanging, row).objections

"""What may this actor write? Asked once for many rows; a refusal never tells whether a thing exists elsewhere."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from django.db.models import Exists, OuterRef, Q

from shuniu.access import Actor, below, granted, left_below, reach, visible, whole_tree
from shuniu.commands.journal.acts import Act, lock_units
from shuniu.kernel.decision import Clause, Decision, Objection, Refused
from shuniu.models import Lineage, PartyOrganization, Unit
from shuniu.policy.grants import Action
from shuniu.policy.words import UnitKind
from shuniu.queries.arrays import among

REACH = Clause("platform#授权", "岗位授权与管辖范围")
ONCE = Clause("platform#登记", "一次办理中同一对象只写一次")


def out_of_reach(what: str, row: int | None = None, field: str = "") -> Objection:
    """The same words whether the thing exists elsewhere or not at all."""
    return Objection(
        clause=REACH,
        code="not_in_reach",
        missing=f"{what}不在您的管辖范围内。",
        fact="当前岗位没有办理权限",
        remedy="请切换到有权限的岗位，或由其归口的党组织办理",
        who="归口党组织或综合党委",
        field=field,
        row=row,
    )


def refuse(objections: Iterable[Objection | None]) -> None:
    """Raise Refused with every objection, when there is one. Nothing has been written yet."""
    decision = Decision.of(objections)
    if not decision.allowed:
        raise Refused(decision)


def units_in_reach(actor: Actor, keys: Iterable[int], action: Action = Action.WRITE_UNIT) -> set[int]:
    """Of the units named by ``keys``, those to which the actor may do ``action`` now."""
    rows = Unit.objects.filter(pk__in=among(keys))
    return set(visible(rows, actor, action, named=True).values_list("pk", flat=True))


def nodes_in_reach(actor: Actor, keys: Iterable[int], action: Action = Action.WRITE_PARTY_ORGANIZATION) -> set[int]:
    """Of the Party organizations named, those below the actor, and the outside ones that were entered from there.

    An outside one stands in no tree of this platform; whoever entered it keeps it, then the level above. So does
    whoever entered what is to stand only later, until it does.
    """
    rows = PartyOrganization.objects.filter(pk__in=among(keys))
    if not granted(actor, action):
        return set()
    here = Q(recorded__node__in=below(actor)) | Q(recorded__node__in=left_below(actor))
    entered = Q(managed=False) & here
    mine = reach(actor, action, PartyOrganization) | entered | _coming(actor)
    return set(rows.filter(mine).values_list("pk", flat=True))


def _coming(actor: Actor) -> Q:
    """Entered from here, and in no tree yet."""
    begun = Lineage.objects.filter(descendant=OuterRef("pk"), valid_from__lte=actor.today)
    return Q(~Exists(begun), managed=True, recorded__node__in=below(actor))


def nodes_to_name(actor: Actor, keys: Iterable[int]) -> set[int]:
    """Of the Party organizations named, those that may be put down as responsible, guiding or covering.

    These are the ones the actor may read, and the outside ones of the whole tree in which the actor stands.
    """
    rows = PartyOrganization.objects.filter(pk__in=among(keys))
    readable = visible(rows, actor, Action.READ_PARTY_ORGANIZATION).values_list("pk", flat=True)
    others = rows.filter(Q(managed=False, recorded__node__in=whole_tree(actor)) | _coming(actor))
    return set(readable) | set(others.values_list("pk", flat=True))


def units_to_name(actor: Actor, keys: Iterable[int]) -> set[int]:
    """Of the units named, those that may be put down as supervising unit, authority, seat or successor.

    These are the ones the actor may read, and the outside bodies of the whole tree in which the actor stands.
    """
    if not (keys := set(keys)):
        return set()
    rows = Unit.objects.filter(pk__in=among(keys))
    outside = rows.filter(registered_at__in=whole_tree(actor)).exclude(kind=UnitKind.SOCIAL_ORGANIZATION.value)
    readable = visible(rows, actor, Action.READ_UNIT, named=True).values_list("pk", flat=True)
    return set(readable) | set(outside.values_list("pk", flat=True))


def units_to_join(actor: Actor, keys: Iterable[int]) -> set[int]:
    """Of the social organizations named, those that the own one may name in an application of several: whoever stands
    in the same register. Nothing is told of them; each answers for itself."""
    if not (keys := set(keys)):
        return set()
    home = Unit.objects.filter(pk=actor.unit or 0).values_list("registered_at", flat=True).first()
    if home is None:
        return set()
    rows = Unit.objects.filter(pk__in=among(keys), kind=UnitKind.SOCIAL_ORGANIZATION.value)
    return set(rows.filter(registered_at__in=whole_tree(actor, home)).values_list("pk", flat=True))


def asked(act: Act, rows: Sequence[Any], *more: Any) -> Any:
    """What was asked, for telling two requests under one key apart; without a key nobody compares."""
    return [[asdict(row) for row in rows], *more] if act.key and act.entry is None else None


def named_twice(keys: Iterable[Hashable], what: str) -> Iterator[Objection]:
    """An objection for each row whose subject stood in an earlier row of the same act."""
    earlier: dict[Hashable, int] = {}
    for row, key in enumerate(keys):
        if key in earlier:
            yield Objection(
                clause=ONCE,
                code="named_twice",
                missing=f"{what}在同一次提交中出现了两次。",
                fact=f"第{earlier[key] + 1}项与第{row + 1}项是同一个",
                remedy="请保留其中一项",
                who="登记人",
                row=row,
            )
        earlier.setdefault(key, row)


def hold_units(act: Act, keys: Sequence[int], subjects: Sequence[Hashable], action: Action = Action.WRITE_UNIT) -> None:
    """Lock the units of the rows; raise Refused for those out of reach and for a subject that comes twice."""
    lock_units(list(keys))
    reach = units_in_reach(act.actor, keys, action)
    refuse(named_twice(subjects, "该单位"))
    refuse(out_of_reach("该单位", index, "unit") for index, key in enumerate(keys) if key not in reach)

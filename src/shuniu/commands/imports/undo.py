"""Take back everything an act wrote, and put back what it had taken back.

Refused, with the acts that stand in the way, when something was built on it. Units left without facts keep
their code and are found again by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet

from shuniu.access import visible
from shuniu.access.actor import SHANGHAI
from shuniu.commands.figures.recount import recount
from shuniu.commands.figures.rolls import recount_rolls_of
from shuniu.commands.figures.working import recount_posts_of, workplaces_of
from shuniu.commands.imports.remains import Remains, columns, fact_models, remains_of
from shuniu.commands.journal import Act, open_act
from shuniu.commands.journal.acts import lock_tree
from shuniu.commands.journal.reaching import out_of_reach
from shuniu.commands.organizations.register import lock_register
from shuniu.kernel.decision import Clause, Decision, Objection, Refused
from shuniu.models import (
    Assignment,
    Batch,
    Coverage,
    Entry,
    Identity,
    MembershipRequest,
    PartyOrganization,
    Person,
    Registration,
    ReportedState,
    Unit,
    UnitName,
    record,
)
from shuniu.models.secrecy import destroy_keys
from shuniu.policy.grants import Action
from shuniu.policy.words import RequestState
from shuniu.policy.words.acts import act_words
from shuniu.queries.arrays import among
from shuniu.queries.days import since

# A batch that was shown and is neither written nor let go.
WAITING = "shown"
UNDOING = Clause("platform#撤销导入", "导入可以撤销，但其后没有别的事项以它为依据")


def undo_import(act: Act, batch: Batch) -> Entry:
    """撤销本次导入. Raises Refused, naming every act that stands in the way; then nothing changed."""
    entry = batch.entry
    if entry is None or not visible(Batch.objects.filter(pk=batch.pk), act.actor, Action.READ_BATCH).exists():
        raise Refused(Decision((out_of_reach("该次导入"),)))
    if Entry.objects.filter(undoes=entry).exists():
        raise Refused(Decision((_objection([]),)))
    with open_act(act, "ledger.undo", node=batch.node_id, about=("batch", batch.uuid), undoes=entry) as opened:
        lock_tree()
        lock_register()
        remains = remains_of(entry)
        blocking = _blocking(entry, remains, act.actor.today)
        if blocking:
            raise Refused(Decision((_objection(blocking),)))
        units, nodes = _take_back(opened.act, entry, remains)
        _put_back(opened.act, entry)
        _forget_persons(opened.act, entry)
        recount(opened.act, units=sorted(units | workplaces_of(opened.act)), nodes=sorted(nodes))
        recount_rolls_of(opened.act)
        recount_posts_of(opened.act)
        return opened.act.line


def _objection(blocking: list[Entry]) -> Objection:
    named = "、".join(_told(one) for one in blocking[:20])
    return Objection(
        clause=UNDOING,
        code="built_on",
        missing="其后已有别的事项以本次导入为依据，不能撤销。" if blocking else "本次导入已经撤销过。",
        fact=f"在其后办理的有：{named}" if blocking else "办理记录中已有撤销",
        remedy="请先撤销或更正列出的事项，岗位先终止，待写入的台账先放弃，再撤销本次导入"
        if blocking
        else "无须再次撤销",
        who="办理这些事项的经办人",
    )


def _told(entry: Entry) -> str:
    """When which act was done, and how its line of the journal is found."""
    at = entry.at.astimezone(SHANGHAI)
    return f"{at:%Y-%m-%d %H:%M} {act_words(entry.act)}（办理记录{entry.uuid.hex[:8]}）"


def _blocking(entry: Entry, remains: Remains, on: date) -> list[Entry]:
    """Later acts that took back a fact of this one, or stand on a body that this one entered; ``on`` is today."""
    keys = set(remains.taken_by)
    for model in fact_models():
        others = model._default_manager.filter(~Q(recorded=entry), retracted__isnull=True)
        for field in _pointers(model):
            stands = others.filter(**{f"{field}__recorded": entry.pk}).values_list("pk", "recorded")
            mine = set(remains.standing[model])
            keys |= {recorded for key, recorded in stands if key not in mine}
    keys |= _offices(entry, on) | _entered_there(entry, remains) | _waiting(entry) | _asked(entry) | _accepted(entry)
    return list(Entry.objects.filter(pk__in=keys - {entry.pk}).order_by("pk"))


def _offices(entry: Entry, on: date) -> set[int]:
    """Who gave the offices that are held, today or later, at a body that this act entered."""
    at = Q(party_organization__recorded=entry) | Q(unit__recorded=entry)
    return set(Assignment.objects.filter(since(on), at).values_list("recorded", flat=True))


def _entered_there(entry: Entry, remains: Remains) -> set[int]:
    """Who said what is known of bodies in the register of a node that this act set up: units themselves never go."""
    keys: set[int] = set()
    for model, field in ((Registration, "unit"), (UnitName, "unit"), (Identity, "duplicate")):
        rows = model._default_manager.filter(retracted__isnull=True, **{f"{field}__registered_at__recorded": entry})
        stands = rows.exclude(pk__in=among(remains.standing[model])).values_list("recorded", flat=True)
        keys |= set(stands)
    return keys


def _waiting(entry: Entry) -> set[int]:
    """Who read in a ledger that still waits for being written at a node that this act set up."""
    ledgers = Batch.objects.filter(node__recorded=entry, state=WAITING)
    receipts = Entry.objects.filter(subject_kind="batch", subject__in=ledgers.values("uuid"))
    return set(receipts.filter(act="ledger.receive").values_list("pk", flat=True))


def _asked(entry: Entry) -> set[int]:
    """Who answered what this act asked other offices about members."""
    asked = MembershipRequest.objects.filter(recorded=entry, answered__isnull=False)
    return set(asked.exclude(state=RequestState.WITHDRAWN).values_list("answered", flat=True))


def _accepted(entry: Entry) -> set[int]:
    """Who accepted into the register what this act reported of a formation, while that still stands."""
    reported = ReportedState.objects.filter(
        recorded=entry, retracted__isnull=True, unit=OuterRef("unit"), period__contains=OuterRef("period__startswith")
    )
    stands = Coverage.objects.filter(Exists(reported), retracted__isnull=True, recorded__act="formation.accept")
    return set(stands.values_list("recorded", flat=True))


def _pointers(model: type[Model], *to: type[Model]) -> Iterator[str]:
    """Fields by which a fact points to a body, or to a person; ``to`` narrows it to some of these."""
    for field in model._meta.concrete_fields:
        if field.is_relation and field.related_model in (to or (Unit, PartyOrganization, Person)):
            yield field.name


def _touched(facts: QuerySet[Model], model: type[Model]) -> tuple[set[int], set[int]]:
    units: set[int] = set()
    nodes: set[int] = set()
    for field in _pointers(model, Unit, PartyOrganization):
        target = units if model._meta.get_field(field).related_model is Unit else nodes
        target |= set(facts.values_list(field, flat=True))
    return units - {None}, nodes - {None}


def _take_back(act: Act, entry: Entry, remains: Remains) -> tuple[set[int], set[int]]:
    units: set[int] = set()
    nodes: set[int] = set()
    for model, keys in remains.standing.items():
        mine = model._default_manager.filter(pk__in=among(keys))
        lost = model._default_manager.filter(retracted=entry).exclude(recorded=entry)
        for facts in (mine, lost):
            more_units, more_nodes = _touched(facts, model)
            units |= more_units
            nodes |= more_nodes
        record.retract(act.line, model, keys)
    return units, nodes


def _forget_persons(act: Act, entry: Entry) -> None:
    """Whom this act entered is in no roll any more: the keys of their numbers go, and nobody is asked about them."""
    destroy_keys(Person.objects.filter(recorded=entry, key__isnull=False).values_list("key", flat=True))
    asked = MembershipRequest.objects.filter(recorded=entry, state=RequestState.OPEN)
    asked.update(state=RequestState.WITHDRAWN.value, answered=act.line, version=F("version") + 1)


def _put_back(act: Act, entry: Entry) -> None:
    """What the undone act had taken back stands again, as copies under this act."""
    for model in fact_models():
        said = columns(model)
        lost = model._default_manager.filter(retracted=entry).exclude(recorded=entry)
        rows = list(lost.values_list(*[one.attname for one in said]))
        record.record(act.line, model, [one.name for one in said], rows)

"""Change the name, the kind or the target load of Party organizations from a day on, or correct what was never so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shuniu.commands.cases.first_elections import kinds_on, open_first_elections, raised
from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import Act, Change, Seen, change_from, correct, lock_tree, open_act
from shuniu.commands.journal.reaching import asked, named_twice, refuse
from shuniu.commands.party.standing import nodes_to_write
from shuniu.commands.party.tiers import Body, bodies, stands, subordinate_bodies
from shuniu.kernel.decision import Objection
from shuniu.kernel.pinyin import sort_key
from shuniu.models import Coverage, Membership, Naming, Placement
from shuniu.policy.members.holding import may_stop_holding
from shuniu.policy.party.establishing import EstablishingFacts, may_establish
from shuniu.queries.days import during
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.facts.party import counted, names_below, nodes


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """The new full name, and the new short name where it changes too."""

    party_organization: int
    name: str
    short_name: str | None = None
    seen: Seen = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOfKind:
    """The new kind; the full name goes with it where the kind is part of it."""

    party_organization: int
    kind: str
    name: str = ""
    seen: Seen = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a joint committee is built on and how many organizations it should carry (B04, B06)."""

    party_organization: int
    axis: str = ""
    axis_value: str = ""
    ordinal: int | None = None
    target_load: int | None = None
    seen: Seen = None


# What a row says of its Party organization, beside which one it is and what was looked at.
PROFILE = ("axis", "axis_value", "ordinal", "target_load")


def rename_party_organizations(act: Act, rows: Sequence[Renaming], *, correction: bool = False) -> list[int]:
    """更名, or 更正 of a name with ``correction``. Returns the keys of those that changed."""
    changes = {row.party_organization: _named(row.name, row.short_name) for row in rows}
    return _change(act, "party_organization.rename", rows, changes, correction=correction)


def change_kinds(
    act: Act,
    rows: Sequence[ChangeOfKind],
    *,
    correction: bool = False,
    asked_before: bool = False,
    elects: bool = True,
) -> list[int]:
    """改建, e.g. a branch becomes a general branch. Returns the keys of those that changed.

    Of those that are raised by it the first election is left to the superior, unless the caller sees to that
    (``elects``). ``asked_before``: a ledger's rows, of which ``kinds_refused`` said one by one which may not; it tells
    what stands already.
    """
    changes = {
        row.party_organization: {"kind": row.kind, **(_named(row.name, None) if row.name else {})} for row in rows
    }
    verb = "party_organization.change_kind"
    with open_act(act, verb, request=asked(act, rows, correction)) as opened:
        if opened.repeated:
            return list(opened.answer["party_organizations"])
        lock_tree()
        before = kinds_on(list(changes), act.on) if elects and not (correction or asked_before) else {}
        changed = _change(opened.act, verb, rows, changes, correction=correction, asked_before=asked_before)
        open_first_elections(opened.act, raised(before, act.on))
        opened.answer["party_organizations"] = changed
        return changed


def kinds_refused(act: Act, kinds: Mapping[int, str], above: Mapping[int, int | None]) -> list[Objection]:
    """What the law has against other kinds, rows counted in the order of ``kinds``; nothing is written.

    ``above``: the superior of those that move as well; None for one that the register does not hold yet.
    """
    changes = {key: {"kind": kind} for key, kind in kinds.items()}
    return [*_lawful(act, list(kinds), changes), *_in_tiers(act, changes, above), *_members_held(act, changes)]


def namings_refused(act: Act, changes: Mapping[int, Mapping[str, Any]]) -> list[Objection]:
    """What the law has against other names or kinds, in the order of ``changes``; nothing is written."""
    return [*_lawful(act, list(changes), changes), *_in_tiers(act, changes, {}), *_members_held(act, changes)]


def set_profiles(act: Act, rows: Sequence[Profile], *, correction: bool = False) -> list[int]:
    """The axis, its value, the ordinal and the target load. Returns the keys of those that changed."""
    changes = {row.party_organization: {name: getattr(row, name) for name in PROFILE} for row in rows}
    return _change(act, "party_organization.set_profile", rows, changes, correction=correction)


def _named(name: str, short_name: str | None) -> dict[str, Any]:
    values = {"name": name, "sort_key": sort_key(name)}
    return values if short_name is None else {**values, "short_name": short_name}


def _change(
    act: Act,
    verb: str,
    rows: Sequence[Any],
    changes: Mapping[int, Mapping[str, Any]],
    *,
    correction: bool,
    asked_before: bool = False,
) -> list[int]:
    request = asked(act, rows, correction)
    with open_act(act, verb, request=request) as opened:
        if opened.repeated:
            return list(opened.answer["party_organizations"])
        lock_tree()
        keys = [row.party_organization for row in rows]
        refuse(named_twice(keys, "该党组织"))
        nodes_to_write(act, keys)
        if not asked_before:
            refuse([*_lawful(act, keys, changes), *_in_tiers(act, changes, {}), *_members_held(act, changes)])
        write = correct if correction else change_from
        wanted = [Change((key,), changes[key], row.seen) for key, row in zip(keys, rows, strict=True)]
        changed = sorted(key[0] for key in write(opened.act, Naming, ["party_organization"], wanted))
        # The kind decides whether a Party organization counts as covering: its units are counted anew.
        covered = Coverage.objects.filter(retracted__isnull=True, party_organization__in=changed)
        recount(opened.act, nodes=changed, units=sorted(set(covered.values_list("unit", flat=True))))
        opened.answer["party_organizations"] = changed
        return changed


def _lawful(act: Act, keys: Sequence[int], changes: Mapping[int, Mapping[str, Any]]) -> Iterator[Objection]:
    known = nodes(keys)
    above = dict(
        Placement.objects.filter(during(act.on), party_organization__in=keys).values_list(
            "party_organization", "parent"
        )
    )
    siblings = names_below([parent for parent in above.values() if parent is not None], act.on)
    figures = figures_at(keys, act.on)
    for row, key in enumerate(keys):
        held = known[key].named(act.on)
        assert held is not None, "nodes that do not stand were refused before"
        values = {"name": held.name, "kind": held.kind, **changes[key]}
        holder = siblings.get((above.get(key), values["name"]), key)
        facts = EstablishingFacts(
            name=values["name"],
            kind=values["kind"],
            name_taken=holder != key,
            axis=values.get("axis", ""),
            axis_value=values.get("axis_value", ""),
            figures=figures[key],
        )
        yield from may_establish(facts, row).objections


def _in_tiers(
    act: Act, changes: Mapping[int, Mapping[str, Any]], moved: Mapping[int, int | None]
) -> Iterator[Objection]:
    """Another kind is another tier: towards the superior (of those ``moved``, the new one) and the subordinates."""
    kinds = {key: values["kind"] for key, values in changes.items() if "kind" in values}
    if not kinds:
        return
    held = Placement.objects.filter(during(act.on), party_organization__in=kinds, parent__isnull=False)
    placed = {**dict(held.values_list("party_organization", "parent")), **moved}
    above = {key: parent for key, parent in placed.items() if parent is not None}
    figures = figures_at({*kinds, *above.values()}, act.on)
    standing = bodies(nodes({*kinds, *above.values()}), act.on, figures.values())
    anew = {key: _as(standing[key], kind) for key, kind in kinds.items()}
    below = subordinate_bodies(kinds, act.on, figures.values())
    for row, (key, body) in enumerate(anew.items()):
        parent = above.get(key)
        if parent is not None:
            yield from stands(body, anew.get(parent) or standing.get(parent), figures[parent], row)
        for child in below.get(key, ()):
            yield from stands(child, body, figures[key], row)


def _members_held(act: Act, changes: Mapping[int, Mapping[str, Any]]) -> Iterator[Objection]:
    """A branch with members does not become a body that has none of its own."""
    kinds = {key: values["kind"] for key, values in changes.items() if "kind" in values}
    held = counted(Membership, "party_organization", kinds, act.on) if kinds else {}
    known = nodes(held)
    for row, key in enumerate(changes):
        if held.get(key):
            yield from may_stop_holding(known[key].label, kinds[key], held[key], row).objections


def _as(body: Body, kind: str) -> Body:
    return Body(name=body.name, kind=kind, managed=body.managed, units=body.units)

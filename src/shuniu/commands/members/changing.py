"""Change what the roll says of members from a day on, or correct what was never so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from shuniu.commands.figures.working import recount_members_of
from shuniu.commands.journal import Act, Change, Seen, change_from, correct, keep_tree, open_act
from shuniu.commands.journal.reaching import named_twice, out_of_reach, refuse
from shuniu.commands.members.enter import BLANK, ONCE, sealed
from shuniu.commands.members.reaching import lock_persons, lock_workplaces, persons_in_reach
from shuniu.kernel.decision import Objection
from shuniu.kernel.pinyin import sort_key
from shuniu.models import Employment, Membership, Particulars, Post
from shuniu.models.secrecy import blind_index, with_keys
from shuniu.policy.members.holding import HoldingFacts, may_hold
from shuniu.policy.members.leaving import not_held
from shuniu.policy.members.posts import may_say_of_a_member
from shuniu.queries.arrays import among
from shuniu.queries.days import during
from shuniu.queries.facts.members import MemberFacts, holders_of, members
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.facts.party import nodes

# How a post was come by, where nobody said.
UNSAID: Mapping[str, Any] = {"how": "", "document_number": "", "full_time": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberChange:
    """What changes for a member; an absent field, or None, keeps its value.

    ``number`` and ``mobile`` in clear, for the moment of writing only; an empty text removes a mobile. ``employment``
    (unit, position) and ``post`` (“” ends it) replace what was. ``seen``: particulars, membership; ``seen_work``:
    employment, post.
    """

    person: int
    particulars: Mapping[str, Any] = field(default_factory=dict)
    membership: Mapping[str, Any] = field(default_factory=dict)
    number: str | None = None
    mobile: str | None = None
    employment: tuple[int | None, str] | None = None
    post: str | None = None
    seen: tuple[Seen, Seen] = (None, None)
    seen_work: tuple[Seen, Seen] = (None, None)


def change_members(
    act: Act,
    rows: Sequence[MemberChange],
    *,
    correction: bool = False,
    precision: str = "day",
    by_hand: bool = False,
) -> list[int]:
    """变更 from ``act.on``, or 更正 with ``correction``. Returns the persons that changed. ``by_hand``: no ledger says
    it; then who leads is not put down here.

    Raises Refused with the objections of every row; ChangedMeanwhile when somebody else was quicker.
    """
    request = [[row.person, sorted(row.particulars), sorted(row.membership), correction] for row in rows]
    name = "member.correct" if correction else "member.change"
    with open_act(act, name, request=request if act.key else None) as opened:
        if opened.repeated:
            return list(opened.answer["persons"])
        keep_tree()
        lock_persons([row.person for row in rows])
        counted = [row for row in rows if row.membership or row.employment is not None]
        if counted:
            lock_workplaces([row.person for row in counted], [row.employment[0] for row in counted if row.employment])
        held = members([row.person for row in rows], act.on)
        twice = named_twice([row.person for row in rows], "同一名党员")
        refuse([*twice, *_objections(act, rows, held), *(_leading(act, rows, held) if by_hand else ())])
        changed = _write(opened.act, rows, held, correction, precision)
        if act.key:
            opened.answer["persons"] = changed
        return changed


def _objections(act: Act, rows: Sequence[MemberChange], held: Mapping[int, MemberFacts]) -> Iterator[Objection]:
    mine = persons_in_reach(act.actor, [row.person for row in rows])
    holders = holders_of(blind_index(row.number) for row in rows if row.number)
    places = {one.held_at for one in held.values() if one.held_at is not None}
    at, figures = nodes(places), figures_at(places, act.on)
    for index, row in enumerate(rows):
        if row.person not in mine or row.person not in held:
            yield out_of_reach("该党员", index, "person")
            continue
        if row.number and holders.get(blind_index(row.number), row.person) != row.person:
            yield _number_held(index)
        one = held[row.person]
        if one.held_at is None and (row.membership or row.post):
            yield not_held(index)
        node = at.get(one.held_at) if one.held_at is not None else None
        texts = figures.get(one.held_at) if one.held_at is not None else None
        named = node.named(act.on) if node is not None else None
        if named is not None:
            age = texts.stated("members.admission_age_min") if texts is not None else None
            yield from may_hold(_facts(row, one, named.kind, act, age), index).objections


def _leading(act: Act, rows: Sequence[MemberChange], held: Mapping[int, MemberFacts]) -> Iterator[Objection]:
    if all(row.post is None for row in rows):
        return
    mine = persons_in_reach(act.actor, [row.person for row in rows])
    there = Post.objects.filter(during(act.on), person__in=among(mine))
    now: dict[tuple[int, int | None], str] = {
        (person, node): post for person, node, post in there.values_list("person", "party_organization", "post")
    }
    for index, row in enumerate(rows):
        if row.post is not None and row.person in held and row.person in mine:
            before = now.get((row.person, held[row.person].held_at), "")
            yield from may_say_of_a_member(row.post, before, index).objections


def _facts(row: MemberChange, one: MemberFacts, kind: str, act: Act, age: Any) -> HoldingFacts:
    values = {**one.particulars, **_given(row.particulars), **one.membership, **_given(row.membership)}
    return HoldingFacts.of(values, kind, act.on, number=row.number or "", age=age)


def _number_held(row: int) -> Objection:
    return Objection(
        clause=ONCE,
        code="number_held",
        missing="这个公民身份号码已在名册中另一名党员名下。",
        fact="两名党员不能用同一号码",
        remedy="请核对号码；确为同一人的，请核对是否重复登记",
        who="党支部",
        field="citizen_number",
        row=row,
    )


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None or name in BLANK}


def _write(
    act: Act, rows: Sequence[MemberChange], held: Mapping[int, MemberFacts], correction: bool, precision: str
) -> list[int]:
    write = correct if correction else change_from
    keys = with_keys({one.key for one in held.values() if one.key is not None})
    touched = write(act, Particulars, ["person"], [one for row in rows if (one := _particulars(row, held, keys))])
    touched |= write(
        act,
        Membership,
        ["person"],
        [Change((row.person,), _given(row.membership), row.seen[1]) for row in rows if row.membership],
    )
    jobs = [
        Change(
            (row.person,),
            {"unit": row.employment[0], "position": row.employment[1]} if any(row.employment) else None,
            row.seen_work[0],
        )
        for row in rows
        if row.employment is not None
    ]
    touched |= change_from(act, Employment, ["person"], jobs, precision=precision)
    posts = _posts(act, rows, held)
    touched |= change_from(act, Post, ["person", "party_organization"], posts, precision=precision)
    if any(row.membership or row.employment is not None for row in rows):
        recount_members_of(act)
    return sorted({key[0] for key in touched})


def _posts(act: Act, rows: Sequence[MemberChange], held: Mapping[int, MemberFacts]) -> list[Change]:
    """Where they are held. Of another post than before nobody has said how it was come by."""
    named = [row for row in rows if row.post is not None and held[row.person].held_at is not None]
    now = set(
        Post.objects.filter(during(act.on), person__in=among(row.person for row in named)).values_list(
            "person", "party_organization", "post"
        )
    )
    changes = []
    for row in named:
        key = (row.person, held[row.person].held_at)
        anew: Mapping[str, Any] = {} if (*key, row.post) in now else UNSAID
        changes.append(Change(key, {"post": row.post, **anew} if row.post else None, row.seen_work[1]))
    return changes


def _particulars(row: MemberChange, held: Mapping[int, MemberFacts], keys: Mapping[int, Any]) -> Change | None:
    values = _given(row.particulars)
    if "name" in values:
        values["sort_key"] = sort_key(values["name"])[:120]
    one = held[row.person]
    key = keys.get(one.key) if one.key is not None else None
    if key is not None and row.number:
        values["citizen_number"] = sealed(key, row.number, one.uuid, "citizen_number")
        values["number_index"] = blind_index(row.number)
    if key is not None and row.mobile is not None:
        values["mobile"] = sealed(key, row.mobile, one.uuid, "mobile")
    return Change((row.person,), values, row.seen[0]) if values else None

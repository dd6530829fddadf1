"""Enter members into the rolls of Party organizations, many at once; numbers and mobiles under a key of each person.

Somebody whose number another roll holds is not entered a second time. Within reach that is an objection; beyond it
the office that holds the person is asked, and nothing is told but that it was asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from shuniu.commands.figures.working import recount_members_of
from shuniu.commands.journal import Act, keep_tree, lock_units, open_act
from shuniu.commands.journal.reaching import nodes_in_reach, out_of_reach, refuse
from shuniu.commands.members.reaching import persons_in_reach
from shuniu.commands.members.requests import ask_holders
from shuniu.kernel.decision import Clause, Objection
from shuniu.kernel.pinyin import sort_key
from shuniu.models import Employment, Membership, Participation, Particulars, Person, Post, WrappedKey, record
from shuniu.models.secrecy import DataKey, blind_index, fresh_keys
from shuniu.policy.grants import Action
from shuniu.policy.members.holding import HoldingFacts, may_hold
from shuniu.policy.members.posts import may_say_of_a_member
from shuniu.queries.facts.members import holders_of
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.facts.party import nodes

# Two offices that enter the same person at once wait for each other, so neither makes a second one.
ROLL_LOCK = 7_303
TABLE = Particulars._meta.db_table
FRAME = ("period", "precision")
PARTICULARS = ("sex", "ethnic_group", "born_on", "born_precision", "education")
MEMBERSHIP = (
    "state", "admitted_on", "admitted_precision", "full_member_on", "full_member_precision", "status",
    "lost_contact", "lost_contact_on", "lost_contact_precision", "mobile_member", "moved_to",
)  # fmt: skip
# What is written where a ledger says nothing, apart from an empty text.
BLANK = dict.fromkeys(
    ("born_on", "admitted_on", "full_member_on", "lost_contact", "lost_contact_on", "mobile_member"), None
)
ONCE = Clause("platform#党员名册", "一名党员在名册中只有一处")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMember:
    """A member of the roll of ``party_organization``.

    ``particulars`` and ``membership`` are columns of those tables; ``number`` and ``mobile`` in clear, for the
    moment of writing only. ``takes_part``: the relation lies elsewhere, the member takes part here.
    """

    party_organization: int
    name: str
    particulars: Mapping[str, Any] = field(default_factory=dict)
    membership: Mapping[str, Any] = field(default_factory=dict)
    number: str = ""
    mobile: str = ""
    unit: int | None = None
    position: str = ""
    post: str = ""
    takes_part: bool = False


# A person on the way in: key, public id, the key of the person, and the row with its blind index.
Written = tuple[int, UUID, DataKey, tuple[NewMember, bytes | None]]


@dataclass(slots=True)
class Entered:
    """One key per row, None where the holder was asked instead; how many were asked."""

    persons: list[int | None]
    asked: int = 0


def lock_roll() -> None:
    """Nobody else enters members until this transaction ends, and the tree stays."""
    keep_tree()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ROLL_LOCK])


def enter_members(act: Act, rows: Sequence[NewMember], *, precision: str = "day", by_hand: bool = False) -> Entered:
    """Enter ``rows`` from ``act.on``. ``by_hand``: no ledger says it; then who leads is not put down here. Raises
    Refused with the objections of every row; then nothing was written."""
    request = [[row.party_organization, row.name, bool(row.number)] for row in rows] if act.key else None
    with open_act(act, "member.enter", request=request) as opened:
        if opened.repeated:
            return Entered(list(opened.answer["persons"]), int(opened.answer["asked"]))
        lock_roll()
        lock_units([row.unit for row in rows if row.unit is not None])
        indexes = [blind_index(row.number) if row.number else None for row in rows]
        holders = holders_of([one for one in indexes if one is not None])
        known = [holders.get(one) if one is not None else None for one in indexes]
        leading = _leading(rows) if by_hand else ()
        refuse([*_out_of_reach(act, rows), *_twice(act, indexes, known), *_law(act, rows), *leading])
        elsewhere = [
            (person, row.party_organization, row.name)
            for row, person in zip(rows, known, strict=True)
            if person is not None
        ]
        asked = ask_holders(opened.act, elsewhere)
        fresh = [(row, one) for row, one, person in zip(rows, indexes, known, strict=True) if person is None]
        keys = iter(write_members(opened.act, fresh, precision))
        recount_members_of(opened.act)
        entered = Entered([next(keys) if person is None else None for person in known], asked)
        if act.key:
            opened.answer.update(persons=entered.persons, asked=asked)
        return entered


def _out_of_reach(act: Act, rows: Sequence[NewMember]) -> Iterator[Objection]:
    reach = nodes_in_reach(act.actor, [row.party_organization for row in rows], Action.WRITE_MEMBER)
    for index, row in enumerate(rows):
        if row.party_organization not in reach:
            yield out_of_reach("该党组织的党员名册", index, "party_organization")


def _twice(act: Act, indexes: Sequence[bytes | None], known: Sequence[int | None]) -> Iterator[Objection]:
    mine = persons_in_reach(act.actor, [person for person in known if person is not None])
    earlier: dict[bytes, int] = {}
    for index, (one, person) in enumerate(zip(indexes, known, strict=True)):
        if one is None:
            continue
        if person in mine:
            yield _once("number_held", "名册中已有这名党员。", "同一公民身份号码已在名册中", index)
        elif one in earlier:
            yield _once("named_twice", "同一名党员写了两次。", f"与第{earlier[one] + 1}项号码相同", index)
        earlier.setdefault(one, index)


def _once(code: str, missing: str, fact: str, row: int) -> Objection:
    return Objection(
        clause=ONCE,
        code=code,
        missing=missing,
        fact=fact,
        remedy="请打开原有的一条办理变更或组织关系转接",
        who="党支部",
        field="citizen_number",
        row=row,
    )


def _leading(rows: Sequence[NewMember]) -> Iterator[Objection]:
    for index, row in enumerate(rows):
        yield from may_say_of_a_member(row.post, "", index).objections


def _law(act: Act, rows: Sequence[NewMember]) -> Iterator[Objection]:
    places = {row.party_organization for row in rows}
    held, figures = nodes(places), figures_at(places, act.on)
    kinds = {key: named.kind for key, node in held.items() if (named := node.named(act.on)) is not None}
    ages = {key: one.stated("members.admission_age_min") for key, one in figures.items() if one is not None}
    for index, row in enumerate(rows):
        facts = HoldingFacts.of(
            {**row.particulars, **row.membership, "name": row.name},
            kinds.get(row.party_organization, ""),
            act.on,
            number=row.number,
            age=ages.get(row.party_organization),
        )
        yield from may_hold(facts, index).objections


def write_members(act: Act, rows: Sequence[tuple[NewMember, bytes | None]], precision: str) -> list[int]:
    """Write members nobody holds yet. Whoever calls has judged them, and counts their rolls when all are written."""
    keys = record.numbers(Person, len(rows))
    publics = [uuid4() for _ in rows]
    held, wrapped = fresh_keys(record.numbers(WrappedKey, len(rows)), "person")
    record.insert(WrappedKey, ["id", "uuid", "purpose", "wrapped"], wrapped)
    people = list(zip(keys, publics, held, rows, strict=True))
    record.record(
        act.line, Person, ["id", "uuid", "key"], [(key, public, one.number) for key, public, one, _ in people]
    )
    frame = (record.since(act.on), precision)
    _particulars(act, people, frame)
    _memberships(act, people, frame)
    lines = [(key, row.party_organization, *frame) for key, _, _, (row, _) in people if row.takes_part]
    record.record(act.line, Participation, ["person", "party_organization", *FRAME], lines)
    jobs = [(key, row.unit, row.position, *frame) for key, _, _, (row, _) in people if row.unit or row.position]
    record.record(act.line, Employment, ["person", "unit", "position", *FRAME], jobs)
    posts = [(key, row.party_organization, row.post, *frame) for key, _, _, (row, _) in people if row.post]
    record.record(act.line, Post, ["person", "party_organization", "post", *FRAME], posts)
    return keys


def _particulars(act: Act, people: Sequence[Written], frame: tuple[str, str]) -> None:
    names = ["person", "name", "sort_key", *PARTICULARS, "citizen_number", "number_index", "mobile", *FRAME]
    blanks = [(name, BLANK.get(name, "")) for name in PARTICULARS]
    lines = [
        (
            key,
            row.name,
            sort_key(row.name)[:120],
            *[row.particulars.get(name, blank) for name, blank in blanks],
            sealed(one, row.number, public, "citizen_number"),
            index,
            sealed(one, row.mobile, public, "mobile"),
            *frame,
        )
        for key, public, one, (row, index) in people
    ]
    record.record(act.line, Particulars, names, lines)


def _memberships(act: Act, people: Sequence[Written], frame: tuple[str, str]) -> None:
    names = ["person", "party_organization", *MEMBERSHIP, "leaving", *FRAME]
    blanks = [(name, BLANK.get(name, "")) for name in MEMBERSHIP]
    lines = [
        (
            key,
            row.party_organization,
            *[row.membership.get(name, blank) for name, blank in blanks],
            "",
            *frame,
        )
        for key, _, _, (row, _) in people
        if not row.takes_part
    ]
    record.record(act.line, Membership, names, lines)


def sealed(key: DataKey, text: str, person: UUID, field_name: str) -> bytes | None:
    """A number of a person, encrypted under the person's key and bound to the person."""
    return key.encrypt(text.encode(), table=TABLE, row=person, field=field_name) if text else None

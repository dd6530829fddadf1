"""Put down who holds which Party post in a Party organization, from which day, and by what; end posts; renew them all.

What was so before stays: a post ends where the next of the same member there begins.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shuniu.commands.figures.working import recount_posts_of
from shuniu.commands.journal import Act, ChangedMeanwhile, Seen, in_force, lock_tree, open_act
from shuniu.commands.journal.dated import unchanged
from shuniu.commands.journal.reaching import asked, named_twice, nodes_in_reach, out_of_reach, refuse
from shuniu.commands.members.reaching import lock_persons, persons_in_reach
from shuniu.kernel.decision import Objection
from shuniu.kernel.period import Period
from shuniu.models import Post, record
from shuniu.policy.grants import Action
from shuniu.policy.members.posts import PostFacts, may_hold_post
from shuniu.policy.words import AppointmentMode, PartyPost, Precision
from shuniu.queries.facts.party import NodeFacts, last_days, nodes
from shuniu.queries.facts.posts import HeldPost, posts_in, states_on

KEY = ("person", "party_organization")
COLUMNS = (*KEY, "post", "how", "document_number", "full_time", "period", "precision")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostHeld:
    """``person`` holds ``post`` in ``party_organization`` from ``begins_on`` until ``ends_on``, the first day that no
    longer belongs to it; open while nobody has set the end. ``how`` and ``document_number``: by what it was come by.

    ``seen``: the facts of this member's posts there that the office looked at.
    """

    person: int
    party_organization: int
    post: PartyPost
    begins_on: date
    ends_on: date | None = None
    how: AppointmentMode | None = None
    document_number: str = ""
    full_time: bool | None = None
    seen: Seen = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostEnded:
    """The member holds no post in ``party_organization`` from ``ends_on`` on."""

    person: int
    party_organization: int
    ends_on: date
    seen: Seen = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostStruck:
    """What the member holds in ``party_organization`` on the day was never so."""

    person: int
    party_organization: int
    on: date
    seen: Seen = None


def set_posts(act: Act, rows: Sequence[PostHeld], *, precision: str = Precision.DAY) -> list[int]:
    """Returns the Party organizations whose posts were written. Raises Refused with all objections, ChangedMeanwhile.

    A member of a roll the actor keeps, in a Party organization whose roll the actor keeps; the day is that of the row.
    """
    with open_act(act, "post.set", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["party_organizations"])
        known = _prepare(act, rows)
        _unseen(rows)
        refuse(_lawful(rows, known))
        _write(opened.act, rows, precision)
        recount_posts_of(opened.act)
        changed = sorted({row.party_organization for row in rows})
        opened.answer["party_organizations"] = changed
        return changed


def end_posts(act: Act, rows: Sequence[PostEnded]) -> list[int]:
    """Each ends on its day; what was to begin later is taken back. Returns the Party organizations where any did.

    Whoever keeps the roll of the Party organization ends what is held there, also by a member of another roll.
    """
    with open_act(act, "post.end", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["party_organizations"])
        _prepare(act, rows)
        _unseen(rows)
        held = _held(rows, min((row.ends_on for row in rows), default=act.on))
        ended = [
            (one, row.ends_on)
            for row in rows
            for one in held.get((row.person, row.party_organization), ())
            if one.period.end is None or one.period.end > row.ends_on
        ]
        _end(opened.act, ended)
        recount_posts_of(opened.act)
        changed = sorted({one.party_organization for one, _ in ended})
        opened.answer["party_organizations"] = changed
        return changed


def strike_posts(act: Act, rows: Sequence[PostStruck]) -> list[int]:
    """更正: the lines of that day are taken back, and nothing of them stays. Returns the Party organizations."""
    with open_act(act, "post.correct", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["party_organizations"])
        _prepare(act, rows)
        _unseen(rows)
        held = _held(rows, min((row.on for row in rows), default=act.on))
        wrong = [
            one
            for row in rows
            for one in held.get((row.person, row.party_organization), ())
            if one.period.contains(row.on)
        ]
        _end(opened.act, [(one, one.period.start) for one in wrong])
        recount_posts_of(opened.act)
        changed = sorted({one.party_organization for one in wrong})
        opened.answer["party_organizations"] = changed
        return changed


def renew_posts(act: Act, bodies: Collection[int], rows: Sequence[PostHeld], on: date) -> list[int]:
    """A new leadership from ``on``: whoever led one of ``bodies`` before leads it until then, unless named again.

    Leaders of Party groups stay. Returns the Party organizations whose posts were written.
    """
    with open_act(act, "post.renew", request=asked(act, rows, sorted(bodies), on)) as opened:
        if opened.repeated:
            return list(opened.answer["party_organizations"])
        lock_tree()
        named = {(row.person, row.party_organization) for row in rows}
        before = [
            PostEnded(person=person, party_organization=node, ends_on=on)
            for node, held in posts_in(bodies, on).items()
            for person in dict.fromkeys(one.person for one in held if PartyPost(one.post).leads)
            if (person, node) not in named
        ]
        changed = {*end_posts(opened.act, before), *set_posts(opened.act, rows)}
        opened.answer["party_organizations"] = sorted(changed)
        return sorted(changed)


def _prepare(act: Act, rows: Sequence[PostHeld | PostEnded | PostStruck]) -> dict[int, NodeFacts]:
    """Locked, within reach, each named once; the Party organizations as they are."""
    lock_tree()
    lock_persons([row.person for row in rows])
    refuse([*named_twice([(row.person, row.party_organization) for row in rows], "同一名党员"), *_guarded(act, rows)])
    return nodes({row.party_organization for row in rows})


def _guarded(act: Act, rows: Sequence[PostHeld | PostEnded | PostStruck]) -> Iterator[Objection]:
    mine = persons_in_reach(act.actor, [row.person for row in rows])
    places = nodes_in_reach(act.actor, [row.party_organization for row in rows], Action.WRITE_MEMBER)
    for index, row in enumerate(rows):
        if row.party_organization not in places:
            yield out_of_reach("该党组织", index, "party_organization")
        if isinstance(row, PostHeld) and row.person not in mine:
            yield out_of_reach("该党员", index, "person")


def _unseen(rows: Sequence[PostHeld | PostEnded | PostStruck]) -> None:
    keys = [(row.person, row.party_organization) for row in rows]
    unchanged(Post, KEY, dict(zip(keys, (row.seen for row in rows), strict=True)), in_force(Post, KEY, keys))


def _held(rows: Sequence[PostHeld | PostEnded | PostStruck], on: date) -> dict[tuple[int, int], list[HeldPost]]:
    """What the named members hold there, from ``on`` on."""
    found: dict[tuple[int, int], list[HeldPost]] = {}
    for node, held in posts_in({row.party_organization for row in rows}, on).items():
        for one in held:
            found.setdefault((one.person, node), []).append(one)
    return found


def _lawful(rows: Sequence[PostHeld], known: Mapping[int, NodeFacts]) -> Iterator[Objection]:
    earliest = min((row.begins_on for row in rows), default=date.max)
    held = posts_in(known, earliest)
    states = {day: states_on([row.person for row in rows], day) for day in {row.begins_on for row in rows}}
    for index, row in enumerate(rows):
        node = known[row.party_organization]
        there = held.get(row.party_organization, [])
        own = [one.period.start for one in there if one.person == row.person and one.period.start > row.begins_on]
        facts = PostFacts(
            body=node.label,
            post=row.post,
            begins_on=row.begins_on,
            ends_on=row.ends_on,
            on_roll=row.person in states[row.begins_on],
            state=states[row.begins_on].get(row.person, ""),
            secretaries=[*_other_secretaries(row, there, rows), *_beside(index, rows)],
            later=min(own, default=None),
            gap=None if node.exists(row.begins_on) else row.begins_on,
        )
        yield from may_hold_post(facts, index).objections


def _other_secretaries(row: PostHeld, there: Sequence[HeldPost], rows: Sequence[PostHeld]) -> Iterator[Period]:
    """When others are secretary there, as far as this act does not give them another post first."""
    turned = {one.person: one.begins_on for one in rows if one.party_organization == row.party_organization}
    for one in there:
        if one.person == row.person or one.post != PartyPost.SECRETARY:
            continue
        day = turned.get(one.person)
        left = one.period.until(day) if day is not None and day >= one.period.start else one.period
        if left is not None:
            yield left


def _beside(index: int, rows: Sequence[PostHeld]) -> Iterator[Period]:
    """The secretaries that earlier rows of the same act put there."""
    for one in rows[:index]:
        same = one.party_organization == rows[index].party_organization
        if same and one.post is PartyPost.SECRETARY and (one.ends_on is None or one.ends_on > one.begins_on):
            yield Period(one.begins_on, one.ends_on)


def _write(act: Act, rows: Sequence[PostHeld], precision: str) -> None:
    """No post lasts longer than its Party organization."""
    ends = last_days([row.party_organization for row in rows])
    held = _held(rows, min((row.begins_on for row in rows), default=act.on))
    _end(
        act,
        [
            (one, row.begins_on)
            for row in rows
            for one in held.get((row.person, row.party_organization), ())
            if one.period.contains(row.begins_on)
        ],
    )
    lines = []
    for row in rows:
        until = min((day for day in (row.ends_on, ends.get(row.party_organization)) if day), default=None)
        how = row.how.value if row.how is not None else ""
        cells = (row.person, row.party_organization, row.post.value, how, row.document_number, row.full_time)
        lines.append((*cells, record.days(Period(row.begins_on, until)), precision))
    record.record(act.line, Post, COLUMNS, lines)


def _end(act: Act, ended: Sequence[tuple[HeldPost, date]]) -> None:
    """The facts are taken back, and what lay before the day written again."""
    days = {one.key: day for one, day in ended}
    rows = list(Post.objects.filter(pk__in=list(days)).order_by("pk").values())
    if len(record.retract(act.line, Post, list(days))) != len(days):
        raise ChangedMeanwhile
    lines = []
    for row in rows:
        kept = Period(row["period"].lower, row["period"].upper).until(days[row["id"]])
        if kept is not None:
            said = (row[name] for name in ("post", "how", "document_number", "full_time"))
            whose = (row["person_id"], row["party_organization_id"])
            lines.append((*whose, *said, record.days(kept), row["precision"]))
    record.record(act.line, Post, COLUMNS, lines)

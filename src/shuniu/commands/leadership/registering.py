"""Put down by hand who leads a Party organization, that somebody no longer does, or that a line was never so.

What a case decides is written by the case itself; here it is asked whether there should have been one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from shuniu.commands.cases.first_elections import end_first_elections
from shuniu.commands.journal import Act, lock_tree, open_act
from shuniu.commands.journal.reaching import asked, nodes_in_reach, refuse
from shuniu.commands.leadership.renewing import add_to_leadership, end_in_leadership
from shuniu.commands.members.posts import PostEnded, PostHeld, PostStruck, set_posts, strike_posts
from shuniu.kernel.decision import Objection
from shuniu.policy.grants import Action
from shuniu.policy.leadership.registering import Chosen, RegisterFacts, may_end_by_hand, may_register
from shuniu.policy.words import AppointmentMode, PartyPost
from shuniu.queries.facts.posts import HeldPost
from shuniu.queries.facts.registering import Led, led_from

Ending = PostEnded | PostStruck


def register_leaders(act: Act, rows: Sequence[PostHeld]) -> list[int]:
    """补登 out of a document, by a level above; where nobody is above, by itself. Who leads a Party group is put down
    by whoever keeps the roll. Returns the Party organizations whose posts were written. Raises Refused."""

    def work(opened: Act) -> Iterable[int]:
        changed = {node for row in rows for node in add_to_leadership(opened, [row], row.begins_on)}
        for row in rows:
            if row.post.leads and row.how is AppointmentMode.ELECTED:
                said = f"已补登选举产生的{row.post.label}，{row.document_number}"
                end_first_elections(opened, {row.party_organization: row.begins_on}, said)
        return changed

    return _written(
        act, "post.set", rows, lambda: _against(rows, _led(act, rows, [row.begins_on for row in rows])), work
    )


def correct_leaders(act: Act, rows: Sequence[PostHeld]) -> list[int]:
    """更正: what each held there on the day of the act was never so, and this was. Nobody else's post ends by it, and
    no hand-over begins. Raises Refused, ChangedMeanwhile."""
    wrong = [
        PostStruck(person=row.person, party_organization=row.party_organization, on=act.on, seen=row.seen)
        for row in rows
    ]

    def work(opened: Act) -> Iterable[int]:
        return {*strike_posts(opened, wrong), *set_posts(opened, [replace(row, seen=None) for row in rows])}

    return _written(
        act, "post.correct", rows, lambda: _against_correcting(rows, _led(act, rows, [act.on]), act.on), work
    )


def end_leaders(act: Act, rows: Sequence[PostEnded]) -> list[int]:
    """As ``end_in_leadership``, by a level above; the end of who leads a Party group by whoever keeps the roll."""

    def against() -> Iterable[Objection]:
        return _against_ending(rows, _led(act, rows, [row.ends_on for row in rows]))

    return _written(act, "post.end", rows, against, lambda opened: end_in_leadership(opened, rows))


def strike_leaders(act: Act, rows: Sequence[PostStruck]) -> list[int]:
    """更正: what each holds there on the day named was never so. Raises Refused, ChangedMeanwhile."""

    def against() -> Iterable[Objection]:
        return _against_ending(rows, _led(act, rows, [row.on for row in rows]))

    return _written(act, "post.correct", rows, against, lambda opened: strike_posts(opened, rows))


def _written(
    act: Act,
    name: str,
    rows: Sequence[PostHeld | Ending],
    against: Callable[[], Iterable[Objection]],
    work: Callable[[Act], Iterable[int]],
) -> list[int]:
    """One act under the lock of the tree: what stands against it is asked there, before anything is written."""
    with open_act(act, name, request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["party_organizations"])
        lock_tree()
        refuse(against())
        changed = sorted(work(opened.act))
        opened.answer["party_organizations"] = changed
        return changed


def _led(act: Act, rows: Sequence[PostHeld | Ending], days: Sequence[date]) -> dict[int, Led]:
    """Only within reach: of others nothing is told here, and the acts within refuse them."""
    keys = nodes_in_reach(act.actor, [row.party_organization for row in rows], Action.WRITE_MEMBER)
    return led_from(keys, min(days, default=act.on), today=act.on, own=act.actor.node)


def _against(rows: Sequence[PostHeld], led: Mapping[int, Led]) -> Iterator[Objection]:
    for index, row in enumerate(rows):
        body = led.get(row.party_organization)
        if body is None:
            continue
        facts = _facts(body, leads=row.post.leads or _leads(body, row.person, row.begins_on))
        said = replace(facts, documented=row.post.leads, how=row.how, number=row.document_number)
        yield from may_register(replace(said, chosen=_ended_by(row, rows, body)), index).objections


def _against_correcting(rows: Sequence[PostHeld], led: Mapping[int, Led], on: date) -> Iterator[Objection]:
    """A line that never was so does not end."""
    for index, row in enumerate(rows):
        body = led.get(row.party_organization)
        if body is None:
            continue
        facts = _facts(body, leads=row.post.leads or _leads(body, row.person, on))
        said = replace(facts, documented=row.post.leads, how=row.how, number=row.document_number)
        yield from may_register(replace(said, line=_there(body, row.person, on)), index).objections


def _against_ending(rows: Sequence[Ending], led: Mapping[int, Led]) -> Iterator[Objection]:
    for index, row in enumerate(rows):
        body = led.get(row.party_organization)
        if body is None:
            continue
        day = row.on if isinstance(row, PostStruck) else row.ends_on
        line = isinstance(row, PostEnded) or _there(body, row.person, day)
        facts = _facts(body, leads=_leads(body, row.person, day))
        yield from may_end_by_hand(replace(facts, line=line), index).objections


def _facts(body: Led, *, leads: bool) -> RegisterFacts:
    return RegisterFacts(name=body.name, leads=leads, superior=body.superior, appointed=body.appointed)


def _on(body: Led, day: date) -> Iterator[HeldPost]:
    return (one for one in body.held if one.period.contains(day))


def _there(body: Led, person: int, day: date) -> bool:
    return any(one.person == person for one in _on(body, day))


def _leads(body: Led, person: int, day: date) -> bool:
    """On the day, or later."""
    rows = (one for one in body.held if one.person == person and PartyPost(one.post).leads)
    return any(one.period.end is None or one.period.end > day for one in rows)


def _ended_by(row: PostHeld, rows: Sequence[PostHeld], body: Led) -> list[Chosen]:
    """Whose election or appointment ends where ``row`` begins: the member's own, and the secretary's it follows."""
    named = {one.person for one in rows if one.party_organization == row.party_organization}
    follows = row.post is PartyPost.SECRETARY
    ended = [
        one.key
        for one in _on(body, row.begins_on)
        if one.person == row.person or (follows and one.post == PartyPost.SECRETARY and one.person not in named)
    ]
    return [body.chosen[key] for key in ended if key in body.chosen]

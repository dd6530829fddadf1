"""Renew the leadership of Party organizations, end a post; where the secretary is another than before, or none is left,
the hand-over opens and the old one signs in there no more."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from shuniu.commands.journal import Act, lock_tree, open_act
from shuniu.commands.journal.reaching import asked
from shuniu.commands.leadership.handing import open_handover
from shuniu.commands.members.posts import PostEnded, PostHeld, end_posts, renew_posts, set_posts
from shuniu.policy.words import PartyPost
from shuniu.queries.facts.leadership import handing_over, secretaries_on

DAY = timedelta(days=1)


def renew_leadership(act: Act, bodies: Collection[int], rows: Sequence[PostHeld], on: date) -> list[int]:
    """As ``renew_posts``: everybody who led one of ``bodies`` before does so until ``on``, unless named again.

    Returns the Party organizations whose posts were written. Raises Refused, ChangedMeanwhile.
    """
    with open_act(act, "post.renew", request=asked(act, rows, sorted(bodies), on)) as opened:
        if opened.repeated:
            return list(opened.answer["party_organizations"])
        lock_tree()
        before = secretaries_on(bodies, on - DAY)
        changed = renew_posts(opened.act, bodies, rows, on)
        _open_handovers(opened.act, bodies, before, on)
        opened.answer["party_organizations"] = changed
        return changed


def add_to_leadership(act: Act, rows: Sequence[PostHeld], on: date) -> list[int]:
    """Those named take their posts from ``on``; a secretary who is followed by another leaves that post then."""
    with open_act(act, "post.set", request=asked(act, rows, on)) as opened:
        if opened.repeated:
            return list(opened.answer["party_organizations"])
        lock_tree()
        bodies = {row.party_organization for row in rows}
        before = secretaries_on(bodies, on - DAY)
        named = {(row.person, row.party_organization) for row in rows}
        followed = [
            PostEnded(person=person, party_organization=row.party_organization, ends_on=on)
            for row in rows
            if row.post is PartyPost.SECRETARY
            for person in sorted(before.get(row.party_organization, ()))
            if (person, row.party_organization) not in named
        ]
        changed = {*end_posts(opened.act, followed), *set_posts(opened.act, rows)}
        _open_handovers(opened.act, bodies, before, on)
        opened.answer["party_organizations"] = sorted(changed)
        return sorted(changed)


def end_in_leadership(act: Act, rows: Sequence[PostEnded]) -> list[int]:
    """As ``end_posts``: each is left on its day."""
    with open_act(act, "post.end", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["party_organizations"])
        lock_tree()
        days = {row.party_organization: row.ends_on for row in rows}
        before = {node: secretaries_on([node], on - DAY).get(node, set()) for node, on in days.items()}
        changed = end_posts(opened.act, rows)
        for node, on in sorted(days.items()):
            _open_handovers(opened.act, [node], {node: before[node]}, on)
        opened.answer["party_organizations"] = changed
        return changed


def _open_handovers(act: Act, bodies: Collection[int], before: dict[int, set[int]], on: date) -> None:
    """Only where there was a secretary, and it is no longer the same."""
    now, underway = secretaries_on(bodies, on), handing_over(bodies)
    for node in sorted(bodies):
        old = before.get(node, set())
        if old and old != now.get(node, set()) and node not in underway:
            open_handover(act, node, on)

"""Ask the office that holds a person, and answer: 组织关系核对. One side learns nothing but the answer."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from django.db.models import F

from shuniu.access import visible
from shuniu.commands.journal import Act, ChangedMeanwhile, keep_tree, open_act
from shuniu.commands.journal.reaching import nodes_in_reach, out_of_reach, refuse
from shuniu.commands.members.move import Relocation, may_go, relocate
from shuniu.commands.members.reaching import lock_persons, lock_workplaces
from shuniu.models import MembershipRequest, Person, record
from shuniu.policy.grants import Action
from shuniu.policy.members.asking import may_answer
from shuniu.policy.words import RequestState


def ask_holders(act: Act, rows: Sequence[tuple[int, int, str]]) -> int:
    """(person, Party organization that asks, name as written there). Who asked before is not asked again.

    Returns how many stand open now. Only within an open act.
    """
    keys = {(person, node): name for person, node, name in rows}
    open_now = set(
        MembershipRequest.objects.filter(
            state=RequestState.OPEN, person__in={person for person, _ in keys}
        ).values_list("person", "asked_for")
    )
    lines = [
        (uuid4(), person, node, name, RequestState.OPEN.value, "", 1)
        for (person, node), name in keys.items()
        if (person, node) not in open_now
    ]
    record.record(
        act.line, MembershipRequest, ["uuid", "person", "asked_for", "name", "state", "reason", "version"], lines
    )
    return len(keys)


def answer_request(act: Act, public: UUID, version: int, *, grant: bool, reason: str = "") -> None:
    """同意: the membership goes on at the asking Party organization from ``act.on``. 不同意: with a reason.

    Raises Refused; ChangedMeanwhile when it was answered since the page was drawn.
    """
    request = [str(public), version, grant, reason]
    with open_act(act, "membership.answer", about=("membership_request", public), request=request) as opened:
        if opened.repeated:
            return
        keep_tree()
        asked = _locked(public)
        mine = asked is not None and visible(Person.objects.filter(pk=asked.person_id), act.actor, Action.WRITE_MEMBER)
        refuse([None if mine and mine.exists() else out_of_reach("该项组织关系核对")])
        assert asked is not None
        refuse(may_answer(asked.state, grant, reason).objections)
        if asked.version != version:
            raise ChangedMeanwhile
        if grant:
            lock_persons([asked.person_id])
            lock_workplaces([asked.person_id])
            going = [Relocation(person=asked.person_id, party_organization=asked.asked_for_id)]
            refuse(may_go(opened.act, going))
            relocate(opened.act, going)
        _close(opened.act, asked, RequestState.GRANTED if grant else RequestState.DECLINED, reason)


def withdraw_request(act: Act, public: UUID, version: int) -> None:
    """The asking office no longer wants an answer. Raises Refused; ChangedMeanwhile."""
    about = ("membership_request", public)
    with open_act(act, "membership.withdraw", about=about, request=[str(public), version]) as opened:
        if opened.repeated:
            return
        asked = _locked(public)
        mine = asked is not None and nodes_in_reach(act.actor, [asked.asked_for_id], Action.WRITE_MEMBER)
        refuse([None if mine else out_of_reach("该项组织关系核对")])
        assert asked is not None
        refuse(may_answer(asked.state, True, "").objections)
        if asked.version != version:
            raise ChangedMeanwhile
        _close(opened.act, asked, RequestState.WITHDRAWN, "")


def _locked(public: UUID) -> MembershipRequest | None:
    return MembershipRequest.objects.select_for_update().filter(uuid=public).first()


def _close(act: Act, asked: MembershipRequest, state: RequestState, reason: str) -> None:
    MembershipRequest.objects.filter(pk=asked.pk).update(
        state=state.value, reason=reason.strip(), answered=act.line, version=F("version") + 1
    )

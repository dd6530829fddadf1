"""Ask for an election: keep what is filled in, send it to the level above (换届请示, 补选请示)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from shuniu.commands.cases.filling import Beginning, begin, keep, numbered, to_file, unchanged
from shuniu.commands.cases.moving import Move, state_of
from shuniu.commands.elections.moving import lawful, step, texts_of
from shuniu.commands.journal import Act, keep_tree, open_act
from shuniu.commands.journal.reaching import nodes_in_reach, out_of_reach, refuse
from shuniu.models import Case, PartyOrganization
from shuniu.policy.elections.requesting import RequestFacts, may_begin, may_request
from shuniu.policy.elections.steps import ELECTION, FIRST
from shuniu.policy.elections.vacancies import (
    BY_ELECTION,
    ByElectionFacts,
    may_request_by_election,
    under_way,
)
from shuniu.policy.grants import Action
from shuniu.policy.packs import Figures
from shuniu.policy.party.existing import absent
from shuniu.policy.words.cases import CaseState, Verb
from shuniu.queries.facts.elections import BodyFacts, body_facts, leadership_of, open_case

SERIES = {"": "换届", BY_ELECTION: "补选"}
ASKED = ("form", "seats", "deputies", "planned_on", "grounds")


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionRequest:
    """``version`` is that of the open case that was looked at, 0 where there was none.

    Of a by-election (``topic``) the numbers are those of the vacant places, and ``secretary`` says whether that post is
    one of them.
    """

    body: int
    form: str
    seats: int
    deputies: int
    planned_on: date | None
    grounds: str = ""
    version: int = 0
    topic: str = ""
    secretary: bool = False

    @property
    def filed(self) -> dict[str, Any]:
        by_election = {"secretary": self.secretary} if self.topic == BY_ELECTION else {}
        return {
            "form": self.form,
            "seats": self.seats,
            **by_election,
            "deputies": self.deputies,
            "planned_on": self.planned_on.isoformat() if self.planned_on else None,
            "grounds": self.grounds.strip(),
        }


def keep_election(act: Act, row: ElectionRequest) -> UUID:
    """暂存. Only its beginning stands in the journal. Returns its public id. Raises Refused, ChangedMeanwhile."""
    with transaction.atomic():
        facts, held = _to_fill_in(act, row)
        if held is not None:
            keep(ELECTION, held, row.filed)
            return held.uuid
        public = uuid4()
        with open_act(act, "election.begin", node=row.body, about=("election", public)) as opened:
            return _begin(opened.act, row, facts, public).uuid


def submit_election(act: Act, row: ElectionRequest) -> UUID:
    """提交: raises Refused with all that the law says, ChangedMeanwhile."""
    public = _public(row)
    mine = nodes_in_reach(act.actor, [row.body], Action.FILE_CASE)
    node = row.body if mine else None
    with open_act(act, "election.submit", node=node, about=("election", public), request=asdict(row)) as opened:
        if opened.repeated:
            return UUID(opened.answer["election"])
        facts, held = _to_fill_in(opened.act, row)
        held = held or _begin(opened.act, row, facts, public, silent=True)
        filed = to_file(ELECTION, held, row.filed)
        if facts.first and not row.topic:
            filed[FIRST] = True
        texts = texts_of(row.body, act.on)
        if row.topic == BY_ELECTION:
            wanted = by_election_facts(facts, filed, act.on)
            lawful(lambda: may_request_by_election(wanted, texts))
        else:
            lawful(lambda: may_request(request_facts(facts, filed, act.on), texts))
        numbered(held, SERIES[row.topic], act.on.year)
        step(opened.act, ELECTION, held, Move(verb=Verb.SUBMIT, filed=filed))
        opened.answer["election"] = str(held.uuid)
        return held.uuid


def request_facts(body: BodyFacts, filed: Mapping[str, Any], on: date) -> RequestFacts:
    planned = filed.get("planned_on")
    return RequestFacts(
        kind=body.kind,
        full_members=body.full_members,
        form=filed.get("form", ""),
        seats=filed.get("seats") or 0,
        deputies=filed.get("deputies") or 0,
        planned_on=date.fromisoformat(planned) if planned else None,
        ends_on=body.ends_on,
        grounds=filed.get("grounds", ""),
        on=on,
        first=body.first,
        regular=body.regular,
    )


def by_election_facts(body: BodyFacts, filed: Mapping[str, Any], on: date) -> ByElectionFacts:
    """Whoever has left by the day of the meeting holds no post then."""
    planned = date.fromisoformat(filed["planned_on"]) if filed.get("planned_on") else None
    return ByElectionFacts(
        kind=body.kind,
        leadership=leadership_of(body.key, max(on, planned or on)),
        full_members=body.full_members,
        form=filed.get("form", ""),
        seats=filed.get("seats") or 0,
        secretary=bool(filed.get("secretary")),
        deputies=filed.get("deputies") or 0,
        planned_on=planned,
        ends_on=body.ends_on,
        grounds=filed.get("grounds", ""),
        on=on,
        first=body.first,
    )


def _public(row: ElectionRequest) -> UUID:
    """The id of the open case, else the one a new one will bear. Which it is, is asked under the lock."""
    rows = Case.objects.filter(kind=ELECTION.kind.value, party_organization=row.body, unit__isnull=True)
    return rows.exclude(holder="").values_list("uuid", flat=True).first() or uuid4()


def body_to_file(act: Act, body: int) -> tuple[BodyFacts, Figures]:
    """The body, held until this transaction ends, so that two clerks begin one case. Raises Refused."""
    keep_tree()
    PartyOrganization.objects.filter(pk=body).select_for_update(no_key=True).first()
    if body not in nodes_in_reach(act.actor, [body], Action.FILE_CASE):
        refuse([out_of_reach("该党组织")])
    facts = body_facts(body, act.on)
    if not facts.kind or not facts.managed:
        refuse([absent(facts.label, act.on)])
    return facts, texts_of(body, act.on)


def _to_fill_in(act: Act, row: ElectionRequest) -> tuple[BodyFacts, Case | None]:
    facts, texts = body_to_file(act, row.body)
    lawful(lambda: may_begin(facts.kind, texts))
    held = open_case(ELECTION.kind.value, row.body)
    unchanged(held, row.version)
    if held is not None:
        if held.topic != row.topic:
            refuse([under_way(SERIES[held.topic])])
        state = state_of(ELECTION, held)
        if state not in (CaseState.DRAFT, CaseState.RETURNED):
            refuse(ELECTION.may_move(state, Verb.SUBMIT).objections or ELECTION.may_fill_in(CaseState.DONE).objections)
    return facts, held


def _begin(act: Act, row: ElectionRequest, facts: BodyFacts, public: UUID, *, silent: bool = False) -> Case:
    about = Beginning(
        public=public, party_organization=row.body, committee=facts.above, origin=row.body, topic=row.topic
    )
    return begin(act, ELECTION, about, row.filed, silent=silent)

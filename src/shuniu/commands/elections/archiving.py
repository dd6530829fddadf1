"""Archive an election with where its papers lie."""

from __future__ import annotations

from dataclasses import asdict

from shuniu.commands.cases.archiving import PapersKept, keep_places
from shuniu.commands.elections.moving import Moved, move_election
from shuniu.commands.journal import Act, open_act
from shuniu.models import Case
from shuniu.policy.elections.archiving import ELECTION_KEEPING
from shuniu.policy.words.cases import Verb


def archive_election(act: Act, row: PapersKept) -> None:
    """Nothing that is without a place stands against it. Raises Refused, ChangedMeanwhile."""
    with open_act(act, "election.archive", about=("election", row.case), request=asdict(row)) as opened:
        if opened.repeated:
            return
        move_election(opened.act, Moved(case=row.case, version=row.version, verb=Verb.ARCHIVE))
        keep_places(opened.act, ELECTION_KEEPING, Case.objects.get(uuid=row.case), row.places)

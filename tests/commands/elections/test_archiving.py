"""An election is archived with where its papers lie, whatever is lacking; the places are mended afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from tests.commands.cast import refused
from tests.commands.elections.bench import Bench

from shuniu.access import Actor
from shuniu.commands.cases.archiving import PapersKept
from shuniu.commands.cases.archiving import note_papers as note
from shuniu.commands.elections.archiving import archive_election
from shuniu.commands.journal import Act, ChangedMeanwhile
from shuniu.models import CasePaper, Entry
from shuniu.policy.elections.archiving import ELECTION_KEEPING
from shuniu.policy.words.archiving import ElectionPaper as P
from shuniu.policy.words.cases import Verb

pytestmark = pytest.mark.django_db


def note_papers(act: Act, row: PapersKept) -> None:
    note(act, ELECTION_KEEPING, row)


def places() -> dict[str, str]:
    return dict(CasePaper.objects.values_list("paper", "place"))


def keep(one: Bench, work: Any, by: Actor | None = None, version: int | None = None, **said: str) -> None:
    row = one.row
    kept = {P(paper): place for paper, place in said.items()}
    work(one.act(by), PapersKept(case=row.uuid, version=row.version if version is None else version, places=kept))


def codes(work: Any) -> list[str]:
    return [one.code for one in refused(work)]


def test_places_are_kept_with_the_archiving_and_mended_later(one: Bench) -> None:
    one.to_voting()
    one.vote({0: 10, 1: 9, 2: 8, 3: 1})
    one.vote({0: 3}, present=3, voters=3)
    one.report()
    one.reply()
    assert codes(lambda: keep(one, note_papers, ballots="2号柜")) == ["not_archived"]
    assert codes(lambda: keep(one, archive_election, ballots="柜" * 61)) == ["place_length"]
    assert (one.row.state, places()) == ("to_archive", {}), "nothing of a refused act stays"
    entries = Entry.objects.count()
    keep(one, archive_election, ballots=" 2号柜 ", minutes="")
    assert (one.row.state, places()) == ("done", {"ballots": "2号柜"})
    assert list(Entry.objects.order_by("pk").values_list("act", flat=True))[entries:] == ["election.archive"]
    first = CasePaper.objects.get().recorded_id
    with pytest.raises(ChangedMeanwhile):
        keep(one, note_papers, version=1, ballots="")
    assert codes(lambda: keep(one, note_papers, by=one.world.neighbour, ballots="")) == ["not_in_reach"]
    keep(one, note_papers, ballots="2号柜", minutes="3号柜")
    assert places() == {"ballots": "2号柜", "minutes": "3号柜"}
    assert CasePaper.objects.get(paper="ballots").recorded_id == first, "what reads as before stays as recorded"
    keep(one, note_papers, ballots="")
    assert places() == {"minutes": "3号柜"}
    assert codes(lambda: keep(one, archive_election)) and one.row.state == "done"
    assert Entry.objects.filter(act="election.papers").count() == 2


def test_an_election_is_archived_without_any_paper(one: Bench) -> None:
    one.to_voting()
    one.vote({0: 10, 1: 9, 2: 8, 3: 1})
    one.vote({0: 3}, present=3, voters=3)
    one.report()
    one.reply()
    one.move(Verb.ARCHIVE)
    assert (one.row.state, places()) == ("done", {})

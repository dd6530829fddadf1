"""Of an application or an adjustment that is over its committee notes where the papers lie; and mends that."""

from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.commands.cast import refused
from tests.commands.formation.adjusting_desk import AdjustingDesk
from tests.commands.formation.desk import Desk, desk

from shuniu.access import Actor
from shuniu.commands.cases.archiving import PapersKept, note_papers
from shuniu.commands.journal import ChangedMeanwhile
from shuniu.models import CasePaper, Entry
from shuniu.policy.formation.archiving import ADJUSTMENT_KEEPING, FORMATION_KEEPING
from shuniu.policy.words.adjusting import AdjustmentTopic
from shuniu.policy.words.archiving import FormationPaper as P
from shuniu.policy.words.cases import Verb

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(cast: Cast) -> Desk:
    return desk(cast)


def places() -> dict[str, str]:
    return dict(CasePaper.objects.values_list("paper", "place"))


def note(one: Desk, by: Actor | None = None, version: int | None = None, **said: str) -> None:
    row = one.row
    kept = {P(paper): place for paper, place in said.items()}
    kept_row = PapersKept(case=row.uuid, version=row.version if version is None else version, places=kept)
    note_papers(one.act(by or one.cast.clerk), FORMATION_KEEPING, kept_row)


def codes(one: Desk, **how: object) -> list[str]:
    return [said.code for said in refused(lambda: note(one, **how))]  # type: ignore[arg-type]


def test_places_are_noted_by_the_committee_once_it_is_over(one: Desk, cast: Cast) -> None:
    one.approved()
    assert codes(one, request="2号柜") == ["not_archived"]
    one.reply()
    assert codes(one, request="柜" * 61) == ["place_length"] and places() == {}
    # Neither the organization nor the office that looked through it keeps the papers.
    assert codes(one, by=one.clerk, request="2号柜") == codes(one, by=cast.secretary, request="2号柜")
    assert codes(one, by=cast.outsider, request="2号柜") == ["not_in_reach"]
    before = one.row.version
    note(one, request=" 2号柜 ", minutes="")
    assert (places(), one.row.version, one.row.state) == ({"request": "2号柜"}, before + 1, "done")
    first = CasePaper.objects.get().recorded_id
    with pytest.raises(ChangedMeanwhile):
        note(one, version=before, request="")
    note(one, request="2号柜", minutes="3号柜")
    assert CasePaper.objects.get(paper="request").recorded_id == first, "what reads as before stays as recorded"
    note(one, request="")
    assert places() == {"minutes": "3号柜"}
    assert Entry.objects.filter(act="formation.papers", subject=one.row.uuid).count() == 3


def test_also_of_one_that_was_refused_or_given_up_but_not_of_a_draft(one: Desk) -> None:
    one.submit()
    one.withdraw()
    one.drop()
    note(one, request="5号柜")
    assert (one.row.state, places()) == ("dropped", {"request": "5号柜"})
    one.begin()
    one.drop()
    assert codes(one, request="5号柜") == ["not_archived"], "nothing was ever sent"
    assert CasePaper.objects.count() == 1


def test_an_adjustment_is_kept_in_the_same_way(cast: Cast) -> None:
    one = AdjustingDesk(cast, AdjustmentTopic.RENAME)
    one.approved(name="中共澄川市澄笙学会党支部")
    row = one.row
    asked = PapersKept(case=row.uuid, version=row.version, places={P.REPLY: "2号柜"})
    said = refused(lambda: note_papers(cast.act(actor=cast.clerk), ADJUSTMENT_KEEPING, asked))
    assert [found.code for found in said] == ["not_archived"]
    one.reply()
    row = one.row
    kept = PapersKept(case=row.uuid, version=row.version, places={P.REPLY: "2号柜"})
    note_papers(cast.act(actor=cast.clerk), ADJUSTMENT_KEEPING, kept)
    assert places() == {"reply": "2号柜"} and Entry.objects.latest("pk").act == "adjustment.papers"
    assert Verb.ARCHIVE not in {step.verb for step in row.steps.all()}

"""The letters of an election: numbered by the register of whoever decides, without a gap; what was numbered on paper is
put down as such."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.commands.cast import TODAY, World, refused
from tests.commands.elections.bench import DAY, Bench, bench
from tests.commands.elections.test_postponements import ask, decide

from shuniu.commands.elections.letters import Numbering, Reminding, send_reminder
from shuniu.commands.elections.moving import Moved, move_election
from shuniu.commands.journal import ChangedMeanwhile
from shuniu.models import Case, Document, Post, Series
from shuniu.policy.words.cases import Verb

pytestmark = pytest.mark.django_db
NAME = "甲协会党支部"


def sent() -> list[tuple[int, str, bool]]:
    rows = Document.objects.order_by("pk").values_list("number", "title", "on_paper")
    return [(number, title, on_paper) for number, title, on_paper in rows]


def approve(one: Bench, **said: Any) -> None:
    row = one.row
    moved = Moved(case=row.uuid, version=row.version, verb=Verb.APPROVE, numbering=Numbering(**said))
    move_election(one.act(one.joint), moved)


def to_reply(one: Bench) -> None:
    one.to_voting()
    one.vote({0: 10, 1: 9, 2: 8, 3: 1})
    one.vote({0: 3}, present=3, voters=3)
    one.report()


@pytest.mark.req("P11")
def test_each_decision_goes_out_under_the_next_number_of_whoever_decides(one: Bench, world: World) -> None:
    to_reply(one)
    one.reply()
    other = bench(world, name="乙协会党支部")
    ask(other)
    decide(other, Verb.APPROVE)
    assert sent() == [
        (1, f"关于同意{NAME}换届选举的批复", False), (2, f"关于{NAME}选举结果的批复", False),
        (3, "关于同意乙协会党支部延期换届的批复", False),
    ]  # fmt: skip
    found = Document.objects.get(number=2)
    assert (found.mark, found.party_organization_id, found.addressed_to_id, found.addressee, found.issued_on) == (
        "北联", world.north, one.body, NAME, TODAY,
    )  # fmt: skip
    assert found.case is not None and found.case.uuid == one.row.uuid
    written = Post.objects.filter(party_organization=one.body, retracted__isnull=True, how="elected")
    assert set(written.values_list("document_number", flat=True)) == {"北联〔2026〕2号"}


def test_what_was_numbered_on_paper_is_put_down_as_such_and_the_series_goes_on(one: Bench) -> None:
    one.request()
    approve(one, mark="北联", number=7, issued_on=TODAY - DAY)
    found = Document.objects.get()
    assert (found.number, found.on_paper, found.issued_on) == (7, True, TODAY - DAY)
    one.nominate(range(4), 0)
    one.move(Verb.ACCEPT, one.joint)
    one.vote({0: 10, 1: 9, 2: 8, 3: 1})
    one.vote({0: 3}, present=3, voters=3)
    one.report()
    one.reply()
    assert [number for number, _, _ in sent()] == [7, 8]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"mark": "南联"}, "mark_unknown"),
        ({"mark": "北联", "number": 1, "issued_on": TODAY + DAY}, "issued_later"),
        ({"mark": "北联", "number": 0}, "number_wrong"),
    ],
)
def test_a_number_that_cannot_be_is_refused_and_nothing_is_decided(one: Bench, said: dict[str, Any], code: str) -> None:
    one.request()
    assert [found.code for found in refused(lambda: approve(one, **said))] == [code]
    assert (one.row.state, sent()) == ("requested", [])
    assert not Series.objects.filter(mark="北联〔〕", last__gt=0).exists()


def test_without_a_mark_of_its_own_nothing_goes_out(world: World) -> None:
    one = bench(world, mark_of_north="")
    one.request()
    found = refused(lambda: approve(one))
    assert [told.code for told in found] == ["mark_missing"] and "本级决定" in found[0].remedy
    approve(one, mark="北联", number=1, issued_on=TODAY)
    assert one.row.state == "nominating"


def test_a_decision_that_is_refused_uses_no_number(one: Bench) -> None:
    to_reply(one)
    refused(lambda: one.reply(TODAY + DAY))
    one.reply()
    assert [number for number, _, _ in sent()] == [1, 2]


def remind(one: Bench, seen: tuple[int, ...] = (), by: Any = None, **said: Any) -> str:
    row = Reminding(body=one.body, numbering=Numbering(**said), seen=seen)
    return send_reminder(one.act(by or one.joint), row).number


def test_a_reminder_is_numbered_once_for_whoever_looked(one: Bench) -> None:
    assert remind(one) == "北联〔2026〕1号"
    found = Document.objects.get()
    assert (found.title, found.kind, found.addressed_to_id, found.case_id) == (
        f"关于做好{NAME}换届选举工作的提醒函", "letter", one.body, None,
    )  # fmt: skip
    with pytest.raises(ChangedMeanwhile):
        remind(one)
    assert remind(one, (found.pk,)) == "北联〔2026〕2号"
    assert not Case.objects.exists()


def test_who_may_not_remind_and_who_need_not_be_reminded(one: Bench, world: World) -> None:
    def codes(work: Callable[[], object]) -> list[str]:
        return [told.code for told in refused(work)]

    for stranger in (one.secretary, world.neighbour):
        assert codes(lambda by=stranger: remind(one, by=by)) == ["not_in_reach"]
    endless = bench(world, name="丙协会党支部", end=None)
    assert codes(lambda: remind(endless)) == ["term_open"]
    assert not Document.objects.exists()

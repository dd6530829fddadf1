"""Of a large node, whatever one act has touched is counted afresh as it was known before that act, however it hangs
together; and nothing but what it touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from tests.cast import BEGINNING, NOW, node
from tests.statistics.acts import Acts
from tests.statistics.ground import DAY, Ground

from shuniu.commands.figures.crossings import recount_crossings
from shuniu.commands.figures.recount import recount
from shuniu.commands.figures.rolls import recount_rolls
from shuniu.models import (
    Coverage,
    Employment,
    Formation,
    HubElement,
    Jurisdiction,
    LocalFigure,
    Membership,
    Naming,
    PackBinding,
    Person,
    Placement,
    Post,
    Registration,
    Unit,
)
from shuniu.policy.measures import MEASURES, Dimension, Measure, Subject
from shuniu.policy.words import HubElement as Element
from shuniu.policy.words import Line
from shuniu.statistics.answers import Table, Wanted
from shuniu.statistics.earlier import lasting
from shuniu.statistics.earlier.figures import Asking
from shuniu.statistics.earlier.moment import Moment, Then, known_at
from shuniu.statistics.earlier.rows import rows_known_for
from shuniu.statistics.earlier.since import ASKED_OF

pytestmark = pytest.mark.django_db

LATE = BEGINNING + timedelta(days=200)
MINE = {key: one for key, one in MEASURES.items() if one.subject in ASKED_OF}
OF_UNITS = [key for key, one in MINE.items() if one.subject is Subject.UNIT]
BY_CHILD = ["social_organizations", "organization_coverage", "party_organizations", "roll_members"]
BY_TYPE = [key for key in OF_UNITS if Dimension.TYPE in MEASURES[key].dimensions]


def said(top: int, moment: Moment, *, large: bool = True, ways: int = 4) -> dict[Any, Any]:
    """Every measure that can be asked so; on another line, by child and narrowed to a type; with whom it counts."""
    found: dict[Any, Any] = {}
    asked: list[tuple[list[str], list[str], Line | None, Mapping[str, str]]] = [
        (list(MINE), [], None, {}),
        (OF_UNITS, [], Line.GUIDED, {}),
        ([key for key in BY_CHILD if key in MINE], ["child"], None, {}),
        (BY_TYPE, [], None, {"type": "基金会"}),
    ]
    for number, (keys, by, line, narrowed) in enumerate(asked[:ways]):
        asking = Asking(top, DAY, moment, narrowed)
        asking.large = large
        for key, (told, public) in asking.figures(dict.fromkeys(keys, by), line).items():
            found[number, key] = replace(told, known_at=None) if isinstance(told, Table) else told, public
    return found


class World(Acts):
    """A world in which each kind of fact makes a difference of its own."""

    def __init__(self, put: Ground) -> None:
        super().__init__(put)
        cast = self.cast
        self.second = node(cast.opening, "second", "第二支部", "party_branch", cast.joint)
        self.gone = node(cast.opening, "gone", "已撤销的联合党委", "joint_committee", cast.other, end=LATE)
        recount(None, nodes=[self.second, self.gone])
        names = ("shared", "beside", "bare", "loose", "kept", "left", "led", "guided", "far", "own")
        at = {"loose": None, "kept": None, "left": None, "far": cast.other}
        self.of = {
            name: put.unit(name, at=at.get(name, cast.joint), type=["foundation", "social_association"][index % 2],
                           full_time_staff=[None, 3][index % 2], part_time_staff=None)
            for index, name in enumerate(names)
        }  # fmt: skip
        Unit.objects.filter(pk=self.of["kept"]).update(registered_at=cast.other)
        Unit.objects.filter(pk=self.of["left"]).update(registered_at=self.gone)
        for name in ("shared", "beside"):
            put.cover(self.of[name], cast.branch)
        put.cover(self.of["own"], self.second)
        self.hub = put.unit("hub", at=cast.joint)
        put.hub(self.hub, "city", "推荐", *Element)
        put.guide(self.of["led"], hub=self.hub)
        put.guide(self.of["guided"], node=cast.other)
        put.heads(self.of["bare"], 5, 6)
        put.post("Z9", self.of["far"])
        self.people = [self.works("own", "会长") for _ in range(3)]
        put.settle()
        self.decide(0, BEGINNING, None)
        instruments = [{"key": key, "label": key} for key in ("liaison", "instructor", "hub_mechanism")]
        put.fact(
            LocalFigure, None, None, party_organization_id=cast.joint, key="work_coverage.instruments",
            value=instruments, decision="决定",
        )  # fmt: skip
        recount(None, nodes=[cast.joint])
        self.settle()

    def works(self, unit: str, position: str) -> int:
        person = Person.objects.create(recorded=self.cast.opening).pk
        more = {"person_id": person, "unit_id": self.of[unit], "position": position}
        self.put.fact(Employment, None, None, **more)
        self.put.fact(Membership, None, None, person_id=person, party_organization_id=self.second, state="full")
        recount_rolls([self.second])
        return int(person)

    def again(self, *units: str, nodes: tuple[int, ...] = ()) -> None:
        recount(None, units=[self.of[name] for name in units], nodes=nodes)

    def take_back(self, model: type[Any], **which: Any) -> None:
        model.objects.filter(retracted__isnull=True, **which).update(retracted=self.cast.opening)

    def otherwise(self, model: type[Any], which: Mapping[str, Any], **values: Any) -> None:
        """The fact that holds is taken back, and another one holds from the same day on."""
        row = model.objects.filter(retracted__isnull=True, **which).values()[0]
        self.take_back(model, **which)
        model.objects.create(**{**row, "id": None, "recorded_id": self.cast.opening.pk, **values})


def register(one: World) -> None:
    recount(None, units=[one.put.unit("new", at=one.cast.joint)])


def restate(one: World) -> None:
    one.otherwise(Registration, {"unit": one.of["bare"]}, type="foundation", full_time_staff=9)
    one.again("bare")


def strike(one: World) -> None:
    one.take_back(Registration, unit=one.of["bare"])
    one.again("bare")


def take_over(one: World) -> None:
    one.put.answer(one.of["loose"], one.cast.joint)
    one.again("loose")


def let_go(one: World) -> None:
    one.take_back(Jurisdiction, unit=one.of["bare"])
    one.again("bare")


def cover(one: World) -> None:
    one.put.cover(one.of["bare"], one.second)
    one.again("bare")


def uncover(one: World) -> None:
    """What remains is alone at its branch from then on: it is formed separately."""
    one.take_back(Coverage, unit=one.of["beside"])
    one.again("beside")


def leave_alone(one: World) -> None:
    """Whose last organization it was covers nothing any more, and is counted there no more."""
    one.take_back(Coverage, unit=one.of["own"])
    one.again("own")


def work(one: World) -> None:
    one.put.work(one.of["bare"], "liaison")
    one.again("bare")


def send(one: World) -> None:
    one.put.post("Z1", one.of["loose"])
    one.again("loose")


def guide(one: World) -> None:
    one.put.guide(one.of["bare"], node=one.cast.other)
    one.again("bare")


def report(one: World) -> None:
    one.put.heads(one.of["far"], 7, 9, DAY)
    one.again("far")


def report_before(one: World) -> None:
    one.put.heads(one.of["far"], 7, 9, DAY - timedelta(days=9))
    one.again("far")


def unmake_hub(one: World) -> None:
    one.take_back(HubElement, unit=one.hub, element=list(Element)[0])
    recount(None, units=[one.hub])
    one.again("led")


def employ(one: World) -> None:
    """Somebody who is held at a branch already works elsewhere."""
    one.otherwise(Employment, {"person": one.people[0]}, unit_id=one.of["far"])
    one.again("own", "far")


def let_leave(one: World) -> None:
    one.take_back(Membership, person=one.people[0])
    recount_rolls([one.second])
    one.again("own")


def join(one: World) -> None:
    person = Person.objects.create(recorded=one.cast.opening).pk
    one.put.fact(Membership, None, None, person_id=person, party_organization_id=one.cast.branch, state="full")
    recount_rolls([one.cast.branch])


def lead(one: World) -> None:
    one.put.fact(Post, None, None, person_id=one.people[0], party_organization_id=one.second, post="secretary")
    recount_crossings([one.second])


def demote(one: World) -> None:
    """Somebody who managed there manages no more."""
    one.otherwise(Employment, {"person": one.people[1]}, position="文员")
    one.again("own")


def rename(one: World) -> None:
    one.otherwise(Naming, {"party_organization": one.cast.branch}, kind="joint_committee")
    recount(None, nodes=[one.cast.branch])


def regrade(one: World) -> None:
    """Whom a joint committee answers for is reached by that: it is none any more."""
    one.otherwise(Naming, {"party_organization": one.cast.other}, kind="general_branch")
    recount(None, nodes=[one.cast.other])


def form(one: World) -> None:
    one.put.fact(Formation, None, None, party_organization_id=one.cast.branch, mode="separate")
    recount(None, nodes=[one.cast.branch])


def decide_above(one: World) -> None:
    _decided(one, one.cast.top, ["abnormal"])


def decide_below(one: World) -> None:
    _decided(one, one.cast.other, ["abnormal"])


def _decided(one: World, at: int, statuses: list[str]) -> None:
    one.put.fact(
        LocalFigure, None, None, party_organization_id=at, key="coverage.counted_statuses", value=statuses, decision="x"
    )
    recount(None, nodes=[at])


def bind(one: World) -> None:
    """Under the national texts alone no way of reaching by Party work is listed."""
    one.otherwise(PackBinding, {"party_organization": one.cast.top}, chain=["national"])
    recount(None, nodes=[one.cast.top])


def move(one: World) -> None:
    one.otherwise(Placement, {"party_organization": one.cast.joint}, parent_id=one.cast.stranger)
    recount(None, nodes=[one.cast.joint])


def move_what_keeps(one: World) -> None:
    """What it guides, and what is kept in its register, stands elsewhere as well."""
    one.otherwise(Placement, {"party_organization": one.cast.other}, parent_id=one.cast.stranger)
    recount(None, nodes=[one.cast.other])


def correct_what_ended(one: World) -> None:
    """Who stood above it on its last day keeps its register."""
    one.otherwise(Placement, {"party_organization": one.gone}, parent_id=one.cast.joint)
    recount(None, nodes=[one.gone])


GROUPS: Mapping[str, tuple[Callable[[World], None], ...]] = {
    "registers": (register, restate, strike, take_over, let_go),
    "work": (cover, uncover, work, send, guide, unmake_hub),
    "counts": (report, report_before, employ, let_leave, join),
    "bodies": (lead, demote, rename, regrade, form, leave_alone),
    "texts": (decide_above, decide_below, bind),
    "tree": (move, move_what_keeps, correct_what_ended),
}
BEFORE, MEANWHILE = known_at(NOW + timedelta(hours=49)), known_at(NOW + timedelta(hours=51))


@pytest.fixture
def one(cast: Any) -> World:
    return World(Ground(cast))


def nothing_found(measure: Measure, given: dict[str, Any]) -> list[int]:
    given["acts"] = []
    return []


@contextmanager
def acted(one: World, act: Callable[[World], None], hour: int = 50) -> Iterator[None]:
    with transaction.atomic():
        one.stamp(hour)
        act(one)
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("group", GROUPS)
def test_what_an_act_touched_is_told_as_it_was_known_before_it(
    one: World, group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it had ended when the figures were asked for, or ends while they are read, or bore an earlier moment and
    had not ended at that."""
    top = one.cast.top
    told = said(top, BEFORE, large=False)
    plainly = {key: each for key, each in told.items() if key[0] == 0}
    for act in GROUPS[group]:
        with acted(one, act):
            assert said(top, BEFORE) == told, act.__name__
            assert said(top, MEANWHILE) != told, f"{act.__name__} makes no difference"
            with monkeypatch.context() as patched:
                patched.setattr(lasting, "_changed", nothing_found)
                assert said(top, BEFORE, ways=1) == plainly, f"{act.__name__}, meanwhile"
        if act is GROUPS[group][0]:
            with acted(one, act, hour=48):
                unfinished = Moment(at=BEFORE.at, unfinished=frozenset([one.cast.opening.pk]))
                assert said(top, unfinished, ways=1) == plainly, f"{act.__name__}, unfinished"


@pytest.mark.parametrize("part", ["numerator", "denominator"])
def test_the_rows_behind_a_part_are_those_of_the_whole_count(
    one: World, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = ["organization_coverage", "work_coverage", "separate_formation"]
    then = Then(node=one.cast.top, on=DAY, at=NOW + timedelta(hours=49))

    def rows(key: str) -> Any:
        return rows_known_for(one.cast.clerk, key, then, wanted=Wanted(part=part))

    with acted(one, uncover):
        whole = [rows(key) for key in keys]
        assert all(one.rows for one in whole)
        monkeypatch.setattr(Asking, "lasts", lambda self, measure: measure.subject in ASKED_OF)
        assert [rows(key) for key in keys] == whole


def test_what_an_act_did_not_touch_is_not_counted_afresh(one: World) -> None:
    """Few are named: of one organization that is covered, itself and what its branch covers beside."""
    with acted(one, uncover):
        asking = Asking(one.cast.top, DAY, BEFORE)
        changed = asking.lasting("organization_coverage").changed
    assert changed == {one.of["beside"], one.of["shared"]}

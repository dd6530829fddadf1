"""The structure of a roll: counted as anybody would count it, told from above only where it is large enough."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.cast import NOW, Cast
from tests.web.members.people import enrolled, second_branch

from shuniu.access import Actor
from shuniu.commands.members.changing import MemberChange, change_members
from shuniu.commands.members.move import Relocation, move_members
from shuniu.policy.members.structure import Part
from shuniu.statistics import NotYours
from shuniu.statistics.reports import NothingKnown, Structure, member_structure, structure_by_child

DAY = NOW.date()
FULL = {"state": "full", "full_member_on": date(2011, 7, 1), "full_member_precision": "day"}


def said(found: Structure, part: Part) -> dict[str, int | None]:
    """Groups with anybody, and those that are withheld."""
    (one,) = [one for one in found.parts if one.part is part]
    return {group.label: number for group, number in one.lines if number != 0}


def more(found: Structure, part: Part) -> tuple[str, int | None] | None:
    return next(one.more for one in found.parts if one.part is part)


def people(cast: Cast, many: int, at: int | None = None, state: Any = None, **particulars: Any) -> list[int]:
    names = [f"党员{number}" for number in range(many)]
    born = {"born_precision": "day"} if "born_on" in particulars else {}
    return enrolled(cast, *names, at=at, membership=state or FULL, particulars={**particulars, **born})


@pytest.mark.req("I21")
class TestCounted:
    """A branch looks at itself: every number stands as it is."""

    def test_age_counts_from_the_birthday(self, cast: Cast) -> None:
        people(cast, 1, born_on=date(1989, 7, 1))  # 31 on the day
        people(cast, 2, born_on=date(1989, 7, 2))  # 31 the day after
        people(cast, 1)
        found = member_structure(cast.branch_secretary, cast.branch, DAY)
        assert said(found, Part.AGE) == {"30岁及以下": 2, "31至35岁": 1, "未填写": 1}

    def test_each_part(self, cast: Cast) -> None:
        people(cast, 5, sex="female", ethnic_group="01", education="11")
        people(cast, 6, sex="male", ethnic_group="03", education="31")
        people(cast, 1, ethnic_group="15", education="81")
        found = member_structure(cast.branch_secretary, cast.branch, DAY)
        assert found.own and found.members == 12
        assert said(found, Part.SEX) == {"男": 6, "女": 5, "未填写": 1}
        assert said(found, Part.EDUCATION) == {"研究生": 5, "大学专科": 6, "初中及以下": 1}
        # One alone has no line of its own, and the next larger goes with it.
        assert said(found, Part.ETHNIC_GROUP) == {"汉族": 5, "少数民族": 7}
        assert more(found, Part.ETHNIC_GROUP) == ("少数民族合计", 7)

    def test_work_is_classed_by_the_words_of_the_texts_and_never_guessed(self, cast: Cast) -> None:
        for position in ("秘书长", " 会 长 ", "律师", "退休", "名誉会长", "首席体验官"):
            enrolled(cast, "党员", membership=FULL, position=position)
        people(cast, 2)
        # Whoever has changed stands once, by the work of the day.
        (person,) = enrolled(cast, "党员", membership=FULL, position="教师")
        change_members(cast.act(DAY), [MemberChange(person=person, employment=(None, "保安"))])
        found = member_structure(cast.branch_secretary, cast.branch, DAY)
        assert said(found, Part.OCCUPATION) == {
            "企事业单位、社会组织管理人员": 2,
            "企事业单位、社会组织专业技术人员": 1,
            "离退休人员": 1,
            "工人（工勤技能人员）": 1,
            "未归类（名册所写不在分类用词之内）": 2,
            "未填写": 2,
        }
        assert found.members == 9

    def test_an_ethnic_group_large_enough_stands_alone(self, cast: Cast) -> None:
        people(cast, 5, ethnic_group="03")
        people(cast, 1, ethnic_group="01")
        found = member_structure(cast.branch_secretary, cast.branch, DAY)
        assert said(found, Part.ETHNIC_GROUP) == {"汉族": 1, "回族": 5}

    def test_full_members_are_parted_by_when_they_joined(self, cast: Cast) -> None:
        for admitted in (date(1978, 12, 31), date(1979, 1, 1), date(2012, 11, 30), date(2012, 12, 1)):
            people(cast, 1, state={**FULL, "admitted_on": admitted, "full_member_on": date(2015, 7, 1)})
        people(cast, 1, state={"state": "full"})
        people(cast, 2, state={"state": "probationary"})
        people(cast, 1, state={"state": ""})
        found = member_structure(cast.branch_secretary, cast.branch, DAY)
        assert said(found, Part.JOINED) == {
            "预备党员": 2,
            "正式党员，1949年10月至1978年12月入党": 1,
            "正式党员，1979年1月至2012年11月入党": 2,
            "正式党员，2012年12月及以后入党": 1,
            "正式党员，未填入党时间": 1,
            "未填写": 1,
        }
        assert more(found, Part.JOINED) == ("正式党员合计", 5)

    def test_the_day_decides_where_somebody_counts(self, cast: Cast) -> None:
        second = second_branch(cast)
        (person, *_) = people(cast, 8, sex="male")
        move_members(cast.act(date(2020, 1, 1)), [Relocation(person=person, party_organization=second)])
        before = member_structure(cast.branch_secretary, cast.branch, date(2019, 12, 31))
        after = member_structure(cast.branch_secretary, cast.branch, date(2020, 1, 1))
        assert (before.members, after.members) == (8, 7)


@pytest.fixture
def rolls(cast: Cast) -> int:
    """The branch: 12 men, 3 women. The second one, under the other joint committee: 20 men, 9 women."""
    second = second_branch(cast)
    people(cast, 12, sex="male")
    people(cast, 3, sex="female")
    people(cast, 20, at=second, sex="male")
    people(cast, 9, at=second, sex="female")
    return second


@pytest.mark.req("I21")
class TestFromAbove:
    def test_a_small_number_is_withheld_and_one_from_which_it_follows(self, cast: Cast, rolls: int) -> None:
        above = member_structure(cast.secretary, cast.joint, DAY)
        assert (above.members, above.own, said(above, Part.SEX)) == (15, False, {"男": None, "女": None})

    @pytest.mark.parametrize("who", ["clerk", "secretary"])
    def test_the_branch_itself_tells_no_more_to_those_above(self, cast: Cast, rolls: int, who: str) -> None:
        actor: Actor = getattr(cast, who)
        found = member_structure(actor, cast.branch, DAY)
        assert (found.own, said(found, Part.SEX)) == (False, {"男": None, "女": None})
        mine = member_structure(cast.branch_secretary, cast.branch, DAY)
        assert (mine.own, said(mine, Part.SEX)) == (True, {"男": 12, "女": 3})

    def test_by_child_it_does_not_follow_from_the_other_child(self, cast: Cast, rolls: int) -> None:
        whole = member_structure(cast.clerk, cast.top, DAY)
        assert said(whole, Part.SEX) == {"男": 32, "女": 12}
        table = structure_by_child(cast.clerk, cast.top, DAY, Part.SEX)
        assert [one.code for one in table.lines] == ["other", "joint"]
        assert [(one.numbers[:2], one.members) for one in table.lines] == [([None, None], 29), ([None, None], 15)]
        assert (table.totals[:2], table.members) == ([32, 12], 44)
        # Nor from the page of the other child, where nothing is small.
        assert said(member_structure(cast.clerk, cast.other, DAY), Part.SEX) == {"男": None, "女": None}
        # Whoever works there alone has no other page to set beside it.
        alone = cast.actor_at(cast.other, cast.secretary.role)
        assert said(member_structure(alone, cast.other, DAY), Part.SEX) == {"男": 20, "女": 9}

    def test_fewer_than_five_are_not_told_at_all(self, cast: Cast) -> None:
        people(cast, 4, sex="male")
        found = member_structure(cast.clerk, cast.joint, DAY)
        assert found.members is None and all(number is None for one in found.parts for _, number in one.lines)
        assert structure_by_child(cast.clerk, cast.joint, DAY, Part.SEX).lines == []

    def test_nobody_is_nobody(self, cast: Cast) -> None:
        assert member_structure(cast.clerk, cast.joint, DAY).members == 0

    def test_it_is_guarded_like_a_figure_of_the_node(self, cast: Cast, rolls: int) -> None:
        for actor, node in [(cast.outsider, cast.joint), (cast.branch_secretary, cast.joint), (cast.secretary, rolls)]:
            with pytest.raises(NotYours):
                member_structure(actor, node, DAY)
            with pytest.raises(NotYours):
                structure_by_child(actor, node, DAY, Part.SEX)
        with pytest.raises(NothingKnown):
            member_structure(cast.clerk, cast.top, date(2010, 1, 1))

"""Figures of a node on a day: what is counted, over what, by what it is broken down, and which rows open."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import pytest
from tests.cast import BEGINNING, Cast
from tests.statistics.ground import DAY, Ground

from shuniu.models import Unit
from shuniu.policy.measures import MEASURES
from shuniu.statistics import (
    Ambiguous,
    NoFigures,
    NotCountedSo,
    NotYours,
    Table,
    UnknownMeasure,
    Wanted,
    figure_for,
    figures_beside_for,
    figures_for,
    keys_instead_for,
    node_named,
    rows_for,
    trends_for,
)

pytestmark = pytest.mark.django_db


def told(cast: Cast, measure: str, on: date = DAY, by: tuple[str, ...] = (), node: int | None = None) -> Table:
    found = figure_for(cast.clerk, measure, node or cast.top, on, by)
    assert isinstance(found, Table), found
    return found


def numbers(table: Table) -> tuple[Any, Any, Any]:
    return table.numerator, table.denominator, table.value


@pytest.fixture
def city(ground_of_facts: Ground) -> Ground:
    """Four at the joint committee, one at the other, one unattached; one supervised, one filed, one struck off."""
    put, cast = ground_of_facts, ground_of_facts.cast
    bureau = put.supervisor("市教委", end=date(2019, 1, 1))
    put.rename(bureau, "市教育局", start=date(2019, 1, 1))
    a = put.unit("甲学会", at=cast.joint, full_time_staff=3, part_time_staff=2)
    b = put.unit("乙学会", at=cast.joint, type="foundation", mode="dual_administration", supervising_unit_id=bureau)
    c = put.unit("丙中心", at=cast.joint, status="filed", mode="decoupled", region="110102", field="")
    put.unit("丁商会", at=cast.joint, status="deregistered")
    e = put.unit("戊协会", at=cast.other)
    f = put.unit("己协会", mode="decoupled")
    put.post("Z01", e, start=date(2019, 6, 1))
    put.work(c, "trade_union")
    put.work(f, "womens_federation")
    put.cover(a, cast.branch, start=date(2018, 1, 1))
    put.cover(b, cast.branch, start=date(2019, 1, 1), end=DAY)
    put.heads(b, 3, 4)
    put.heads(c, 2, 7)
    put.settle()
    return put


@pytest.mark.req("A11", "E05")
def test_the_registered_total_counts_every_status_that_counts_and_whom_nobody_answers_for(city: Ground) -> None:
    assert numbers(told(city.cast, "social_organizations")) == (5, None, 5)
    assert numbers(told(city.cast, "unattached")) == (1, None, 1)
    assert numbers(told(city.cast, "decoupled_unattached")) == (1, None, 1)
    assert told(city.cast, "social_organizations", node=city.cast.joint).numerator == 3


@pytest.mark.req("E01", "E02", "E03", "E04", "E08", "E10")
def test_coverage_is_a_share_of_those_that_count_and_ends_on_the_first_day_it_is_not_true(city: Ground) -> None:
    cast = city.cast
    assert numbers(told(cast, "organization_coverage")) == (1, 5, 0.2)
    assert numbers(told(cast, "organization_coverage", DAY - timedelta(days=1))) == (2, 5, 0.4)
    assert numbers(told(cast, "organization_coverage", date(2017, 12, 31))) == (0, 5, 0.0)
    assert numbers(told(cast, "organization_coverage", date(2018, 1, 1))) == (1, 5, 0.2)
    # An instructor who is there and a trade union count under these texts, a women's federation does not.
    assert numbers(told(cast, "work_coverage")) == (2, 5, 0.4)
    assert numbers(told(cast, "work_coverage", date(2019, 5, 31))) == (1, 5, 0.2)
    assert numbers(told(cast, "combined_coverage")) == (3, 5, 0.6)
    assert numbers(told(cast, "combined_coverage", node=cast.other)) == (1, 1, 1.0)
    # 3 full members and no branch any more: should have one. 2 of 7 are not enough.
    assert numbers(told(cast, "eligible_not_formed")) == (1, None, 1)
    assert numbers(told(cast, "eligible_not_formed", DAY - timedelta(days=1))) == (0, None, 0)
    assert numbers(told(cast, "joint_committees")) == (2, None, 2)
    assert numbers(told(cast, "party_branches")) == (1, None, 1)
    assert numbers(told(cast, "party_branches", node=cast.other)) == (0, None, 0)


@pytest.mark.req("D24")
def test_separate_formation_is_an_indicator_of_its_own_beside_coverage(city: Ground) -> None:
    """Separately formed of those covered, not of all: coverage may be high and this low."""
    separate, covered = told(city.cast, "separate_formation"), told(city.cast, "organization_coverage")
    assert separate.denominator == covered.numerator
    assert separate.measure.name == "单独组建率"
    assert "分母为有党组织覆盖的社会组织" in separate.definition


def test_a_ratio_over_nothing_has_no_value(city: Ground) -> None:
    assert numbers(told(city.cast, "separate_formation", node=city.cast.other)) == (0, 0, None)
    assert numbers(told(city.cast, "organization_coverage", node=city.cast.branch)) == (0, 0, None)


def test_reported_members_never_share_a_label_with_what_is_counted(city: Ground) -> None:
    members = told(city.cast, "reported_members")
    assert (members.numerator, members.source.value, members.source.label) == (11, "reported", "填报数")
    assert members.missing == 3  # three organizations that state no number
    staff = told(city.cast, "employed_staff")
    assert (staff.numerator, staff.source.label) == (5, "按登记数据计算")


def test_cells_carry_codes_for_nodes_and_regions_and_chinese_otherwise(city: Ground) -> None:
    cast = city.cast

    def cells(measure: str, *by: str) -> dict[tuple[str, ...], tuple[Any, Any]]:
        return {
            tuple(cell.cell[one] for one in by): (cell.numerator, cell.denominator)
            for cell in told(cast, measure, by=by).by
        }

    assert cells("organization_coverage", "child") == {("joint",): (1, 3), ("other",): (0, 1), ("top",): (0, 1)}
    assert cells("social_organizations", "type") == {("社会团体",): (4, None), ("基金会",): (1, None)}
    assert cells("social_organizations", "region") == {("110101",): (4, None), ("110102",): (1, None)}
    assert cells("social_organizations", "field") == {("科技",): (4, None), ("未填写",): (1, None)}
    assert cells("social_organizations", "mode", "supervisor") == {
        ("直接登记", "无业务主管单位"): (2, None),
        ("双重管理", "市教育局"): (1, None),
        ("脱钩", "无业务主管单位"): (2, None),
    }
    assert cells("joint_committees", "child") == {("joint",): (1, None), ("other",): (1, None)}
    before = told(cast, "social_organizations", date(2018, 12, 31), ("supervisor",))
    assert {cell.cell["supervisor"] for cell in before.by} == {"无业务主管单位", "市教委"}
    for measure in ("social_organizations", "organization_coverage", "reported_members", "separate_formation"):
        for by in ("child", "type", "region", "field", "mode", "supervisor"):
            table = told(cast, measure, by=(by,))
            assert sum(cell.numerator for cell in table.by) == table.numerator


def test_every_number_opens_exactly_its_rows(city: Ground) -> None:
    cast = city.cast
    for measure in (
        "social_organizations",
        "organization_coverage",
        "eligible_not_formed",
        "reported_members",
        "unattached",
    ):
        table = told(cast, measure)
        page = rows_for(cast.clerk, measure, cast.top, DAY, wanted=Wanted(limit=None))
        assert not isinstance(page, NoFigures)
        uuids = sorted(str(row.uuid) for row in page.rows)
        assert table.rows_digest == sha256("\n".join(uuids).encode()).hexdigest()
        if not table.measure.sums:
            assert len(uuids) == table.numerator
    foundation = rows_for(
        cast.clerk, "social_organizations", cast.top, DAY, {"type": "基金会", "supervisor": "市教育局"}
    )
    assert not isinstance(foundation, NoFigures)
    (row,) = foundation.rows
    assert row.name == "乙学会"
    assert row.attributes["业务主管单位"] == "市教育局"
    assert row.attributes["党员情况依据"] == "人数填报"
    assert (row.attributes["正式党员"], row.attributes["达到应建标准"], row.attributes["党组织覆盖"]) == (
        3,
        True,
        False,
    )


def test_a_key_nobody_knows_is_told_apart_from_one_without_rows(city: Ground) -> None:
    """Known: what rows bear that day, and what words, texts and tables name without a row."""
    cast, top = city.cast, city.cast.top
    known = {"type": "基金会", "mode": "双重管理", "child": "other", "region": "110102", "field": "体育",
             "supervisor": "市教育局"}  # fmt: skip
    assert keys_instead_for(cast.clerk, "social_organizations", top, DAY, known) == {}
    unknown = keys_instead_for(cast.clerk, "social_organizations", top, DAY, dict.fromkeys(known, "没有这种"))
    assert set(unknown) == set(known)
    assert unknown["region"] == ["110101", "110102"]
    assert unknown["supervisor"] == ["无业务主管单位", "市教育局"]
    assert {"joint", "other"} <= set(unknown["child"])
    assert "科技" in unknown["field"] and "未填写" in unknown["field"]
    early = keys_instead_for(cast.clerk, "unattached", top, date(2018, 12, 31), {"supervisor": "市教育局"})
    assert early["supervisor"] == ["无业务主管单位", "市教委"]
    with pytest.raises(NotYours):
        keys_instead_for(cast.clerk, "unattached", 10**6, DAY, known)
    with pytest.raises(NotCountedSo):
        rows_for(cast.clerk, "residents", top, DAY, {"type": "基金会"})


def test_rows_come_page_by_page_in_the_order_of_their_names(city: Ground) -> None:
    cast = city.cast
    seen: list[str] = []
    after = None
    while True:
        page = rows_for(
            cast.clerk, "organization_coverage", cast.top, DAY, {}, Wanted(part="denominator", after=after, limit=2)
        )
        assert not isinstance(page, NoFigures)
        seen += [row.name for row in page.rows]
        after = page.after
        if after is None:
            break
    assert seen == sorted(seen)
    assert len(seen) == 5
    below = rows_for(cast.clerk, "social_organizations", cast.top, DAY, {"child": "joint"})
    assert not isinstance(below, NoFigures)
    assert sorted(row.name for row in below.rows) == sorted(["甲学会", "乙学会", "丙中心"])
    with pytest.raises(NotCountedSo):
        rows_for(cast.clerk, "social_organizations", cast.top, DAY, {}, Wanted(part="denominator"))


def test_committees_and_branches_open_as_party_organizations(city: Ground) -> None:
    page = rows_for(city.cast.clerk, "joint_committees", city.cast.top, DAY)
    assert not isinstance(page, NoFigures)
    assert [(row.code, row.attributes) for row in page.rows] == [
        ("joint", {"种类": "联合党委"}),
        ("other", {"种类": "联合党委"}),
    ]


def test_before_anything_is_known_there_is_no_zero(city: Ground) -> None:
    found = figure_for(city.cast.clerk, "social_organizations", city.cast.top, BEGINNING - timedelta(days=1))
    assert isinstance(found, NoFigures)
    assert "无数据" in found.sentence
    # A node that states no day of its own follows what stands above it.
    below = figure_for(city.cast.clerk, "unattached", city.cast.branch, BEGINNING - timedelta(days=1))
    assert isinstance(below, NoFigures)
    assert isinstance(figure_for(city.cast.clerk, "social_organizations", city.cast.top, BEGINNING), Table)
    told_of = trends_for(city.cast.clerk, ["social_organizations"], city.cast.top, date(2017, 1, 31), 2)
    points = told_of["social_organizations"]
    assert [(point.on, point.pair and point.pair.numerator) for point in points] == [
        (date(2016, 11, 30), None),
        (date(2016, 12, 31), 5),
        (date(2017, 1, 31), 5),
    ]


def test_a_trend_is_the_figure_of_each_month_end(city: Ground) -> None:
    keys = ["organization_coverage", "social_organizations", "party_branches"]
    found = trends_for(city.cast.clerk, keys, city.cast.top, DAY, 24)
    assert list(found) == keys
    for key, points in found.items():
        assert [point.on for point in points][-3:] == [date(2020, 5, 31), date(2020, 6, 30), DAY]
        for point in points:
            assert point.pair is not None
            table = told(city.cast, key, point.on)
            assert (point.pair.numerator, point.pair.denominator) == (table.numerator, table.denominator)


def test_figures_asked_together_are_the_figures_asked_one_by_one(city: Ground, django_assert_num_queries: Any) -> None:
    cast, keys = city.cast, [one.key for one in MEASURES.values()]
    for on in (DAY, BEGINNING, BEGINNING - timedelta(days=1)):
        for node in (cast.top, cast.joint, cast.branch):
            found = figures_for(cast.clerk, keys, node, on)
            assert found == [figure_for(cast.clerk, key, node, on, with_digest=False) for key in keys]
    one_subject = ["social_organizations", "organization_coverage", "work_coverage", "unattached"]
    for some in (one_subject[:1], one_subject):
        with django_assert_num_queries(8):
            figures_for(cast.clerk, some, cast.top, DAY)


def test_figures_beside_nodes_are_the_figures_of_the_nodes(city: Ground, django_assert_num_queries: Any) -> None:
    cast = city.cast
    measures = ["social_organizations", "organization_coverage", "eligible_not_formed", "party_branches"]
    nodes = [cast.top, cast.joint, cast.other, cast.branch]
    found = figures_beside_for(cast.clerk, [*nodes, cast.stranger], DAY, measures)
    assert set(found) == set(nodes)
    for node in nodes:
        for key in measures:
            table, pair = told(cast, key, node=node), found[node][key]
            assert pair is not None
            assert (pair.numerator, pair.denominator) == (table.numerator, table.denominator)
    for group in ([cast.joint], [cast.joint, cast.other], [cast.joint, cast.other] * 100):
        with django_assert_num_queries(9):
            figures_beside_for(cast.clerk, group, DAY, measures)


def test_foreign_and_missing_nodes_get_the_same_answer(city: Ground) -> None:
    cast = city.cast
    said = set()
    for actor, node in ((cast.clerk, cast.stranger), (cast.outsider, cast.top), (cast.clerk, 999_999_999)):
        for ask, what in (
            (figure_for, "social_organizations"),
            (rows_for, "social_organizations"),
            (figures_for, ["social_organizations"]),
            (trends_for, ["social_organizations"]),
        ):
            with pytest.raises(NotYours) as refused:
                ask(actor, what, node, DAY)  # type: ignore[operator]
            said.add(str(refused.value))
    assert len(said) == 1
    assert figure_for(cast.secretary, "social_organizations", cast.joint, DAY).known
    with pytest.raises(NotYours):
        figure_for(cast.secretary, "social_organizations", cast.top, DAY)


def test_a_node_is_found_by_code_or_by_its_name_of_the_day(city: Ground) -> None:
    cast = city.cast
    assert node_named(cast.clerk, "joint", DAY) == cast.joint
    assert node_named(cast.clerk, "中共澄川市教育领域联合委员会", DAY) == cast.other
    for text in ("stranger", "中共砚溪市社会组织综合委员会", "没有"):
        with pytest.raises(NotYours):
            node_named(cast.clerk, text, DAY)
    assert issubclass(Ambiguous, LookupError)


def test_what_is_not_defined_is_refused_in_words(city: Ground) -> None:
    with pytest.raises(UnknownMeasure, match="没有“happiness”"):
        figure_for(city.cast.clerk, "happiness", city.cast.top, DAY)
    with pytest.raises(NotCountedSo, match="不能按“colour”分组"):
        figure_for(city.cast.clerk, "social_organizations", city.cast.top, DAY, ("colour",))
    with pytest.raises(NotCountedSo):
        figure_for(city.cast.clerk, "party_branches", city.cast.top, DAY, ("region",))


def test_uuids_of_the_digest_are_those_of_the_register(city: Ground) -> None:
    page = rows_for(city.cast.clerk, "unattached", city.cast.top, DAY)
    assert not isinstance(page, NoFigures)
    assert Unit.objects.get(uuid=page.rows[0].uuid).registered_at_id == city.cast.top

"""Which texts apply, what the office decides where they are silent, and what it adopts: dated, with its basis."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.commands.cast import START, TODAY, World, refused

from shuniu.commands.packs.bind import Binding, bind_packs
from shuniu.commands.packs.decide import (
    AdoptedPractice,
    DecidedFigure,
    adopt_practices,
    decide_figures,
    withdraw_figures,
)
from shuniu.commands.packs.figures import Reported, SetTarget, report_figures, set_targets
from shuniu.models import LocalFigure, PackBinding, ReportedFigure, Target
from shuniu.policy.packs import Figures, NotStated
from shuniu.policy.words import Force
from shuniu.policy.words.accounts import Role
from shuniu.queries.facts.packs import figures_at

DAY = timedelta(days=1)
LATER = date(2020, 7, 1)


def figures(node: int, on: date) -> Figures:
    found = figures_at([node], on)[node]
    assert found is not None
    return found


def test_nodes_below_follow_the_nearest_chain_of_the_day(world: World) -> None:
    assert figures(world.north, TODAY).chain == ("bj2020", "bj2016", "bj2015", "national")
    bind_packs(world.act(LATER), [Binding(party_organization=world.north, chain=("ah2017", "national"))])
    assert figures(world.north, LATER - DAY).chain[0] == "bj2020"
    assert figures(world.north, LATER).chain == ("ah2017", "national")
    assert figures(world.south, LATER).chain[0] == "bj2020"
    bind_packs(world.act(TODAY), [Binding(party_organization=world.north, chain=None)])
    assert figures(world.north, TODAY).chain[0] == "bj2020"
    assert PackBinding.objects.get(retracted__isnull=True, party_organization=world.north).chain == [
        "ah2017",
        "national",
    ]
    assert figures_at([world.neighbour_committee], TODAY)[world.neighbour_committee] is None


@pytest.mark.parametrize(
    ("chain", "code"),
    [
        ((), "chain_empty"),
        (("mars", "national"), "pack_unknown"),
        (("national", "national"), "pack_twice"),
        (("national", "bj2016"), "pack_order"),
        (("bj2020", "national"), "pack_order"),
    ],
)
def test_a_chain_names_known_texts_from_near_to_far(world: World, chain: tuple[str, ...], code: str) -> None:
    row = Binding(party_organization=world.north, chain=chain)
    assert code in {one.code for one in refused(lambda: bind_packs(world.act(), [row]))}


def test_where_the_texts_are_silent_the_office_decides_with_its_basis(world: World) -> None:
    key = "structure.joint_committee_load_tolerance"
    with pytest.raises(NotStated):
        figures(world.north, LATER).value(key)
    row = DecidedFigure(party_organization=world.committee, key=key, value=5, decision="综合党委会议纪要〔2020〕3号")
    assert decide_figures(world.act(LATER), [row]) == [world.committee]
    decided = figures(world.north, LATER).value(key)
    assert (decided.value, decided.force, decided.decision) == (5, Force.LOCAL, "综合党委会议纪要〔2020〕3号")
    with pytest.raises(NotStated):
        figures(world.north, LATER - DAY).value(key)
    assert withdraw_figures(world.act(TODAY), [(world.committee, key)]) == [world.committee]
    assert figures(world.north, TODAY).stated(key) is None
    assert figures(world.north, TODAY - DAY).integer(key) == 5


def test_what_is_withdrawn_holds_on_no_later_day(world: World) -> None:
    """A decision known for a later day, or another key of the same node, is told apart."""
    key, other = "structure.joint_committee_load_tolerance", "formation.modes"
    node, later = world.committee, TODAY + DAY
    for on, value in ((LATER, 5), (later, 8)):
        row = DecidedFigure(party_organization=node, key=key, value=value, decision="会议")
        decide_figures(world.act(on), [row])
    kept = DecidedFigure(party_organization=node, key=other, value=[{"key": "a", "label": "甲"}], decision="会议")
    decide_figures(world.act(LATER), [kept])
    assert withdraw_figures(world.act(TODAY), [(node, key)]) == [node]
    assert figures(node, later).stated(key) is None
    assert figures(node, TODAY - DAY).integer(key) == 5
    assert LocalFigure.objects.get(retracted__isnull=True, key=other).period.upper is None
    assert withdraw_figures(world.act(TODAY), [(node, key)]) == []


def test_a_normative_number_is_not_replaced_and_every_fault_is_told(world: World) -> None:
    node = world.committee
    rows = [
        DecidedFigure(party_organization=node, key="formation.min_full_members", value=2, decision="会议"),
        DecidedFigure(party_organization=node, key="no.such.key", value=2, decision="会议"),
        DecidedFigure(party_organization=node, key="structure.joint_committee_load_tolerance", value="五"),
    ]
    objections = refused(lambda: decide_figures(world.act(), rows))
    assert [(one.row, one.code) for one in objections] == [
        (0, "stated_by_text"),
        (1, "key_unknown"),
        (2, "basis_missing"),
        (2, "value_wrong"),
    ]
    assert objections[0].clause.key.split("#")[0] in {"bj2016", "national"}


def test_an_open_list_may_be_added_to(world: World) -> None:
    value = [{"key": "affiliated", "label": "挂靠组建"}]
    row = DecidedFigure(party_organization=world.committee, key="formation.modes", value=value, decision="会议")
    decide_figures(world.act(), [row])
    assert figures(world.north, TODAY).layers("formation.modes")[0].value[0]["key"] == "affiliated"
    assert len(figures(world.north, TODAY).layers("formation.modes")) > 1


def test_a_practice_holds_from_the_day_it_is_adopted(world: World) -> None:
    assert figures(world.north, LATER).value("leading_body.rules").pack == "bj2016"
    row = AdoptedPractice(
        party_organization=world.committee, key="leading_body.rules", pack="bj2020", decision="综合党委决定"
    )
    adopt_practices(world.act(LATER), [row])
    assert figures(world.north, LATER - DAY).value("leading_body.rules").pack == "bj2016"
    assert figures(world.north, LATER).value("leading_body.rules").pack == "bj2020"
    wrong = AdoptedPractice(party_organization=world.committee, key="leading_body.rules", pack="xy")
    assert [one.code for one in refused(lambda: adopt_practices(world.act(), [wrong]))][:2] == [
        "basis_missing",
        "not_reported",
    ]


@pytest.mark.req("E07")
def test_a_target_has_baseline_points_deadline_and_source(world: World) -> None:
    row = SetTarget(
        party_organization=world.committee,
        measure="organization_coverage",
        baseline=Decimal("31"),
        points=Decimal("5"),
        due_on=date(2018, 12, 31),
        source="皖社党〔2017〕年度工作报告",
    )
    assert set_targets(world.act(date(2017, 12, 31)), [row]) == [world.committee]
    held = Target.objects.get(party_organization=world.committee)
    assert (held.baseline, held.points, held.due_on) == (Decimal("31"), Decimal("5"), date(2018, 12, 31))
    wrong = SetTarget(
        party_organization=world.committee,
        measure="social_organizations",
        baseline=Decimal("98"),
        points=Decimal("5"),
        due_on=TODAY,
        source="",
    )
    assert {one.code for one in refused(lambda: set_targets(world.act(), [wrong]))} == {
        "measure_unknown",
        "due_passed",
        "points_wrong",
        "source_missing",
    }


@pytest.mark.req("B29", "B30", "B32")
def test_reported_ratios_keep_their_source_and_day(world: World) -> None:
    shares = {"law_firms_covered": "0.686", "accounting_firms_formed": "0.613", "taxi_companies_synchronized": "0.92"}
    rows = [
        Reported(party_organization=world.committee, key=key, share=Decimal(share), source="工作报告（2015年）")
        for key, share in shares.items()
    ]
    report_figures(world.act(START), rows)
    held = ReportedFigure.objects.filter(party_organization=world.committee)
    assert {one.key: str(one.share.normalize()) for one in held if one.share is not None} == shares
    assert {one.source for one in held} == {"工作报告（2015年）"}
    later = Reported(
        party_organization=world.committee, key="law_firms_covered", share=Decimal("0.7"), source="二〇二〇年报"
    )
    report_figures(world.act(LATER), [later])
    rows_of_key = held.filter(retracted__isnull=True, key="law_firms_covered")
    assert rows_of_key.get(period__contains=LATER - DAY).share == Decimal("0.686")
    assert rows_of_key.get(period__contains=LATER).share == Decimal("0.7")


def test_a_counted_figure_is_never_reported(world: World) -> None:
    rows = [
        Reported(party_organization=world.committee, key="social_organizations", source="估计", numerator=Decimal(1)),
        Reported(party_organization=world.committee, key="law_firms_covered", source="", share=Decimal("92")),
        Reported(
            party_organization=world.committee,
            key="businesses_work_covered",
            source="台账",
            numerator=Decimal(9),
            denominator=Decimal(5),
        ),
    ]
    objections = refused(lambda: report_figures(world.act(), rows))
    assert [(one.row, one.code) for one in objections] == [
        (0, "not_reported"),
        (1, "source_missing"),
        (1, "share_wrong"),
        (2, "counts_wrong"),
    ]


@pytest.mark.parametrize(
    "command",
    [
        lambda act, node: bind_packs(act, [Binding(party_organization=node, chain=("national",))]),
        lambda act, node: decide_figures(
            act,
            [
                DecidedFigure(
                    party_organization=node, key="structure.joint_committee_load_tolerance", value=1, decision="会议"
                )
            ],
        ),
        lambda act, node: report_figures(
            act, [Reported(party_organization=node, key="residents", source="公报", numerator=Decimal(1))]
        ),
    ],
)
def test_only_who_decides_at_the_node_writes(world: World, command: Any) -> None:
    joint_clerk = world.actor(Role.JOINT_COMMITTEE_CLERK, world.north)
    assert refused(lambda: command(world.act(by=joint_clerk), world.north))[0].code == "not_in_reach"
    assert refused(lambda: command(world.act(), world.neighbour_committee))[0].code == "not_in_reach"
    assert refused(lambda: command(world.act(), 999_999))[0].code == "not_in_reach"


def test_the_same_key_decides_once(world: World) -> None:
    row = DecidedFigure(
        party_organization=world.north, key="structure.joint_committee_load_tolerance", value=5, decision="会议"
    )
    assert decide_figures(world.act(key="a"), [row]) == decide_figures(world.act(key="a"), [row])
    assert LocalFigure.objects.count() == 1

"""The three worlds as loaded through the ordinary commands: the figures come out of rows by the measures."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from tests.ground.demonstration import LOADED_AT, TODAY, Loaded

from shuniu.access import Actor, submissions_on_the_list
from shuniu.jobs.demonstration import load
from shuniu.kernel.text import fold
from shuniu.models import (
    Account,
    Coverage,
    Entry,
    Jurisdiction,
    LocalFigure,
    Membership,
    MembershipRequest,
    Naming,
    OfficeContact,
    Participation,
    PartyOrganization,
    Placement,
    Registration,
    Succession,
    Unit,
    UnitName,
)
from shuniu.policy.packs import merged
from shuniu.policy.words.submissions import EntryState
from shuniu.queries.accounts import account_named, actor_for, home_office
from shuniu.statistics.answers import NoFigures, Table
from shuniu.statistics.asking import figure_for, rows_for
from shuniu.statistics.reports.entries import entry_progress
from shuniu.statistics.reports.hubs import hub_levels, hub_mechanisms
from shuniu.statistics.reports.load import instructor_loads, joint_committee_loads
from shuniu.statistics.reports.register import planning_gaps, target_lines

pytestmark = pytest.mark.usefixtures("loaded")
COUNTED = date(2020, 7, 1)
REPORTED = "structure.reported"
KNOWN_FROM = date(2016, 12, 1)


def node(code: str) -> int:
    return PartyOrganization.objects.get(code=code).pk


def clerk(code: str = "beijing") -> Actor:
    return actor_for(account_named(code), None, LOADED_AT)


def counted(measure: str, on: date = COUNTED, at: str = "beijing", by: tuple[str, ...] = ()) -> Table:
    found = figure_for(clerk(at), measure, node(at), on, by)
    assert isinstance(found, Table), found
    return found


def number(measure: str, on: date = COUNTED, at: str = "beijing") -> Any:
    return counted(measure, on, at).numerator


@pytest.mark.req("E03", "B04", "B08")
def test_the_report_of_2020_comes_out_of_rows() -> None:
    assert number("joint_committees") == 52
    assert number("social_organizations") == 2973
    assert number("party_branches") == 791
    assert number("unattached") == 0
    below = counted("social_organizations", by=("child",)).by
    assert len(below) == 52
    assert sum(cell.numerator for cell in below) == 2973


@pytest.mark.req("E05")
def test_the_rounded_number_is_told_and_the_exact_one_is_counted() -> None:
    told = {row["key"]: row for row in merged(("bj2020", "bj2016", "bj2015", "national"), COUNTED).rows(REPORTED)}
    assert told["in_scope_rounded"]["number"] == "3000"
    assert told["social_organizations"]["number"] == str(number("social_organizations")) == "2973"


def test_every_number_opens_its_rows() -> None:
    for measure in ("joint_committees", "social_organizations", "party_branches"):
        table = counted(measure)
        page = rows_for(clerk(), measure, node("beijing"), COUNTED)
        assert table.value == table.numerator
        assert len(table.rows_digest) == 64
        assert not isinstance(page, NoFigures)
        assert len(page.rows) == min(100, table.numerator or 0)


def test_every_axis_and_name_is_of_the_structure_of_2020() -> None:
    rows = Naming.objects.filter(kind="joint_committee", period__contains=COUNTED, retracted__isnull=True)
    assert set(rows.values_list("axis", flat=True)) == {"industry", "category", "field"}
    assert all(name.startswith("市") and name.endswith("联合党委") for name in rows.values_list("name", flat=True))
    adopted = LocalFigure.objects.filter(key="structure.tiers", period__contains=COUNTED, retracted__isnull=True).get()
    assert adopted.value == {"adopts": "bj2020"}
    assert adopted.decision


@pytest.mark.parametrize("on", [KNOWN_FROM - timedelta(days=1), date(2012, 6, 1)])
def test_before_the_committee_nothing_is_known_and_never_zero(on: date) -> None:
    for measure in ("social_organizations", "organization_coverage", "joint_committees"):
        found = figure_for(clerk(), measure, node("beijing"), on)
        assert isinstance(found, NoFigures)
        assert "无数据" in found.sentence
    assert number("social_organizations", KNOWN_FROM) > 1000
    assert number("joint_committees", KNOWN_FROM) == 0


def test_units_have_a_dated_history_from_2010() -> None:
    old = Registration.objects.filter(period__contains=date(2010, 6, 1), retracted__isnull=True)
    assert old.count() > 1000
    assert not Registration.objects.filter(period__contains=date(2009, 12, 31), retracted__isnull=True).exists()


def test_almost_everything_is_covered_by_an_organization_or_by_work() -> None:
    combined = counted("combined_coverage")
    assert combined.denominator == 2973
    assert combined.value is not None
    assert 0.94 < combined.value < 0.99
    earlier = counted("combined_coverage", date(2017, 7, 1)).value
    assert earlier is not None
    assert earlier < 0.2
    covered = counted("organizations_covered").numerator
    assert covered is not None
    assert 1000 <= covered <= 1300
    assert 24 <= number("eligible_not_formed") <= 60


def test_the_tree_of_yesterday_is_still_the_tree_of_yesterday() -> None:
    before_split, after_merger = date(2019, 6, 4), date(2019, 9, 4)
    assert number("joint_committees", before_split) == 52
    assert number("joint_committees", date(2019, 6, 5)) == 53
    assert number("joint_committees", after_merger) == 52
    culture = Naming.objects.filter(party_organization__code="beijing-11", retracted__isnull=True).order_by("period")
    assert ["文化创意" in one.name for one in culture] == [True, False]
    gone = Naming.objects.get(party_organization__code="beijing-past-01", retracted__isnull=True)
    assert gone.period.upper == after_merger
    moved = Placement.objects.filter(retracted__isnull=True, party_organization__code__startswith="beijing-b")
    first, *_ = sorted(
        moved.filter(period__endswith__isnull=False, parent__code="beijing").values_list(
            "party_organization", flat=True
        )
    )
    parents = moved.filter(party_organization=first).order_by("period").values_list("parent__code", flat=True)
    assert len(parents) == 2
    assert parents[0] == "beijing"


@pytest.mark.req("A06")
def test_decoupling_changes_mode_and_leading_body_from_one_day() -> None:
    on = date(2018, 6, 20)
    rows = Registration.objects.filter(mode="decoupled", period__startswith=on, retracted__isnull=True)
    assert rows.count() > 20
    unit = rows.order_by("unit").values_list("unit", flat=True)[0]
    before, after = (
        Jurisdiction.objects.get(unit=unit, period__contains=day, retracted__isnull=True).party_organization
        for day in (on - timedelta(days=1), on)
    )
    assert not before.managed
    assert after.managed
    assert number("decoupled_unattached") == 0


def test_supervised_organizations_are_not_claimed_by_the_committee() -> None:
    """X-07: the report speaks of three kinds only; the others are contacted, and counted elsewhere."""
    led = counted("social_organizations", by=("mode",)).by
    modes = {cell.cell["mode"]: cell.numerator for cell in led}
    assert set(modes) == {"直接登记", "民政部门主管", "脱钩"}
    assert Jurisdiction.objects.filter(
        party_organization__managed=False, period__contains=TODAY, retracted__isnull=True
    ).exists()


@pytest.mark.req("B06")
def test_loads_are_uneven_and_58_is_too_many() -> None:
    loads = joint_committee_loads(clerk(), node("beijing"), COUNTED)
    assert len(loads) == 52
    (heavy,) = [one for one in loads if one.organizations == 58]
    assert heavy.load is not None
    assert heavy.load.warns
    assert heavy.load.target == 50
    assert not all(one.load is not None and one.load.warns for one in loads)


@pytest.mark.req("C01", "C04")
def test_hubs_stand_at_three_levels_outside_of_what_is_counted() -> None:
    levels = [(one.level, one.verb, one.hubs) for one in hub_levels(clerk(), node("beijing"), COUNTED)]
    assert levels == [("市级", "认定", 36), ("区级", "建立", 211), ("街道级", "建立", 403)]
    mechanisms = hub_mechanisms(clerk(), node("beijing"), COUNTED)
    complete = [one for one in mechanisms if one.mechanism is not None and one.mechanism.complete]
    assert len(mechanisms) == 650
    assert 0 < len(complete) < 650
    assert all(len(one.present) == 4 for one in complete)


def test_abolished_and_renamed_supervising_units_stay_findable() -> None:
    held = UnitName.objects.filter(retracted__isnull=True)
    assert held.filter(name="市旅游发展委员会", abolished=True).exists()
    names = held.filter(unit__in=held.filter(name="市文化局").values("unit")).order_by("period")
    assert list(names.values_list("name", flat=True)) == ["市文化局", "市文化和旅游局"]
    assert Succession.objects.filter(predecessor__names__name="市旅游发展委员会", retracted__isnull=True).exists()


def test_life_goes_on_until_today() -> None:
    assert number("joint_committees", TODAY) == 53
    assert number("social_organizations", TODAY) != 2973
    assert number("party_branches", TODAY) > 791
    assert 0 < number("unattached", TODAY) < 10
    lines = target_lines(clerk(), node("beijing"), TODAY)
    assert {one.target.deadline for one in lines} == {date(2020, 12, 31), date(TODAY.year, 12, 31)}


@pytest.mark.req("G07")
def test_ten_instructors_were_sent_to_31_organizations() -> None:
    assert number("social_organizations", date(2017, 12, 29), "anhui") == 31
    assert number("instructors", date(2017, 12, 29), "anhui") == 10
    assert number("instructor_organizations", date(2017, 12, 29), "anhui") == 31
    assert number("instructors", date(2017, 5, 31), "anhui") == 0
    loads = instructor_loads(clerk("anhui"), node("anhui"), TODAY)
    assert sorted(one.organizations for one in loads) == [3] * 9 + [4]


@pytest.mark.req("E07")
def test_the_31_per_cent_are_reported_and_never_counted() -> None:
    at = date(2017, 12, 29)
    told = counted("reported_organization_coverage", at, "anhui")
    assert told.share == 0.31
    assert told.source == "reported"
    assert told.said
    assert counted("organization_coverage", at, "anhui").numerator == 9
    (target,) = target_lines(clerk("anhui"), node("anhui"), at)
    assert (target.target.baseline, target.target.delta, target.target.deadline) == (31, 5, date(2018, 12, 31))


@pytest.mark.req("A11", "E08")
def test_101_organizations_are_registered_and_all_are_covered() -> None:
    assert number("social_organizations", TODAY, "xiaoyi") == 101
    coverage = counted("organization_coverage", TODAY, "xiaoyi")
    assert (coverage.numerator, coverage.denominator, coverage.value) == (101, 101, 1.0)
    separate = counted("separate_formation", TODAY, "xiaoyi").value
    assert separate is not None
    assert separate < 0.3


@pytest.mark.req("D27", "A14")
def test_reported_businesses_and_gaps_of_the_planning_grid() -> None:
    businesses = counted("businesses_work_covered", TODAY, "xiaoyi")
    assert businesses.numerator == 55
    assert businesses.source == "reported"
    assert businesses.said
    gaps = planning_gaps(clerk("xiaoyi"), node("xiaoyi"), TODAY)
    assert len(gaps) == 7
    assert all(one.gap.missing == 1 for one in gaps)


def test_the_three_committees_do_not_see_one_another() -> None:
    assert home_office().code == "beijing"
    for reader, other in (("beijing", "anhui"), ("anhui", "xiaoyi"), ("xiaoyi", "beijing")):
        with pytest.raises(LookupError):
            figure_for(clerk(reader), "social_organizations", node(other), TODAY)


def test_everything_was_entered_by_acts_of_named_accounts() -> None:
    for model in (Registration, Jurisdiction, Coverage, Naming, Unit):
        assert not model._default_manager.filter(recorded__actor__isnull=True).exists()
    assert Entry.objects.count() < 600
    assert {one.actor.username for one in Entry.objects.select_related("actor").distinct("actor")} <= {
        "system",
        "beijing",
        "anhui",
        "xiaoyi",
        "shetuan",
        "lianhe",
        "zhibu",
        "dangwu",
    }


@pytest.mark.req("P01")
def test_a_few_organizations_have_filed_and_one_stands_in_each_state() -> None:
    found = entry_progress(clerk(), node("beijing"), TODAY)
    counts = {state.value: count for state, count in found.total.counts.items()}
    assert counts.pop("no_account") > 2900
    assert counts == {"not_begun": 16, "draft": 1, "waiting": 3, "returned": 1, "accepted": 2}
    waiting = submissions_on_the_list(actor_for(account_named("lianhe"), None, LOADED_AT))
    assert sorted(waiting.values_list("state", flat=True)) == ["resubmitted", "submitted", "submitted"]
    own = submissions_on_the_list(actor_for(account_named("shetuan"), None, LOADED_AT))
    assert [row.state for row in own] == ["returned"]
    before = entry_progress(clerk(), node("beijing"), TODAY - timedelta(days=10))
    assert (before.total.counts[EntryState.WAITING], before.total.counts[EntryState.ACCEPTED]) == (1, 0)


def test_no_telephone_is_in_clear_and_no_person_has_a_row() -> None:
    held = OfficeContact.objects.exclude(phone=None).values_list("phone", flat=True)[:200]
    phones = [bytes(phone) for phone in held if phone is not None]
    assert len(phones) == 200
    assert not any(b"010-00" in phone or b"0551-00" in phone for phone in phones)
    assert all(name == fold(name) for name in OfficeContact.objects.values_list("name", flat=True))


def test_every_role_has_somebody_who_can_sign_in(loaded: Loaded) -> None:
    assert len(loaded.passwords) == 13
    for username, password in loaded.passwords.items():
        account = Account.objects.get(username=username)
        assert account.must_change_password
        assert account.check_password(password)
        assert actor_for(account.pk, None, LOADED_AT).role


def test_a_second_load_tells_nothing_and_loses_nothing() -> None:
    before = (Entry.objects.count(), Registration.objects.count(), Account.objects.count())
    again = load(LOADED_AT, TODAY)
    assert again.members == ()
    assert list(again.lines()) == []
    assert (Entry.objects.count(), Registration.objects.count(), Account.objects.count()) == before


def test_rolls_are_kept_by_name_and_one_member_is_asked_for() -> None:
    """Somebody the home committee holds was entered by the other one: not entered twice, but asked for."""
    held = Membership.objects.filter(retracted__isnull=True, period__contains=TODAY)
    assert 200 < held.count() < 600
    assert Participation.objects.filter(retracted__isnull=True).count() > 0
    asked = MembershipRequest.objects.get()
    assert (asked.state, asked.asked_for.code) == ("open", "anhui-b001")
    assert held.get(person=asked.person_id).party_organization.code.startswith("beijing-b")

"""What a Party organization is and stands beside, changed from its card: written with its journal line, or refused."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from psycopg.types.range import DateRange
from tests.cast import Cast
from tests.web.offices import PAPER, attach, code_number, enter, public, sent, sit_down

from shuniu.commands.party.cover import Covering, cover_units
from shuniu.models import (
    Coverage,
    Entry,
    Formation,
    Guidance,
    Jurisdiction,
    Locality,
    Naming,
    Placement,
    PlannedCell,
    Region,
    Seat,
)
from shuniu.policy.words.accounts import Role

ACTS = ["kind", "formation", "load", "split", "seat", "locality"]
KEPT = ["guide", "plan"]
BRANCH = "中共澄川市澄笙学会支部委员会"


@pytest.fixture
def client(cast: Cast) -> Client:
    return sit_down(cast.clerk)


def acts() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("act", flat=True))


class TestSplit:
    @pytest.fixture
    def units(self, cast: Cast) -> list[int]:
        units = enter(cast, "澄川市阿岚学会", "澄川市白榆学会")
        attach(cast, units, cast.joint)
        return units

    def test_what_is_ticked_goes_over_and_the_rest_stays(self, cast: Cast, client: Client, units: list[int]) -> None:
        answer = sent(
            client, "/party/of/joint/split/", name="中共澄川市科技领域第二联合委员会", kind="joint_committee",
            code="joint-2", subordinates=[str(cast.branch)], responsible_for=[str(units[0])], since="2020-06-01",
            **PAPER,
        )  # fmt: skip
        assert answer.status_code == 302
        new = Naming.objects.get(name="中共澄川市科技领域第二联合委员会").party_organization_id
        today = {"retracted__isnull": True, "period__contains": date(2020, 6, 1)}
        assert Placement.objects.get(party_organization=new, **today).parent_id == cast.top
        assert Placement.objects.get(party_organization=cast.branch, **today).parent_id == new
        held = dict(Jurisdiction.objects.filter(**today).values_list("unit", "party_organization"))
        assert held == {units[0]: new, units[1]: cast.joint}
        assert "party_organization.split" in acts()
        page = client.get(answer["Location"]).content.decode()
        assert "已分设。" in page and "中共澄川市科技领域第二联合委员会" in page

    def test_signs_of_an_address_in_the_name_lead_to_the_new_one(self, client: Client) -> None:
        name = "中共澄川市A&B#1+C%领域联合委员会"
        answer = sent(client, "/party/of/joint/split/", name=name, kind="joint_committee", code="joint-2", **PAPER)
        assert parse_qs(urlsplit(answer["Location"]).query)["q"] == [Naming.objects.latest("pk").name]
        assert "/party/of/joint-2/" in client.get(answer["Location"]).content.decode()

    def test_coverage_goes_over_too(self, cast: Cast, client: Client, units: list[int]) -> None:
        cover_units(cast.act(date(2019, 1, 1)), [Covering(party_organization=cast.branch, unit=units[0])])
        answer = sent(
            client, "/party/of/branch/split/", name="中共澄川市阿岚学会支部委员会", covers=[str(units[0])],
            since="2020-06-01", **PAPER,
        )  # fmt: skip
        assert answer.status_code == 302
        new = Naming.objects.get(name="中共澄川市阿岚学会支部委员会").party_organization_id
        row = Coverage.objects.get(retracted__isnull=True, unit=units[0], period__contains=date(2020, 6, 1))
        assert row.party_organization_id == new

    def test_the_source_ends_only_when_nothing_is_left(self, cast: Cast, client: Client, units: list[int]) -> None:
        before = Entry.objects.count()
        answer = sent(
            client, "/party/of/joint/split/", name="中共澄川市科技领域第二联合委员会", dissolve="on",
            responsible_for=[str(one) for one in units], **PAPER,
        )  # fmt: skip
        page = answer.content.decode()
        assert answer.status_code == 422 and "还不能办理" in page and "下级党组织" in page
        assert 'value="中共澄川市科技领域第二联合委员会"' in page and page.count(" checked") >= 3, (
            "what was chosen stays"
        )
        assert Entry.objects.count() == before
        assert not Naming.objects.filter(name="中共澄川市科技领域第二联合委员会").exists()


class TestKind:
    def test_a_branch_becomes_a_general_branch(self, cast: Cast, client: Client) -> None:
        answer = sent(
            client, "/party/of/branch/kind/", kind="general_branch", name="中共澄川市澄笙学会总支部委员会",
            since="2020-01-01", **PAPER,
        )  # fmt: skip
        assert answer.status_code == 302
        rows = Naming.objects.filter(party_organization=cast.branch, retracted__isnull=True).order_by("period")
        assert [(row.kind, row.name) for row in rows] == [
            ("party_branch", BRANCH),
            ("general_branch", "中共澄川市澄笙学会总支部委员会"),
        ]
        assert acts()[-1] == "party_organization.change_kind"
        assert "（党总支）" in client.get("/party/of/branch/").content.decode()

    def test_nothing_changed_is_said(self, cast: Cast, client: Client) -> None:
        answer = sent(client, "/party/of/branch/kind/", since="2020-01-01", **PAPER)
        assert "没有变化" in client.get(answer["Location"]).content.decode()
        assert Naming.objects.filter(party_organization=cast.branch).count() == 1


class TestFormation:
    def test_joint_becomes_separate_with_its_document(self, cast: Cast, client: Client) -> None:
        sent(client, "/party/of/branch/formation/", mode="joint", approver="综合党委", since="2018-01-01")
        answer = sent(
            client, "/party/of/branch/formation/", mode="separate", document_number="澄社党〔2020〕6号",
            since="2020-06-01",
        )  # fmt: skip
        assert answer.status_code == 302 and answer["Location"].endswith("?tab=formation")
        rows = Formation.objects.filter(party_organization=cast.branch, retracted__isnull=True).order_by("period")
        assert [(row.mode, row.approver, row.document_number) for row in rows] == [
            ("joint", "综合党委", ""),
            ("separate", "综合党委", "澄社党〔2020〕6号"),
        ]
        assert "单独组建 · 综合党委 · 澄社党〔2020〕6号" in client.get("/party/of/branch/").content.decode()

    def test_a_mode_the_texts_do_not_open_is_refused(self, client: Client) -> None:
        before = Entry.objects.count()
        answer = sent(client, "/party/of/branch/formation/", mode="pooling")
        page = answer.content.decode()
        assert answer.status_code == 422 and "还不能办理" in page and "怎样就行" in page
        assert (Formation.objects.count(), Entry.objects.count()) == (0, before)


@pytest.mark.req("B06")
class TestLoad:
    def test_the_target_counts_from_its_day_beside_what_is_carried(self, cast: Cast, client: Client) -> None:
        attach(cast, enter(cast, "澄川市阿岚学会"), cast.joint)
        page = client.get("/party/of/joint/load/").content.decode()
        assert "1 家" in page and "按适用文本" in page and "目标50家" in page
        assert sent(client, "/party/of/joint/load/", target_load="60", since="2020-01-01").status_code == 302
        held = Naming.objects.get(
            party_organization=cast.joint, retracted__isnull=True, period__contains=date(2020, 1, 1)
        )
        assert held.target_load == 60
        assert "目标负荷 60 家" in client.get("/party/of/joint/").content.decode()

    def test_an_axis_needs_its_value(self, cast: Cast, client: Client) -> None:
        answer = sent(client, "/party/of/joint/load/", axis="industry", axis_value="", target_load="60")
        page = answer.content.decode()
        assert answer.status_code == 422 and "请写明所属的行业、类别或领域。" in page and 'value="60"' in page
        assert Naming.objects.filter(party_organization=cast.joint).count() == 1


class TestSeat:
    @pytest.mark.req("B35")
    def test_hosted_by_an_association_and_no_longer(self, cast: Cast, client: Client) -> None:
        unit = enter(cast, "澄川市民营医院协会")[0]
        answer = sent(client, "/party/of/branch/seat/", unit=code_number(0), role="host", since="2019-01-01")
        assert answer.status_code == 302
        assert Seat.objects.get(party_organization=cast.branch).unit_id == unit
        told = client.get("/party/of/branch/").content.decode()
        assert "所在单位：澄川市民营医院协会（依托单位）" in told
        assert f"党组织设在本单位：{BRANCH}" in client.get(f"/organizations/{public(unit)}/").content.decode()
        sent(client, "/party/of/branch/seat/", way="end", unit=code_number(0), role="host", since="2020-01-01")
        assert Seat.objects.get(party_organization=cast.branch, retracted__isnull=True).period.upper == date(2020, 1, 1)
        assert acts()[-2:] == ["seat.begin", "seat.end"]

    def test_before_it_existed_it_sits_nowhere(self, cast: Cast, client: Client) -> None:
        enter(cast, "澄川市民营医院协会")
        answer = sent(client, "/party/of/branch/seat/", unit=code_number(0), since="2010-01-01")
        assert answer.status_code == 422 and "还不能办理" in answer.content.decode()
        assert not Seat.objects.exists()

    def test_a_foreign_unit_is_not_named(self, cast: Cast, client: Client) -> None:
        enter(cast, "澄川市阿岚学会")
        attach(cast, enter(cast, "澄川市白榆学会", start=1), cast.joint)
        stranger = sit_down(cast.outsider)
        answer = stranger.post(
            "/party/of/stranger/seat/",
            {"way": "begin", "unit": code_number(0), "role": "own", "since": "2020-01-01", "key": "b" * 32},
        )
        assert answer.status_code == 422 and "没有找到这个单位" in answer.content.decode()
        assert not Seat.objects.exists()


@pytest.mark.req("B16")
class TestLocality:
    @pytest.fixture(autouse=True)
    def divisions(self, cast: Cast) -> None:
        for code, name, parent in (("530102", "澄东区", ""), ("530102001", "澄笙街道", "530102")):
            level = "township" if parent else "county"
            Region.objects.create(
                code=code, name=name, level=level, parent=parent, period=DateRange(date(2010, 1, 1), None)
            )
        enter(cast, "澄川市阿岚学会", "澄川市白榆学会", region="530102")

    def test_divisions_are_those_of_the_province_most_of_the_register_lies_in(self, cast: Cast, client: Client) -> None:
        enter(cast, "驻外商会", start=5, region="110101")
        assert {code[:2] for code in self.offered(client)} == {"53"}

    def test_while_nothing_is_known_of_the_place_no_division_is_offered(self, cast: Cast) -> None:
        stranger = sit_down(cast.actor_at(cast.stranger, Role.COMMITTEE_CLERK))
        page = stranger.get("/party/of/stranger/locality/").content.decode()
        assert self.offered(stranger, "stranger") == [] and "登记了社会组织以后" in page

    def offered(self, client: Client, node: str = "other") -> list[str]:
        page = client.get(f"/party/of/{node}/locality/").content.decode()
        choice = page.partition('<select name="region"')[2].partition("</select>")[0]
        return re.findall(r'<option value="(\d+)"', choice)

    def test_one_street_begins_and_ends(self, cast: Cast, client: Client) -> None:
        answer = sent(client, "/party/of/other/locality/", region="530102", street="澄笙街道", since="2020-01-01")
        assert answer.status_code == 302
        assert Locality.objects.get().region == "530102001"
        assert "兜底区域：澄笙街道" in client.get("/party/of/other/").content.decode()
        answer = sent(
            client, "/party/of/other/locality/", way="end", region="530102", street="澄笙街道", since="2020-06-01"
        )
        assert answer.status_code == 302
        assert Locality.objects.get(retracted__isnull=True).period.upper == date(2020, 6, 1)

    def test_what_another_holds_is_not_ended_from_here(self, cast: Cast, client: Client) -> None:
        sent(client, "/party/of/other/locality/", region="530102", since="2020-01-01")
        answer = sent(client, "/party/of/joint/locality/", way="end", region="530102")
        assert answer.status_code == 422 and "当日没有由本党组织兜底的登记。" in answer.content.decode()
        assert Locality.objects.get().period.upper is None

    def test_an_unknown_street_is_told(self, client: Client) -> None:
        answer = sent(client, "/party/of/other/locality/", region="530102", street="不存在街道")
        assert answer.status_code == 422 and "区划表中没有这个街道" in answer.content.decode()
        assert not Locality.objects.exists()


@pytest.mark.req("B22")
def test_guidance_is_put_down_beside_responsibility(cast: Cast, client: Client) -> None:
    unit = enter(cast, "澄川市阿岚学会")[0]
    attach(cast, [unit], cast.joint)
    answer = sent(client, "/party/of/other/guide/", unit=code_number(0), kind="contact", since="2020-01-01")
    assert answer.status_code == 302 and answer["Location"].endswith("?tab=guides")
    row = Guidance.objects.get()
    assert (row.unit_id, row.party_organization_id, row.kind) == (unit, cast.other, "contact")
    page = client.get(answer["Location"]).content.decode()
    assert "澄川市阿岚学会" in page and "联系" in page
    assert Jurisdiction.objects.get(unit=unit).party_organization_id == cast.joint


def test_guidance_before_the_unit_was_registered_is_refused(cast: Cast, client: Client) -> None:
    enter(cast, "澄川市阿岚学会")
    answer = sent(client, "/party/of/other/guide/", unit=code_number(0), since="2017-01-01")
    assert answer.status_code == 422 and "不在登记之中" in answer.content.decode()
    assert not Guidance.objects.exists()


@pytest.mark.req("A14")
def test_a_cell_of_the_grid_is_planned_filled_and_dropped(cast: Cast, client: Client) -> None:
    unit = enter(cast, "澄川市阿岚商会")[0]
    address, cell = "/party/of/top/plan/", {"subtype": "provenance_chamber", "cell": "滇省"}
    assert sent(client, address, **cell, since="2019-01-01").status_code == 302
    assert sent(client, address, **cell, unit="澄川市阿岚商会", since="2020-01-01").status_code == 302
    rows = PlannedCell.objects.filter(retracted__isnull=True).order_by("period")
    assert [row.unit_id for row in rows] == [None, unit]
    told = client.get("/party/of/top/").content.decode()
    assert "布局：异地商会：滇省 · 尚缺" in told and "布局：异地商会：滇省 · 澄川市阿岚商会" in told
    assert sent(client, address, **cell, way="end", since="2020-06-01").status_code == 302
    assert not PlannedCell.objects.filter(retracted__isnull=True, period__contains=date(2020, 6, 1)).exists()
    assert sent(client, address, subtype="", cell="滇省").status_code == 422


@pytest.mark.parametrize("act", ["rename", "kind", "term", "load", "guide", "plan"])
def test_an_act_reads_nothing_of_the_card_it_does_not_change(client: Client, act: str) -> None:
    address = f"/party/of/joint/{act}/"
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    read = " ".join(one["sql"] for one in asked.captured_queries)
    own = {"term": ["term"], "guide": ["guidance"]}
    tables = ("coverage", "guidance", "officecontact", "seat", "locality", "term")
    assert [one for one in tables if f'FROM "shuniu_{one}"' in read] == own.get(act, [])
    assert 'FROM "shuniu_naming"' in read


class TestWhoMay:
    @pytest.mark.parametrize("act", [*ACTS, *KEPT])
    def test_foreign_is_missing_and_a_reader_is_refused(self, cast: Cast, act: str) -> None:
        assert sit_down(cast.outsider).get(f"/party/of/branch/{act}/").status_code == 404
        assert sit_down(cast.branch_secretary).get(f"/party/of/branch/{act}/").status_code == 403

    @pytest.mark.parametrize("act", [*ACTS, *KEPT])
    def test_on_another_day_nothing_is_done(self, client: Client, act: str) -> None:
        before = Entry.objects.count()
        assert client.post(f"/party/of/branch/{act}/?on=2019-01-01").status_code == 409
        assert Entry.objects.count() == before

    def test_the_card_offers_what_the_office_may_do(self, cast: Cast, client: Client) -> None:
        page = client.get("/party/of/joint/?tab=acts").content.decode()
        assert all(f'href="/party/of/joint/{act}/"' in page for act in [*ACTS, *KEPT])
        branch = client.get("/party/of/branch/?tab=acts").content.decode()
        assert "/party/of/branch/locality/" not in branch and "/party/of/branch/plan/" not in branch
        assert "?tab=acts" not in client.get("/party/of/joint/?on=2019-01-01").content.decode()

    def test_a_joint_committee_keeps_units_but_not_the_tree(self, cast: Cast) -> None:
        joint = sit_down(cast.actor_at(cast.joint, Role.JOINT_COMMITTEE_CLERK))
        page = joint.get("/party/of/joint/?tab=acts").content.decode()
        assert "/party/of/joint/guide/" in page and "/party/of/joint/split/" not in page
        assert joint.get("/party/of/joint/split/").status_code == 403
        assert joint.get("/party/of/joint/guide/").status_code == 200

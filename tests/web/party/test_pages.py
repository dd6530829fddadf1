"""Pages of Party organizations: the tree level by level, list, card, and what is done from there."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.cast import BEGINNING, Cast
from tests.web.offices import PAPER, attach, code_number, enter, sent, sit_down

from shuniu.commands.party.contacts import Contact, set_contacts
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.commands.party.dissolve import dissolve_party_organizations
from shuniu.commands.party.terms import TermOfCommittee, record_terms
from shuniu.models import Coverage, Entry, Naming, PartyOrganization, Placement, Term, Unit
from shuniu.policy.words import ContactRole
from shuniu.policy.words.accounts import Role

JOINT = "中共澄川市科技领域社会团体联合委员会"
BRANCH = "中共澄川市澄笙学会支部委员会"


@pytest.fixture
def client(cast: Cast) -> Client:
    return sit_down(cast.clerk)


class TestTree:
    def test_begins_at_the_own_node_with_one_level_open(self, client: Client) -> None:
        page = client.get("/party/").content.decode()
        assert JOINT in page and BRANCH not in page
        assert "/party/of/joint/branches/?depth=2" in page

    def test_the_rows_below_come_as_a_part(self, client: Client) -> None:
        part = client.get("/party/of/joint/branches/", {"depth": "2"}).content.decode()
        assert BRANCH in part and "<html" not in part and 'data-depth="2"' in part

    def test_begins_at_the_joint_committee_for_its_clerk(self, cast: Cast) -> None:
        page = sit_down(cast.secretary).get("/party/").content.decode()
        assert JOINT in page and BRANCH in page and "教育领域" not in page

    def test_numbers_beside_a_node_open_their_rows(self, cast: Cast, client: Client) -> None:
        units = enter(cast, "澄川市阿岚学会", "澄川市白榆学会")
        attach(cast, units, cast.joint)
        cover_units(cast.act(date(2019, 1, 1)), [Covering(party_organization=cast.branch, unit=units[0])])
        page = client.get("/party/").content.decode()
        assert '<a href="/figures/organization_coverage/rows/?node=joint">50.0%</a>' in page
        assert '<a href="/figures/social_organizations/rows/?node=joint">2</a>' in page

    def test_foreign_is_missing(self, cast: Cast) -> None:
        client = sit_down(cast.outsider)
        for address in ("/party/of/joint/", "/party/of/joint/branches/", "/party/of/joint/rename/"):
            assert client.get(address).status_code == 404
            assert client.get(address.replace("joint", "nobody")).status_code == 404

    def test_one_child_and_many_ask_the_same_number_of_questions(
        self, cast: Cast, client: Client, django_assert_num_queries: Any
    ) -> None:
        from shuniu.commands.party.establish import NewPartyOrganization, establish_party_organizations

        client.get("/party/of/joint/branches/")
        with django_assert_num_queries(QUESTIONS):
            client.get("/party/of/joint/branches/")
        new = [
            NewPartyOrganization(name=f"中共第{number}支部委员会", kind="party_branch", parent=cast.joint)
            for number in range(20)
        ]
        establish_party_organizations(cast.act(), new)
        with django_assert_num_queries(QUESTIONS):
            client.get("/party/of/joint/branches/")


QUESTIONS = 12


class TestList:
    def test_filters(self, cast: Cast, client: Client) -> None:
        page = client.get("/party/list/", {"kind": "party_branch"}).content.decode()
        assert BRANCH in page and "共 <strong>1</strong> 个" in page
        page = client.get("/party/list/", {"node": "joint"}).content.decode()
        assert "共 <strong>1</strong> 个" in page

    def test_terms_that_are_over(self, cast: Cast, client: Client) -> None:
        record_terms(
            cast.act(),
            [TermOfCommittee(party_organization=cast.branch, begins_on=date(2017, 1, 1), ends_on=date(2020, 1, 1))],
        )
        over = client.get("/party/list/", {"term": "over"}).content.decode()
        assert BRANCH in over and "共 <strong>1</strong> 个" in over
        earlier = client.get("/party/list/", {"term": "near", "on": "2019-10-01"}).content.decode()
        assert BRANCH in earlier

    def test_leaves_as_a_workbook(self, client: Client) -> None:
        answer: Any = client.get("/party/export/")
        assert answer["Content-Type"].endswith("spreadsheetml.sheet")
        assert b"".join(answer.streaming_content)[:2] == b"PK"


class TestCard:
    @pytest.mark.parametrize("tab", ["", "units", "formation"])
    def test_every_tab_opens(self, client: Client, tab: str) -> None:
        page = client.get("/party/of/branch/", {"tab": tab})
        assert page.status_code == 200 and BRANCH in page.content.decode()

    def test_a_day_on_which_it_did_not_exist(self, client: Client) -> None:
        page = client.get("/party/of/branch/", {"on": "2010-01-01"}).content.decode()
        assert "这一天不存在" in page and "/rename/" not in page

    def test_names_whom_to_call_only_while_contacts_may_be_read(self, cast: Cast, client: Client) -> None:
        """The past of what has ended stays readable, persons do not: its contacts are in nobody's reach."""
        secretary = Contact(role=ContactRole.SECRETARY, party_organization=cast.branch, name="甲某")
        set_contacts(cast.act(date(2019, 1, 1)), [secretary])
        address = {"tab": "formation", "on": "2019-06-01"}
        assert "甲某" in client.get("/party/of/branch/", address).content.decode()
        dissolve_party_organizations(cast.act(date(2020, 1, 1)), [cast.branch])
        page = client.get("/party/of/branch/", address)
        assert page.status_code == 200 and "甲某" not in page.content.decode()

    def test_covered_units_lead_to_their_cards(self, cast: Cast, client: Client) -> None:
        unit = enter(cast, "澄川市阿岚学会")[0]
        cover_units(cast.act(date(2019, 1, 1)), [Covering(party_organization=cast.branch, unit=unit)])
        page = client.get("/party/of/branch/", {"tab": "units"}).content.decode()
        assert re.search(r'<a href="/organizations/[0-9a-f-]+/">澄川市阿岚学会</a>', page)

    def test_a_reader_is_offered_no_acts(self, cast: Cast) -> None:
        page = sit_down(cast.secretary).get("/party/of/branch/").content.decode()
        assert "/party/of/branch/rename/" not in page
        assert sit_down(cast.secretary).get("/party/of/branch/rename/").status_code == 403


class TestActs:
    def test_a_branch_is_set_up(self, cast: Cast, client: Client) -> None:
        answer = sent(client, "/party/new/", name="中共澄川市白榆学会支部委员会", kind="party_branch",
                      parent=str(cast.joint), mode="separate", basis="unit", since="2020-05-04")  # fmt: skip
        assert answer.status_code == 302
        row = Naming.objects.get(name="中共澄川市白榆学会支部委员会")
        assert row.period.lower == date(2020, 5, 4)
        assert Placement.objects.get(party_organization=row.party_organization).parent_id == cast.joint

    def test_a_name_that_stands_there_is_refused_beside_its_field(self, cast: Cast, client: Client) -> None:
        before = Entry.objects.count()
        answer = sent(client, "/party/new/", name=BRANCH, kind="party_branch", parent=str(cast.joint))
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "还不能办理：1 项不符合" in page and "同一上级之下已有" in page.split('class="errorlist"', 1)[1]
        assert Entry.objects.count() == before

    def test_renamed_from_a_day_on(self, cast: Cast, client: Client) -> None:
        answer = sent(
            client, "/party/of/branch/rename/", name="中共澄川市澄笙研究会支部委员会", since="2019-01-01", **PAPER
        )
        assert answer.status_code == 302
        rows = Naming.objects.filter(party_organization=cast.branch, retracted__isnull=True).order_by("period")
        assert [row.name for row in rows] == [BRANCH, "中共澄川市澄笙研究会支部委员会"]

    def test_moved_and_yesterday_is_still_yesterdays_tree(self, cast: Cast, client: Client) -> None:
        answer = sent(client, "/party/of/branch/move/", parent=str(cast.other), since="2020-06-01", **PAPER)
        assert answer.status_code == 302
        assert BRANCH in client.get("/party/of/other/branches/").content.decode()
        assert BRANCH in client.get("/party/of/joint/branches/?on=2020-05-31").content.decode()

    def test_under_itself_is_refused(self, cast: Cast, client: Client) -> None:
        answer = client.post(
            "/party/of/joint/move/", {"parent": str(cast.joint), "since": "2020-06-01", "key": "a" * 32, **PAPER}
        )
        assert answer.status_code == 422
        assert Placement.objects.filter(party_organization=cast.joint, retracted__isnull=True).count() == 1

    def test_what_hangs_on_it_stands_against_dissolving(self, cast: Cast, client: Client) -> None:
        unit = enter(cast, "澄川市阿岚学会")[0]
        cover_units(cast.act(date(2019, 1, 1)), [Covering(party_organization=cast.branch, unit=unit)])
        answer = sent(client, "/party/of/branch/dissolve/", sure="on", **PAPER)
        assert answer.status_code == 422 and "请先结束覆盖" in answer.content.decode()
        uncovered = {"way": "uncover", "unit": code_number(0), "since": "2020-06-01", **PAPER}
        assert sent(client, "/party/of/branch/cover/", **uncovered).status_code == 302
        answer = sent(client, "/party/of/branch/dissolve/", sure="on", since="2020-06-01", **PAPER)
        assert answer.status_code == 302
        assert f"{BRANCH}已撤销。" in client.get(answer["Location"]).content.decode()
        assert BRANCH not in client.get("/party/of/joint/branches/").content.decode()
        assert BRANCH in client.get("/party/of/joint/branches/?on=2020-05-31").content.decode()
        told = client.get(f"/organizations/{Unit.objects.get(pk=unit).uuid}/").content.decode()
        assert BRANCH in told and "该日不存在的党组织" not in told, "the past keeps its names"

    def test_merged_hands_over_what_it_had(self, cast: Cast, client: Client) -> None:
        assert sent(client, "/party/of/joint/merge/", into=str(cast.other), **PAPER).status_code == 302
        assert BRANCH in client.get("/party/of/other/branches/").content.decode()

    def test_covers_by_name_or_code(self, cast: Cast, client: Client) -> None:
        unit = enter(cast, "澄川市阿岚学会")[0]
        assert sent(client, "/party/of/branch/cover/", unit="澄川市阿岚", **PAPER).status_code == 422
        answer = sent(client, "/party/of/branch/cover/", unit="澄川市阿岚学会", since="2020-01-01", **PAPER)
        assert answer.status_code == 302
        assert Coverage.objects.get(unit=unit).party_organization_id == cast.branch

    def test_a_term(self, cast: Cast, client: Client) -> None:
        assert sent(client, "/party/of/branch/term/", begins_on="2020-01-01", ends_on="2019-01-01").status_code == 422
        assert sent(client, "/party/of/branch/term/", begins_on="2020-01-01", ends_on="2023-01-01").status_code == 302
        assert Term.objects.get(party_organization=cast.branch).period.upper == date(2023, 1, 1)

    @pytest.mark.parametrize("act", ["rename", "move", "cover", "term", "merge", "dissolve"])
    def test_on_another_day_nothing_is_done(self, client: Client, act: str) -> None:
        assert client.post(f"/party/of/branch/{act}/?on={BEGINNING}").status_code == 409
        assert PartyOrganization.objects.count() == 5


def test_a_branch_secretary_reads_what_stands_above_and_is_not_led_there(cast: Cast) -> None:
    """The line below names it, and so does the fact: not “—”."""
    page = sit_down(cast.actor_at(cast.branch, Role.BRANCH_SECRETARY)).get("/party/of/branch/").content.decode()
    assert f"<dt>上级党组织</dt><dd>{JOINT}</dd>" in page

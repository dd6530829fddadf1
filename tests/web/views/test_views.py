"""常用视图: only our own addresses are kept, the own ones changed; shared ones are seen at and below the node."""

from __future__ import annotations

from html import unescape
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.test import Client
from tests.cast import Cast
from tests.web.offices import sit_down

from shuniu.models import Entry, SavedView
from shuniu.policy.words.accounts import Role
from shuniu.web.keepable import address_in

LIST = "/organizations/?state=eligible&columns=name"


@pytest.fixture
def client(cast: Cast) -> Client:
    return sit_down(cast.clerk)


def keep(client: Client, address: str, name: str = "应建未建", **more: Any) -> Any:
    given = {"key": str(uuid4()), "name": name, **more}
    return client.post(f"/views/new/?address={quote(address, safe='')}", given)


def page_of(client: Client, address: str = "/views/") -> str:
    return unescape(client.get(address).content.decode())


class TestAddresses:
    @pytest.mark.parametrize(
        "foreign",
        [
            "https://example.org/organizations/",
            "//example.org/organizations/",
            "/\\example.org/organizations/",
            "javascript:alert(1)",
            "organizations/",
            "",
            "/organizations/export/",
            "/organizations/new/",
            "/sign-out/",
            "/nowhere/",
            "/figures/organization_coverage/export/",
            "http://[",
            "/organizations/?q=" + "长" * 400,
        ],
    )
    def test_another_place_and_what_is_no_list_are_not_kept(self, client: Client, foreign: str) -> None:
        assert address_in(foreign) is None
        assert keep(client, foreign).status_code == 404
        assert not SavedView.objects.exists()

    def test_paging_and_what_members_were_searched_by_are_left_out(self) -> None:
        kept = address_in('/members/?q=%E7%99%BD%E6%A6%86&branch=x&state=full&after=["a",1]#part')
        assert kept is not None and kept.whole == "/members/?state=full"

    def test_figures_of_the_own_office_are_kept_for_every_office(self, client: Client) -> None:
        assert keep(client, "/figures/changes/?node=top&measure=unattached", shared="on").status_code == 302
        assert SavedView.objects.get().query == "measure=unattached"


class TestKeeping:
    def test_it_stands_on_its_page_and_at_home_and_leads_back(self, client: Client) -> None:
        lines = Entry.objects.count()
        assert keep(client, LIST).status_code == 302
        for where in ("/views/", "/"):
            assert f'<a href="{LIST}">应建未建</a>' in page_of(client, where)
        assert client.get(LIST).status_code == 200
        assert Entry.objects.count() == lines, "a preference is no line of the journal"

    def test_the_pages_that_can_be_kept_offer_it(self, client: Client) -> None:
        assert 'href="/views/new/?address=%2Forganizations%2F%3Fstate%3Deligible"' in page_of(
            client, "/organizations/?state=eligible"
        )
        for where in ("/", "/views/", "/organizations/?on=2019-12-31"):
            assert "/views/new/" not in page_of(client, where)

    def test_a_name_is_given_once_and_the_reason_stands_at_its_field(self, client: Client) -> None:
        keep(client, LIST)
        answer = keep(client, "/figures/")
        assert answer.status_code == 422 and "您已有同名的常用视图。" in answer.content.decode()
        assert SavedView.objects.count() == 1

    def test_it_is_renamed_shared_and_dropped(self, client: Client) -> None:
        keep(client, LIST)
        view = SavedView.objects.get()
        given = {"key": str(uuid4()), "name": "改名", "shared": "on"}
        assert client.post(f"/views/{view.uuid}/change/", given).status_code == 302
        view.refresh_from_db()
        assert (view.name, view.shared_at_id) == ("改名", view.shared_at_id) and view.shared_at_id is not None
        assert client.post(f"/views/{view.uuid}/drop/").status_code == 302
        assert not SavedView.objects.exists()
        assert client.post(f"/views/{view.uuid}/drop/").status_code == 404

    def test_nothing_is_written_on_another_day(self, client: Client) -> None:
        answer = client.get(f"/views/new/?address={quote(LIST, safe='')}&on=2019-12-31")
        assert answer.status_code == 409 and 'name="name"' not in answer.content.decode()


class TestSharing:
    def test_below_sees_it_above_and_strangers_do_not(self, cast: Cast, client: Client) -> None:
        below = cast.actor_at(cast.joint, Role.JOINT_COMMITTEE_CLERK)
        keep(client, LIST, name="上级的", shared="on")
        keep(client, LIST, name="自己的")
        page = page_of(sit_down(below))
        assert "上级的" in page and "自己的" not in page and "共享</td>" in page and "/change/" not in page
        keep(sit_down(below), LIST, name="下级的", shared="on")
        assert "下级的" not in page_of(client)
        assert "上级的" not in page_of(sit_down(cast.outsider))

    def test_nobody_else_changes_or_drops_it(self, cast: Cast, client: Client) -> None:
        keep(client, LIST, shared="on")
        view = SavedView.objects.get()
        for other in (cast.actor_at(cast.joint, Role.JOINT_COMMITTEE_CLERK), cast.outsider):
            seated = sit_down(other)
            given = {"key": str(uuid4()), "name": "夺走"}
            assert seated.post(f"/views/{view.uuid}/change/", given).status_code == 404
            assert seated.post(f"/views/{view.uuid}/drop/").status_code == 404
        view.refresh_from_db()
        assert view.name == "应建未建"

    def test_what_an_office_may_not_open_it_is_not_offered(self, cast: Cast, client: Client) -> None:
        keep(client, "/figures/", name="数字", shared="on")
        keep(client, LIST, name="名册", shared="on")
        administrator = sit_down(cast.actor_at(cast.top, Role.SYSTEM_ADMINISTRATOR))
        assert "数字" not in page_of(administrator) and "名册</a>" not in page_of(administrator)
        assert keep(administrator, LIST).status_code == 403

    def test_who_no_longer_works_there_shares_nothing(self, cast: Cast, client: Client) -> None:
        keep(client, LIST, name="上级的", shared="on")
        SavedView.objects.update(account=cast.outsider.account)
        below = sit_down(cast.actor_at(cast.joint, Role.JOINT_COMMITTEE_CLERK))
        assert "上级的" not in page_of(below)

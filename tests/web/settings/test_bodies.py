"""Bodies that are renamed or abolished: dated, findable under every name, continued by another; a correction shows."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast
from tests.web.offices import enter, public, sent, sit_down

from shuniu.commands.organizations.outside import OutsideUnit, register_outside_units
from shuniu.models import Entry, Succession, Unit, UnitName
from shuniu.policy.words import UnitKind
from shuniu.policy.words.accounts import Role

LIST = "/settings/bodies/"


def body(cast: Cast, *names: str) -> list[int]:
    rows = [OutsideUnit(name=name, kind=UnitKind.SUPERVISING_UNIT) for name in names]
    return register_outside_units(cast.act(date(2018, 1, 1)), rows, cast.top)


@pytest.fixture
def client(cast: Cast) -> Client:
    return sit_down(cast.clerk)


def at(unit: int, act: str = "") -> str:
    return f"{LIST}{public(unit)}/{act + '/' if act else ''}"


def names(unit: int) -> list[tuple[str, bool, date]]:
    rows = UnitName.objects.filter(unit=unit, retracted__isnull=True).order_by("period")
    return [(row.name, row.abolished, row.period.lower) for row in rows]


@pytest.mark.req("L10")
def test_a_renamed_body_is_found_under_both_names(cast: Cast, client: Client) -> None:
    (unit,) = body(cast, "澄川市文化局")
    answer = sent(client, at(unit, "rename"), name="澄川市文化和旅游局", since="2019-01-01")
    assert answer.status_code == 302 and answer["Location"] == at(unit)
    assert names(unit) == [("澄川市文化局", False, date(2018, 1, 1)), ("澄川市文化和旅游局", False, date(2019, 1, 1))]
    for words in ("文化局", "文化和旅游"):
        page = client.get(LIST, {"called": words}).content.decode()
        row = page.partition("<tbody>")[2]
        assert "澄川市文化和旅游局" in row and "澄川市文化局" in row
    assert "澄川市文化和旅游局" not in client.get(LIST, {"called": "教育"}).content.decode()
    assert "澄川市文化和旅游局" not in client.get(LIST + "?on=2018-06-01").content.decode()
    card = client.get(at(unit)).content.decode()
    assert "2018-01-01 至 2018-12-31" in card and "2019-01-01 起" in card


def test_a_correction_is_seen_as_one(cast: Cast, client: Client) -> None:
    (unit,) = body(cast, "澄川市文化居")
    assert sent(client, at(unit, "rename"), name="澄川市文化局", correction="on").status_code == 302
    assert names(unit) == [("澄川市文化局", False, date(2018, 1, 1))]
    card = client.get(at(unit)).content.decode()
    assert "fact-retracted" in card and "更正：这一条不再作数。" in card
    assert "澄川市文化居" not in client.get(LIST).content.decode(), "it was never called so"


def test_abolished_it_keeps_its_name_and_who_continues_it(cast: Cast, client: Client) -> None:
    old, new = body(cast, "澄川市粮食局", "澄川市发展改革委")
    enter(cast, "澄川市阿岚学会", supervising_unit_id=old)
    shown = client.get(at(old, "abolish")).content.decode()
    assert "仍由其主管的社会组织有 1 家" in shown
    answer = sent(client, at(old, "abolish"), successor=str(new), kind="merged", since="2019-03-01")
    assert answer.status_code == 302
    assert names(old)[-1] == ("澄川市粮食局", True, date(2019, 3, 1))
    row = Succession.objects.get(retracted__isnull=True)
    assert (row.predecessor_id, row.successor_id, row.kind, row.period.lower) == (old, new, "merged", date(2019, 3, 1))
    assert "由澄川市发展改革委承继（合并）" in client.get(at(old)).content.decode()
    assert "承继澄川市粮食局（合并）" in client.get(at(new)).content.decode()
    assert "澄川市粮食局" in client.get(LIST, {"state": "abolished"}).content.decode()
    assert "澄川市粮食局" not in client.get(LIST, {"state": "standing"}).content.decode()
    assert at(old, "rename") not in client.get(at(old)).content.decode()


def test_of_many_successors_some_are_offered_and_the_others_are_found(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, near, far = body(cast, "澄川市粮食局", "澄川市发展改革委", "澄川市商务局")
    assert "查找承继的单位" not in client.get(at(old, "abolish")).content.decode()
    monkeypatch.setattr("shuniu.queries.outside.OFFERED", 1)
    page = client.get(at(old, "abolish")).content.decode()
    assert "查找承继的单位" in page and f'value="{near}"' in page and f'value="{far}"' not in page
    address = at(old, "abolish") + "?q=商务"
    assert sent(client, address, successor=str(far), kind="merged", since="2019-03-01").status_code == 302
    assert Succession.objects.get(retracted__isnull=True).successor_id == far


def test_what_is_abolished_is_not_renamed_and_nothing_is_written(cast: Cast, client: Client) -> None:
    (unit,) = body(cast, "澄川市粮食局")
    sent(client, at(unit, "abolish"), since="2019-03-01")
    before = (Entry.objects.count(), names(unit))
    answer = sent(client, at(unit, "rename"), name="澄川市粮食和储备局", since="2020-01-01")
    page = answer.content.decode()
    assert answer.status_code == 422 and "“澄川市粮食局”已经撤销。" in page and 'value="澄川市粮食和储备局"' in page
    assert (Entry.objects.count(), names(unit)) == before


def test_a_new_body_is_entered_once(cast: Cast, client: Client) -> None:
    assert sent(client, LIST + "new/", name="澄川市体育局", kind="supervising_unit").status_code == 302
    assert "澄川市体育局" in client.get(LIST).content.decode()
    answer = sent(client, LIST + "new/", name="澄川市体育局", kind="supervising_unit")
    assert answer.status_code == 422 and "“澄川市体育局”已有登记。" in answer.content.decode()
    assert Unit.objects.count() == 1


def test_foreign_is_missing_and_others_do_not_see_it(cast: Cast, client: Client) -> None:
    (unit,) = body(cast, "澄川市粮食局")
    foreign = sit_down(cast.outsider)
    assert "澄川市粮食局" not in foreign.get(LIST).content.decode()
    for act in ("", "rename", "abolish"):
        assert foreign.get(at(unit, act)).status_code == 404
    for reader in (cast.branch_secretary, cast.actor_at(cast.top, Role.SYSTEM_ADMINISTRATOR)):
        assert sit_down(reader).get(LIST).status_code == 403
        assert "其他单位" not in sit_down(reader).get("/settings/").content.decode()
    assert "其他单位" in client.get("/settings/").content.decode()
    assert client.post(at(unit, "rename") + "?on=2019-01-01", {}).status_code == 409
    organization = enter(cast, "澄川市阿岚学会")[0]
    assert client.get(at(organization)).status_code == 404, "a social organization has a card of its own"


def test_the_list_asks_as_much_for_many_as_for_one(cast: Cast, client: Client) -> None:
    counts = []
    for many in (1, 30):
        body(cast, *(f"澄川市第{many}之{number}局" for number in range(many)))
        with CaptureQueriesContext(connection) as caught:
            client.get(LIST)
        counts.append(len(caught))
    assert counts[0] == counts[1]

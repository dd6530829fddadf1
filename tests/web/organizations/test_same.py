"""Two registrations of one organization: found alike, looked at side by side, resolved; the address leads on."""

from __future__ import annotations

import io
import re
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast
from tests.web.offices import SINCE, attach, code_number, enter, filled, public, sent, sit_down

from shuniu.commands.organizations.attributes import CountOfMembers, report_head_counts
from shuniu.commands.organizations.identity import Same, resolve_duplicates
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.models import Coverage, Entry, Identity, Jurisdiction, Registration, Unit
from shuniu.policy.words.accounts import Role
from shuniu.queries.organizations.duplicates import alike

ALIKE = "/organizations/alike/"


@pytest.fixture
def client(cast: Cast) -> Client:
    return sit_down(cast.clerk)


@pytest.fixture
def pair(cast: Cast) -> tuple[int, int]:
    """One entered twice under two codes: one attached, the other attached elsewhere, covered and counted."""
    (kept,) = enter(cast, "澄川市阿岚学会")
    attach(cast, [kept], cast.joint, date(2020, 1, 1))
    (duplicate,) = enter(cast, "澄川市 阿岚（学会）", start=1)
    attach(cast, [duplicate], cast.other)
    cover_units(cast.act(SINCE), [Covering(party_organization=cast.branch, unit=duplicate)])
    report_head_counts(cast.act(), [CountOfMembers(unit=duplicate, as_of=SINCE, source="台账", members=3)])
    return kept, duplicate


def at(unit: int, other: int | None = None, keep: str = "this") -> str:
    asked = "" if other is None else f"?other={public(other)}&keep={keep}"
    return f"/organizations/{public(unit)}/same/{asked}"


@pytest.mark.django_db
def test_both_side_by_side_what_moves_and_then_one(cast: Cast, client: Client, pair: tuple[int, int]) -> None:
    kept, duplicate = pair
    page = client.get(at(kept, duplicate)).content.decode()
    assert "澄川市 阿岚（学会）" in page and "不同" in page
    moving = " ".join(page.partition("归并后</h2>")[2].split())
    for heading, moved, left in (("登记事项", 0, 1), ("归口党组织", 1, 0), ("组织覆盖", 1, 0), ("人数填报", 1, 0)):
        assert (
            f'<td class="row-name">{heading}</td><td class="number" data-label="转入（条）">{moved}</td>'
            f'<td class="number" data-label="不转入（条）">{left}</td>'
        ) in moving
    unsure = sent(client, at(kept, duplicate))
    assert unsure.status_code == 422 and not Identity.objects.exists()
    answer = sent(client, at(kept, duplicate), sure="on")
    card = f"/organizations/{public(kept)}/"
    assert answer["Location"] == card
    assert Entry.objects.latest("pk").act == "unit.resolve"
    assert not Registration.objects.filter(unit=duplicate, retracted__isnull=True).exists()
    assert Coverage.objects.get(retracted__isnull=True).unit_id == kept
    held = Jurisdiction.objects.filter(unit=kept, retracted__isnull=True).order_by("period")
    assert [(one.party_organization_id, one.period.lower) for one in held] == [
        (cast.other, SINCE),
        (cast.joint, date(2020, 1, 1)),
    ]
    # The address of the one that is no more leads to the kept one, on any day.
    assert client.get(f"/organizations/{public(duplicate)}/")["Location"] == card
    assert client.get(f"/organizations/{public(duplicate)}/?on=2019-05-01")["Location"] == f"{card}?on=2019-05-01"
    assert sit_down(cast.outsider).get(f"/organizations/{public(duplicate)}/").status_code == 404


@pytest.mark.django_db
def test_the_other_may_be_kept_instead_and_the_same_key_resolves_once(client: Client, pair: tuple[int, int]) -> None:
    one, other = pair
    given = filled(client, at(one, other, "other"), sure="on")
    assert client.post(at(one), given)["Location"] == f"/organizations/{public(other)}/"
    assert Identity.objects.get().kept_id == other
    lines = Entry.objects.count()
    assert client.get(f"/organizations/{public(one)}/")["Location"] == f"/organizations/{public(other)}/"
    assert client.post(at(one), given).status_code in (403, 404)
    assert Entry.objects.count() == lines


@pytest.mark.django_db
def test_what_changed_meanwhile_is_not_merged(cast: Cast, client: Client, pair: tuple[int, int]) -> None:
    kept, duplicate = pair
    given = filled(client, at(kept, duplicate), sure="on")
    sent(client, f"/organizations/{public(duplicate)}/change/", street="砚溪街道", since="2021-01-01")
    answer = client.post(at(kept), given)
    assert answer.status_code == 409 and not Identity.objects.exists()
    assert "别人同时改了同一条" in answer.content.decode()


@pytest.mark.django_db
def test_the_law_objects_before_anything_is_sent(cast: Cast, client: Client, pair: tuple[int, int]) -> None:
    kept, _ = pair
    page = client.get(at(kept, kept)).content.decode()
    assert "两项是同一条记录" in page and ">归并</button>" not in page
    # What the joint committee may read of another's is not its own to merge.
    secretary = sit_down(cast.secretary)
    assert secretary.get(at(kept, pair[1])).status_code == 404
    assert client.get(f"{at(kept)}?other=nonsense").status_code == 200


@pytest.mark.django_db
def test_the_other_is_chosen_by_name_or_code(cast: Cast, client: Client, pair: tuple[int, int]) -> None:
    kept, duplicate = pair
    page = client.get(at(duplicate), {"q": "阿岚"}).content.decode()
    assert f"other={public(kept)}&amp;keep=this" in page and f"other={public(duplicate)}" not in page
    assert f"other={public(kept)}" in client.get(at(duplicate), {"q": code_number(0)[:10]}).content.decode()
    assert "没有找到另一条登记" in client.get(at(kept)).content.decode()  # nobody bears quite the same name
    assert "与另一登记重复" in client.get(f"/organizations/{public(kept)}/?tab=acts").content.decode()


class TestAlike:
    @pytest.mark.django_db
    def test_same_name_or_same_code_but_for_the_check_sign(
        self, cast: Cast, client: Client, pair: tuple[int, int]
    ) -> None:
        kept, duplicate = pair
        wrong = code_number(7)[:17] + ("0" if code_number(7)[17] != "0" else "1")
        (mistyped,) = enter(cast, "澄川市墨池中心", start=8)
        Unit.objects.filter(pk=mistyped).update(code=wrong)
        (right,) = enter(cast, "澄川市墨池服务中心", start=7)
        enter(cast, "澄川市白榆学会", "澄川市白榆协会", start=20)
        found = alike(cast.clerk, cast.clerk.today)
        told = {(group.by, frozenset(str(one.uuid) for one in group.members)) for group in found.groups}
        assert told == {
            ("name", frozenset({public(kept), public(duplicate)})),
            ("code", frozenset({public(mistyped), public(right)})),
        }
        page = client.get(ALIKE).content.decode()
        assert f"/organizations/{public(duplicate)}/same/?other={public(kept)}&amp;keep=other" in page
        assert "白榆" not in page and "共 <strong>2</strong> 组" in " ".join(page.split())

    @pytest.mark.django_db
    def test_within_reach_at_a_node_and_on_a_day(self, cast: Cast, pair: tuple[int, int]) -> None:
        today = cast.clerk.today
        assert not alike(cast.outsider, today).groups
        assert not alike(cast.secretary, today).groups  # one of the two is another's
        assert not alike(cast.clerk, today, "joint").groups and alike(cast.clerk, today, "top").groups
        assert not alike(cast.clerk, date(2017, 1, 1)).groups
        assert sit_down(cast.actor_at(cast.branch, Role.BRANCH_SECRETARY)).get(ALIKE).status_code == 403

    @pytest.mark.django_db
    @pytest.mark.parametrize("many", [1, 30])
    def test_as_many_queries_for_any_number(self, cast: Cast, many: int) -> None:
        names = [f"澄川市第{index}学会" for index in range(many)]
        enter(cast, *names)
        enter(cast, *(f"{name} " for name in names), start=100)
        with CaptureQueriesContext(connection) as caught:
            found = alike(cast.clerk, cast.clerk.today)
        assert (len(found.groups), len(caught)) == (many, 4)


class TestFindingWhatWasMergedAway:
    """Papers go on naming the registration that was merged away."""

    def rows(self, client: Client, words: str, **more: str) -> list[str]:
        page = client.get("/organizations/", {"q": words, **more}).content.decode()
        return re.findall(r'<td class="row-name"><a href="[^"]*">([^<]*)</a>', page)

    def merge(self, cast: Cast, duplicate: int, kept: int) -> None:
        resolve_duplicates(cast.act(), [Same(duplicate=duplicate, kept=kept)])

    def test_the_name_of_the_other_finds_the_kept_one_and_says_so(self, cast: Cast, client: Client) -> None:
        kept, duplicate, beside = enter(cast, "澄川市阿岚学会", "澄川市白榆协会", "澄川市岑笙协会")
        assert self.rows(client, "白榆") == ["澄川市白榆协会"]
        self.merge(cast, duplicate, kept)
        found = "澄川市阿岚学会（由归并前的名称“澄川市白榆协会”查到）"
        assert self.rows(client, "白榆") == [found]
        assert self.rows(client, "协会") == [found, "澄川市岑笙协会"]
        assert self.rows(client, "澄川市")[0] == "澄川市阿岚学会", "it says the words itself"
        assert self.rows(client, "白榆", on="2017-12-31") == [], "the kept one was not in the register then"
        assert beside not in (kept, duplicate)

    def test_the_code_of_the_other_finds_the_kept_one(self, cast: Cast, client: Client) -> None:
        kept, duplicate = enter(cast, "澄川市阿岚学会", "澄川市白榆协会")
        self.merge(cast, duplicate, kept)
        other = Unit.objects.get(pk=duplicate).code
        assert self.rows(client, str(other)) == [f"澄川市阿岚学会（由归并前的代码“{other}”查到）"]
        assert self.rows(client, code_number(0)) == ["澄川市阿岚学会"]

    def test_what_was_merged_twice_is_found_at_the_end(self, cast: Cast, client: Client) -> None:
        first, second, last = enter(cast, "澄川市白榆协会", "澄川市岑笙中心", "澄川市阿岚学会")
        self.merge(cast, first, second)
        self.merge(cast, second, last)
        assert self.rows(client, "白榆") == ["澄川市阿岚学会（由归并前的名称“澄川市白榆协会”查到）"]
        assert self.rows(client, "岑笙") == ["澄川市阿岚学会（由归并前的名称“澄川市岑笙中心”查到）"]

    def test_whoever_may_not_read_the_kept_one_finds_nothing(self, cast: Cast) -> None:
        kept, duplicate = enter(cast, "澄川市阿岚学会", "澄川市白榆协会")
        self.merge(cast, duplicate, kept)
        assert self.rows(sit_down(cast.outsider), "白榆") == []
        assert self.rows(sit_down(cast.secretary), "白榆") == []

    def test_the_workbook_has_the_name_alone(self, cast: Cast, client: Client) -> None:
        kept, duplicate = enter(cast, "澄川市阿岚学会", "澄川市白榆协会")
        self.merge(cast, duplicate, kept)
        answer = client.get("/organizations/export/", {"q": "白榆"})
        book = openpyxl.load_workbook(io.BytesIO(b"".join(answer)))
        assert "澄川市阿岚学会" in [row[0] for row in book.active.iter_rows(values_only=True)]

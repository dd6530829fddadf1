"""The order of the names on a ballot is set on a page, told on the card, and stands on the ballot in Word."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate
from docx import Document as WordFile
from tests.cast import Cast
from tests.web.elections.test_pages import SOURCE, enrol, hexes, marked, push, term, text
from tests.web.offices import pressed_twice, sent, sit_down

from shuniu.models import BallotOrder, Case
from shuniu.web.wording import full_day

pytestmark = pytest.mark.django_db
BY = "按大会通过的名单顺序排列"


def to_voting(cast: Cast, count: int = 4, ahead: int = 0) -> tuple[list[Any], str, Client, Client]:
    """Those who stand, the address of the election, the branch and the level above."""
    people, today = enrol(cast), localdate()
    term(cast, today + timedelta(days=40))
    marked(cast)
    branch, above = sit_down(cast.branch_secretary), sit_down(cast.secretary)
    sent(branch, "/elections/of/branch/", seats="3", deputies="0", planned_on=str(today + timedelta(days=ahead)))
    here = f"/elections/{Case.objects.get().uuid}/"
    sent(above, f"{here}approve/")
    standing = people[:count]
    sent(
        branch,
        f"{here}candidates/",
        members=[str(one.uuid) for one in standing],
        secretary=str(people[0].uuid),
        **SOURCE,
    )
    push(above, here, "accept")
    return standing, here, branch, above


def names_on(ballot: bytes) -> list[str]:
    """The names of the ballot from above, and what it says of their order."""
    file = WordFile(BytesIO(ballot))
    told = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    told += [one.text for one in file.paragraphs]
    return [one.strip() for one in told if one.strip()]


@pytest.mark.req("P11")
def test_an_order_by_hand_stands_on_the_card_and_on_the_ballot(cast: Cast) -> None:
    people, here, branch, above = to_voting(cast)
    page, address = text(branch, here), f"{here}order/committee_member/"
    assert "以姓氏笔画为序" in page and address in page
    first, second, third, fourth = hexes(people)
    places = {f"place_{key}": str(place) for place, key in enumerate((fourth, second, first, third), 1)}
    assert "请填写。" in sent(branch, address, **places, reason="").content.decode()
    refused = sent(branch, address, **{**places, f"place_{first}": "1"}, reason=BY)
    assert refused.status_code == 422 and "每名候选人要有一个序号。" in refused.content.decode()
    assert not BallotOrder.objects.exists()
    assert sent(branch, address, **places, reason=BY).status_code == 302
    page = text(branch, here)
    assert f"{BY}（自行排列）" in page
    names = ["党员丁", "党员乙", "党员甲", "党员丙"]
    assert [name for name in sorted(names, key=page.index)] == names
    told = names_on(branch.get(f"{here}ballot/").content)
    assert [one for one in told if one in names] == names and any(BY in one for one in told)
    # The level above reads it and does not set it.
    assert f"{BY}（自行排列）" in text(above, here) and address not in text(above, here)
    assert above.get(address).status_code == 403


def test_the_usual_order_comes_back(cast: Cast) -> None:
    people, here, branch, _ = to_voting(cast)
    address = f"{here}order/committee_member/"
    assert "恢复" not in text(branch, address)
    places = {f"place_{key}": str(4 - place) for place, key in enumerate(hexes(people))}
    assert sent(branch, address, **places, reason=BY).status_code == 302
    page = text(branch, address)
    assert "恢复以姓氏笔画为序" in page and BY in page
    assert sent(branch, address, way="usual").status_code == 302
    assert not BallotOrder.objects.exists() and "自行排列" not in text(branch, here)


@pytest.mark.req("P11")
def test_a_ballot_bears_the_planned_day_until_it_has_passed(cast: Cast) -> None:
    """Printed before the meeting; a meeting that was put off has no planned day any more."""
    _, here, branch, _ = to_voting(cast, ahead=5)
    case = Case.objects.get()
    for days, stands in ((5, 5), (0, 0), (-3, 0)):
        case.filed["planned_on"] = str(localdate() + timedelta(days=days))
        case.save()
        assert f"（盖章）{full_day(localdate() + timedelta(days=stands))}" in names_on(
            branch.get(f"{here}ballot/").content
        )


def test_there_is_nothing_to_order_for_one_or_after_the_vote(cast: Cast) -> None:
    _, here, branch, _ = to_voting(cast)
    assert branch.get(f"{here}order/secretary/").status_code == 403
    assert branch.get(f"{here}order/chairman/").status_code == 404


def test_others_are_put_forward_where_nobody_was_elected(cast: Cast) -> None:
    """By the branch, with a reason; before a vote the page leads there too, for who stands may fall away."""
    _, here, branch, _ = to_voting(cast)
    assert f"{here}renominate/" in text(branch, here)
    assert sent(branch, f"{here}renominate/", reason="").status_code == 422
    pressed_twice(branch, f"{here}renominate/", reason="没有人得到足够的赞成票")
    page = text(branch, here)
    assert "酝酿候选人" in page and "没有人得到足够的赞成票" in page and "填写候选人预备人选" in page

"""Pages of trainings: a list of the node, the card with who took part, the card of the instructor, what is done."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.test import Client
from tests.cast import Cast
from tests.web.offices import SINCE, enter, sent, sit_down

from shuniu.commands.instructors.pool import NewInstructor, PoolChange, change_pools, enter_pool
from shuniu.commands.instructors.training import Training, record_trainings
from shuniu.models import Instructor, InstructorPool, InstructorTraining, TrainedInstructor
from shuniu.policy.words.accounts import Role

LIST = "/party/instructors/trainings/"
BEGINS, ENDS = date(2019, 6, 3), date(2019, 6, 5)


@pytest.fixture
def client(cast: Cast) -> Client:
    return sit_down(cast.clerk)


@pytest.fixture
def pooled(cast: Cast) -> list[int]:
    rows = [
        NewInstructor(party_organization=cast.top, name=name, source="retired", code=f"Z90000{number}")
        for number, name in enumerate(("甲某", "乙某", "丙某"))
    ]
    return enter_pool(cast.act(SINCE), rows)


def trained(cast: Cast, *instructors: int, **more: Any) -> str:
    given: dict[str, Any] = {"party_organization": cast.top, "name": "指导员培训班", "begins_on": BEGINS}
    row = Training(
        **{**given, "ends_on": ENDS, "organizer": "市委党校", "hours": 20, "instructors": instructors, **more}
    )
    (key,) = record_trainings(cast.act(), [row])
    return f"{LIST}{key}/"


def taking_part() -> list[int]:
    rows = TrainedInstructor.objects.filter(retracted__isnull=True).order_by("instructor")
    return list(rows.values_list("instructor", flat=True))


@pytest.mark.req("G02")
def test_is_recorded_with_who_took_part_and_without_marks(cast: Cast, client: Client, pooled: list[int]) -> None:
    form = client.get(LIST + "new/").content.decode()
    assert not any(word in form for word in ("成绩：", "考试", "分数", "合格"))
    answer = sent(
        client, LIST + "new/", name="指导员培训班", begins_on="2019-06-03", ends_on="2019-06-05", hours="20",
        organizer="市委党校", instructors=[str(pooled[0])], numbered="Z900002，",
    )  # fmt: skip
    assert answer.status_code == 302 and taking_part() == [pooled[0], pooled[2]]
    page = client.get(LIST).content.decode()
    assert "指导员培训班" in page and "2019-06-03 至 2019-06-05" in page and "市委党校" in page
    assert "共 <strong>0</strong> 次" in client.get(LIST, {"on": "2019-06-02"}).content.decode()
    assert "指导员培训班" in client.get(LIST, {"on": "2019-06-03", "node": "top", "q": "培训"}).content.decode()


@pytest.mark.req("G02")
def test_stands_on_the_card_of_the_instructor_and_tells_who_took_part(
    cast: Cast, client: Client, pooled: list[int]
) -> None:
    address = trained(cast, *pooled[:2])
    card = f"/party/instructors/{Instructor.objects.get(pk=pooled[0]).uuid}/"
    page = client.get(card).content.decode()
    assert "参加的培训" in page and f'href="{address}"' in page
    page = client.get(address).content.decode()
    assert "甲某" in page and "乙某" in page and "丙某" not in page and f'href="{card}"' in page
    other = f"/party/instructors/{Instructor.objects.get(pk=pooled[2]).uuid}/"
    assert "还没有登记参加的培训" in client.get(other).content.decode()


def test_what_cannot_be_is_refused_and_the_form_keeps_what_was_written(client: Client, pooled: list[int]) -> None:
    given = {"name": "轮训班", "begins_on": "2019-06-05", "ends_on": "2019-06-03"}
    answer = sent(client, LIST + "new/", **given)
    page = answer.content.decode()
    assert answer.status_code == 422 and "请选择参加培训的指导员" in page and "培训不能在开始以前结束" in page
    answer = sent(client, LIST + "new/", **given, numbered="Z900009")
    assert answer.status_code == 422 and "没有找到编号为Z900009的指导员" in answer.content.decode()
    assert not InstructorTraining.objects.exists()


@pytest.mark.req("G02")
def test_is_corrected_and_taken_back(cast: Cast, client: Client, pooled: list[int]) -> None:
    address = trained(cast, *pooled[:2])
    answer = sent(client, address + "correct/", name="指导员轮训班", instructors=[str(pooled[1])])
    assert answer.status_code == 302 and answer["Location"] == address
    page = client.get(address).content.decode()
    assert "指导员轮训班" in page and "指导员培训班" in page and taking_part() == [pooled[1]]
    answer = sent(client, address + "correct/", way="withdraw", instructors=[str(pooled[1])])
    assert answer.status_code == 302 and client.get(address).status_code == 404 and taking_part() == []


def test_who_moved_to_a_pool_out_of_reach_is_counted_and_kept(cast: Cast, client: Client, pooled: list[int]) -> None:
    (key,) = enter_pool(cast.act(SINCE), [NewInstructor(party_organization=cast.joint, name="丁某", source="retired")])
    address = trained(cast, key, party_organization=cast.joint)
    change_pools(cast.act(), [PoolChange(instructor=key, party_organization=cast.other)])
    secretary = sit_down(cast.secretary)
    page = secretary.get(address).content.decode()
    assert "丁某" not in page and "管辖范围以外 1 名" in page
    sent(secretary, address + "correct/", name="轮训班", party_organization=str(cast.joint), instructors=[])
    assert taking_part() == [key] and InstructorTraining.objects.get(retracted__isnull=True).name == "轮训班"


@pytest.mark.req("G02")
def test_who_may_not(cast: Cast, pooled: list[int]) -> None:
    address = trained(cast, *pooled)
    outsider, branch = sit_down(cast.outsider), sit_down(cast.branch_secretary)
    assert outsider.get(address).status_code == 404 and branch.get(address).status_code == 404
    assert outsider.get(address + "correct/").status_code == 404
    assert branch.get(LIST + "new/").status_code == 403
    assert "共 <strong>0</strong> 次" in outsider.get(LIST).content.decode()
    inside = cast.actor_at(None, Role.ORGANIZATION_CLERK, enter(cast, "澄川市阿岚学会")[0])
    assert sit_down(inside).get(LIST).status_code == 403


def test_leaves_as_a_workbook(cast: Cast, client: Client, pooled: list[int]) -> None:
    trained(cast, *pooled)
    answer: Any = client.get(LIST + "export/")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    held = [[str(cell) for cell in row] for row in book.active.iter_rows(values_only=True)]
    assert ["指导员培训班", "2019-06-03 至 2019-06-05", "20", "市委党校"] in [row[:4] for row in held]


def test_one_and_many_ask_the_same_number_of_questions(
    cast: Cast, client: Client, pooled: list[int], django_assert_num_queries: Any
) -> None:
    trained(cast, pooled[0])
    client.get(LIST)
    with django_assert_num_queries(QUESTIONS):
        client.get(LIST)
    for number in range(8):
        trained(cast, *pooled, name=f"第{number}期")
    with django_assert_num_queries(QUESTIONS):
        client.get(LIST)


QUESTIONS = 6


@pytest.mark.req("G02")
def test_selection_stands_in_the_pool_on_the_card_and_in_the_list(cast: Cast, client: Client) -> None:
    answer = sent(
        client, "/party/instructors/new/", name="甲某", source="retired", full_time="1", since="2019-01-01",
        recommended_by="澄川市某局", selection_number="澄社党[2018]9号", selected_on="2018-12-20",
    )  # fmt: skip
    assert answer.status_code == 302
    row = InstructorPool.objects.get()
    assert (row.recommended_by, row.selection_number, row.selected_on) == (
        "澄川市某局",
        "澄社党〔2018〕9号",
        date(2018, 12, 20),
    )
    page = client.get(f"/party/instructors/{Instructor.objects.get().uuid}/").content.decode()
    assert "澄川市某局" in page and "2018-12-20 澄社党〔2018〕9号" in page
    page = client.get("/party/instructors/?columns=recommended_by&columns=selected_on").content.decode()
    assert "澄川市某局" in page and "2018-12-20" in page
    late = sent(
        client, "/party/instructors/new/", name="乙某", source="retired", since="2019-01-01", selected_on="2019-01-02"
    )
    assert late.status_code == 422 and "选派日不能晚于入库日" in late.content.decode()

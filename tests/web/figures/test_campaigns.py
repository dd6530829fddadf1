"""A campaign from the form to its end, with its progress on any day (E12)."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.cast import Cast
from tests.web.offices import four_in_the_register, sit_down


@pytest.fixture
def client(cast: Cast) -> Client:
    four_in_the_register(cast)
    return sit_down(cast.clerk)


def sent(client: Client, where: str, **given: Any) -> Any:
    return client.post(where, {"key": str(uuid4()), **given})


def begun(client: Client, **given: Any) -> Any:
    values = {
        "name": "“两覆盖”专项行动", "document_number": "某函[2018]3号", "issued_on": "2018-03-01",
        "bodies": "市民政局\n市综合党委", "since": "2018-03-20",
    } | given  # fmt: skip
    return sent(client, "/figures/campaigns/new/", **values)


@pytest.mark.req("E12")
def test_it_is_written_down_and_followed(client: Client, cast: Cast) -> None:
    where = begun(client)["Location"]
    assert sent(
        client, f"{where}goal/", measure="organization_coverage", party_organization=str(cast.top), baseline="20",
        goal="40", due_on="2030-12-31", since="2018-04-01",
    ).status_code == 302  # fmt: skip
    page = client.get(where).content.decode()
    for words in (
        "某函〔2018〕3号", "市民政局、市综合党委", "20%", "25%（1/4）", "+5.0 个百分点", "40%", "还差 15 个百分点",
        "2030-12-31", "进行中", "33.3%（1/3）", "还差 6.7 个百分点",
    ):  # fmt: skip
        assert words in page, words
    earlier = client.get(where, {"on": "2018-06-01"}).content.decode()
    assert "0%（0/4）" in earlier and "−20.0 个百分点" in earlier
    assert client.get(where, {"on": "2018-03-01"}).status_code == 404
    assert "“两覆盖”专项行动" in client.get("/figures/campaigns/").content.decode()


@pytest.mark.req("E12")
def test_it_is_changed_corrected_and_ended(client: Client) -> None:
    where = begun(client)["Location"]
    values = {"name": "新名称", "document_number": "某函〔2018〕3号", "bodies": "市民政局", "since": "2019-01-01"}
    assert sent(client, f"{where}change/", **values).status_code == 302
    assert "新名称" in client.get(where).content.decode()
    assert "“两覆盖”专项行动</h1>" in client.get(where, {"on": "2018-12-31"}).content.decode()
    assert sent(client, f"{where}correct/", **{**values, "name": "更正的名称"}).status_code == 302
    assert "更正" in client.get(where).content.decode()
    assert sent(client, f"{where}end/", since="2020-01-01").status_code == 302
    page = client.get(where).content.decode()
    assert "已结束" in page and f"{where}goal/" not in page


def test_what_is_missing_is_said_at_its_field(client: Client) -> None:
    assert begun(client, bodies="").status_code == 422
    assert "开始日期早于印发日期。" in begun(client, issued_on="2019-01-01").content.decode()
    where = begun(client)["Location"]
    refused = sent(
        client, f"{where}goal/", measure="organization_coverage", party_organization="999", goal="x", due_on=""
    )
    assert refused.status_code == 422

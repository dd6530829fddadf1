"""Somebody of the cast in front of a browser, and organizations for them to look at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.test import Client
from django.utils.timezone import now
from tests.cast import BEGINNING, Cast

from shuniu.access import Actor
from shuniu.commands.organizations.register import NewOrganization, register_organizations
from shuniu.commands.party.answering import Answering, take_jurisdiction
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.kernel.identifier import organization_code_check_digit, uscc_check_digit
from shuniu.kernel.pinyin import sort_key
from shuniu.models import Account, Unit

SINCE = date(2018, 1, 1)


def sit_down(actor: Actor) -> Client:
    """A browser in which the actor has signed in."""
    account = Account.objects.get(pk=actor.account)
    client = Client()
    client.force_login(account, backend="shuniu.web.accounts.sessions.AccountBackend")
    session = client.session
    session["epoch"] = account.epoch
    session["assignment"] = str(actor.assignment_uuid)
    session["seen"] = int(now().timestamp())
    session.save()
    return client


def code_number(number: int) -> str:
    """A code with right check digits in a range that is never given out."""
    nine = f"MJ0{number:05d}"
    body = "53110105" + nine + organization_code_check_digit(nine)
    return body + uscc_check_digit(body)


def values(name: str, **more: Any) -> dict[str, Any]:
    given = {
        "name": name,
        "sort_key": sort_key(name),
        "type": "social_association",
        "legal_status": "legal_person",
        "mode": "direct_registration",
        "status": "normal",
        "level": "city",
    }
    return {**given, **more}


def enter(cast: Cast, *names: str, start: int = 0, on: date = SINCE, at: int | None = None, **more: Any) -> list[int]:
    """Organizations in the register of the top, with nobody responsible."""
    rows = [
        NewOrganization(code=code_number(start + index), values=values(name, **more), phone="13800000001")
        for index, name in enumerate(names)
    ]
    return register_organizations(cast.act(on), rows, at or cast.top)


def attach(cast: Cast, units: Sequence[int], node: int, on: date = SINCE) -> None:
    take_jurisdiction(cast.act(on), [Answering(unit=unit, party_organization=node) for unit in units])


def public(unit: int) -> str:
    return str(Unit.objects.values_list("uuid", flat=True).get(pk=unit))


# What was approved on paper is put down with who approved it and under which number.
PAPER = {"approver": "中共澄川市委社会工作部", "document_number": "澄社工〔2020〕3号"}


def sent(client: Client, address: str, **fields: Any) -> Any:
    """Fill in a form as it is shown – every field with what stands in it, but for ``fields`` – and send it."""
    return client.post(address, filled(client, address, **fields))


def pressed_twice(client: Client, address: str, **fields: Any) -> Any:
    """The button pressed two times: what answers the first, with the second led to the same place and told why."""
    given = filled(client, address, **fields)
    first, second = client.post(address, given), client.post(address, given)
    assert (first.status_code, second.status_code) == (302, 302), (first.status_code, second.status_code)
    assert second["Location"] == first["Location"]
    assert "没有再办一次" in client.get(second["Location"]).content.decode()
    return first


def cover(cast: Cast, units: Sequence[int], node: int, on: date = SINCE) -> None:
    cover_units(cast.act(on), [Covering(party_organization=node, unit=unit) for unit in units])


def filled(client: Client, address: str, **fields: Any) -> dict[str, Any]:
    """The form as it is shown now and filled in, not yet sent."""
    shown = client.get(address)
    assert shown.status_code == 200, shown.status_code
    form = shown.content.decode().rpartition('<form method="post" class="section">')[2].partition("</form>")[0]
    given: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name = _attribute(tag, "name")
        if 'type="radio"' in tag or 'type="checkbox"' in tag:
            if " checked" in tag:
                given[name] = _attribute(tag, "value") or "on"
        else:
            given[name] = _attribute(tag, "value")
    for name, options in re.findall(r'<select name="(\w+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        given[name] = chosen[1] if chosen else ""
    for name, text in re.findall(r'<textarea name="(\w+)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        given[name] = text.strip()
    given.pop("csrfmiddlewaretoken", None)
    return {**given, **fields}


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found[1] if found else ""


__all__ = [
    "BEGINNING",
    "PAPER",
    "SINCE",
    "attach",
    "code_number",
    "cover",
    "enter",
    "filled",
    "pressed_twice",
    "public",
    "sent",
    "sit_down",
    "values",
]


def four_in_the_register(cast: Cast) -> list[int]:
    """Four organizations, three of them the joint committee's, the first covered."""
    found = enter(cast, *(f"澄川市第{number}学会" for number in range(1, 5)))
    attach(cast, found[:3], cast.joint)
    cover_units(cast.act(date(2019, 1, 1)), [Covering(party_organization=cast.branch, unit=found[0])])
    return found

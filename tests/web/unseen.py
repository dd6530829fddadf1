"""Two clerks at one form, for the tests: what the one sees is what the other changes meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.test import Client
from tests.cast import Cast
from tests.web.offices import filled, sent

from shuniu.models import Entry

Fields = dict[str, Any]
SAID = "这条记录刚刚被别人改过，本次没有写入。请打开最新的登记核对，再办一次。"


@dataclass(frozen=True)
class Case:
    """``second`` writes while ``first`` still looks at the form; by another act where ``by`` names one.

    ``kept``: what the first one typed, as the page still has it; ``now``: what the second one put down, beside it.
    """

    place: Callable[[Cast], str]
    act: str
    second: Fields
    first: Fields
    kept: str
    now: str = ""
    by: str = ""

    def __str__(self) -> str:
        return "-".join([self.place.__name__, self.act, *([self.by] if self.by else [])])


def meant(cast: Cast, fields: Fields) -> Fields:
    """Nodes are named by their place in the cast."""
    return {
        name: str(getattr(cast, value)) if name in ("party_organization", "parent", "into") else value
        for name, value in fields.items()
    }


def not_written_over(case: Case, cast: Cast, first: Client, second: Client) -> None:
    place = case.place(cast)
    address = f"{place}{case.act}/"
    opened = filled(first, address, **meant(cast, case.first))
    assert sent(second, f"{place}{case.by or case.act}/", **meant(cast, case.second)).status_code == 302
    lines = Entry.objects.count()
    answer = first.post(address, opened)
    page = answer.content.decode()
    assert answer.status_code == 409 and SAID in page and "已填的内容都在" in page
    assert case.kept in page, "what was typed stays"
    now = page.partition("现在的登记与您所填不同的")[2].partition("</dl>")[0]
    assert case.now in now, "what the other one put down is told"
    assert Entry.objects.count() == lines, "nothing was written"
    shown = {name: value for name, value in opened.items() if name.startswith("seen")}
    assert shown and all(f'name="{name}" value="{value}"' in page for name, value in shown.items()), (
        "the page is still about what it showed at first"
    )
    assert first.post(address, opened).status_code == 409 and Entry.objects.count() == lines, (
        "sending the same page again writes nothing"
    )

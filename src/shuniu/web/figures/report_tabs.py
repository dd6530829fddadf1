"""Which reports stand beside each other under 专项报表, also those with a page of their own?"""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest
from django.urls import reverse

from shuniu.web.figures.asked import Asked
from shuniu.web.frame import with_day
from shuniu.web.parts import Link

OWN_PAGES = {"annual": "年报表", "differences": "填报与登记差异", "structure": "党员结构"}


def report_tabs(request: HttpRequest, asked: Asked, chosen: str, titles: Mapping[str, str]) -> list[Link]:
    kept = {"node": asked.code}
    tables = [
        Link(title, with_day(request, reverse("reports"), **kept, report=key), key == chosen)
        for key, title in titles.items()
    ]
    pages = [Link(title, with_day(request, reverse(key), **kept), key == chosen) for key, title in OWN_PAGES.items()]
    return [*tables, *pages]


def report_crumbs(request: HttpRequest, asked: Asked, *below: Link) -> list[Link]:
    first = Link("统计", with_day(request, reverse("figures"), node=asked.code))
    return [first, Link("专项报表", with_day(request, reverse("reports"), node=asked.code) if below else ""), *below]

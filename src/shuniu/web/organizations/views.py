"""Which ways are there to look at social organizations?"""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from shuniu.web.frame import with_day
from shuniu.web.parts import Link

VIEWS = (("organizations", "全部"), ("hubs", "“枢纽型”社会组织"))


def views_of(request: HttpRequest, current: str) -> list[Link]:
    return [Link(label, with_day(request, reverse(name)), name == current) for name, label in VIEWS]

"""Which ways are there to look at what is under way?"""

from __future__ import annotations

from django.http import HttpRequest

from shuniu.policy.grants import Action
from shuniu.queries.accounts import granted
from shuniu.web.frame import actor_of, links
from shuniu.web.parts import Link

# A page that the site map does not have yet is not shown.
VIEWS = (
    ("cases", "待办和进展", Action.READ_CASE),
    ("plans", "组建计划", Action.WRITE_UNIT),
    ("meetings", "党委会", Action.DECIDE_CASE),
    ("elections", "换届", Action.READ_PARTY_ORGANIZATION),
    ("documents", "发文登记", Action.ISSUE_DOCUMENT),
    ("received", "收文", Action.RECEIVE_DOCUMENT),
)


def views_of(request: HttpRequest, current: str) -> list[Link]:
    actor = actor_of(request)
    return links(request, ((label, name, name == current) for name, label, action in VIEWS if granted(actor, action)))

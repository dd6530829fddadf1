"""Which ways are there to look at social organizations?"""

from __future__ import annotations

from django.http import HttpRequest

from shuniu.policy.grants import Action
from shuniu.queries.accounts import granted
from shuniu.web.frame import actor_of, links
from shuniu.web.parts import Link

VIEWS = (
    ("organizations", "全部", Action.READ_UNIT),
    ("hubs", "“枢纽型”社会组织", Action.READ_UNIT),
    ("organizations_alike", "疑似重复", Action.WRITE_UNIT),
    ("pipeline", "组建进度", Action.READ_FIGURE),
    ("urgings", "督促事项", Action.URGE_FORMATION),
    ("submissions", "信息填报", Action.REVIEW_SUBMISSION),
)


def views_of(request: HttpRequest, current: str) -> list[Link]:
    actor = actor_of(request)
    return links(request, ((label, name, name == current) for name, label, action in VIEWS if granted(actor, action)))

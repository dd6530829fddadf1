"""How many hold a post in a committee on a day, and under which marks does an office send out documents?"""

from __future__ import annotations

from datetime import date

from shuniu.models import LocalFigure, Post
from shuniu.policy.cases.issuing import MARK
from shuniu.queries.days import during


def posts_held(node: int, on: date) -> int:
    """Members with a post there, each counted once."""
    return Post.objects.filter(during(on), party_organization=node).values("person").distinct().count()


def marks_of(node: int, on: date) -> tuple[str, ...]:
    """Those the office itself has decided; what stands above it lends none."""
    decided = LocalFigure.objects.filter(during(on), party_organization=node, key=MARK)
    return tuple(str(one) for one in decided.values_list("value", flat=True).first() or ())

"""How many hold a post in a committee on a day, which meeting decided, and under which marks do documents go out?"""

from __future__ import annotations

from datetime import date

from shuniu.models import AgendaItem, LocalFigure, Post
from shuniu.policy.cases.issuing import MARK
from shuniu.queries.days import during


def posts_held(node: int, on: date) -> int:
    """Members with a post there, each counted once."""
    return Post.objects.filter(during(on), party_organization=node).values("person").distinct().count()


def marks_of(node: int, on: date) -> tuple[str, ...]:
    """Those the office itself has decided; what stands above it lends none."""
    decided = LocalFigure.objects.filter(during(on), party_organization=node, key=MARK)
    return tuple(str(one) for one in decided.values_list("value", flat=True).first() or ())


def decided_at(case: int) -> int | None:
    """The meeting that decided on it last; None where none did."""
    decided = AgendaItem.objects.filter(case=case, resolution__isnull=False).order_by("-pk")
    return decided.values_list("meeting", flat=True).first()

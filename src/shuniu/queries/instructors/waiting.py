"""For which organizations is an instructor planned and nobody sent yet, and who could be sent (待派驻)?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from shuniu.access import Actor, granted, visible
from shuniu.models import FormationPlan, InstructorPool, Posting, Unit
from shuniu.policy.grants import Action
from shuniu.policy.words.pipeline import PlanWay
from shuniu.queries.days import during
from shuniu.queries.naming import node_names
from shuniu.queries.organizations.bodies import names_of

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSend:
    """``owner`` sees to it until ``planned_on``. ``instructor``: key, public id and number of whoever could be sent and
    still stands in a pool from which one is sent; None where nobody was named."""

    unit: int
    uuid: UUID
    name: str
    owner: str
    planned_on: date
    instructor: tuple[int, UUID, str] | None


def waiting_to_send(actor: Actor, on: date) -> list[ToSend]:
    """By the day planned, the earliest first; no more than ``MOST``."""
    rows = list(_waiting(actor, on).order_by("planned_on", "unit").values(
        "unit", "unit__uuid", "party_organization", "planned_on", "instructor", "instructor__uuid", "instructor__code"
    )[:MOST])  # fmt: skip
    names = names_of([row["unit"] for row in rows], on)
    owners = node_names({row["party_organization"] for row in rows}, on)
    there = set(
        InstructorPool.objects.filter(
            during(on), available=True, instructor__in=[row["instructor"] for row in rows if row["instructor"]]
        ).values_list("instructor", flat=True)
    )
    return [
        ToSend(
            unit=row["unit"],
            uuid=row["unit__uuid"],
            name=names.get(row["unit"], ""),
            owner=owners.get(row["party_organization"], ""),
            planned_on=row["planned_on"],
            instructor=(row["instructor"], row["instructor__uuid"], row["instructor__code"])
            if row["instructor"] in there
            else None,
        )
        for row in rows
    ]


def count_waiting_to_send(actor: Actor, on: date) -> int:
    return _waiting(actor, on).count() if granted(actor, Action.WRITE_UNIT) else 0


def _waiting(actor: Actor, on: date) -> Any:
    plans = FormationPlan.objects.filter(during(on), way=PlanWay.INSTRUCTOR.value)
    # Plans are few beside what is registered: each of their organizations is asked by itself.
    mine = visible(Unit.objects.filter(pk__in=plans.values("unit")), actor, Action.WRITE_UNIT, named=True)
    sent = Posting.objects.filter(during(on), unit=OuterRef("unit"))
    return plans.filter(~Exists(sent), unit__in=mine.values("pk"))

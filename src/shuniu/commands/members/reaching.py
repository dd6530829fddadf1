"""Which members may this actor write of, and who else is writing of them right now?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection

from shuniu.access import Actor, visible
from shuniu.commands.journal import lock_units
from shuniu.models import Employment, Person
from shuniu.policy.grants import Action
from shuniu.queries.arrays import among


def persons_in_reach(actor: Actor, keys: Iterable[int], action: Action = Action.WRITE_MEMBER) -> set[int]:
    """Of the persons named, those in a roll the actor keeps (or, with another action, may look into)."""
    rows = Person.objects.filter(pk__in=among(keys))
    return set(visible(rows, actor, action).values_list("pk", flat=True))


def lock_persons(keys: Sequence[int]) -> None:
    """Hold the named persons, in order of their keys, until this transaction ends."""
    if keys:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id FROM shuniu_person WHERE id = any(%s) ORDER BY id FOR NO KEY UPDATE", [sorted(keys)]
            )


def lock_workplaces(keys: Sequence[int], others: Iterable[int | None] = ()) -> None:
    """Hold where the named persons work, and the ``others``: how many members work there is about to change.

    After the persons, and before anything is written: whoever writes of a unit holds it first as well.
    """
    held = Employment.objects.filter(retracted__isnull=True, person__in=among(keys), unit__isnull=False)
    lock_units(sorted({*held.values_list("unit_id", flat=True), *(one for one in others if one is not None)}))

"""Put back what one act changed for some units: what it recorded is taken back, what it had replaced stands again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models

from shuniu.commands.journal.acts import Act
from shuniu.models import record

_OWN = ("id", "recorded", "retracted")


def put_back(act: Act, model: type[models.Model], entry: int, units: Sequence[int]) -> None:
    """Within an open act whose guard was asked, and whose law has said that nothing was built on it."""
    mine: Any = model._default_manager.filter(unit__in=units)
    record.retract(act.line, model, mine.filter(recorded=entry, retracted=None).values_list("pk", flat=True))
    said = [one for one in model._meta.concrete_fields if one.name not in _OWN]
    before = mine.filter(retracted=entry).exclude(recorded=entry)
    rows = list(before.values_list(*[one.attname for one in said]))
    record.record(act.line, model, [one.name for one in said], rows)

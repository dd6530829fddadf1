"""Let the open cases of a duplicate go on about the body that is kept, in the act by which the two are one.

Whoever may resolve them does this by it. What was closed stays where it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from shuniu.commands.cases.lapsing import lapse, off_the_agenda
from shuniu.commands.journal import Act
from shuniu.models import Case, CaseUnit, Step
from shuniu.policy.cases.lapsing import fate_of_duplicate, resolved
from shuniu.policy.words.cases import Fate, Verb
from shuniu.queries.facts.organizations import units

_CHANGED = ("state", "holder", "unit", "version", "due_on", "due_provisional")


def fates_of_duplicates(kept: Mapping[int, int]) -> list[tuple[Case, Fate]]:
    """What is open about each duplicate, and what becomes of it; ``kept``: duplicate to body kept."""
    rows = Case.objects.filter(unit__in=kept).exclude(holder="").order_by("pk")
    own = Case.objects.filter(unit__in=set(kept.values())).exclude(holder="")
    taken = set(own.values_list("kind", "topic", "unit"))
    found = []
    for row in rows:
        place = (row.kind, row.topic, kept[row.unit_id or 0])
        found.append((row, fate_of_duplicate(kept_has_one=place in taken)))
        taken.add(place)
    return found


def follow_identity(act: Act, kept: Mapping[int, int]) -> None:
    """Within the open act by which they are one, the units locked: also where others name the duplicate."""
    named = Case.objects.filter(Q(unit__in=kept) | Q(units__unit__in=kept)).exclude(holder="")
    list(named.order_by("pk").select_for_update(of=("self",), no_key=True).values_list("pk"))
    found = fates_of_duplicates(kept)
    known = units({*kept, *kept.values()}, act.on)
    off_the_agenda([row for row, fate in found if fate is Fate.LAPSES])
    steps = []
    for row, fate in found:
        duplicate = row.unit_id or 0
        row.unit_id, row.version = kept[duplicate], row.version + 1
        if fate is Fate.LAPSES:
            lapse(row)
        verb = Verb.LAPSE if fate is Fate.LAPSES else Verb.PASS_ON
        why = resolved(known[duplicate].label, known[kept[duplicate]].label, fate)
        steps.append(Step(case=row, state=row.state, verb=verb.value, reason=why, recorded=act.line))
    Case.objects.bulk_update([row for row, _ in found], _CHANGED)
    Step.objects.bulk_create(steps)
    for duplicate, body in kept.items():
        _name_kept(duplicate, body)


def _name_kept(duplicate: int, body: int) -> None:
    """What names the duplicate names the body that is kept, once; what is about it does not name it besides."""
    rows = CaseUnit.objects.filter(unit=duplicate)
    there = Q(case__in=CaseUnit.objects.filter(unit=body).values("case")) | Q(case__unit=body)
    CaseUnit.objects.filter(pk__in=list(rows.filter(there).values_list("pk", flat=True))).delete()
    rows.update(unit=body)
    CaseUnit.objects.filter(unit=body, case__unit=body).exclude(case__holder="").delete()
    filed = Q(filed__contains={"units": [duplicate]}) | Q(filed__contains={"parts": [{"units": [duplicate]}]})
    about = Q(unit=body, filed__contains={"units": [body]})
    open_ = Case.objects.exclude(holder="").filter(filed | Q(filed__contains={"centre": duplicate}) | about)
    # A clerk may be keeping a draft just now: what it says is read under the lock.
    for case in open_.order_by("pk").select_for_update(of=("self",), no_key=True):
        case.filed = _said(case.filed, duplicate, body, case.unit_id)
        Case.objects.filter(pk=case.pk).update(filed=case.filed, version=case.version + 1)


def _said(filed: Mapping[str, Any], duplicate: int, body: int, about: int | None) -> dict[str, Any]:
    def among(keys: Any) -> list[int]:
        return sorted({body if key == duplicate else key for key in keys or ()} - {about})

    told = dict(filed)
    if "units" in told:
        told["units"] = among(told["units"])
    if "parts" in told:
        told["parts"] = [{**one, "units": among(one.get("units"))} for one in told["parts"]]
    if told.get("centre") == duplicate:
        told["centre"] = body
    return told

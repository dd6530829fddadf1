"""How does a refusal of the law stand beside the form it was given for?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from shuniu.commands.journal import ChangedMeanwhile, KeyReused
from shuniu.kernel.decision import Decision, Objection, Refused
from shuniu.policy.journal.ending import LATER_TOO

UNPROCESSABLE, CONFLICT = 422, 409
# What the clerk says of the act and not of the register.
OWN = frozenset({"since", "correction", "way", LATER_TOO})


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was written: the objections of the law, or the sentence of a conflict; the status to answer.

    ``meanwhile``: somebody else changed the same; the fields in which the register now says otherwise than the form.
    """

    objections: Sequence[Objection] = ()
    status: int = UNPROCESSABLE
    meanwhile: Sequence[tuple[str, str]] | None = None


def place_objections(
    form: forms.Form, decision: Decision, fields: Mapping[str, str] | None = None
) -> Sequence[Objection]:
    """Mark the fields the objections name, and return all of them for the block above the form.

    ``fields`` maps names of the command's input to names of the form where they differ.
    """
    # The day of the act is asked for as ``since`` unless the form says otherwise.
    names = {"on": "since", **(fields or {})}
    for one in decision.objections:
        name = names.get(one.field, one.field)
        if name == LATER_TOO and name in form.fields:
            form.fields[name].widget = forms.CheckboxInput()
        if name in form.fields and not form.fields[name].widget.is_hidden:
            form.add_error(name, one.missing)
    return decision.objections


def attempt(form: forms.Form, work: Callable[[], object], fields: Mapping[str, str] | None = None) -> Refusal | None:
    """Do ``work``; None when it was done. A refusal leaves the form as it was filled in, and nothing written."""
    try:
        work()
    except Refused as refused:
        return Refusal(place_objections(form, refused.decision, fields))
    except KeyReused as conflict:
        form.add_error(None, str(conflict))
        return Refusal(status=CONFLICT)
    except ChangedMeanwhile as conflict:
        form.add_error(None, str(conflict))
        return Refusal(status=CONFLICT, meanwhile=said_now(form))
    return None


def said_now(form: forms.Form) -> list[tuple[str, str]]:
    """What the register says now where the form says otherwise: a form that was sent was begun from it anew."""
    names = [name for name in form.changed_data if name in form.initial and name not in OWN]
    return [
        (str(form.fields[name].label), _words(form.fields[name], form.initial[name]))
        for name in names
        if not form.fields[name].widget.is_hidden
    ]


def _words(field: forms.Field, value: Any) -> str:
    """A value as the form shows it."""
    if value in (None, "", []):
        return "未填"
    if isinstance(field, forms.ChoiceField):
        known = {str(code): str(label) for code, label in dict(field.choices).items()}  # type: ignore[arg-type]
        return "、".join(known.get(str(one), str(one)) for one in (value if isinstance(value, list) else [value]))
    return value.isoformat() if isinstance(value, date) else str(value)

"""How does a refusal of the law stand beside the form it was given for?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django import forms

from shuniu.commands.journal import ChangedMeanwhile, KeyReused
from shuniu.kernel.decision import Decision, Objection, Refused

UNPROCESSABLE, CONFLICT = 422, 409


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was written: the objections of the law, or the sentence of a conflict; the status to answer."""

    objections: Sequence[Objection] = ()
    status: int = UNPROCESSABLE


def place_objections(
    form: forms.Form, decision: Decision, fields: Mapping[str, str] | None = None
) -> Sequence[Objection]:
    """Mark the fields the objections name, and return all of them for the block above the form.

    ``fields`` maps names of the command's input to names of the form where they differ.
    """
    for one in decision.objections:
        name = (fields or {}).get(one.field, one.field)
        if name in form.fields and not form.fields[name].widget.is_hidden:
            form.add_error(name, one.missing)
    return decision.objections


def attempt(form: forms.Form, work: Callable[[], object], fields: Mapping[str, str] | None = None) -> Refusal | None:
    """Do ``work``; None when it was done. A refusal leaves the form as it was filled in, and nothing written."""
    try:
        work()
    except Refused as refused:
        return Refusal(place_objections(form, refused.decision, fields))
    except (KeyReused, ChangedMeanwhile) as conflict:
        form.add_error(None, str(conflict))
        return Refusal(status=CONFLICT)
    return None

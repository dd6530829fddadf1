"""Which Party organization takes what nobody covers in the place of an organization (兜底)?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shuniu.models import Locality, Naming, Region, Registration
from shuniu.queries.days import during
from shuniu.queries.naming import region_names


@dataclass(frozen=True, slots=True, kw_only=True)
class FallbackHere:
    """``place``: the street or division for which it was put down."""

    key: int
    name: str
    place: str


def fallback_for(unit: int, on: date) -> FallbackHere | None:
    """That of its street, else that of its division; None where none is put down, or its place is not known."""
    held = Registration.objects.filter(during(on), unit=unit).values("region", "street").first()
    if held is None or not held["region"]:
        return None
    named = Region.objects.filter(parent=held["region"], name=held["street"] or "-").values_list("code", flat=True)
    codes = [*named.order_by("code").distinct(), held["region"]]
    found = dict(Locality.objects.filter(during(on), region__in=codes).values_list("region", "party_organization"))
    code = next((one for one in codes if one in found), None)
    if code is None:
        return None
    naming = Naming.objects.filter(during(on), party_organization=found[code]).values_list("name", flat=True).first()
    return (
        None
        if naming is None
        else FallbackHere(key=found[code], name=naming, place=region_names([code]).get(code, code))
    )

"""Members of the small cast, entered through the ordinary command; names are invented, numbers were never issued."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.cast import Cast, node
from tests.commands.members.roll import ADMITTED, number
from tests.web.offices import SINCE

from shuniu.access import Actor
from shuniu.commands.figures.recount import recount
from shuniu.commands.members.enter import NewMember, enter_members
from shuniu.models import MembershipRequest, Person

MOBILE = "154" + "0000" + "0001"
LIST = "/members/"


def enrolled(cast: Cast, *names: str, at: int | None = None, by: Actor | None = None, **more: Any) -> list[int]:
    """Held at the branch of the cast unless elsewhere; each with a number of its own where ``start`` is given."""
    start, on = more.pop("start", None), more.pop("on", SINCE)
    values: dict[str, Any] = {"membership": ADMITTED, "particulars": {"sex": "male", "education": "21"}} | more
    rows = [
        NewMember(
            party_organization=at or cast.branch,
            name=name,
            number=number(start + place) if start is not None else "",
            mobile=MOBILE if start is not None else "",
            **values,
        )
        for place, name in enumerate(names)
    ]
    found = enter_members(cast.act(on, by), rows).persons
    return [key for key in found if key is not None]


def second_branch(cast: Cast) -> int:
    """Under the other joint committee."""
    return _branch(cast, "second", "中共澄川市阿岚学会支部委员会", cast.other)


def foreign_branch(cast: Cast) -> int:
    return _branch(cast, "foreign", "中共砚溪市白榆学会支部委员会", cast.stranger)


def _branch(cast: Cast, code: str, name: str, parent: int) -> int:
    made = node(cast.opening, code, name, "party_branch", parent)
    recount(None, nodes=[made])
    return made


def asked_for(cast: Cast, place: int = 1) -> MembershipRequest:
    """The strangers enter somebody whom the branch of the cast holds."""
    enrolled(cast, "甲党员", start=place)
    there = foreign_branch(cast)
    enrolled(cast, "甲某某", at=there, by=cast.outsider, start=place, on=date(2019, 1, 1))
    return MembershipRequest.objects.get()


def public(person: int) -> str:
    return str(Person.objects.values_list("uuid", flat=True).get(pk=person))


def at(person: int, act: str = "") -> str:
    return f"{LIST}{public(person)}/{act}/" if act else f"{LIST}{public(person)}/"

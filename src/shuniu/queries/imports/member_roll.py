"""What do the rolls hold about the persons and branches a ledger names, as far as the clerk keeps them?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import blake2b
from typing import Any

from django.db.models import Q

from shuniu.access import Actor, reach, visible, whole_tree
from shuniu.models import (
    Employment,
    Membership,
    Naming,
    Participation,
    Particulars,
    PartyOrganization,
    Person,
    Post,
    Registration,
)
from shuniu.models.secrecy import blind_index, with_keys
from shuniu.policy.grants import Action
from shuniu.queries.arrays import among, among_texts, numbered
from shuniu.queries.days import during
from shuniu.queries.imports.member_values import Said
from shuniu.queries.packs import figures_of_each


class Roll:
    """Read in a constant number of queries for a portion of a ledger."""

    def __init__(
        self, actor: Actor, node: int, on: date, rows: Sequence[Said], branches: set[str], places: set[str]
    ) -> None:
        self.on = on
        figures = figures_of_each([node], on)[node]
        self.age = figures.stated("members.admission_age_min") if figures is not None else None
        self._branches(actor, node, branches)
        self._persons(actor, rows)
        self._facts()
        self._units(actor, node, places - {""})

    def _branches(self, actor: Actor, node: int, names: set[str]) -> None:
        nodes = whole_tree(actor, node)
        bearing = Q(name__in=among_texts(names)) | Q(short_name__in=among_texts(names - {""}))
        rows = Naming.objects.filter(during(self.on), bearing, party_organization__in=nodes)
        self.branches: dict[str, list[int]] = {}
        self.kinds: dict[int, str] = {}
        for key, name, short, kind in rows.values_list("party_organization_id", "name", "short_name", "kind"):
            for spelling in {name, short} & names:
                self.branches.setdefault(spelling, []).append(key)
            self.kinds[key] = kind
        here = PartyOrganization.objects.filter(pk__in=among(self.kinds))
        mine = here.filter(reach(actor, Action.WRITE_MEMBER, PartyOrganization))
        self.kept = set(mine.values_list("pk", flat=True))

    def _persons(self, actor: Actor, rows: Sequence[Said]) -> None:
        self.indexes = {row.number: blind_index(row.number) for row in rows if row.number}
        found: Any = Particulars.objects.filter(during(self.on), numbered(self.indexes.values()))
        by_index = {bytes(index): person for index, person in found.values_list("number_index", "person")}
        names = among_texts({row.name for row in rows})
        branches = among(key for keys in self.branches.values() for key in keys)
        held = Membership.objects.filter(during(self.on), party_organization__in=branches).values("person")
        named = Particulars.objects.filter(during(self.on), name__in=names, person__in=held)
        by_name = list(named.values_list("name", "person_id", "number_index"))
        known = set(by_index.values()) | {person for _, person, _ in by_name}
        mine = visible(Person.objects.filter(pk__in=among(known)), actor, Action.WRITE_MEMBER, named=True)
        self.persons = {key: (public, wrapped) for key, public, wrapped in mine.values_list("pk", "uuid", "key")}
        self.by_number = {
            number: by_index[index] for number, index in self.indexes.items() if by_index.get(index) in self.persons
        }
        self.elsewhere = {
            number for number, index in self.indexes.items() if index in by_index and number not in self.by_number
        }
        self.by_name: dict[str, list[tuple[int, bool]]] = {}
        for name, person, index in by_name:
            if person in self.persons:
                self.by_name.setdefault(name, []).append((person, index is not None))

    def _facts(self) -> None:
        today = during(self.on) & Q(person__in=among(self.persons))
        self.particulars = _by_person(Particulars.objects.filter(today).values())
        self.memberships = _by_person(Membership.objects.filter(today).values())
        self.employments = _by_person(Employment.objects.filter(today).values("id", "person_id", "unit_id", "position"))
        posts = Post.objects.filter(today).values_list("person_id", "party_organization_id", "post")
        self.posts = {(person, node): post for person, node, post in posts}
        parts = Participation.objects.filter(today).values_list("person_id", "party_organization_id")
        self.parts = set(parts)
        self.keys = with_keys({wrapped for _, wrapped in self.persons.values() if wrapped is not None})
        nodes = {row["party_organization_id"] for row in self.memberships.values()}
        names = Naming.objects.filter(during(self.on), party_organization__in=among(nodes))
        self.node_names = dict(names.values_list("party_organization_id", "name"))

    def _units(self, actor: Actor, node: int, names: set[str]) -> None:
        held = Registration.objects.filter(
            during(self.on), name__in=among_texts(names), unit__registered_at__in=whole_tree(actor, node)
        )
        found: dict[str, set[int]] = {}
        for name, unit in held.values_list("name", "unit_id"):
            found.setdefault(name, set()).add(unit)
        self.units = {name: next(iter(units)) for name, units in found.items() if len(units) == 1}

    def branch(self, name: str | None) -> int | None:
        """The one Party organization that bears the name on the day, or None."""
        found = self.branches.get(name or "", [])
        return found[0] if len(found) == 1 else None

    def seen(self, person: int) -> int:
        """A number that changes with any fact the row was held against."""
        facts = [
            (self.particulars.get(person) or {}).get("id"),
            (self.memberships.get(person) or {}).get("id"),
            (self.employments.get(person) or {}).get("id"),
        ]
        return int.from_bytes(blake2b(repr(facts).encode(), digest_size=6).digest())


def _by_person(rows: Any) -> dict[int, dict[str, Any]]:
    return {row["person_id"]: row for row in rows}

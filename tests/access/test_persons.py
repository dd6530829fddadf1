"""Members are reached as their roll is: compared with the oracle for every office, and with a planted defect."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import Q
from tests.access.oracle import Said, reaches_person
from tests.access.world import START, TODAY, Told, asking

from shuniu.access import guard, may, visible
from shuniu.models import Membership, Participation, Person
from shuniu.policy.grants import Action
from shuniu.policy.words.accounts import Role

ACTIONS = (Action.READ_MEMBER, Action.WRITE_MEMBER, Action.READ_NUMBER)
MOVED, TOMORROW = date(2019, 1, 1), TODAY + timedelta(days=1)
Days = tuple[str, date, date | None]


class Rolls:
    """Members told to the ledger and to the oracle alike, by a name of what is special about them."""

    def __init__(self, told: Told) -> None:
        self.told, self.persons = told, dict[str, int]()

    def member(self, name: str, *held: Days, shares: tuple[Days, ...] = (), withdrawn: bool = False) -> None:
        made = Person.objects.create(recorded=self.told.entry).pk
        self.persons[name] = made
        for model, book, facts in (
            (Membership, self.told.facts.held, held), (Participation, self.told.facts.shares, shares),
        ):  # fmt: skip
            for place, start, end in facts:
                said = Said(made, self.told.nodes[place], start, end, withdrawn)
                book.append(said)
                self.told._fact(model, said, person_id=made, party_organization_id=said.what)


@pytest.fixture
def rolls(db: None) -> Rolls:
    told = Told()
    told.node("top")
    told.node("joint", "top")
    told.node("branch", "joint")
    told.node("second", "top")
    told.node("gone", "joint", end=MOVED)
    told.node("foreign")
    told.settle()
    rolls = Rolls(told)
    for place in ("top", "branch", "second", "foreign"):
        rolls.member(f"held at {place}", (place, START, None))
        rolls.member(f"left {place}", (place, START, MOVED))
        rolls.member(f"shares the life of {place}", shares=((place, START, None),))
        rolls.member(f"no longer shares that of {place}", shares=((place, START, MOVED),))
    rolls.member("moved", ("branch", START, MOVED), ("second", MOVED, None))
    rolls.member("moves tomorrow", ("branch", START, TOMORROW), ("second", TOMORROW, None))
    rolls.member("moved away", ("branch", START, MOVED), ("foreign", MOVED, None))
    rolls.member("begins tomorrow", ("branch", TOMORROW, None))
    rolls.member("last at what has ended", ("gone", START, MOVED))
    rolls.member("guest", ("branch", START, None), shares=(("second", START, None), ("foreign", START, None)))
    rolls.member("was a guest", ("branch", START, None), shares=(("second", START, MOVED),))
    rolls.member("taken back", ("branch", START, None), withdrawn=True)
    return rolls


def disagreements(rolls: Rolls, *, wide: bool = False) -> list[tuple[Any, ...]]:
    told, found = rolls.told, []
    for role in Role:
        for place, node in told.nodes.items():
            actor = replace(told.actor(role, node, None), most=wide)
            for action in ACTIONS:
                seen = set(visible(Person.objects.all(), actor, action).values_list("pk", flat=True))
                for name, person in rolls.persons.items():
                    if (person in seen) != reaches_person(told.facts, asking(actor), action, person):
                        found.append((role.value, place, action.value, name))
    return found


def test_guard_and_oracle_agree_on_every_member(rolls: Rolls) -> None:
    assert disagreements(rolls) == []
    assert disagreements(rolls, wide=True) == []
    clerk = rolls.told.actor(Role.COMMITTEE_CLERK, rolls.told.nodes["joint"], None)
    kept = set(visible(Person.objects.all(), clerk, Action.WRITE_MEMBER).values_list("pk", flat=True))
    names = {name for name, key in rolls.persons.items() if key in kept}
    assert {"held at branch", "left branch", "last at what has ended", "guest", "begins tomorrow"} <= names
    assert not {"moved", "moved away", "held at second", "taken back"} & names


def test_one_row_is_asked_as_the_whole_table_is(rolls: Rolls) -> None:
    secretary = rolls.told.actor(Role.BRANCH_SECRETARY, rolls.told.nodes["second"], None)
    for action in ACTIONS:
        seen = set(visible(Person.objects.all(), secretary, action).values_list("pk", flat=True))
        for person in Person.objects.all():
            assert may(secretary, action, person) == (person.pk in seen)


def test_a_guard_that_reads_whoever_was_ever_held_is_found_out(rolls: Rolls, monkeypatch: pytest.MonkeyPatch) -> None:
    def ever(actor: Any, **_: Any) -> Any:
        return Q(pk__in=Membership.objects.filter(party_organization__in=guard.below(actor)).values("person"))

    monkeypatch.setattr(guard, "people", ever)
    assert any(line[-1] == "moved away" for line in disagreements(rolls))

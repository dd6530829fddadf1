"""A thousandth of the nation: loaded by COPY, derived at once, counted right, the same every time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.db import connections
from tests.ground.database import Ground
from tests.ground.demonstration import LOADED_AT, TODAY

from shuniu.jobs.demonstration.cast import Cast
from shuniu.jobs.demonstration.large import NATION, load_large
from shuniu.models import (
    Account,
    Coverage,
    Entry,
    Jurisdiction,
    Membership,
    Naming,
    Particulars,
    PartyOrganization,
    Person,
    Placement,
    Registration,
    Unit,
)
from shuniu.models.secrecy import with_key
from shuniu.queries.accounts import account_named, actor_for, home_office
from shuniu.statistics import figure_for
from shuniu.statistics.answers import NoFigures
from shuniu.statistics.check import check
from shuniu.statistics.law import law_at

pytestmark = pytest.mark.django_db
SIZE = NATION.divided(1_000)
DAYS = [date(2014, 3, 1), date(2019, 12, 31), TODAY]


@pytest.fixture(scope="module")
def loaded(
    ground: Ground, django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Cast]:
    """Once for the module: loading commits, and asks the owner for statistics."""
    usual = settings.KEY_FILE
    settings.KEY_FILE = tmp_path_factory.getbasetemp() / "keys" / "master.key"
    with django_db_blocker.unblock():
        yield load_large(SIZE, LOADED_AT, TODAY)
        settings.KEY_FILE = usual
        connections.close_all()
        ground.clone()


def by_hand(node: int, on: date) -> tuple[int, int]:
    """Covered, and all, below a node on a day: from facts alone."""

    def held(model: Any) -> Any:
        return model.objects.filter(retracted__isnull=True, period__contains=on)

    law = law_at([node], on)[node]
    parents = dict(held(Placement).values_list("party_organization", "parent"))
    kinds = dict(held(Naming).values_list("party_organization", "kind"))
    counts = {branch for branch, kind in kinds.items() if kind in law.words("coverage.counted_kinds")}
    covered = {unit for unit, branch in held(Coverage).values_list("unit", "party_organization") if branch in counts}
    answers = dict(held(Jurisdiction).values_list("unit", "party_organization"))
    home = dict(Unit.objects.values_list("pk", "registered_at"))
    statuses = law.words("coverage.counted_statuses")
    below = set()
    for unit in held(Registration).filter(status__in=statuses).values_list("unit", flat=True):
        above = answers.get(unit, home[unit])
        while above is not None and above != node:
            above = parents.get(above)
        below |= {unit} if above == node else set()
    return len(below & covered), len(below)


def test_a_thousandth_of_the_nation_is_counted_as_by_hand(loaded: Cast) -> None:
    assert list(check()) == []
    assert (Unit.objects.count(), PartyOrganization.objects.count(), Person.objects.count()) == (900, 200, 4_000)
    root = home_office().node
    actor = actor_for(account_named("nation"), None, LOADED_AT)
    committees = Naming.objects.filter(kind="joint_committee").values_list("party_organization", flat=True)[:3]
    for node in (root, *committees):
        for on in DAYS:
            told = figure_for(actor, "organization_coverage", node, on)
            if isinstance(told, NoFigures):
                assert by_hand(node, on) == (0, 0)
                assert node != root
            else:
                assert (told.numerator, told.denominator) == by_hand(node, on), (node, on)
    assert by_hand(root, TODAY)[0] > 50


def test_facts_stand_under_one_line_for_each_group_and_numbers_are_encrypted(loaded: Cast) -> None:
    lines = Entry.objects.filter(act="deployment.lay_down")
    assert lines.count() == 8
    assert set(Registration.objects.values_list("recorded__act", flat=True)) == {"deployment.lay_down"}
    one = Particulars.objects.select_related("person__key").order_by("pk")[7]
    key = with_key(one.person.key)
    place = {"table": "shuniu_particulars", "row": one.person.uuid, "field": "citizen_number"}
    assert key.decrypt(one.citizen_number, **place).decode().startswith("000000")
    assert Particulars.objects.filter(citizen_number__isnull=True).count() == 0
    assert Membership.objects.values("party_organization").distinct().count() > 10


def test_whoever_is_told_a_password_can_sign_in_and_a_second_load_changes_nothing(loaded: Cast) -> None:
    told = {one.username: one.password for one in loaded.members}
    assert {"nation", "lianhe"} <= told.keys()
    for name in ("nation", "lianhe"):
        assert check_password(told[name], Account.objects.get(username=name).password)
    before = Unit.objects.count()
    assert load_large(SIZE, LOADED_AT, TODAY).members == ()
    assert Unit.objects.count() == before

"""What was published stays as it was said, is counted again as it was known then, and is withdrawn by another act."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection, transaction
from tests.commands.cast import START, World, founded, refused

from shuniu.access import Actor
from shuniu.commands.figures.publish import Publishing, Withdrawing, publish_figures, withdraw_publications
from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import Act
from shuniu.commands.party.cover import Covering, cover_units, uncover_units
from shuniu.kernel.public_ids import PublicIds
from shuniu.models import Publication, Registration, Unit
from shuniu.policy.figures.publishing import StatedFigure, digest_of_figures
from shuniu.policy.words.accounts import Role
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.paging import Window
from shuniu.queries.publications import counted_of, publication_page, publication_to_read
from shuniu.statistics import NotYours, publishing
from shuniu.statistics.earlier.moment import Moment
from shuniu.statistics.publishing import Publishable, figures_to_publish, verified

ON, DAY = date(2020, 7, 1), timedelta(days=1)
CHOSEN = ("social_organizations", "organization_coverage", "party_branches", "residents")


@pytest.fixture
def branch(world: World) -> int:
    (key,) = world.establish("旧支部", under=world.north, kind="party_branch")
    return key


def organizations(world: World, *names: str) -> list[int]:
    units = [world.organization(name, at=world.committee) for name in names]
    recount(None, units=units)
    return units


def at(act: Act, days: int) -> Act:
    return replace(act, at=act.at + days * DAY)


def read(actor: Actor, node: int, by: str = "child") -> Publishing:
    told = figures_to_publish(actor, Publishable(node=node, on=ON, measures=CHOSEN, by=by))
    return Publishing(
        party_organization=node,
        on=ON,
        title="2020年上半年简报",
        document_number="某社党[2020]7号",
        known_at=told.known_at,
        snapshot=told.snapshot,
        figures=told.figures,
        by=by,
    )


def published(world: World) -> UUID:
    later = replace(world.clerk, now=world.clerk.now + DAY)
    return publish_figures(world.act(by=later), [read(later, world.committee)])[0]


def test_it_keeps_what_was_said(world: World, branch: int) -> None:
    units = organizations(world, "甲", "乙")
    cover_units(world.act(START), [Covering(party_organization=branch, unit=units[0])])
    card = publication_to_read(world.clerk, published(world))
    assert (card.title, card.document_number, card.on) == ("2020年上半年简报", "某社党〔2020〕7号", ON)
    assert [one.numerator for one in card.figures] == [Decimal(2), Decimal(1), Decimal(1), None]
    assert card.figures[1].denominator == Decimal(2)
    assert [dict(one["cell"]) for one in card.figures[0].cells] == [{"child": "jia"}]
    assert card.figures[3].silence.startswith("无数据")
    held = counted_of(card.key, ["social_organizations"])["social_organizations"]
    assert (len(held), held.digest) == (2, card.figures[0].rows_digest)
    assert card.digest == digest_of_figures(card.figures)
    assert (card.withdrawn, card.published_by) == (None, Role.COMMITTEE_CLERK.label)
    (row,) = publication_page(world.clerk, Window(), ON).rows
    assert (row["uuid"], row["node"]) == (card.uuid, "甲市社会组织综合党委")


def test_counted_again_it_says_the_same_whatever_was_done_since(world: World, branch: int) -> None:
    units = organizations(world, "甲", "乙")
    cover_units(world.act(START), [Covering(party_organization=branch, unit=units[0])])
    public = published(world)
    later = at(world.act(START), 30)
    cover_units(later, [Covering(party_organization=branch, unit=units[1])])
    uncover_units(at(world.act(START), 31), [Covering(party_organization=branch, unit=units[0])])
    _, told = verified(world.clerk, public)
    assert [one.same for one in told.figures] == [True] * 4
    assert told.same
    assert told.digest == publication_to_read(world.clerk, public).digest


def test_what_differs_is_named_row_by_row(world: World) -> None:
    organizations(world, "甲", "乙")
    public = published(world)
    held = publication_to_read(world.clerk, public)
    kept, *_ = counted_of(held.key, CHOSEN)[CHOSEN[0]]
    stranger = organizations(world, "丙")[0]
    gone = Unit.objects.values_list("uuid", flat=True).get(pk=stranger)
    Registration.objects.filter(unit=stranger).update(retracted=world.entry)
    other = replace(held.figures[0], numerator=Decimal(3), counted=PublicIds.of([kept, gone]), rows_digest="0" * 64)
    forged = Publishing(
        party_organization=world.committee, on=ON, title="另一份", known_at=held.known_at, snapshot=held.snapshot,
        figures=(other,), by="child",
    )  # fmt: skip
    (second,) = publish_figures(world.act(), [forged])
    _, told = verified(world.clerk, second)
    assert not told.same
    assert [name for _, name in told.figures[0].new] in (["甲"], ["乙"])
    assert len(told.figures[0].gone) == 1
    assert told.figures[0].counted.numerator == Decimal(2)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("while_counted", [False, True], ids=["after", "meanwhile"])
def test_an_act_still_under_way_was_unknown_to_the_reading(
    monkeypatch: pytest.MonkeyPatch, *, while_counted: bool
) -> None:
    """Begun before the reading and finished after it, or while it is counted, it bears an earlier moment, and yet was
    not known."""
    world = founded()
    (branch,) = world.establish("旧支部", under=world.north, kind="party_branch")
    units = organizations(world, "甲", "乙")
    written, read_already = Event(), Event()

    def cover() -> None:
        with transaction.atomic():
            cover_units(world.act(START), [Covering(party_organization=branch, unit=units[0])])
            written.set()
            assert read_already.wait(30)
        connection.close()

    with ThreadPoolExecutor(1) as other:
        under_way = other.submit(cover)
        assert written.wait(30)
        later = replace(world.clerk, now=world.clerk.now + DAY)
        if while_counted:
            counted = publishing._counted

            def count(wanted: Publishable, moment: Moment) -> tuple[StatedFigure, ...]:
                read_already.set()
                under_way.result()
                return counted(wanted, moment)

            monkeypatch.setattr(publishing, "_counted", count)
        row = read(later, world.committee)
        read_already.set()
        under_way.result()
    (public,) = publish_figures(world.act(by=later), [row])
    card, told = verified(world.clerk, public)
    assert card.figures[1].numerator == 0
    assert told.same
    assert (
        figures_to_publish(later, Publishable(node=world.committee, on=ON, measures=CHOSEN)).figures[1].numerator == 1
    )


@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["shuniu_publication", "shuniu_publishedfigure", "shuniu_publicationwithdrawal"])
def test_nothing_published_can_be_changed_or_deleted(world: World, statement: str, table: str) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


def test_it_is_withdrawn_with_a_reason_and_stays_readable(world: World) -> None:
    organizations(world, "甲")
    public = published(world)
    nameless = [Withdrawing(publication=public, reason=" ")]
    assert [one.code for one in refused(lambda: withdraw_publications(world.act(), nameless))] == ["reason_missing"]
    withdraw_publications(world.act(), [Withdrawing(publication=public, reason="口径有误")])
    card = publication_to_read(world.clerk, public)
    assert card.withdrawn is not None
    assert card.withdrawn[2] == "口径有误"
    assert verified(world.clerk, public)[1].same
    again = [Withdrawing(publication=public, reason="再次")]
    assert [one.code for one in refused(lambda: withdraw_publications(world.act(), again))] == ["withdrawn_already"]


def test_what_is_wrong_with_it_is_said_at_once(world: World) -> None:
    row = read(world.clerk, world.committee)
    empty = replace(row, title="", figures=(), on=world.clerk.today + DAY)
    codes = [one.code for one in refused(lambda: publish_figures(world.act(), [empty]))]
    assert codes == ["title_missing", "nothing_chosen", "day_to_come"]
    twice = replace(row, figures=(row.figures[0], row.figures[0]))
    unknown = replace(row, figures=(StatedFigure(**_stated("no_such_measure")),))
    for wrong in (twice, unknown):
        told = refused(lambda wrong=wrong: publish_figures(world.act(), [wrong]))  # type: ignore[misc]
        assert [one.code for one in told] == ["measures_wrong"]


def _stated(key: str) -> dict[str, Any]:
    return {"measure": key, "name": "", "unit": "", "source": "counted", "definition": "", "clause": ""}


def test_who_may_not_publish_and_who_may_not_read(world: World) -> None:
    organizations(world, "甲")
    row, public = read(world.clerk, world.committee), published(world)
    secretary = world.actor(Role.JOINT_COMMITTEE_CLERK, world.north)
    for actor in (secretary, world.neighbour):
        told = refused(lambda actor=actor: publish_figures(world.act(by=actor), [row]))  # type: ignore[misc]
        assert [one.code for one in told] == ["not_in_reach"]
        with pytest.raises(NotFound):
            publication_to_read(actor, public)
        with pytest.raises(NotYours):
            read(actor, world.committee)
        assert not publication_page(actor, Window(), ON).rows
        back = [Withdrawing(publication=public, reason="不是我的")]
        told = refused(lambda actor=actor, back=back: withdraw_publications(world.act(by=actor), back))  # type: ignore[misc]
        assert [one.code for one in told] == ["not_in_reach"]


def test_the_same_key_publishes_once(world: World) -> None:
    row = read(world.clerk, world.committee)
    first = publish_figures(world.act(key="k"), [row])
    again = replace(row, known_at=row.known_at + DAY, snapshot="1:1:")
    assert publish_figures(world.act(key="k"), [again]) == first
    assert Publication.objects.count() == 1

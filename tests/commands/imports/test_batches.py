"""A ledger is shown, written, taken back: what it says comes and goes, what was before stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from tests.commands.cast import NOW, TODAY, World, refused
from tests.commands.imports.ledgers import (
    ORGANIZATIONS,
    PARTY,
    changes,
    code,
    everything,
    given,
    in_force,
    organization,
    put,
    put_reading,
)

from shuniu.commands.accounts import NewAccount, NewAssignment, create_account, end_assignment
from shuniu.commands.imports import (
    Applied,
    Ledger,
    Moved,
    Received,
    apply_batch,
    expire_batches,
    let_go,
    mend_ledger,
    receive_ledger,
    undo_batch,
)
from shuniu.commands.journal import ChangedMeanwhile, KeyReused
from shuniu.commands.organizations.register import ChangedOrganization, update_organizations
from shuniu.commands.party.answering import Answering, take_jurisdiction
from shuniu.commands.party.rename import Profile, set_profiles
from shuniu.models import (
    Assignment,
    Batch,
    Entry,
    Jurisdiction,
    Naming,
    Registration,
    Standing,
    Unit,
    WrappedKey,
)
from shuniu.policy.words.accounts import Role
from shuniu.queries.imports import LedgerRow
from shuniu.queries.imports.batches import batches, opened_batch
from shuniu.queries.imports.judging import judge_rows
from shuniu.queries.organizations.card import NotFound

KIND = "social_organizations"


def received(world: World, key: str = "receive", **more: object) -> UUID:
    fields = {
        "node": world.committee,
        "kind": KIND,
        "file_name": "台账.xlsx",
        "digest": "0" * 64,
        "content": "澄川市第1学会".encode(),
        "staged": "已读的行".encode(),
        "layout": 1,
        "counts": {"accept": 3},
    }
    act = world.act(more.pop("on", TODAY), key=key)  # type: ignore[arg-type]
    return receive_ledger(act, Received(**fields | more))  # type: ignore[arg-type]


def rows(*numbers: int, **more: object) -> list[LedgerRow]:
    return [organization(number, **more) for number in numbers]


def written(world: World, public: UUID, rows: list[LedgerRow], **more: object) -> Applied:
    ledger = Ledger(node=world.committee, kind=KIND, rows=rows, **more)  # type: ignore[arg-type]
    return apply_batch(world.act(), public, opened_batch(world.clerk, public).version, ledger)


def test_the_file_is_kept_unreadable_and_destroyed_when_applied(world: World) -> None:
    public = received(world)
    held = Batch.objects.get(uuid=public)
    assert "澄川".encode() not in bytes(held.content or b"")
    assert opened_batch(world.clerk, public).content == "澄川市第1学会".encode()
    written(world, public, rows(1, 2))
    held.refresh_from_db()
    assert (held.state, held.content, held.staged, held.choices, held.key) == ("applied", None, None, None, None)
    assert not WrappedKey.objects.filter(purpose="import").exists()
    assert opened_batch(world.clerk, public).content is None


def test_the_same_key_receives_once(world: World) -> None:
    assert received(world) == received(world)
    assert Batch.objects.count() == 1


@pytest.mark.parametrize(
    "other", [{"node": "north"}, {"digest": "1" * 64}, {"kind": "party_organizations"}, {"on": date(2020, 6, 1)}]
)
def test_the_same_key_for_another_register_ledger_or_day_is_refused(world: World, other: dict[str, object]) -> None:
    received(world)
    if "node" in other:
        other = {"node": world.north}
    with pytest.raises(KeyReused):
        received(world, **other)
    assert Batch.objects.count() == 1


def test_a_foreign_batch_is_not_there(world: World) -> None:
    public = received(world)
    with pytest.raises(NotFound):
        opened_batch(world.neighbour, public)
    assert not batches(world.neighbour)
    ledger = Ledger(node=world.committee, kind=KIND, rows=rows(1))
    assert refused(lambda: apply_batch(world.act(by=world.neighbour), public, 1, ledger))[0].code == "not_in_reach"
    assert refused(lambda: let_go(world.act(by=world.neighbour), public))[0].code == "not_in_reach"
    foreign = {"node": world.neighbour_committee}
    assert refused(lambda: received(world, **foreign))[0].code == "not_in_reach"


def test_mending_needs_the_version_one_saw(world: World) -> None:
    public = received(world)
    mend_ledger(world.act(), public, 1, {"choices": b"{}", "staged": b"anew"}, {"accept": 4})
    held = opened_batch(world.clerk, public)
    assert (held.version, held.choices, held.staged, held.counts) == (2, b"{}", b"anew", {"accept": 4})
    with pytest.raises(ChangedMeanwhile):
        mend_ledger(world.act(), public, 1, {"choices": b"x"}, {})


def test_what_is_kept_for_a_day_is_then_destroyed(world: World) -> None:
    public = received(world)
    act = world.act()
    assert expire_batches(act, 1) == 0
    assert expire_batches(replace(act, at=NOW + timedelta(hours=25)), 1) == 1
    assert opened_batch(world.clerk, public).state == "let_go"
    assert not WrappedKey.objects.filter(purpose="import").exists()


def test_what_was_laid_out_in_an_older_way_is_destroyed_at_once_and_a_later_way_left_alone(world: World) -> None:
    older, ours, later = (received(world, key, layout=layout) for key, layout in (("a", 1), ("b", 2), ("c", 3)))
    assert expire_batches(world.act(), 2) == 1
    assert [opened_batch(world.clerk, one).state for one in (older, ours, later)] == ["outdated", "shown", "shown"]
    assert opened_batch(world.clerk, older).content is None
    assert WrappedKey.objects.filter(purpose="import").count() == 2


def test_letting_go_writes_nothing(world: World) -> None:
    public = received(world)
    before = everything()
    let_go(world.act(), public)
    assert everything() == before | {"keys": 0}  # the key of the file is destroyed
    with pytest.raises(ChangedMeanwhile):
        written(world, public, rows(1))


def test_undo_puts_everything_back(world: World) -> None:
    put(world, KIND, rows(1, 2, 3))
    before, standing = everything(), list(Standing.objects.order_by("unit").values_list("unit", "status"))
    public = received(world)
    changed = [organization(2, status="注销"), organization(3, full_time_staff=9, phone="010-99990000"), *rows(4, 5)]
    applied = written(world, public, changed)
    assert changes(applied) == ["changed", "changed", "new", "new"]
    assert in_force(everything()) != in_force(before)
    undo_batch(world.act(), public)
    assert in_force(everything()) == in_force(before)
    assert list(Standing.objects.order_by("unit").values_list("unit", "status")) == standing
    assert opened_batch(world.clerk, public).state == "undone"
    assert refused(lambda: undo_batch(world.act(), public))


def test_imports_of_the_same_rows_are_undone_one_after_another(world: World) -> None:
    """What an undo put back belongs to whoever had said it, and goes with that."""
    empty = everything()
    first = received(world)
    written(world, first, rows(1, 2, 3))
    after_first = everything()
    second = received(world, "second")
    changed = [organization(1, full_time_staff=9), organization(2, status="注销"), *rows(3)]
    written(world, second, changed)
    undo_batch(world.act(), second)
    assert in_force(everything()) == in_force(after_first)
    third = received(world, "third")
    written(world, third, changed)
    assert refused(lambda: undo_batch(world.act(), first))[0].code == "built_on"
    undo_batch(world.act(), third)
    undo_batch(world.act(), first)
    assert in_force(everything()) == in_force(empty)
    assert not Standing.objects.exists()


def test_after_undo_a_unit_is_found_again_by_its_code(world: World) -> None:
    public = received(world)
    written(world, public, rows(1, 2))
    units = set(Unit.objects.filter(code__isnull=False).values_list("code", "pk"))
    undo_batch(world.act(), public)
    assert changes(put(world, KIND, rows(1, 2))) == ["new", "new"]
    assert set(Unit.objects.filter(code__isnull=False).values_list("code", "pk")) == units


def test_undo_of_the_given_ledgers_in_turn(world: World) -> None:
    empty = everything()
    taken = []
    for name in (ORGANIZATIONS, PARTY):
        reading, _ = given(name)
        public = receive_ledger(
            world.act(),
            Received(node=world.committee, kind=reading.kind, file_name=name, digest="", content=b"x", staged=b"x",
                     layout=1, counts={}),
        )  # fmt: skip
        before = everything()
        entry = put_reading(world, reading, create_missing=True).entry
        Batch.objects.filter(uuid=public).update(entry=entry, state="applied")
        taken.append((public, before))
    for public, before in reversed(taken):
        undo_batch(world.act(), public)
        assert in_force(everything()) == in_force(before)
    assert in_force(everything()) == in_force(empty)
    assert not Standing.objects.exists()


def test_undo_is_refused_when_something_was_built_on_it(world: World) -> None:
    public = received(world)
    applied = written(world, public, rows(1, 2))
    unit = Unit.objects.get(code=code(2)).pk
    update_organizations(world.act(TODAY), [ChangedOrganization(unit=unit, values={"street": "河东街道"})])
    later = Entry.objects.latest("pk")
    before = everything()
    (told,) = refused(lambda: undo_batch(world.act(), public))
    assert told.code == "built_on" and later.uuid.hex[:8] in told.fact
    assert everything() == before and applied.entry is not None


def test_a_responsibility_taken_later_stands_in_the_way(world: World) -> None:
    public = received(world)
    written(world, public, rows(7))
    unit = Unit.objects.get(code=code(7)).pk
    take_jurisdiction(world.act(), [Answering(unit=unit, party_organization=world.north)])
    assert refused(lambda: undo_batch(world.act(), public))[0].code == "built_on"


def made_committee(world: World) -> tuple[UUID, int]:
    """A joint committee that an import set up: the batch and the node."""
    public = received(world, "party", kind="party_organizations")
    row = LedgerRow("台账", 3, {"name": "社会组织东片联合党委", "kind": "联合党委"})
    ledger = Ledger(node=world.committee, kind="party_organizations", rows=[row])
    apply_batch(world.act(), public, opened_batch(world.clerk, public).version, ledger)
    return public, Naming.objects.get(name="社会组织东片联合党委").party_organization_id


def test_an_office_given_there_stands_in_the_way_until_it_ends(world: World) -> None:
    public, node = made_committee(world)
    role = NewAssignment(role=Role.JOINT_COMMITTEE_CLERK, node=node)
    create_account(world.act(), NewAccount(username="dongpian", title="东片", assignment=role))
    later = Entry.objects.latest("pk")
    (told,) = refused(lambda: undo_batch(world.act(), public))
    assert told.code == "built_on" and later.uuid.hex[:8] in told.fact
    end_assignment(world.act(), Assignment.objects.get(party_organization=node).uuid)
    undo_batch(world.act(), public)
    assert not Naming.objects.filter(retracted__isnull=True, party_organization=node).exists()


def test_what_was_entered_into_its_register_stands_in_the_way_until_it_is_undone(world: World) -> None:
    public, node = made_committee(world)
    entered = received(world, "units", node=node)
    ledger = Ledger(node=node, kind=KIND, rows=rows(1))
    applied = apply_batch(world.act(), entered, opened_batch(world.clerk, entered).version, ledger)
    assert applied.entry is not None
    (told,) = refused(lambda: undo_batch(world.act(), public))
    assert told.code == "built_on" and applied.entry.uuid.hex[:8] in told.fact
    undo_batch(world.act(), entered)
    undo_batch(world.act(), public)
    assert not Naming.objects.filter(retracted__isnull=True, party_organization=node).exists()


def test_a_ledger_waiting_there_stands_in_the_way_until_it_is_let_go(world: World) -> None:
    public, node = made_committee(world)
    waiting = received(world, "waiting", node=node)
    later = Entry.objects.latest("pk")
    (told,) = refused(lambda: undo_batch(world.act(), public))
    assert told.code == "built_on" and later.uuid.hex[:8] in told.fact
    let_go(world.act(), waiting)
    undo_batch(world.act(), public)


def test_a_row_whose_registration_moved_is_handed_back(world: World) -> None:
    put(world, KIND, rows(1, 2))
    shown = [organization(1, full_time_staff=50), organization(2, full_time_staff=60)]
    judged = judge_rows(world.clerk, world.committee, TODAY, KIND, shown)
    seen = {index: one.seen for index, one in enumerate(judged)}
    update_organizations(world.act(), [ChangedOrganization(unit=judged[1].target or 0, values={"full_time_staff": 70})])
    public = received(world)
    before = everything()
    with pytest.raises(Moved) as moved:
        written(world, public, shown, seen=seen)
    assert moved.value.moved == [1]
    assert [(one.before, one.after) for one in moved.value.judgements[1].differences] == [("70", "60")]
    assert everything() == before
    assert opened_batch(world.clerk, public).state == "shown"


def test_the_clerk_says_which_one_a_row_is(world: World) -> None:
    put(world, KIND, rows(1))
    twin = organization(1, uscc=code(8))
    (judged,) = judge_rows(world.clerk, world.committee, TODAY, KIND, [twin])
    assert judged.change == "new" and [one.code for one in judged.alike] == [code(1)]
    (chosen,) = judge_rows(world.clerk, world.committee, TODAY, KIND, [twin], {0: str(judged.alike[0].uuid)})
    assert chosen.target == Unit.objects.get(code=code(1)).pk and chosen.change == "changed"
    assert [(one.label, one.before, one.after) for one in chosen.differences] == [
        ("统一社会信用代码", code(1), code(8))
    ]
    applied = put(world, KIND, [twin], choices={0: str(judged.alike[0].uuid)})
    assert changes(applied) == ["changed"]
    assert Registration.objects.filter(retracted__isnull=True).count() == 1
    assert not judge_rows(world.clerk, world.committee, TODAY, KIND, [twin])[0].differences


def test_change_and_correction_are_different_verbs(world: World) -> None:
    earlier = TODAY - timedelta(days=100)
    put(world, KIND, rows(1, 2), earlier)
    put(world, KIND, rows(1, 2, full_time_staff=77), corrections=frozenset({1}))
    first, second = (
        list(
            Registration.objects.filter(unit__code=code(number), retracted__isnull=True)
            .order_by("period")
            .values_list("full_time_staff", "period__startswith")
        )
        for number in (1, 2)
    )
    assert first == [(1, earlier), (77, TODAY)]
    assert second == [(77, earlier)]


def test_a_row_out_of_reach_is_refused_alone_and_tells_nothing(world: World) -> None:
    put(world, KIND, rows(1), by=world.neighbour, node=world.neighbour_committee)
    applied = put(world, KIND, rows(1, 2))
    assert changes(applied) == [None, "new"]
    assert applied.judgements[0].problems[0].code == "not_in_reach"


@pytest.mark.req("B07")
def test_new_rows_are_attached_where_routing_finds_its_target(world: World) -> None:
    set_profiles(world.act(), [Profile(party_organization=world.north, axis="category", axis_value="基金会")])
    direct = {"supervising_unit": None, "direct_registration": True}
    put(world, KIND, [organization(1, type="基金会", **direct), organization(2), organization(3, status="注销")])
    held = dict(Jurisdiction.objects.values_list("unit__code", "party_organization"))
    clauses = set(Jurisdiction.objects.values_list("clause", flat=True))
    assert code(3) not in held and all(clauses)
    # What routing cannot place stands unattached at the node of the register.
    unplaced = Standing.objects.filter(attached=False).values_list("node", flat=True)
    assert set(unplaced) <= {world.committee}


def test_the_number_of_statements_does_not_grow_with_the_rows(world: World) -> None:
    from tests.commands.cast import queries_of

    put(world, KIND, rows(900))
    few = queries_of(lambda: put(world, KIND, rows(*range(100, 150))))
    many = queries_of(lambda: put(world, KIND, rows(*range(200, 600))))
    assert many == few
    few = queries_of(lambda: put(world, KIND, rows(*range(100, 150), full_time_staff=5)))
    many = queries_of(lambda: put(world, KIND, rows(*range(200, 600), full_time_staff=5)))
    assert many == few

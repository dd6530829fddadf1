"""The given tables go from the file through the reader into the register, and the register says what they say."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.commands.cast import World, refused
from tests.commands.imports.ledgers import changes, everything, given, in_force, organization, put, put_reading
from tests.commands.imports.test_batches import received
from tests.commands.imports.test_reported import KIND, LEDGER, report, unit

from shuniu.commands.imports import Ledger, apply_batch
from shuniu.commands.imports.batches import undo_batch
from shuniu.commands.party.reported import accept_formations
from shuniu.kernel.dates import PartialDate
from shuniu.models import (
    Coverage,
    Employment,
    HeadCount,
    Membership,
    Naming,
    OfficeContact,
    Participation,
    Particulars,
    Person,
    Post,
    Registration,
    ReportedState,
)
from shuniu.models.secrecy import decrypt, with_keys
from shuniu.policy import words
from shuniu.queries.imports.batches import opened_batch

MEMBERS = ("05_党员基本信息汇总表.xlsx", "06_党员花名册.xls", "11_党员信息导出_实为HTML.xls")
POSTS = {"": "党员", "secretary": "支部书记"}
KINDS = pytest.mark.parametrize("clean", [False, True], ids=["messy", "clean"])


def day(row: dict[str, Any], column: str, precision: str) -> str | None:
    return PartialDate.of(row[column], row[precision] or "day").iso if row[column] else None


def label(of: Any, code: str) -> str | None:
    return of(code).label if code else None


def members_in_register() -> dict[str, dict[str, Any]]:
    """Everybody the register holds, by number, in the words of the ledgers."""
    persons = {row.pk: row for row in Person.objects.all()}
    keys = with_keys([one.key_id for one in persons.values() if one.key_id])
    names = dict(Naming.objects.filter(retracted__isnull=True).values_list("party_organization_id", "name"))
    held = {row["person_id"]: row for row in Membership.objects.filter(retracted__isnull=True).values()}
    work = dict(Employment.objects.filter(retracted__isnull=True).values_list("person_id", "position"))
    posts = dict(Post.objects.filter(retracted__isnull=True).values_list("person_id", "post"))
    assert not Participation.objects.exists()
    found: dict[str, dict[str, Any]] = {}
    for row in Particulars.objects.filter(retracted__isnull=True).values():
        person, membership = persons[row["person_id"]], held[row["person_id"]]

        def clear(field: str, row: Any = row, person: Any = person) -> str | None:
            place = {"table": Particulars._meta.db_table, "row": person.uuid, "field": field}
            return keys[person.key_id].decrypt(row[field], **place).decode() if row[field] else None

        number = clear("citizen_number")
        assert number is not None
        found[number] = {
            "name": row["name"],
            "citizen_number": number,
            "mobile": clear("mobile"),
            "sex": label(words.Sex, row["sex"]),
            "ethnic_group": row["ethnic_group"] or None,
            "education": row["education"] or None,
            "born_on": day(row, "born_on", "born_precision"),
            "party_organization": names[membership["party_organization_id"]],
            "membership_state": label(words.MembershipState, membership["state"]),
            "membership_status": label(words.MembershipStatus, membership["status"]),
            "admitted_on": day(membership, "admitted_on", "admitted_precision"),
            "full_member_on": day(membership, "full_member_on", "full_member_precision"),
            "lost_contact": membership["lost_contact"],
            "lost_contact_on": day(membership, "lost_contact_on", "lost_contact_precision"),
            "mobile_member": membership["mobile_member"],
            "moved_to": membership["moved_to"] or None,
            "position": work.get(row["person_id"]) or None,
            "party_post": POSTS[posts.get(row["person_id"], "")],
        }
    return found


@pytest.mark.req("I01")
@KINDS
@pytest.mark.parametrize("name", MEMBERS)
def test_the_rolls_hold_everybody_as_the_file_tells(world: World, name: str, clean: bool) -> None:
    reading, truth = given(name, clean=clean)
    applied = put_reading(world, reading, create_missing=True)
    assert set(changes(applied)) == {"new"}
    held = members_in_register()
    assert len(held) == len(applied.judgements) == truth["counts"]["accept"]
    for one in truth["accept"]:
        told, row = one["record"], held[one["record"]["citizen_number"]]
        compared = set(told) & set(row)
        assert {field: row[field] for field in compared} == {field: told[field] for field in compared}, one["row"]
    before = everything()
    assert set(changes(put_reading(world, reading, create_missing=True))) == {"same"}
    assert everything() == before


def reports_in_register() -> dict[str, dict[str, Any]]:
    """All that is reported, by code, in the words of the table."""
    registered = Registration.objects.filter(retracted__isnull=True)
    names = {key: (code, name) for key, code, name in registered.values_list("unit_id", "unit__code", "name")}
    counts = {row["unit_id"]: row for row in HeadCount.objects.filter(retracted__isnull=True).values()}
    contacts = {
        row.unit_id: (row.name, row.phone and decrypt(row.phone, table=row._meta.db_table, row=row.row, field="phone"))
        for row in OfficeContact.objects.filter(retracted__isnull=True, role="instructor")
    }
    found: dict[str, dict[str, Any]] = {}
    for row in ReportedState.objects.filter(retracted__isnull=True).values():
        (code, name), count = names[row["unit_id"]], counts[row["unit_id"]]
        instructor, phone = contacts.get(row["unit_id"], (None, None))
        assert row["instructor"] is (instructor is not None)
        found[code] = {
            "name": name,
            "uscc": code,
            "supervising_unit": row["supervising_unit"] or None,
            "staff": row["staff"],
            "full_time_staff": count["full_time"],
            "members": count["members"],
            "full_members": count["full_members"],
            "probationary_members": count["probationary"],
            "relations_transferred": count["relations_in"],
            "relations_not_transferred": count["relations_out"],
            "has_party_organization": row["has_party_organization"],
            "formation_mode": label(words.FormationMode, row["formation_mode"]),
            "party_organization": row["party_organization"] or None,
            "party_organization_established_on": day(row, "formed_on", "formed_precision"),
            "reason_not_formed": row["reason_not_formed"] or None,
            "instructor": instructor,
            "instructor_unit": row["instructor_unit"] or None,
            "instructor_phone": phone,
            "has_trade_union": row["trade_union"],
            "has_youth_league": row["youth_league"],
            "has_womens_federation": row["womens_federation"],
        }
    return found


@pytest.mark.req("L10")
@KINDS
def test_the_reports_hold_every_cell_of_the_table(world: World, clean: bool) -> None:
    reading, truth = given(LEDGER, clean=clean)
    put_reading(world, reading, create_missing=True)
    held = reports_in_register()
    assert len(held) == truth["counts"]["accept"]
    for one in truth["accept"]:
        assert held[one["record"]["uscc"]] == one["record"], one["row"]


class TestUndoing:
    """撤销 of a table of Party building."""

    @pytest.fixture
    def written(self, world: World) -> tuple[World, Any, dict[str, Any]]:
        """The register as it was, and the table written into it."""
        put(world, "social_organizations", [organization(number) for number in (1, 2)])
        put(world, KIND, [report(1, staff=3)], on=date(2026, 3, 31))
        before = in_force(everything())
        public = received(world, kind=KIND)
        ledger = Ledger(node=world.committee, kind=KIND, rows=[report(1), report(2)])
        apply_batch(world.act(), public, opened_batch(world.clerk, public).version, ledger)
        assert in_force(everything()) != before
        return world, public, before

    @pytest.mark.req("L10")
    def test_puts_back_what_was_reported_before(self, written: tuple[World, Any, dict[str, Any]]) -> None:
        world, public, before = written
        undo_batch(world.act(), public)
        assert in_force(everything()) == before

    @pytest.mark.req("L10")
    def test_is_refused_while_a_formation_it_tells_stands(self, written: tuple[World, Any, dict[str, Any]]) -> None:
        world, public, _ = written
        (node,) = accept_formations(world.act(), [unit(2)])
        between = everything()
        (told,) = refused(lambda: undo_batch(world.act(), public))
        assert told.code == "built_on" and "采纳" in told.fact
        assert everything() == between
        assert Coverage.objects.get().party_organization_id == node

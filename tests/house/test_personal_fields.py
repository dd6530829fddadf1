"""Every text column of the ledger is either about an organization or in the register of personal fields."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

from shuniu.models.facts import Fact
from shuniu.policy.persons.fields import ORGANIZATION_FIELDS, PERSONAL_FIELDS, Sensitivity, personal

TEXTUAL = (models.CharField, models.TextField, models.BinaryField, models.JSONField)
# Numbers by which a person is found or reached; they are kept encrypted or not at all.
NUMBERS = re.compile(r"phone|mobile|citizen|passport|id_?card|id_?number|bank|wechat|email")


def columns() -> Iterator[tuple[str, models.Field]]:  # type: ignore[type-arg]
    for model in apps.get_app_config("shuniu").get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, TEXTUAL) and not (issubclass(model, Fact) and field.name == "precision"):
                yield model.__name__, field


def test_every_text_column_is_registered_exactly_once() -> None:
    found = {(table, field.name) for table, field in columns()}
    about_persons = {(one.table, one.column) for one in PERSONAL_FIELDS}
    about_organizations = {(table, column) for table, names in ORGANIZATION_FIELDS.items() for column in names}
    assert not about_persons & about_organizations
    assert found - about_persons - about_organizations == set(), "register these columns in policy/persons/fields.py"
    assert (about_persons | about_organizations) - found == set(), "these columns are gone"


def test_an_encrypted_field_is_a_binary_column() -> None:
    kinds = {(table, field.name): field for table, field in columns()}
    sealed = [one for one in PERSONAL_FIELDS if one.sensitivity in {Sensitivity.SEALED, Sensitivity.SHREDDED}]
    assert sealed
    for one in sealed:
        assert isinstance(kinds[one.table, one.column], models.BinaryField)


def test_no_number_of_a_person_is_a_clear_column() -> None:
    for table, field in columns():
        if NUMBERS.search(field.name):
            registered = personal(table, field.name)
            assert registered is not None, f"{table}.{field.name}"
            assert registered.sensitivity in {Sensitivity.SEALED, Sensitivity.SHREDDED}, f"{table}.{field.name}"


@pytest.mark.parametrize("one", PERSONAL_FIELDS, ids=lambda one: f"{one.table}.{one.column}")
def test_a_personal_field_says_why_and_how_long(one: object) -> None:
    assert all(getattr(one, name) for name in ("purpose", "basis", "kept"))

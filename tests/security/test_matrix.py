"""Every address × persona × relation × method against the promises that were written apart from the code."""

from __future__ import annotations

import pytest
from tests.security.checks import shown_wrongly, written_wrongly
from tests.security.sitemap import EXPECTED, gone, unlisted
from tests.security.tree import World


def test_every_address_stands_in_the_table_and_nothing_else() -> None:
    assert unlisted() == set(), "an address nobody promised anything about: put it into tests/security/sitemap.py"
    assert gone() == set()


@pytest.mark.parametrize("name", EXPECTED)
def test_looking_is_answered_as_promised(world: World, name: str) -> None:
    assert shown_wrongly(world, [name]) == []


@pytest.mark.parametrize("name", EXPECTED)
def test_sending_is_answered_as_promised(world: World, name: str) -> None:
    assert written_wrongly(world, [name]) == []

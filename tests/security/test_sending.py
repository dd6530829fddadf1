"""Every form sent by everybody, filled in as whoever may send it would; and no form is taken without its token."""

from __future__ import annotations

from typing import Any

import pytest
from tests.security.asking import Answer, address, copy_of, place_of, read
from tests.security.checks import written_wrongly
from tests.security.leaks import taken_without_token
from tests.security.sending import ASKED_WITH, filled
from tests.security.sitemap import EXPECTED
from tests.security.tree import World

FORMS = [name for name, row in EXPECTED.items() if "W" in row.post["committee"].values()]


@pytest.mark.parametrize("name", EXPECTED)
def test_sending_is_answered_as_promised(world: World, name: str) -> None:
    assert written_wrongly(world, [name]) == []


def without_token(world: World, persona: str, name: str) -> Answer:
    client: Any = copy_of(world.client(persona), enforce_csrf_checks=True)
    subject = EXPECTED[name].subject
    place = place_of(subject, persona, "own") if subject else ""
    where = address(world, name, subject, place) + ASKED_WITH.get(name, "")
    return read(client.post(where, filled(world, name, persona, place)))


@pytest.mark.parametrize("persona", ["committee", "security_admin"])
def test_no_form_is_taken_without_its_token(world: World, persona: str) -> None:
    assert len(FORMS) > 20
    assert taken_without_token(world, persona, EXPECTED, without_token) == []


def test_signing_in_needs_a_token_too(world: World) -> None:
    assert without_token(world, "nobody", "sign_in").status == 403

"""One world for all tests of a file: built once, and everything a test writes is rolled back."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from tests.security.relations import PERSONAS
from tests.security.tree import World


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    from tests.security.world import build  # app ready

    keys = settings.KEY_FILE
    settings.KEY_FILE = Path(tmp_path_factory.getbasetemp()) / "keys" / "master.key"
    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                made = build()
                for persona in PERSONAS:
                    made.client(persona)  # seated before any test, so that no test's end unseats them
                yield made
                transaction.set_rollback(True)
        finally:
            settings.KEY_FILE = keys
            connection.close()


@pytest.fixture
def world(built: World) -> Iterator[World]:
    """The world of the file, as it was built, whatever the test before did."""
    with transaction.atomic():
        yield built
        transaction.set_rollback(True)


@pytest.fixture(autouse=True, scope="module")
def quiet() -> Iterator[None]:
    """Thousands of refusals are expected here; each would be written with its trace."""
    logger = logging.getLogger("django.request")
    kept, logger.disabled = logger.disabled, True
    yield
    logger.disabled = kept

"""What every test may ask for. Subjects have fixtures of their own beside their tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests.ground.database import Ground
from tests.ground.django import standing


@pytest.fixture(scope="session")
def ground(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[Ground]:
    """The worker's database: addresses for both roles, and an environment for programs a test starts."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "only")
    with django_db_blocker.unblock(), standing(worker) as found:
        django_db_blocker.block()
        try:
            yield found
        finally:
            django_db_blocker.restore()


@pytest.fixture(scope="session")
def django_db_setup(ground: Ground) -> None:
    """Replaces pytest-django's own: tests connect as the application role to a clone of the template."""


@pytest.fixture
def owner_connection(ground: Ground, db: None) -> Iterator[psycopg.Connection]:
    """The owner in the current test's database; sees committed rows only, so mostly for transactional tests."""
    with psycopg.connect(ground.owner_url, autocommit=True) as connection:
        yield connection


@pytest.fixture(autouse=True)
def keys_of_tests(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Never the keys of a deployment that happens to stand in the working tree."""
    settings.KEY_FILE = Path(tmp_path_factory.getbasetemp()) / "keys" / "master.key"


@pytest.fixture
def cast(db: None) -> Any:
    """The small cast: see tests/cast.py."""
    from tests.cast import build_cast  # app ready

    return build_cast()

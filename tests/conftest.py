"""What every test may ask for. Subjects have fixtures of their own beside their tests."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import settings as hypothesis_settings
from tests.ground.database import Ground
from tests.ground.django import standing
from tests.ground.sizes import FULL

# `make test` asks the same examples every time: what it says of a commit stands. `make prove` looks for new ones.
hypothesis_settings.register_profile("gate", derandomize=True)
hypothesis_settings.register_profile("proof", derandomize=False)
hypothesis_settings.load_profile("proof" if FULL else "gate")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if not FULL and item.get_closest_marker("proof"):
            item.add_marker(pytest.mark.skip(reason="NOT RUN: the full size is proved by make prove"))


def pytest_collection_finish() -> None:
    # What is loaded by now stays: looking through it for garbage again and again took a fiftieth of the time.
    gc.collect()
    gc.freeze()


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
    """Replaces pytest-django's own: tests connect as the application role to a clone of the template.

    Every statement that is remembered is also made anew, and must be the same.
    """
    from shuniu.queries import shapes

    shapes.COMPARED = True


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

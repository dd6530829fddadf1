"""What every test may ask for. Subjects have fixtures of their own beside their tests."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django.fixtures import validate_django_db
from tests.ground.database import Ground
from tests.ground.django import standing
from tests.ground.kept import Kept
from tests.ground.sizes import FULL

# `make test` asks the same examples every time: what it says of a commit stands. `make prove` looks for new ones.
# How long an example takes says how busy the machine is, nothing about what is proven.
UNTIMED: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
hypothesis_settings.register_profile("gate", derandomize=True, **UNTIMED)
hypothesis_settings.register_profile("proof", derandomize=False, **UNTIMED)
hypothesis_settings.load_profile("proof" if FULL else "gate")


# What is read while tests are collected stays: looking for garbage in it took a quarter of that time.
gc.disable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if not FULL and item.get_closest_marker("proof"):
            item.add_marker(pytest.mark.skip(reason="NOT RUN: the full size is proved by make prove"))


def pytest_collection_finish() -> None:
    # What is loaded by now stays: looking through it for garbage again and again took a fiftieth of the time.
    gc.collect()
    gc.freeze()
    gc.enable()


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


def _cast() -> Any:
    from tests.cast import build_cast  # app ready

    return build_cast()


def _founded() -> Any:
    from tests.commands.cast import founded  # app ready

    return founded()


# Fixtures whose work is kept for the tests of a module.
KEPT = {"small_cast": _cast, "small_deployment": _founded}
COMMITTING = {"transactional_db", "live_server"}


@pytest.fixture(scope="module")
def kept_for_a_module(django_db_blocker: Any) -> Iterator[Kept]:
    found = Kept()
    yield found
    with django_db_blocker.unblock():
        found.leave()


@pytest.fixture
def stood_on(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any, kept_for_a_module: Kept
) -> None:
    """Before the test's own transaction begins, what it stands on is entered, or left where it needs none."""
    marker = request.node.get_closest_marker("django_db")
    commits = bool(marker and validate_django_db(marker)[0]) or bool(COMMITTING & {*request.fixturenames})
    wanted = next((name for name in KEPT if name in request.fixturenames and not commits), "")
    with django_db_blocker.unblock():
        if wanted:
            kept_for_a_module.enter(wanted, KEPT[wanted])
        else:
            kept_for_a_module.leave()


@pytest.fixture
def _django_db_helper(stood_on: None, _django_db_helper: None) -> None:
    """The test's own transaction begins within what it stands on."""


@pytest.fixture
def small_cast(db: None, kept_for_a_module: Kept) -> Any:
    """The small cast: see tests/cast.py."""
    return kept_for_a_module.made if kept_for_a_module.name == "small_cast" else _cast()


@pytest.fixture
def small_deployment(db: None, kept_for_a_module: Kept) -> Any:
    """The small deployment in which commands are tried: see tests/commands/cast.py."""
    return kept_for_a_module.made if kept_for_a_module.name == "small_deployment" else _founded()


@pytest.fixture
def cast(small_cast: Any) -> Any:
    return small_cast

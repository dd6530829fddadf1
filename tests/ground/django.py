"""How Django is led to a worker's database, and how that database is put back after a test that committed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connections
from django.test import TestCase, TransactionTestCase
from tests.ground.database import Ground, digest_of_migrations, opened

from shuniu.config import environment
from shuniu.jobs.installation import prepare_database


def configured(url: str) -> dict[str, Any]:
    with patch.dict(os.environ, {"TEST_URL": url}):
        found = dict(environment.database("TEST_URL") or {})
    return {**found, "ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False}


def lead_to(ground: Ground) -> None:
    """`default` is the application role, `owner` the owner, as in a deployment."""
    handler: Any = connections
    settings.DATABASES = {"default": configured(ground.app_url), "owner": configured(ground.owner_url)}
    connections.close_all()
    for alias in list(handler.settings):
        if hasattr(handler._connections, alias):
            delattr(handler._connections, alias)
    # The handler has read the settings already; it is made to read them again.
    del handler.__dict__["settings"]
    handler._settings = None


def ensure_template(ground: Ground) -> None:
    """Migrated once by the owner for each state of the migrations, whichever worker comes first."""
    ground.template = f"template_{digest_of_migrations()}"
    with ground.building():
        if ground.template in ground.databases():
            return
        ground.sweep()
        built = ground.name
        ground.begin(built)
        lead_to(ground)
        try:
            prepare_database()
        finally:
            connections.close_all()
        ground.finish(built, ground.template)


class QuickHasher(Argon2PasswordHasher):
    """The deployment's, but for the labour: that is what keeps guessers out, and tests would do it a thousand times."""

    time_cost, memory_cost, parallelism = 1, 8, 1


@contextmanager
def standing(worker: str, *, beside: str = "") -> Iterator[Ground]:
    """As long as the block, Django works in a clone of its own."""
    with opened(worker, beside=beside) as ground:
        ensure_template(ground)
        ground.clone()
        lead_to(ground)
        settings.PASSWORD_HASHERS = [f"{QuickHasher.__module__}.{QuickHasher.__name__}"]
        with resetting(ground), staying_connected():
            yield ground
        connections.close_all()
        ground.drop(ground.name)


@contextmanager
def staying_connected() -> Iterator[None]:
    """Django parts from the database after each test that rolls back, and the next one's server has to learn every
    table anew. Who is connected stays so: nothing of a test outlives its transaction."""
    case_class: Any = TestCase
    parting = case_class.__dict__["tearDownClass"]

    @classmethod  # type: ignore[misc]
    def roll_back(cls: Any) -> None:
        cls._rollback_atomics(cls.cls_atomics)
        super(TestCase, cls).tearDownClass()

    case_class.tearDownClass = roll_back
    try:
        yield
    finally:
        case_class.tearDownClass = parting


@contextmanager
def resetting(ground: Ground) -> Iterator[None]:
    """Django would empty tables with TRUNCATE: the application role may not, and seeded rows would be lost."""
    case_class: Any = TransactionTestCase
    flushing = case_class._fixture_teardown

    def clone_again(case: TransactionTestCase) -> None:
        assert not isinstance(case, TestCase)
        connections.close_all()
        ground.clone()

    case_class._fixture_teardown = clone_again
    try:
        yield
    finally:
        case_class._fixture_teardown = flushing

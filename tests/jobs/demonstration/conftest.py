"""The loaded demonstration for the tests of one module."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.ground.database import Ground
from tests.ground.demonstration import Loaded, demonstration


@pytest.fixture(scope="module")
def loaded(ground: Ground, django_db_setup: None, django_db_blocker: Any) -> Iterator[Loaded]:
    with django_db_blocker.unblock(), demonstration(ground) as found:
        yield found

"""What journeys in a real browser need: the browser's driver runs a loop in the thread of the test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from unittest.mock import patch

import pytest


@pytest.fixture(scope="session", autouse=True)
def database_beside_the_browser() -> Iterator[None]:
    """Django refuses the database in a thread with a loop; here nothing is awaited while it is asked."""
    with patch.dict(os.environ, {"DJANGO_ALLOW_ASYNC_UNSAFE": "1"}):
        yield

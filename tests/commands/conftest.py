"""The small deployment in which commands are tried."""

from __future__ import annotations

import pytest
from tests.commands.cast import World, founded


@pytest.fixture
def world(db: None) -> World:
    return founded()

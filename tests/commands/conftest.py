"""The small deployment in which commands are tried."""

from __future__ import annotations

import pytest
from tests.commands.cast import World


@pytest.fixture
def world(small_deployment: World) -> World:
    return small_deployment

"""The small deployment in which commands are tried."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.commands.cast import World
from tests.commands.racers import Racers


@pytest.fixture
def world(small_deployment: World) -> World:
    return small_deployment


@pytest.fixture
def at_once() -> Iterator[Racers]:
    racers = Racers()
    yield racers
    racers.leave()

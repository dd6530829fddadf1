"""The world of commands, and a branch that elects."""

from __future__ import annotations

import pytest
from tests.commands.cast import World, founded
from tests.commands.elections.bench import Bench, bench


@pytest.fixture
def world(db: None) -> World:
    return founded()


@pytest.fixture
def one(world: World) -> Bench:
    return bench(world)

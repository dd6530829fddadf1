"""The world of commands, and a branch that elects."""

from __future__ import annotations

import pytest
from tests.commands.cast import World
from tests.commands.elections.bench import Bench, bench


@pytest.fixture
def one(world: World) -> Bench:
    return bench(world)

"""The counter's ground: the cast, and a pen for facts."""

from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.statistics.ground import Ground


@pytest.fixture
def ground_of_facts(cast: Cast) -> Ground:
    return Ground(cast)

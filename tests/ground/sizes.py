"""How much is tried? `make test` takes samples of a stated size, `make prove` (SHUNIU_PROOF=full) everything."""

from __future__ import annotations

import os

FULL = os.environ.get("SHUNIU_PROOF") == "full"


def sample(ordinary: int, full: int) -> int:
    return full if FULL else ordinary

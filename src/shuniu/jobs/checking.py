"""How is everything checked that one program alone would take a night for?

A small register is checked where the question is asked. A large one is cut up for as many programs as there are cores.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shuniu.statistics.check import Part


def all_differences(programs: int | None = None) -> list[str]:
    """What ``check`` finds, in its words. ``programs``: at most so many at a time; one for every core by default.

    Outside any transaction: the programs see only what is written for good.
    """
    from shuniu.statistics.check import check, parts

    wanted, cut = programs or os.cpu_count() or 1, parts()
    if wanted == 1 or [part.what for part in cut].count("units") < 2:
        return list(check())
    return apart(cut, wanted)


def apart(cut: Sequence[Part], programs: int) -> list[str]:
    """Each part in one of the programs. They begin as new ones: no connection is shared with whoever asks."""
    from shuniu.statistics.check import part_differences

    with ProcessPoolExecutor(programs, mp_context=get_context("spawn"), initializer=_ready) as pool:
        return [one for found in pool.map(part_differences, cut) for one in found]


def _ready() -> None:
    """The first thing a new program does; what it then imports needs Django."""
    import django

    django.setup()

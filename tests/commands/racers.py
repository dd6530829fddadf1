"""Several at once, each on a connection of its own that is kept from race to race."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from shuniu.commands.journal import ChangedMeanwhile
from shuniu.kernel.decision import Refused

Work = Callable[[], object]


class Failed(Exception):
    """What fails for no reason of the law."""


class Racers:
    def __init__(self) -> None:
        self._threads: list[ThreadPoolExecutor] = []

    def __call__(self, *works: Work) -> list[bool]:
        """Begun together; which of them were done. Whatever is no refusal is raised."""
        while len(self._threads) < len(works):
            self._threads.append(ThreadPoolExecutor(1))
        together = Barrier(len(works))

        def begin(work: Work) -> bool:
            together.wait(30)
            try:
                work()
            except (Refused, ChangedMeanwhile, Failed):
                return False
            return True

        begun = [thread.submit(begin, work) for thread, work in zip(self._threads, works, strict=False)]
        return [one.result() for one in begun]

    def leave(self) -> None:
        for thread in self._threads:
            thread.submit(lambda: connection.close()).result()
            thread.shutdown()

"""Read one ledger under limits: the question comes by standard input, the answer goes by standard output."""

import gc
import hashlib
import marshal
import os
import resource
import signal
import sys
from datetime import date

_SECONDS = 1.7  # of CPU, so that start and end of the process fit into the two allowed
_MEGABYTES = 165  # what is mapped already but not yet touched comes on top
_SECONDS_PER_ROW = 1 / 10_000
_BYTES_PER_ROW = 50 * 1024 * 1024 / 10_000
_PAGE = resource.getpagesize()


def _limit(seconds: float, resident: float) -> None:
    """Address space grows at least as fast as what is resident, so limiting the one bounds the other."""
    with open("/proc/self/statm", encoding="ascii") as statm:
        mapped, present = (int(pages) * _PAGE for pages in statm.read().split()[:2])
    allowed = int(mapped + max(resident - present, 0))
    resource.setrlimit(resource.RLIMIT_AS, (allowed, resource.RLIM_INFINITY))
    used = sum(os.times()[:2])
    signal.setitimer(signal.ITIMER_PROF, max(seconds - used, 0.05))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 2, resource.RLIM_INFINITY))


def _allow(rows: int) -> None:
    """Rows found honest deserve time and memory."""
    _limit(_SECONDS + rows * _SECONDS_PER_ROW, _MEGABYTES * 1024 * 1024 + rows * _BYTES_PER_ROW)


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.disable()  # nothing here makes circles, and looking for them would take a third of the time
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    asked = sys.stdin.buffer.read()
    from shuniu.spreadsheets.imports.findings import NotRead
    from shuniu.spreadsheets.imports.opening import open_book
    from shuniu.spreadsheets.imports.reading import Asked, read_book

    content, file_name, kind, mapping, corrections, day = marshal.loads(asked)
    del asked
    _limit(_SECONDS, _MEGABYTES * 1024 * 1024)
    try:
        question = Asked(file_name, kind, mapping, corrections, date.fromisoformat(day) if day else None)
        digest = hashlib.sha256(content).hexdigest()
        reading = read_book(open_book(content, _allow), digest, question)
        answer = b"READ" + marshal.dumps(reading.pack())
    except NotRead as told:
        answer = b"NOT " + marshal.dumps((told.code, told.message))
    except MemoryError:
        os._exit(3)
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    os._exit(0)  # nothing is left to tidy, and freeing a large ledger takes its time


if __name__ == "__main__":
    main()

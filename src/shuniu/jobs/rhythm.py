"""What is done every few seconds and every hour: seal the journal, keep its anchor elsewhere, fold the tallies."""

from __future__ import annotations

import json
import os
import threading
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import Error, connection

from shuniu.commands.figures.folding import fold_tallies
from shuniu.commands.journal.sealing import present_anchor, seal_entries
from shuniu.queries.seals import Anchor

EVERY = 3.0  # seconds; the window in which a line stands unsealed is at most this and one block
ANCHORS = "anchors.jsonl"


def anchors_file() -> Path:
    return Path(settings.STATE) / ANCHORS


def keep_anchor(at: datetime) -> Anchor | None:
    """Append where the chain stands to a file outside the database; copy it elsewhere as often as you can."""
    anchor = present_anchor()
    if anchor is None or latest_anchor() == anchor:
        return anchor
    place = anchors_file()
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    opened = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(opened, "a", encoding="utf-8") as target:
        target.write(json.dumps({"at": at.isoformat(), **asdict(anchor)}) + "\n")
        target.flush()
        os.fsync(target.fileno())
    return anchor


def latest_anchor() -> Anchor | None:
    """The last one kept; a line that a hard end cut short is passed over."""
    place = anchors_file()
    if not place.exists():
        return None
    for line in reversed(place.read_text("utf-8").splitlines()):
        try:
            found = json.loads(line)
            return Anchor(found["seal"], found["digest"], found["lines"])
        except (ValueError, KeyError):
            continue
    return None


class Sealing(threading.Thread):
    """Seals and folds until it is told to stop; a database that is away for a moment is asked again."""

    def __init__(self) -> None:
        super().__init__(name="sealing", daemon=True)
        self.ending = threading.Event()

    def run(self) -> None:
        while not self.ending.wait(EVERY):
            try:
                seal_entries(datetime.now(UTC))
                fold_tallies(datetime.now(UTC).date())
            except Error:
                connection.close()

    def stop(self) -> None:
        self.ending.set()
        self.join(timeout=10)

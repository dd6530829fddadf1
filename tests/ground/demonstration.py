"""The demonstration in a test's database: loaded once for each state of the source, then only cloned."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connections
from tests.ground.database import ROOT, Ground, digest_of_migrations

LOADED_AT = datetime(2026, 9, 1, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY: date = LOADED_AT.date()
# What decides how the loaded world looks; pages and carriers do not.
ROOMS = ("kernel", "policy", "access", "queries", "commands", "jobs/demonstration")
PREFIX = "demonstration_"


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """The accounts as ``shuniu up`` prints them, and the keys under which its telephones are encrypted."""

    passwords: dict[str, str]
    offices: dict[str, str]
    key_file: Path


@contextmanager
def demonstration(ground: Ground) -> Iterator[Loaded]:
    """Within, the worker's database holds the three worlds; after it, an empty deployment again.

    Database access must be unblocked. Whatever a test commits is gone at the end.
    """
    name = f"{PREFIX}{_digest()}"
    # Where the server is somebody else's, the folder is the system's: the name keeps the files apart.
    told, keys = ground.folder / f"{name}.json", ground.folder / f"{name}.key"
    empty, usual = ground.template, settings.KEY_FILE
    settings.KEY_FILE = keys
    try:
        with ground.building():
            if name not in ground.databases() or not told.exists():
                _build(ground, name, told)
        connections.close_all()
        ground.template = name
        ground.clone()
        content = json.loads(told.read_text("utf-8"))
        yield Loaded(
            passwords={one["username"]: one["password"] for one in content},
            offices={one["username"]: one["title"] for one in content},
            key_file=keys,
        )
    finally:
        settings.KEY_FILE = usual
        connections.close_all()
        ground.template = empty
        ground.clone()


def _build(ground: Ground, name: str, told: Path) -> None:
    from shuniu.jobs.demonstration import load  # app ready

    for old in ground.databases():
        if old.startswith(PREFIX):
            ground.drop(old)
    cast = load(LOADED_AT, TODAY)
    connections.close_all()
    ground.ask("CREATE DATABASE {} TEMPLATE {}", name, ground.name)
    ground.ask("ALTER DATABASE {} ALLOW_CONNECTIONS false", name)
    told.touch(mode=0o600)
    told.write_text(json.dumps([asdict(one) for one in cast.members], ensure_ascii=False), "utf-8")


def _digest() -> str:
    digest = hashlib.sha256(digest_of_migrations().encode() + Path(__file__).read_bytes())
    for room in ROOMS:
        for path in sorted((ROOT / "src/shuniu" / room).rglob("*")):
            if path.suffix in (".py", ".toml"):
                digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]

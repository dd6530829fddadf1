"""Where does a test find its database?

One server for all runs on this machine (kept between runs), one template for each state of the migrations, one clone
of it for each worker. Tests connect as the application role; the owner makes templates and clones.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, LiteralString
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql
from tests.ground.own import ROOT, STATE, own_folder

from shuniu.jobs.engine import APP, OWNER, Engine
from shuniu.jobs.engine.locks import FileLock
from shuniu.jobs.engine.server import grants

KEPT_TEMPLATES = 5
BUILD_LIMIT = 300.0


@dataclass(kw_only=True)
class Ground:
    """The addresses of one worker's database; `template` is what it is cloned from."""

    owner_root: str  # the owner's address, any database
    app_root: str
    folder: Path
    worker: str
    template: str = ""
    binaries: Path | None = None
    name: str = field(init=False)

    def __post_init__(self) -> None:
        self.name = f"test_{os.getpid()}_{self.worker}"

    @property
    def app_url(self) -> str:
        return at(self.app_root, self.name)

    @property
    def owner_url(self) -> str:
        return at(self.owner_root, self.name)

    def environment(self) -> dict[str, str]:
        """For programs a test starts."""
        return {**os.environ, "DATABASE_URL": self.app_url, "SHUNIU_OWNER_URL": self.owner_url}

    def ask(self, statement: LiteralString, *names: str) -> list[tuple[Any, ...]]:
        """One statement of the owner's outside any database of the tests; {} are names."""
        composed = sql.SQL(statement).format(*map(sql.Identifier, names))
        with psycopg.connect(at(self.owner_root, "postgres"), autocommit=True) as connection:
            cursor = connection.execute(composed)
            return cursor.fetchall() if cursor.description else []

    def databases(self) -> list[str]:
        return [row[0] for row in self.ask("SELECT datname FROM pg_database ORDER BY oid")]

    @contextmanager
    def building(self) -> Iterator[None]:
        with FileLock(self.folder / "template.lock").held(BUILD_LIMIT):
            yield

    def begin(self, template: str) -> None:
        """An empty database under another name, so that a killed run leaves no half-migrated template."""
        self.drop(template)
        self.ask("CREATE DATABASE {} TEMPLATE template0", template)
        with psycopg.connect(at(self.owner_root, template), autocommit=True) as connection:
            for extension in ("btree_gist", "pg_trgm"):
                connection.execute(sql.SQL("CREATE EXTENSION {}").format(sql.Identifier(extension)))
        self.admit(template)

    def finish(self, built: str, template: str) -> None:
        self.ask("ALTER DATABASE {} RENAME TO {}", built, template)
        self.ask("ALTER DATABASE {} ALLOW_CONNECTIONS false", template)
        templates = [name for name in self.databases() if name.startswith("template_")]
        for old in templates[:-KEPT_TEMPLATES]:
            self.drop(old)

    def clone(self) -> None:
        """Afresh, with the rows that migrations seeded and nothing else."""
        self.drop(self.name)
        self.ask("CREATE DATABASE {} TEMPLATE {}", self.name, self.template)
        self.admit(self.name)

    def admit(self, name: str) -> None:
        with psycopg.connect(at(self.owner_root, "postgres"), autocommit=True) as connection:
            for statement in grants(name):
                connection.execute(statement)

    def drop(self, name: str) -> None:
        self.ask("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def sweep(self) -> None:
        """Clones of runs that were killed."""
        for name in self.databases():
            found = re.fullmatch(r"test_(\d+)_\w+", name)
            if found and not alive(int(found[1])):
                self.drop(name)


@contextmanager
def opened(worker: str, *, beside: str = "") -> Iterator[Ground]:
    """A server somebody else runs (DATABASE_URL, and SHUNIU_OWNER_URL with CREATEDB), or one of our own.

    ``beside``: another of our own, for tests to which it matters what else happens on their server.
    """
    with ExitStack() as stack:
        if app := os.environ.get("DATABASE_URL"):
            owner = os.environ.get("SHUNIU_OWNER_URL")
            if not owner:
                raise RuntimeError("DATABASE_URL is set: tests also need SHUNIU_OWNER_URL, a role with CREATEDB")
            folder = Path(tempfile.gettempdir())
            yield Ground(owner_root=owner, app_root=app, folder=folder, worker=worker)
            return
        named = os.environ.get("SHUNIU_TEST_PG_BIN")
        binaries = Path(named) if named else None
        folder = own_folder(binaries, beside)
        server = Engine(folder, binaries, throwaway=True, system=folder.parent / STATE)
        engine = stack.enter_context(server.lease())
        yield Ground(
            owner_root=engine.url(OWNER, "postgres"),
            app_root=engine.url(APP, "postgres"),
            folder=engine.data,
            worker=worker,
            binaries=binaries,
        )


def digest_of_migrations() -> str:
    """Changes with whatever decides what a migrated database holds: tables, seeds, rights, dependencies."""
    digest = hashlib.sha256()
    house = ROOT / "src/shuniu"
    rooms = [path for room in ("migrations", "models") for path in sorted((house / room).rglob("*"))]
    others = [ROOT / "requirements/core.txt", house / "config/settings.py", house / "jobs/installation.py"]
    for path in [*rooms, *others, Path(__file__)]:
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def at(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{quote(database)}"))


def alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True

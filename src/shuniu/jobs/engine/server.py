"""The private PostgreSQL server of one data folder: start, stop, address, databases."""

import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg
from psycopg import sql

from shuniu.jobs.engine.binaries import complete, find_binaries, reachable_copy
from shuniu.jobs.engine.cluster import APP, OWNER, PORT, SUPERUSER, Cluster
from shuniu.jobs.engine.failure import EngineFailed
from shuniu.jobs.engine.folders import SYSTEM_STATE, Folders, folders_of, make, make_private, make_state
from shuniu.jobs.engine.locks import FileLock
from shuniu.jobs.engine.remains import clear_remains, is_ready, postmaster_of
from shuniu.jobs.engine.server_user import run_as, server_user

START_LIMIT = 120  # seconds; recovery after a hard end may take a while
EXTENSIONS = ("btree_gist", "pg_trgm")  # both trusted: the owner of a database may create them


class Engine:
    """`throwaway` is for tests only: nothing survives a power cut, and the owner may create databases.

    `system` is where state folders stand when the platform is run by root.
    """

    def __init__(
        self,
        data: Path,
        binaries: Path | None = None,
        *,
        throwaway: bool = False,
        system: Path = SYSTEM_STATE,
    ) -> None:
        self.system = system
        self.data = data.absolute().parent.resolve() / data.name
        self.named = complete(binaries) if binaries is not None else None
        self.throwaway = throwaway
        self.keeper = FileLock(self.data / "keeper.lock")
        self.users = FileLock(self.data / "users.lock")
        self.turn = FileLock(self.data / "turn.lock")

    def start(self) -> None:
        """Runs the server and keeps the data folder: a second keeper is refused."""
        self.prepare()
        if not self.keeper.take():
            raise EngineFailed(f"数据文件夹 {self.data} 正由另一个运行中的枢纽使用，请先停止它或换一个文件夹。")
        try:
            with self.turn.held(START_LIMIT):
                self.run()
        except BaseException:
            self.keeper.release()
            raise

    def stop(self) -> None:
        """Ends the server, unless a console program is still at work in it; the last one ends it then."""
        with self.turn.held(START_LIMIT):
            self.keeper.release()
            if self.users.take():
                self.halt()
            self.users.release()

    @contextmanager
    def lease(self) -> Iterator["Engine"]:
        """For console programs and tests: the server runs as long as the block, whoever started it."""
        self.prepare()
        with self.turn.held(START_LIMIT):
            self.users.take(shared=True)
            try:
                self.run()
            except BaseException:
                self.users.release()
                raise
        try:
            yield self
        finally:
            with self.turn.held(START_LIMIT):
                alone = self.users.take() and self.keeper.take()
                self.users.release()
                if alone:
                    self.halt()
                    self.keeper.release()

    @property
    def running(self) -> bool:
        return is_ready(self.folders().cluster)

    def prepare(self) -> None:
        make(self.data, 0o700)
        with self.turn.held(START_LIMIT):
            make_state(self.folders())

    def run(self) -> None:
        """An earlier server that outlived its keeper is taken over as it is."""
        cluster = self.cluster()
        if not cluster.exists:
            cluster.make()
        until = time.monotonic() + START_LIMIT
        while not self.answers():
            # Asked again each time: one that was killed a moment ago is seen as living for another moment.
            if postmaster_of(cluster.folders.cluster) is None:
                cluster.check_version()
                self.launch(cluster)
                continue
            if time.monotonic() > until:
                raise EngineFailed(f"数据库在 {START_LIMIT} 秒内没有启动，请查看 {cluster.folders.cluster / 'log'}。")
            time.sleep(0.05)

    def answers(self) -> bool:
        """Whether a session can be opened, or is refused by a server that is up (started by another user)."""
        if not self.running:
            return False
        try:
            psycopg.connect(self.url(OWNER, SUPERUSER), connect_timeout=10).close()
        except psycopg.OperationalError as problem:
            return "authentication failed" in str(problem) or "Permission denied" in str(problem)
        return True

    def launch(self, cluster: Cluster) -> None:
        folders = cluster.folders
        clear_remains(folders.cluster, folders.socket)
        make_private(folders.socket, cluster.user.uid, cluster.user.gid)
        cluster.write_settings()
        (folders.cluster / "start.log").unlink(missing_ok=True)
        # Names relative to the folder: pg_ctl hands them to a shell, whatever characters the path has.
        program: list[str | Path] = [cluster.binaries / "pg_ctl", "start", "--pgdata", ".", "--log", "start.log"]
        waiting = ["--wait", f"--timeout={START_LIMIT}"]
        ended = run_as(cluster.user, [*program, *waiting, "-o", cluster.options()], folders.cluster)
        if ended.returncode != 0:
            raise EngineFailed(f"数据库没有启动成功：{last_words(folders) or ended.stdout.strip()}")

    def halt(self) -> None:
        folders = self.folders()
        if postmaster_of(folders.cluster) is None:
            return
        cluster = self.cluster()
        program: list[str | Path] = [cluster.binaries / "pg_ctl", "stop", "--pgdata", folders.cluster]
        ended = run_as(cluster.user, [*program, "--mode=fast", "--wait", "--timeout=60"], folders.cluster)
        if ended.returncode != 0 and postmaster_of(folders.cluster) is not None:
            raise EngineFailed(f"数据库没有停止：{ended.stdout.strip()}")

    def folders(self) -> Folders:
        return folders_of(self.data, self.system)

    def cluster(self) -> Cluster:
        folders = self.folders()
        user = server_user()
        binaries = self.named or find_binaries()
        if user.uid is not None:
            binaries = reachable_copy(binaries, folders.state)
        return Cluster(folders=folders, binaries=binaries, user=user, throwaway=self.throwaway)

    def parameters(self, role: str, database: str) -> dict[str, str]:
        """For psycopg and pg_dump."""
        found = {"user": role, "dbname": database}
        if sys.platform == "win32":
            cluster = self.cluster()
            port = str(cluster.loopback_port())
            return {**found, "host": "127.0.0.1", "port": port, "password": cluster.password()}
        return {**found, "host": str(self.folders().socket), "port": str(PORT)}

    def url(self, role: str, database: str) -> str:
        """Read alike by libpq and django-environ."""
        part = self.parameters(role, database)
        if "password" in part:
            secret = quote(part["password"], safe="")
            return f"postgresql://{role}:{secret}@{part['host']}:{part['port']}/{quote(database)}"
        query = urlencode({"host": part["host"], "port": part["port"]}, quote_via=quote)
        return f"postgresql://{role}@/{quote(database)}?{query}"

    def ensure_database(self, name: str) -> None:
        """A database of the owner's with the extensions the ledger needs, open to the application role."""
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,62}", name):
            raise EngineFailed(f"数据库名称 {name} 无效，只能用小写字母、数字和下划线。")
        if not self.has_database(name):
            self.create_database(name)
        with psycopg.connect(self.url(OWNER, name), autocommit=True) as connection:
            for extension in EXTENSIONS:
                made = sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension))
                connection.execute(made)
            for statement in grants(name):
                connection.execute(statement)

    def has_database(self, name: str) -> bool:
        try:
            with psycopg.connect(self.url(OWNER, SUPERUSER), autocommit=True) as connection:
                found = connection.execute("SELECT FROM pg_database WHERE datname = %s", [name])
                return found.fetchone() is not None
        except psycopg.OperationalError as problem:
            raise EngineFailed("不能连接数据库，它没有运行，或不是由现在的系统用户启动的。") from problem

    def create_database(self, name: str) -> None:
        # The owner may not create databases and the superuser cannot be reached while the server runs.
        statement = f"CREATE DATABASE {name} OWNER {OWNER};"
        with self.turn.held(START_LIMIT):
            self.halt()
            self.cluster().as_superuser([statement])
            self.run()


def last_words(folders: Folders) -> str:
    """The reason a server gave before it ended."""
    logs = [folders.cluster / "start.log", *sorted((folders.cluster / "log").glob("*.log"), key=os.path.getmtime)]
    lines = [line for log in logs if log.exists() for line in log.read_text("utf-8", "replace").splitlines()]
    fatal = [line for line in lines if "FATAL" in line]
    return " ".join(fatal[-1:] or lines[-1:])


def grants(database: str) -> list[sql.Composed]:
    """Who may enter a database; not copied with a template, so repeated for each."""
    name, app = sql.Identifier(database), sql.Identifier(APP)
    return [
        sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name),
        sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(name, app),
    ]

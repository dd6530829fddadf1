"""Does the private PostgreSQL start, stay private, and come back with everything acknowledged?"""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import environ
import psycopg
import pytest
from tests.jobs.engine.conftest import DEBIAN, needs_debian, needs_root

from shuniu.jobs.engine import APP, OWNER, Engine, EngineFailed, find_binaries
from shuniu.jobs.engine.folders import SYSTEM_STATE
from shuniu.jobs.engine.remains import postmaster_of, processes_in

Make = Callable[..., Engine]


def value(engine: Engine, statement: str, role: str = APP, database: str = "shuniu") -> object:
    with psycopg.connect(engine.url(role, database), autocommit=True) as connection:
        row = connection.execute(statement.encode()).fetchone()
        assert row is not None
        return row[0]


def same(engine: Engine) -> Engine:
    """Another program on the same data folder."""
    return Engine(engine.data, engine.named, system=engine.system)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_fresh_start_makes_database_roles_and_extensions(engine: Engine) -> None:
    engine.start()
    engine.ensure_database("shuniu")
    engine.ensure_database("shuniu")
    assert engine.running
    assert value(engine, "SELECT current_user") == APP
    owners = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'shuniu'"
    assert value(engine, owners) == OWNER
    powers = "SELECT bool_or(rolsuper OR rolcreatedb OR rolcreaterole) FROM pg_roles WHERE rolname ~ '^shuniu'"
    assert value(engine, powers) is False
    assert value(engine, "SELECT count(*) FROM pg_extension WHERE extname IN ('btree_gist', 'pg_trgm')") == 2
    assert value(engine, "SELECT cardinality(show_trgm('海淀区'))") == 4
    assert value(engine, "SELECT datcollate FROM pg_database WHERE datname = 'shuniu'") == "C.UTF-8"
    assert value(engine, "SHOW server_encoding") == "UTF8"
    assert value(engine, "SHOW data_checksums") == "on"
    assert value(engine, "SHOW fsync") == "on"
    engine.stop()
    assert not engine.running


def test_second_start_takes_seconds_and_loses_nothing(engine: Engine) -> None:
    engine.start()
    engine.ensure_database("shuniu")
    with psycopg.connect(engine.url(OWNER, "shuniu"), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    engine.stop()
    began = time.monotonic()
    engine.start()
    engine.ensure_database("shuniu")
    assert time.monotonic() - began < 5
    assert value(engine, "SELECT number FROM kept", OWNER) == 7


def test_address_is_read_alike_by_libpq_and_django(engine: Engine) -> None:
    given = engine.parameters(APP, "shuniu") | {"host": "/somewhere with spaces/50% & more"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "parameters", lambda *_: given)
        url = engine.url(APP, "shuniu")
    found = environ.Env.db_url_config(url)
    assert psycopg.conninfo.conninfo_to_dict(url)["host"] == given["host"]
    assert (found["USER"], found["NAME"]) == (given["user"], given["dbname"])
    assert found["OPTIONS"]["host"] == given["host"]


def test_values_in_errors_do_not_reach_the_log(engine: Engine) -> None:
    engine.start()
    engine.ensure_database("shuniu")
    with (
        psycopg.connect(engine.url(APP, "shuniu"), autocommit=True) as connection,
        pytest.raises(psycopg.errors.InvalidTextRepresentation),
    ):
        connection.execute("SELECT %s::text || 'canary-statement', 'canary-value'::text::int", ["canary-parameter"])
    engine.stop()
    logs = list((engine.folders().cluster / "log").iterdir())
    text = "".join(path.read_text("utf-8") for path in logs)
    assert logs and "canary-statement" not in text and "canary-parameter" not in text


class TestPrivacy:
    def test_folders_are_private(self, engine: Engine) -> None:
        engine.start()
        folders = engine.folders()
        assert {mode(path) for path in (folders.data, folders.cluster, folders.socket)} == {0o700}

    def test_no_other_folder_changes_its_mode(self, engine_at: Make, tmp_path: Path) -> None:
        above = tmp_path / "above"
        above.mkdir(mode=0o750)
        watched = [above, tmp_path, *tmp_path.parents, Path("/var/lib"), find_binaries(), *find_binaries().parents]
        before = {path: (mode(path), path.stat().st_uid) for path in watched}
        engine = engine_at(above / "data", None, SYSTEM_STATE)
        engine.start()
        engine.stop()
        assert {path: (mode(path), path.stat().st_uid) for path in watched} == before

    def test_a_data_folder_that_was_there_keeps_its_mode(self, engine_at: Make, tmp_path: Path) -> None:
        data = tmp_path / "data"
        data.mkdir(mode=0o750)
        engine = engine_at(data)
        engine.start()
        assert mode(data) == 0o750 and mode(engine.folders().cluster) == 0o700

    def test_no_tcp(self, engine: Engine) -> None:
        engine.start()
        engine.ensure_database("shuniu")
        assert value(engine, "SHOW listen_addresses") == ""
        sockets = set()
        for number in processes_in(engine.folders().cluster):
            with suppress(FileNotFoundError):  # a worker that ended meanwhile
                for entry in Path(f"/proc/{number}/fd").iterdir():
                    sockets.add(os.readlink(entry))
        assert any(link.startswith("socket:") for link in sockets)
        for table in ("tcp", "tcp6"):
            for line in Path("/proc/net", table).read_text("ascii").splitlines()[1:]:
                assert f"socket:[{line.split()[9]}]" not in sockets

    def test_the_superuser_cannot_be_reached(self, engine: Engine) -> None:
        engine.start()
        with pytest.raises(psycopg.OperationalError, match="Peer authentication failed"):
            psycopg.connect(engine.url("postgres", "postgres"))

    @needs_root
    @pytest.mark.parametrize("user", ["nobody", "shuniu-pg"])
    def test_a_foreign_system_user_cannot_connect(self, engine: Engine, user: str) -> None:
        """`nobody` does not reach the socket; the server's own user does, and is refused by name."""
        engine.start()
        engine.ensure_database("shuniu")
        psql = engine.cluster().binaries / "psql"
        command = [str(psql), engine.url(APP, "shuniu"), "-Atc", "SELECT 'let in'"]
        mine = subprocess.run(command, capture_output=True, text=True, cwd="/", check=False)
        assert "let in" in mine.stdout
        theirs = subprocess.run(
            command, capture_output=True, text=True, cwd="/", user=user, group=user_group(user), check=False
        )
        assert theirs.returncode != 0 and "let in" not in theirs.stdout
        assert ("Permission denied" if user == "nobody" else "Peer authentication failed") in theirs.stderr

    @needs_root
    def test_as_root_the_server_runs_as_its_own_user_and_cannot_change_its_rules(self, engine: Engine) -> None:
        engine.start()
        number = postmaster_of(engine.folders().cluster)
        assert Path(f"/proc/{number}").stat().st_uid not in {0, None}
        for path in engine.folders().settings.iterdir():
            assert path.stat().st_uid == 0 and mode(path) & 0o022 == 0


def user_group(user: str) -> int:
    import pwd

    return pwd.getpwnam(user).pw_gid


class TestPaths:
    def test_a_very_long_path_still_has_a_short_socket(self, engine_at: Make, tmp_path: Path) -> None:
        long = tmp_path / ("数据" * 30) / ("folder with 'spaces'" * 8)
        engine = engine_at(long)
        engine.start()
        engine.ensure_database("shuniu")
        socket = engine.folders().socket / ".s.PGSQL.5432"
        assert socket.exists() and len(os.fsencode(socket)) < 100
        assert value(engine, "SELECT 1") == 1

    @pytest.mark.parametrize("name", ["a b", "it's", "50%", "a,b", "数据", 'q"q'])
    def test_unusual_characters_in_the_path(self, engine_at: Make, tmp_path: Path, name: str) -> None:
        """As root the path only names the state folder; for an ordinary user it is the address."""
        engine = engine_at(tmp_path / name)
        engine.start()
        engine.ensure_database("shuniu")
        assert value(engine, "SELECT 1") == 1

    @needs_root
    def test_a_moved_folder_finds_its_database_and_a_copied_one_is_refused(
        self, engine_at: Make, tmp_path: Path
    ) -> None:
        engine = engine_at(tmp_path / "data")
        engine.start()
        engine.ensure_database("shuniu")
        engine.stop()
        shutil.copytree(tmp_path / "data", tmp_path / "copy")
        with pytest.raises(EngineFailed, match="副本"):
            Engine(tmp_path / "copy", system=engine.system).start()
        shutil.rmtree(tmp_path / "copy")
        (tmp_path / "data").rename(tmp_path / "moved")
        moved = engine_at(tmp_path / "moved")
        moved.start()
        assert moved.has_database("shuniu")
        moved.stop()

    @needs_root
    def test_an_emptied_data_folder_begins_anew_and_the_old_database_is_kept_aside(
        self, engine_at: Make, tmp_path: Path
    ) -> None:
        engine = engine_at(tmp_path / "data")
        engine.start()
        engine.ensure_database("shuniu")
        engine.stop()
        shutil.rmtree(tmp_path / "data")
        engine.start()
        assert not engine.has_database("shuniu")
        state = engine.folders().state
        assert (state.with_name(f"{state.name}.aside-1") / "cluster" / "PG_VERSION").exists()


class TestManyHands:
    def test_a_second_keeper_is_refused(self, engine: Engine) -> None:
        engine.start()
        with pytest.raises(EngineFailed, match="正由另一个运行中的枢纽使用"):
            same(engine).start()
        assert engine.running

    def test_a_console_program_works_in_a_running_server_and_leaves_it(self, engine: Engine) -> None:
        engine.start()
        with same(engine).lease() as other:
            assert other.running
        assert engine.running

    def test_a_console_program_alone_starts_and_ends_the_server(self, engine: Engine) -> None:
        with engine.lease():
            with same(engine).lease():
                assert engine.running
            assert engine.running
        assert not engine.running

    def test_stopping_waits_for_a_console_program_at_work(self, engine: Engine) -> None:
        engine.start()
        with same(engine).lease() as other:
            engine.stop()
            assert other.running
        assert not engine.running


def write_until_killed(engine: Engine, acknowledged: list[int]) -> None:
    try:
        with psycopg.connect(engine.url(OWNER, "shuniu"), autocommit=True) as connection:
            for number in range(1_000_000):
                connection.execute("INSERT INTO written VALUES (%s)", [number])
                acknowledged.append(number)
    except psycopg.OperationalError:
        return


class TestHardEnds:
    @pytest.mark.parametrize("pause", [0.05, 0.4])
    def test_killed_postmaster_comes_back_with_every_acknowledged_row(self, engine: Engine, pause: float) -> None:
        engine.start()
        engine.ensure_database("shuniu")
        with psycopg.connect(engine.url(OWNER, "shuniu"), autocommit=True) as connection:
            connection.execute("CREATE TABLE written (number int PRIMARY KEY)")
        acknowledged: list[int] = []
        writer = threading.Thread(target=write_until_killed, args=(engine, acknowledged))
        writer.start()
        while not acknowledged:
            time.sleep(0.01)
        time.sleep(pause)
        postmaster = postmaster_of(engine.folders().cluster)
        assert postmaster is not None
        os.kill(postmaster, signal.SIGKILL)
        engine.keeper.release()
        again = same(engine)
        again.start()
        writer.join()
        with psycopg.connect(again.url(OWNER, "shuniu")) as connection:
            found = {row[0] for row in connection.execute("SELECT number FROM written")}
        assert acknowledged and set(acknowledged) <= found
        again.stop()

    def test_killed_keeper_leaves_a_server_that_the_next_one_takes_over(self, engine: Engine) -> None:
        engine.start()
        before = postmaster_of(engine.folders().cluster)
        engine.keeper.release()  # what the system does when the process is killed
        again = same(engine)
        again.start()
        assert postmaster_of(engine.folders().cluster) == before
        again.stop()
        assert not again.running

    def test_a_stale_pid_of_another_process_is_not_taken_for_the_server(self, engine: Engine) -> None:
        engine.start()
        engine.stop()
        pid_file = engine.folders().cluster / "postmaster.pid"
        pid_file.write_text(f"{os.getpid()}\n{engine.folders().cluster}\n")
        assert not engine.running
        engine.start()
        assert engine.running

    def test_killed_while_making_the_cluster_begins_again(self, engine: Engine) -> None:
        engine.prepare()
        unfinished = engine.folders().cluster.with_name("cluster.unfinished")
        unfinished.mkdir()
        (unfinished / "PG_VERSION").write_text("18\n")
        engine.start()
        assert engine.running and not unfinished.exists()


class TestBinaries:
    @needs_debian
    def test_another_binary_takes_the_place(self, engine_at: Make, tmp_path: Path) -> None:
        engine = engine_at(tmp_path / "data", DEBIAN)
        engine.start()
        engine.ensure_database("shuniu")
        assert str(value(engine, "SHOW server_version")).startswith("15.")

    @needs_debian
    def test_data_of_another_version_is_refused_clearly(self, engine_at: Make, tmp_path: Path) -> None:
        engine = engine_at(tmp_path / "data", DEBIAN)
        engine.start()
        engine.stop()
        with pytest.raises(EngineFailed, match="数据由 15 版 PostgreSQL 建立"):
            Engine(tmp_path / "data", find_binaries(), system=engine.system).start()

    def test_named_folder_without_programs_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SHUNIU_PG_BIN", str(tmp_path))
        with pytest.raises(EngineFailed, match="SHUNIU_PG_BIN"):
            find_binaries()


def test_a_name_that_is_not_plain_is_refused(engine: Engine) -> None:
    with pytest.raises(EngineFailed, match="数据库名称"):
        engine.ensure_database('x"; DROP DATABASE shuniu; --')


@needs_root
def test_programs_that_begin_together_make_one_place(engine_at: Callable[..., Engine], tmp_path: Path) -> None:
    """The second must not take what the first has half made for remains and set it aside."""
    for turn in range(20):
        engines = [engine_at(tmp_path / f"data{turn}") for _ in range(4)]
        begin = threading.Barrier(len(engines))
        failures: list[BaseException] = []

        def prepare(engine: Engine, begin: threading.Barrier = begin, failures: list = failures) -> None:
            begin.wait()
            try:
                engine.prepare()
            except BaseException as problem:  # told by the test's own thread
                failures.append(problem)

        threads = [threading.Thread(target=prepare, args=[engine]) for engine in engines]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        state = engines[0].folders().state
        assert (state / "belongs-to").read_text("utf-8") == str(engines[0].data)
        assert list(state.parent.glob(f"{state.name}.aside-*")) == []

"""Making a cluster, writing its settings, and acts only its superuser may do.

The superuser is never reachable over the socket: pg_hba.conf and pg_ident.conf let in one system user,
as the two roles of the platform. What needs the superuser (roles, databases) is done in single-user mode
while the server is stopped.

On Windows there are no private sockets; there the server listens on the loopback address and asks for a
password kept in the data folder. That way is untested.
"""

import secrets
import shutil
import socket
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from shuniu.jobs.engine.failure import EngineFailed
from shuniu.jobs.engine.folders import Folders, make_private, write_now
from shuniu.jobs.engine.server_user import ServerUser, client_name, run_as

OWNER = "shuniu_owner"
APP = "shuniu_app"
SUPERUSER = "postgres"
PORT = 5432

SETTINGS = """\
# Written at each start; changes made here are lost.
listen_addresses = '{listen}'
port = {port}
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 128MB
max_wal_size = {wal}
timezone = 'Asia/Shanghai'
log_timezone = 'Asia/Shanghai'
datestyle = 'iso, ymd'
default_text_search_config = 'pg_catalog.simple'
fsync = {durable}
synchronous_commit = {durable}
full_page_writes = {durable}
restart_after_crash = on
logging_collector = on
log_directory = 'log'
log_filename = 'postgres-%a.log'
log_truncate_on_rotation = on
log_file_mode = 0600
# Rows hold personal data: neither statements nor parameters nor the values in an error reach the log.
log_statement = 'none'
log_min_duration_statement = -1
log_min_error_statement = 'panic'
log_error_verbosity = 'terse'
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
"""


@dataclass(frozen=True, kw_only=True)
class Cluster:
    folders: Folders
    binaries: Path
    user: ServerUser
    throwaway: bool

    @property
    def exists(self) -> bool:
        return (self.folders.cluster / "PG_VERSION").exists()

    def make(self) -> None:
        """A cluster with both roles, or none: killed in between, the next start begins again."""
        unfinished = self.folders.cluster.with_name("cluster.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        make_private(unfinished, self.user.uid, self.user.gid)
        self.run(
            "initdb",
            *("--pgdata", unfinished, "--username", SUPERUSER, "--encoding", "UTF8", "--locale", "C.UTF-8"),
            *("--data-checksums", "--auth", "reject", *(["--no-sync"] if self.throwaway else [])),
        )
        self.as_superuser(self.role_statements(), unfinished)
        unfinished.rename(self.folders.cluster)

    def role_statements(self) -> list[str]:
        password = f" PASSWORD '{self.password()}'" if sys.platform == "win32" else ""
        owner = "CREATEDB" if self.throwaway else "NOCREATEDB"
        made = [
            f"CREATE ROLE {OWNER} LOGIN NOSUPERUSER NOCREATEROLE {owner}{password};",
            f"CREATE ROLE {APP} LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB{password};",
            "REVOKE ALL ON DATABASE postgres FROM PUBLIC;",
            f"GRANT CONNECT ON DATABASE postgres TO {OWNER};",
        ]
        # Tests drop databases while somebody is still connected to them.
        return [*made, f"GRANT pg_signal_backend TO {OWNER};"] if self.throwaway else made

    def as_superuser(self, statements: Sequence[str], cluster: Path | None = None) -> None:
        """Single-user mode, the server being stopped; one statement a line."""
        self.run(
            *("postgres", "--single", "-D", cluster or self.folders.cluster),
            *("-c", "exit_on_error=on", "-c", "log_min_messages=error", "postgres"),
            lines="".join(f"{statement}\n" for statement in statements),
        )

    def write_settings(self) -> None:
        """Before each start: the folders may have moved, the person who starts may be another."""
        port, listen = (self.loopback_port(), "127.0.0.1") if sys.platform == "win32" else (PORT, "")
        durable, wal = ("off", "256MB") if self.throwaway else ("on", "1GB")
        place = str(self.folders.socket).replace("'", "''")
        text = SETTINGS.format(listen=listen, port=port, socket=place, durable=durable, wal=wal)
        if self.throwaway:
            # Tests keep their rows uncommitted: statistics gathered meanwhile would call those tables empty.
            text += "autovacuum = off\n"
        write_now(self.folders.settings / "postgresql.conf", text)
        if sys.platform == "win32":
            rules = f"host all {OWNER},{APP} 127.0.0.1/32 scram-sha-256\n"
            names = ""
        else:
            rules = "local all all peer map=shuniu\n"
            client = client_name().replace('"', '""')
            names = "".join(f'shuniu "{client}" {role}\n' for role in (OWNER, APP))
        write_now(self.folders.settings / "pg_hba.conf", rules)
        write_now(self.folders.settings / "pg_ident.conf", names)

    def options(self) -> str:
        """The server is told where its settings stand; quoted for the shell that pg_ctl calls."""
        places = {
            "config_file": "postgresql.conf",
            "hba_file": "pg_hba.conf",
            "ident_file": "pg_ident.conf",
        }
        return " ".join(f"-c {name}={quoted(self.folders.settings / file)}" for name, file in places.items())

    def run(self, program: str, *arguments: str | Path, lines: str | None = None) -> None:
        ended = run_as(self.user, [self.binaries / program, *arguments], self.binaries, lines)
        if ended.returncode != 0:
            last = [line for line in ended.stdout.splitlines() if line.strip()][-3:]
            raise EngineFailed(f"数据库程序 {program} 没有成功：{' '.join(last)}")

    def check_version(self) -> None:
        made_by = (self.folders.cluster / "PG_VERSION").read_text("ascii").strip()
        ended = run_as(self.user, [self.binaries / "postgres", "--version"], self.binaries)
        version = ended.stdout.split()[2].split(".")[0] if ended.returncode == 0 else "?"
        if version != made_by:
            raise EngineFailed(
                f"数据由 {made_by} 版 PostgreSQL 建立，现有程序是 {version} 版，请换用原版本，或从备份恢复。"
            )

    def password(self) -> str:
        kept = self.folders.data / "database-password"
        if not kept.exists():
            write_now(kept, secrets.token_urlsafe(32), 0o600)
        return kept.read_text("utf-8")

    def loopback_port(self) -> int:
        kept = self.folders.data / "database-port"
        if not kept.exists():
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                write_now(kept, str(probe.getsockname()[1]))
        return int(kept.read_text("utf-8"))


def quoted(path: Path) -> str:
    import shlex

    return shlex.quote(str(path))

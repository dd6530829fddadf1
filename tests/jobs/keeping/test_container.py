"""One flipped byte or a cut at any place: the backup is refused before anything is restored."""

from __future__ import annotations

from pathlib import Path

import pytest

from shuniu.jobs.keeping import container

pytestmark = pytest.mark.django_db


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    dump = tmp_path / "dump"
    dump.write_bytes(bytes(range(256)) * 3)
    container.write(tmp_path / "backup", {"part": "main", "rows": {"public.x": 3}}, dump)
    return tmp_path / "backup"


def test_container_gives_back_what_was_put_in(backup: Path, tmp_path: Path) -> None:
    manifest = container.manifest_of(backup)
    assert (manifest["part"], manifest["rows"]) == ("main", {"public.x": 3})
    container.extract(backup, tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == (tmp_path / "dump").read_bytes()
    assert backup.stat().st_mode & 0o777 == 0o600


def _refused(backup: Path) -> bool:
    from shuniu.queries.secrecy import key_fingerprint

    try:
        manifest = container.manifest_of(backup)
        container.check_seal(backup, {**manifest, "key_file": key_fingerprint()})
    except container.BackupDamaged:
        return True
    return False


def test_container_every_flipped_byte_is_refused(backup: Path) -> None:
    whole = backup.read_bytes()
    assert not _refused(backup)
    for place in range(len(whole)):
        backup.write_bytes(whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :])
        assert _refused(backup), place


def test_container_every_cut_and_every_addition_is_refused(backup: Path) -> None:
    whole = backup.read_bytes()
    for place in range(len(whole)):
        backup.write_bytes(whole[:place])
        assert _refused(backup), place
    backup.write_bytes(whole + b"\0")
    assert _refused(backup)


def test_container_a_failed_write_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        container.write(tmp_path / "backup", {}, tmp_path / "missing")
    assert list(tmp_path.iterdir()) == []

"""Do checkouts that are gone leave their servers' folders behind?"""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from tests.ground.database import Ground
from tests.ground.own import CHECKOUT, STATE, claim, is_quiet, own_folder, said, sweep

from shuniu.jobs.engine.folders import POINTER
from shuniu.jobs.engine.locks import FileLock


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "shuniu-tests"


def checkout(tmp_path: Path, name: str) -> Path:
    made = tmp_path / name
    (made / "tests/ground").mkdir(parents=True)
    return made


def with_state(place: Path, folder: Path) -> Path:
    """As a server started by root leaves it."""
    state = place / STATE / folder.name
    (state / "cluster").mkdir(parents=True)
    (state / "belongs-to").write_text(str(folder))
    (folder / POINTER).write_text(str(state))
    return state


def test_the_folder_this_run_stands_in_says_whose_it_is(ground: Ground) -> None:
    folder = own_folder(ground.binaries, "")
    assert Path(said(folder / CHECKOUT)) == Path(__file__).resolve().parents[2]


def test_who_comes_sweeps_away_what_is_nobodys_any_more(place: Path, tmp_path: Path) -> None:
    kept, left = (claim(place, checkout(tmp_path, name), "") for name in ("standing", "gone"))
    states = [with_state(place, folder) for folder in (kept, left)]
    (tmp_path / "gone/tests/ground").rmdir()
    sweep(place)
    assert [one.exists() for one in (kept, *states, left)] == [True, True, False, False]


def test_a_state_without_its_folder_is_swept_away(place: Path, tmp_path: Path) -> None:
    folder = claim(place, checkout(tmp_path, "standing"), "")
    states = [with_state(place, folder), with_state(place, claim(place, tmp_path / "other", ""))]
    (states[1] / "belongs-to").write_text(str(tmp_path / "nowhere"))
    sweep(place)
    assert [one.exists() for one in states] == [True, False]


def test_a_folder_that_does_not_say_whose_it_is_stays(place: Path, tmp_path: Path) -> None:
    folder = claim(place, tmp_path / "gone", "")
    (folder / CHECKOUT).unlink()
    sweep(place)
    assert folder.exists()


def test_nobody_is_swept_away_who_is_at_work(place: Path, tmp_path: Path) -> None:
    folder = claim(place, tmp_path / "gone", "")
    user = FileLock(folder / "users.lock")
    assert user.take(shared=True)
    sweep(place)
    assert folder.exists()
    user.release()
    sweep(place)
    assert not folder.exists()


def test_a_running_server_is_seen_also_where_nobody_uses_it(ground: Ground, tmp_path: Path) -> None:
    state = Path(said(ground.folder / POINTER) or ground.folder)
    if not (state / "cluster").is_dir():
        pytest.skip("NOT RUN: the server is somebody else's")
    other = tmp_path / "folder"
    other.mkdir()
    (other / POINTER).write_text(str(state))
    assert not is_quiet(other)


def test_many_begin_at_once_while_one_is_swept_away(place: Path, tmp_path: Path) -> None:
    """Two workers of the same checkout, and others that sweep: each has its folder afterwards, and says so."""
    left = claim(place, tmp_path / "gone", "")
    mine = checkout(tmp_path, "standing")
    found: list[Path] = []

    def begin() -> None:
        for _ in range(5):
            sweep(place)
            found.append(claim(place, mine, ""))

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 20 and len({*found}) == 1
    assert (found[0] / CHECKOUT).read_text() == str(mine)
    assert not left.exists()

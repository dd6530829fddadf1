"""init → figure → accounts → backup → restore, each a real process against a real database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.ground.database import Ground, at
from tests.jobs.console.forking import Forking
from tests.jobs.console.running import Answer, environment

pytestmark = pytest.mark.django_db(transaction=True)
INIT = (
    "init",
    *("--name", "中共某市社会组织综合委员会", "--code", "zonghe", "--short-name", "市社会组织综合党委"),
    *("--chain", "bj2020,bj2016,bj2015,national", "--known-from", "2016-12-01", "--json"),
)


class Console:
    def __init__(self, ground: Ground, state: Path) -> None:
        self.around = environment(state, ground.environment())
        self.state = state
        self.program: Forking | None = None

    def __call__(self, *words: str | Path) -> Answer:
        if self.program is None:
            self.program = Forking(self.around, self.state / "said")
        answer = self.program(*map(str, words))
        assert "Traceback" not in answer.err, answer.err
        return answer

    def end(self) -> None:
        if self.program is not None:
            self.program.end()


@pytest.fixture
def console(ground: Ground, tmp_path: Path) -> Iterator[Console]:
    made = Console(ground, tmp_path / "state")
    yield made
    made.end()


@pytest.fixture
def empty(ground: Ground) -> Iterator[Ground]:
    """Another database with nothing in it."""
    name = f"{ground.name}_empty"
    ground.begin(name)
    yield Ground(
        owner_root=at(ground.owner_root, name), app_root=at(ground.app_root, name), folder=ground.folder, worker="x"
    )
    ground.drop(name)


@pytest.fixture
def elsewhere(empty: Ground, tmp_path: Path) -> Iterator[Console]:
    made = Console(empty, tmp_path / "elsewhere")
    made.around.update(DATABASE_URL=empty.app_root, SHUNIU_OWNER_URL=empty.owner_root)
    yield made
    made.end()


def test_console_init_founds_once_and_tells_the_password_once(console: Console, ground: Ground) -> None:
    assert console("figure", "members").err == "这里还没有初始化，请先执行 shuniu init。\n"
    founded = console(*INIT, "--account", "首任", "--administrators")
    assert founded.code == 1
    assert "账号名" not in founded.out
    founded = console(*INIT, "--administrators")
    assert founded.code == 0, founded.err
    assert [one["account"] for one in founded.json["accounts"]] == [
        "首任管理",
        "系统管理员",
        "安全管理员",
        "审计管理员",
    ]
    assert len({one["one_time_password"] for one in founded.json["accounts"]}) == 4
    again = console(*INIT)
    assert (again.code, again.out) == (1, "")
    assert again.err == "这里已经初始化过，没有做任何改动。要再建党组织，请登录后办理。\n"
    with psycopg.connect(ground.owner_url) as connection:
        held = connection.execute("SELECT count(*) FROM shuniu_account WHERE NOT system").fetchone()
    assert held == (4,)


def test_console_init_refuses_what_it_does_not_know(console: Console) -> None:
    for change, sentence in (
        (("--chain", "bj2020,nowhere"), "没有名为“nowhere”的制度文本"),
        (("--kind", "choir"), "“choir”不是可以设立的党组织种类"),
        (("--code", "a b"), "不含空格"),
    ):
        words = list(INIT)
        if change[0] in words:
            words[words.index(change[0]) + 1] = change[1]
        else:
            words += change
        answer = console(*words)
        assert answer.code == 1
        assert sentence in answer.err
        assert answer.err.count("\n") == 1


@pytest.mark.req("E03")
def test_console_figures_have_their_shape_and_answer_no_information_before_the_known_day(console: Console) -> None:
    console(*INIT)
    answer = console("figure", "social_organizations", "--json").json
    assert list(answer) == ["measure", "at", "on", "numerator", "denominator", "value", "source", "rows_digest", "by"]
    assert (answer["at"], answer["numerator"], answer["denominator"], answer["value"]) == ("zonghe", 0, None, 0)
    assert answer["rows_digest"] == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    ratio = console("figure", "organization_coverage", "--at", "中共某市社会组织综合委员会", "--json").json
    assert (ratio["denominator"], ratio["value"], ratio["source"]) == (0, None, "counted")
    early = console("figure", "social_organizations", "--on", "2016-11-30", "--json")
    assert early.code == 0
    assert early.json["value"] is None
    assert early.json["no_information"]
    assert console("figure", "social_organizations", "--at", "别处党委").code == 1
    assert console("rows", "social_organizations", "--json").json["rows"] == []
    assert console("rows", "social_organizations", "--where", "type=基金会", "--json").json["rows"] == []
    for where, sentence in (
        ("type=基金", "--where type 没有“基金”这个值，可写 社会团体、"),
        ("child=nowhere", "--where child 没有“nowhere”这个值，可写 zonghe。"),
    ):
        mistyped = console("rows", "social_organizations", "--where", where)
        assert (mistyped.code, mistyped.out) == (1, "")
        assert sentence in mistyped.err


def test_console_accounts_are_guarded_like_in_the_browser(console: Console) -> None:
    console(*INIT)
    made = console("account", "create", "north", "--role", "branch_secretary", "--json")
    assert made.code == 0, made.err
    assert set(made.json) == {"account", "one_time_password"}
    listed = {one["username"] for one in console("account", "list", "--json").json}
    assert listed == {"首任管理", "north"}
    refused = console("account", "create", "x-1", "--role", "committee_clerk", "--as", "north")
    assert refused.code == 1
    assert "不能授予“综合党委工作人员”岗位" in refused.err
    assert "没有找到账号“nobody”" in console("account", "list", "--as", "nobody").err
    assert "没有办理这件事的岗位" in console("backup", "/tmp/never-written", "--as", "north").err
    (held,) = console("account", "show", "north", "--json").json["assignments"]
    assert console("account", "end", held["assignment"]).code == 0
    assert "没有有效的岗位授权" in console("account", "list", "--as", "north").err
    assert console("account", "disable", "首任管理").code == 1


def test_console_backup_restores_into_an_empty_database_and_nowhere_else(
    console: Console, elsewhere: Console, tmp_path: Path
) -> None:
    console(*INIT)
    console("account", "create", "north", "--role", "branch_secretary")
    file = tmp_path / "kept" / "monday.backup"
    assert "不能读写" in console("backup", file).err
    file.parent.mkdir()
    made = console("backup", file, "--json")
    assert made.code == 0, made.err
    # Lines are sealed once no older transaction of the whole server is open; another worker may hold one just now.
    assert 0 <= made.json["sealed"] <= 2
    assert (file.stat().st_mode & 0o777, file.with_name("monday.backup.keys").stat().st_mode & 0o777) == (0o600, 0o600)
    assert "备份不覆盖旧文件" in console("backup", file).err
    assert "数据库里已有内容" in console("restore", file).err
    assert "请用 --key-file 指明" in elsewhere("restore", file).err
    restored = elsewhere("restore", file, "--key-file", console.state / "keys" / "master.key", "--json")
    assert restored.code == 0, restored.err
    assert restored.json["rows"] == made.json["rows"]
    assert restored.json["sealed"] >= made.json["sealed"]
    assert elsewhere("account", "list", "--json").json == console("account", "list", "--json").json
    assert elsewhere("account", "create", "south", "--role", "branch_secretary").code == 0


def test_console_backup_of_other_keys_or_damaged_is_refused(
    console: Console, elsewhere: Console, empty: Ground, tmp_path: Path
) -> None:
    console(*INIT)
    file = tmp_path / "monday.backup"
    assert console("backup", file).code == 0
    keys = console.state / "keys" / "master.key"
    whole = file.read_bytes()
    for place in (0, 20, 60, len(whole) // 2, len(whole) - 40, len(whole) - 1):
        damaged = bytearray(whole)
        damaged[place] ^= 1
        file.write_bytes(damaged)
        refused = elsewhere("restore", file, "--key-file", keys)
        assert refused.code == 1, place
        assert "没有恢复任何内容" in refused.err
    file.write_bytes(whole)
    other = tmp_path / "other.key"
    content = json.loads(keys.read_text())
    content["master"]["1"] = content["master"]["1"][::-1].lstrip("=") + "="
    other.write_text(json.dumps(content))
    other.chmod(0o600)
    (elsewhere.state / "keys" / "master.key").unlink()
    assert elsewhere("restore", file, "--key-file", other).code == 1
    with psycopg.connect(empty.owner_root) as connection:
        assert connection.execute("SELECT to_regclass('shuniu_entry')").fetchone() == (None,)


def test_console_a_key_file_others_can_read_stops_everything(console: Console) -> None:
    console(*INIT)
    console("backup", console.state / "a.backup")
    (console.state / "keys" / "master.key").chmod(0o644)
    refused = console("backup", console.state / "b.backup")
    assert refused.code == 1
    assert "chmod 600" in refused.err

"""shuniu backup, shuniu restore."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path
from typing import Any

from shuniu.jobs.console.opening import acting, add_database_options, now, opened
from shuniu.jobs.console.speaking import Told, say, say_json


def add(commands: Any) -> None:
    backup = commands.add_parser("backup", help="备份：数据一份，导入和个人的密钥另一份（文件名加 .keys）")
    backup.add_argument("file", metavar="文件", type=Path, help="写到哪个文件；已存在的不覆盖")
    backup.add_argument("--json", action="store_true", help="用 JSON 回答")
    add_database_options(backup)
    backup.set_defaults(run=run_backup)
    restore = commands.add_parser("restore", help="恢复到空的数据库，并逐表核对、核验账的封记")
    restore.add_argument("file", metavar="文件", type=Path, help="backup 写的文件")
    restore.add_argument("--keys", metavar="文件", type=Path, help="备份的密钥部分（默认在备份旁，文件名加 .keys）")
    restore.add_argument("--without-keys", action="store_true", help="密钥部分已按期销毁：未完成的导入不再可读")
    restore.add_argument("--key-file", metavar="文件", type=Path, help="数据库之外保管的密钥文件 master.key")
    restore.add_argument("--json", action="store_true", help="用 JSON 回答")
    add_database_options(restore, acting=False)
    restore.set_defaults(run=run_restore)


def run_backup(options: argparse.Namespace) -> int:
    folder = options.file.absolute().parent
    if not folder.is_dir():
        raise Told(f"文件夹 {folder} 不能读写：没有这个文件夹。请先建立它，或换一个地方。")
    with opened(options):
        from shuniu.jobs.keeping import back_up
        from shuniu.jobs.rhythm import keep_anchor
        from shuniu.policy.grants import Action

        acting(options, Action.KEEP_DATABASE)
        made = back_up(options.file, now())
        keep_anchor(now())
    if options.json:
        say_json({"file": made.file, "keys": made.keys, "sha256": made.digest, "rows": made.rows, "sealed": made.lines})
        return 0
    say(f"已备份到 {made.file}（{made.rows} 行，已封存 {made.lines} 笔账）。")
    say(f"导入和个人的密钥在 {made.keys}，请分开保管、按期销毁；数据库之外的密钥文件 master.key 也要另行保管。")
    return 0


def run_restore(options: argparse.Namespace) -> int:
    if not options.file.is_file():
        raise Told(f"没有找到备份文件 {options.file}。")
    keys = _keys(options)
    with opened(options, create=True):
        _put_key_file(options.key_file)
        from shuniu.jobs.keeping import restore

        done = restore(options.file, keys, now())
    if options.json:
        say_json({"rows": done.rows, "sealed": done.lines, "at": done.at, "keys": done.keys})
        return 0
    say(f"已恢复 {done.at} 的备份：{done.rows} 行逐表相符，{done.lines} 笔账核验无误。")
    if not done.keys:
        say("没有密钥部分：当时未完成的导入不再可读。")
    return 0


def _keys(options: argparse.Namespace) -> Path | None:
    if options.without_keys:
        return None
    keys: Path = options.keys or options.file.with_name(f"{options.file.name}.keys")
    if not keys.is_file():
        raise Told(f"没有找到备份的密钥部分 {keys}，请用 --keys 指明；已按期销毁的，写 --without-keys。")
    return keys


def _put_key_file(given: Path | None) -> None:
    """The key file of the backup comes to its place; one that is there already is never replaced."""
    from django.conf import settings

    place = Path(settings.KEY_FILE)
    if place.exists():
        return
    if given is None and sys.stdin.isatty():
        given = Path(input("请写出数据库之外保管的密钥文件 master.key 在哪里："))
    if given is None:
        raise Told("恢复需要当时的密钥文件 master.key，请用 --key-file 指明。")
    if not given.is_file():
        raise Told(f"没有找到密钥文件 {given}。")
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    opened_file = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened_file, "wb") as target, given.open("rb") as source:
        shutil.copyfileobj(source, target)

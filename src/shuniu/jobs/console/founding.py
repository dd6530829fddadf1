"""shuniu init: the first committee, its chain of packs, its first account."""

from __future__ import annotations

import argparse
from typing import Any

from shuniu.jobs.console.opening import add_database_options, now, opened, today
from shuniu.jobs.console.speaking import day, say, say_json, table


def add(commands: Any) -> None:
    parser = commands.add_parser("init", help="初始化：建立首个党组织和首个账号")
    parser.add_argument("--name", required=True, metavar="全称", help="党组织全称")
    parser.add_argument(
        "--kind",
        default="comprehensive_committee",
        metavar="种类",
        help="党组织种类（默认 comprehensive_committee 综合党委）",
    )
    parser.add_argument("--code", required=True, metavar="代码", help="党组织代码，如 bj-zhdw")
    parser.add_argument(
        "--chain",
        required=True,
        metavar="文本",
        help="适用的制度文本，近者在前，逗号分隔，如 bj2020,bj2016,bj2015,national",
    )
    parser.add_argument("--short-name", default="", metavar="简称", help="党组织简称")
    parser.add_argument(
        "--since", type=day, metavar="日期", help="从哪天起有这个名称（默认同 --known-from，再默认今天）"
    )
    parser.add_argument("--known-from", type=day, metavar="日期", help="此前的数字一律答“无数据”")
    parser.add_argument("--account", default="首任管理", metavar="账号", help="首个账号的名称（默认“首任管理”）")
    parser.add_argument("--administrators", action="store_true", help="同时开通系统、安全、审计三个管理员账号")
    parser.add_argument("--json", action="store_true", help="用 JSON 回答")
    add_database_options(parser, acting=False)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    with opened(options, create=True):
        from shuniu.commands.accounts import Founding, found_deployment
        from shuniu.jobs.installation import prepare_database

        prepare_database()
        founded = found_deployment(
            Founding(
                name=options.name.strip(),
                kind=options.kind,
                code=options.code,
                chain=tuple(word.strip() for word in options.chain.split(",") if word.strip()),
                since=options.since or options.known_from or today(),
                known_from=options.known_from,
                short_name=options.short_name,
                account=options.account,
                title=f"{options.short_name or options.name}工作人员",
                administrators=options.administrators,
            ),
            now(),
        )
    accounts = [(one.username, one.title, one.password) for one in founded.accounts]
    if options.json:
        named = [dict(zip(("account", "title", "one_time_password"), row, strict=True)) for row in accounts]
        say_json({"code": founded.code, "uuid": founded.uuid, "accounts": named})
        return 0
    say(f"已建立 {options.name}（{founded.code}）。一次性口令只显示这一次，登录后须改：")
    say(table(["账号", "称谓", "一次性口令"], accounts))
    return 0

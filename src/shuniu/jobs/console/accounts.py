"""shuniu account: open accounts, give and end assignments, reset passwords, stop and let in again."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from shuniu.jobs.console.opening import acting, add_database_options, opened, today
from shuniu.jobs.console.speaking import Told, day, say, say_json, table


def add(commands: Any) -> None:
    parser = commands.add_parser("account", help="账号：查看、开通、授权、结束授权、重置口令、停用、恢复")
    acts = parser.add_subparsers(title="办理", metavar="办理", required=True, parser_class=type(parser))
    listing = acts.add_parser("list", help="列出管辖范围内的账号")
    _finish(listing, _list)
    create = acts.add_parser("create", help="开通账号，显示一次性口令")
    create.add_argument("username", metavar="账号", help="登录用的名称，3 至 60 个字")
    create.add_argument("--title", default="", metavar="称谓", help="办理记录中写明的称谓（默认同账号）")
    _add_assignment(create)
    _finish(create, _create)
    assign = acts.add_parser("assign", help="给已有账号增加一个岗位")
    assign.add_argument("username", metavar="账号")
    _add_assignment(assign)
    _finish(assign, _assign)
    end = acts.add_parser("end", help="结束一项岗位授权（编号见 account show）")
    end.add_argument("assignment", metavar="授权编号", type=UUID)
    end.add_argument("--on", type=day, metavar="日期", help="从哪天起不再有效（默认今天）")
    _finish(end, _end)
    for name, explained, run in (
        ("show", "查看一个账号的岗位", _show),
        ("reset", "重置口令并解除登录锁定，显示新的一次性口令", _reset),
        ("disable", "停用账号，已登录的立即退出", _disable),
        ("enable", "恢复账号", _enable),
    ):
        one = acts.add_parser(name, help=explained)
        one.add_argument("username", metavar="账号")
        _finish(one, run)


def _add_assignment(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--role", required=True, metavar="岗位", help="岗位代码或名称，如 branch_secretary 或 党支部书记"
    )
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--at", metavar="党组织", help="在哪个党组织任职：代码或全称（默认本级党组织）")
    place.add_argument("--unit", metavar="单位", help="代表哪个单位：统一社会信用代码或全称")
    parser.add_argument("--until", type=day, metavar="日期", help="从哪天起不再有效（默认长期）")


def _finish(parser: argparse.ArgumentParser, run: Callable[[argparse.Namespace], int]) -> None:
    parser.add_argument("--json", action="store_true", help="用 JSON 回答")
    add_database_options(parser)
    parser.set_defaults(run=lambda options: _run(options, run))


def _run(options: argparse.Namespace, run: Callable[[argparse.Namespace], int]) -> int:
    with opened(options):
        return run(options)


def _keeper(options: argparse.Namespace) -> Any:
    from shuniu.policy.grants import Action

    return acting(options, Action.WRITE_ACCOUNT)


def _act(options: argparse.Namespace, on: date | None = None) -> Any:
    from shuniu.commands.journal import act_of

    return act_of(_keeper(options), on)


def _uuid(options: argparse.Namespace) -> UUID:
    from shuniu.queries.accounts import account_uuid

    return account_uuid(_keeper(options), options.username)


def _wanted(options: argparse.Namespace) -> Any:
    from shuniu.commands.accounts import NewAssignment
    from shuniu.policy.grants import Action
    from shuniu.queries.accounts import home_office
    from shuniu.queries.party.named import node_named, unit_named

    actor, role = _keeper(options), _role(options.role)
    if options.unit:
        place = {"unit": unit_named(actor, options.unit, today(), Action.WRITE_ACCOUNT)}
    else:
        words = options.at or home_office().code
        place = {"node": node_named(actor, words, today(), Action.WRITE_ACCOUNT).pk}
    return NewAssignment(role=role, until=options.until, **place)


def _role(words: str) -> Any:
    from shuniu.policy.words.accounts import Role

    offices = [role for role in Role if role is not Role.SYSTEM]
    for role in offices:
        if words in {role.value, role.label}:
            return role
    raise Told(
        "没有岗位“" + words + "”，可选：" + "、".join(f"{role.value}（{role.label}）" for role in offices) + "。"
    )


def _tell(options: argparse.Namespace, username: str, password: str) -> int:
    if options.json:
        say_json({"account": username, "one_time_password": password})
    else:
        say(f"账号 {username} 的一次性口令：{password}（只显示这一次，登录后须改）")
    return 0


def _list(options: argparse.Namespace) -> int:
    from shuniu.queries.accounts import accounts_visible
    from shuniu.queries.paging import Window

    rows, after = [], None
    while True:
        page = accounts_visible(_keeper(options), Window(size=500, after=after))
        rows += [{key: row[key] for key in ("uuid", "username", "title", "is_active")} for row in page.rows]
        after = page.after
        if after is None:
            break
    if options.json:
        say_json(rows)
    else:
        lines = [(row["username"], row["title"], "启用" if row["is_active"] else "停用") for row in rows]
        say(table(["账号", "称谓", "状态"], lines))
    return 0


def _show(options: argparse.Namespace) -> int:
    from shuniu.queries.accounts import account_to_read, every_assignment_of

    account = account_to_read(_keeper(options), _uuid(options))
    held = every_assignment_of(account["id"], today())
    rows = [
        {
            "assignment": one.uuid,
            "role": one.role.value,
            "at": one.place,
            "from": one.period.start,
            "to": one.period.end,
        }
        for one in held
    ]
    if options.json:
        say_json({"account": account["username"], "title": account["title"], "assignments": rows})
    else:
        lines = [(one.uuid, one.role.label, one.place, one.period.start, one.period.end or "") for one in held]
        say(table(["授权编号", "岗位", "党组织或单位", "起", "止（不含）"], lines))
    return 0


def _create(options: argparse.Namespace) -> int:
    from shuniu.commands.accounts import NewAccount, create_account

    wanted = NewAccount(username=options.username, title=options.title or options.username, assignment=_wanted(options))
    _, made = create_account(_act(options), wanted)
    assert made is not None
    return _tell(options, made.username, made.password)


def _assign(options: argparse.Namespace) -> int:
    from shuniu.commands.accounts import assign

    assignment = assign(_act(options), _uuid(options), _wanted(options)).answer["assignment"]
    if options.json:
        say_json({"assignment": assignment})
    else:
        say(f"已授权，编号 {assignment}。")
    return 0


def _end(options: argparse.Namespace) -> int:
    from shuniu.commands.accounts import end_assignment

    end_assignment(_act(options, options.on), options.assignment)
    say(f"授权 {options.assignment} 自 {options.on or today()} 起结束。")
    return 0


def _reset(options: argparse.Namespace) -> int:
    from shuniu.commands.accounts import reset_password

    _, password = reset_password(_act(options), _uuid(options))
    return _tell(options, options.username, password)


def _disable(options: argparse.Namespace) -> int:
    from shuniu.commands.accounts import disable_account

    disable_account(_act(options), _uuid(options))
    say(f"账号 {options.username} 已停用。")
    return 0


def _enable(options: argparse.Namespace) -> int:
    from shuniu.commands.accounts import enable_account

    enable_account(_act(options), _uuid(options))
    say(f"账号 {options.username} 已恢复。")
    return 0

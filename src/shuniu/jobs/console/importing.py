"""shuniu import: read ledgers, say of every row what happens to it, and put the good ones into the register."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shuniu.jobs.console.opening import acting, add_database_options, opened, today
from shuniu.jobs.console.speaking import complain, day, say, say_json, table
from shuniu.jobs.engine import reason

if TYPE_CHECKING:
    from datetime import date

    from shuniu.queries.accounts import Actor
    from shuniu.queries.imports import Judgement
    from shuniu.spreadsheets.imports.results import Reading

NOT_READ = 2
MOST_SHOWN = 30
STATES = {"reject": "不写入", "ignore": "略过"}
_KINDS = "social_organizations、party_organizations、party_building_state 或 members（默认按内容辨认）"
CHANGES = {"new": "新增", "changed": "变更", "same": "相同"}


def add(commands: Any) -> None:
    parser = commands.add_parser("import", help="导入台账：社会组织、党组织和所在单位、党建情况、党员")
    parser.add_argument("files", metavar="文件", type=Path, nargs="+", help=".xlsx、.xls、.csv 或网页表格")
    parser.add_argument("--kind", metavar="种类", help=_KINDS)
    parser.add_argument("--into", metavar="党组织", help="写入哪个党组织的登记簿：代码或全称（默认本级党组织）")
    parser.add_argument("--on", type=day, metavar="日期", help="台账的日期（默认台账自己写明的，再默认今天）")
    parser.add_argument("--dry-run", action="store_true", help="只判断，不写入")
    parser.add_argument("--create-missing", action="store_true", help="台账说得清楚的上级党组织和所在单位自动建立")
    parser.add_argument("--under", metavar="党组织", help="新建的党支部放在哪个党组织之下（默认写入登记簿的党组织）")
    parser.add_argument("--json", action="store_true", help="用 JSON 回答，每个文件一行")
    add_database_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    with opened(options):
        from shuniu.policy.grants import Action

        actor = acting(options, Action.IMPORT_LEDGER)
        node = _node(options, actor)
        return max([_one(options, actor, node, file) for file in options.files])


def _node(options: argparse.Namespace, actor: Actor) -> int:
    from shuniu.policy.grants import Action
    from shuniu.queries.accounts import home_office
    from shuniu.queries.party.named import node_named

    return node_named(actor, options.into or home_office().code, today(), Action.IMPORT_LEDGER).pk


@dataclass(frozen=True, slots=True)
class _Read:
    file: Path
    reading: Reading
    judgements: Sequence[Judgement]
    on: date
    founded: Sequence[str] = ()


def _one(options: argparse.Namespace, actor: Actor, node: int, file: Path) -> int:
    from shuniu.spreadsheets.imports.findings import NotRead
    from shuniu.spreadsheets.imports.staging import Asking, read_for

    try:
        asked = Asking(kind=options.kind, on=options.on)
        reading, on = read_for(file.read_bytes(), file.name, asked, today())
    except NotRead as told:
        return _unread(options, file, told.code, told.message)
    except OSError as problem:
        return _unread(options, file, "not_found", f"文件 {file} 不能读：{reason(problem)}。")
    judgements, founded = _judge(options, actor, node, on, reading)
    _tell(options, _Read(file, reading, judgements, on, founded))
    return 0


def _unread(options: argparse.Namespace, file: Path, code: str, message: str) -> int:
    if options.json:
        say_json({"file": file.name, "error": {"code": code, "message": message}})
    else:
        complain(f"{file.name}：{message}")
    return NOT_READ


def _judge(
    options: argparse.Namespace, actor: Actor, node: int, on: date, reading: Reading
) -> tuple[Sequence[Judgement], Sequence[str]]:
    """What happens to each good row, and the branches set up for members; without ``--dry-run`` it has happened."""
    from shuniu.commands.imports import Ledger, apply_ledger, judge_ledger
    from shuniu.commands.journal import act_of, once_more
    from shuniu.spreadsheets.imports.staging import ledger_rows

    rows = ledger_rows(reading)
    under = _under(options, actor)
    ledger = Ledger(node=node, kind=reading.kind, rows=rows, create_missing=options.create_missing, under=under)
    if options.dry_run:
        return judge_ledger(act_of(actor, on), ledger), ()
    applied = once_more(lambda: apply_ledger(act_of(actor, on), ledger))
    return applied.judgements, applied.founded


def _under(options: argparse.Namespace, actor: Actor) -> int | None:
    from shuniu.policy.grants import Action
    from shuniu.queries.party.named import node_named

    if not options.under:
        return None
    return node_named(actor, options.under, today(), Action.WRITE_PARTY_ORGANIZATION).pk


def _tell(options: argparse.Namespace, read: _Read) -> None:
    from shuniu.spreadsheets.imports.staging import counts_of, outcomes

    found = list(outcomes(read.reading, read.judgements))
    states, changes = counts_of(found)
    if options.json:
        rows = [one.as_json() for one in found]
        told = {"file": read.file.name, "kind": read.reading.kind, "rows": rows, "counts": states}
        say_json({**told, "founded": list(read.founded)} if read.founded else told)
        return
    done = "判断结果（没有写入）" if options.dry_run else "已写入"
    labels, counts = {**CHANGES, **STATES}, {**changes, **states}
    words = "、".join(f"{label}{counts[key]}行" for key, label in labels.items() if counts[key])
    say(f"{read.file.name}：{done}，账日 {read.on.isoformat()}。{words or '没有数据行'}。")
    if read.founded:
        where = f"在“{options.under}”之下" if options.under else "直接在登记簿所在的党组织之下"
        say(f"{where}新建了{len(read.founded)}个党支部，没有设立时间和组建方式。请核对上级（--under 可以写明）并补登：")
        say(table(["新建的党支部"], [(name,) for name in read.founded[:MOST_SHOWN]]))
    refused = [(one.row.sheet, one.row.row, one.problems[0].message) for one in found if one.problems]
    if refused:
        say(table(["工作表", "行", "为什么不写入"], refused[:MOST_SHOWN]))
    if len(refused) > MOST_SHOWN:
        say(f"另有{len(refused) - MOST_SHOWN}行未列出，用 --json 看全部。")

"""shuniu figure, shuniu rows: a number on any day, and the rows behind it."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import Any

from shuniu.jobs.console.opening import acting, add_database_options, opened, today
from shuniu.jobs.console.speaking import Told, day, moment, say, say_json, table

DIMENSIONS = {
    "child": "下级党组织",
    "type": "类型",
    "region": "地区",
    "field": "领域",
    "mode": "登记方式",
    "supervisor": "业务主管单位",
}
NAMED = 20  # so many values are named to whoever wrote one that is not known
SOURCES = {"counted": "统计数", "reported": "填报数"}


def add(commands: Any) -> None:
    figure = commands.add_parser("figure", help="某一天的数字，可以分项")
    _add_question(figure)
    figure.add_argument(
        "--by",
        nargs="+",
        action="extend",
        default=[],
        choices=list(DIMENSIONS),
        metavar="分项",
        help="分项：" + " ".join(DIMENSIONS),
    )
    figure.set_defaults(run=run_figure)
    rows = commands.add_parser("rows", help="数字背后的每一行")
    _add_question(rows)
    rows.add_argument("--where", nargs="+", default=[], metavar="分项=值", help="只要某一分项的行，如 type=基金会")
    rows.add_argument(
        "--part",
        choices=["numerator", "denominator"],
        default="numerator",
        metavar="部分",
        help="numerator 分子的行（默认），或 denominator 分母的行",
    )
    rows.set_defaults(run=run_rows)


def _add_question(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("measure", metavar="指标", help="如 organization_coverage；全部指标见 docs/cli.md")
    parser.add_argument("--at", metavar="党组织", help="代码，或当日有效的全称（默认本级党组织）")
    parser.add_argument("--on", type=day, metavar="日期", help="账日（默认今天）")
    parser.add_argument(
        "--known-at", type=moment, metavar="时间", help="按当时所知：只用这个时间以前已经登记的内容（默认按现在所知）"
    )
    parser.add_argument("--json", action="store_true", help="用 JSON 回答")
    add_database_options(parser)


def _asked(options: argparse.Namespace) -> tuple[Any, int, Any]:
    """Who asks, about which node, on which day."""
    from shuniu.policy.grants import Action
    from shuniu.queries.accounts import home_office
    from shuniu.queries.party.named import node_named

    actor, on = acting(options, Action.READ_FIGURE), options.on or today()
    words = options.at or home_office().code
    return actor, node_named(actor, words, on, Action.READ_FIGURE).pk, on


def run_figure(options: argparse.Namespace) -> int:
    with opened(options):
        from shuniu.policy.measures import UnknownMeasure
        from shuniu.statistics import NotCountedSo, figure_for
        from shuniu.statistics.earlier.figures import figures_known_for
        from shuniu.statistics.earlier.ledger import TooMany
        from shuniu.statistics.earlier.moment import Then

        actor, node, on = _asked(options)
        try:
            if options.known_at is None:
                found = figure_for(actor, options.measure, node, on, options.by)
            else:
                then = Then(node=node, on=on, at=options.known_at)
                (found,) = figures_known_for(actor, [options.measure], then, options.by)
        except (UnknownMeasure, NotCountedSo, TooMany) as problem:
            raise Told(_sentence(problem)) from problem
    if options.json:
        say_json(as_json(found))
    else:
        say(_in_words(found, options.by))
    return 0


def as_json(found: Any) -> dict[str, Any]:
    """Fixed by docs/cli.md; without information the numbers are null and ``no_information`` says why."""
    answer = {
        "measure": found.measure.key,
        "at": found.at,
        "on": found.on.isoformat(),
        "numerator": None,
        "denominator": None,
        "value": None,
        "source": found.measure.source.value,
        "rows_digest": None,
        "by": [],
    } | _known(getattr(found, "known_at", None))
    if not found.known:
        return {**answer, "no_information": found.sentence}
    by = [
        {"cell": dict(one.cell), "numerator": one.numerator, "denominator": one.denominator, "value": one.value}
        for one in found.by
    ]
    return {
        **answer,
        "numerator": found.numerator,
        "denominator": found.denominator,
        "value": found.value,
        "source": found.source.value,
        "rows_digest": found.rows_digest,
        "by": by,
    }


def _known(at: Any) -> dict[str, Any]:
    """Which moment the answer is about; nothing where it says what is known now."""
    return {} if at is None else {"known_at": at.isoformat()}


def _then(found: Any) -> str:
    at = found.known_at
    return "" if at is None else f"，按 {at.astimezone(at.tzinfo).strftime('%Y-%m-%d %H:%M')} 所知"


def _in_words(found: Any, by: Sequence[str]) -> str:
    measure = found.measure
    if not found.known:
        return _silence(found)
    where = f"{found.at}，截至 {found.on.isoformat()}{_then(found)}，{SOURCES[found.source.value]}"
    lines = [
        f"{measure.name}：{_number(found, measure)}（{where}）",
        f"口径：{found.definition}（依据：{found.clause}）",
    ]
    if by:
        rows = [(*(one.names.get(name) or one.cell[name] for name in by), _number(one, measure)) for one in found.by]
        lines.append(table([*(DIMENSIONS[name] for name in by), measure.name], rows))
    return "\n".join(lines)


def _silence(found: Any) -> str:
    """The counter's sentence begins with 无数据 itself."""
    return f"{found.measure.name}：{found.sentence.rstrip('。')}。"


def _number(one: Any, measure: Any) -> str:
    if one.denominator is None:
        return "无数据" if one.value is None else f"{one.value} {measure.unit}"
    share = "分母为 0" if one.value is None else f"{one.value:.2%}"
    return f"{share}（{one.numerator} / {one.denominator}）"


def run_rows(options: argparse.Namespace) -> int:
    filters = _filters(options.where)
    with opened(options):
        from shuniu.policy.measures import UnknownMeasure
        from shuniu.statistics import NoFigures, NotCountedSo, Wanted, keys_instead_for, rows_for
        from shuniu.statistics.earlier.ledger import TooMany
        from shuniu.statistics.earlier.moment import Then
        from shuniu.statistics.earlier.rows import rows_known_for

        actor, node, on = _asked(options)
        wanted = Wanted(part=options.part, limit=None)
        try:
            if options.known_at is None:
                page = rows_for(actor, options.measure, node, on, filters, wanted)
            else:
                then = Then(node=node, on=on, at=options.known_at)
                page = rows_known_for(actor, options.measure, then, filters, wanted)
        except (UnknownMeasure, NotCountedSo, TooMany) as problem:
            raise Told(_sentence(problem)) from problem
        rows = [] if isinstance(page, NoFigures) else list(page.rows)
        if page.known and not rows:
            unknown = keys_instead_for(actor, options.measure, node, on, filters)
            for name, keys in unknown.items():
                raise Told(_unknown(name, filters[name], keys))
    if options.json:
        told = [{"uuid": row.uuid, "code": row.code, "name": row.name, **row.attributes} for row in rows]
        say_json(
            {"measure": page.measure.key, "at": page.at, "on": page.on, "rows": told}
            | _known(getattr(page, "known_at", None))
            | ({"no_information": page.sentence} if isinstance(page, NoFigures) else {})
        )
    elif isinstance(page, NoFigures):
        say(_silence(page))
    else:
        say(f"{page.measure.name}：{len(rows)} 行（{page.at}，截至 {page.on.isoformat()}{_then(page)}）")
        say(table(["代码", "名称"], [(row.code or "", row.name) for row in rows]))
    return 0


def _filters(words: Sequence[str]) -> Mapping[str, str]:
    found = {}
    for word in words:
        name, equals, key = word.partition("=")
        if not equals or name not in DIMENSIONS:
            raise Told(f"--where 应写成 分项=值，如 type=基金会，不能写“{word}”。分项有 {' '.join(DIMENSIONS)}。")
        found[name] = key
    return found


def _unknown(name: str, key: str, known: Sequence[str]) -> str:
    more = f" 等 {len(known)} 种，全部见 shuniu figure 指标 --by {name} --json" if len(known) > NAMED else ""
    able = f"可写 {'、'.join(known[:NAMED])}{more}" if known else "当日没有可写的值"
    return f"--where {name} 没有“{key}”这个值，{able}。"


def _sentence(problem: Exception) -> str:
    return str(problem.args[0]).rstrip("。") + "。"

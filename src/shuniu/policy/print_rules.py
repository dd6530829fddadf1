"""Print every text, value, clause and measure as docs/rules.md: ``python -m shuniu.policy.print_rules [FILE]``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from shuniu.policy.measures import MEASURES, Measure
from shuniu.policy.organizations.routing_conditions import CONDITIONS
from shuniu.policy.packs import Pack, Shape, Statement, load_packs, vocabulary
from shuniu.policy.packs.readings import said
from shuniu.policy.words import Confidence, Force, GuidanceKind, RoutingRelation, RoutingTarget

HEAD = "\n".join(
    (
        "# 规则和口径",
        "",
        "本页由程序按 `src/shuniu/policy/packs/` 和 `src/shuniu/policy/measures/` 打印（`make rules`），不要手改。",
        "",
        "- **效力**：“规范性文件”是有效文本的规定；“实践做法”是报道或工作报告所载的做法，",
        "  不能取消同一地方规范性文件的规定，本级可以用自己的决定采用。",
        "- **出处**：“所附文件原文”据本项目所附的文件；“公开网页转载”读自公开网页，网站不是发布机关；",
        "  **未核对原文**凭一般了解写入，使用前由本级核对；“本平台口径”是本平台计数的约定，不是文件规定。",
        "- **原文未明示**：文本说到这件事而没有给出数值，平台不代为补数，由所列单位作出决定并登记依据。",
        "- 本地文本没有说到的，沿用上一级文本的数值，并在数值旁注明。",
        "- 期间从起日（含）到止日（不含）。“以上”“以内”“不少于”包括本数。",
        "",
    )
)


def main(arguments: list[str]) -> None:
    target = Path(arguments[0] if arguments else "docs/rules.md")
    target.write_text(printed(), encoding="utf-8")


def printed() -> str:
    packs = load_packs()
    parts: list[str] = [HEAD]
    parts += [
        "## 文本\n",
        *_table(("文本", "标题", "文号或出处", "地方", "印发", "起算", "效力", "上接"), _heads(packs)),
    ]
    for pack in packs.values():
        parts += _pack(pack)
    parts += [
        "\n## 统计指标\n",
        *_table(("指标", "键", "口径", "单位", "来源", "依据"), map(_measure, MEASURES.values())),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _heads(packs: Mapping[str, Pack]) -> Iterator[tuple[str, ...]]:
    for pack in packs.values():
        yield (
            f"`{pack.key}`",
            pack.title,
            pack.number,
            pack.place,
            pack.issued,
            str(pack.valid_from),
            pack.standing.label,
            " → ".join(pack.parents),
        )


def _pack(pack: Pack) -> Iterator[str]:
    yield f"\n## {pack.key} {pack.title}\n"
    if pack.note:
        yield f"{pack.note}\n"
    stated = [one for one in pack.statements if not one.silent]
    plain = [one for one in stated if vocabulary()[one.key].shape is not Shape.RULES]
    yield from _table(("事项", "键", "数值", "依据", "期间", "效力和出处", "说明"), map(_statement, plain))
    for one in stated:
        if vocabulary()[one.key].shape is Shape.RULES:
            yield f"\n### {pack.key} {vocabulary()[one.key].label}（按次序适用）\n"
            yield f"`{one.key}`；期间：{_days(one)}；{_described(one)}" + (f"；{one.note}" if one.note else "") + "\n"
            yield from _table(("次序", "规定", "条件", "负责的党组织", "指导关系", "依据"), _rules(pack, one))
    silent = [one for one in pack.statements if one.silent]
    if silent:
        yield f"\n### {pack.key} 原文未明示\n"
        yield from _table(("事项", "键", "依据", "情况", "由谁决定"), map(_silence, silent))


def _statement(one: Statement) -> tuple[str, ...]:
    entry = vocabulary()[one.key]
    quote = f"“{one.quote}”" if one.quote else ""
    return (
        entry.label,
        f"`{one.key}`",
        said(one.key, one.value) + (entry.unit if isinstance(one.value, int | Decimal) else ""),
        f"{one.clause.key}<br>{one.clause.title}",
        _days(one),
        _described(one),
        "<br>".join(part for part in (quote, one.note) if part),
    )


def _silence(one: Statement) -> tuple[str, ...]:
    entry = vocabulary()[one.key]
    return entry.label, f"`{one.key}`", f"{one.clause.key}<br>{one.clause.title}", one.note, entry.who or "本级党组织"


def _rules(pack: Pack, one: Statement) -> Iterator[tuple[str, ...]]:
    for place, row in enumerate(one.value, start=1):
        clause = pack.clause(row["clause"]) if "clause" in row else one.clause
        guided = ""
        if "guided_by" in row:
            guided = RoutingTarget(row["guided_by"]).label + GuidanceKind(row["guidance"]).label
        yield (
            str(place),
            row["label"],
            "、".join(CONDITIONS[name].label for name in row["when"]),
            f"{RoutingTarget(row['target']).label}（{RoutingRelation(row['relation']).label}）",
            guided,
            clause.key,
        )


def _measure(one: Measure) -> tuple[str, ...]:
    return (
        one.name,
        f"`{one.key}`",
        one.definition,
        one.unit,
        one.source.label,
        "、".join(one.clauses.values()),
    )


def _days(one: Statement) -> str:
    end = f"至 {one.period.end}" if one.period.end else "起"
    return f"{one.period.start} {end}"


def _described(one: Statement) -> str:
    if one.confidence is Confidence.CONVENTION:
        return one.confidence.label
    marks = [one.force.label if one.force is not Force.NORMATIVE else Force.NORMATIVE.label]
    marks.append(f"**{one.confidence.label}**" if one.unverified else one.confidence.label)
    return "；".join(marks)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |"


if __name__ == "__main__":
    main(sys.argv[1:])

"""Print every text, value, clause and measure as docs/rules.md: ``python -m shuniu.policy.print_rules [FILE]``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from shuniu.policy.measures import MEASURES, Measure
from shuniu.policy.organizations.routing_conditions import CONDITIONS
from shuniu.policy.packs import Pack, Shape, Statement, load_packs, vocabulary
from shuniu.policy.words import (
    Confidence,
    EligibilityState,
    Force,
    Grade,
    GuidanceKind,
    OrganizationType,
    PartyOrganizationKind,
    RegistrationMode,
    RegistrationStatus,
    RoutingRelation,
    RoutingTarget,
    Word,
)

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

# Texts that are stored as words of the glossary rather than as Chinese.
_WORDS: tuple[type[Word], ...] = (
    EligibilityState,
    PartyOrganizationKind,
    RegistrationStatus,
    RegistrationMode,
    OrganizationType,
    Grade,
    GuidanceKind,
    RoutingTarget,
)
_SAID: Mapping[str, str] = {
    "month": "每月",
    "quarter": "每季度",
    "year": "每年",
    "required": "应当写入",
    "promoted": "推动写入",
    "recorded": "登记是否写入",
    "urge": "督促推动同步建立",
    "strengthen_work": "加强党的工作",
    "indicator": "作为评估内容（不限制参评和等级）",
    "bar": "不允许参加评估",
    "cap": "限制可评等级",
    "mandatory": "必备条件和必查内容",
    "none": "不作条件",
    "floor": "不低于",
    "fixed": "按照",
    "no_party_organization": "未组建党组织的社会组织",
    "full_time_staff": "专职工作人员",
    "full_time_staff_and_managers": "专职工作人员和管理人员",
    "organization_covered": "有党组织覆盖的社会组织",
    "organization_or_work": "有党组织覆盖或者有党的工作覆盖",
    "peer": "平行关系",
    "separate": "单独组建",
}
# Beside key and label a row may carry these; they are printed after the label.
_ROW_NOTES = ("number", "unit", "bound", "duty", "task", "role", "basis", "deadline", "since")
_BOUNDS = {"min": "以上", "about": "约"}


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
        _said(one.value, entry.unit),
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


def _said(value: Any, unit: str) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | Decimal):
        return f"{value}{unit}"
    if isinstance(value, str):
        return _word(value)
    return "；".join(_row(one) if isinstance(one, dict) else _word(one) for one in value)


def _word(value: str) -> str:
    if value in _SAID:
        return _SAID[value]
    for words in _WORDS:
        if value in words.__members__.values():
            return words(value).label
    return value


def _row(row: Mapping[str, Any]) -> str:
    notes = [_note(name, row[name]) for name in _ROW_NOTES if name in row]
    if "baseline" in row:
        notes.append(f"基数{row['baseline']}%，提升{row['delta']}个百分点以上")
    said = "".join(notes)
    return f"{row['label']}（{said}）" if said else str(row["label"])


def _note(name: str, value: object) -> str:
    if name == "bound":
        return _BOUNDS[str(value)]
    if isinstance(value, date):
        return f"{value} 前，" if name == "deadline" else f"，自 {value}"
    return f"，{value}" if name == "basis" else str(value)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |"


if __name__ == "__main__":
    main(sys.argv[1:])

"""May a node name these texts, decide this figure itself, or adopt what a report describes?

What a normative text states the office does not replace; where the texts are silent it decides, with the decision
or the clause it stands on. A practice holds for the office from the day it adopts it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.grants import Action
from shuniu.policy.packs.loading import PackBroken, load_packs, value_of, vocabulary
from shuniu.policy.packs.merging import Figures
from shuniu.policy.packs.readings import choices, fits, said
from shuniu.policy.packs.texts import KeyEntry, Shape
from shuniu.policy.words import Confidence, Force

TEXTS = Clause("platform#适用文件", "适用文件由近及远排列，地方在前、全国在后")
FIGURES = Clause("platform#本级决定", "文件没有明示的，由本级党组织决定并登记依据")
# A list of what is open may be added to; a number, a text or a yes-or-no that is stated may not be replaced.
OPEN_LISTS = frozenset({Shape.ITEMS, Shape.WORDS})
_OWN_WAY = Confidence.CONVENTION


# Under which marks its documents go out every office that numbers any decides for itself.
_OF_ISSUERS = frozenset({"documents.mark"})


def right_to_decide(key: str) -> Action:
    return Action.ISSUE_DOCUMENT if key in _OF_ISSUERS else Action.DECIDE_FIGURE


def may_bind(chain: Sequence[str], row: int | None = None) -> Decision:
    """Every text is known, named once, and stands before what it builds on."""
    return Decision(tuple(_binding(chain, row)))


def _binding(chain: Sequence[str], row: int | None) -> Iterator[Objection]:
    packs = load_packs()
    if not chain:
        yield _text("chain_empty", "请至少选定一份适用文件。", "没有选定", "选定本地文件和全国文件", row)
    unknown = [key for key in chain if key not in packs]
    if unknown:
        known = "、".join(packs)
        yield _text("pack_unknown", f"没有“{'、'.join(unknown)}”这份文件。", f"现有：{known}", "从现有文件中选定", row)
        return
    if len(set(chain)) != len(chain):
        yield _text("pack_twice", "同一份文件选定了两次。", "、".join(chain), "保留一次", row)
    for place, key in enumerate(chain):
        lacking = [parent for parent in packs[key].parents if parent not in chain[place + 1 :]]
        if lacking:
            names = "、".join(packs[one].title for one in lacking)
            yield _text(
                "pack_order",
                f"“{packs[key].title}”之后应当列出它所依据的文件。",
                f"缺少或排在其前：{names}",
                "由近及远排列，全国性文件列在最后",
                row,
            )


def is_open(key: str, texts: Figures | None) -> bool:
    """Do the texts leave the key to the office: silent, only reported as practice, or a list that is open?"""
    entry, stated = vocabulary()[key], texts.stated(key) if texts is not None else None
    return stated is None or stated.force is not Force.NORMATIVE or entry.shape in OPEN_LISTS


def practices_to_adopt(key: str, chain: Sequence[str]) -> list[str]:
    """Of a chain, the texts that report a value as practice, nearest first; this platform's own counting is none."""
    return [
        pack
        for pack in chain
        for one in load_packs()[pack].statements
        if one.key == key and not one.silent and one.force is Force.PRACTICE and one.confidence is not _OWN_WAY
    ]


def may_decide(
    key: str, value: Any, basis: tuple[str, str], figures: Figures | None, row: int | None = None
) -> Decision:
    """``basis`` is (decision, clause): at least one of them names what the value stands on."""
    return Decision(tuple(_deciding(key, value, basis, figures, row)))


def _deciding(
    key: str, value: Any, basis: tuple[str, str], figures: Figures | None, row: int | None
) -> Iterator[Objection]:
    entry = vocabulary().get(key)
    if entry is None:
        yield _figure("key_unknown", f"没有“{key}”这个参数。", "不在参数表中", "从参数表中选择", "key", row)
        return
    yield from _basis(basis, row)
    if not _readable(entry, value):
        known = "、".join(choices(key).values())
        yield _figure(
            "value_wrong",
            f"“{entry.label}”的取值不合要求。",
            f"填写为：{value}",
            f"从下列各项中选定：{known}" if known else f"应填{_SHAPES[entry.shape]}",
            "value",
            row,
        )
    stated = figures.stated(key) if figures is not None else None
    if stated is not None and not is_open(key, figures):
        yield Objection(
            clause=stated.clause,
            code="stated_by_text",
            missing=f"“{entry.label}”已有规范性文件明确，不能由本级另行决定。",
            fact=f"文件规定为{said(key, stated.value)}{stated.unit}",
            remedy="按文件执行；文件已修订的，先更新适用文件",
            who=entry.who or "上级党组织",
            field="value",
            row=row,
        )


def _readable(entry: KeyEntry, value: Any) -> bool:
    """Of the shape of its key, and where that takes codes, none that the counter could not read."""
    try:
        value_of(entry.key, entry.shape, value)
    except PackBroken:
        return False
    return fits(entry.key, value)


def _basis(basis: tuple[str, str], row: int | None) -> Iterator[Objection]:
    """A decision, or a clause written as the texts number theirs: the screens cite it."""
    decision, clause = basis
    if not (decision or clause):
        yield _basis_missing(row)
    pack, mark, place = clause.partition("#")
    if clause and not (pack and mark and place):
        yield _figure(
            "clause_wrong", "条款的写法不合要求。", f"填写为：{clause}", "写成“文本#条”，或改填决定", "clause", row
        )


_SHAPES = {
    Shape.INTEGER: "整数",
    Shape.DECIMAL: "数值（以文字写明，如“12.5”）",
    Shape.TEXT: "文字",
    Shape.FLAG: "是或否",
    Shape.WORDS: "一组词语",
    Shape.ITEMS: "一组条目，每条有代号和名称",
    Shape.RULES: "一组规则",
}


def may_adopt(key: str, pack: str, basis: tuple[str, str], row: int | None = None) -> Decision:
    """A text of the platform reports a value for the key, and the office names its decision."""
    return Decision(tuple(_adopting(key, pack, basis, row)))


def _adopting(key: str, pack: str, basis: tuple[str, str], row: int | None) -> Iterator[Objection]:
    entry = vocabulary().get(key)
    if entry is None:
        yield _figure("key_unknown", f"没有“{key}”这个参数。", "不在参数表中", "从参数表中选择", "key", row)
        return
    yield from _basis(basis, row)
    found = load_packs().get(pack)
    if found is None or not any(one.key == key and not one.silent for one in found.statements):
        told = [
            one.title for one in load_packs().values() if any(s.key == key and not s.silent for s in one.statements)
        ]
        yield _figure(
            "not_reported",
            f"“{found.title if found else pack}”没有写明“{entry.label}”。",
            f"写明的有：{'、'.join(told) or '无'}",
            "改选写明了这一项的文件，或由本级直接决定",
            "pack",
            row,
        )


def _basis_missing(row: int | None) -> Objection:
    return _figure(
        "basis_missing", "请写明决定的依据。", "没有决定文件，也没有条款", "填写决定的文号、会议或条款", "decision", row
    )


def _text(code: str, missing: str, fact: str, remedy: str, row: int | None) -> Objection:
    return Objection(
        clause=TEXTS, code=code, missing=missing, fact=fact, remedy=remedy, who="综合党委", field="chain", row=row
    )


def _figure(code: str, missing: str, fact: str, remedy: str, field: str, row: int | None) -> Objection:
    return Objection(
        clause=FIGURES, code=code, missing=missing, fact=fact, remedy=remedy, who="本级党组织", field=field, row=row
    )

"""From where may a secretary come, in which order, and what must be said of the one proposed (J01–J07)?

The texts name sources. Where one names them in an order, whoever skips an earlier source says why; where it only lists
them, any will do. Sources are put in order, persons never are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from shuniu.kernel.calendar import after_months
from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.packs import Figure, Figures, NotStated
from shuniu.policy.packs.open_lists import open_items

ORDER, RANKED, STANDING = "secretary.selection_order", "secretary.order_ranked", "secretary.party_standing_years"
HEADS, MANAGERS = "secretary.head_posts", "formation.managerial_posts"
# Which list of posts tells who of a roll comes by a source; the others come from elsewhere.
_BY_POST: Mapping[str, str] = {
    "party_member_head": HEADS,
    "management_member": MANAGERS,
    "middle_management": MANAGERS,
}
RECRUITED, MIDDLE, PART_TIME = "recruited_retired", "middle_management", "part_time"
DISPATCHED = "dispatched"
PROPOSER = "提名的党组织"


@dataclass(frozen=True, slots=True, kw_only=True)
class Nomination:
    """``source`` a key of the order; ``skipped_grounds`` why an earlier one was skipped. What some sources ask for:
    the number of the measure on recruiting (J06), that the office states a post of middle rank or above (J04), the day
    of the training (J07)."""

    source: str
    on: date
    skipped_grounds: str = ""
    measure_document: str = ""
    management_stated: bool = False
    trained_on: date | None = None


# As it is called where a nomination is filed, but for ``source`` itself.
SAID = ("skipped_grounds", "measure_document", "management_stated", "trained_on")


def nomination_of(filed: Mapping[str, Any], source: str, on: date) -> Nomination:
    """From what was filed, where everything is JSON; ``source`` is the name of its field."""
    trained = filed.get("trained_on")
    return Nomination(
        source=str(filed.get(source) or "").strip(),
        on=on,
        skipped_grounds=str(filed.get("skipped_grounds") or ""),
        measure_document=str(filed.get("measure_document") or ""),
        management_stated=bool(filed.get("management_stated")),
        trained_on=date.fromisoformat(str(trained)) if trained else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source as a page shows it. ``posts`` tell who of the roll comes by it; None where nobody of the roll does,
    and ``open`` says why, where no text lists the posts."""

    key: str
    label: str
    clause: Clause
    before: tuple[str, ...] = ()
    posts: tuple[str, ...] | None = None
    open: str = ""


def sources(figures: Figures) -> list[Source]:
    """In the order of the text that holds; ``before`` are those that come first, none where it only lists them. What a
    text says of one kind of body alone (``kind``) is no source of those that elect: where that kind is appointed, the
    text that says so lists it again."""
    order = figures.stated(ORDER)
    if order is None:
        return []
    found, earlier = [], tuple[str, ...]()
    for row in (one for one in order.value if "kind" not in one):
        posts, silence = _posts(row["key"], figures)
        clause = Clause(row["clause"]) if "clause" in row else order.clause
        found.append(
            Source(key=row["key"], label=row["label"], clause=clause, before=earlier, posts=posts, open=silence)
        )
        earlier = (*earlier, row["label"]) if _ranked(order, figures) else ()
    return found


def source_choices(figures: Figures | None) -> dict[str, str]:
    """By key, as the text that holds lists them: those that can be chosen."""
    return {one.key: one.label for one in sources(figures)} if figures is not None else {}


def source_labels(figures: Figures | None) -> dict[str, str]:
    """As any text of the chain calls them, also what was chosen when another text held."""
    return open_items(ORDER, figures) | source_choices(figures) if figures is not None else {}


def not_listed(value: str, figures: Figures, *, field: str) -> Objection | None:
    """The objection to a source that the text that holds does not list; where none does anything goes."""
    order, choices = figures.stated(ORDER), source_choices(figures)
    if order is None or not value or not choices or value in choices:
        return None
    called = source_labels(figures).get(value, value)
    said = (
        f"“{called}”不在适用文件列出的{order.label}之内。",
        f"适用文件列出：{'、'.join(choices.values())}",
        "请改选其中一项；确有需要的，由本级党组织作出决定并登记依据",
    )
    return replace(_objection(order.clause, f"{field}_not_open", said, field), alternatives=tuple(choices.values()))


def comes_by(source: Source, position: str) -> bool:
    """Whether a member of this position comes by the source; a position may name several posts."""
    named = {part.strip() for part in re.split(r"[、，,;；/\s]+|兼", position)}
    return source.posts is not None and not named.isdisjoint(source.posts)


def clause_of_dispatch(figures: Figures) -> Clause | None:
    """Of the text by which a level above may be asked to send a secretary (J03); None where none says so."""
    return next((one.clause for one in sources(figures) if one.key == DISPATCHED), None)


def may_nominate(facts: Nomination, figures: Figures) -> Decision:
    return Decision(tuple(_objections(facts, figures)))


def _objections(facts: Nomination, figures: Figures) -> Iterator[Objection]:
    order = figures.stated(ORDER)
    if order is None or not source_choices(figures):
        return
    if not facts.source:
        said = ("请选择书记人选的来源。", "来源为空", "按适用文件列出的来源选择")
        yield _objection(order.clause, "source_missing", said, "source")
        return
    closed = not_listed(facts.source, figures, field="source")
    if closed is not None:
        yield closed
        return
    one = next((source for source in sources(figures) if source.key == facts.source), None)
    if one is not None and one.before and not facts.skipped_grounds.strip():
        said = (
            f"请写明为什么不从{'、'.join(one.before)}中选任书记。",
            "没有写理由",
            "写明前一来源没有合适人选的情况，或按次序选任",
        )
        yield _objection(one.clause, "source_skipped", said, "skipped_grounds")
    yield from asked_for(facts, one.clause if one is not None else order.clause)


def asked_for(facts: Nomination, clause: Clause) -> Iterator[Objection]:
    """What the source itself asks for (J04, J06, J07)."""
    if facts.source == RECRUITED and not facts.measure_document.strip():
        said = ("面向社会招聘的，应当先有管理办法。", "没有填写管理办法的文号", "填写管理办法的文号；没有的，先制定")
        yield _objection(clause, "measure_missing", said, "measure_document")
    if facts.source == MIDDLE and not facts.management_stated:
        said = (
            "请确认人选任中层以上管理职务。",
            "没有确认",
            "核对任职情况后确认；不是中层以上的，改选其他来源",
        )
        yield _objection(clause, "management_unstated", said, "management_stated")
    if facts.source == PART_TIME and (facts.trained_on is None or facts.trained_on > facts.on):
        said = ("兼职的经过培训后任职。", "没有任职以前的培训日期", "填写培训日期；没有培训的，先安排培训")
        yield _objection(clause, "training_first", said, "trained_on")


def standing(full_since: date | None, on: date, figures: Figures) -> Objection | None:
    """What is so in general: weighed by whoever appoints, it bars nothing. 党龄 counts from 转正; the year is reached
    on the same day of the next."""
    try:
        years = figures.value(STANDING)
    except NotStated as silence:
        if silence.clause is None:
            return None
        said = ("书记的党龄要求原文未明示。", silence.note or "原文没有年数", f"由{silence.who}作出决定并登记依据")
        return _objection(silence.clause, "standing_open", said, "posts")
    if full_since is None:
        said = (f"书记一般应有 {years.value} 年以上党龄。", "名册没有转正日期", "请核对党员名册的转正日期")
        return _objection(years.clause, "standing_unknown", said, "posts")
    if after_months(full_since, 12 * int(years.value)) <= on:
        return None
    said = (
        f"书记一般应有 {years.value} 年以上党龄。",
        f"{full_since.isoformat()}转正，至{on.isoformat()}不满",
        "由审批党组织权衡",
    )
    return _objection(years.clause, "standing_short", said, "posts")


def _ranked(order: Figure, figures: Figures) -> bool:
    """Only the text that gives the order can say that it is one."""
    ranked = figures.stated(RANKED)
    return ranked is not None and bool(ranked.value) and ranked.pack == order.pack


def _posts(source: str, figures: Figures) -> tuple[tuple[str, ...] | None, str]:
    key = _BY_POST.get(source)
    if key is None:
        return None, ""
    try:
        return tuple(_labels(figures.value(key).value)), ""
    except NotStated as silence:
        return None, str(silence)


def _labels(rows: Collection[Mapping[str, str]]) -> list[str]:
    return [row["label"] for row in rows]


def _objection(clause: Clause, code: str, said: tuple[str, str, str], field: str) -> Objection:
    missing, fact, remedy = said
    return Objection(clause=clause, code=code, missing=missing, fact=fact, remedy=remedy, who=PROPOSER, field=field)

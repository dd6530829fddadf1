"""What do the papers say on which a Party organization is set up: the 申请 of the organization, the 请示 that follows?

The organization asks whoever answers for it; where another committee decides, that office has checked the material and
asks in its turn. What the organizations are and who works there is told from the register.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest

from shuniu.policy.cases.procedure import Procedure
from shuniu.policy.formation.members import TEMPORARY
from shuniu.policy.formation.steps import FORMATION
from shuniu.policy.words import PartyOrganizationKind
from shuniu.queries.cases.card import CaseCard
from shuniu.queries.cases.requests import passing_of
from shuniu.queries.cases.steps import sent
from shuniu.queries.formation.profiles import Profile, profiles_of
from shuniu.queries.formation.reading import told_of
from shuniu.web.documents.saying import CLOSING, Parts, Said, counted, ended, text_of
from shuniu.web.formation.wording import BODY, NOBODY_NAMED, PARTS
from shuniu.web.formation.wording import said_by as formed_said
from shuniu.web.frame import actor_of, day_of
from shuniu.web.wording import NO_NAME

# What the file of a new Party organization holds in practice, and is written in where nothing is known of it.
STAFF, SEATS = "从业人员数", "委员会设置方案"
_SHORT = 60


def formation_asked(request: HttpRequest, card: CaseCard) -> Said:
    """The 请示 to the committee that decides, of the organization itself or of whoever passes it on."""
    passing = passing_of(actor_of(request), card)
    units, name = _units(card), _name(card)
    if passing is None:
        opening = f"按照有关规定，{units}拟成立{name}。现将有关事项请示如下："
    else:
        opening = f"{units}申请成立{name}，材料已经审查。现将有关事项请示如下："
    return _said(request, card, f"关于成立{name}的请示", (opening, CLOSING))


def formation_applied(request: HttpRequest, card: CaseCard) -> Said:
    """The 申请 to whoever passes it on."""
    name = _name(card)
    opening = f"按照有关规定，{_units(card)}申请成立{name}。现将有关情况报告如下："
    return _said(request, card, f"关于成立{name}的申请", (opening, "请予审查。"))


def _units(card: CaseCard) -> str:
    return "、".join(one.name for one in (card.unit, *card.others) if one is not None)


def _name(card: CaseCard) -> str:
    return str(card.filed.get("name") or f"{card.unit.name if card.unit else ''}党组织")


def _said(request: HttpRequest, card: CaseCard, title: str, around: tuple[str, str]) -> Said:
    """``around``: how it opens and closes."""
    actor, last = actor_of(request), sent(card.steps)
    committee = card.committee[0] if card.committee else None
    told = told_of(actor, committee, (day_of(request), card.law_day), [card.filed])
    said = formed_said(replace(told, candidates={}))
    keys = [one.key for one in (card.unit, *card.others) if one is not None]
    profiles = profiles_of(actor, keys, last[-1].on if last else day_of(request))
    parts: Parts = [("单位概况", [_profile(one) for one in profiles])]
    for heading, names in PARTS:
        lines = listed(FORMATION, names, said, card.filed)
        parts.append(
            (heading, ["不设委员会。", *lines] if heading == BODY and _without_committee(card.filed) else lines)
        )
    left = [STAFF] if len(profiles) < len(keys) or not all(one.staffed for one in profiles) else []
    left += [] if card.filed.get("committee_seats") or _without_committee(card.filed) else [SEATS]
    known = told.candidates.get(str(card.filed.get("secretary")), "")
    opening, closing = around
    return Said(title, text_of(opening, parts, closing), known, left_open=tuple(left))


def _without_committee(filed: Mapping[str, Any]) -> bool:
    """A branch for which no seats are filled in: the law asks for them where there is to be a committee."""
    kind = filed.get("kind")
    return bool(kind) and not filed.get("committee_seats") and _plain_branch(PartyOrganizationKind(str(kind)))


def _plain_branch(kind: PartyOrganizationKind) -> bool:
    return kind.is_branch and kind not in TEMPORARY


def _profile(one: Profile) -> str:
    staff = (("专职", one.full_time), ("兼职", one.part_time))
    facts = (
        ("统一社会信用代码", one.code),
        ("类型", one.type),
        ("登记管理机关", one.authority),
        ("业务主管单位", one.supervisor),
        ("成立登记", one.established),
        ("住所", one.address),
        ("从业人员", "、".join(f"{label}{number}人" for label, number in staff if number is not None)),
    )
    told = "；".join(f"{label}：{value}" for label, value in facts if value)
    return f"{one.name}（{told}）。" if told else f"{one.name}。"


def listed(
    procedure: Procedure, names: Sequence[str], said: Callable[[str, Any], Any], filed: Mapping[str, Any]
) -> list[str]:
    """What is filled in of some fields: short values in one paragraph, longer ones in a paragraph of their own. A box
    that nobody ticked says nothing: it may be that nobody was asked."""
    values = [
        (procedure.fields[name], counted(str(value)))
        for name in names
        if filed.get(name) is not False and (value := said(name, filed.get(name)))
    ]
    values = [(label, NO_NAME if value == NOBODY_NAMED else value.rstrip("。；")) for label, value in values]
    short = "；".join(f"{label}：{value}" for label, value in values if len(value) <= _SHORT)
    return [
        *([f"{short}。"] if short else []),
        *(ended(f"{label}：{value}") for label, value in values if len(value) > _SHORT),
    ]

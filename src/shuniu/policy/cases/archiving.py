"""归档目录: of which papers of a case is nothing known, where do those on paper lie, and when is that noted?

No text of the sources lists what is to be archived. So the papers are those of the steps that were taken, nothing is
refused for a missing one, and what is without a place is said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.cases.procedure import Procedure
from shuniu.policy.grants import Action
from shuniu.policy.words.word import Word

NOT_LISTED = "原文未列归档材料"
KEEPING = Clause("platform#归档目录", "归档目录：按办理步骤列出，登记纸质材料的存放处，不因材料不全不予办结")
LONGEST_PLACE = 60
Paper = TypeVar("Paper", bound=Word)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How the papers of a kind of case are kept: in which ``states`` their places are noted, by whom (``action``,
    ``who``), and when that is, as a refusal says it (``when``)."""

    procedure: Procedure
    states: frozenset[Word]
    action: Action
    who: str
    when: str


def in_order(papers: Sequence[Paper], left_out: Collection[Paper], known: Collection[Paper]) -> tuple[Paper, ...]:
    """Those of the steps that were taken; what there is something of is listed whatever was done."""
    return tuple(one for one in papers if one not in left_out or one in known)


def without_place(listed: Sequence[Paper], known: Collection[Paper]) -> tuple[Paper, ...]:
    """Neither does the platform hold anything of it nor is it said where it lies on paper."""
    return tuple(one for one in listed if one not in known)


def may_keep(places: Mapping[Word, str], who: str) -> Decision:
    return Decision(tuple(_too_long(places, who)))


def may_note(keeping: Keeping, state: Word, *, sent: bool) -> Decision:
    """``sent``: of what never was sent there are no papers."""
    if state in keeping.states and sent:
        return Decision()
    said = (f"{keeping.procedure.what}{state.label}", keeping.when)
    return Decision((_objection("not_archived", "现在不登记材料的存放处。", said, keeping.who),))


def _too_long(places: Mapping[Word, str], who: str) -> Iterator[Objection]:
    for paper, place in places.items():
        if len(place) > LONGEST_PLACE:
            said = (f"{paper.label}写了 {len(place)} 字", f"写明存放处和编号，不超过 {LONGEST_PLACE} 字")
            yield _objection("place_length", "存放处写得太长。", said, who, paper.value)


def _objection(code: str, missing: str, said: tuple[str, str], who: str, field: str = "") -> Objection:
    return Objection(clause=KEEPING, code=code, missing=missing, fact=said[0], remedy=said[1], who=who, field=field)

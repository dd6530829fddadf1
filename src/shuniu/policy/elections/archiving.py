"""归档目录: which papers come of an election, where is each of them, and what does nobody know the place of?

No text of the sources lists what is to be archived. So the papers are those of the steps that were taken, nothing is
missing by a clause, and an election is archived without them; what is without a place is said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from shuniu.kernel.decision import Decision, Objection
from shuniu.policy.elections.terms import ON_TIME
from shuniu.policy.words.cases import CaseState
from shuniu.policy.words.elections import ArchivePaper

NOT_LISTED = "原文未列归档材料"
LONGEST_PLACE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveFacts:
    """``members``, ``committee``: it was voted on in the meeting of the members, of the committee. ``recorded``: of
    what the platform holds something; ``places``: where a paper lies, as whoever archives has noted."""

    members: bool
    committee: bool
    recorded: Collection[ArchivePaper]
    places: Mapping[ArchivePaper, str]


def papers_of(facts: ArchiveFacts) -> tuple[ArchivePaper, ...]:
    """In the order of the steps. What was filed further up is listed only where that was done."""
    left_out = {
        *(() if facts.members else (ArchivePaper.MINUTES,)),
        *(() if facts.committee else (ArchivePaper.FIRST_MEETING,)),
        ArchivePaper.FILED,
    } - {*facts.recorded, *facts.places}
    return tuple(one for one in ArchivePaper if one not in left_out)


def without_place(facts: ArchiveFacts) -> tuple[ArchivePaper, ...]:
    """Neither does the platform hold anything of it nor is it said where it lies on paper."""
    known = {*facts.recorded, *facts.places}
    return tuple(one for one in papers_of(facts) if one not in known)


def may_keep(places: Mapping[ArchivePaper, str]) -> Decision:
    return Decision(tuple(_too_long(places)))


def may_note(state: CaseState) -> Decision:
    """Where its papers lie is noted when an election is archived, and mended afterwards."""
    if state is CaseState.DONE:
        return Decision()
    said = (f"这次换届{state.label}", "归档时登记存放处，归档以后可以修改")
    return Decision((_objection("not_archived", "还没有归档。", said),))


def _too_long(places: Mapping[ArchivePaper, str]) -> Iterator[Objection]:
    for paper, place in places.items():
        if len(place) > LONGEST_PLACE:
            said = (f"{paper.label}写了 {len(place)} 字", f"写明存放处和编号，不超过 {LONGEST_PLACE} 字")
            yield _objection("place_length", "存放处写得太长。", said, paper.value)


def _objection(code: str, missing: str, said: tuple[str, str], field: str = "") -> Objection:
    return Objection(
        clause=ON_TIME, code=code, missing=missing, fact=said[0], remedy=said[1], who="换届的党组织", field=field
    )

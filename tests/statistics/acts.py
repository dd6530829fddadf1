"""Facts put down one after another as acts would, each with its recount, for tests of whatever follows from them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from psycopg.types.range import DateRange
from tests.cast import BEGINNING, NOW
from tests.statistics.ground import Ground

from shuniu.commands.figures.building import build_tallies
from shuniu.commands.figures.crossings import recount_crossings
from shuniu.commands.figures.folding import fold_tallies
from shuniu.commands.figures.recount import recount
from shuniu.commands.figures.rolls import recount_rolls
from shuniu.models import (
    Coverage,
    Entry,
    Guidance,
    HeadCount,
    Jurisdiction,
    LocalFigure,
    Membership,
    Naming,
    Placement,
    Posting,
    Registration,
    WorkCoverage,
)


class Acts:
    """Facts put down as acts would, each with its recount."""

    def __init__(self, put: Ground) -> None:
        self.put, self.cast = put, put.cast
        self.nodes = [put.cast.top, put.cast.joint, put.cast.other]
        self.places = [put.cast.joint, put.cast.branch]

    def register(self, which: int, start: date, end: date | None) -> None:
        at = [None, self.cast.joint, self.cast.other, self.cast.branch][which % 4]
        more = {
            "type": ["social_association", "foundation"][which % 2],
            "mode": ["direct_registration", "decoupled", "dual_administration"][which % 3],
            "field": ["科技", "教育", ""][which // 2 % 3],
            "full_time_staff": [None, 0, 7, 2_000_000_000][which % 4],
        }
        unit = self.put.unit(f"第{len(self.put.units)}会", at=at, start=start, end=end, **more)
        recount(None, units=[unit])

    def unit(self, which: int) -> int:
        return self.put.units[which % len(self.put.units)]

    def answer(self, which: int, start: date, end: date | None) -> None:
        unit = self.unit(which)
        Jurisdiction.objects.filter(unit=unit, retracted__isnull=True).update(retracted=self.cast.opening)
        self.put.answer(unit, self.nodes[which % 3], start, end)
        recount(None, units=[unit])

    def cover(self, which: int, start: date, end: date | None) -> None:
        unit = self.unit(which)
        Coverage.objects.filter(unit=unit, retracted__isnull=True).update(retracted=self.cast.opening)
        self.put.cover(unit, self.cast.branch, start, end)
        recount(None, units=[unit])

    def work(self, which: int, start: date, end: date | None) -> None:
        WorkCoverage.objects.filter(unit=self.unit(which)).update(retracted=self.cast.opening)
        self.put.work(self.unit(which), "liaison", start, end)
        recount(None, units=[self.unit(which)])

    def heads(self, which: int, start: date, end: date | None) -> None:
        unit = self.unit(which)
        HeadCount.objects.filter(unit=unit, as_of=start, retracted__isnull=True).update(retracted=self.cast.opening)
        self.put.heads(unit, [None, 1, 3, 12][which % 4], [None, 4, 5][which % 3], start)
        recount(None, units=[unit])

    def work_there(self, which: int, start: date, end: date | None) -> None:
        """So many that the standard is reached by them alone, or is not."""
        unit = self.unit(which)
        for _ in range(2 + which % 2):
            self.put.works(unit, start, end, held=(BEGINNING, [None, date(2020, 1, 1)][which % 2]))
        recount(None, units=[unit])

    def restate(self, which: int, start: date, end: date | None) -> None:
        unit = self.unit(which)
        row = Registration.objects.filter(unit=unit, retracted__isnull=True).values()[0]
        Registration.objects.filter(unit=unit, retracted__isnull=True).update(retracted=self.cast.opening)
        row |= {"id": None, "period": DateRange(start, end), "mode": "direct_registration"}
        Registration.objects.create(**row | {"status": ["normal", "abnormal", "deregistered"][which % 3]})
        recount(None, units=[unit])

    def move(self, which: int, start: date, end: date | None) -> None:
        """The joint committee or the branch stands elsewhere from a day on, and perhaps comes back."""
        node = self.places[which % 2]
        places = [self.cast.top, self.cast.other, self.cast.stranger]
        home, away = places[which % 3], places[(which + 1) % 3]
        Placement.objects.filter(party_organization=node, retracted__isnull=True).update(retracted=self.cast.opening)
        pieces = [(BEGINNING, max(start, BEGINNING + timedelta(days=1)), home), (start, end, away), (end, None, home)]
        for first, last, parent in pieces:
            if first is not None and (last is None or first < last):
                self.put.fact(
                    Placement, max(first, BEGINNING + timedelta(days=bool(parent != home))), last,
                    party_organization_id=node, parent_id=parent,
                )  # fmt: skip
        recount(None, nodes=[node])

    def fold(self, which: int, start: date, end: date | None) -> None:
        fold_tallies(start)

    def build(self, which: int, start: date, end: date | None) -> None:
        build_tallies(NOW)

    def stamp(self, after: int) -> None:
        """What is put down from now on is put down by an act of its own, so many hours after the beginning."""
        opening = self.cast.opening
        entry = Entry.objects.create(
            act="test.act", actor=opening.actor, on=NOW.date(), at=NOW + timedelta(hours=after)
        )
        self.cast = self.put.cast = replace(self.cast, opening=entry)

    def call(self, which: int, start: date, end: date | None) -> None:
        """The branch is named otherwise, and is of another kind, from a day on."""
        branch = self.cast.branch
        Naming.objects.filter(party_organization=branch, retracted__isnull=True).update(retracted=self.cast.opening)
        kinds = ["party_branch", "joint_branch", "joint_committee"]
        pieces = [(BEGINNING, start, kinds[which % 3]), (start, None, kinds[(which + 1) % 3])]
        for first, last, kind in pieces:
            if last is None or first < last:
                name = f"第{which}支部"
                self.put.fact(Naming, first, last, party_organization_id=branch, name=name, sort_key=name, kind=kind)
        recount(None, nodes=[branch], units=self.put.units)

    def decide(self, which: int, start: date, end: date | None) -> None:
        """An office decides which registrations count, and who manages."""
        node, key, value = [
            (self.cast.top, "formation.managerial_posts", [{"key": "president", "label": "会长"}]),
            (self.cast.joint, "coverage.counted_statuses", ["normal"]),
            (self.cast.top, "coverage.counted_statuses", ["normal", "abnormal"]),
        ][which % 3]
        held = LocalFigure.objects.filter(party_organization=node, key=key, retracted__isnull=True)
        held.update(retracted=self.cast.opening)
        self.put.fact(LocalFigure, start, end, party_organization_id=node, key=key, value=value, decision="决定")
        recount(None, nodes=[node])

    def send(self, which: int, start: date, end: date | None) -> None:
        unit = self.unit(which)
        Posting.objects.filter(unit=unit, retracted__isnull=True).update(retracted=self.cast.opening)
        self.put.post(f"Z{which % 3}", unit, start, end)
        recount(None, units=[unit])

    def guide(self, which: int, start: date, end: date | None) -> None:
        unit = self.unit(which)
        if not self.guided(unit):
            self.put.guide(unit, node=self.nodes[which % 3])
            recount(None, units=[unit])

    def guided(self, unit: int) -> bool:
        return Guidance.objects.filter(unit=unit, retracted__isnull=True).exists()

    def leave(self, which: int, start: date, end: date | None) -> None:
        """Whoever was held at the branch is held nowhere from a day on."""
        held = Membership.objects.filter(party_organization=self.cast.branch, retracted__isnull=True)
        people = list(held.values_list("person", flat=True)[: 1 + which % 3])
        held.filter(person__in=people).update(retracted=self.cast.opening)
        recount_rolls([self.cast.branch])
        recount(None, units=self.put.units)

    def settle(self) -> None:
        recount_crossings()

"""What was the figure of a measure, at a node, on a day, as it was known at a moment?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from shuniu.access import Actor
from shuniu.kernel.public_ids import PublicIds
from shuniu.models import Instructor, PartyOrganization, ReportedFigure, Unit
from shuniu.policy.figures.indicators import per_10_000_residents
from shuniu.policy.measures import OF_BODIES, Dimension, Measure, Subject
from shuniu.policy.measures import measure as measure_of
from shuniu.policy.words import FigureSource, Line
from shuniu.queries.arrays import among
from shuniu.statistics.answers import Cell, NoFigures, Number, Table
from shuniu.statistics.check.units import Said
from shuniu.statistics.counting import plain
from shuniu.statistics.dimensions import COLUMNS, Keys, dimensions, stands_for
from shuniu.statistics.earlier.adding import Added
from shuniu.statistics.earlier.lasting import Asked, Lasting, lasting
from shuniu.statistics.earlier.ledger import MOST, MOST_ADDED, Ledger, TooMany
from shuniu.statistics.earlier.moment import Moment, Then, known_at
from shuniu.statistics.earlier.since import ASKED_OF
from shuniu.statistics.earlier.subjects import Split, portions_among, portions_of, rows_of, split
from shuniu.statistics.places import place_of, require
from shuniu.statistics.reported import ALL, PER_10_000, RESIDENTS
from shuniu.statistics.rows import DENOMINATOR

NOT_THEN = "无数据：当时还没有登记这个党组织"
# What is told, and the public ids of what it counts.
Known = tuple[Table | NoFigures, PublicIds]


class Asking:
    """Questions about one node and day as known at one moment; its facts are read once for each subject and line."""

    def __init__(self, node: int, on: date, moment: Moment, narrowed: Mapping[str, str] | None = None) -> None:
        self.node, self.on, self.moment, self.narrowed = node, on, moment, dict(narrowed or {})
        self.place = place_of(node, on)
        self.ledger = Ledger(node, on, moment)
        # Of a node that keeps tallies only what was touched since is counted afresh.
        self.large = self.place.tallied
        self._opened = True
        self._rows: dict[tuple[str, str], list[Said]] = {}

    def figures(
        self, asked: Mapping[str, Sequence[str]], line: Line | None = None, *, opened: bool = True
    ) -> dict[str, Known]:
        """Measures with what each is broken down by. The organizations are gone through once for all of them.

        ``opened`` False: without what they count and its digest. Raises UnknownMeasure, NotCountedSo, TooMany.
        """
        self._opened = opened
        measures = {key: measure_of(key) for key in asked}
        sums = {key: Added(measure, dimensions(measure, asked[key])) for key, measure in measures.items()}
        for measure in measures.values():
            dimensions(measure, list(self.narrowed))
        counted = [one for one in sums.values() if one.measure.subject is not Subject.REPORTED]
        self._add([one for one in counted if not self.silence(one.measure)], line)
        return {key: self._known(sums[key]) for key in asked}

    def _known(self, found: Added) -> Known:
        measure, silent = found.measure, self.silence(found.measure)
        if silent:
            return NoFigures(measure=measure, at=self.place.code, on=self.on, sentence=silent), PublicIds()
        if measure.subject is Subject.REPORTED:
            return self._reported(measure), PublicIds()
        public = PublicIds.together(found.public)
        table = self._table(
            measure,
            found.numerator,
            found.denominator,
            missing=found.missing,
            by=found.sorted_cells,
            rows_digest=public.digest if self._opened else "",
        )
        return table, public

    def _add(self, sums: Sequence[Added], line: Line | None) -> None:
        together: dict[tuple[Subject, Line | None, Sequence[Dimension]], list[Added]] = {}
        for one in sums:
            chosen = line or one.measure.line
            apart = one.by if self.lasts(one.measure) else ()
            mark = (one.measure.subject, chosen if one.measure.subject is Subject.UNIT else None, apart)
            together.setdefault(mark, []).append(one)
        for (subject, units, _), those in together.items():
            lasts = self.lasts(those[0].measure)
            for rows in self._changed(those, units) if lasts else portions_of(self.ledger, subject, units):
                for one in those:
                    part = split(one.measure, self.ledger.figures, self._narrow(one.measure, rows))
                    cells = self._cells(part, one.by) if one.by else ()
                    one.add(part, cells, self._public(one.measure, part.keys))

    def lasts(self, measure: Measure) -> bool:
        """Is of this measure only that counted afresh which was touched since?"""
        return self.large and measure.subject in ASKED_OF and Dimension.SUPERVISOR not in self.narrowed

    def _changed(self, sums: Sequence[Added], line: Line | None) -> Iterator[list[Said]]:
        """Adds what has lasted, and tells the rows of what has not."""
        found = self._lasting(sums, line or Line.RESPONSIBLE, public=self._opened)
        for one, part in zip(sums, found.parts, strict=True):
            one.add_numbers(part.numbers, self._lasting_cells(one.by, part.cells), part.public)
        yield from self._among(sums[0].measure, line or Line.RESPONSIBLE, found.changed, MOST_ADDED)

    def _lasting(self, sums: Sequence[Added], line: Line, *, opened: str = "", public: bool = False) -> Lasting:
        asked = Asked(
            node=self.node,
            on=self.on,
            line=line,
            moment=self.moment,
            law=self.ledger.figures,
            narrowed=self.narrowed,
            opened=opened,
            public=public,
        )
        return lasting(sums, asked)

    def _among(self, measure: Measure, line: Line, keys: Collection[int], most: int) -> Iterator[list[Said]]:
        if len(keys) > most:
            raise TooMany(most, len(keys))
        yield from portions_among(self.ledger, measure.subject, line, keys)

    def lasting(self, key: str, opened: str = "") -> Lasting:
        """One measure as a whole; with the keys of what stands behind a part of it."""
        measure = measure_of(key)
        return self._lasting([Added(measure)], measure.line, opened=opened)

    def split_of(self, key: str, part: str) -> Split:
        """The rows of a measure, at least all of one part. Raises TooMany."""
        measure = measure_of(key)
        if not self.lasts(measure) or (measure.over and part == DENOMINATOR):
            return self.split(key)
        found = self.lasting(key, part)
        behind = found.parts[0].keys
        if len(behind) > MOST:
            raise TooMany(MOST)
        return self.split_among(key, {*behind, *found.changed}, MOST + len(behind))

    def split_among(self, key: str, keys: Collection[int], most: int = MOST) -> Split:
        """The rows of a measure among some. Raises TooMany."""
        measure = measure_of(key)
        rows = [row for portion in self._among(measure, measure.line, keys, most) for row in portion]
        return split(measure, self.ledger.figures, self._narrow(measure, rows))

    def _lasting_cells(self, by: Sequence[Dimension], rows: Sequence[Sequence[Any]]) -> Iterator[Cell]:
        keys = Keys({one: [row[index] for row in rows] for index, one in enumerate(by)}, self.on, self.moment.known)
        for *values, numerator, denominator, _ in rows:
            if not numerator and not denominator:
                continue
            named = [(one, value) for one, value in zip(by, values, strict=True)]
            yield Cell(
                cell={one.value: keys.key(one, value) for one, value in named},
                names={one.value: keys.name(one, value) for one, value in named},
                numerator=numerator,
                denominator=denominator,
            )

    def silence(self, measure: Measure) -> str:
        """Why there is no information; empty where there is."""
        if self.place.silent or not self.ledger.stands:
            return self.place.silent or NOT_THEN
        return measure.silence(self.ledger.figures)

    def split(self, key: str, line: Line | None = None) -> Split:
        measure = measure_of(key)
        chosen = line or measure.line
        mark = (measure.subject.value, chosen.value if measure.subject is Subject.UNIT else "")
        if mark not in self._rows:
            self._rows[mark] = rows_of(self.ledger, measure.subject, chosen)
        return split(measure, self.ledger.figures, self._narrow(measure, self._rows[mark]))

    def _public(self, measure: Measure, keys: Collection[int]) -> PublicIds:
        """The public ids of what a measure counts."""
        if not self._opened or not keys:
            return PublicIds()
        model: type[Instructor | PartyOrganization | Unit] = Unit
        if measure.distinct == "instructor":
            model = Instructor
        elif measure.subject in OF_BODIES:
            model = PartyOrganization
        return PublicIds.of(model._default_manager.filter(pk__in=among(keys)).values_list("uuid", flat=True))

    def keys(self, wanted: Sequence[Dimension], rows: Sequence[Said]) -> Keys:
        stored: dict[Dimension, list[Any]] = {one: [row[COLUMNS[one]] for row in rows] for one in wanted}
        return Keys(stored, self.on, self.moment.known)

    def _narrow(self, measure: Measure, rows: list[Said]) -> list[Said]:
        wanted = dimensions(measure, list(self.narrowed))
        keys = self.keys(wanted, rows)
        return [
            row
            for row in rows
            if all(stands_for(one, self.narrowed[one.value], keys.key(one, row[COLUMNS[one]])) for one in wanted)
        ]

    def _cells(self, found: Split, wanted: tuple[Dimension, ...]) -> list[Cell]:
        rows = [*found.inside, *(found.whole or ())]
        keys = self.keys(wanted, rows)

        def said(row: Said) -> tuple[str, ...]:
            return tuple(keys.key(one, row[COLUMNS[one]]) for one in wanted)

        cells = {said(row): {one.value: keys.name(one, row[COLUMNS[one]]) for one in wanted} for row in rows}
        inside, whole = _grouped(found.inside, said), _grouped(found.whole or (), said)
        answers = []
        for cell in sorted(cells):
            part = Split(found.measure, inside.get(cell, []), None if found.whole is None else whole.get(cell, []))
            if not part.numerator and not part.denominator:
                continue
            named = dict(zip((one.value for one in wanted), cell, strict=True))
            answers.append(Cell(cell=named, names=cells[cell], numerator=part.numerator, denominator=part.denominator))
        return answers

    def _reported(self, measure: Measure) -> Table | NoFigures:
        if measure.key == PER_10_000:
            return self._per_10_000(measure)
        row = self._report(measure.key)
        if row is None:
            return NoFigures(
                measure=measure, at=self.place.code, on=self.on, sentence=f"无数据：当时没有填报“{measure.name}”"
            )
        share = None if row.share is None else float(row.share)
        return self._table(measure, plain(row.numerator), plain(row.denominator), share=share, said=row.source)

    def _per_10_000(self, measure: Measure) -> Table | NoFigures:
        row = self._report(RESIDENTS)
        if row is None or not row.numerator:
            return NoFigures(
                measure=measure, at=self.place.code, on=self.on, sentence="无数据：当时没有填报常住人口，不能折算"
            )
        every = Added(measure_of(ALL))
        self._add([every], None)
        counted = every.numerator
        rate = per_10_000_residents(int(counted), int(row.numerator))
        share = None if rate is None else float(rate)
        return self._table(measure, counted, plain(row.numerator), share=share, said=row.source)

    def _report(self, key: str) -> ReportedFigure | None:
        rows = ReportedFigure.objects.filter(self.ledger.standing, party_organization=self.node, key=key)
        return rows.first()

    def _table(self, measure: Measure, numerator: Number | None, denominator: Number | None, **more: Any) -> Table:
        law = self.ledger.figures
        return Table(
            measure=measure,
            node=self.place.key,
            at=self.place.code,
            on=self.on,
            numerator=numerator,
            denominator=denominator,
            source=FigureSource.REPORTED if measure.subject is Subject.REPORTED else measure.source,
            clause=measure.clause(law.chain),
            definition=measure.definition_for(law),
            known_at=self.moment.at,
            **more,
        )


def _grouped(rows: Sequence[Said], said: Callable[[Said], tuple[str, ...]]) -> dict[tuple[str, ...], list[Said]]:
    found: dict[tuple[str, ...], list[Said]] = {}
    for row in rows:
        found.setdefault(said(row), []).append(row)
    return found


def figures_known_for(
    actor: Actor, measure_keys: Sequence[str], then: Then, by: Sequence[str] = (), *, with_digest: bool = True
) -> list[Table | NoFigures]:
    """Figures of a node as they were known. Raises NotYours, UnknownMeasure, NotCountedSo, TooMany."""
    require(actor, then.node)
    asking = Asking(then.node, then.on, known_at(then.at))
    found = asking.figures(dict.fromkeys(measure_keys, by), opened=with_digest)
    return [found[key][0] for key in measure_keys]

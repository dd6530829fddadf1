"""What is the figure of a measure, at a node, on a day, broken down by what is asked?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from shuniu.policy.measures import Dimension, Measure, Subject
from shuniu.policy.measures import measure as measure_of
from shuniu.policy.packs import Figures
from shuniu.policy.words import Line
from shuniu.statistics.answers import Cell, NoFigures, Pair, Table
from shuniu.statistics.conditions import Counting, counting
from shuniu.statistics.counting import digest, nothing, plain
from shuniu.statistics.dimensions import Keys, dimensions
from shuniu.statistics.law import law_at
from shuniu.statistics.numbers import cells, numbers
from shuniu.statistics.places import Place, place_of, places
from shuniu.statistics.reported import reported_figure


def figure(
    measure_key: str,
    node: int,
    on: date,
    by: Sequence[str] = (),
    *,
    line: Line | None = None,
    with_digest: bool = True,
) -> Table | NoFigures:
    """The figure of node ``node`` on ``on``; NoFigures where there is no information, never a zero.

    Raises UnknownMeasure, NotCountedSo (a dimension the measure does not have), NotYours (no such node).
    """
    measure = measure_of(measure_key)
    wanted = dimensions(measure, by)
    place = place_of(node, on)
    law = law_at([node], on)[node] if not place.silent else None
    if law is None or measure.silence(law):
        return NoFigures(measure=measure, at=place.code, on=on, sentence=measure.silence(law) if law else place.silent)
    if measure.subject is Subject.REPORTED:
        return reported_figure(measure, place, on, law)
    one, chosen = counting(measure, law), line or measure.line
    found = _table(one, place, on, law, _numbers([one], place, on, chosen)[0])
    return replace(
        found,
        by=_cells(one, place, on, wanted, chosen) if wanted else (),
        rows_digest=digest(one, node, on, chosen) if with_digest else "",
    )


def figures(measure_keys: Sequence[str], node: int, on: date) -> list[Table | NoFigures]:
    """Several figures of one node, without cells and digest, in the order asked for.

    Place and law are asked once, numbers once for each subject. Raises as ``figure`` does.
    """
    measures = [measure_of(key) for key in measure_keys]
    place = place_of(node, on)
    if place.silent:
        return [NoFigures(measure=one, at=place.code, on=on, sentence=place.silent) for one in measures]
    law = law_at([node], on)[node]
    found: dict[str, Table | NoFigures] = {}
    for (subject, line), alike in by_scope(measures).items():
        if subject is Subject.REPORTED:
            found |= {one.key: reported_figure(one, place, on, law) for one in alike}
            continue
        countings = [counting(one, law) for one in alike]
        for one, number in zip(countings, _numbers(countings, place, on, line), strict=True):
            found[one.measure.key] = _table(one, place, on, law, number)
    waiting = {
        one.key: NoFigures(measure=one, at=place.code, on=on, sentence=said)
        for one in measures
        if (said := one.silence(law))
    }
    return [waiting.get(key) or found[key] for key in measure_keys]


def by_scope(measures: Sequence[Measure]) -> dict[tuple[Subject, Line], list[Measure]]:
    """What one statement can count together."""
    found: dict[tuple[Subject, Line], list[Measure]] = {}
    for one in measures:
        found.setdefault((one.subject, one.line), []).append(one)
    return found


def _numbers(countings: list[Counting], place: Place, on: date, line: Line) -> list[tuple[Pair, int]]:
    rows = numbers(countings, [place.key], [on], line, keeping=[place.key] * place.tallied)
    return rows.get((on, place.key)) or [nothing(one) for one in countings]


def _table(one: Counting, place: Place, on: date, law: Figures, number: tuple[Pair, int]) -> Table:
    measure, (pair, missing) = one.measure, number
    return Table(
        measure=measure,
        node=place.key,
        at=place.code,
        on=on,
        numerator=pair.numerator,
        denominator=pair.denominator,
        source=measure.source,
        clause=measure.clause(law.chain),
        definition=measure.definition_for(law),
        rows_digest="",
        missing=missing,
    )


def _cells(one: Counting, place: Place, on: date, by: tuple[Dimension, ...], line: Line) -> tuple[Cell, ...]:
    rows = cells(one, place.key, on, by, line, keeps=place.tallied)
    stored = {dimension: [row[index] for row in rows] for index, dimension in enumerate(by)}
    keys = Keys(stored, on)
    told: dict[tuple[str, ...], Cell] = {}
    for row in rows:
        if not row[len(by)] and not row[len(by) + 1]:
            continue  # neither counted nor in the denominator: a Party organization of another kind
        said = tuple(keys.key(dimension, row[index]) for index, dimension in enumerate(by))
        names = {d.value: keys.name(d, row[index]) for index, d in enumerate(by)}
        cell = _cell(row[len(by) :], dict(zip((d.value for d in by), said, strict=True)), names)
        # Two bodies of one name are one cell: the key is the name.
        told[said] = _together(told[said], cell) if said in told else cell
    return tuple(told[said] for said in sorted(told))


def _cell(numbers: Sequence[Any], cell: dict[str, str], names: dict[str, str]) -> Cell:
    return Cell(cell=cell, names=names, numerator=plain(numbers[0]) or 0, denominator=plain(numbers[1]))


def _together(one: Cell, other: Cell) -> Cell:
    denominator = None if one.denominator is None else one.denominator + (other.denominator or 0)
    return Cell(cell=one.cell, names=one.names, numerator=one.numerator + other.numerator, denominator=denominator)


def figures_beside(nodes: Sequence[int], on: date, measures: Sequence[str]) -> dict[int, dict[str, Pair | None]]:
    """Many measures for many nodes: one statement for each subject. None where there is no information.

    For the tree with figures beside each node; reported figures are not asked for here.
    """
    known = {key: place for key, place in places(nodes, on).items() if not place.silent}
    law = law_at(known, on)
    found: dict[int, dict[str, Pair | None]] = {node: dict.fromkeys(measures) for node in nodes}
    asked: dict[int, list[int]] = {}
    for node in known:
        asked.setdefault(id(law[node]), []).append(node)
    for group in asked.values():
        _beside([known[node] for node in group], on, measures, law[group[0]], found)
    return found


def _beside(
    group: list[Place],
    on: date,
    measures: Sequence[str],
    figures: Figures,
    found: dict[int, dict[str, Pair | None]],
) -> None:
    """Nodes under the same figures, by subject."""
    nodes, keeping = [one.key for one in group], {one.key for one in group if one.tallied}
    by_subject: dict[Subject, list[Counting]] = {}
    for key in measures:
        measure = measure_of(key)
        if measure.subject is not Subject.REPORTED and not measure.silence(figures):
            by_subject.setdefault(measure.subject, []).append(counting(measure, figures))
    for countings in by_subject.values():
        rows = numbers(countings, nodes, [on], keeping=keeping)
        for node in nodes:
            pairs = rows.get((on, node)) or [nothing(one) for one in countings]
            for one, (pair, _) in zip(countings, pairs, strict=True):
                found[node][one.measure.key] = pair

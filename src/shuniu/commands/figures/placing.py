"""Whose units are counted otherwise when nothing but the places of Party organizations has changed?

A stretch tells at which node a unit is counted, not what stands above that node. What stands above decides only by
what is laid down there (texts, figures of an office), and by who keeps the register of a node that has ended.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from shuniu.commands.figures.lineage import Line, Rewritten
from shuniu.models import LocalFigure, PackBinding

# From which day on these stand above, nearest first.
_Through = list[tuple[date, tuple[int, ...]]]


def counted_otherwise(rewritten: Rewritten) -> set[int]:
    """The nodes for which another line of those that have laid something down stands above on some day, and those that
    have ended or had: who keeps their register hangs on every place above."""
    above = {row[0] for rows in (rewritten.held, rewritten.lines) for row in rows}
    deciding = _deciding(above)
    before, after = _through(rewritten.held, deciding), _through(rewritten.lines, deciding)
    lasting = _lasting(rewritten.held) & _lasting(rewritten.lines)
    return {node for node in rewritten.nodes if node not in lasting or before.get(node) != after.get(node)}


def _deciding(nodes: Iterable[int]) -> set[int]:
    """Those that ever laid something down that still counts."""
    asked = [
        model.objects.filter(retracted__isnull=True, party_organization__in=list(nodes)).values_list(
            "party_organization", flat=True
        )
        for model in (PackBinding, LocalFigure)
    ]
    return {node for found in asked for node in found}


def _lasting(lines: Iterable[Line]) -> set[int]:
    return {node for _, node, _, depth, _, end in lines if depth == 0 and end is None}


def _through(lines: Iterable[Line], deciding: set[int]) -> dict[int, _Through]:
    rows: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line[0] in deciding:
            rows[line[1]].append(line)
    return {node: _changes(found) for node, found in rows.items()}


def _changes(lines: Sequence[Line]) -> _Through:
    days = sorted({day for *_, start, end in lines for day in (start, end) if day is not None})
    found: _Through = []
    for day in days:
        standing = sorted(
            (depth, ancestor)
            for ancestor, _, _, depth, start, end in lines
            if start <= day and (end is None or day < end)
        )
        above = tuple(ancestor for _, ancestor in standing)
        if not found or found[-1][1] != above:
            found.append((day, above))
    return found

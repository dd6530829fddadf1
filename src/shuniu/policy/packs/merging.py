"""Which value holds at a node on a day, and whose text says so?

The chain is read from the nearest text to the national one. A report never repeals a normative text of the same
place: what it reports is carried along as practice until the office adopts it by a decision of its own. Where
the nearer texts are silent the next one applies, and the figure says that it is inherited.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from shuniu.kernel.decision import Clause
from shuniu.kernel.period import Period
from shuniu.policy.packs.loading import load_packs, value_of, vocabulary
from shuniu.policy.packs.texts import KeyEntry, Pack, Shape, Statement, Value
from shuniu.policy.words import Confidence, Force


class NotStated(LookupError):
    """No text of the chain gives this value; the office has to decide it."""

    def __init__(self, key: str, clause: Clause | None = None, note: str = "") -> None:
        entry = vocabulary().get(key)
        self.key, self.clause, self.note = key, clause, note
        self.label = entry.label if entry else key
        self.who = (entry.who if entry else "") or "本级党组织"
        reason = f"（{note}）" if note else ""
        super().__init__(f"“{self.label}”原文未明示{reason}，请由{self.who}作出决定并登记依据")


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalValue:
    """What an office itself decided for its node: a value, or that it adopts what another text reports."""

    key: str
    period: Period
    decision: str
    value: Value = None
    adopts: str = ""
    clause: Clause | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (not self.adopts):
            raise ValueError("a local value either states a value or adopts the one of a pack")
        if not self.decision and self.clause is None:
            raise ValueError("a local value names the decision or the clause it stands on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One value with everything a reader needs to judge it."""

    key: str
    value: Value
    label: str
    unit: str
    clause: Clause
    pack: str
    force: Force
    confidence: Confidence
    unverified: bool
    period: Period
    inherited: bool
    note: str = ""
    decision: str = ""
    practices: tuple[Figure, ...] = ()
    silences: tuple[Statement, ...] = ()

    @property
    def marks(self) -> tuple[str, ...]:
        """What must stand visibly beside the value."""
        if self.confidence is Confidence.CONVENTION:
            return (Confidence.CONVENTION.label,)
        marks = [self.force.label] if self.force is not Force.NORMATIVE else []
        if self.unverified:
            marks.append("未核对原文")
        if self.inherited:
            marks.append("本地未明示，沿用上一级文本")
        return tuple(marks)


class Figures:
    """The merged figures of one chain on one day; what the law receives as an argument."""

    def __init__(
        self,
        chain: tuple[str, ...],
        on: date,
        layers: Mapping[str, tuple[Figure, ...]],
        open_keys: Mapping[str, Statement],
    ) -> None:
        self.chain, self.on = chain, on
        self._layers = layers
        self._values = {key: figures[0] for key, figures in layers.items()}
        self._open_keys = open_keys

    def value(self, key: str) -> Figure:
        figure = self._values.get(key)
        if figure is None:
            silence = self._open_keys.get(key)
            raise NotStated(key, silence.clause if silence else None, silence.note if silence else "")
        return figure

    def stated(self, key: str) -> Figure | None:
        return self._values.get(key)

    def layers(self, key: str) -> tuple[Figure, ...]:
        """Every text that speaks of the key, the one that holds first, the farthest last."""
        return self._layers.get(key, ())

    def integer(self, key: str) -> int:
        return int(self.value(key).value)

    def decimal(self, key: str) -> Decimal:
        return Decimal(self.value(key).value)

    def text(self, key: str) -> str:
        return str(self.value(key).value)

    def words(self, key: str) -> tuple[str, ...]:
        return tuple(self.value(key).value)

    def rows(self, key: str) -> tuple[Mapping[str, Any], ...]:
        return tuple(self.value(key).value)

    def keys(self) -> tuple[str, ...]:
        return tuple(self._values)

    def silent_keys(self) -> Mapping[str, Statement]:
        """Keys the texts speak of without giving a value; the screen says 原文未明示."""
        return {key: one for key, one in self._open_keys.items() if key not in self._values}


def merged(chain: Sequence[str], on: date, local: Sequence[LocalValue] = ()) -> Figures:
    """The figures of a chain of packs (nearest first) on a day, with what the office itself decided on top."""
    texts = _texts(tuple(chain), _said_since(on))
    decided = [one for one in local if one.period.contains(on)]
    if not decided:
        return Figures(texts.chain, on, texts.layers, texts.open_keys)
    layers = dict(texts.layers)
    for one in decided:
        ordered = _decided_first(one, on, list(texts.legal.get(one.key, ())))
        layers[one.key] = _layered(ordered, texts.silences.get(one.key, ()))
    return Figures(texts.chain, on, dict(sorted(layers.items())), texts.open_keys)


def _said_since(on: date) -> date:
    """The last day up to ``on`` on which any text began or ceased to say anything."""
    days = _days_of_texts()
    place = bisect_right(days, on)
    return days[place - 1] if place else date.min


@cache
def _days_of_texts() -> tuple[date, ...]:
    """Days on which a text begins or ceases to say anything, in order."""
    periods = [statement.period for pack in load_packs().values() for statement in pack.statements]
    bounds = {day for period in periods for day in (period.start, period.end) if day is not None}
    return tuple(sorted(bounds | {pack.valid_from for pack in load_packs().values()}))


@dataclass(frozen=True, slots=True)
class _Texts:
    """What a chain says from one of those days to the next, the same on every day between.

    ``legal``: the figures as each text gives them; ``layers``: the same, the first with what stands beside it.
    """

    chain: tuple[str, ...]
    legal: Mapping[str, Sequence[Figure]]
    layers: Mapping[str, tuple[Figure, ...]]
    open_keys: Mapping[str, Statement]
    silences: Mapping[str, tuple[Statement, ...]]


@cache
def _texts(chain: tuple[str, ...], since: date) -> _Texts:
    packs = [load_packs()[key] for key in chain]
    places = [[pack.in_force(since) for pack in group] for group in _by_place(packs)]
    legal: dict[str, Sequence[Figure]] = {}
    layers: dict[str, tuple[Figure, ...]] = {}
    silences: dict[str, tuple[Statement, ...]] = {}
    for key in sorted({key for group in places for in_force in group for key in in_force}):
        groups = [[in_force[key] for in_force in group if key in in_force] for group in places]
        silent = tuple(one for group in groups for one in group if one.silent)
        ordered = _ordered(groups, home=packs[0].place if packs else "")
        if silent:
            silences[key] = silent
        if ordered:
            legal[key], layers[key] = ordered, _layered(ordered, silent)
    return _Texts(chain, legal, layers, {key: found[0] for key, found in silences.items()}, silences)


def _layered(ordered: Sequence[Figure], silences: tuple[Statement, ...]) -> tuple[Figure, ...]:
    first, *others = ordered
    practices = tuple(one for one in others if _same_place(one, first))
    return replace(first, practices=practices, silences=silences), *others


def _by_place(packs: Iterable[Pack]) -> list[list[Pack]]:
    groups: list[list[Pack]] = []
    for pack in packs:
        if groups and groups[-1][0].place == pack.place:
            groups[-1].append(pack)
        else:
            groups.append([pack])
    return groups


def _ordered(groups: list[list[Statement]], *, home: str) -> list[Figure]:
    ordered: list[Figure] = []
    for group in groups:
        spoken = [one for one in group if not one.silent]
        # Stable sort: inside one place the normative text comes first, whatever a later report says.
        for one in sorted(spoken, key=lambda one: one.force is not Force.NORMATIVE):
            ordered.append(figure_of(one, inherited=load_packs()[one.pack].place != home))
    return ordered


def _same_place(one: Figure, first: Figure) -> bool:
    packs = load_packs()
    return first.pack not in packs or packs[one.pack].place == packs[first.pack].place


def figure_of(one: Statement, *, inherited: bool) -> Figure:
    entry = vocabulary()[one.key]
    return Figure(
        key=one.key,
        value=one.value,
        label=entry.label,
        unit=entry.unit,
        clause=one.clause,
        pack=one.pack,
        force=one.force,
        confidence=one.confidence,
        unverified=one.unverified,
        period=one.period,
        inherited=inherited,
        note=one.note,
    )


def _decided_first(one: LocalValue, on: date, legal: list[Figure]) -> list[Figure]:
    if one.adopts:
        adopted = replace(_adopted(one, on), decision=one.decision)
        return [adopted, *(other for other in legal if other.pack != one.adopts)]
    entry = vocabulary()[one.key]
    own = Figure(
        key=one.key,
        value=_frozen(one, entry),
        label=entry.label,
        unit=entry.unit,
        clause=one.clause or Clause(f"local#{one.decision}", one.decision),
        pack="local",
        force=Force.LOCAL,
        confidence=Confidence.SEED,
        unverified=False,
        period=one.period,
        inherited=False,
        decision=one.decision,
    )
    return [own, *legal]


def _frozen(one: LocalValue, entry: KeyEntry) -> Value:
    """An office's value has passed through JSON: lists become tuples again, decimals exact."""
    value = one.value
    if isinstance(value, tuple):
        value = list(value)
    elif entry.shape is Shape.DECIMAL and not isinstance(value, bool):
        value = str(value)
    return value_of(f"“{entry.label}”（{one.decision}）", entry.shape, value)


def _adopted(one: LocalValue, on: date) -> Figure:
    """The value another text reports. The office may adopt it before the day the report appeared."""
    reported = [s for s in load_packs()[one.adopts].statements if s.key == one.key and not s.silent]
    if not reported:
        raise NotStated(one.key, one.clause, f"{one.adopts} 没有这一项")
    chosen = next((s for s in reported if s.period.contains(on)), reported[0])
    return figure_of(chosen, inherited=False)

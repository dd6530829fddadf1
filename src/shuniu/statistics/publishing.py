"""What is published, does a later count of it as it was known then say the same, and what would be said now?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import F

from shuniu.access import Actor
from shuniu.kernel.public_ids import PublicIds
from shuniu.models import Instructor, Naming, PartyOrganization, Registration, Unit, UnitName
from shuniu.models.facts import Fact
from shuniu.policy.figures.publishing import StatedFigure, digest_of_figures
from shuniu.policy.measures import MEASURES, OF_BODIES
from shuniu.policy.words import Line
from shuniu.queries.arrays import among
from shuniu.queries.publications import PublicationCard, counted_of, publication_to_read
from shuniu.statistics.answers import Cell, NoFigures, Number, Table
from shuniu.statistics.earlier.figures import Asking
from shuniu.statistics.earlier.moment import Moment, known_at, reading
from shuniu.statistics.places import require

EXACT = Decimal("0.0001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishable:
    """What an office wants to publish: measures of a node and day, by what, in which line, narrowed to what."""

    node: int
    on: date
    measures: Sequence[str]
    by: str = ""
    line: str = ""
    narrowed: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The figures, with the moment and the snapshot that say what was known to this reading."""

    figures: tuple[StatedFigure, ...]
    known_at: datetime
    snapshot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One figure beside its later count as it was known then, and beside what is known ``now``.

    ``gone`` and ``new``: code and name of the rows in which the later count differs."""

    published: StatedFigure
    counted: StatedFigure
    now: StatedFigure
    gone: tuple[tuple[str, str], ...] = ()
    new: tuple[tuple[str, str], ...] = ()

    @property
    def same(self) -> bool:
        return self.published.numbers == self.counted.numbers

    @property
    def reads_otherwise_now(self) -> bool:
        return self.counted.numbers != self.now.numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """``digest`` is that of the later count."""

    figures: tuple[Compared, ...]
    digest: str
    same: bool


def figures_to_publish(actor: Actor, wanted: Publishable) -> Read:
    """Read at the actor's own moment. Raises NotYours, UnknownMeasure, NotCountedSo, TooMany."""
    require(actor, wanted.node)
    moment, figures = _counted_now(actor, wanted)
    assert moment.at is not None
    return Read(figures=figures, known_at=moment.at, snapshot=moment.snapshot)


def verified(actor: Actor, public: UUID) -> tuple[PublicationCard, Verification]:
    """Counts a publication again as it was known then, and once more as it is known now. Raises NotFound, TooMany."""
    card = publication_to_read(actor, public)
    wanted = Publishable(
        node=card.node,
        on=card.on,
        measures=[one.measure for one in card.figures],
        by=card.by,
        line=card.line,
        narrowed=card.narrowed,
    )
    again = _counted(wanted, known_at(card.known_at, card.snapshot))
    _, now = _counted_now(actor, wanted)
    held = [replace(one, counted=public) for one, public in zip(card.figures, _public(card, again), strict=True)]
    compared = tuple(_compared(*one) for one in zip(held, again, now, strict=True))
    digest = digest_of_figures(again)
    stands = digest_of_figures(card.figures) == card.digest
    same = stands and digest == card.digest and all(one.same for one in compared)
    return card, Verification(figures=compared, digest=digest, same=same)


def _public(card: PublicationCard, again: Sequence[StatedFigure]) -> list[PublicIds]:
    """Whom each figure counted when it was published; where the later count says the same nobody is asked for them."""
    apart = [one.measure for one, later in zip(card.figures, again, strict=True) if one.numbers != later.numbers]
    held = counted_of(card.key, apart)
    return [held.get(one.measure, later.counted) for one, later in zip(card.figures, again, strict=True)]


def _counted_now(actor: Actor, wanted: Publishable) -> tuple[Moment, tuple[StatedFigure, ...]]:
    """An act that was begun before the reading and is finished while it lasts stays unknown to it, and is seen only
    then: what was counted in that time is counted again without it. Only acts under way at the moment can be so."""
    moment = reading(actor.now)
    assert moment.at is not None
    while True:
        figures = _counted(wanted, moment)
        later = known_at(moment.at, moment.snapshot)
        if later == moment:
            return moment, figures
        moment = later


def _counted(wanted: Publishable, moment: Moment) -> tuple[StatedFigure, ...]:
    asking = Asking(wanted.node, wanted.on, moment, wanted.narrowed)
    by = {key: [wanted.by] if wanted.by in MEASURES[key].dimensions else [] for key in wanted.measures}
    found = asking.figures(by, Line(wanted.line) if wanted.line else None)
    return tuple(_stated(*found[key]) for key in wanted.measures)


def _stated(found: Table | NoFigures, public: PublicIds) -> StatedFigure:
    measure = found.measure
    if isinstance(found, NoFigures):
        return StatedFigure(
            measure=measure.key,
            name=measure.name,
            unit=measure.unit,
            source=measure.source.value,
            definition=measure.definition,
            clause="",
            silence=found.sentence,
        )
    return StatedFigure(
        measure=measure.key,
        name=measure.name,
        unit=measure.unit,
        source=found.source.value,
        definition=found.definition,
        clause=found.clause.key,
        numerator=_exact(found.numerator),
        denominator=_exact(found.denominator),
        share=None if found.share is None else Decimal(str(found.share)),
        missing=found.missing,
        said=found.said,
        cells=tuple(_cell(one) for one in found.by),
        rows_digest=found.rows_digest,
        counted=public,
    )


def _exact(number: Number | None) -> Decimal | None:
    return None if number is None else Decimal(str(number)).quantize(EXACT)


def _cell(one: Cell) -> dict[str, object]:
    return {
        "cell": dict(one.cell),
        "names": dict(one.names),
        "numerator": one.numerator,
        "denominator": one.denominator,
    }


def _compared(published: StatedFigure, counted: StatedFigure, now: StatedFigure) -> Compared:
    before, after = published.counted, counted.counted
    return Compared(
        published=published,
        counted=counted,
        now=now,
        gone=_named(published.measure, before - after),
        new=_named(published.measure, after - before),
    )


def _named(measure: str, public: set[UUID]) -> tuple[tuple[str, str], ...]:
    """Code and name now of what differs; an instructor is told by the number in the pool."""
    if not public:
        return ()
    one = MEASURES[measure]
    if one.distinct == "instructor":
        sent = Instructor.objects.filter(uuid__in=public)
        return tuple((code, "") for code in sent.order_by("code").values_list("code", flat=True))
    if one.subject in OF_BODIES:
        nodes = PartyOrganization.objects.filter(uuid__in=public)
        return _with_names(nodes.values_list("pk", "code"), {Naming: "party_organization"})
    units = Unit.objects.filter(uuid__in=public)
    return _with_names(units.values_list("pk", "code"), {Registration: "unit", UnitName: "unit"})


def _with_names(
    rows: Iterable[tuple[int, str | None]], tables: Mapping[type[Fact], str]
) -> tuple[tuple[str, str], ...]:
    """By the latest name in force, else the latest that was taken back: an undone import leaves nothing else."""
    codes, names = dict(rows), dict[int, str]()
    for model, key in tables.items():
        held = model._default_manager.filter(**{f"{key}__in": among(codes)}).order_by(
            F("retracted").desc(nulls_last=True), "period"
        )
        names |= dict(held.values_list(f"{key}_id", "name"))
    return tuple(sorted((code or "", names.get(pk, "")) for pk, code in codes.items()))

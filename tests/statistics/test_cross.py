"""A figure by two dimensions adds up, whatever stands together under 其余."""

from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.commands.cast import queries_of
from tests.statistics.ground import DAY, Ground

from shuniu.commands.figures.recount import recount
from shuniu.policy.measures import MEASURES, Dimension
from shuniu.statistics import NotCountedSo, NotYours
from shuniu.statistics.cross import REST, Cross, cross_for, crossable

TYPES = ("foundation", "social_association", "private_non_enterprise")


@pytest.fixture
def facts(cast: Cast) -> Ground:
    made = Ground(cast)
    for number in range(24):
        unit = made.unit(f"第{number}会", field=f"领域{number % 8}", type=TYPES[number % 3])
        if number % 4 == 0:
            made.cover(unit, cast.branch)
    recount(None, units=made.units)
    return made


def asked(cast: Cast, key: str, by: tuple[str, str] = ("type", "field"), most: tuple[int, int] | None = None) -> Cross:
    found = cross_for(cast.clerk, key, cast.top, DAY, by, most)
    assert isinstance(found, Cross)
    return found


def adds_up(found: Cross) -> None:
    """Cells to lines, to columns, and both to the figure itself; numerator and denominator alike."""
    whole = found.whole
    for pairs in (found.cells.values(), found.row_totals.values(), found.column_totals.values()):
        assert sum(one.numerator for one in pairs) == whole.numerator
        if whole.denominator is not None:
            assert sum(one.denominator or 0 for one in pairs) == whole.denominator


@pytest.mark.usefixtures("facts")
@pytest.mark.parametrize("key", ["social_organizations", "organization_coverage"])
@pytest.mark.parametrize("most", [None, (3, 2), (1, 1)])
def test_whatever_is_gathered_it_adds_up(cast: Cast, key: str, most: tuple[int, int] | None) -> None:
    found = asked(cast, key, most=most)
    adds_up(found)
    if most is not None:
        assert len(found.rows) == most[0] + 1 and len(found.columns) == most[1] + 1
        assert (found.rows[-1].key, found.columns[-1].key) == (REST, REST)
        assert found.gathered == (8 - most[0], 3 - most[1])


@pytest.mark.usefixtures("facts")
def test_the_dimension_with_more_values_goes_down_whichever_is_named_first(cast: Cast) -> None:
    for by in (("type", "field"), ("field", "type")):
        found = asked(cast, "social_organizations", by)
        assert (found.down, found.across) == (Dimension.FIELD, Dimension.TYPE)
        assert found.cells["领域0", "基金会"].numerator == 1


def test_the_largest_have_a_line_of_their_own(cast: Cast, facts: Ground) -> None:
    recount(None, units=[facts.unit(f"又{number}会", field="领域7", type="foundation") for number in range(5)])
    found = asked(cast, "social_organizations", most=(1, 1))
    assert [one.key for one in found.rows] == ["领域7", REST]
    assert [one.key for one in found.columns] == ["基金会", REST]
    assert found.cells["领域7", "基金会"].numerator == 6


@pytest.mark.usefixtures("facts")
def test_who_may_not_read_the_node_is_told_nothing(cast: Cast) -> None:
    with pytest.raises(NotYours):
        cross_for(cast.outsider, "social_organizations", cast.top, DAY, ("type", "field"))
    single = next(one.key for one in MEASURES.values() if not crossable(one))
    for key, by in ((single, ("type", "field")), ("social_organizations", ("type", "type"))):
        with pytest.raises(NotCountedSo):
            cross_for(cast.clerk, key, cast.top, DAY, by)


@pytest.mark.usefixtures("facts")
def test_what_is_counted_once_over_several_cells_is_not_crossed(cast: Cast) -> None:
    single = [one for one in MEASURES.values() if one.distinct]
    assert single and not any(map(crossable, single))
    several = [one for one in MEASURES.values() if crossable(one)]
    told = [cross_for(cast.clerk, one.key, cast.top, DAY, (one.dimensions[0], one.dimensions[1])) for one in several]
    known = [found for found in told if isinstance(found, Cross)]
    assert len(known) > 8
    for found in known:
        adds_up(found)


def test_it_costs_the_same_for_few_and_for_many(cast: Cast, facts: Ground) -> None:
    few = queries_of(lambda: asked(cast, "social_organizations"))
    recount(None, units=[facts.unit(f"多{number}会", field=f"域{number}") for number in range(40)])
    assert queries_of(lambda: asked(cast, "social_organizations")) == few

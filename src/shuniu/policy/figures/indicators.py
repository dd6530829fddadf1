"""How are the indicators computed that need two days, or a population from outside (A12, A13)?"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def per_10_000_residents(organizations: int, residents: int) -> Decimal | None:
    """Organizations per 10,000 residents to one place; the population is a reported figure with its source."""
    if residents <= 0:
        return None
    return _rounded(Decimal(organizations) * 10_000 / Decimal(residents))


def yearly_growth(a_year_ago: int, now: int) -> Decimal | None:
    """Growth over a year in per cent, to one place; None where a year ago there was nothing to grow from."""
    if a_year_ago <= 0:
        return None
    return _rounded(Decimal(now - a_year_ago) * 100 / Decimal(a_year_ago))


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)

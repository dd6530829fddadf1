"""Units: identity, registration, attributes, hubs, head-counts."""

from shuniu.models.organizations.attributes import (
    DifferenceAside,
    Grade,
    HeadCount,
    Hub,
    HubElement,
    OfficeContact,
    PlannedCell,
    ReportedState,
)
from shuniu.models.organizations.units import Identity, Registration, Succession, Unit, UnitName

__all__ = [
    "DifferenceAside",
    "Grade",
    "HeadCount",
    "Hub",
    "HubElement",
    "Identity",
    "OfficeContact",
    "PlannedCell",
    "Registration",
    "ReportedState",
    "Succession",
    "Unit",
    "UnitName",
]

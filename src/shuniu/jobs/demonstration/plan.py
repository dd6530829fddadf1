"""What happens in a demonstration world, and on which day? Plain values: the same plan every time.

Bodies, committees, organizations and branches carry keys of the plan; the register's own keys are found out when
the plan is entered.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A supervising unit, an authority or a hub. ``names``: from which day it bears which name."""

    key: str
    kind: str
    names: tuple[tuple[date, str], ...]
    abolished_on: date | None = None
    successor: str = ""
    hub_level: str = ""
    hub_field: str = ""
    hub_since: date | None = None
    elements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Committee:
    """A joint committee or an outside Party organization; ``parent`` is empty for the top and for outside ones."""

    key: str
    name: str
    kind: str
    since: date
    parent: str = ""
    managed: bool = True
    axis: str = ""
    axis_value: str = ""
    ordinal: int | None = None
    fallback_for: str = ""
    own_body: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """A social organization from the day it was entered until it was struck off.

    ``stays``: which committee answers for it from which day. ``changes``: what else changes in its registration.
    """

    key: int
    code: str
    values: dict[str, Any]
    entered_on: date
    stays: tuple[tuple[date, str], ...] = ()
    supervisor: str = ""
    supervised_until: date | None = None
    phone: str = ""
    grade: str = ""
    ended_on: date | None = None
    ended_as: str = ""

    def standing(self, on: date) -> bool:
        return self.entered_on <= on and (self.ended_on is None or on < self.ended_on)

    def committee(self, on: date) -> str:
        """Who answers for it that day; empty while nobody does."""
        held = [key for since, key in self.stays if since <= on]
        return held[-1] if held else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A Party organization in one organization or in several; ``organizations`` names the host first."""

    key: str
    name: str
    kind: str
    mode: str
    since: date
    parent: str
    organizations: tuple[int, ...]
    established_on: date | None = None
    ended_on: date | None = None
    document: str = ""
    covers: bool = True
    # Where it stood before it came under ``parent``, and since when it stands there.
    first_parent: str = ""
    moved_on: date | None = None
    # Its latest election, where that was not every three years from its first day.
    renewed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One more thing that happens: ``what`` tells the shape of ``values``."""

    on: date
    what: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadCountRow:
    organization: int
    full_time: int
    members: int
    full_members: int
    probationary: int
    relations_in: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The returns of one day: counts without names."""

    as_of: date
    source: str
    rows: tuple[HeadCountRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRow:
    """What an organization reports of Party building in itself; ``state`` holds columns of the reported state."""

    organization: int
    state: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class StateReport:
    """The returns of one day that tell of Party building, beside the register and never counted with it."""

    on: date
    source: str
    rows: tuple[StateRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """An instructor: the pool it stands in and the organizations it was sent to, from the days given."""

    key: str
    name: str
    phone: str
    source: str
    full_time: bool
    home: str
    since: date
    postings: tuple[tuple[date, int, str], ...]
    # How somebody came there: the body that recommended, number and day of the decision.
    recommended_by: str = ""
    selection: tuple[str, date] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A training of instructors that the committee held."""

    name: str
    begins_on: date
    ends_on: date
    hours: int
    organizer: str
    guides: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What an instructor did at an organization on a day."""

    guide: str
    unit: int
    on: date
    duty: str
    done: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """A member in the roll of a branch, working in one of its organizations. ``takes_part``: held elsewhere."""

    branch: str
    organization: int
    since: date
    name: str
    number: str
    mobile: str
    born: date
    ethnic_group: str
    education: str
    position: str
    state: str
    admitted_on: date
    full_member_on: date | None
    lost_contact: bool = False
    away_to: str = ""
    takes_part: bool = False
    post: str = ""


@dataclass(slots=True, kw_only=True)
class World:
    """Everything about one committee."""

    code: str
    name: str
    short_name: str
    chain: tuple[str, ...]
    since: date
    bodies: tuple[Body, ...] = ()
    committees: tuple[Committee, ...] = ()
    # Committees that begin by a split: the change of that day names the one they came from.
    split_off: tuple[Committee, ...] = ()
    organizations: tuple[Organization, ...] = ()
    branches: tuple[Branch, ...] = ()
    changes: tuple[Change, ...] = ()
    surveys: tuple[Survey, ...] = ()
    reported: tuple[StateReport, ...] = ()
    guides: tuple[Guide, ...] = ()
    enrolled: tuple[Enrolled, ...] = ()
    courses: tuple[Course, ...] = ()
    works: tuple[Work, ...] = ()
    # Instruments of work coverage: the day, the instrument, the organizations it reaches from then on.
    reached: tuple[tuple[date, str, tuple[int, ...]], ...] = ()
    # The planning grid: subtype, cell, the organization that fills it or None.
    grid: tuple[tuple[str, str, int | None], ...] = ()

    def digest(self) -> str:
        """Equal for equal plans, whatever machine made them."""
        parts = (self.code, self.bodies, self.committees, self.organizations, self.branches, self.changes)
        rest = (
            self.split_off,
            self.surveys,
            self.reported,
            self.guides,
            self.courses,
            self.works,
            self.reached,
            self.grid,
            self.enrolled,
        )
        return hashlib.sha256(repr((*parts, *rest)).encode()).hexdigest()

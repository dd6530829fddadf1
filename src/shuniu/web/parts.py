"""What does each part of a page need to know? The plain values that views hand to the macros.

Optional things have a default, so a template under StrictUndefined never meets a missing name. Addresses are
complete (with their query); an empty address means that the thing is not a link here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

# Never colour alone: a tone only underlines the word beside it.
Tone = Literal["plain", "urgent", "soon", "done", "muted"]
Colour = Literal["ink", "red", "grey", "amber", "green", "pale"]


@dataclass(frozen=True, slots=True)
class Status:
    """A word with its tone: 正常, 已超期, 将于 …"""

    word: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Link:
    """A word that leads somewhere; as an action it is a button."""

    label: str
    address: str
    current: bool = False
    count: int | None = None


# ── the frame ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Office:
    """One assignment of the account: the office it acts for, in words."""

    key: str
    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """The frame around every page behind sign-in.

    ``on`` is the day the page is about and ``today`` the door's today; ``kept`` are the other parameters of
    the address, which the 账日 form carries along; ``permalink`` is this page's address with its day.
    """

    office: Office
    offices: Sequence[Office] = ()
    nav: Sequence[Link] = ()
    on: date
    today: date
    kept: Sequence[tuple[str, str]] = ()
    today_address: str = ""
    permalink: str = ""
    keep_address: str = ""
    account: str = ""
    home_address: str = "/"
    search_address: str = ""
    search_words: str = ""
    switch_address: str = ""
    sign_out_address: str = ""
    guide_address: str = ""
    notices: Sequence[Notice] = ()

    @property
    def past(self) -> bool:
        return self.on < self.today

    @property
    def future(self) -> bool:
        return self.on > self.today


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence above the page; ``more`` says what to do."""

    text: str
    tone: Tone = "plain"
    more: str = ""


# ── figures and charts ──────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What the figure should reach by when; ``distance`` is what is still missing, ≤ 0 when reached.

    ``at_most``: the figure should not be more than the target, as for bodies without a responsible committee.
    """

    value: float
    distance: float
    due_on: date | None = None
    at_most: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number with everything it means.

    A ratio has ``value`` between 0 and 1 and both parts; a count has only ``value``. None is 无数据, never 0.
    ``trend`` holds the values of the latest months, oldest first (None where there is no data).
    """

    key: str
    name: str
    value: float | None
    on: date
    definition: str
    ratio: bool = False
    unit: str = "家"
    numerator: int | None = None
    denominator: int | None = None
    clause: str = ""
    reported: bool = False
    origin: str = ""
    rows: str = ""
    trend: Sequence[float | None] = ()
    target: Target | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values of a chart; the same thing has the same colour on every page."""

    name: str
    values: Sequence[float | None]
    colour: Colour = "ink"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A bar chart of parts or a line chart over time, always with its table."""

    key: str
    title: str
    kind: Literal["bar", "line"]
    labels: Sequence[str]
    series: Sequence[Series]
    on: date
    dimension: str = "分项"
    unit: str = "家"
    ratio: bool = False
    definition: str = ""
    reported: bool = False
    addresses: Sequence[str] = ()


# ── lists ───────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in words; ``without`` is the address that drops it."""

    label: str
    words: str
    without: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterField:
    """One question of the filters: words, or a choice among ``options`` (value, words); ``other`` is a bound field
    that is neither and is drawn as in any form."""

    name: str
    label: str
    value: str = ""
    options: Sequence[tuple[str, str]] = ()
    longest: int | None = None
    other: Any = None


class Column(NamedTuple):
    """One column; ``sort`` is the address that orders by it, ``order`` how it is ordered now."""

    key: str
    label: str
    numeric: bool = False
    sort: str = ""
    order: Literal["", "up", "down"] = ""
    shown: bool = True


class Row(NamedTuple):
    """One row: the first cell carries the link; cells stand in the order of the shown columns."""

    cells: Sequence[Any]
    address: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The shared list screen: what is shown, how much there is, where the neighbours are.

    ``filters`` is a plain Django form (method GET) or None; ``kept`` are the parameters its forms carry along
    (day, order, columns), ``filter_pairs`` the filters, which the choice of columns carries along too.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    on: date
    count: int | None = None
    capped: bool = False
    unit: str = "家"
    chips: Sequence[Chip] = ()
    filters: Any = None
    kept: Sequence[tuple[str, str]] = ()
    filter_pairs: Sequence[tuple[str, str]] = ()
    clear_address: str = ""
    previous: str = ""
    next: str = ""
    exports: Sequence[Link] = ()
    actions: Sequence[Link] = ()
    why_empty: str = "没有符合条件的记录。"
    what_next: str = "请减少筛选条件，或换一个账日。"

    @property
    def shown(self) -> list[Column]:
        return [column for column in self.columns if column.shown]


# ── trees, facts, procedures ────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeNode:
    """One node of the tree of Party organizations with the figures beside it.

    ``branches`` is the address of its children's rows, empty for a leaf; ``open`` says they already follow.
    """

    code: str
    name: str
    address: str
    depth: int = 0
    kind: str = ""
    figures: Sequence[Any] = ()
    branches: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedFact:
    """One fact on the timeline: what, from–to, recorded when and by whom, on which clause."""

    what: str
    period: str
    state: Literal["current", "past", "future", "retracted"] = "current"
    detail: str = ""
    recorded_at: datetime | None = None
    recorded_by: str = ""
    clause: str = ""
    entry: str = ""
    correction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One step of a case: who holds it until when."""

    name: str
    state: Status
    holder: str = ""
    due_on: date | None = None
    remark: str = ""
    meeting: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Something that takes longer than a second; ``refresh`` is the address that answers this part anew."""

    title: str
    done: int
    total: int | None
    unit: str = "行"
    refresh: str = ""
    finished: bool = False
    leave: str = ""

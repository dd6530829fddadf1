"""By what is a figure broken down, and how are the keys of its cells said?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q
from psycopg import sql

from shuniu.models.facts import IN_FORCE
from shuniu.policy.measures import Dimension, Measure
from shuniu.policy.words import OrganizationType, RegistrationMode, Word
from shuniu.queries.naming import region_names, unit_names
from shuniu.statistics.answers import NOT_FILLED, NotCountedSo
from shuniu.statistics.places import places

COLUMNS: Mapping[Dimension, str] = {
    Dimension.CHILD: "child",
    Dimension.TYPE: "type",
    Dimension.REGION: "region",
    Dimension.FIELD: "field",
    Dimension.MODE: "mode",
    Dimension.SUPERVISOR: "supervisor_id",
}
WORDS: Mapping[Dimension, type[Word]] = {Dimension.TYPE: OrganizationType, Dimension.MODE: RegistrationMode}
TITLES: Mapping[Dimension, str] = {
    Dimension.CHILD: "下级党组织",
    Dimension.TYPE: "类型",
    Dimension.REGION: "行政区划",
    Dimension.FIELD: "领域",
    Dimension.MODE: "登记管理方式",
    Dimension.SUPERVISOR: "业务主管单位",
}
NO_SUPERVISOR = "无业务主管单位"
NO_NAME = "当日名称未登记"
# A key of regions that ends so stands for every code that begins so: a city with its districts.
WITHIN = "*"


def dimensions(measure: Measure, wanted: Sequence[str]) -> tuple[Dimension, ...]:
    """The dimensions of these names, each once. Raises NotCountedSo for one the measure is not broken down by."""
    found = []
    for name in dict.fromkeys(wanted):
        if name not in set(Dimension) or Dimension(name) not in measure.dimensions:
            able = "、".join(measure.dimensions) or "无"
            raise NotCountedSo(f"“{measure.name}”不能按“{name}”分组，可用的分组：{able}")
        found.append(Dimension(name))
    return tuple(found)


def column(dimension: Dimension) -> sql.Composable:
    return sql.Identifier("s", COLUMNS[dimension])


class Keys:
    """Stored values of a breakdown, and how they are shown on a day; names are read once for all cells."""

    def __init__(self, stored: Mapping[Dimension, Sequence[Any]], on: date, known: Q = IN_FORCE) -> None:
        self._nodes = places(stored.get(Dimension.CHILD, ()), on)
        self._supervisors = unit_names(stored.get(Dimension.SUPERVISOR, ()), on, known)
        self._regions = region_names(stored.get(Dimension.REGION, ()))

    def key(self, dimension: Dimension, value: Any) -> str:
        """A code for nodes and regions, the Chinese value otherwise."""
        if dimension is Dimension.CHILD:
            return self._nodes[value].code
        if dimension is Dimension.SUPERVISOR:
            return NO_SUPERVISOR if value is None else self._supervisors.get(value, NO_NAME)
        if not value:
            return NOT_FILLED
        words = WORDS.get(dimension)
        if words is not None and value in words._value2member_map_:
            return words(value).label
        return str(value)

    def name(self, dimension: Dimension, value: Any) -> str:
        """What a reader calls it."""
        if dimension is Dimension.CHILD:
            return self._nodes[value].name
        if dimension is Dimension.REGION and value:
            return self._regions.get(value, str(value))
        return self.key(dimension, value)


def within(dimension: Dimension, key: str) -> str:
    """What the codes begin with that a key stands for; empty where it stands for one value."""
    return key.removesuffix(WITHIN) if dimension is Dimension.REGION and key.endswith(WITHIN) else ""


def stands_for(dimension: Dimension, key: str, own: str) -> bool:
    """Is a row with the key ``own`` among those that ``key`` asks for?"""
    beginning = within(dimension, key)
    return own.startswith(beginning) and own != NOT_FILLED if beginning else own == key


def stored_value(dimension: Dimension, key: str) -> Any:
    """The stored value of a key as ``Keys`` shows it; nodes and supervisors are looked up by their tables."""
    if key == NOT_FILLED:
        return ""
    words = WORDS.get(dimension)
    if words is None:
        return key
    return next((word.value for word in words if word.label == key), key)

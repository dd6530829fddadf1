"""Is a value among those that the texts of a chain open, and which are open?"""

from __future__ import annotations

from collections.abc import Mapping

from shuniu.kernel.decision import Objection
from shuniu.policy.packs.merging import Figures


def open_items(key: str, figures: Figures) -> dict[str, str]:
    """Every item that any text of the chain opens under ``key``, the nearest text's word for it."""
    found: dict[str, str] = {}
    for figure in figures.layers(key):
        for item in figure.value:
            item_key, label = (item["key"], item["label"]) if isinstance(item, Mapping) else (str(item), str(item))
            found.setdefault(item_key, label)
    return found


def not_open(key: str, value: str, figures: Figures, *, field: str, row: int | None = None) -> Objection | None:
    """The objection to a value that no text of the chain opens; where every text is silent anything goes."""
    figure = figures.stated(key)
    if not value or figure is None:
        return None
    choices = open_items(key, figures)
    if value in choices:
        return None
    return Objection(
        clause=figure.clause,
        code=f"{field}_not_open",
        missing=f"“{value}”不在适用文件列出的{figure.label}之内。",
        fact=f"适用文件列出：{'、'.join(choices.values())}",
        remedy="请改选其中一项；确有需要的，由本级党组织作出决定并登记依据",
        who="登记人",
        alternatives=tuple(choices.values()),
        field=field,
        row=row,
    )

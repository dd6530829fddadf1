"""Which branch does a line name that stands above the members: a group row, a caption, a title, a sheet's name?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from shuniu.kernel.text import fold

_HAN = "一二三四五六七八九十百"
_POINT = "[、.．,，]"
_ORDINAL = (
    rf"(?:（?[{_HAN}]{{1,4}}）?(?:{_POINT}|[:：])|（[{_HAN}\d]{{1,4}}）{_POINT}?|\d{{1,3}}{_POINT}"
    rf"|第[{_HAN}\d]{{1,3}}[、:：])"
)
_LABEL = r"(?:所在|所属|基层)?(?:党支部|支部|党组织)(?:名称|全称)?(?:（[^（）]{1,4}）)?[:：]"
_BODY = r"(?:党?支部委员会|党?总支部?委员会|党支部|党总支部?|支部|总支|基层委员会|委员会|党委)(?!委员会)"
# A bracket may belong to the name: 中共某中心（某区分部）支部; a count in brackets never does.
_NAME = rf"(?P<name>[^:：;；。]*?{_BODY}(?:（[^（）\d:：]*）)?)"
_COUNT = (
    r"[（【\[]?(?:小计|合计|共计|共有|现有|共|计|党员(?:人数|总数|数)?)?[:：]?(?:党员)?\d+(?:名党员|名|人|个)?(?:党员)?"
)
_MORE = r"(?:[，,、;；（]?(?:其中)?(?:正式|预备|男|女|书记|副书记|支部书记|负责人|联系人|联系电话|电话|党员|委员).*)?"
_GROUP = re.compile(
    rf"^(?P<ordinal>{_ORDINAL})?(?P<label>{_LABEL})?{_NAME}(?P<count>{_COUNT})?[）】\]]?{_MORE}[）】\]。]?$"
)
_WITHOUT_BRACKET = re.compile(r"(?:小计|合计|共计|总计)")
_BESIDE = re.compile(
    rf"^(?:{_LABEL}?|(?:党员|支部)?(?:人数|总数|党员数|数)[:：]?\d*[人名]?|(?:{_COUNT}[）】\]]?)|[（）]"
    r"|(?:党?支部)?(?:书记|副书记|负责人|联系人|电话|联系电话)[:：]?.*)$"
)
_CAPTION = re.compile(
    r"(?:填报|上报|报送|所在|所属)?(?:党支部|支部|党组织|单位)(?:名称|全称)?(?:（[^（）]{1,4}）)?[:：]"
    r"(?P<name>.*?(?:党?支部委员会|党支部|支部|党总支部?|总支))(?:（盖章）|（公章）)?$"
)
_TITLES = (
    re.compile(r"（(?P<name>[^（）]{2,}?支部(?:委员会)?)）$"),
    re.compile(r"^(?:附件\d*[:：]?)?(?:\d{4}年度?)?(?P<name>.{2,}?(?:党?支部委员会|党支部|支部)).*$"),
)
_SUBGROUP = re.compile(rf"^{_ORDINAL}?.{{0,20}}党小组(?:{_COUNT})?[）】\]]?$")
_GENERIC = frozenset(
    ("党支部", "支部", "各党支部", "各支部", "所在党支部", "所属党支部", "本支部", "基层党支部", "联合党支部")
)
_OF_MANY = ("社会组织党支部", "社会组织支部", "新组织党支部", "各党支部", "各支部", "所属党支部", "下属党支部")
_FEWEST, _LONGEST = 4, 100  # 第一支部; longer texts are sentences


def branch_in(text: str) -> str | None:
    """The branch a folded group text names, without its number before and its count behind."""
    found = _GROUP.match(text) if len(text) <= _LONGEST else None
    if found is None or found["name"] in _GENERIC or len(found["name"]) < _FEWEST:
        return None
    if not found["ordinal"] and found["count"] and _WITHOUT_BRACKET.match(found["count"]):
        return None  # 某支部合计12人 closes a group
    return found["name"].removeprefix("（").strip("、.")


def branch_in_row(row: Iterable[Any]) -> str | None:
    """What a row names that holds nothing but a branch and what is usual beside it: its count, its secretary."""
    texts = list(dict.fromkeys(text for cell in row if (text := fold(cell))))
    named = [(text, name) for text in texts if (name := branch_in(text))]
    if len(named) != 1 or not all(_BESIDE.match(text) for text in texts if text != named[0][0]):
        return None
    return named[0][1]


def subgroup_in_row(row: Iterable[Any]) -> bool:
    """第一党小组（5人）: a heading below the branch, and no change of it."""
    texts = {text for cell in row if (text := fold(cell))}
    return len(texts) == 1 and _SUBGROUP.match(texts.pop()[:_LONGEST]) is not None


def branch_in_caption(line: str) -> str | None:
    """党支部名称：某支部    填报时间：…"""
    for part in re.split(r"\s{2,}|[\t\u3000；;]", line.strip()):
        if len(part) <= _LONGEST and (found := _CAPTION.search(fold(part))):
            return found["name"]
    return None


def branch_in_title(text: str) -> str | None:
    """某支部党员花名册"""
    found = (title.search(text) for title in _TITLES if len(text) <= _LONGEST)
    name = next((one["name"] for one in found if one), "")
    generic = name in _GENERIC or name.endswith(_OF_MANY) or len(name) < _FEWEST
    return None if generic else name

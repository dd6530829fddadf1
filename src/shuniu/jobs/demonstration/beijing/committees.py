"""Which joint committees are there, since when, with how many organizations on 2020-07-01?

The structure grew in waves from the founding of the committee; one committee was split off, two became one, one
got another name. The names come from the law's own name builder (B05).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from shuniu.jobs.demonstration.plan import Change, Committee
from shuniu.policy.packs import merged
from shuniu.policy.party.naming import NameParts, chinese_number, joint_committee_name

HOME = "beijing"
CHAIN = ("bj2020", "bj2016", "bj2015", "national")
FOUNDED = date(2016, 12, 1)
COUNTED = date(2020, 7, 1)
WAVES = (date(2017, 4, 5), date(2017, 10, 11), date(2018, 6, 6), date(2019, 3, 6))
SPLIT_ON, MERGED_ON, RENAMED_ON = date(2019, 6, 5), date(2019, 9, 4), date(2018, 11, 7)
# Under which the committee sends out its replies, and everything else.
REPLIES, PAPERS = "社综党复", "社综党"
LATER_SPLIT_ON, LATER_RENAMED_ON = date(2022, 3, 2), date(2024, 5, 8)
ORGANIZATIONS = 2973
JOINT_COMMITTEES = 52
ASSOCIATION, PRIVATE, FOUNDATION = "social_association", "private_non_enterprise", "foundation"


@dataclass(frozen=True, slots=True)
class Group:
    """Committees of one axis value; ``field`` is the domain of the organizations as the register names it."""

    axis: str
    domain: str
    type_words: str
    type: str
    field: str
    count: int

    @property
    def axis_value(self) -> str:
        return self.domain or self.type_words


GROUPS = (
    Group("field", "教育培训", "社会服务机构", PRIVATE, "教育", 6),
    Group("field", "科技创新", "社会服务机构", PRIVATE, "科技", 4),
    Group("field", "文化艺术", "社会服务机构", PRIVATE, "文化", 3),
    Group("field", "养老服务", "社会服务机构", PRIVATE, "民政", 3),
    Group("field", "卫生健康", "社会服务机构", PRIVATE, "卫生", 2),
    Group("field", "体育健身", "社会服务机构", PRIVATE, "体育", 2),
    Group("field", "职业技能", "社会服务机构", PRIVATE, "劳动", 2),
    Group("field", "公益资助", "基金会", FOUNDATION, "民政", 4),
    Group("field", "志愿慈善", "社会团体", ASSOCIATION, "民政", 2),
    Group("industry", "商贸流通", "行业协会商会", ASSOCIATION, "社会中介服务", 4),
    Group("industry", "工业制造", "行业协会商会", ASSOCIATION, "科技", 3),
    Group("industry", "建筑房产", "行业协会商会", ASSOCIATION, "社会中介服务", 2),
    Group("industry", "农林水务", "行业协会商会", ASSOCIATION, "其他", 2),
    Group("industry", "信息服务", "行业协会商会", ASSOCIATION, "科技", 2),
    Group("industry", "旅游休闲", "行业协会商会", ASSOCIATION, "文化", 1),
    Group("industry", "金融服务", "行业协会商会", ASSOCIATION, "社会中介服务", 1),
    Group("category", "", "学术类社会团体", ASSOCIATION, "科技", 4),
    Group("category", "", "联合类社会团体", ASSOCIATION, "其他", 3),
    Group("category", "", "异地商会", ASSOCIATION, "社会中介服务", 2),
)


@dataclass(frozen=True, slots=True)
class Seat:
    """A joint committee as it stands on 2020-07-01: its group and how many organizations it answers for."""

    key: str
    group: Group
    ordinal: int
    since: date
    load: int


def seats() -> tuple[Seat, ...]:
    """The 52 committees of 2020-07-01. Loads are uneven; one is 58 against the wished 50 (fixture 15)."""
    loads = iter(_loads())
    found: list[tuple[str, Group, int, date]] = []
    for group in GROUPS:
        for ordinal in range(1, group.count + 1):
            number = len(found) + 1
            since = WAVES[(ordinal - 1) % len(WAVES)] if group.count > 1 else WAVES[2]
            found.append((f"{HOME}-{number:02d}", group, ordinal, since))
    last_school = GROUPS[0].count - 1
    key, group, ordinal, _ = found[last_school]
    found[last_school] = (key, group, ordinal, SPLIT_ON)
    return tuple(Seat(*row, load=next(loads)) for row in found)


def _loads() -> list[int]:
    random = Random(f"{HOME}:loads")
    others = JOINT_COMMITTEES - 1
    mean, rest = divmod(ORGANIZATIONS - 58, others)
    loads = [mean + (1 if index < rest else 0) for index in range(others)]
    for index in range(0, others - 1, 2):
        shift = random.choice((2, 4, 5, 7, 9, 11, 13, 16))
        loads[index] += shift
        loads[index + 1] -= shift
    random.shuffle(loads)
    return [58, *loads]


def name_of(group: Group, ordinal: int) -> str:
    figures = merged(CHAIN, COUNTED)
    return joint_committee_name(NameParts(field=group.domain, type=group.type_words, ordinal=ordinal), figures)


TRAVEL = next(group for group in GROUPS if group.domain == "旅游休闲")
CULTURE = next(group for group in GROUPS if group.domain == "文化艺术")
GONE = f"{HOME}-past-01"


def committees() -> tuple[Committee, ...]:
    """Those of 2020-07-01 that were not split off, and the one that became part of another in 2019."""
    found = [_committee(seat.key, seat.group, seat.ordinal, seat.since) for seat in seats() if seat.since != SPLIT_ON]
    found.append(_committee(GONE, TRAVEL, 2, WAVES[2]))
    return tuple(found)


def _committee(key: str, group: Group, ordinal: int, since: date) -> Committee:
    name = name_of(group, ordinal)
    if group is CULTURE and ordinal == 1:
        # It bore another name until it was renamed.
        name = name.replace("文化艺术", "文化创意")
    return Committee(
        key=key,
        name=name,
        kind="joint_committee",
        since=since,
        parent=HOME,
        axis=group.axis,
        axis_value=group.axis_value,
        ordinal=ordinal,
        document=f"社综党委〔{since.year}〕{since.month}号",
    )


def split_off(today: date) -> tuple[Committee, ...]:
    """Committees that began as a part of another one."""
    schools = [seat for seat in seats() if seat.group is GROUPS[0]]
    found = [_committee(schools[-1].key, GROUPS[0], GROUPS[0].count, SPLIT_ON)]
    if today >= LATER_SPLIT_ON:
        found.append(_committee(LATER, GROUPS[0], GROUPS[0].count + 1, LATER_SPLIT_ON))
    return tuple(found)


LATER = f"{HOME}-53"


def upheavals(today: date) -> tuple[Change, ...]:
    """Splitting, merging and renaming: the tree of yesterday stays the tree of yesterday."""
    schools = [seat.key for seat in seats() if seat.group is GROUPS[0]]
    culture = next(seat for seat in seats() if seat.group is CULTURE and seat.ordinal == 1)
    travel = next(seat for seat in seats() if seat.group is TRAVEL)
    found = [
        Change(on=RENAMED_ON, what="rename_committee", values=(culture.key, name_of(CULTURE, 1))),
        Change(on=SPLIT_ON, what="split_committee", values=(schools[-2], schools[-1])),
        Change(on=MERGED_ON, what="merge_committee", values=(GONE, travel.key)),
        Change(on=LATER_SPLIT_ON, what="split_committee", values=(largest_school(), LATER)),
        Change(on=LATER_RENAMED_ON, what="rename_committee", values=(schools[0], _later_name())),
    ]
    return tuple(one for one in found if one.on <= today)


def largest_school() -> str:
    return max((seat for seat in seats() if seat.group is GROUPS[0]), key=lambda seat: seat.load).key


def _later_name() -> str:
    return name_of(GROUPS[0], 1).replace("教育培训", "民办教育")


def short_name(committee: Committee) -> str:
    return f"{committee.axis_value[:4]}第{chinese_number(committee.ordinal or 1)}"

"""Which bodies stand around the city's committee: supervising units, authorities, hubs, outside Party organizations?

Departments are called by what they do, without the name of the city; some were renamed or abolished by a reform
of organs, so that old ledgers still name them as they were.
"""

from __future__ import annotations

from datetime import date
from random import Random

from shuniu.jobs.demonstration.beijing.committees import FOUNDED, HOME
from shuniu.jobs.demonstration.beijing.wording import DISTRICTS, list_of_streets
from shuniu.jobs.demonstration.invented import pairs
from shuniu.jobs.demonstration.plan import Body, Committee

SINCE = date(2010, 1, 4)
REFORM = date(2018, 11, 8)
CIVIL_AFFAIRS = "civil-affairs"
AUTHORITY = "authority"
# Key → the name until the reform, the name after it; the same where it kept its name, empty where it was abolished.
DEPARTMENTS: dict[str, tuple[str, str]] = {
    CIVIL_AFFAIRS: ("市民政局", "市民政局"),
    "education": ("市教育委员会", "市教育委员会"),
    "science": ("市科学技术委员会", "市科学技术委员会"),
    "culture": ("市文化局", "市文化和旅游局"),
    "tourism": ("市旅游发展委员会", ""),
    "health": ("市卫生和计划生育委员会", "市卫生健康委员会"),
    "sport": ("市体育局", "市体育局"),
    "trade": ("市商务委员会", "市商务局"),
    "industry": ("市经济和信息化委员会", "市经济和信息化局"),
    "quality": ("市质量技术监督局", ""),
    "market": ("市工商行政管理局", "市市场监督管理局"),
    "building": ("市住房和城乡建设委员会", "市住房和城乡建设委员会"),
    "agriculture": ("市农村工作委员会", "市农业农村局"),
    "finance": ("市金融工作局", "市地方金融监督管理局"),
}
SUCCESSORS = {"tourism": "culture", "quality": "market"}
BY_THEME: dict[str, tuple[str, ...]] = {
    "商贸流通": ("trade", "market"),
    "工业制造": ("industry", "quality"),
    "建筑房产": ("building",),
    "农林水务": ("agriculture",),
    "信息服务": ("industry",),
    "旅游休闲": ("tourism", "culture"),
    "金融服务": ("finance",),
    "教育培训": ("education",),
    "科技创新": ("science",),
    "文化艺术": ("culture",),
    "卫生健康": ("health",),
    "体育健身": ("sport",),
    "学术类社会团体": ("science",),
}
HUBS = (("municipal", 36), ("district", 211), ("street", 403))
ELEMENTS = ("work_committee", "joint_party_organization", "committee_office", "regular_meeting")
HUB_FIELDS = ("工会", "青年", "妇女", "科技", "残疾人", "归侨", "文艺", "教育", "体育", "工商", "法律", "社区")


def supervisors_of(theme: str) -> tuple[str, ...]:
    """Only departments that were not abolished still supervise somebody after the reform."""
    return BY_THEME.get(theme, ("trade",))


def outside_committee(supervisor: str) -> str:
    """The Party organization of a supervising unit. What the abolished ones led went to their successors."""
    return f"outside-{SUCCESSORS.get(supervisor, supervisor)}"


def bodies() -> tuple[Body, ...]:
    return (*_departments(), *_hubs())


def _departments() -> list[Body]:
    found = [Body(key=AUTHORITY, kind="registration_authority", names=((SINCE, "市社会组织登记管理机关"),))]
    for key, (before, after) in DEPARTMENTS.items():
        names = [(SINCE, before)]
        if after and after != before:
            names.append((REFORM, after))
        found.append(
            Body(
                key=key,
                kind="supervising_unit",
                names=tuple(names),
                abolished_on=None if after else REFORM,
                successor=SUCCESSORS.get(key, ""),
            )
        )
    return found


def _hubs() -> list[Body]:
    """36 municipal, 211 district and 403 street hubs (C01): bodies of their own, outside of what is counted."""
    random = Random(f"{HOME}:hubs")
    words = pairs("hubs")
    found = []
    for level, count in HUBS:
        for index in range(count):
            theme = HUB_FIELDS[index % len(HUB_FIELDS)]
            found.append(
                Body(
                    key=f"hub-{level}-{index + 1:03d}",
                    kind="other",
                    names=((date(2012, 1, 4), f"{_place(level, index)}{next(words)}{theme}组织联合会"),),
                    hub_level=level,
                    hub_field=theme,
                    hub_since=_since(level),
                    elements=ELEMENTS if random.random() < 0.8 else ELEMENTS[: random.randrange(1, 4)],
                )
            )
    return found


def _since(level: str) -> date:
    return {"municipal": date(2013, 3, 20), "district": date(2014, 5, 20), "street": date(2015, 4, 20)}[level]


def _place(level: str, index: int) -> str:
    if level == "municipal":
        return "市"
    district = index % len(DISTRICTS)
    place = DISTRICTS[district][1]
    return place if level == "district" else f"{place}{list_of_streets()[district * 3 + index % 3]}街道"


def outside_committees() -> tuple[Committee, ...]:
    """Party organizations of supervising units, and one fallback in each district; they are not managed here."""
    found = [
        Committee(
            key=outside_committee(key),
            name=f"中共{before}机关委员会",
            kind="office_committee",
            since=SINCE,
            managed=False,
            own_body=key,
        )
        for key, (before, after) in DEPARTMENTS.items()
        if after
    ]
    streets = list_of_streets()
    for index, (code, district) in enumerate(DISTRICTS):
        found.append(
            Committee(
                key=f"fallback-{code}",
                name=f"中共{district}{streets[index * 3]}街道工作委员会",
                kind="work_committee",
                since=FOUNDED,
                managed=False,
                fallback_for=code,
            )
        )
    return tuple(found)

"""Invented rows for the planner: organizations of one register, in streets and fields, and branches among them."""

from __future__ import annotations

from random import Random

from shuniu.policy.formation.planning import Branch, Organization, Problem
from shuniu.policy.formation.planning.problem import Place

FIELDS = ("科技", "教育", "卫生", "文化", "体育", "社会服务", "工商业服务", "农业", "")


def place(chance: Random, streets: int) -> Place:
    region = f"1101{chance.randrange(1, 7):02d}"
    return Place(region=region, street=f"第{chance.randrange(streets)}街道" if chance.random() < 0.95 else "")


def register(count: int, seed: int = 1, *, nodes: int = 20, streets: int = 6) -> Problem:
    """As registers are: two in five without a member, one in seven that reach the standard, some not known."""
    chance = Random(seed)
    organizations = [one(chance, key, nodes, streets) for key in range(1, count + 1)]
    branches = [
        Branch(
            key=key,
            node=chance.randrange(nodes),
            field=chance.choice(FIELDS),
            place=place(chance, streets),
            members=chance.choice((3, 5, 12, 48, 50)),
            units=chance.choice((1, 3, 4, 5)),
            joint=chance.random() < 0.7,
        )
        for key in range(1, count // 10 + 1)
    ]
    return Problem(organizations, branches)


def one(chance: Random, key: int, nodes: int, streets: int) -> Organization:
    members = chance.choices((None, 0, 1, 2, 4), (8, 40, 25, 15, 12))[0]
    return Organization(
        key=key,
        node=chance.randrange(nodes),
        field=chance.choice(FIELDS),
        place=place(chance, streets),
        members=members,
        eligible=None if members is None else members >= 3,
        work_covered=chance.random() < 0.3,
        priority=chance.random() < 0.1,
    )

"""What was promised to whom: patterns that rows of the site map name. Written by hand from docs/permissions.md.

It imports nothing of the guard or its table: it is what they are judged by. Every persona stands in every pattern.

    S  shown; of a form that was sent: taken, and there was nothing to write into the ledger
    W  written: the form that was sent changed the ledger
    L  let through, and refused by the law, which says by which clause; nothing written
    B  let through, and told what is badly filled in; nothing written
    F  refused (403)        M  as if it did not exist (404)
    I  sent to sign in      X  no such method (405)
    -  nothing stands in this relation

One column: everything but what stands in relations. Six: own, below, beside, above, foreign, guided.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tests.security.relations import PERSONAS, RELATIONS

Pattern = Mapping[str, Mapping[str, str]]


class Row(NamedTuple):
    """One named address: what its object is, and what is promised for looking at it and for sending to it."""

    subject: str
    get: Pattern
    post: Pattern


def pattern(text: str) -> Pattern:
    found: dict[str, dict[str, str]] = {}
    for line in text.strip().splitlines():
        persona, *letters = line.split()
        assert len(letters) in (1, len(RELATIONS)) and set(letters) <= set("SWLBFMIX-"), line
        names = RELATIONS[: len(letters)]
        found[persona] = {name: letter for name, letter in zip(names, letters, strict=True) if letter != "-"}
    assert tuple(found) == PERSONAS, text
    return found


def everybody(signed_in: str, nobody: str = "I") -> Pattern:
    return {persona: {"own": nobody if persona == "nobody" else signed_in} for persona in PERSONAS}


def offices(*named: str, letter: str = "S") -> Pattern:
    """Pages without an object: open to the offices named, refused to all others."""
    assert set(named) <= set(PERSONAS)
    told = {persona: {"own": letter if persona in named else "F"} for persona in PERSONAS}
    return {**told, "nobody": {"own": "I"}}


NOT_SENT = everybody("X")
NOT_SHOWN = NOT_SENT
OPEN = everybody("S")
PUBLIC = everybody("S", "S")

# 查看单位: the clerks of committees their tree and what they guide, the secretary what the branch covers, instructor
# and organization the one unit, supervising unit and authority what they have in hand. Administrators nothing.
READS_UNIT = pattern("""
    committee      S S M M M S
    joint          S S M M M S
    branch         S S M M M M
    instructor     S - M M M M
    supervisor     M S M M M M
    registry       M S M M M M
    organization   S - M M M M
    outsider       S S - - M M
    system_admin   M M M M M M
    security_admin M M M M M M
    audit_admin    M M M M M M
    nobody         I I I I I I
""")
# 登记和变更单位: the two committees, in their tree. What one may read and not change is refused.
CHANGES_UNIT = pattern("""
    committee      S S M M M F
    joint          S S M M M F
    branch         F F M M M M
    instructor     F - M M M M
    supervisor     M F M M M M
    registry       M F M M M M
    organization   F - M M M M
    outsider       S S - - M M
    system_admin   M M M M M M
    security_admin M M M M M M
    audit_admin    M M M M M M
    nobody         I I I I I I
""")
# 换届程序意见: the committees their tree, the secretary what the branch covers.
GIVES_OPINION = pattern("""
    committee      S S M M M F
    joint          S S M M M F
    branch         S S M M M M
    instructor     F - M M M M
    supervisor     M F M M M M
    registry       M F M M M M
    organization   F - M M M M
    outsider       S S - - M M
    system_admin   M M M M M M
    security_admin M M M M M M
    audit_admin    M M M M M M
    nobody         I I I I I I
""")
# 换届日期 of the organization: the committees their tree, the secretary what the branch covers, its clerk its own.
DATES_RENEWAL = pattern("""
    committee      S S M M M F
    joint          S S M M M F
    branch         S S M M M M
    instructor     F - M M M M
    supervisor     M F M M M M
    registry       M F M M M M
    organization   S - M M M M
    outsider       S S - - M M
    system_admin   M M M M M M
    security_admin M M M M M M
    audit_admin    M M M M M M
    nobody         I I I I I I
""")
# 查看联系方式: not for guidance, not for supervising units and authorities.
ASKS_FOR_CONTACT = pattern("""
    committee      W W M M M F
    joint          W W M M M F
    branch         W W M M M M
    instructor     W - M M M M
    supervisor     M F M M M M
    registry       M F M M M M
    organization   W - M M M M
    outsider       W W - - M M
    system_admin   M M M M M M
    security_admin M M M M M M
    audit_admin    M M M M M M
    nobody         I I I I I I
""")
# 查看党组织, where the page says nothing before it has found the object.
READS_NODE = pattern("""
    committee      S S M M M -
    joint          S S M M M -
    branch         S S M M M -
    instructor     M - M M M -
    supervisor     M M M M M -
    registry       M M M M M -
    organization   M - M M M -
    outsider       S S - - M -
    system_admin   M M M M M -
    security_admin M M M M M -
    audit_admin    M M M M M -
    nobody         I I I I I -
""")
# 事项 of a Party organization: the committees and the branch, below themselves. Who has no cases is refused at once.
CASES_OF_NODE = pattern("""
    committee      S S M M M -
    joint          S S M M M -
    branch         S S M M M -
    instructor     F - F F F -
    supervisor     F F F F F -
    registry       F F F F F -
    organization   M - M M M -
    outsider       S S - - M -
    system_admin   F F F F F -
    security_admin F F F F F -
    audit_admin    F F F F F -
    nobody         I I I I I -
""")
# 设立和变更党组织: the comprehensive committee alone.
CHANGES_NODE = pattern("""
    committee      S S M M M -
    joint          F F M M M -
    branch         F F M M M -
    instructor     M - M M M -
    supervisor     M M M M M -
    registry       M M M M M -
    organization   M - M M M -
    outsider       S S - - M -
    system_admin   M M M M M -
    security_admin M M M M M -
    audit_admin    M M M M M -
    nobody         I I I I I -
""")
# Pages that an office without the right is refused at once, and that are asked for a Party organization:
# 查看数字, and the branches of the tree.
ASKS_NODE = pattern("""
    committee      S S M M M -
    joint          S S M M M -
    branch         S S M M M -
    instructor     F - F F F -
    supervisor     F F F F F -
    registry       F F F F F -
    organization   F - F F F -
    outsider       S S - - M -
    system_admin   F F F F F -
    security_admin F F F F F -
    audit_admin    F F F F F -
    nobody         I I I I I -
""")
# 登记和变更单位, asked from the page of a Party organization: the joint committee too, without changing the tree.
KEEPS_NODE = pattern("""
    committee      S S M M M -
    joint          S S M M M -
    branch         F F M M M -
    instructor     M - M M M -
    supervisor     M M M M M -
    registry       M M M M M -
    organization   M - M M M -
    outsider       S S - - M -
    system_admin   M M M M M -
    security_admin M M M M M -
    audit_admin    M M M M M -
    nobody         I I I I I -
""")
# 查看工作日志: the committees their tree, not what they guide; the instructor the one unit. Nobody else.
KEEPS_LOG = pattern("""
    committee      S S M M M M
    joint          S S M M M M
    branch         F F F F F F
    instructor     S - M M M M
    supervisor     F F F F F F
    registry       F F F F F F
    organization   F - F F F F
    outsider       S S - - M M
    system_admin   F F F F F F
    security_admin F F F F F F
    audit_admin    F F F F F F
    nobody         I I I I I I
""")
# 更正工作日志: the committees; an instructor what this account has written, and that is not what stands there.
CORRECTS_LOG = pattern("""
    committee      S S M M M -
    joint          S S M M M -
    branch         F F F F F -
    instructor     F - M M M -
    supervisor     F F F F F -
    registry       F F F F F -
    organization   F - F F F -
    outsider       S S - - M -
    system_admin   F F F F F -
    security_admin F F F F F -
    audit_admin    F F F F F -
    nobody         I I I I I -
""")
# One entry, looked at: the same without what is only guided.
READS_LOG = {
    persona: {relation: letter for relation, letter in cells.items() if relation != "guided"}
    for persona, cells in KEEPS_LOG.items()
}
# 决定本级数值, 设定目标: the comprehensive committee alone, in its tree.
DECIDES = pattern("""
    committee      S S M M M -
    joint          F F F F F -
    branch         F F F F F -
    instructor     F - F F F -
    supervisor     F F F F F -
    registry       F F F F F -
    organization   F - F F F -
    outsider       S S - - M -
    system_admin   F F F F F -
    security_admin F F F F F -
    audit_admin    F F F F F -
    nobody         I I I I I -
""")
# 组建规划: the committees that keep the register, for what stands at or below them.
PLANS = pattern("""
    committee      S S M M M -
    joint          S S M M M -
    branch         F F F F F -
    instructor     F - F F F -
    supervisor     F F F F F -
    registry       F F F F F -
    organization   F - F F F -
    outsider       S S - - M -
    system_admin   F F F F F -
    security_admin F F F F F -
    audit_admin    F F F F F -
    nobody         I I I I I -
""")
# 发文登记: what an office that issues has numbered itself, and what was numbered below it. Nobody else's business.
ISSUES = PLANS
# A body is a unit of the register it was entered into: that of the committee, not of those below it.
READS_BODY = pattern("""
    committee      S - - - M -
    joint          M - - - M -
    branch         F - - - F -
    instructor     F - - - F -
    supervisor     F - - - F -
    registry       F - - - F -
    organization   F - - - F -
    outsider       S - - - M -
    system_admin   F - - - F -
    security_admin F - - - F -
    audit_admin    F - - - F -
    nobody         I - - - I -
""")
# 查看账号, 建立和变更账号: the tree; the security administrator everywhere.
LOOKS_AFTER = pattern("""
    committee      S S M M M -
    joint          S S M M M -
    branch         S S M M M -
    instructor     F - F F F -
    supervisor     F F F F F -
    registry       F F F F F -
    organization   F - F F F -
    outsider       S S - - M -
    system_admin   F F F F F -
    security_admin S S S S S -
    audit_admin    F F F F F -
    nobody         I I I I I -
""")
# 谁可以建立哪一级的账号: nobody changes an account whose rights they could not have given.
CHANGES_ACCOUNT = pattern("""
    committee      W W M M M -
    joint          L W M M M -
    branch         L L M M M -
    instructor     F - F F F -
    supervisor     F F F F F -
    registry       F F F F F -
    organization   F - F F F -
    outsider       W W - - M -
    system_admin   F F F F F -
    security_admin W W W W W -
    audit_admin    F F F F F -
    nobody         I I I I I -
""")
# 查看办理记录: the committees their tree; the audit administrator everywhere.
READS_JOURNAL = pattern("""
    committee      S S M M M -
    joint          S S M M M -
    branch         F F F F F -
    instructor     F - F F F -
    supervisor     F F F F F -
    registry       F F F F F -
    organization   F - F F F -
    outsider       S S - - M -
    system_admin   F F F F F -
    security_admin F F F F F -
    audit_admin    S S S S S -
    nobody         I I I I I -
""")
# 审核信息填报: the two committees, of what stands in their tree.
REVIEWS = pattern("""
    committee      S S M M M -
    joint          S S M M M -
    branch         F F F F F -
    instructor     F - F F F -
    supervisor     F F F F F -
    registry       F F F F F -
    organization   F - F F F -
    outsider       S S - - M -
    system_admin   F F F F F -
    security_admin F F F F F -
    audit_admin    F F F F F -
    nobody         I I I I I -
""")
# 查看事项: the committees and the branch what lies below them, the organization's clerk its own.
READS_CASE = pattern("""
    committee      S S M M M -
    joint          S S M M M -
    branch         S S M M M -
    instructor     F - F F F -
    supervisor     F F F F F -
    registry       F F F F F -
    organization   S - M M M -
    outsider       S S - - M -
    system_admin   F F F F F -
    security_admin F F F F F -
    audit_admin    F F F F F -
    nobody         I I I I I -
""")
# 收文: the body it was written to and nobody above it; a supervising unit and an authority as bodies of their own.
RECEIVES = pattern("""
    committee      S M M M M -
    joint          S M M M M -
    branch         S M M M M -
    instructor     F - F F F -
    supervisor     M M M M M -
    registry       M M M M M -
    organization   S - M M M -
    outsider       S M - - M -
    system_admin   F F F F F -
    security_admin F F F F F -
    audit_admin    F F F F F -
    nobody         I I I I I -
""")
# 提出和撤回申请, of one that an office began or must do: that office alone, whoever else may read it.
DOES_CASE = pattern("""
    committee      S M M M M -
    joint          S M M M M -
    branch         S M M M M -
    instructor     F - F F F -
    supervisor     F F F F F -
    registry       F F F F F -
    organization   M - M M M -
    outsider       S M - - M -
    system_admin   F F F F F -
    security_admin F F F F F -
    audit_admin    F F F F F -
    nobody         I I I I I -
""")
# 撤回, of what the unit itself has sent: nobody above takes it back.
TAKES_BACK = pattern("""
    committee      F F M M M -
    joint          F F M M M -
    branch         F F M M M -
    instructor     F - F F F -
    supervisor     F F F F F -
    registry       F F F F F -
    organization   S - M M M -
    outsider       F F - - M -
    system_admin   F F F F F -
    security_admin F F F F F -
    audit_admin    F F F F F -
    nobody         I I I I I -
""")
# 审批: the comprehensive committee alone, of what it decides on; others who may read it find no such page.
DECIDES_CASE = pattern("""
    committee      S S M M M -
    joint          F F F F F -
    branch         F F F F F -
    instructor     F - F F F -
    supervisor     F F F F F -
    registry       F F F F F -
    organization   F - F F F -
    outsider       S S - - M -
    system_admin   F F F F F -
    security_admin F F F F F -
    audit_admin    F F F F F -
    nobody         I I I I I -
""")
# 申请组建党组织: for the units an office answers for, and by the organization's clerk for the own one.
APPLIES = pattern("""
    committee      S S M M M M
    joint          S S M M M M
    branch         S S M M M M
    instructor     F - F F F F
    supervisor     F F F F F F
    registry       F F F F F F
    organization   S - M M M M
    outsider       S S - - M M
    system_admin   F F F F F F
    security_admin F F F F F F
    audit_admin    F F F F F F
    nobody         I I I I I I
""")

# 查看导入的台账: the own ones alone, whoever stands above.
OWN_LEDGERS = pattern("""
    committee      S M M M M -
    joint          S M M M M -
    branch         F F F F F -
    instructor     F - F F F -
    supervisor     F F F F F -
    registry       F F F F F -
    organization   F - F F F -
    outsider       S M - - M -
    system_admin   F F F F F -
    security_admin F F F F F -
    audit_admin    F F F F F -
    nobody         I I I I I -
""")

# 常用视图: the own ones alone are changed and dropped, whoever else they are shared with.
OWN_VIEWS = pattern("""
    committee      S M M M M -
    joint          S M M M M -
    branch         S M M M M -
    instructor     M - M M M -
    supervisor     M M M M M -
    registry       M M M M M -
    organization   M - M M M -
    outsider       S M - - M -
    system_admin   M M M M M -
    security_admin M M M M M -
    audit_admin    M M M M M -
    nobody         I I I I I -
""")


def written(told: Pattern, **other: str) -> Pattern:
    """The same, sent: what was shown is written; ``other`` names cells the law refuses, as committee_own="L"."""
    found = {
        persona: {name: "W" if letter == "S" else letter for name, letter in cells.items()}
        for persona, cells in told.items()
    }
    for cell, letter in other.items():
        persona, _, relation = cell.rpartition("_")
        assert found[persona][relation] == "W"
        found[persona][relation] = letter
    return found


def refused_by_law(told: Pattern) -> Pattern:
    """The same, sent: the law refuses it to whoever may ask."""
    return {
        persona: {name: "L" if letter == "S" else letter for name, letter in cells.items()}
        for persona, cells in told.items()
    }


def not_filled_in(told: Pattern) -> Pattern:
    """The same, sent: nothing that can be chosen stands there, which is said in the form."""
    return {
        persona: {name: "B" if letter == "S" else letter for name, letter in cells.items()}
        for persona, cells in told.items()
    }


def forbidden(told: Pattern) -> Pattern:
    """The same where it is not the time for it: whoever may ask is refused."""
    return {
        persona: {name: "F" if letter == "S" else letter for name, letter in cells.items()}
        for persona, cells in told.items()
    }


# 换届提醒函: from the level above to what stands below it, never to oneself.
REMINDS = pattern("""
    committee      M S M M M -
    joint          M S M M M -
    branch         F F F F F -
    instructor     F - F F F -
    supervisor     F F F F F -
    registry       F F F F F -
    organization   F - F F F -
    outsider       M S - - M -
    system_admin   F F F F F -
    security_admin F F F F F -
    audit_admin    F F F F F -
    nobody         I I I I I -
""")
# 审批事项: what lies with the level above; a branch decides on nothing.
DECIDES_ELECTION = pattern("""
    committee      S S M M M -
    joint          S S M M M -
    branch         F F F F F -
    instructor     F - F F F -
    supervisor     F F F F F -
    registry       F F F F F -
    organization   F - F F F -
    outsider       S S - - M -
    system_admin   F F F F F -
    security_admin F F F F F -
    audit_admin    F F F F F -
    nobody         I I I I I -
""")


def nothing_there(table: Pattern) -> Pattern:
    """Whoever would be shown it finds nothing: there is none for this object."""
    return {
        persona: {relation: "M" if letter == "S" else letter for relation, letter in row.items()}
        for persona, row in table.items()
    }

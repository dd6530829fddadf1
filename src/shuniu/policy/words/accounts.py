"""As what may somebody sign in?"""

from __future__ import annotations

from shuniu.policy.words.word import Word


class Role(Word):
    """Offices that use the platform; system, security and audit administrator are kept apart."""

    COMMITTEE_CLERK = "committee_clerk", "综合党委工作人员"
    JOINT_COMMITTEE_CLERK = "joint_committee_clerk", "联合党委工作人员"
    BRANCH_SECRETARY = "branch_secretary", "党支部书记"
    INSTRUCTOR = "instructor", "党建工作指导员"
    SUPERVISING_UNIT_CLERK = "supervising_unit_clerk", "业务主管单位工作人员"
    REGISTRY_CLERK = "registry_clerk", "登记管理机关工作人员"
    ORGANIZATION_CLERK = "organization_clerk", "社会组织工作人员"
    SYSTEM_ADMINISTRATOR = "system_administrator", "系统管理员"
    SECURITY_ADMINISTRATOR = "security_administrator", "安全管理员"
    AUDIT_ADMINISTRATOR = "audit_administrator", "审计管理员"
    SYSTEM = "system", "系统任务"

    @property
    def held_at_unit(self) -> bool:
        """Held for a unit; every other role is held at a Party organization."""
        return self in HELD_AT_UNIT


HELD_AT_UNIT = frozenset({Role.INSTRUCTOR, Role.SUPERVISING_UNIT_CLERK, Role.REGISTRY_CLERK, Role.ORGANIZATION_CLERK})

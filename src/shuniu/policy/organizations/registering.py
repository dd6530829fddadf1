"""What follows from how an organization is registered: its mode and its legal status?"""

from __future__ import annotations

from shuniu.policy.words import LegalStatus, OrganizationType, RegistrationMode


def mode_of(kind: OrganizationType, supervisor: str | None, direct: bool | None) -> RegistrationMode | None:
    """Who stands over the organization, as its ledger says it (A02–A05); None where the ledger does not say.

    Law, accounting and tax firms practise under a licence; what is on file has no supervising unit; 民政 as the
    supervising unit is a mode of its own because it decides who leads the Party work (A04).
    """
    if kind is OrganizationType.COMMUNITY_SOCIAL_ORG:
        return RegistrationMode.FILING
    if kind.family is OrganizationType.INTERMEDIARY_ORG:
        return RegistrationMode.PRACTICE_LICENCE
    if direct:
        return RegistrationMode.DIRECT_REGISTRATION
    if supervisor:
        by_civil_affairs = "民政" in supervisor
        return RegistrationMode.CIVIL_AFFAIRS_SUPERVISED if by_civil_affairs else RegistrationMode.DUAL_ADMINISTRATION
    return None


def legal_status_of(kind: OrganizationType) -> LegalStatus:
    """Only associations, private non-enterprise units and foundations are legal persons under 民政 (A01, A03)."""
    if kind is OrganizationType.COMMUNITY_SOCIAL_ORG:
        return LegalStatus.FILING
    if kind.family is OrganizationType.INTERMEDIARY_ORG:
        return LegalStatus.PRACTISING_BODY
    return LegalStatus.LEGAL_PERSON

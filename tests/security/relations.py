"""Where does something stand, seen from a persona: own, below, beside, above, foreign, or only guided?

Written out for everybody; “-” is a relation in which nothing stands to this persona.
"""

from __future__ import annotations

RELATIONS = ("own", "below", "beside", "above", "foreign", "guided")

PERSONAS = (
    "committee",
    "joint",
    "branch",
    "instructor",
    "supervisor",
    "registry",
    "organization",
    "outsider",
    "system_admin",
    "security_admin",
    "audit_admin",
    "nobody",
)


def _table(text: str) -> dict[str, dict[str, str]]:
    found = {}
    for line in text.strip().splitlines():
        persona, *places = line.split()
        assert len(places) == len(RELATIONS), line
        found[persona] = {name: place for name, place in zip(RELATIONS, places, strict=True) if place != "-"}
    assert tuple(found) == PERSONAS
    return found


# Party organizations, and what is told by the place at which it stands: accounts, lines of the journal, ledgers.
AT_NODES = _table("""
    committee      top       joint    side     summit   stranger  -
    joint          joint     general  other    top      stranger  -
    branch         general   cell     sister   joint    stranger  -
    instructor     cell      -        general  joint    stranger  -
    supervisor     joint     cell     other    top      stranger  -
    registry       joint     cell     other    top      stranger  -
    organization   cell      -        general  joint    stranger  -
    outsider       stranger  far      -        -        top       -
    system_admin   top       joint    side     summit   stranger  -
    security_admin top       joint    side     summit   stranger  -
    audit_admin    top       joint    side     summit   stranger  -
    nobody         top       joint    side     summit   stranger  -
""")

# Units: for the clerks of a supervising unit and of an authority, “own” is that body, “below” what it has in hand.
OF_UNITS = _table("""
    committee      top       joint    side     summit   stranger  guided_top
    joint          joint     general  other    top      stranger  guided_joint
    branch         general   cell     sister   joint    stranger  guided_general
    instructor     cell      -        general  joint    stranger  guided_top
    supervisor     ministry  joint    other    top      stranger  guided_top
    registry       authority joint    other    top      stranger  guided_top
    organization   cell      -        general  joint    stranger  guided_top
    outsider       stranger  far      -        -        top       guided_top
    system_admin   top       joint    side     summit   stranger  guided_top
    security_admin top       joint    side     summit   stranger  guided_top
    audit_admin    top       joint    side     summit   stranger  guided_top
    nobody         top       joint    side     summit   stranger  guided_top
""")

# Bodies that are no social organizations: entered at the top of the own tree, and at the strangers'.
BODIES = {
    persona: {"own": "far_ministry" if persona == "outsider" else "ministry",
              "foreign": "ministry" if persona == "outsider" else "far_ministry"}
    for persona in PERSONAS
}  # fmt: skip

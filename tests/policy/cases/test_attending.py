"""主持、列席、请假 of a committee's meeting: posts and numbers that fit those due and present."""

from __future__ import annotations

import pytest

from shuniu.policy.cases.attending import Presence, may_attend

# Nine were due, seven present.
CASES: list[tuple[str, Presence, list[tuple[str, str]]]] = [
    ("nothing is put down", Presence(), []),
    ("the secretary leads", Presence(chaired_by="secretary"), []),
    ("a leader of a group leads nothing", Presence(chaired_by="group_leader"), [("chair_unknown", "chaired_by")]),
    ("two were on leave", Presence(on_leave=2, excused=("committee_member",)), []),
    ("three were not even absent", Presence(on_leave=3), [("leave_many", "on_leave")]),
    ("a post without a number", Presence(excused=("deputy_secretary",)), [("leave_missing", "on_leave")]),
    (
        "whoever is on leave does not lead",
        Presence(chaired_by="secretary", on_leave=1, excused=("secretary",)),
        [("chair_absent", "chaired_by")],
    ),
    (
        "of other posts there are several",
        Presence(chaired_by="committee_member", on_leave=1, excused=("committee_member",)),
        [],
    ),
    ("two sat in", Presence(sat_in=2, observers=("instructor", "registry")), []),
    ("as what, and nobody", Presence(sat_in=0, observers=("instructor",)), [("sat_in_missing", "sat_in")]),
    ("as something else", Presence(sat_in=1, observers=("王某",)), [("observer_unknown", "observers")]),
]


@pytest.mark.parametrize(("said", "found"), [one[1:] for one in CASES], ids=[one[0] for one in CASES])
def test_attending(said: Presence, found: list[tuple[str, str]]) -> None:
    objections = may_attend(said, due=9, present=7).objections
    assert [(one.code, one.field) for one in objections] == found
    assert all(str(one.clause) == "platform#会议到会" and one.remedy and one.who for one in objections)

"""Does every filled cell of the parameter matrix of the source documents stand in its pack?

``v`` a value, ``s`` the text gives the rule but no number (or is damaged), ``-`` the text does not speak of it.
Columns: bj2015, bj2016, bj2020, ah2017, xy.
"""

import pytest

from shuniu.policy.packs import load_packs

COLUMNS = ("bj2015", "bj2016", "bj2020", "ah2017", "xy")
MATRIX = {
    "formation.min_full_members": "-v-vv",
    "formation.headcount_base": "-s-vs",
    "formation.transfer_required": "---v-",
    "formation.modes": "vvvvv",
    "formation.approver": "vvvv-",
    "leading_body.rules": "vvvv-",
    "structure.layers": "vvvvv",
    "coverage.headline": "vsvvv",
    "work_coverage.instruments": "vvvvv",
    "assessment.gate": "vvvvv",
    "registration.sync": "vvvvv",
    "annual_check.sync": "vvvvv",
    "renewal.sync": "vvv--",
    "funding.per_capita_min": "vvss-",
    "dues.return_ratio": "vv---",
    "training.secretary_days_per_year": "ss-vs",
    "training.rotation_period": "s-s--",
    "theory_talk.period": "---v-",
    "instructor.size_threshold": "s----",
    "structure.secretary_unit_supplies": "--v--",
    "instructor.residence_days": "---v-",
    "instructor.residence_period": "---s-",
    "instructor.review": "-v-v-",
    "secretary.selection_order": "-vvv-",
    "secretary.annual_appraisal": "vv-vv",
    "projects.per_year_min": "-v---",
    "projects.per_year_max": "-v---",
    "projects.principle": "----v",
    "checklist.organization": "--vvv",
    "checklist.classes": "v---v",
    "checklist.venue": "vvvvv",
    "dual_participation.rule": "-v--v",
    "meetings.joint": "-vv--",
    "meetings.joint_period": "-ss--",
    "institutions.count_min": "--v--",
    "institutions.documents": "--vv-",
}


@pytest.mark.parametrize("key", MATRIX)
def test_matrix_every_cell_stands_in_its_pack(key: str) -> None:
    cells = ""
    for column in COLUMNS:
        stated = [one.silent for one in load_packs()[column].statements if one.key == key]
        cells += "-" if not stated else "s" if all(stated) else "v"
    assert cells == MATRIX[key]

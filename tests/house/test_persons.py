"""House rule: organizations are measured, persons are not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Model

SOURCE = Path(__file__).parents[2] / "src" / "shuniu"
SCORING = re.compile(
    r"(?:^|_)(score|rank|ranking|points_of|rating|tag|tags|sentiment|attitude|behaviou?r|risk|profile)(?:_|$)"
)
SCORING_WORDS = ("积分", "排名", "画像", "倾向", "思想动态", "先锋指数", "风险等级")
# Tables in which a natural person may be told apart.
ABOUT_PERSONS = {
    "OfficeContact", "Instructor", "InstructorPool", "Posting", "WorkLog", "InstructorCourse", "InstructorTraining",
    "TrainedInstructor", "Account", "Assignment", "Look", "Person", "Particulars", "Membership", "Participation",
    "Employment", "Post", "PartyAffairsWorker", "MembershipRequest", "Candidate",
}  # fmt: skip


def scoring_columns(names: list[str]) -> list[str]:
    return [name for name in names if SCORING.search(name)]


def test_no_table_scores_ranks_or_tags() -> None:
    offences = {
        model.__name__: found
        for model in apps.get_app_config("shuniu").get_models()
        if (found := scoring_columns([field.name for field in model._meta.get_fields()]))
    }
    assert offences == {}


@pytest.mark.parametrize("planted", ["score", "activity_score", "rank", "tags", "risk_level"])
def test_the_rule_catches_a_planted_column(planted: str) -> None:
    assert scoring_columns([planted])


def test_no_page_speaks_of_scores_of_persons() -> None:
    offences = {
        str(path.relative_to(SOURCE)): word
        for path in [*SOURCE.rglob("*.jinja"), *(SOURCE / "web").rglob("*.py"), *(SOURCE / "queries").rglob("*.py")]
        for word in SCORING_WORDS
        if word in path.read_text(encoding="utf-8")
    }
    assert offences == {}


def _free_text(model: type[Model]) -> list[str]:
    return [field.name for field in model._meta.concrete_fields if field.get_internal_type() == "TextField"]


def test_no_free_text_about_persons() -> None:
    offences = {
        model.__name__: found
        for model in apps.get_app_config("shuniu").get_models()
        if model.__name__ in ABOUT_PERSONS and (found := _free_text(model))
    }
    assert offences == {}

"""What is answered when something is wrong: what happened, that nothing was lost, what to do."""

from __future__ import annotations

import pytest
from django import forms
from django.test import Client, RequestFactory
from tests.cast import Cast
from tests.web.offices import sit_down

from shuniu.commands.journal import ChangedMeanwhile, KeyReused
from shuniu.kernel.decision import Clause, Decision, Objection, Refused
from shuniu.web.pages import errors
from shuniu.web.refusals import attempt


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (errors.incomplete, 400),
        (errors.forbidden, 403),
        (errors.missing, 404),
        (errors.broken, 500),
        (errors.forgery, 403),
        (errors.read_only, 409),
        (errors.given_up, 409),
    ],
)
def test_every_error_says_what_happened_and_what_to_do(view: object, status: int) -> None:
    answer = view(RequestFactory().get("/"))  # type: ignore[operator]
    page = answer.content.decode()
    assert answer.status_code == status and answer["Cache-Control"] == "no-store"
    assert "登记" in page and "请" in page and 'href="/"' in page


@pytest.mark.django_db
def test_an_address_nobody_has_is_a_calm_page(cast: Cast) -> None:
    answer = sit_down(cast.clerk).get("/no/such/page/")
    assert answer.status_code == 404 and "没有这一页" in answer.content.decode()


@pytest.mark.django_db
def test_a_day_that_is_none_is_refused(cast: Cast) -> None:
    answer = sit_down(cast.clerk).get("/organizations/?on=2020-02-30")
    assert answer.status_code == 400 and "没有这一天" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_is_not_taken(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/sign-in/", {"username": "x", "password": "y"})
    assert answer.status_code == 403 and "没有通过来源核对" in answer.content.decode()


class NameForm(forms.Form):
    name = forms.CharField()
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)


def objection(field: str, code: str = "x") -> Objection:
    clause = Clause("platform#登记")
    return Objection(clause=clause, code=code, missing=f"缺{code}。", fact="无", remedy="补", who="登记人", field=field)


def filled() -> NameForm:
    form = NameForm({"name": "a"})
    assert form.is_valid()
    return form


def refused(*objections: Objection) -> Refused:
    return Refused(Decision(objections))


def raising(problem: Exception) -> object:
    raise problem


def test_objections_stand_at_their_fields_and_all_in_the_block() -> None:
    form = filled()
    found = attempt(form, lambda: raising(refused(objection("title"), objection("elsewhere", "y"))), {"title": "name"})
    assert found is not None and found.status == 422 and len(found.objections) == 2
    assert form.errors == {"name": ["缺x。"]}


def test_a_conflict_is_told_as_one_sentence() -> None:
    for problem in (KeyReused(), ChangedMeanwhile()):
        form = filled()
        found = attempt(form, lambda problem=problem: raising(problem))  # type: ignore[misc]
        assert found is not None and found.status == 409 and not found.objections
        assert form.non_field_errors() == [str(problem)]


def test_what_was_done_is_no_refusal() -> None:
    assert attempt(filled(), lambda: None) is None

"""An organization applies with others it names; each of them agrees before it is sent, and may take it back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection
from tests.cast import Cast
from tests.commands.cast import refused
from tests.commands.formation.desk import Desk, another_clerk, desk
from tests.web.offices import attach, code_number, enter

from shuniu.access import Actor, cases_on_the_list
from shuniu.commands.formation.consenting import Consenting, answer_consent
from shuniu.commands.journal import ChangedMeanwhile
from shuniu.kernel.decision import Refused
from shuniu.models import CaseUnit, Entry, Step, Unit
from shuniu.policy.formation.steps import FORMATION
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import Consent as Answer
from shuniu.queries.cases.card import case_card
from shuniu.queries.formation.joining import count_consents, joiners_of, organization_to_join, to_consent
from shuniu.queries.organizations.card import NotFound

TODAY = date(2020, 7, 1)


def joint(cast: Cast, *, clerks: int = 2) -> tuple[Desk, list[int], list[Actor]]:
    """A host that names two others of its street, of which the first ``clerks`` have a clerk of their own."""
    one = desk(cast, street="砚溪街道")
    units = enter(cast, "澄川市白榆学会", "澄川市新竹学会", start=9, street="砚溪街道")
    attach(cast, units, cast.joint)
    one.others = tuple(units)
    one.wanted = {"full_members": 3, "relations_in": 3}
    return one, units, [cast.actor_at(None, Role.ORGANIZATION_CLERK, unit) for unit in units[:clerks]]


def say(one: Desk, by: Actor, unit: int, answer: Answer = Answer.AGREED, shown: str = "", basis: str = "") -> None:
    row = Consenting(case=one.row.uuid, unit=unit, answer=answer, shown=shown, basis=basis)
    answer_consent(one.cast.act(actor=by), row)


def reads(actor: Actor, one: Desk) -> bool:
    try:
        case_card(actor, FORMATION, one.row.uuid, TODAY)
    except NotFound:
        return False
    return True


@pytest.mark.django_db
@pytest.mark.req("D07", "D08", "D14")
def test_the_organization_itself_applies_with_others_once_each_has_agreed(cast: Cast) -> None:
    one, units, clerks = joint(cast)
    one.begin()
    entries = Entry.objects.count()
    found = [(found.code, found.who) for found in refused(one.submit)]
    assert found == [("not_agreed", "澄川市白榆学会"), ("not_agreed", "澄川市新竹学会")]
    assert Entry.objects.count() == entries and one.row.state == "draft"
    assert [count_consents(one_) for one_ in (*clerks, one.clerk, cast.secretary)] == [1, 1, 0, 0]
    say(one, clerks[0], units[0])
    say(one, clerks[1], units[1], Answer.DECLINED)
    assert [found.fact for found in refused(one.submit)] == ["已表示不同意"]
    say(one, clerks[1], units[1], shown="declined")
    one.submit()
    assert one.row.state == "checking"
    assert [step.verb for step in Step.objects.filter(case=one.row).order_by("pk")] == [
        "submit", "consent", "decline", "consent", "submit",
    ]  # fmt: skip
    one.check()
    one.review()
    assert one.row.state == "to_meet"


@pytest.mark.django_db
@pytest.mark.req("D14")
def test_who_is_named_reads_the_application_and_nobody_else(cast: Cast) -> None:
    one, units, clerks = joint(cast)
    (stranger,) = enter(cast, "澄川市无关学会", start=30)
    outside = cast.actor_at(None, Role.ORGANIZATION_CLERK, stranger)
    others, one.others = one.others, ()
    one.begin()
    assert not any(reads(actor, one) for actor in (*clerks, outside, cast.secretary))
    one.others = others
    one.keep()
    assert [reads(actor, one) for actor in (one.clerk, *clerks)] == [True, True, True]
    assert not any(reads(actor, one) for actor in (outside, cast.secretary, cast.clerk, cast.outsider))
    assert not any(cases_on_the_list(actor).exists() for actor in clerks)
    card = case_card(clerks[0], FORMATION, one.row.uuid, TODAY)
    assert card.verbs == frozenset()  # it answers, and does nothing else with it
    assert [(row.asked, row.answer) for row in joiners_of(clerks[0], one.row.pk, TODAY)] == [
        (True, None),
        (False, None),
    ]
    one.others = others[1:]
    one.keep()
    assert [reads(actor, one) for actor in clerks] == [False, True]
    with pytest.raises(NotFound):
        to_consent(clerks[0], one.row.uuid, _public(units[0]), TODAY)


def _public(unit: int) -> UUID:
    return Unit.objects.values_list("uuid", flat=True).get(pk=unit)


@pytest.mark.django_db
@pytest.mark.req("D14")
def test_nobody_answers_for_another_one(cast: Cast) -> None:
    one, units, clerks = joint(cast, clerks=1)
    one.begin()
    for actor, unit in ((clerks[0], units[1]), (one.clerk, units[0]), (cast.outsider, units[1]),
                        (cast.branch_secretary, units[1])):  # fmt: skip
        assert [found.code for found in refused(lambda a=actor, u=unit: say(one, a, u))] == ["not_in_reach"]  # type: ignore[misc]
    assert {found.code for found in refused(lambda: say(one, cast.secretary, units[0]))} == {
        "answers_itself", "basis_missing",
    }  # fmt: skip
    assert not CaseUnit.objects.exclude(answer="").exists()


@pytest.mark.django_db
@pytest.mark.req("D14")
def test_for_whom_nobody_signs_in_the_office_answers_and_it_is_marked(cast: Cast) -> None:
    one, units, clerks = joint(cast, clerks=1)
    one.begin()
    assert (count_consents(cast.secretary), count_consents(cast.outsider)) == (1, 0)
    assert [found.code for found in refused(lambda: say(one, cast.secretary, units[1]))] == ["basis_missing"]
    say(one, cast.secretary, units[1], basis="该会2020年6月20日来函")
    row = CaseUnit.objects.get(unit=units[1])
    assert (row.answer, row.on_behalf) == ("agreed", True)
    assert "负责的党组织代为确认，依据：该会2020年6月20日来函" in Step.objects.latest("pk").reason
    say(one, clerks[0], units[0])
    one.submit()
    assert one.row.state == "checking"


@pytest.mark.django_db
@pytest.mark.req("D14")
def test_a_consent_taken_back_holds_the_application_up(cast: Cast) -> None:
    one, units, clerks = joint(cast)
    one.begin()
    for clerk, unit in zip(clerks, units, strict=True):
        say(one, clerk, unit)
    one.submit()
    one.check()
    with pytest.raises(ChangedMeanwhile):  # a page that showed no answer yet
        say(one, clerks[0], units[0], Answer.TAKEN_BACK)
    say(one, clerks[0], units[0], Answer.TAKEN_BACK, shown="agreed")
    assert [(found.code, found.fact) for found in refused(one.review)] == [("not_agreed", "已撤回同意")]
    say(one, clerks[0], units[0], shown="taken_back")
    one.review(another_clerk(cast))
    assert [
        found.code for found in refused(lambda: say(one, clerks[0], units[0], Answer.TAKEN_BACK, shown="agreed"))
    ] == ["too_late"]


@pytest.mark.django_db
@pytest.mark.req("D14")
def test_only_a_whole_code_or_name_of_the_own_register_names_one(cast: Cast) -> None:
    one, units, _ = joint(cast)
    (foreign,) = enter(cast, "砚溪市远方学会", start=40, at=cast.top)
    Unit.objects.filter(pk=foreign).update(registered_at=cast.stranger)
    assert organization_to_join(one.clerk, code_number(9), TODAY) == units[0]
    assert organization_to_join(one.clerk, "澄川市新竹学会", TODAY) == units[1]
    for text in ("新竹", "澄川市新竹", code_number(9)[:10], "砚溪市远方学会", code_number(40), ""):
        assert organization_to_join(one.clerk, text, TODAY) is None
    assert organization_to_join(cast.secretary, "澄川市新竹学会", TODAY) is None
    one.others = (foreign,)
    assert [found.code for found in refused(one.begin)] == ["not_in_reach"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.req("D14")
def test_two_that_answer_at_once_both_do_and_of_two_for_one_only_the_first(cast: Cast) -> None:
    one, units, clerks = joint(cast)
    one.begin()
    second = cast.actor_at(None, Role.ORGANIZATION_CLERK, units[0])
    start = Barrier(3)

    def answers(who: tuple[Actor, int]) -> str:
        start.wait()
        try:
            say(one, *who)
            return "done"
        except (Refused, ChangedMeanwhile):
            return "late"
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(answers, [(clerks[0], units[0]), (second, units[0]), (clerks[1], units[1])]))
    assert sorted(found[:2]) == ["done", "late"] and found[2] == "done"
    assert set(CaseUnit.objects.values_list("answer", flat=True)) == {"agreed"}
    assert Step.objects.filter(verb="consent").count() == 2


@pytest.mark.django_db
@pytest.mark.req("D07")
def test_who_agreed_to_one_proposal_is_asked_again_about_another(cast: Cast) -> None:
    """Another mode, another name, or one more who joins; who drops out changes nothing for the others."""
    one, units, clerks = joint(cast)

    def answers() -> list[str]:
        return list(CaseUnit.objects.filter(case=one.row).order_by("unit").values_list("answer", flat=True))

    one.others = (units[0],)
    one.begin()
    say(one, clerks[0], units[0])
    one.others = tuple(units)
    one.keep()
    assert answers() == ["", ""]
    for unit, clerk in zip(units, clerks, strict=True):
        say(one, clerk, unit)
    one.keep()
    assert answers() == ["agreed", "agreed"]
    one.others = (units[0],)
    one.keep()
    assert answers() == ["agreed"]
    one.wanted["name"] = "中共澄川市青禾白榆联合支部委员会"
    found = [found.code for found in refused(one.submit)]
    assert found == ["not_agreed"]
    one.keep()
    assert answers() == [""]
    say(one, clerks[0], units[0])
    one.submit()
    assert one.row.state == "checking"

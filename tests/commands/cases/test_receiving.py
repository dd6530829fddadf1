"""A document reaches the bodies it names; they sign for it, note it, reply to it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.cast import Cast
from tests.commands.cases.test_documents import codes, issued, marked, notice
from tests.commands.cast import refused
from tests.web.offices import attach, enter

from shuniu.access import Actor
from shuniu.commands.cases.documents import issue_document, record_document, withdraw_document
from shuniu.commands.cases.receiving import HandedOver, Noted, hand_over_document, note_document, sign_document
from shuniu.models import Document, DocumentNote, DocumentReceipt, DocumentReceiver
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.meetings import DocumentKind
from shuniu.policy.words.received import NoteOutcome

pytestmark = pytest.mark.django_db
TOP, JOINT = "中共澄川市社会组织综合委员会", "中共澄川市科技领域社会团体联合委员会"
OTHER, BRANCH = "中共澄川市教育领域联合委员会", "中共澄川市澄笙学会支部委员会"
FOREIGN = "中共砚溪市社会组织综合委员会"


def went_to(document: int) -> set[tuple[int | None, int | None, bool]]:
    return set(DocumentReceiver.objects.filter(document=document).values_list("party_organization", "unit", "copied"))


@pytest.mark.req("P11")
@pytest.mark.parametrize(
    ("addressee", "copies", "nodes", "copied"),
    [
        (JOINT, (), ["joint"], []),
        (f"{JOINT}、{OTHER}", (BRANCH,), ["joint", "other"], ["branch"]),
        (f"{JOINT}，{BRANCH}", (JOINT,), ["joint", "branch"], []),
        ("各联合党委", (), ["joint", "other"], []),
        ("各党支部", ("各联合党委",), ["branch"], ["joint", "other"]),
        ("市委组织部", (FOREIGN,), [], []),
        (TOP, (), [], []),  # an office writes nothing to itself
    ],
)
def test_those_named_receive_it(
    cast: Cast, addressee: str, copies: tuple[str, ...], nodes: list[str], copied: list[str]
) -> None:
    marked(cast, "澄社党")
    made = issued(cast, addressee=addressee, copies=copies)
    assert went_to(made.key) == {
        *((getattr(cast, one), None, False) for one in nodes),
        *((getattr(cast, one), None, True) for one in copied),
    }


def test_an_office_writes_up_and_to_its_neighbours(cast: Cast) -> None:
    marked(cast, "澄科党", node=cast.joint)
    row = notice(cast, party_organization=cast.joint, addressee=TOP, copies=(OTHER, FOREIGN))
    made = issue_document(cast.act(actor=cast.secretary), row)
    assert went_to(made.key) == {(cast.top, None, False), (cast.other, None, True)}


@pytest.mark.req("P11")
def test_organizations_are_named_one_by_one_or_all(cast: Cast) -> None:
    marked(cast, "澄社党")
    first, second = enter(cast, "澄川市第一学会", "澄川市第二学会")
    attach(cast, [first], cast.joint)
    assert went_to(issued(cast, addressee="澄川市第一学会").key) == {(None, first, False)}
    assert went_to(issued(cast, addressee="各社会组织").key) == {(None, first, False), (None, second, False)}
    # Two of one name: whoever writes must say which, and nobody is guessed.
    enter(cast, "澄川市第一学会", start=10)
    assert went_to(issued(cast, addressee="澄川市第一学会").key) == set()


def test_what_went_out_on_paper_has_nobody_here(cast: Cast) -> None:
    marked(cast, "澄社党")
    made = record_document(cast.act(), notice(cast, addressee=JOINT, mark="澄社党"), 7)
    assert went_to(made.key) == set()


def at(cast: Cast, who: str) -> Actor:
    return {"joint": cast.secretary, "branch": cast.branch_secretary, "top": cast.clerk, "far": cast.outsider}[who]


@pytest.mark.req("P11")
def test_only_the_body_it_went_to_signs_and_once(cast: Cast) -> None:
    marked(cast, "澄社党")
    made = issued(cast, addressee=BRANCH)
    for who in ("top", "joint", "far"):
        assert codes(refused(lambda who=who: sign_document(cast.act(actor=at(cast, who)), made.uuid))) == [
            "not_in_reach"
        ]
    sign_document(cast.act(actor=cast.branch_secretary), made.uuid)
    assert codes(refused(lambda: sign_document(cast.act(actor=cast.branch_secretary), made.uuid))) == ["signed_already"]
    assert DocumentReceipt.objects.count() == 1


@pytest.mark.req("D09")
def test_an_organization_signs_and_answers_in_words(cast: Cast) -> None:
    marked(cast, "澄社党")
    (unit,) = enter(cast, "澄川市第一学会")
    made = issued(cast, addressee="澄川市第一学会", kind=DocumentKind.LETTER, as_letter=True, asks=True)
    clerk = cast.actor_at(None, Role.ORGANIZATION_CLERK, unit)
    reply = Noted(document=made.uuid, outcome=NoteOutcome.REPLIED, text="已研究，下月提出申请。")
    assert codes(refused(lambda: note_document(cast.act(actor=clerk), reply))) == ["not_signed"]
    sign_document(cast.act(actor=clerk), made.uuid)
    note_document(cast.act(actor=clerk), reply)
    assert DocumentNote.objects.get().text == "已研究，下月提出申请。"
    assert codes(refused(lambda: note_document(cast.act(actor=clerk), reply))) == ["noted_already"]


@pytest.mark.req("P11")
def test_a_request_is_answered_by_one_document(cast: Cast) -> None:
    marked(cast, "澄社党")
    marked(cast, "澄科党", node=cast.joint)
    request = notice(
        cast, party_organization=cast.joint, kind=DocumentKind.REQUEST, title="关于增加编组的请示", addressee=TOP
    )
    asked = issue_document(cast.act(actor=cast.secretary), request)

    def answer(**more: Any) -> Any:
        return issued(cast, kind=DocumentKind.REPLY, title="关于增加编组的批复", addressee=JOINT, answers=asked.key)

    assert codes(refused(answer)) == ["not_signed"]
    sign_document(cast.act(), asked.uuid)
    reply = answer()
    assert Document.objects.get(pk=reply.key).answers_id == asked.key
    assert codes(refused(answer)) == ["replied_already"]
    withdraw_document(cast.act(), reply.uuid, "写错了")
    assert answer().number == "澄社党〔2020〕2号"
    foreign = issued(cast, addressee="市委组织部")
    found = refused(lambda: issued(cast, kind=DocumentKind.LETTER, answers=foreign.key))
    assert codes(found) == ["not_in_reach"]


@pytest.mark.req("L21")
def test_whoever_sent_it_says_that_it_was_handed_over(cast: Cast) -> None:
    marked(cast, "澄社党")
    made = issued(cast, addressee=f"{JOINT}、{BRANCH}")
    receiver = DocumentReceiver.objects.get(document=made.key, party_organization=cast.branch).pk
    row = HandedOver(document=made.uuid, receiver=receiver)
    assert codes(refused(lambda: hand_over_document(cast.act(actor=cast.secretary), row))) == ["not_in_reach"]
    hand_over_document(cast.act(date(2020, 6, 20)), row)
    held = DocumentReceipt.objects.get(receiver=receiver)
    assert held.on_paper and held.recorded.on == date(2020, 6, 20)
    assert codes(refused(lambda: hand_over_document(cast.act(), row))) == ["signed_already"]

"""The answer to a joint application comes in to each organization that joined in it, not to the host alone."""

from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.commands.cast import refused
from tests.commands.formation.desk import Desk
from tests.commands.formation.test_consents import joint, say
from tests.commands.formation.test_numbers import marked
from tests.web.offices import attach, enter

from shuniu.access import Actor
from shuniu.commands.cases.receiving import sign_document
from shuniu.commands.cases.turning_down import Answer
from shuniu.commands.formation.replying import answer_formation
from shuniu.models import Document, DocumentReceipt, DocumentReceiver
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import Verb
from shuniu.queries.cases.receiving import received_page
from shuniu.queries.paging import Window

pytestmark = pytest.mark.django_db


def titles(actor: Actor) -> list[str]:
    return [row["document__title"] for row in received_page(actor, actor.today, Window(), {}).rows]


def decided(one: Desk, verb: Verb) -> None:
    """Agreed to by each, decided by the meeting and given its number by the register."""
    if verb is Verb.APPROVE:
        one.approved()
        one.reply(number="")
        return
    one.submit()
    one.check()
    one.review()
    one.meet(Verb.SCHEDULE, verb, reason="正式党员不足", next_steps="先由指导员联系")
    answer_formation(one.act(one.cast.clerk), Answer(case=one.row.uuid, version=one.row.version))


@pytest.mark.req("D07", "D12", "P11")
@pytest.mark.parametrize(
    ("verb", "said"),
    [(Verb.APPROVE, "同意"), (Verb.REFUSE, "不同意"), (Verb.DEFER, "暂缓")],
    ids=["agreed to", "refused", "put off"],
)
def test_everybody_named_receives_the_answer_and_nobody_else(cast: Cast, verb: Verb, said: str) -> None:
    marked(cast, "澄社党")
    one, units, clerks = joint(cast)
    (beside,) = enter(cast, "澄川市旁观学会", start=20)
    attach(cast, [beside], cast.joint)
    one.begin()
    for unit, clerk in zip(units, clerks, strict=True):
        say(one, clerk, unit)
    decided(one, verb)
    paper = Document.objects.get()
    assert paper.title == f"关于{said}成立{one.row.filed['name']}的批复"
    went = DocumentReceiver.objects.filter(document=paper, unit__isnull=False)
    assert set(went.values_list("unit", "copied")) == {(unit, False) for unit in (one.unit, *units)}
    for clerk in (one.clerk, *clerks):
        assert titles(clerk) == [paper.title]
        sign_document(cast.act(actor=clerk), paper.uuid)
    assert DocumentReceipt.objects.count() == 3
    stranger = cast.actor_at(None, Role.ORGANIZATION_CLERK, beside)
    assert titles(stranger) == []
    assert [found.code for found in refused(lambda: sign_document(cast.act(actor=stranger), paper.uuid))] == [
        "not_in_reach"
    ]

"""What is to end on a day put down ahead is not opened to be filled in: the page says the sentence of the act."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from tests.cast import Cast
from tests.web.offices import attach, enter, public, sit_down

from shuniu.commands.party.dissolve import dissolve_party_organizations
from shuniu.commands.party.merge import merge_party_organizations
from shuniu.models import Case
from shuniu.policy.cases.lapsing import too_late
from shuniu.policy.words.accounts import Role

AHEAD = localdate() + timedelta(days=30)
NAME = "中共澄川市澄笙学会支部委员会"
AT_BRANCH = (
    "/elections/of/branch/",
    "/elections/of/branch/by-election/",
    "/elections/of/branch/postpone/",
    "/elections/of/branch/dispatch/",
    "/cases/adjustments/of/branch/rename/",
    "/cases/adjustments/of/branch/reattach/",
)


@pytest.mark.req("L21")
@pytest.mark.parametrize("address", AT_BRANCH)
def test_nothing_is_opened_to_be_begun_at_what_is_to_end(cast: Cast, address: str) -> None:
    client = sit_down(cast.branch_secretary)
    before = client.get(address).content.decode()
    assert "<form" in before and "现在不能办理" not in before
    dissolve_party_organizations(cast.act(AHEAD), [cast.branch])
    shown = client.get(address)
    said, page = too_late(NAME, AHEAD), shown.content.decode()
    assert shown.status_code == 200 and "现在不能办理" in page
    for words in (said.missing, said.fact, said.remedy, said.who):
        assert words in page
    assert 'method="post" class="section"' not in page and not Case.objects.exists()


@pytest.mark.req("D14", "L21")
def test_an_application_under_what_is_to_end_is_told_before_it_is_typed(cast: Cast) -> None:
    """The organization itself cannot name another superior; an office can, and is told beside the form."""
    (unit,) = enter(cast, "澄川市阿岚学会")
    attach(cast, [unit], cast.joint)
    address = f"/cases/formations/for/{public(unit)}/"
    own = cast.actor_at(None, Role.ORGANIZATION_CLERK, unit)
    opens = sit_down(own).get(address)
    assert opens.status_code == 200 and "现在不能办理" not in opens.content.decode()
    merge_party_organizations(cast.act(AHEAD), [cast.joint], into=cast.other)
    page = sit_down(own).get(address).content.decode()
    assert "现在不能办理" in page and "该党组织即将撤销或并入其他党组织，不再发起新的事项。" in page
    office = sit_down(cast.clerk).get(address).content.decode()
    assert "该党组织即将撤销或并入其他党组织，不再发起新的事项。" in office and 'name="name"' in office

"""A by-election through its pages: from the vacancy on the card of the branch to the post of whoever was elected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate, now
from tests.cast import Cast
from tests.web.elections.test_pages import SOURCE, enrol, hexes, marked, push, term, text
from tests.web.offices import sent, sit_down

from shuniu.commands.journal import act_of
from shuniu.commands.members.posts import PostEnded, PostHeld, end_posts, set_posts
from shuniu.models import Case, Document, Person, Post, Term
from shuniu.policy.words import PartyPost

pytestmark = pytest.mark.django_db
SINCE = date(2020, 1, 1)


def vacated(cast: Cast, people: list[Person]) -> None:
    """Secretary and two members; the secretary left a week ago."""
    posts = [PartyPost.SECRETARY, PartyPost.COMMITTEE_MEMBER, PartyPost.COMMITTEE_MEMBER]
    clerk, left = replace(cast.clerk, now=now()), localdate() - timedelta(days=7)
    rows = [
        PostHeld(person=one.pk, party_organization=cast.branch, post=post, begins_on=SINCE)
        for one, post in zip(people, posts, strict=False)
    ]
    set_posts(act_of(clerk, SINCE), rows)
    end_posts(act_of(clerk, left), [PostEnded(person=people[0].pk, party_organization=cast.branch, ends_on=left)])


@pytest.mark.req("D01")
def test_a_secretary_is_elected_within_the_term(cast: Cast) -> None:
    people, today = enrol(cast), localdate()
    ends_on = today + timedelta(days=400)
    term(cast, ends_on)
    marked(cast)
    branch, above = sit_down(cast.branch_secretary), sit_down(cast.secretary)
    assert "班子缺额" not in text(branch, "/party/of/branch/")
    vacated(cast, people)
    assert "缺书记 1 名，办理补选" in text(branch, "/party/of/branch/")
    form = text(branch, "/elections/of/branch/by-election/")
    assert "缺书记 1 名" in form and "任职到本届任期届满为止" in form
    asked = {"seats": "0", "deputies": "0", "planned_on": str(today), "grounds": "书记调离"}
    nothing = sent(branch, "/elections/of/branch/by-election/", **asked)
    assert nothing.status_code == 422 and "没有填写补选的职务。" in nothing.content.decode()
    assert sent(branch, "/elections/of/branch/by-election/", **asked, secretary="on").status_code == 302
    row = Case.objects.get(kind="election")
    here = f"/elections/{row.uuid}/"
    page = text(branch, here)
    assert "补选请示" in page and "补选书记" in page and "出缺的原因" in page and "补选：" in page
    assert branch.get("/elections/of/branch/")["Location"] == here, "one election at a time"
    assert "补选" in text(above, "/cases/")
    assert sent(above, f"{here}approve/").status_code == 302
    assert "书记 1 名" in text(branch, f"{here}candidates/") and "现任委员" in text(branch, f"{here}candidates/")
    assert sent(branch, f"{here}candidates/", secretary=str(people[1].uuid), **SOURCE).status_code == 302
    push(above, here, "accept")
    assert "待召开委员会会议" in text(branch, here)
    key = hexes(people)[1]
    two = dict.fromkeys(("voters", "present", "issued", "returned", "valid"), "2")
    votes = {f"yes_{key}": "2", f"no_{key}": "0"}
    assert sent(branch, f"{here}vote/", held_on=str(today), **two, **votes).status_code == 302
    assert sent(branch, f"{here}report/").status_code == 302
    assert sent(above, f"{here}reply/").status_code == 302
    held = dict(Post.objects.filter(retracted__isnull=True, period__contains=today).values_list("person", "post"))
    assert held == {people[1].pk: "secretary", people[2].pk: "committee_member"}
    (period,) = Term.objects.filter(retracted__isnull=True).values_list("period", flat=True)
    assert period.upper == ends_on
    for letter in Document.objects.all():
        assert branch.get(f"/elections/letters/{letter.uuid}/").content.startswith(b"PK")
    assert "缺书记" not in text(branch, "/party/of/branch/")

"""Every page one looks at is kept as a saved view, or it is said why not."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.urls import reverse
from tests.cast import Cast
from tests.security.sitemap import EXPECTED, NOT_SENT, NOT_SHOWN
from tests.web.offices import sit_down

from shuniu.policy.words.accounts import Role
from shuniu.web.keepable import NOT_KEPT, PAGES, address_in

# Names of addresses that take a table out, not a page.
TAKES_OUT = "export"
MEASURE = {"figure_rows", "figure_trend", "figure_earlier"}


def looked_at() -> set[str]:
    """Pages of the site map that only show: nothing is sent there and no file is taken out."""
    shown = {name for name, row in EXPECTED.items() if row.get is not NOT_SHOWN and row.post is NOT_SENT}
    return {name for name in shown if not name.endswith(TAKES_OUT)}


def test_every_page_is_kept_or_it_is_said_why_not() -> None:
    assert looked_at() - set(PAGES) - set(NOT_KEPT) == set()
    assert set(PAGES) & set(NOT_KEPT) == set()
    assert set(PAGES) - looked_at() == set()
    # Besides those, one list stands on a page that takes a file.
    assert set(NOT_KEPT) - looked_at() == {"imports"}
    assert all(NOT_KEPT.values())


def address(page: str) -> str:
    return reverse(page, args=["organization_coverage"] if page in MEASURE else [])


@pytest.mark.django_db
@pytest.mark.parametrize("page", sorted(PAGES))
def test_a_page_that_is_kept_offers_it_and_leads_back(cast: Cast, page: str) -> None:
    found = address_in(address(page))
    assert found is not None and found.page == page
    # An account of the deployment's node, who has most of it, and one who has almost nothing.
    seated = sit_down(cast.clerk)
    answer = seated.get(found.whole)
    assert answer.status_code == 200
    if page != "figure_screen":
        assert f"/views/new/?address={quote(found.whole, safe='')}" in answer.content.decode()
    stranger = sit_down(cast.actor_at(cast.top, Role.SYSTEM_ADMINISTRATOR))
    assert stranger.get(found.whole).status_code == 403
    assert stranger.get(f"/views/new/?address={quote(found.whole, safe='')}").status_code == 403


@pytest.mark.django_db
def test_a_page_of_two_rights_is_offered_only_with_both(cast: Cast) -> None:
    work = f"/views/new/?address={quote('/party/instructors/work/?state=silent', safe='')}"
    assert sit_down(cast.clerk).get(work).status_code == 200
    assert sit_down(cast.actor_at(cast.branch, Role.BRANCH_SECRETARY)).get(work).status_code == 403


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("/settings/accounts/?called=%E7%8E%8B", "/settings/accounts/"),
        ("/settings/journal/?actor=%E7%8E%8B&act=party", "/settings/journal/?act=party"),
        ("/figures/differences/?kind=mode&after=%5B1%5D", "/figures/differences/?kind=mode"),
        ("/party/instructors/trainings/?q=%E5%B2%97%E5%89%8D", "/party/instructors/trainings/?q=%E5%B2%97%E5%89%8D"),
    ],
)
def test_words_that_name_persons_are_not_kept(given: str, kept: str) -> None:
    found = address_in(given)
    assert found is not None and found.whole == kept

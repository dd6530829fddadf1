"""Each check finds the defect it is there for: planted here, one at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import Model, QuerySet
from django.template import engines
from django.urls import path, resolve
from tests.security import sitemap
from tests.security.asking import get
from tests.security.checks import shown_wrongly, written_wrongly
from tests.security.leaks import leaked, taken_without_token, unescaped, written_by_looking
from tests.security.test_sending import without_token
from tests.security.test_sessions import let_in
from tests.security.test_two_worlds import told_apart
from tests.security.tree import World

from shuniu.access import guard
from shuniu.config import urls
from shuniu.models import Account, Assignment
from shuniu.queries import shapes
from shuniu.queries.organizations import card
from shuniu.web.accounts import middleware
from shuniu.web.pages import errors, home

CARD, LIST = ["organization"], ["organizations"]


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is planted changes the product, as its next version would: no statement is left of the one before."""
    monkeypatch.setattr(shapes, "_made", {})


def everywhere(monkeypatch: pytest.MonkeyPatch, original: object, planted: object) -> None:
    """Wherever a module of the platform holds ``original`` under whatever name."""
    for name, module in list(sys.modules.items()):
        if name.startswith("shuniu") and module is not None:
            for held, value in list(vars(module).items()):
                if value is original:
                    monkeypatch.setattr(module, held, planted)


def test_a_guard_that_lets_everything_through(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert leaked(world, ["joint"], CARD) == []
    monkeypatch.setattr(guard, "reach", lambda actor, action, model, **_: guard.EVERYTHING)
    assert any("joint foreign" in line for line in shown_wrongly(world, CARD, ["joint"]))
    assert leaked(world, ["joint"], CARD)
    assert any(
        "wrote public.shuniu_grade" in line for line in written_wrongly(world, ["organization_grade"], ["joint"])
    )


def test_a_list_that_forgets_to_ask(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The status is the same as before: only the canaries tell."""

    def all_of_it(rows: QuerySet[Model], actor: object, action: object, **_: object) -> QuerySet[Model]:
        return rows

    everywhere(monkeypatch, guard.visible, all_of_it)
    assert shown_wrongly(world, LIST, ["branch"]) == []
    assert leaked(world, ["branch"], LIST)


def test_a_grant_too_many(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    everywhere(monkeypatch, guard.granted, lambda actor, action: True)
    assert any("supervisor" in line for line in shown_wrongly(world, ["journal"], ["supervisor"]))


def test_a_view_that_asks_nobody_to_sign_in(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolve("/sign-in/").func, "login_required", True, raising=False)
    assert any("nobody" in line for line in shown_wrongly(world, ["sign_in"], ["nobody"]))
    monkeypatch.setattr(resolve("/guide/").func, "login_required", False, raising=False)
    with pytest.raises(AttributeError):  # nobody acts: the page breaks instead of showing the way to sign in
        shown_wrongly(world, ["guide"], ["nobody"])


@pytest.mark.parametrize("name", ["not_promised", None])
def test_an_address_nobody_promised_anything_about(monkeypatch: pytest.MonkeyPatch, name: str | None) -> None:
    monkeypatch.setattr(urls, "urlpatterns", [*urls.urlpatterns, path("new/", home.home, name=name)])
    patterns: Any = urls.urlpatterns
    assert set(sitemap.names_of(patterns)) - set(sitemap.EXPECTED)


def test_a_promise_about_an_address_that_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sitemap.EXPECTED, "of_yesterday", sitemap.EXPECTED["home"])
    assert sitemap.gone() == {"of_yesterday"}


def test_a_refusal_that_names_what_it_hides(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """404 for both, but the page of one of them says that the thing is there."""
    missing: Any = urls.handler404
    assert missing == "shuniu.web.pages.errors.missing"

    def telling(request: Any, exception: Exception | None = None) -> Any:
        answer = errors._said(request, "404", 404)
        if any(str(one) in request.path for one in world.public.values()):
            answer.content += "这家社会组织归口于别处。".encode()
        return answer

    monkeypatch.setattr(errors, "missing", telling)
    resolver: Any = sitemap.get_resolver()
    monkeypatch.setattr(resolver, "resolve_error_handler", lambda view_type: telling)
    assert any("can tell" in line for line in shown_wrongly(world, CARD, ["joint"]))


def test_looking_that_writes(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def counting(actor: Any, on: Any) -> list[Any]:
        Account.objects.filter(pk=actor.account).update(title="看过工作台")
        return []

    monkeypatch.setattr(home, "duties", counting)
    assert any("shuniu_account" in line for line in written_by_looking(world, ["committee"], ["home"]))


def test_a_form_that_needs_no_token(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolve("/organizations/new/").func, "csrf_exempt", True, raising=False)
    found = taken_without_token(world, "committee", ["organization_new"], without_token)
    assert "organization_new wrote" in found


@pytest.fixture
def nothing_escaped() -> Iterator[None]:
    engine: Any = engines["jinja2"]
    engine.env.autoescape = False
    engine.env.cache.clear()
    yield
    engine.env.autoescape = True
    engine.env.cache.clear()


def test_a_page_that_escapes_nothing(world: World, nothing_escaped: None) -> None:
    assert unescaped(world, ["committee"], CARD)[0]


def contacts_shown(world: World, persona: str) -> list[str]:
    """Organizations whose card tells a persona who works there."""
    shown = []
    for place in ("joint", "guided_joint"):
        page = get(world, persona, f"/organizations/{world.public[place]}/?tab=party").body
        shown += [place] if "x-OfficeContact.name" in page else []
    return shown


def test_contacts_named_to_whoever_reads_the_card(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Supervising units, authorities and whoever only guides see organizations, never who works there."""
    told = {persona: contacts_shown(world, persona) for persona in ("joint", "supervisor", "registry")}
    assert told == {"joint": ["joint"], "supervisor": [], "registry": []}
    monkeypatch.setattr(card, "may", lambda actor, action, thing: True)
    assert contacts_shown(world, "supervisor") == ["joint"]
    assert "guided_joint" in contacts_shown(world, "joint")


def test_a_page_that_depends_on_the_strangers(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    everywhere(monkeypatch, guard.visible, lambda rows, actor, action, **_: rows)
    assert told_apart(world, ["supervisor"], LIST) != []


def test_a_right_that_is_remembered(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """An actor who is not asked about again at the next request keeps what has ended."""
    remembered = world.personas["joint"]
    Assignment.objects.filter(pk=remembered.assignment).update(retracted=world.entry)
    monkeypatch.setattr(middleware, "actor_and_offices", lambda *asked, **more: (remembered, []))
    assert let_in(world, names=LIST) != []


def test_a_card_of_a_member_open_to_everybody(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown_wrongly(world, ["member"], ["joint"]) == [] and leaked(world, ["joint"], ["member"]) == []
    monkeypatch.setattr(guard, "reach", lambda actor, action, model, **_: guard.EVERYTHING)
    assert any("joint foreign" in line for line in shown_wrongly(world, ["member"], ["joint"]))
    assert leaked(world, ["joint"], ["member"])
    assert any("wrote public.shuniu_membership" in line for line in written_wrongly(world, ["member_leave"], ["joint"]))
    assert any("wrote looks" in line for line in written_wrongly(world, ["member_number"], ["joint"]))

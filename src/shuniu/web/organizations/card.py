"""The card of one social organization: what it is, who answers for it, its past, and who can do what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.grants import Action
from shuniu.policy.words import HubLevel, MemberBase, RegistrationMode, UnitKind
from shuniu.queries.accounts import granted
from shuniu.queries.organizations.card import NotFound, OrganizationCard, organization_card
from shuniu.queries.organizations.duplicates import kept_instead
from shuniu.queries.organizations.listing import responsible_of as responsible_keys
from shuniu.queries.party.choosing import codes_to_read
from shuniu.queries.party.fallback import fallback_for
from shuniu.queries.routing import proposals
from shuniu.web.cases.about import about_unit, reads_cases
from shuniu.web.dated import dated_facts
from shuniu.web.frame import actor_of, day_of, framed, with_day, writing_off
from shuniu.web.organizations.acts import act_groups, first_acts
from shuniu.web.organizations.columns import coverage_of, status_of
from shuniu.web.organizations.contact_form import OF_UNITS, contact_lines
from shuniu.web.organizations.crossing import crossing_facts
from shuniu.web.organizations.facts import hub_facts, party_facts, registration_facts, who_acts
from shuniu.web.organizations.party_report import report_part
from shuniu.web.organizations.proposal import proposal_of
from shuniu.web.organizations.renewing import renewal_facts
from shuniu.web.organizations.work_log import keeps_log, work_part
from shuniu.web.parts import Link, Status
from shuniu.web.wording import day, word

TABS = (
    ("", "变动"),
    ("registration", "登记事项"),
    ("party", "党建情况"),
    ("work", "工作日志"),
    ("cases", "事项"),
    ("acts", "办理"),
)


def card_of(request: HttpRequest, uuid: UUID) -> OrganizationCard:
    """The card as of the day of the page; what does not exist and what is not to be seen are the same 404."""
    try:
        return organization_card(actor_of(request), uuid, day_of(request))
    except NotFound as problem:
        raise Http404 from problem


def _led_on(request: HttpRequest, uuid: UUID, card: OrganizationCard | None) -> HttpResponse | None:
    """One that turned out to be another has nothing left of its own: its address leads to the one that was kept."""
    if card is not None and (card.registration is not None or card.body is not None):
        return None
    kept = kept_instead(actor_of(request), uuid)
    return HttpResponseRedirect(with_day(request, reverse("organization", args=[kept]))) if kept else None


@require_GET
def organization(request: HttpRequest, uuid: UUID) -> HttpResponse:
    try:
        card = organization_card(actor_of(request), uuid, day_of(request))
    except NotFound as problem:
        if (led := _led_on(request, uuid, None)) is not None:
            return led
        raise Http404 from problem
    return _led_on(request, uuid, card) or _shown(request, card)


def _shown(request: HttpRequest, card: OrganizationCard) -> HttpResponse:
    actor, on, uuid = actor_of(request), day_of(request), card.uuid
    writable = card.writable and not writing_off(request)
    shown, tab = _open_tabs(request, card), request.GET.get("tab", "")
    tab = tab if tab in dict(shown) else ""
    registration = card.registration
    nodes = codes_to_read(actor, responsible_keys([card.unit], on).values())
    links = {code: with_day(request, reverse("party_organization", args=[code])) for code in nodes.values()}
    context: dict[str, Any] = {
        "card": card,
        "name": _name(card),
        "tab": tab,
        "states": _states(card),
        "crumbs": [Link("社会组织", with_day(request, reverse("organizations"))), Link(_name(card), "")],
        "facts": [*_main_facts(card, next(iter(links.values()), "")), *_fallback(request, card)],
        "tabs": _tabs(request, card, shown, tab),
        "acts": first_acts(request, card),
        "all_acts": with_day(request, reverse("organization", args=[uuid]), tab="acts") if writable else "",
        "routing": _routing(request, card) if registration and not registration["attached"] else None,
        "attach_address": reverse("organization_attach", args=[uuid]) if writable else "",
        "contacts_address": reverse("organization_contacts", args=[uuid]) if writable and registration else "",
        "contact_address": "" if writing_off(request) or not card.may_see_contact else _contact_address(card),
    }
    context.update(_content(request, card, tab))
    return framed(request, "organizations/card.html.jinja", context)


def _content(request: HttpRequest, card: OrganizationCard, tab: str) -> dict[str, Any]:
    """What the chosen tab shows, and nothing of the others."""
    registration = card.registration
    if tab == "registration":
        return {"registered": registration_facts(card)}
    if tab == "party":
        writable = card.writable and registration is not None and not writing_off(request)
        change = reverse("organization_contacts", args=[card.uuid]) if writable else ""
        links = _branch_links(request, card)
        return {
            "party": party_facts(card, links)
            | {
                "crossing": crossing_facts(actor_of(request), card, day_of(request)),
                "renewal": renewal_facts(request, card, links),
            },
            "contacts": contact_lines(card.contacts, change, OF_UNITS),
            "report": report_part(request, card, writable=writable),
        }
    if tab == "work":
        return {"work": work_part(request, card)}
    if tab == "cases":
        return {"cases": about_unit(request, card.unit)}
    if tab == "acts":
        return {"who": who_acts(), "groups": act_groups(request, card)}
    return {"timeline": dated_facts(actor_of(request), card.facts, day_of(request)), "registered": registration}


def _branch_links(request: HttpRequest, card: OrganizationCard) -> Mapping[str, str]:
    """Addresses of the covering Party organizations whose card the actor may open, by code."""
    if card.registration is None:
        return {}
    keys = [one["key"] for one in card.registration["branches"]]
    codes = codes_to_read(actor_of(request), keys)
    return {code: with_day(request, reverse("party_organization", args=[code])) for code in codes.values()}


def _name(card: OrganizationCard) -> str:
    if card.registration is not None:
        return str(card.registration["name"])
    if card.body is not None:
        return str(card.body["name"])
    told = next((line.text.split(" · ")[0] for line in card.facts if line.heading == "登记事项"), "")
    return told or card.code or "社会组织"


def _states(card: OrganizationCard) -> list[Status]:
    """The words beside the heading: registration, coverage, what is to be done."""
    registration = card.registration
    hub = [Status(f"“枢纽型”社会组织（{word(card.hub['level'], HubLevel)}）")] if card.hub else []
    if card.body is not None:
        return [Status(word(card.body["kind"], UnitKind)), *hub]
    if registration is None:
        return [Status("这一天没有登记", "muted")]
    states = [status_of(registration["status"]), *hub]
    coverage = coverage_of(registration)
    if coverage is not None:
        states.append(coverage)
        if not registration["attached"]:
            states.append(Status("未归口", "urgent"))
    if registration["eligible"]:
        states.append(Status(f"应建未建（依据{word(registration['base'], MemberBase)}）", "soon"))
    return states


def _main_facts(card: OrganizationCard, responsible: str) -> list[tuple[str, Any]]:
    """The four facts that matter: who answers, what covers, who supervises, how many members."""
    registration = card.registration
    if registration is None:
        return hub_facts(card.hub)
    covering = "、".join(one["name"] for one in registration["branches"])
    held = registration["responsible"]
    count = card.head_count
    members = None
    if count is not None and count["members"] is not None:
        full = "" if count["full_members"] is None else f"，其中正式党员 {count['full_members']} 名"
        members = f"{count['members']} 名{full}（{day(count['as_of'])} 填报）"
    # Nobody need answer for what is no longer counted.
    missing = Status("未归口", "urgent") if coverage_of(registration) is not None else None
    return [
        ("归口党组织", Link(held, responsible) if held else missing),
        ("覆盖党组织", covering or None),
        ("业务主管单位", registration["supervisor"] or word(registration["mode"], RegistrationMode)),
        ("党员", members),
    ]


def _fallback(request: HttpRequest, card: OrganizationCard) -> list[tuple[str, Any]]:
    """Who takes it in its place while nothing covers it; where none is put down, nothing is said."""
    registration = card.registration
    if registration is None or registration["branches"] or coverage_of(registration) is None:
        return []
    found = fallback_for(card.unit, day_of(request))
    if found is None:
        return []
    code = codes_to_read(actor_of(request), [found.key]).get(found.key)
    address = with_day(request, reverse("party_organization", args=[code])) if code else ""
    return [(f"兜底党组织（{found.place}）", Link(found.name, address))]


def _open_tabs(request: HttpRequest, card: OrganizationCard) -> list[tuple[str, str]]:
    """The tabs of this card for this office."""
    hidden = set() if keeps_log(request, card) else {"work"}
    hidden |= set() if reads_cases(request) else {"cases"}
    if card.body is not None:
        # A body outside of the register has no registration to show.
        hidden.add("registration")
    return [(key, label) for key, label in TABS if key not in hidden]


def _tabs(request: HttpRequest, card: OrganizationCard, shown: Sequence[tuple[str, str]], chosen: str) -> list[Link]:
    address = reverse("organization", args=[card.uuid])
    counts: dict[str, int] = {"": len(card.facts)}
    return [Link(label, with_day(request, address, tab=key), key == chosen, counts.get(key)) for key, label in shown]


def _contact_address(card: OrganizationCard) -> str:
    return reverse("organization_contact", args=[card.uuid])


def _routing(request: HttpRequest, card: OrganizationCard) -> Any:
    """What the texts propose while nobody is responsible; nothing for whoever may not change it."""
    if not granted(actor_of(request), Action.WRITE_UNIT):
        return None
    found = proposals(actor_of(request), [card.unit], day_of(request))
    return proposal_of(found[0]) if found else None

"""The card of one Party organization: what it is, what stands around it, whom it covers, its past."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy import words
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseKind, CaseState
from shuniu.queries.accounts import granted
from shuniu.queries.cases.settling import transfers_under_way
from shuniu.queries.elections.doors import ElectionDoors, doors_at
from shuniu.queries.elections.vacancies import files_here, vacancies_at
from shuniu.queries.members.roll import roll_count
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.party.card import PartyCard, party_card, responsible_count
from shuniu.web.cases.about import about_node
from shuniu.web.cases.open_work import work_taken
from shuniu.web.dated import dated_facts
from shuniu.web.frame import actor_of, address_of, day_of, framed, with_day, writing_off
from shuniu.web.organizations.columns import status_of
from shuniu.web.organizations.contact_form import OF_NODES, contact_lines
from shuniu.web.parts import Link, Status
from shuniu.web.party.acts import act_groups, first_acts, may_write
from shuniu.web.wording import day, word

TABS = (
    ("", "变动"),
    ("units", "覆盖单位"),
    ("guides", "指导、联系"),
    ("formation", "组建和任期"),
    ("cases", "事项"),
    ("acts", "办理"),
)


def card_of(request: HttpRequest, code: str) -> PartyCard:
    """The card as of the day of the page; what does not exist and what is not to be seen are the same 404."""
    try:
        return party_card(actor_of(request), code, day_of(request))
    except NotFound as problem:
        raise Http404 from problem


@require_GET
def party_organization(request: HttpRequest, code: str) -> HttpResponse:
    card = card_of(request, code)
    tab = request.GET.get("tab", "")
    tab = tab if tab in dict(TABS) else ""
    groups = act_groups(request, card)
    context: dict[str, Any] = {
        "card": card,
        "name": name_of(card),
        "tab": tab,
        "states": _states(card),
        "crumbs": _crumbs(request, card),
        "facts": _main_facts(request, card),
        "tabs": _tabs(request, card, tab, offered=bool(groups)),
        "acts": first_acts(request, card),
        "all_acts": with_day(request, reverse("party_organization", args=[card.code]), tab="acts") if groups else "",
        "ways": _ways(request, card),
    }
    if tab == "units":
        context["units"] = _units(request, card)
    elif tab == "guides":
        context["guided"], context["guides"] = card.guides[0], _guides(request, card)
        context["listed"] = len({row["unit_id"] for row in card.guides[1]})
    elif tab == "acts":
        context["groups"] = groups
    elif tab == "cases":
        context["cases"], context["taken"] = about_node(request, card.key), work_taken(request, card.key)
    elif tab == "formation":
        context["formed"] = _formation(card)
        context["seats"] = _seats(request, card)
        context.update(_contacts(request, card))
    else:
        context["timeline"] = dated_facts(actor_of(request), card.facts, day_of(request))
    return framed(request, "party/card.html.jinja", context)


def _contacts(request: HttpRequest, card: PartyCard) -> dict[str, Any]:
    """Who is named, where a telephone is asked for, and where another one is put down."""
    writable = card.writable and card.naming is not None and may_write(request)
    change = reverse("party_contacts", args=[card.code]) if writable else ""
    return {
        "contacts": contact_lines(card.contacts, change, OF_NODES),
        "contact_address": "" if writing_off(request) else reverse("party_contact", args=[card.code]),
        "contacts_address": change,
    }


def name_of(card: PartyCard) -> str:
    if card.naming is not None:
        return str(card.naming["name"])
    told = next((line.text for line in card.facts if line.heading == "名称和类别"), "")
    return told or card.code


def _states(card: PartyCard) -> list[Status]:
    if card.naming is None:
        return [Status("这一天不存在", "muted")]
    states = [Status(word(card.naming["kind"], words.PartyOrganizationKind))]
    if not card.managed:
        states.append(Status("不在本平台管理", "muted"))
    return states


def _crumbs(request: HttpRequest, card: PartyCard) -> list[Link]:
    above = [
        Link(str(one["name"]), with_day(request, reverse("party_organization", args=[one["code"]])))
        for one in card.path
        if one["code"] != card.code
    ]
    return [Link("党组织", with_day(request, reverse("party"))), *above, Link(name_of(card), "")]


def _main_facts(request: HttpRequest, card: PartyCard) -> list[tuple[str, Any]]:
    """Its superior, how many it covers and answers for itself, and when its term ends."""
    if card.naming is None:
        return []
    above = [one for one in card.path if one["code"] != card.code]
    parent: Any = card.above or None
    if above:
        address = with_day(request, reverse("party_organization", args=[above[-1]["code"]]))
        parent = Link(str(above[-1]["name"]), address)
    facts: list[tuple[str, Any]] = [("上级党组织", parent)]
    if words.PartyOrganizationKind(card.naming["kind"]).is_branch:
        facts.append(("覆盖单位", f"{len(card.covers)} 家"))
    else:
        facts.append(("直接归口的社会组织", f"{responsible_count(card.key, day_of(request)):,} 家"))
    facts += _coming(request, card)
    facts.append(("任期届满", _term(card, day_of(request))))
    facts += _vacant(request, card)
    facts += _elections(request, card)
    if card.naming["axis"]:
        facts.append(("组建依据", f"{word(card.naming['axis'], words.JointAxis)}：{card.naming['axis_value']}"))
        if card.naming["target_load"] is not None:
            facts.append(("目标负荷", f"{card.naming['target_load']} 家"))
    if card.regions:
        facts.append(("兜底区域", "、".join(name for _, name in card.regions)))
    if card.known_from:
        facts.append(("有数据起", day(card.known_from)))
    return facts


def _coming(request: HttpRequest, card: PartyCard) -> list[tuple[str, Any]]:
    """How many of those whose relations are to lie here have come, while that is under way."""
    found = transfers_under_way(actor_of(request), card.key, day_of(request))
    if found is None:
        return []
    public, told = found
    page = with_day(request, reverse("follow_up", args=[public]))
    return [("组织关系转入", Link(f"{told.arrived} / {told.expected} 名", page))]


def _vacant(request: HttpRequest, card: PartyCard) -> list[tuple[str, Any]]:
    """Which places of its leadership are vacant within the term, and the way to fill them."""
    actor = actor_of(request)
    if not card.managed or not granted(actor, Action.READ_CASE):
        return []
    said = vacancies_at(actor, card.code, day_of(request)).told
    if not said:
        return []
    if writing_off(request) or not files_here(actor, card.code):
        return [("班子缺额", said)]
    return [("班子缺额", Link(f"{said}，办理补选", reverse("by_election_new", args=[card.code])))]


def _elections(request: HttpRequest, card: PartyCard) -> list[tuple[str, Any]]:
    """Where its election is asked for, or seen to; where a level above appoints, where that is proposed."""
    actor = actor_of(request)
    if not card.managed or not granted(actor, Action.FILE_CASE) or writing_off(request):
        return []
    found = doors_at(actor, card.code, day_of(request))
    if found is None:
        return []
    if found.appointed:
        return [("班子任命", _door(card, found, CaseKind.APPOINTMENT, "appointment_fill", "办理班子任命"))]
    word_of = "办理首次选举" if found.first else "办理换届"
    told = [("选举" if found.first else "换届", _door(card, found, CaseKind.ELECTION, "election_new", word_of))]
    if found.ends and not found.first:
        told.append(("延期", _door(card, found, CaseKind.POSTPONEMENT, "postponement_new", "申请延期")))
    return told


def _door(card: PartyCard, found: ElectionDoors, kind: CaseKind, page: str, label: str) -> Link:
    """What is under way is gone on with."""
    held = found.under_way.get(kind.value)
    if held is None:
        return Link(label, reverse(page, args=[card.code]))
    return Link(CaseState(held[1]).label, reverse(kind.value, args=[held[0]]))


def _term(card: PartyCard, on: Any) -> Any:
    if card.term_ends_on is None:
        return None
    over = card.term_ends_on <= on
    return Status(f"{day(card.term_ends_on)}{'（已届满）' if over else ''}", "urgent" if over else "plain")


def _tabs(request: HttpRequest, card: PartyCard, chosen: str, *, offered: bool) -> list[Link]:
    address = reverse("party_organization", args=[card.code])
    counts = {"": len(card.facts), "units": len(card.covers), "guides": card.guides[0]}
    shown = [(key, label) for key, label in TABS if key != "acts" or offered]
    return [Link(label, with_day(request, address, tab=key), key == chosen, counts.get(key)) for key, label in shown]


def _ways(request: HttpRequest, card: PartyCard) -> Sequence[Link]:
    """Where to read on: the figures of this node, its organizations, what stands under it."""
    if card.naming is None or not card.managed:
        return []
    ways = [
        Link("班子", with_day(request, address_of("leadership", card.code))),
        Link("下级党组织", with_day(request, reverse("party_list"), node=card.code)),
    ]
    if granted(actor_of(request), Action.READ_UNIT):
        ways.insert(0, Link("归口的社会组织", with_day(request, reverse("organizations"), node=card.code)))
    if granted(actor_of(request), Action.READ_FIGURE):
        ways.insert(0, Link("统计", with_day(request, reverse("figures"), node=card.code)))
    if granted(actor_of(request), Action.READ_MEMBER):
        held, more = roll_count(actor_of(request), day_of(request), card.code)
        count = "约 1 万以上" if more else f"{held:,}"
        ways.append(Link(f"党员名册 {count} 人", with_day(request, address_of("members"), node=card.code)))
    return ways


def _units(request: HttpRequest, card: PartyCard) -> list[tuple[Link, str, str, Status]]:
    reads = granted(actor_of(request), Action.READ_UNIT)

    def linked(row: Mapping[str, Any]) -> Link:
        address = with_day(request, reverse("organization", args=[row["unit__uuid"]])) if reads else ""
        return Link(str(row["name"]), address)

    return [
        (
            linked(row),
            word(row["type"], words.OrganizationType),
            word(row["role"], words.CoverageRole),
            status_of(row["status"]),
        )
        for row in card.covers
    ]


def _guides(request: HttpRequest, card: PartyCard) -> list[tuple[Link, str, Any]]:
    """Unit, relation and since when."""
    return [
        (
            Link(str(row["name"]), with_day(request, reverse("organization", args=[row["unit__uuid"]]))),
            word(row["kind"], words.GuidanceKind),
            row["since"],
        )
        for row in card.guides[1]
    ]


def _formation(card: PartyCard) -> list[tuple[str, Any]]:
    row = card.formation
    if row is None:
        return []
    lengths = {"month": 7, "year": 4}
    when = day(row["established_on"])[: lengths.get(row["established_precision"], 10)]
    return [
        ("组建方式", word(row["mode"], words.FormationMode)),
        ("组建依据", word(row["basis"], words.FormationBasis)),
        ("发起单位", word(row["sponsor"], words.IndustrySponsor)),
        ("批准机关", row["approver"]),
        ("批准文号", row["document_number"]),
        ("批准日期", row["document_on"]),
        ("成立日期", when),
    ]


def _seats(request: HttpRequest, card: PartyCard) -> list[tuple[str, Any]]:
    return [(word(row["role"], words.SeatRole), str(row["name"])) for row in card.seats]

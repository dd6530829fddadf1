"""Which addresses can be kept as a saved view? Lists and boards of our own site map, taken apart and written anew."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.urls import Resolver404, ResolverMatch, resolve, reverse

from shuniu.policy.grants import Action
from shuniu.queries.accounts import Actor, granted
from shuniu.web.addresses import address
from shuniu.web.reloading import BY_ITSELF


@dataclass(frozen=True, slots=True)
class Kept:
    """``needs``: the actions it takes to open the page. ``dropped``: what of its query is not kept, because it names
    persons one searched for, or says that the page reloaded by itself."""

    needs: tuple[Action, ...]
    dropped: frozenset[str] = frozenset()


_UNITS = Kept((Action.READ_UNIT,))
_NODES = Kept((Action.READ_PARTY_ORGANIZATION,))
_FIGURES = Kept((Action.READ_FIGURE,))
_PLANS = Kept((Action.READ_FIGURE, Action.WRITE_UNIT))
# By name of the page in the site map. A new list stands here or in NOT_KEPT (tests/web/views/test_keepable.py).
PAGES: dict[str, Kept] = {
    "organizations": _UNITS,
    "organizations_alike": Kept((Action.WRITE_UNIT,)),
    "hubs": _UNITS,
    "pipeline": _FIGURES,
    "pipeline_rows": _FIGURES,
    "urgings": Kept((Action.URGE_FORMATION,)),
    "planner": _PLANS,
    "planner_loads": _PLANS,
    "planner_instructors": _PLANS,
    "submissions": Kept((Action.REVIEW_SUBMISSION,)),
    "submission_progress": _FIGURES,
    "cases": Kept((Action.READ_CASE,)),
    "meetings": Kept((Action.DECIDE_CASE,)),
    "documents": Kept((Action.ISSUE_DOCUMENT,)),
    "received": Kept((Action.RECEIVE_DOCUMENT,)),
    "elections": _NODES,
    "party": _NODES,
    "party_list": _NODES,
    "instructors": Kept((Action.READ_PARTY_ORGANIZATION,), frozenset({"q"})),
    "instructor_trainings": _NODES,
    "work_logs": Kept((Action.READ_WORK_LOG,)),
    "work_supervision": Kept((Action.READ_PARTY_ORGANIZATION, Action.READ_WORK_LOG)),
    "members": Kept((Action.READ_MEMBER,), frozenset({"q", "branch"})),
    "affairs_workers": Kept((Action.READ_MEMBER,), frozenset({"q"})),
    "member_requests": Kept((Action.WRITE_MEMBER,)),
    "figures": _FIGURES,
    "reports": _FIGURES,
    "annual": _FIGURES,
    "annual_rows": _FIGURES,
    "differences": _FIGURES,
    "structure": _FIGURES,
    "figure_rows": _FIGURES,
    "figure_changes": _FIGURES,
    "figure_changed": _FIGURES,
    "figure_cross": _FIGURES,
    "figure_trend": _FIGURES,
    "figure_screen": Kept((Action.READ_FIGURE,), frozenset({BY_ITSELF})),
    "figures_earlier": _FIGURES,
    "figure_earlier": _FIGURES,
    "publications": _FIGURES,
    "campaigns": _FIGURES,
    "texts": _FIGURES,
    "targets": _FIGURES,
    "reported": _FIGURES,
    "document_templates": Kept((Action.ISSUE_DOCUMENT,)),
    "bodies": Kept((Action.WRITE_UNIT,)),
    "accounts": Kept((Action.READ_ACCOUNT,), frozenset({"called"})),
    "journal": Kept((Action.READ_ENTRY,), frozenset({"actor"})),
}
_CARD = "the page of one record, opened from its list"
# Pages one looks at that are not kept, and why. What is sent and what is taken out is kept nowhere.
NOT_KEPT: dict[str, str] = {
    "home": "lists saved views itself",
    "views": "the saved views",
    "guide": "the manual, one click from every page",
    "guide_chapter": "the manual, one click from every page",
    "settings": "a table of contents",
    "imports": "the own ledgers, without filters, one click from every page",
    "looks": "who looked at whose record, without filters",
    "party_branches": "a part of the tree, no page of its own",
    "organization": _CARD,
    "meeting": _CARD,
    "meeting_minutes": _CARD,
    "document": _CARD,
    "submission": _CARD,
    "formation_own": "leads to the application of the own unit",
    "formation": _CARD,
    "formation_consents": "what waits for an answer, without filters, one click from the home page",
    "follow_up": _CARD,
    "election": _CARD,
    "postponement": _CARD,
    "election_letter": "a letter, taken out as a file",
    "election_ballot": "a ballot, taken out as a file",
    "election_minutes": "the minutes of a meeting, taken out as a file",
    "election_archive_list": "a list of papers, taken out as a file",
    "formation_archive_list": "a list of papers, taken out as a file",
    "adjustment_archive_list": "a list of papers, taken out as a file",
    "formation_plan": _CARD,
    "planning_run": _CARD,
    "party_organization": _CARD,
    "leadership": _CARD,
    "handover": _CARD,
    "appointment": _CARD,
    "adjustment": _CARD,
    "instructor": _CARD,
    "instructor_training": _CARD,
    "work_log": _CARD,
    "member": _CARD,
    "publication": _CARD,
    "publication_again": _CARD,
    "campaign": _CARD,
    "batch": _CARD,
    "batch_marked": _CARD,
    "text_value": _CARD,
    "document_template_file": "a file",
    "received_document": _CARD,
    "case_request": _CARD,
    "case_request_file": "a file",
    "case_application": _CARD,
    "case_application_file": "a file",
    "case_report": _CARD,
    "case_report_file": "a file",
    "received_file": "a file",
    "document_word": "a file",
    "document_pdf": "a file",
    "document_template_sample": "a file",
    "body": _CARD,
    "account": _CARD,
    "entry": _CARD,
}
PAGING = frozenset({"after", "before"})
LONGEST_PATH, LONGEST_QUERY, MOST_PARAMETERS = 200, 1_000, 40


@dataclass(frozen=True, slots=True)
class Address:
    """A page of ours with its query; ``page`` is its name in the site map."""

    page: str
    path: str
    query: str

    @property
    def whole(self) -> str:
        return self.path + ("?" + self.query if self.query else "")


def address_in(text: str, match: ResolverMatch | None = None) -> Address | None:
    """The address as it may be kept; None for one of another place, and for a page that is not kept. ``match``: which
    page its path leads to, where that is known already."""
    try:
        parts = urlsplit(text)
        found = match or resolve(parts.path)
    except (ValueError, Resolver404):
        return None
    page = found.url_name or ""
    if parts.scheme or parts.netloc or not text.startswith("/") or text.startswith("//") or page not in PAGES:
        return None
    try:
        pairs = parse_qsl(parts.query, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return None
    dropped = PAGING | PAGES[page].dropped
    query = urlencode([(key, value) for key, value in pairs if key not in dropped and "\0" not in value])
    given = found.args or found.kwargs
    path = reverse(page, args=found.args or None, kwargs=found.kwargs or None) if given else address(page)
    if len(path) > LONGEST_PATH or len(query) > LONGEST_QUERY:
        return None
    return Address(page, path, query)


def without(address: Address, name: str, value: str) -> Address:
    """The same address without one parameter, where it says just that."""
    kept = [(key, held) for key, held in parse_qsl(address.query) if (key, held) != (name, value)]
    return Address(address.page, address.path, urlencode(kept))


def may_open(actor: Actor, address: Address) -> bool:
    """The page at all; whose rows are seen there the page itself judges."""
    return all(granted(actor, action) for action in PAGES[address.page].needs)

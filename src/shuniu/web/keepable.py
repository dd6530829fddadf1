"""Which addresses can be kept as a saved view? Lists and boards of our own site map, taken apart and written anew."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.urls import Resolver404, resolve, reverse

from shuniu.policy.grants import Action

# Name of the page → the action it needs, and what of its query is not kept: words one searches members by.
PAGES: dict[str, tuple[Action, frozenset[str]]] = {
    "organizations": (Action.READ_UNIT, frozenset()),
    "hubs": (Action.READ_UNIT, frozenset()),
    "party": (Action.READ_PARTY_ORGANIZATION, frozenset()),
    "party_list": (Action.READ_PARTY_ORGANIZATION, frozenset()),
    "instructors": (Action.READ_PARTY_ORGANIZATION, frozenset({"q"})),
    "members": (Action.READ_MEMBER, frozenset({"q", "branch"})),
    "figures": (Action.READ_FIGURE, frozenset()),
    "reports": (Action.READ_FIGURE, frozenset()),
    "figure_rows": (Action.READ_FIGURE, frozenset()),
    "figure_changes": (Action.READ_FIGURE, frozenset()),
    "figure_changed": (Action.READ_FIGURE, frozenset()),
    "figure_cross": (Action.READ_FIGURE, frozenset()),
    "figure_trend": (Action.READ_FIGURE, frozenset()),
    "figure_screen": (Action.READ_FIGURE, frozenset()),
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


def address_in(text: str) -> Address | None:
    """The address as it may be kept; None for one of another place, and for a page that is not kept."""
    try:
        parts = urlsplit(text)
        found = resolve(parts.path)
    except (ValueError, Resolver404):
        return None
    page = found.url_name or ""
    if parts.scheme or parts.netloc or not text.startswith("/") or text.startswith("//") or page not in PAGES:
        return None
    try:
        pairs = parse_qsl(parts.query, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return None
    dropped = PAGING | PAGES[page][1]
    query = urlencode([(key, value) for key, value in pairs if key not in dropped and "\0" not in value])
    path = reverse(page, args=found.args or None, kwargs=found.kwargs or None)
    if len(path) > LONGEST_PATH or len(query) > LONGEST_QUERY:
        return None
    return Address(page, path, query)


def without(address: Address, name: str, value: str) -> Address:
    """The same address without one parameter, where it says just that."""
    kept = [(key, held) for key, held in parse_qsl(address.query) if (key, held) != (name, value)]
    return Address(address.page, address.path, urlencode(kept))

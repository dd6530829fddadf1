"""Which cells of the promises are asked, and everything that can be looked at: every address in every view of it.

A full proof (SHUNIU_PROOF=full) asks every cell. An ordinary run asks the first address of each promise in every cell,
and of the others what is own and what is the strangers': one office that is let in, and most of those that are refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tests.ground.sizes import FULL
from tests.security.asking import address, place_of
from tests.security.expected import Pattern
from tests.security.relations import RELATIONS
from tests.security.sitemap import EXPECTED
from tests.security.tree import LURE, World

from shuniu.web.figures.board import DIMENSIONS
from shuniu.web.figures.reports import REPORTS
from shuniu.web.imports.preview import STATES as STATES_OF_ROWS
from shuniu.web.organizations.card import TABS as TABS_OF_UNIT
from shuniu.web.party.card import TABS as TABS_OF_NODE
from shuniu.web.submissions.listing import WHICH

# The views of one page: tabs, tables, breakdowns, searches, other days, parts for HTMX. Each is a query of its own.
# What the pages themselves list is taken from them, so that no view is forgotten. ``{…}`` is an id of the strangers.
VIEWS: dict[str, tuple[str, ...]] = {
    "home": ("on=2019-06-01",),
    "organizations": (f"q={LURE}", "node=po-stranger", "state=eligible", "certificate=near", "on=2019-06-01", "down=1"),
    "organizations_export": (f"q={LURE}", "node=po-far", "columns=address"),
    "organization": (*(f"tab={key}" for key, _ in TABS_OF_UNIT if key), "on=2019-06-01", "on=2010-01-01"),
    "organizations_alike": ("node=po-stranger", "on=2019-06-01"),
    "organization_same": (f"q={LURE}", "other={unit}"),
    "pipeline": ("on=2019-06-01", "on=2010-01-01"),
    "pipeline_rows": ("state=unknown", "age=year", "plan=ahead", "plan=over", "own=1", "exception=1", "on=2019-06-01"),
    "pipeline_rows_export": ("plan=ahead",),
    "urgings": ("which=registered", "which=pooling", "which=temporary", "on=2019-06-01", "on=2010-01-01"),
    **dict.fromkeys(("urging_split", "urging_split_waive"), (f"basis=field&value={LURE}",)),
    "formation_plan": ("on=2019-06-01", "on=2010-01-01"),
    "formation_plans_set": ("row={unit}",),
    "planner": ("on=2019-06-01",),
    "planner_loads": ("on=2019-06-01",),
    "planner_instructors": ("on=2019-06-01",),
    "planning_run": ("kind=separate", "outcome=refused", "on=2019-06-01"),
    "submissions": tuple(f"which={key}" for key in WHICH if key),
    "submission": ("on=2019-06-01",),
    "submission_progress": ("state=returned", "own=1", "state=waiting", "on=2010-01-01"),
    "submission_progress_export": ("state=returned",),
    "cases": ("which=open", "which=late", "which=closed", "kind=formation", "on=2019-06-01", "down=1"),
    "cases_export": ("which=open", "kind=formation"),
    "meetings": ("year=2020", "on=2019-06-01", "down=1"),
    "meetings_export": ("year=2020",),
    "meeting": ("on=2019-06-01",),
    "documents": (f"q={LURE}", "kind=notice", "year=2020", "on=2019-06-01"),
    "documents_export": (f"q={LURE}", "year=2020"),
    "document": ("on=2019-06-01",),
    "received": (f"q={LURE}", "which=unread", "which=open", "kind=letter", "on=2019-06-01", "down=1"),
    "received_export": (f"q={LURE}", "which=unread"),
    "received_document": ("on=2019-06-01",),
    "case_request": ("on=2019-06-01",),
    "case_application": ("on=2019-06-01",),
    "formation": ("on=2019-06-01",),
    "formation_consents": ("on=2019-06-01",),
    "follow_up": ("on=2019-06-01",),
    "elections": ("which=beyond", "which=near", "which=open", "on=2019-06-01", "on=2010-01-01", "down=1"),
    "elections_export": ("which=over",),
    "election": ("on=2019-06-01",),
    "hubs": (f"q={LURE}", "level=municipal", "on=2019-06-01", "on=2010-01-01"),
    "hubs_export": (f"q={LURE}", "level=municipal"),
    "party_list": (f"q={LURE}", "node=po-stranger", "term=near", "kind=joint_committee", "on=2019-06-01"),
    "party_export": (f"q={LURE}", "node=po-stranger"),
    "party_organization": (*(f"tab={key}" for key, _ in TABS_OF_NODE if key), "on=2019-06-01", "on=2010-01-01"),
    "party_branches": ("depth=3",),
    "leadership": ("on=2019-06-01", "on=2010-01-01"),
    "leadership_set": (f"q={LURE}", "person={member}"),
    "leadership_worker": (f"q={LURE}",),
    "handover": ("on=2019-06-01",),
    "appointment": ("on=2019-06-01",),
    "appointment_fill": (f"q={LURE}",),
    "party_new": ("under=po-stranger", "under=po-joint"),
    "instructors": (f"q={LURE}", "node=po-stranger", "source=retired", "state=posted", "state=free", "on=2019-06-01"),
    "instructors_export": (f"q={LURE}", "node=po-far", "state=posted"),
    "instructor": ("on=2019-06-01", "on=2010-01-01"),
    "instructor_trainings": (f"q={LURE}", "node=po-stranger", "on=2019-06-01"),
    "instructor_trainings_export": (f"q={LURE}", "node=po-far"),
    "instructor_training": ("on=2019-06-01",),
    "work_logs": (
        "node=po-stranger",
        "duty=contact_and_serve",
        "since=2016-01-01",
        "until=2019-01-01",
        "on=2019-06-01",
    ),
    "work_logs_export": ("node=po-far", "unit={unit}"),
    "work_log": ("on=2019-06-01",),
    "work_supervision": (
        "node=po-stranger",
        "month=2016-12",
        "since=2016-01-01",
        "until=2019-01-01",
        "state=silent",
        "on=2019-06-01",
    ),
    "work_supervision_export": ("node=po-far", "month=2016-12"),
    "instructor_post": ("instructor={instructor}", "unit={unit}"),
    "members": (
        f"q={LURE}",
        f"branch={LURE}",
        "node=po-stranger",
        "node=roll-far",
        "state=full",
        "status=untold",
        "condition=mobile_member",
        "condition=takes_part",
        "on=2019-06-01",
        "down=1",
    ),
    "affairs_workers": (f"q={LURE}", "node=po-stranger", "way=part", "post=held", "trained=untold", "on=2019-06-01"),
    "affairs_workers_export": ("node=po-stranger", f"q={LURE}"),
    "members_export": ("node=po-stranger", f"q={LURE}"),
    "member": ("on=2019-06-01", "on=2010-01-01"),
    "member_new": ("node=po-stranger", "node=po-joint"),
    "member_requests": ("side=asked", "state=open", "on=2019-06-01"),
    "figures": (*(f"by={key.value}" for key, _ in DIMENSIONS), "on=2019-06-01"),
    "figure_export": ("by=supervisor", "by=field"),
    "figure_rows": ("part=denominator", "child=po-stranger", "child=po-far"),
    "figure_rows_export": ("part=denominator", "child=po-stranger"),
    "figure_changes": ("against=2017-06-30", "measure=social_organizations&against=2017-06-30", "on=2019-06-01"),
    "figure_changes_export": ("measure=social_organizations&against=2017-06-30",),
    "figure_changed": (
        "measure=social_organizations&against=2017-06-30",
        "measure=social_organizations&against=2017-06-30&cause=moved_out&moved=went",
    ),
    "figure_changed_export": ("measure=social_organizations&against=2017-06-30",),
    "figure_cross": ("by=child&and=supervisor", "by=field&and=region", "on=2019-06-01"),
    "figure_cross_export": ("by=child&and=supervisor", "by=field&and=region"),
    "figure_trend": ("months=12",),
    "figure_screen": ("every=0", "on=2019-06-01"),
    "figures_earlier": ("at=2019-06-01T10:00", "on=2019-06-01", "at=2010-01-01"),
    "figure_earlier": ("at=2019-06-01T10:00", "on=2019-06-01"),
    "figure_earlier_export": ("at=2019-06-01T10:00",),
    "publications": ("on=2019-06-01",),
    "publication": ("on=2019-06-01",),
    "campaigns": ("on=2019-06-01", "on=2010-01-01"),
    "campaign": ("on=2019-06-01",),
    "reports": tuple(f"report={key}" for key in REPORTS),
    "annual": ("base=register", "on=2019-06-01"),
    "annual_export": ("base=register",),
    "annual_rows": ("base=register", "row=branch&column=social_association", "row=staff"),
    "annual_rows_export": ("base=register", "row=staff"),
    "differences": ("kind=not_covered", "kind=supervisor", "aside=1", "on=2019-06-01"),
    "difference_aside": ("kind=supervisor",),
    "difference_take_up": ("kind=mode",),
    "differences_export": ("kind=name",),
    "structure": ("by=ethnic_group", "by=years", "on=2019-06-01"),
    "structure_export": ("by=age",),
    "formations_accept": ("row={unit}",),
    "reports_export": tuple(f"report={key}" for key in REPORTS),
    "bodies": (f"called={LURE}", "kind=supervising_unit", "state=standing", "state=abolished", "on=2019-06-01"),
    "accounts": (f"called={LURE}",),
    "account_several": ("kind=organizations", "kind=supervisors"),
    "journal": (f"actor={LURE}", "act=organization"),
    "batch": tuple(f"state={key}" for key in STATES_OF_ROWS),
}


# Pages of figures cost most, and the PDF for which LibreOffice starts: an ordinary run has them walked by one persona.
DEAR = frozenset(
    {
        "figures",
        "reports",
        "reports_export",
        "figure_rows",
        "figure_rows_export",
        "figure_export",
        "figure_changes",
        "figure_changes_export",
        "figure_changed",
        "figure_changed_export",
        "figure_cross",
        "figure_cross_export",
        "figure_trend",
        "figure_trend_export",
        "figure_screen",
        "figures_earlier",
        "figure_earlier",
        "figure_earlier_export",
        "publication_again",
        "campaign",
        "document_pdf",
    }
)
# Who walks the views in an ordinary run: the middle of the tree, another kind of reach, and those who see everywhere.
VIEWERS = frozenset({"joint", "supervisor", "security_admin", "audit_admin"})
# Who is asked about what is the strangers' at every address; the others at the first address of each promise.
ASKED_ABOUT_STRANGERS = frozenset({"joint", "supervisor"})
# Asked at the first address of each promise only: an authority has the reach of a supervising unit, an organization's
# clerk that of an instructor, and the two others what the committee's clerk and the other administrators have.
ALIKE = frozenset({"registry", "organization", "outsider", "system_admin"})
REFUSED = frozenset("FMIX")

Cell = tuple[str, str, str]  # relation, place, letter


def promised(name: str, method: str) -> Pattern:
    return EXPECTED[name].get if method == "GET" else EXPECTED[name].post


def _let_through(told: Pattern) -> str:
    """A promise as far as it is about who is refused, and how."""
    cells = (
        (one, relation, letter if letter in REFUSED else "S") for one in told for relation, letter in told[one].items()
    )
    return repr(list(cells))


def _first_of_each() -> dict[str, frozenset[str]]:
    """The first address of each promise, looked at where it can be looked at."""
    found: dict[str, tuple[str, str]] = {}
    for method in ("GET", "POST"):
        for name in EXPECTED:
            found.setdefault(_let_through(promised(name, method)), (method, name))
    return {method: frozenset(name for how, name in found.values() if how == method) for method in ("GET", "POST")}


WHOLE = _first_of_each()
# The list in which planted defects are looked for is asked whole, whichever row of the table is the first of its kind.
WHOLE["GET"] = frozenset({*WHOLE["GET"], "organizations"})


def cells(name: str, persona: str, method: str) -> Iterator[Cell]:
    """What a persona is asked about at an address; relations of an address without an object are one."""
    row, told = EXPECTED[name], promised(name, method)[persona]
    alike = len(set(told.values())) == 1 and set(told.values()) <= REFUSED
    for relation, letter in told.items():
        place = place_of(row.subject, persona, relation) if row.subject else ""
        if row.subject and not place:
            continue
        elsewhere = relation == "foreign" and not alike and persona in ASKED_ABOUT_STRANGERS
        own = relation == "own" and persona not in ALIKE and (letter in REFUSED or persona == let_in(name, method))
        first = name in WHOLE[method] and (not alike or relation in ("own", "foreign"))
        if FULL or own or elsewhere or first:
            yield relation, place, letter


def let_in(name: str, method: str) -> str:
    """Whose own is not refused: the joint committee's clerk, else the first in the table."""
    told = promised(name, method)
    return next((one for one in ("joint", *told) if told[one].get("own", "X") not in REFUSED), "")


def shown_to(name: str, persona: str) -> bool:
    """Pages of figures are answered slowly; who else may see them is asked in a full proof."""
    return FULL or name not in DEAR or persona == "joint" or "S" not in promised(name, "GET")[persona].values()


def looks(
    world: World, persona: str, *, views: bool = True, relations: Collection[str] = RELATIONS
) -> Iterator[tuple[str, str]]:
    """Name and address of what is looked at; every view of what is the persona's own."""
    for name, row in EXPECTED.items():
        if not shown_to(name, persona):
            continue
        walked = views and (FULL or persona in VIEWERS)
        for relation, place, letter in cells(name, persona, "GET"):
            if relation not in relations or letter == "X":
                continue
            where = address(world, name, row.subject, place)
            yield name, where
            if walked and letter == "S":
                walked = False  # once: of the first that is shown
                yield from ((name, viewed(world, where, view)) for view in views_of(name))


def few(world: World, persona: str) -> Iterator[tuple[str, str]]:
    """One address of each kind that is quickly answered: where it is about who may look, not at what."""
    for name, where in looks(world, persona, views=False, relations=("own",)):
        if name not in DEAR and name != "home":
            yield name, where


def viewed(world: World, where: str, view: str) -> str:
    strangers = {"instructor": world.instructors["stranger"], "unit": world.public["stranger"],
                 "member": world.members["stranger"]}  # fmt: skip
    return f"{where}{'&' if '?' in where else '?'}{view.format_map(strangers)}"


def views_of(name: str) -> tuple[str, ...]:
    return VIEWS.get(name, ())

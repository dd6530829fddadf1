"""Everything is looked at once by everybody: is it answered as promised, does it leak, is it escaped, does it write?"""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.db import connection
from tests.security.asking import Remembered, address, get
from tests.security.checks import shown_wrongly
from tests.security.leaks import leaked, unescaped, written_by_looking
from tests.security.relations import PERSONAS
from tests.security.sitemap import EXPECTED, gone, unlisted
from tests.security.tree import CANARY, World
from tests.security.walking import VIEWS, viewed

from shuniu.policy.persons.fields import ORGANIZATION_FIELDS, PERSONAL_FIELDS
from shuniu.web.lists import Filtering


@pytest.fixture(scope="module")
def ask(built: World) -> Remembered:
    return Remembered()


@pytest.fixture(scope="module", params=PERSONAS)
def persona(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_address_stands_in_the_table_and_nothing_else() -> None:
    assert unlisted() == set(), "an address nobody promised anything about: put it into tests/security/sitemap.py"
    assert gone() == set()


def test_looking_writes_nothing(world: World, ask: Remembered, persona: str) -> None:
    assert [one for one in ask.answers if one[0] == persona] == [], (
        "asked here for the first time, or nothing is proved"
    )
    assert written_by_looking(world, [persona], ask=ask) == []


def test_looking_is_answered_as_promised(world: World, ask: Remembered, persona: str) -> None:
    assert shown_wrongly(world, EXPECTED, [persona], ask) == []


def test_nothing_of_the_strangers_is_seen(world: World, ask: Remembered, persona: str) -> None:
    found = leaked(world, [persona], ask=ask)
    if persona == "outsider":
        assert len(found) > 20, "the canaries are alive: their own clerk sees them"
    else:
        assert found == []


# Fields whose text stands on some page of the own tree, escaped.
SHOWN = {
    "naming.name", "registration.name", "registration.address", "registration.street", "registration.field",
    "registration.by", "registration.reason", "officecontact.name", "headcount.source", "formation.approver",
    "formation.number", "account.name", "particulars.name", "membership.moved", "employment.position",
    "membershiprequest.name", "membershiprequest.reason", "account.title", "entry.reason", "unitname.name", "hub.by",
    "case.filed", "step.filed", "remark.text",
    "training.name", "worklog.done", "plan.reason", "plan.note", "proposal.reason",
    "state.source", "state.organization", "state.reason", "savedview.name",
    "publication.title", "publication.number", "publication.type", "published.name",
    "published.cell", "published.definition", "published.clause", "published.said", "published.silence",
    "campaign.name", "campaign.number", "campaign.body", "campaign.clause", "campaign.goal",
}  # fmt: skip


def test_texts_are_told_as_texts(world: World, ask: Remembered) -> None:
    raw, shown = unescaped(world, PERSONAS, ask=ask)
    assert raw == []
    assert {one.lower() for one in shown} >= SHOWN


# Columns that hold no free text: words and codes of the house, keys, ciphers, derived rows.
NOT_FREE: dict[str, str] = {
    "Account": "password", "Assignment": "role", "Batch": "kind digest state counts content staged choices",
    "BallotOrder": "post", "CasePaper": "paper",
    "CaseUnit": "answer", "CampaignTarget": "measure", "Publication": "line by snapshot digest",
    "PublishedFigure": "measure unit source rows_digest",
    "Coverage": "role", "DifferenceAside": "kind",
    "Entry": "act subject_kind", "Formation": "mode basis sponsor established_precision",
    "FormationPlan": "way", "FormationProposal": "kind outcome",
    "PlanningRun": "state summary", "Grade": "grade", "Guidance": "kind", "Hub": "level verb", "HubElement": "element",
    "InstructorPool": "source", "LocalFigure": "key value", "Locality": "region", "Look": "subject_kind field",
    "Naming": "sort_key kind axis", "OfficeContact": "role phone",
    "Particulars": "sort_key sex ethnic_group born_precision education citizen_number number_index mobile",
    "Membership": "state admitted_precision full_member_precision status lost_contact_precision leaving",
    "MembershipRequest": "state", "Post": "post how", "PackBinding": "chain", "PartyOrganization": "code",
    "PlannedCell": "subtype", "WorkLog": "duty", "Receipt": "key digest answer", "Region": "code name level parent",
    "Registration": "sort_key type subtype legal_status mode status level region influence activity_scope"
    " established_precision",
    "RenewalOpinion": "opinion matters", "ReportedState": "formation_mode formed_precision",
    "Candidate": "post outcome division", "ElectionCase": "form",
    "ElectionRound": "post excluded chaired_by scrutineers tellers",
    "Remark": "field", "ReportedFigure": "key", "Seal": "previous digest mac", "SealedEntry": "digest", "Seat": "role",
    "SavedView": "path query",
    "Standing": "status type region mode base", "Step": "state verb seen clauses",
    "Case": "number kind topic begun_from state holder",
    "DocumentTemplate": "kind content digest", "DocumentNote": "outcome",
    "Series": "mark", "Document": "kind", "Meeting": "state chaired_by excused observers",
    "Resolution": "outcome clauses",
    "Succession": "kind", "Target": "measure", "Unit": "kind code",
    "TallyChange": "margin key", "TallyMonth": "margin key", "TallyPending": "margin key",
    "UnitName": "sort_key", "WorkCoverage": "instrument", "WrappedKey": "purpose wrapped",
}  # fmt: skip


def test_a_canary_sits_in_every_free_text_of_the_ledger(world: World) -> None:
    columns = {(one.table, one.column) for one in PERSONAL_FIELDS}
    columns |= {(table, column) for table, names in ORGANIZATION_FIELDS.items() for column in names}
    closed = {(table, column) for table, names in NOT_FREE.items() for column in names.split()}
    assert closed <= columns, closed - columns
    empty = [f"{table}.{column}" for table, column in sorted(columns - closed) if not _sits_in(table, column)]
    assert empty == [], "put a canary there (tests/security/places.py) or say that it holds no free text"


def _sits_in(table: str, column: str) -> bool:
    model = apps.get_model("shuniu", table)
    field = model._meta.get_field(column).column
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT 1 FROM "{model._meta.db_table}" WHERE "{field}"::text LIKE %s LIMIT 1', [f"%{CANARY}%"])
        return cursor.fetchone() is not None


def test_every_filter_that_is_walked_is_one_the_list_knows(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A filter that a list does not know would walk the plain list again and prove nothing."""
    made: list[Filtering] = []
    original = Filtering.__init__

    def kept(self: Filtering, *args: Any, **more: Any) -> None:
        original(self, *args, **more)
        made.append(self)

    monkeypatch.setattr(Filtering, "__init__", kept)
    lists = set()
    for name, views in VIEWS.items():
        if EXPECTED[name].subject or name.endswith("_export"):
            continue  # no list, or filtered as its list is
        made.clear()
        where = address(world, name, "", "")
        get(world, "committee", where)
        for view in views if made else ():
            made.clear()
            get(world, "committee", viewed(world, where, view))
            lists.add(name)
            assert _known(made[0], *view.split("=")), f"{name}?{view}"
    assert lists >= {
        "members",
        "affairs_workers",
        "organizations",
        "hubs",
        "party_list",
        "instructors",
        "work_logs",
        "bodies",
        "accounts",
        "journal",
    }


def _known(filters: Filtering, name: str, value: str) -> bool:
    """The strangers' committees are not offered: that is what is looked for."""
    if name in ("on", "down", "columns") or value.startswith(("po-", "roll-")):
        return True
    field = filters.fields[name]
    return not isinstance(field, forms.ChoiceField) or field.valid_value(value)

"""What stands at every node of the world: an organization with all its facts, an account, a journal line, a ledger."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import now
from psycopg.types.range import DateRange
from tests.cast import BEGINNING, CHAIN
from tests.security.adjusted import adjusted
from tests.security.resolved import resolved
from tests.security.stated import stated
from tests.security.tree import FOREIGN, PHONE, STRANGERS, TREE, World, marked, seat
from tests.web.offices import code_number, sit_down

from shuniu import models
from shuniu.commands.imports import Received, receive_ledger
from shuniu.commands.journal import act_of
from shuniu.models.facts import Fact
from shuniu.models.secrecy import encrypt
from shuniu.policy.words.accounts import Role
from shuniu.spreadsheets.imports.staging import LAYOUT

ROLES = {"comprehensive_committee": Role.COMMITTEE_CLERK, "joint_committee": Role.JOINT_COMMITTEE_CLERK}
BRANCHES = ("general_branch", "party_branch")
UNSUPERVISED = ("top", "general", "stranger", "far")
SITS_AT = {"top": "committee", "joint": "joint", "general": "branch", "stranger": "outsider"}
BROUGHT_BY = {
    "stranger": "outsider", "top": "committee", "joint": "joint",
    "summit": "", "side": "", "other": "", "general": "", "far": "",
}  # fmt: skip


class Place:
    """One node while it is being furnished."""

    def __init__(self, world: World, name: str) -> None:
        self.world, self.name = world, name
        self.node = world.nodes[name]

    def text(self, where: str) -> str:
        return marked(self.name, where)

    def fact(self, model: type[Fact], **values: Any) -> Any:
        period = values.pop("period", DateRange(BEGINNING, None))
        return model._default_manager.create(period=period, recorded=self.world.entry, **values)

    def body(self, kind: str, name: str) -> int:
        made = models.Unit.objects.create(kind=kind, registered_at_id=self.node, recorded=self.world.entry)
        self.fact(models.UnitName, unit=made, name=name, sort_key=name)
        return made.pk


def settle(world: World) -> None:
    kinds = {name: kind for name, kind, _ in (*TREE, *STRANGERS)}
    outside(world)
    for number, (name, kind) in enumerate(kinds.items()):
        place = Place(world, name)
        organization(place, name, number, covered=kind in BRANCHES)
        party(place, kind)
        account(place, ROLES.get(kind, Role.BRANCH_SECRETARY))
        saved_view(place)
    cell = world.units["cell"]
    for persona, role, unit in (
        ("instructor", Role.INSTRUCTOR, cell),
        ("organization", Role.ORGANIZATION_CLERK, cell),
        ("supervisor", Role.SUPERVISING_UNIT_CLERK, world.units["ministry"]),
        ("registry", Role.REGISTRY_CLERK, world.units["authority"]),
    ):
        world.personas[persona] = seat(world, role, None, unit)
    guided(world)
    ledgers(world)


def saved_view(place: Place) -> None:
    """One view shared at each node: of the persona who works there, else of the colleague."""
    world = place.world
    seated = world.personas.get(SITS_AT.get(place.name, ""))
    by = seated.account if seated else models.Account.objects.get(uuid=world.accounts[place.name]).pk
    made = models.SavedView.objects.create(
        account_id=by, name=place.text("SavedView.name"), path="/organizations/", query="state=eligible",
        shared_at_id=place.node, saved_at=now(),
    )  # fmt: skip
    world.views[place.name] = made.uuid


def outside(world: World) -> None:
    """Two supervising units and two authorities of the own tree, one of each of the strangers'."""
    for name, at, kind in (
        ("ministry", "top", "supervising_unit"), ("bureau", "top", "supervising_unit"),
        ("authority", "top", "registration_authority"), ("agency", "top", "registration_authority"),
        ("far_ministry", "stranger", "supervising_unit"), ("far_authority", "stranger", "registration_authority"),
    ):  # fmt: skip
        place = Place(world, at)
        world.units[name] = place.body(kind, f"{place.text('UnitName.name')}{name}")
        world.public[name] = models.Unit.objects.values_list("uuid", flat=True).get(pk=world.units[name])


def bodies_of(name: str) -> tuple[str, str]:
    if name in ("stranger", "far", "remote"):
        return "far_ministry", "far_authority"
    return ("ministry", "authority") if name in ("joint", "cell") else ("bureau", "agency")


def organization(place: Place, name: str, number: int, *, covered: bool) -> None:
    world, text = place.world, place.text
    code = code_number(100 + number)
    made = models.Unit.objects.create(
        kind="social_organization", code=code, registered_at_id=place.node, recorded=world.entry
    )
    world.units[name], world.public[name], world.numbers[name] = made.pk, made.uuid, code
    supervisor, authority = bodies_of(name)
    mode = "direct_registration" if name in UNSUPERVISED else "dual_administration"
    place.fact(
        models.Registration, unit=made, name=f"{text('Registration.name')}{name}", sort_key=name,
        type="social_association", legal_status="legal_person", mode=mode, status="normal",
        supervising_unit_id=world.units[supervisor], authority_id=world.units[authority], level="city",
        region="110101", district=text("Registration.district"), street=text("Registration.street"),
        address=text("Registration.address"), field=text("Registration.field"), industry_distinct=True,
        influence="large", classified_by=text("Registration.by"), classified_on=date(2019, 1, 1),
        classified_reason=text("Registration.reason"), charter_clause=True, certificate_to=now().date(),
        charter_clause_text=text("Registration.clause"),
    )  # fmt: skip
    place.fact(models.Jurisdiction, unit=made, party_organization_id=place.node, clause=text("Jurisdiction.clause"))
    if covered:
        place.fact(models.Coverage, unit=made, party_organization_id=place.node, role="host")
    place.fact(models.WorkCoverage, unit=made, instrument="trade_union", note=text("WorkCoverage.note"))
    place.fact(models.Renewal, unit=made, due_on=date(2021, 5, 1), source=text("Renewal.source"))
    place.fact(models.Hub, unit=made, level="municipal", verb="designated", designated_by=text("Hub.by"),
               field=text("Hub.field"))  # fmt: skip
    models.HeadCount.objects.create(
        unit=made, as_of=date(2019, 6, 1), members=9, full_members=7, source=text("HeadCount.source"),
        recorded=world.entry,
    )  # fmt: skip
    place.fact(
        models.ReportedState, unit=made, source=text("State.source"), supervising_unit=text("State.supervisor"),
        has_party_organization=True, formation_mode="separate", party_organization=text("State.organization"),
        reason_not_formed=text("State.reason"), instructor=True, instructor_unit=text("State.instructor"),
    )  # fmt: skip
    # One that has become another since: it stands on the card and in the journal, and sets nothing aside.
    place.fact(
        models.DifferenceAside, unit=made, kind="mode", reported=text("Aside.reported"), held=text("Aside.held"),
        reason=text("Aside.reason"), until=date(2035, 1, 1),
    )  # fmt: skip
    world.contacts[name] = contact(place, unit=made)
    world.submissions[name] = submission(place, made)
    if not name.startswith("guided"):
        applications(place, made)


def submission(place: Place, unit: models.Unit) -> UUID:
    """Sent, returned and sent again; the one of the organization's clerk waits to be mended."""
    filed = {"address": place.text("Case.filed"), "members": 9, "full_members": 7}
    states = ["submitted", "returned", "resubmitted"]
    states = states[:2] if place.name == "cell" else states
    holder = "applicant" if place.name == "cell" else "reviewer"
    made = models.Case.objects.create(
        kind="information", state=states[-1], holder=holder, law_day=BEGINNING, unit=unit, filed=filed, version=4
    )
    for state in states:
        sent = None if state == "returned" else {**filed, "street": place.text("Step.filed")}
        step = models.Step.objects.create(
            case=made,
            state=state,
            filed=sent,
            seen=None if sent is None else [],
            recorded=place.world.entry,
            reason=place.text("Step.reason"),
            next_steps=place.text("Step.next_steps"),
        )
        if state == "returned":
            models.Remark.objects.create(step=step, field="address", text=place.text("Remark.text"))
    return made.uuid


def election(place: Place) -> UUID:
    """One that is over, with the numbers of its vote; nobody stands in it."""
    made = models.Case.objects.create(
        kind="election", state="done", holder="", law_day=BEGINNING, party_organization_id=place.node,
        committee_id=place.node, origin_id=place.node, version=9,
        filed={"form": "general_meeting", "seats": 3, "deputies": 0, "grounds": place.text("Election.grounds")},
    )  # fmt: skip
    models.Step.objects.create(case=made, state="done", verb="archive", filed=made.filed, recorded=place.world.entry)
    models.ElectionCase.objects.create(
        case=made, party_organization_id=place.node, form="general_meeting", seats=3, deputies=0
    )
    models.ElectionRound.objects.create(
        case=made, number=1, post="committee_member", held_on=date(2020, 6, 1), seats=3, voters=9, on_roll=8,
        note=place.text("Round.note"), present=9, issued=9, returned=9, valid=9, recorded=place.world.entry,
    )  # fmt: skip
    models.BallotOrder.objects.create(
        case=made, post="committee_member", reason=place.text("Ballot.reason"), recorded=place.world.entry
    )
    models.CasePaper.objects.create(
        case=made, paper="ballots", place=place.text("Paper.place"), recorded=place.world.entry
    )
    return made.uuid


def applications(place: Place, unit: models.Unit) -> None:
    """One in each state in which something of its own is done; that of the organization's clerk waits to be mended."""
    world, own = place.world, place.name == "cell"
    world.formations[place.name] = application(place, unit, "returned" if own else "checking")
    world.replying[place.name] = application(place, unit, "to_reply")
    world.answered[place.name] = application(place, unit, "to_answer")
    world.outside[place.name] = application(place, unit, "outside")
    world.closed[place.name] = application(place, unit, "done", holder="")
    world.begun[place.name] = application(place, unit, "draft", origin_id=place.node, at_id=place.node)
    filed = {"text": place.text("Case.filed"), "clause": "", "of": str(world.formations[place.name])}
    made = models.Case.objects.create(
        kind="follow_up", topic="next_steps", state="to_do", holder="applicant", law_day=BEGINNING, unit=unit,
        origin_id=place.node, at_id=place.node, committee_id=place.node, filed=filed,
    )  # fmt: skip
    models.Step.objects.create(case=made, state="to_do", verb="submit", recorded=world.entry)
    world.follow_ups[place.name] = made.uuid


HOLDERS = {"returned": "applicant", "draft": "applicant", "checking": "reviewer"}


def application(place: Place, unit: models.Unit, state: str, **more: Any) -> UUID:
    filed = {
        "name": place.text("Case.filed"), "short_name": place.text("Case.filed"), "grounds": place.text("Case.filed"),
        "kind": "party_branch", "mode": "separate", "parent": place.node, "units": [], "full_members": 4,
        "relations_in": 4,
    }  # fmt: skip
    holder = more.pop("holder", HOLDERS.get(state, "committee"))
    at = {"at_id": place.node} if holder == "committee" else {}
    made = models.Case.objects.create(
        kind="formation", topic="" if state in ("returned", "checking") else f"formation_{state}",
        state=state, holder=holder,
        law_day=BEGINNING, unit=unit, committee_id=place.node, filed=filed, number=f"{place.text('Case.number')[:30]}1",
        **{**at, **more},
    )  # fmt: skip
    told = {
        "reason": place.text("Step.reason"),
        "next_steps": place.text("Step.next_steps"),
        "recorded": place.world.entry,
    }
    if state != "draft":
        models.Step.objects.create(case=made, state="checking", verb="submit", filed=filed, seen=[], **told)
    if state == "returned":
        step = models.Step.objects.create(case=made, state=state, verb="return", **told)
        for field in ("name", "grounds"):
            models.Remark.objects.create(step=step, field=field, text=place.text("Remark.text"))
    if state == "to_answer":
        models.Step.objects.create(case=made, state=state, verb="refuse", **told)
    return made.uuid


def letter(place: Place) -> UUID:
    """The 批复 on the postponement that was approved."""
    made = models.Document.objects.create(
        party_organization_id=place.node, addressed_to_id=place.node, mark="社党延", year=2020, number=1,
        kind="official_reply", title=f"关于同意{place.text('Letter.title')}延期换届的批复", issued_on=date(2020, 6, 1),
        addressee=place.text("Letter.addressee"), recorded=place.world.entry,
        case=models.Case.objects.get(uuid=place.world.postponements[place.name]),
    )  # fmt: skip
    return made.uuid


def postponement(place: Place) -> UUID:
    """One that was approved."""
    filed = {"until": "2020-06-01", "grounds": place.text("Postponement.grounds")}
    made = models.Case.objects.create(
        kind="postponement", state="done", holder="", law_day=BEGINNING, party_organization_id=place.node,
        committee_id=place.node, origin_id=place.node, version=3, filed=filed,
    )  # fmt: skip
    models.Step.objects.create(case=made, state="done", verb="approve", filed=filed, recorded=place.world.entry)
    return made.uuid


def contact(place: Place, **of: Any) -> UUID:
    row = uuid4()
    phone = PHONE if place.name in FOREIGN else "13900000000"
    sealed = encrypt(phone, table=models.OfficeContact._meta.db_table, row=row, field="phone")
    called = place.text("OfficeContact.name")
    place.fact(models.OfficeContact, row=row, role="contact", name=called, phone=sealed, **of)
    return row


def party(place: Place, kind: str) -> None:
    world, text, at = place.world, place.text, {"party_organization_id": place.node}
    place.fact(models.Formation, mode="separate", approver=text("Formation.approver"),
               document_number=text("Formation.number"), **at)  # fmt: skip
    place.fact(models.Term, period=DateRange(date(2019, 1, 1), now().date() + timedelta(days=20)), **at)
    place.fact(models.Seat, unit_id=world.units[place.name], role="own", **at)
    world.reached[place.name] = contact(place, **at)
    world.elections[place.name] = election(place)
    world.postponements[place.name] = postponement(place)
    world.letters[place.name] = letter(place)
    if kind == "comprehensive_committee":
        place.fact(models.PackBinding, chain=CHAIN, **at)
    clause = f"{text('Local.clause')}#1"
    place.fact(models.LocalFigure, key="formation.headcount_base", value="as_reported", clause=clause,
               decision=text("LocalFigure.decision"), **at)  # fmt: skip
    place.fact(models.Target, measure="organization_coverage", baseline=50, points=5, due_on=date(2027, 1, 1),
               source=text("Target.source"), **at)  # fmt: skip
    place.fact(models.ReportedFigure, key="members", numerator=9, source=text("Reported.source"),
               clause=text("Reported.clause"), **at)  # fmt: skip
    place.fact(models.PlannedCell, subtype="trade_association", cell=text("Planned.cell"), **at)
    made = models.Instructor.objects.create(code=text("Instructor.code")[:30] + place.name, recorded=world.entry)
    place.fact(models.InstructorPool, instructor=made, source="retired", home_unit=text("Pool.home"),
               recommended_by=text("Pool.recommended"), selection_number=text("Pool.selection"), **at)  # fmt: skip
    place.fact(models.Posting, instructor=made, unit_id=world.units[place.name], document_number=text("Posting.doc"))
    place.fact(models.FormationPlan, unit_id=world.units[place.name], way="joint", planned_on=date(2027, 1, 1),
               reason=text("Plan.reason"), note=text("Plan.note"), **at)  # fmt: skip
    planned(place)
    taught(place, made, at)
    stated(place)
    resolved(place)
    world.adjusted[place.name] = adjusted(place)
    world.instructors[place.name], world.called[place.name] = made.uuid, contact(place, instructor=made)


def planned(place: Place) -> None:
    """A run of the planner with one proposal that was refused and one that is open."""
    world = place.world
    numbers = {"covered": 1, "reached": 0, "distance": 0, "size": 0, "separate": 1, "joint": 0, "attach": 0,
               "instructor": 0}  # fmt: skip
    run = models.PlanningRun.objects.create(
        party_organization_id=place.node, on=BEGINNING, state="done", recorded=world.entry,
        summary={"proposed": numbers, "baseline": numbers, "unknown": 0, "left": 0,
                 "limits": {"threshold": 3, "units": 5, "members": 50}},
    )  # fmt: skip
    for position, outcome in enumerate(("refused", "open")):
        models.FormationProposal.objects.create(
            run=run, position=position, kind="attach", units=[world.units[place.name]], outcome=outcome,
            reason=place.text("Proposal.reason") if outcome == "refused" else "",
        )  # fmt: skip
    world.runs[place.name] = run.uuid


def taught(place: Place, instructor: models.Instructor, at: dict[str, Any]) -> None:
    """A training in which the instructor took part, and what was done at the organization, on the first day."""
    world, first = place.world, DateRange(BEGINNING, BEGINNING + timedelta(days=1))
    course = models.InstructorCourse.objects.create(recorded=world.entry)
    place.fact(models.InstructorTraining, course=course, name=place.text("Training.name"),
               organizer=place.text("Training.organizer"), hours=8, period=first, **at)  # fmt: skip
    place.fact(models.TrainedInstructor, course=course, instructor=instructor, period=first, **at)
    log = place.fact(models.WorkLog, instructor=instructor, unit_id=world.units[place.name],
                     duty="contact_and_serve", done=place.text("WorkLog.done"), period=first)  # fmt: skip
    world.trainings[place.name], world.work_logs[place.name] = course.uuid, log.uuid


def account(place: Place, role: Role, name: str = "") -> None:
    """A colleague who never acts: what is looked for is the account itself, and what it wrote."""
    world, name = place.world, name or place.name
    made = models.Account.objects.create(
        username=f"{place.text('Account.name')}{name}", title=place.text("Account.title"),
        password=make_password(None), must_change_password=False,
    )  # fmt: skip
    held = place.fact(models.Assignment, account=made, role=role.value, party_organization_id=place.node)
    world.accounts[name], world.held[name] = made.uuid, held.uuid
    written = models.Entry.objects.create(
        act="organization.change", actor=made, assignment=held, node_id=place.node, on=BEGINNING, at=now(),
        clause=place.text("Entry.clause"), reason=place.text("Entry.reason"),
    )  # fmt: skip
    world.entries[name] = written.uuid
    models.Look.objects.create(
        actor=made, subject_kind="office_contact", subject=world.contacts[name], field="phone",
        purpose=place.text("Look.purpose"), at=now(),
    )  # fmt: skip


def guided(world: World) -> None:
    """Organizations of the side committee that others guide: seen for the sake of guidance, theirs in nothing else."""
    place = Place(world, "side")
    for number, name in enumerate(("top", "joint", "general")):
        called = f"guided_{name}"
        organization(place, called, 50 + number, covered=False)
        place.fact(models.Guidance, unit_id=world.units[called], party_organization_id=world.nodes[name],
                   kind="guidance", clause=place.text("Guidance.clause"))  # fmt: skip
    far = Place(world, "far")
    far.fact(models.Guidance, unit_id=world.units["stranger"], party_organization_id=far.node, kind="guidance",
             clause=far.text("Guidance.clause"))  # fmt: skip


def ledgers(world: World) -> None:
    """One ledger waits at every committee. Three were brought through the page; the others only stand there."""
    for name, persona in BROUGHT_BY.items():
        if persona:
            file = SimpleUploadedFile(f"{marked(name, 'Batch.file')}.csv", ledger_of(name))
            given = {"key": str(uuid4()), "file": file, "node": world.codes[name], "kind": "", "since": "2020-06-01"}
            where = sit_down(world.personas[persona]).post("/imports/", given)["Location"]
            world.batches[name] = UUID(where.split("/")[2])
            continue
        by = seat(world, Role.COMMITTEE_CLERK, world.nodes[name])
        content = ledger_of(name)
        received = Received(
            node=world.nodes[name], kind="social_organizations", file_name=f"{marked(name, 'Batch.file')}.csv",
            digest=hashlib.sha256(content).hexdigest(), content=content, staged=content, layout=LAYOUT, counts={},
        )  # fmt: skip
        world.batches[name] = receive_ledger(act_of(by, now().date()), received)


def ledger_of(name: str) -> bytes:
    """A good row, and one that the clerk has to mend; the last column is unknown."""
    cells = {where: marked(name, where).replace('"', "").replace(",", "") for where in ("Batch.name", "Batch.cell")}
    return (
        "社会组织名称,统一社会信用代码,类型,登记状态,成立日期,未识别的一列\n"
        f"{cells['Batch.name']}学会,{code_number(300)},社会团体,正常,2015-03-02,{cells['Batch.cell']}\n"
        f"{cells['Batch.name']}协会,1234,社会团体,正常,2015-03-02,{cells['Batch.cell']}\n"
    ).encode()

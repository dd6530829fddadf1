"""Report head-counts of an organization, put down its grade, begin or end an instrument of work coverage."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.journal import Act
from shuniu.commands.organizations.attributes import COUNTS, CountOfMembers, Graded, report_head_counts, set_grades
from shuniu.commands.party.work_coverage import Instrument, begin_work_coverage, end_work_coverage
from shuniu.policy.journal.ending import LATER_TOO
from shuniu.queries.organizations.writing import Editable
from shuniu.queries.seen import grades_seen, head_counts_seen, work_coverages_seen
from shuniu.web.frame import day_of
from shuniu.web.organizations.forms import GradeForm, HeadCountForm, WorkCoverageForm
from shuniu.web.organizations.registering import crumbs_of, editable, urging_of
from shuniu.web.writing import Sheet, only_today, written


def _sheet(found: Editable, act: str, form: Form, lead: str = "") -> Sheet:
    return Sheet(
        title=f"{act}：{found.name}",
        lead=lead,
        form=form,
        submit="登记",
        back=reverse("organization", args=[found.uuid]),
        crumbs=crumbs_of(found, act),
    )


def _done(request: HttpRequest, sheet: Sheet, work: Callable[[Act], object], done: str) -> HttpResponse:
    return written(request, sheet, work, done, sheet.back + "?tab=party")


@only_today
@require_http_methods(["GET", "POST"])
def organization_head_count(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """填报人数: numbers only, never who."""
    seen = head_counts_seen(uuid)
    found = editable(request, uuid)
    form = HeadCountForm(request.POST or None, initial={"as_of": day_of(request), "seen": seen})

    def report(act: Act) -> None:
        cells = form.cleaned_data
        counts = {name: cells[name] for name in COUNTS}
        row = CountOfMembers(unit=found.unit, as_of=cells["as_of"], source=cells["source"], seen=form.seen, **counts)
        report_head_counts(act, [row])

    lead = "只填人数，不填姓名；同一天再填的，以新的为准"
    sheet = _sheet(found, "填报人数", form, lead)

    def then() -> str:
        return urging_of(request, found.unit) or f"{sheet.back}?tab=party"

    return written(request, sheet, report, "人数已登记。", then)


@only_today
@require_http_methods(["GET", "POST"])
def organization_work_coverage(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """划入工作覆盖, or let it end."""
    seen = work_coverages_seen(uuid)
    found = editable(request, uuid)
    first = {"since": day_of(request), "seen": seen, LATER_TOO: ""}
    form = WorkCoverageForm(request.POST or None, initial=first)

    def cover(act: Act) -> object:
        cells = form.cleaned_data
        row = Instrument(
            unit=found.unit,
            instrument=cells["instrument"],
            note=cells["note"],
            seen=form.seen,
            later_too=form.later_too,
        )
        return (begin_work_coverage if cells["way"] == "begin" else end_work_coverage)(act, [row])

    lead = "没有党组织的社会组织，由哪种方式实现党的工作覆盖"
    return _done(request, _sheet(found, "工作覆盖", form, lead), cover, "工作覆盖已登记。")


@only_today
@require_http_methods(["GET", "POST"])
def organization_grade(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """评估等级 from a day on."""
    seen = grades_seen(uuid)
    found = editable(request, uuid)
    form = GradeForm(request.POST or None, initial={"since": day_of(request), "grade": found.grade, "seen": seen})

    def grade(act: Act) -> None:
        set_grades(act, [Graded(unit=found.unit, grade=form.cleaned_data["grade"] or None, seen=form.seen)])

    return _done(request, _sheet(found, "评估等级", form), grade, "评估等级已登记。")

"""What has an office reported, with which source? The list and the form; never under the name of a counted figure."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from shuniu.commands.journal import Act
from shuniu.commands.packs.figures import Reported, report_figures
from shuniu.policy.grants import Action
from shuniu.policy.measures import MEASURES
from shuniu.queries.decided import reported_value, reports_of
from shuniu.queries.seen import reports_seen
from shuniu.statistics.reported import ReportedLine
from shuniu.statistics.reports import NothingKnown, reported
from shuniu.web.clauses import clause_words
from shuniu.web.dated import dated_facts
from shuniu.web.figures.asked import asked_node
from shuniu.web.frame import actor_of, day_of
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.settings.forms import ReportForm
from shuniu.web.settings.frame import crumbs, first_day, may_set, place, set_down, settable, shown
from shuniu.web.wording import day
from shuniu.web.writing import Sheet, only_today


@require_GET
@needs(Action.READ_FIGURE)
def reports(request: HttpRequest) -> HttpResponse:
    asked, actor, on = asked_node(request), actor_of(request), day_of(request)
    lines: list[ReportedLine] = []
    silent = ""
    try:
        lines = reported(actor, asked.key, on)
    except NothingKnown as nothing:
        silent = str(nothing)
    context = {
        "crumbs": crumbs(request, Link("填报数", "")),
        "silent": silent,
        "lines": [_line(one) for one in lines],
        "timeline": dated_facts(actor, reports_of(asked.key), on),
        "acts": [Link("填报", place(request, "report_new", asked))]
        if may_set(request, Action.SET_TARGET, asked)
        else [],
    }
    return shown(request, "settings/reported.html.jinja", asked, context)


def _line(one: ReportedLine) -> tuple[Any, ...]:
    definition = MEASURES[one.key].definition if one.key in MEASURES else ""
    clause = one.clause or next(iter(MEASURES[one.key].clauses.values()), "") if one.key in MEASURES else one.clause
    value = reported_value(one.share, one.numerator, one.denominator, one.unit)
    return one.name, value, one.source, day(one.since), definition, clause_words(clause) if clause else ""


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.SET_TARGET)
def report_new(request: HttpRequest) -> HttpResponse:
    asked = settable(request, Action.SET_TARGET)
    form = ReportForm(request.POST or None, initial={**first_day(request), "seen": reports_seen(asked.key)})

    def report(act: Act) -> object:
        cells = form.cleaned_data
        row = Reported(
            party_organization=asked.key,
            key=cells["figure"],
            source=cells["source"],
            numerator=cells["numerator"],
            denominator=cells["denominator"],
            share=form.share,
            seen=form.seen,
        )
        return report_figures(act, [row])

    back = place(request, "reported", asked)
    sheet = Sheet(
        title="填报",
        lead=asked.name,
        form=form,
        submit="填报",
        back=back,
        crumbs=crumbs(request, Link("填报数", back), Link("填报", "")),
        notes=["填报数单列，名称后注明“填报”，不与按登记数据计算的数混用。"],
        fields={"key": "figure", "share": "percent"},
    )
    return set_down(request, sheet, report, "已填报。")

"""What has been published: the list, one publication with its numbers, and the same counted again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.figures.publishing import StatedFigure
from shuniu.policy.grants import Action
from shuniu.policy.words import FigureSource, Line
from shuniu.queries.accounts import granted
from shuniu.queries.decided import may_at
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.publications import PublicationCard, publication_page, publication_to_read
from shuniu.statistics.earlier.ledger import TooMany
from shuniu.statistics.publishing import Compared, verified
from shuniu.web.addresses import leading
from shuniu.web.clauses import clause_words
from shuniu.web.exporting import table_file
from shuniu.web.figures.board import LABELS
from shuniu.web.figures.earlier import carried, opens_earlier
from shuniu.web.frame import actor_of, day_of, framed, with_day, writing_off
from shuniu.web.journal.entries import newest_first
from shuniu.web.lists import Field, Screen, listing
from shuniu.web.parts import Link, Status
from shuniu.web.rights import needs
from shuniu.web.wording import day, moment, word

BY = {one.value: label for one, label in LABELS.items()}
PUBLISHED = "（已发布）"


def _state(row: Mapping[str, Any]) -> Status:
    return Status("已撤回", "muted") if row["withdrawal__id"] else Status("有效", "done")


def crumbs(request: HttpRequest, *more: Link) -> list[Link]:
    return [
        Link("统计", with_day(request, reverse("figures"))),
        Link("已发布数字", with_day(request, reverse("publications"))),
        *more,
    ]


@require_GET
@needs(Action.READ_FIGURE)
def publications(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    screen = Screen(
        key="publications",
        title="已发布数字",
        unit="份",
        ordered="at",
        newest=True,
        fields=(
            Field(key="title", label="标题", show=lambda row: row["title"]),
            Field(key="number", label="文号", show=lambda row: row["document_number"]),
            Field(key="node", label="发布范围", show=lambda row: row["node"]),
            Field(key="on", label="账日", show=lambda row: day(row["on"])),
            Field(key="at", label="发布时间", show=lambda row: moment(row["recorded__at"])),
            Field(key="by", label="发布人", show=lambda row: row["recorded__actor__title"]),
            Field(key="state", label="情况", show=_state, plain=lambda row: _state(row).word),
        ),
        address=leading("publication", "uuid", with_day(request, "")),
        why_empty="还没有发布过数字。",
        what_next="简报、通报和报表用到的数字，可以在这里固定下来，以后能按当时所知重新核算。",
    )
    found = publication_page(actor, newest_first(request), day_of(request))
    may_publish = granted(actor, Action.PUBLISH_FIGURE) and not writing_off(request)
    context = {
        "listing": listing(request, screen, found, None),
        "crumbs": crumbs(request),
        "acts": [Link("发布数字", reverse("publication_new"))] if may_publish else [],
    }
    return framed(request, "publications/list.html.jinja", context)


def card_of(request: HttpRequest, public: UUID) -> PublicationCard:
    """404 for what is foreign and for what does not exist."""
    try:
        return publication_to_read(actor_of(request), public)
    except NotFound as missing:
        raise Http404 from missing


@require_GET
@needs(Action.READ_FIGURE)
def publication(request: HttpRequest, public: UUID) -> HttpResponse:
    card = card_of(request, public)
    ways = [
        Link("重新核算", with_day(request, reverse("publication_again", args=[public]))),
        Link("导出 Excel", with_day(request, reverse("publication_export", args=[public]))),
    ]
    if card.withdrawn is None and _may_withdraw(request, card):
        ways.append(Link("撤回", reverse("publication_withdraw", args=[public])))
    context = {
        "card": card,
        "crumbs": crumbs(request, Link(card.title, "")),
        "facts": _facts(card),
        "lines": [_line(one) for one in card.figures],
        "by": BY.get(card.by, card.by),
        "broken_down": [f"#{one.name}{PUBLISHED}" for one in card.figures if one.cells],
        "parts": _side_by_side(card),
        "acts": ways,
        "withdrawn": _withdrawn(card),
    }
    return framed(request, "publications/card.html.jinja", context)


def _may_withdraw(request: HttpRequest, card: PublicationCard) -> bool:
    actor = actor_of(request)
    allowed = granted(actor, Action.PUBLISH_FIGURE) and may_at(actor, Action.PUBLISH_FIGURE, card.node)
    return allowed and not writing_off(request)


def _withdrawn(card: PublicationCard) -> str:
    if card.withdrawn is None:
        return ""
    at, by, reason = card.withdrawn
    return f"{moment(at)} 由{by}撤回：{reason}"


def _facts(card: PublicationCard) -> list[tuple[str, Any]]:
    narrowed = "；".join(f"{BY.get(name, name)}：{key}" for name, key in card.narrowed.items())
    found: list[tuple[str, Any]] = [
        ("发布范围", f"{card.node_name}及其下级"),
        ("账日", card.on),
        ("按当时所知", moment(card.known_at)),
        ("文号", card.document_number),
        ("发布", f"{moment(card.published_at)}，{card.published_by}"),
        ("统计范围", word(card.line, Line) if card.line else "按各指标口径"),
    ]
    if narrowed:
        found.append(("筛选", narrowed))
    return [*found, ("数字摘要", card.digest[:16])]


def said(one: StatedFigure) -> str:
    """82.4%（33/40）, 2,973 家, or why there is none."""
    if one.silence:
        return "无数据"
    return numbers_said(one.numerator, one.denominator, one.share, one.unit)


def numbers_said(numerator: Any, denominator: Any, share: Any, unit: str) -> str:
    if share is not None:
        return f"{_exact(Decimal(str(share)) * 100)}%" if unit == "%" else f"{_exact(Decimal(str(share)))} {unit}"
    if numerator is None:
        return "无数据"
    part = Decimal(str(numerator))
    if denominator is None:
        return f"{part:,.0f} {unit}"
    if not denominator:
        return f"无数据（{part:,.0f}/0）"
    whole = Decimal(str(denominator))
    return f"{part * 100 / whole:.1f}%（{part:,.0f}/{whole:,.0f}）"


def _exact(value: Decimal) -> str:
    """Without zeros behind: 31, 68.6."""
    text = f"{value:.4f}"
    return text.rstrip("0").rstrip(".")


def _line(one: StatedFigure) -> tuple[Any, ...]:
    source = word(one.source, FigureSource)
    return (
        one.name + PUBLISHED,
        said(one),
        f"{source}，{one.said}" if one.said else source,
        one.silence or one.definition,
        clause_words(one.clause) if one.clause else "",
        one.rows_digest[:16] if one.counts_somebody else "",
    )


def _parts(one: StatedFigure, card: PublicationCard) -> tuple[str, str, list[tuple[str, str]]]:
    """Title, what it is broken down by, and its cells."""
    unit = "家" if one.unit == "%" else one.unit
    rows = [
        (
            cell["names"].get(card.by) or cell["cell"][card.by],
            numbers_said(cell["numerator"], cell["denominator"], None, unit),
        )
        for cell in one.cells
    ]
    return one.name + PUBLISHED, BY.get(card.by, card.by), rows


def _side_by_side(card: PublicationCard) -> list[list[str]]:
    """One line for each part, one column for each figure that is broken down."""
    columns = [dict(_parts(one, card)[2]) for one in card.figures if one.cells]
    names = dict.fromkeys(name for column in columns for name in column)
    return [[name, *(column.get(name, "") for column in columns)] for name in names]


@require_GET
@needs(Action.READ_FIGURE)
def publication_again(request: HttpRequest, public: UUID) -> HttpResponse:
    """Counted again as it was known then, number by number, beside what is known now; what differs is named."""
    card = card_of(request, public)
    refused, lines, apart, same, otherwise = "", [], [], False, 0
    try:
        _, told = verified(actor_of(request), public)
        same = told.same
        lines = [_again(request, card, one) for one in told.figures]
        otherwise = sum(one.reads_otherwise_now for one in told.figures)
        apart = [row for one in told.figures for row in _apart(one)]
    except TooMany as many:
        refused = str(many)
    context = {
        "card": card,
        "crumbs": crumbs(
            request,
            Link(card.title, with_day(request, reverse("publication", args=[public]))),
            Link("重新核算", ""),
        ),
        "refused": refused,
        "same": same,
        "otherwise": otherwise,
        "known_at": moment(card.known_at),
        "lines": lines,
        "apart": apart,
    }
    return framed(request, "publications/again.html.jinja", context)


def _again(request: HttpRequest, card: PublicationCard, one: Compared) -> tuple[Any, ...]:
    state = Status("相符", "done") if one.same else Status("不符", "urgent")
    return one.published.name + PUBLISHED, said(one.published), said(one.counted), state, _now(request, card, one)


def _now(request: HttpRequest, card: PublicationCard, one: Compared) -> Any:
    """What would be said now; where it differs it opens what has been learned since, organization by organization."""
    words = said(one.now)
    if not one.reads_otherwise_now or card.line or card.narrowed or not opens_earlier(one.published.measure):
        return words
    asked = {"node": card.node_code, "on": card.on.isoformat(), "at": carried(card.known_at)}
    return Link(words, with_day(request, reverse("figure_earlier", args=[one.published.measure]), **asked))


def _apart(one: Compared) -> Sequence[tuple[Any, ...]]:
    return [
        (name or code, code, one.published.name, how)
        for rows, how in ((one.gone, "已发布，重新核算没有"), (one.new, "重新核算有，已发布没有"))
        for code, name in rows
    ]


@require_GET
@needs(Action.READ_FIGURE)
def publication_export(request: HttpRequest, public: UUID) -> FileResponse:
    """The numbers with their 口径 and clause, and under each its parts."""
    card = card_of(request, public)
    rows = []
    for one in card.figures:
        rows.append([one.name + PUBLISHED, "", said(one), one.silence or one.definition, clause_words(one.clause)])
        rows += [[one.name + PUBLISHED, name, value, "", ""] for name, value in _parts(one, card)[2] if one.cells]
    columns = [(name, "text") for name in ("指标", "分项", "数字", "口径", "依据")]
    notes = [f"{term}：{value}" for term, value in _facts(card)] + [one for one in (_withdrawn(card),) if one]
    return table_file(request, f"已发布_{card.title}", columns, rows, notes)

"""From which Word files does this office write its documents? Take one home, bring one back, return to ours."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from shuniu.commands.cases.templates import TemplateFile, keep_template
from shuniu.commands.journal import Act, act_of
from shuniu.documents.checking import check_template, left_out, names_of
from shuniu.documents.opening import MOST_BYTES
from shuniu.documents.pdf import NotConverted, as_pdf
from shuniu.documents.specimens import SPECIMENS
from shuniu.documents.writing import ours, write
from shuniu.kernel.decision import Refused
from shuniu.policy.grants import Action
from shuniu.policy.words.templates import TemplateKind
from shuniu.queries.cases.templates import TemplateInForce, templates_in_force
from shuniu.web.frame import actor_of, framed, with_day, writing_off
from shuniu.web.pages.errors import read_only
from shuniu.web.parts import Link
from shuniu.web.refusals import Refusal, attempt
from shuniu.web.rights import needs
from shuniu.web.settings.frame import crumbs, set_down
from shuniu.web.word_files import font_notes, pdf_file, word_file
from shuniu.web.wording import day
from shuniu.web.writing import ActForm, Sheet, only_today

# What the platform's template says with a placeholder that an older copy of it says with fixed words.
FIXED_VERDICT = "暂缓的答复也会写成“暂不同意”。"


class TemplateForm(ActForm):
    file = forms.FileField(
        label="改好的模板",
        help_text="Word 文档（.docx），不超过 1 MB，不含宏、嵌入的对象和外部链接。先试写一份样例，没有问题才采用。",
        error_messages={"empty": "文件是空的，请重新选择。"},
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )


def _node(request: HttpRequest) -> int:
    node = actor_of(request).node
    if node is None:
        raise PermissionDenied
    return node


def _in_force(request: HttpRequest, key: str) -> TemplateInForce:
    found = next((one for one in templates_in_force(actor_of(request), _node(request)) if one.kind == key), None)
    if found is None:
        raise Http404
    return found


def _words(one: TemplateInForce) -> str:
    if one.content is None:
        return "通用模板"
    return "本机关的模板" if one.own else f"{one.of or '上级'}的模板"


def _lacking(one: TemplateInForce) -> tuple[str, ...]:
    return left_out(one.kind, one.content) if one.content else ()


@require_GET
@needs(Action.ISSUE_DOCUMENT)
def templates(request: HttpRequest) -> HttpResponse:
    found = templates_in_force(actor_of(request), _node(request))
    rows = [
        (
            Link(one.kind.label, with_day(request, reverse("document_template", args=[one.kind.value]))),
            _words(one),
            day(one.since.date()) if one.since else "",
            Link("Word", reverse("document_template_sample", args=[one.kind.value])),
        )
        for one in found
    ]
    context = {
        "crumbs": crumbs(request, Link("文书模板", "")),
        "rows": rows,
        "lacking": [(one, names) for one in found if (names := _lacking(one))],
        "fixed": FIXED_VERDICT,
        "notes": font_notes(),
    }
    return framed(request, "settings/templates.html.jinja", context)


@require_http_methods(["GET", "POST"])
@needs(Action.ISSUE_DOCUMENT)
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """One kind: what holds, and the file to bring instead."""
    one = _in_force(request, kind)
    initial = {"seen": (one.key,) if one.key else ()}
    if request.method != "POST":
        return _shown(request, one, TemplateForm(initial=initial), Refusal(status=200))
    if writing_off(request):
        return read_only(request)
    form = TemplateForm(request.POST, request.FILES, initial=initial)
    if not form.is_valid():
        return _shown(request, one, form, Refusal())
    content = form.cleaned_data["file"].read(MOST_BYTES + 1)
    act = act_of(actor_of(request), None, str(form.cleaned_data["key"]))
    refusal = attempt(form, lambda: _kept(request, act, one.kind, content, form.seen))
    if refusal is not None:
        return _shown(request, one, form, refusal)
    messages.success(request, f"“{one.kind.label}”的模板已更换。请下载样例看一遍。")
    return HttpResponseRedirect(reverse("document_template", args=[kind]))


def _kept(request: HttpRequest, act: Act, kind: TemplateKind, content: bytes, seen: tuple[int, ...] | None) -> None:
    checked = check_template(kind, content)
    if not checked.allowed:
        raise Refused(checked)
    keep_template(act, _file(request, kind, content, seen))


def _file(
    request: HttpRequest, kind: TemplateKind, content: bytes | None, seen: tuple[int, ...] | None
) -> TemplateFile:
    return TemplateFile(party_organization=_node(request), kind=kind, content=content, seen=seen[0] if seen else None)


def _shown(request: HttpRequest, one: TemplateInForce, form: TemplateForm, refusal: Refusal) -> HttpResponse:
    list_of_all = Link("文书模板", with_day(request, reverse("document_templates")))
    facts: list[tuple[str, Any]] = [("现在用的", _words(one))]
    if one.since:
        facts.append(("自", day(one.since.date())))
    context = {
        "one": one,
        "crumbs": crumbs(request, list_of_all, Link(one.kind.label, "")),
        "facts": facts,
        "form": form,
        "objections": refusal.objections,
        "names": names_of(one.kind),
        "left_out": _lacking(one),
        "fixed": FIXED_VERDICT,
        "writable": not writing_off(request),
        "notes": font_notes(),
    }
    return framed(request, "settings/template.html.jinja", context, status=refusal.status)


@require_GET
@needs(Action.ISSUE_DOCUMENT)
def template_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The template itself, to be changed in Word; ``?ours=1`` that of the platform."""
    one = _in_force(request, kind)
    content = None if request.GET.get("ours") else one.content
    return word_file(f"{one.kind.label}模板", content or ours(one.kind))


@require_GET
@needs(Action.ISSUE_DOCUMENT)
def template_sample(request: HttpRequest, kind: str) -> HttpResponse:
    """What a document looks like, with invented bodies; ``?form=pdf`` as it is printed."""
    one = _in_force(request, kind)
    content, name = write(one.kind, SPECIMENS[one.kind], one.content), f"{one.kind.label}样例"
    if request.GET.get("form") != "pdf":
        return word_file(name, content)
    try:
        return pdf_file(name, as_pdf(content))
    except NotConverted as told:
        messages.warning(request, str(told))
        return HttpResponseRedirect(reverse("document_template", args=[kind]))


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.ISSUE_DOCUMENT)
def template_return(request: HttpRequest, kind: str) -> HttpResponse:
    one = _in_force(request, kind)
    if not one.own:
        raise Http404
    form = ActForm(request.POST or None, initial={"seen": (one.key,) if one.key else ()})
    above = reverse("document_template", args=[kind])

    def give_back(act: Act) -> None:
        keep_template(act, _file(request, one.kind, None, form.seen))

    sheet = Sheet(
        title=f"恢复模板：{one.kind.label}",
        lead="恢复后使用上级的模板；上级也没有的，使用通用模板",
        form=form,
        submit="恢复",
        back=above,
        crumbs=crumbs(
            request, Link("文书模板", reverse("document_templates")), Link(one.kind.label, above), Link("恢复", "")
        ),
        notes=["本机关的模板照旧留存在办理记录中；需要再用的，先下载。"],
    )
    return set_down(request, sheet, give_back, f"“{one.kind.label}”的模板已恢复。")

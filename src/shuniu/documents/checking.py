"""May this file be taken as the template of a kind of document? Every objection at once, each with its place.

What stands in placeholders is a small part of Jinja: values, conditions, loops over lists; nothing that calls, keeps
or fetches. It is tried with a full and with a sparse document before it is taken.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateError, TemplateSyntaxError, UndefinedError, meta, nodes
from lxml import etree

from shuniu.documents.content import Content
from shuniu.documents.opening import Parts, not_taken, open_package, safe_parser
from shuniu.documents.specimens import SPARSE, SPECIMENS
from shuniu.documents.writing import context_of, environment, ours, write
from shuniu.kernel.decision import Decision, Objection
from shuniu.policy.words.templates import TemplateKind

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.For,
    nodes.If, nodes.Compare, nodes.Operand, nodes.Const, nodes.And, nodes.Or, nodes.Not, nodes.Filter, nodes.CondExpr,
)  # fmt: skip
_FILTERS = frozenset({"length", "join"})
_DEEPEST = 2
# They say how wide a mark may be, and nothing a reader would miss.
_MEASURES = frozenset({"标志字数", "署名字数"})
_SPOKEN = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_PLACES = {"document": "正文", "header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}
_MARKS = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_ENDS = {"{{": "}}", "{%": "%}", "{#": "#}"}
# What docxtpl reads beside Jinja: of a paragraph, row, cell or run; and the quotation marks Word writes by itself.
_OF_WORD = re.compile(r"(\{[{%#])(?:p|tr|tc|r) ")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_ATTRIBUTE = re.compile(r"has no attribute '(.+?)'")
_COMPARE = "请对照本页“可用的占位符”和原模板改正后再上传"
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What one part says: its paragraphs, one to a line."""

    place: str
    texts: tuple[str, ...]

    def at(self, line: int | None) -> str:
        number = min(max(line or 1, 1), len(self.texts))
        text = self.texts[number - 1].strip()
        return f"{self.place}第{number}段“{text[:_SHOWN]}{'…' if len(text) > _SHOWN else ''}”"

    @property
    def source(self) -> str:
        return "\n".join(_tags_of(text) for text in self.texts)


def check_template(kind: TemplateKind, content: bytes) -> Decision:
    parts, objections = open_package(content)
    if objections:
        return Decision(objections)
    spoken = [*_spoken(parts)]
    found = [*_unfinished(parts, spoken)] or [one for part in spoken for one in _judged(part, set(names_of(kind)))]
    return Decision(tuple(dict.fromkeys(found or _tried(kind, content))))


def names_of(kind: TemplateKind) -> tuple[str, ...]:
    """The placeholders a template of this kind may use."""
    return tuple(context_of(SPECIMENS[kind]))


def left_out(kind: TemplateKind, content: bytes) -> tuple[str, ...]:
    """What the template of the platform says and this one does not, in the order of the kind: a document written from
    it lacks that."""
    gone = _said_in(ours(kind)) - _said_in(content) - _MEASURES
    return tuple(name for name in names_of(kind) if name in gone)


def _said_in(content: bytes) -> set[str]:
    """The names whose values are written, or gone through one by one; to ask only whether there is one says nothing."""
    parts, _ = open_package(content)
    trees = [environment().parse(part.source) for part in _spoken(parts)]
    spoken: list[nodes.Node] = [one for tree in trees for one in tree.find_all(nodes.Output)]
    spoken += [one.iter for tree in trees for one in tree.find_all(nodes.For)]
    names = {name.name for one in spoken for name in one.find_all(nodes.Name)}
    return names | {one.name for one in spoken if isinstance(one, nodes.Name)}


def _spoken(parts: Parts) -> Iterator[_Spoken]:
    for name, content in parts.items():
        if part := _SPOKEN.fullmatch(name):
            tree = etree.fromstring(content, safe_parser())
            texts: dict[Any, list[str]] = {paragraph: [] for paragraph in tree.iter("{*}p")}
            for text in tree.iter("{*}t"):
                # Text in a box belongs to the paragraph inside the box.
                owner = next(text.iterancestors("{*}p"), None)
                if owner is not None:
                    texts[owner].append(text.text or "")
            place = _PLACES[part[1].rstrip("0123456789")]
            yield _Spoken(place, tuple("".join(one).replace("\n", " ") for one in texts.values()) or ("",))


def _tags_of(text: str) -> str:
    return re.sub(r"\{[{%].*?[}%]\}", lambda tag: _OF_WORD.sub(r"\1 ", tag[0].translate(_QUOTES)), text)


def _unfinished(parts: Parts, spoken: list[_Spoken]) -> Iterator[Objection]:
    """Placeholders begin and end in one paragraph, and stand nowhere but in its text."""
    visible = 0
    for part in spoken:
        for number, text in enumerate(part.texts, 1):
            visible += len(_MARKS.findall(text))
            if not _closed(text):
                fact = f"{part.at(number)}的占位符没有写完"
                yield not_taken("unfinished", fact, "占位符要在同一段内写完，如 {{ 标题 }}、{%p if 附件 %}")
    markup = [one for name, one in parts.items() if name.endswith((".xml", ".rels"))]
    if sum(len(_MARKS.findall(one.decode("utf-8", "replace"))) for one in markup) > visible:
        yield not_taken("hidden", "占位符写在了看不见的地方（属性、替代文字等）", "请把占位符写在文字里")


def _closed(text: str) -> bool:
    awaited = ""
    for mark in _MARKS.findall(text):
        if mark == awaited:
            awaited = ""
        elif awaited or mark not in _ENDS:
            return False
        else:
            awaited = _ENDS[mark]
    return not awaited


def _judged(part: _Spoken, known: set[str]) -> Iterator[Objection]:
    try:
        tree = environment().parse(part.source)
    except TemplateSyntaxError as wrong:
        yield not_taken("syntax", f"{part.at(wrong.lineno)}的占位符写法不对", _COMPARE)
        return
    for one in _not_allowed(tree):
        yield not_taken(
            "not_allowed", f"{part.at(one)}用了不允许的写法", "只能用占位符、条件 if、循环 for 和 length、join"
        )
    for name in sorted(meta.find_undeclared_variables(tree) - known):
        line = next(one.lineno for one in tree.find_all(nodes.Name) if one.name == name)
        missing = f"不认识占位符“{name}”。"
        yield not_taken("unknown", f"{part.at(line)}中的“{name}”不是这种文书的占位符", _COMPARE, missing)


def _not_allowed(tree: nodes.Template) -> list[int]:
    """The lines of what a template may not do."""
    wrong = [one for one in tree.find_all(nodes.Node) if not isinstance(one, _ALLOWED)]
    wrong += [one for one in tree.find_all(nodes.Filter) if one.name not in _FILTERS]
    wrong += [one for one in tree.find_all(nodes.Getattr) if one.attr.startswith("_")]
    wrong += [one for one in tree.find_all(nodes.For) if not isinstance(one.iter, nodes.Name | nodes.Getattr)]
    return sorted({one.lineno or 1 for one in wrong} | _too_deep(tree, 0))


def _too_deep(node: nodes.Node, depth: int) -> set[int]:
    inside = depth + isinstance(node, nodes.For)
    if inside > _DEEPEST:
        return {node.lineno}
    return {line for child in node.iter_child_nodes() for line in _too_deep(child, inside)}


def _tried(kind: TemplateKind, content: bytes) -> Iterator[Objection]:
    for specimen in (SPECIMENS[kind], SPARSE[kind]):
        try:
            etree.fromstring(_body(content, specimen), safe_parser())
            write(kind, specimen, content)
        except UndefinedError as wrong:
            name = _ATTRIBUTE.search(str(wrong))
            fact = f"没有“{name[1]}”这一项" if name else "用到了没有的内容"
            yield not_taken("no_such_item", f"用样例试写时，{fact}", _COMPARE)
        except (TemplateError, TypeError, IndexError):
            yield not_taken("not_written", "用样例试写时出错", _COMPARE)
        except etree.XMLSyntaxError:
            fact = "用样例试写后，段落或表格不完整"
            yield not_taken(
                "torn", fact, "条件和循环跨段的，用 {%p if … %}、{%p for … %} 单独成段，表格的行用 {%tr … %}"
            )


def _body(content: bytes, specimen: Content) -> str:
    """The text as it was written, before anything mends what is broken in it."""
    document = DocxTemplate(io.BytesIO(content))
    document.render_init()
    return str(document.build_xml(context_of(specimen), environment()))

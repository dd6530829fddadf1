"""May an office keep this file as its template, or return to the one that holds without it?

What is in the file is looked at by the carrier that can read it, before it comes here.
"""

from __future__ import annotations

from dataclasses import dataclass

from shuniu.kernel.decision import Clause, Decision, Objection

KEEPING = Clause("platform#文书模板", "文书模板由使用它的机关保管，换下的照旧留存")
MOST_BYTES = 1024 * 1024
_PACKED = b"PK\x03\x04"
_WHO = "本机关发文登记人"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFacts:
    """``content`` None: return. ``own``: the office has one of its own now; ``same``: it is this very file."""

    content: bytes | None
    own: bool
    same: bool = False


def may_keep(facts: TemplateFacts) -> Decision:
    if facts.content is None:
        return Decision.of([_nothing_to_return(facts)])
    return Decision.of([_size(facts.content), _shape(facts.content), _same(facts)])


def _nothing_to_return(facts: TemplateFacts) -> Objection | None:
    if facts.own:
        return None
    return _objection("no_own", "本机关没有自己的模板。", "现在用的就是通用模板", "不必恢复")


def _size(content: bytes) -> Objection | None:
    if 0 < len(content) <= MOST_BYTES:
        return None
    fact = f"文件大小为 {len(content):,} 字节"
    return _objection("size", "模板文件应不超过 1 MB，且不为空。", fact, "请删去图片等无关内容后再上传")


def _shape(content: bytes) -> Objection | None:
    if content.startswith(_PACKED):
        return None
    return _objection(
        "shape", "模板应为 Word 文档（.docx）。", "文件不是 .docx", "请在 Word 或 WPS 中另存为 .docx 后再上传"
    )


def _same(facts: TemplateFacts) -> Objection | None:
    if not facts.same:
        return None
    return _objection("same", "这就是现在用的模板。", "内容完全相同", "不必再次上传")


def _objection(code: str, missing: str, fact: str, remedy: str) -> Objection:
    return Objection(clause=KEEPING, code=code, missing=missing, fact=fact, remedy=remedy, who=_WHO, field="file")

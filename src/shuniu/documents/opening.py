"""Is a file brought by an office a plain Word document, before anything trusts it?

Looked at part by part: sizes, entities, macros, objects, links to elsewhere, fields that reach out. Every finding is
said at once, and nothing of the file is kept.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping

from lxml import etree

from shuniu.kernel.decision import Clause, Objection

TEMPLATE = Clause("platform#文书模板", "文书模板：不含宏、对象和外部链接的 Word 文档")
MOST_BYTES = 1024 * 1024
MOST_UNPACKED = 10 * 1024 * 1024
LARGEST_PART = 1024 * 1024
MOST_PARTS = 200
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PICTURES = (".png", ".jpg", ".jpeg", ".gif")
_PLAIN = (".xml", ".rels", *_PICTURES)
# Fields of Word that only count pages; every other one may read files or ask the network.
_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "DATE", "TIME"})
_REACHING = ("/aFChunk", "/subDocument", "/oleObject", "/package", "/attachedTemplate", "/frame", "/control")
_AGAIN = "请在 Word 或 WPS 中另存为“Word 文档（*.docx）”后再上传"


def not_taken(code: str, fact: str, remedy: str = _AGAIN, missing: str = "模板没有采用。") -> Objection:
    return Objection(
        clause=TEMPLATE, code=code, missing=missing, fact=fact, remedy=remedy, who="上传模板的人", field="file"
    )


class Parts(dict[str, bytes]):
    """The parts of a package by their names."""


def open_package(content: bytes) -> tuple[Parts, tuple[Objection, ...]]:
    """Its parts, and what stands against it; no parts where it cannot even be opened."""
    if len(content) > MOST_BYTES:
        return Parts(), (not_taken("too_large", f"文件超过 {MOST_BYTES // 1024 // 1024} MB", "请删去图片等无关内容"),)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            stopped = tuple(_container(package.infolist()))
            return (Parts(), stopped) if stopped else _read(package)
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, OSError, RuntimeError):
        return Parts(), (not_taken("no_word_file", "文件打不开：不是 .docx，或已损坏、设有密码"),)


def _container(parts: list[zipfile.ZipInfo]) -> Iterator[Objection]:
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS or len(set(names)) != len(names):
        yield not_taken("odd_parts", "其中的部件过多或同名，不是正常的 Word 文档")
    if any(part.flag_bits & 1 for part in parts):
        yield not_taken("encrypted", "文件设有打开密码", "请取消密码后再上传")
    if any(part.file_size > LARGEST_PART for part in parts) or sum(part.file_size for part in parts) > MOST_UNPACKED:
        yield not_taken("swells", "文件解压后过大")
    if any(name.startswith("/") or ".." in name or "\\" in name for name in names):
        yield not_taken("odd_parts", "其中有名称不正常的部件")


def _read(package: zipfile.ZipFile) -> tuple[Parts, tuple[Objection, ...]]:
    # Not more than was declared is read: a wrong size raises.
    parts = Parts({part.filename: package.read(part) for part in package.infolist() if not part.is_dir()})
    found = dict.fromkeys(_judged(parts))
    return parts, tuple(found)


def _judged(parts: Mapping[str, bytes]) -> Iterator[Objection]:
    lowered = [name.lower() for name in parts]
    if any("vbaproject" in name or "vbadata" in name for name in lowered):
        yield not_taken("macros", "其中带有宏程序")
    if any(part in name for name in lowered for part in ("/activex/", "/embeddings/", "/controls/")):
        yield not_taken("objects", "其中嵌有其他文件或控件", "请删除嵌入的对象后再上传")
    elif strange := [name for name in lowered if not name.endswith(_PLAIN) and "vba" not in name]:
        yield not_taken("odd_parts", f"其中有不认识的部件：{strange[0][:60]}")
    if "word/document.xml" not in parts or "[Content_Types].xml" not in parts:
        yield not_taken("no_word_file", "这不是 Word 文档（.docx）")
        return
    for name, content in parts.items():
        if name.lower().endswith((".xml", ".rels")):
            yield from _markup(name, content)


def _markup(name: str, content: bytes) -> Iterator[Objection]:
    try:
        tree = etree.fromstring(content, safe_parser()).getroottree()
    except etree.XMLSyntaxError:
        yield not_taken("broken", f"部件 {name[:60]} 已损坏")
        return
    if tree.docinfo.internalDTD is not None or tree.docinfo.doctype:
        yield not_taken("entities", "其中夹带了外部实体定义")
    elif name == "[Content_Types].xml":
        yield from _types(tree)
    elif name.endswith(".rels"):
        yield from _relations(tree)
    else:
        yield from _fields(tree)


def safe_parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _types(tree: etree._ElementTree) -> Iterator[Objection]:
    kinds = {one.get("ContentType", "") for one in tree.getroot()}
    if any("macroEnabled" in one or "vba" in one.lower() for one in kinds):
        yield not_taken("macros", "其中带有宏程序")
    elif _MAIN not in kinds:
        yield not_taken("no_word_file", "这不是 Word 文档（.docx）")


def _relations(tree: etree._ElementTree) -> Iterator[Objection]:
    for one in tree.getroot():
        if one.get("TargetMode", "").lower() == "external":
            target = one.get("Target", "")[:80]
            yield not_taken("external", f"其中有指向文件以外的链接：{target}", "请在 Word 中取消超链接，删除链接的图片")
        elif one.get("Type", "").endswith(_REACHING):
            yield not_taken("objects", "其中引用了其他文件或控件", "请删除引用的对象后再上传")


def _fields(tree: etree._ElementTree) -> Iterator[Objection]:
    """A field's instruction may be cut into runs; only its first word matters, and it begins at the first of them."""
    said = [one.get(_word("instr"), "") for one in tree.iter(_word("fldSimple"))]
    for begin in tree.iter(_word("fldChar")):
        if begin.get(_word("fldCharType")) == "begin":
            said.append(_instruction(begin))
    for one in said:
        name = one.split()[0].upper() if one.split() else ""
        if name not in _FIELDS:
            yield not_taken(
                "fields", f"其中有域“{name[:30] or '空'}”", "请只用页码域，其余的域按 Ctrl+Shift+F9 转为文字"
            )


def _instruction(begin: etree._Element) -> str:
    parts = []
    for one in begin.xpath("following::*[self::w:fldChar or self::w:instrText]", namespaces={"w": _WORD}):
        if one.tag == _word("fldChar"):
            break
        parts.append(one.text or "")
    return "".join(parts)


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _word(name: str) -> str:
    return f"{{{_WORD}}}{name}"

"""Is a packed workbook what it claims to be, before any reader trusts it?

Everything is looked at in pieces: declared sizes against real ones, the number of parts and sheets, cells far out,
entities, macros, links to elsewhere, formulas that reach out. What slips through still meets the limits of the
process it is read in.
"""

import io
import re
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from shuniu.spreadsheets.imports.findings import NotRead

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 2_000
MOST_SHEETS = 200
MOST_ROWS = 100_000
_STEEPEST = 150  # times a part may grow when unpacked; honest ledgers stay under 40
_PIECE = 1024 * 1024
_LONGEST_TEXT = 32_767 * 12

_FAR_OUT = re.compile(rb' r="([A-Z]{3}\d+|[A-Z]{1,3}\d{6,7})"[^>]*[^/]>')
_ROW = re.compile(rb'<row [^>]*?\br="(\d{1,7})"')
_FORMULA = re.compile(rb"<f[ >][^<]*")
_REACHES_OUT = re.compile(
    rb"\b(?:webservice|filterxml|importdata|importxml|call|exec|register(?:\.id)?|rtd|dde\w*|sql\.request)\s*\("
    rb"|[a-z]+\s*\|\s*(?:'|&apos;|&#39;|[a-z])",
    re.I,
)
_ENTITIES = (b"<!DOCTYPE", b"<!ENTITY", b"<!doctype")
_REACHING_PARTS = (
    ("vbaproject", "宏程序", "请用“另存为”选择“Excel 工作簿（*.xlsx）”，保存为不含宏的文件"),
    ("xl/macrosheets/", "宏表", "请用“另存为”选择“Excel 工作簿（*.xlsx）”，保存为不含宏的文件"),
    ("xl/activex/", "控件", "请删除控件后另存为 .xlsx 文件"),
    ("xl/externallinks/", "指向其他文件的链接", "请在“数据—编辑链接”中断开链接，另存后"),
    ("xl/connections.xml", "外部数据连接", "请在“数据—连接”中删除连接，另存后"),
)


@dataclass
class Preflight:
    """What the look found: how many rows deserve time and memory, and how far each sheet's frame reaches."""

    rows: int = 0
    heights: dict[str, int] = field(default_factory=dict)


def hostile(what: str, advice: str = "请把需要的内容复制到新建的工作簿中，另存为 .xlsx 后再上传") -> NotRead:
    return NotRead("hostile", f"文件未读取：{what}。{advice}。")


def too_large(what: str) -> NotRead:
    return NotRead("too_large", f"文件未读取：{what}。请删去无关内容，或分成几个文件导入。")


def look_into(content: bytes) -> Preflight:
    """Judge a zip container holding a workbook."""
    _judge_directory(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            _judge_parts(parts)
            return _read_through(package, parts)
    except (zipfile.BadZipFile, EOFError, struct.error, ValueError, NotImplementedError, OSError) as broken:
        raise NotRead(
            "not_a_workbook", "文件已损坏或不完整，无法打开。请在表格软件中打开原文件，另存为 .xlsx 后再上传。"
        ) from broken
    except RuntimeError as locked:
        raise encrypted() from locked


def encrypted() -> NotRead:
    return NotRead("encrypted", "文件设有打开密码，无法读取。请在表格软件中取消密码，另存后再上传。")


def _judge_directory(content: bytes) -> None:
    """The list of parts itself may be the trap: measure it before it is read."""
    end = content.rfind(b"PK\x05\x06")
    if end < 0 or len(content) - end < 22:
        raise NotRead("not_a_workbook", "文件不完整，可能没有上传或保存完。请重新保存后再上传。")
    entries, size = struct.unpack("<HI", content[end + 10 : end + 16])
    if entries > MOST_PARTS or size > MOST_PARTS * 256:
        raise hostile("其中的部件（工作表等）过多，不是正常的台账")


def _judge_parts(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if len(set(names)) != len(names):
        raise hostile("其中有同名的部件")
    if any(part.flag_bits & 1 for part in parts):
        raise encrypted()
    _judge_names(names)
    if any(part.file_size > _PIECE and part.file_size > _STEEPEST * part.compress_size for part in parts):
        raise hostile("其中有压缩得极不正常的部件（解压后会异常膨胀）")
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise too_large(f"解压后超过{MOST_UNPACKED // 1024 // 1024}MB")


def _judge_names(names: list[str]) -> None:
    lowered = " ".join(names).lower()
    for mark, what, advice in _REACHING_PARTS:
        if mark in lowered:
            raise hostile(f"其中带有{what}", f"{advice}再上传")
    if "[Content_Types].xml" not in names and "mimetype" not in names:
        raise _no_workbook()
    if not any(name.startswith(("xl/workbook", "content.xml")) for name in names):
        raise _no_workbook("word/document.xml" in names)
    if sum(name.startswith("xl/worksheets/") and name.endswith((".xml", ".bin")) for name in names) > MOST_SHEETS:
        raise hostile(f"其中的工作表超过{MOST_SHEETS}个")


def _no_workbook(word: bool = False) -> NotRead:
    what = (
        "这是 Word 文档，不是表格。请把表格复制到 Excel 或 WPS 表格中" if word else "这不是表格文件。请在表格软件中打开"
    )
    return NotRead("not_a_workbook", f"{what}，另存为 .xlsx 后再上传。")


def _read_through(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> Preflight:
    sheets = _sheet_names(package)
    found = Preflight()
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            if part.filename == "xl/sharedStrings.xml":
                _judge_strings(_pieces(package, part))
                continue
            name = sheets.get(part.filename, "")
            found.rows += _judge_sheet(_pieces(package, part), name, found)
    if found.rows > MOST_ROWS:
        raise too_large(f"共有{found.rows}行，超过{MOST_ROWS}行")
    return found


def _pieces(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part in pieces that overlap a little, so that nothing hides on a seam. Wrong sizes raise at its end."""
    rest = b""
    with package.open(part) as stream:
        while piece := stream.read(_PIECE):
            seen = rest + piece
            if b"<!" in seen and any(mark in seen for mark in _ENTITIES):
                raise hostile("其中夹带了外部实体定义")
            yield seen
            rest = piece[-120:]


def _judge_sheet(pieces: Iterator[bytes], name: str, found: Preflight) -> int:
    rows = cells = 0
    for piece in pieces:
        if not name:
            continue
        rows += piece.count(b"<row")
        cells += piece.count(b"<c ")
        if (last := piece.rfind(b"<row ")) >= 0 and (number := _ROW.match(piece, last)):
            found.heights[name] = int(number[1])
        if far := _FAR_OUT.search(piece):
            raise hostile(f"工作表“{name}”在{far[1].decode()}处有内容，远在台账之外", "请删除该处内容，另存后再上传")
        if b"<f" in piece:
            _judge_formulas(piece, name)
    return min(rows, cells // 2)


def _judge_strings(pieces: Iterator[bytes]) -> None:
    """No cell holds more than 32,767 characters; a longer shared text is there to be repeated."""
    for piece in pieces:
        if max(map(len, piece.split(b"<si"))) > _LONGEST_TEXT:
            raise hostile("其中有超长的单元格内容")


def _judge_formulas(piece: bytes, name: str) -> None:
    for formula in _FORMULA.finditer(piece):
        if _REACHES_OUT.search(formula[0]):
            place = piece.rfind(b' r="', 0, formula.start())
            cell = piece[place + 4 : place + 14].split(b'"')[0].decode("ascii", "replace") if place >= 0 else ""
            raise hostile(f"工作表“{name}”{cell}的公式会调用外部程序或网络", "请改为普通文字，另存后再上传")


def _sheet_names(package: zipfile.ZipFile) -> dict[str, str]:
    """Part → the sheet's name as its tab shows it."""
    names = set(package.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return {}
    sheets, targets = (_tree(package, part) for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"))
    by_id = {one.get("Id", ""): one.get("Target", "") for one in targets}
    found = {}
    for sheet in sheets.iterfind("{*}sheets/{*}sheet"):
        reference = next((value for key, value in sheet.items() if key.endswith("}id")), "")
        target = by_id.get(reference, "").lstrip("/")
        found[target if target.startswith("xl/") else f"xl/{target}"] = sheet.get("name", "")
    if len(found) > MOST_SHEETS:
        raise hostile(f"其中的工作表超过{MOST_SHEETS}个")
    return found


def _tree(package: zipfile.ZipFile, part: str) -> ElementTree.Element:
    content = b"".join(_pieces_of_small(package, part))
    try:
        return ElementTree.fromstring(content)
    except ElementTree.ParseError as broken:
        raise zipfile.BadZipFile(part) from broken


def _pieces_of_small(package: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    if package.getinfo(part).file_size > _PIECE:
        raise hostile("其中的目录部件过大")
    content = package.read(part)
    if any(mark in content for mark in _ENTITIES):
        raise hostile("其中夹带了外部实体定义")
    yield content

"""Workbooks nobody should open: made here, byte by byte, so that none is kept in the repository."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    b'spreadsheetml.sheet.main+xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}'
    "</Relationships>"
)
_NAMESPACE = (
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
HEADINGS = ("社会组织名称", "统一社会信用代码", "类型", "业务主管单位", "成立日期")


def text_cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def sheet(rows: str) -> bytes:
    return f'<?xml version="1.0"?><worksheet {_NAMESPACE}><sheetData>{rows}</sheetData></worksheet>'.encode()


HEAD = (
    '<row r="1">'
    + "".join(text_cell(f"{letter}1", text) for letter, text in zip("ABCDE", HEADINGS, strict=True))
    + "</row>"
)
GOOD = (
    '<row r="2">'
    + text_cell("A2", "甲区云岚公益服务中心")
    + text_cell("B2", "521101019930592921")
    + text_cell("C2", "民办非企业单位")
    + "</row>"
)


def parts(sheets: int = 1, rows: str = HEAD + GOOD) -> dict[str, bytes]:
    listed = "".join(f'<sheet name="表{n}" sheetId="{n}" r:id="rId{n}"/>' for n in range(1, sheets + 1))
    related = "".join(
        f'<Relationship Id="rId{n}" Target="worksheets/sheet{n}.xml" Type="http://schemas.openxmlformats.org/'
        f'officeDocument/2006/relationships/worksheet"/>'
        for n in range(1, sheets + 1)
    )
    root = (
        '<Relationship Id="rId1" Target="xl/workbook.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument"/>'
    )
    book = f'<?xml version="1.0"?><workbook {_NAMESPACE}><sheets>{listed}</sheets></workbook>'
    found = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS.format(root).encode(),
        "xl/workbook.xml": book.encode(),
        "xl/_rels/workbook.xml.rels": _RELS.format(related).encode(),
    }
    return found | {f"xl/worksheets/sheet{n}.xml": sheet(rows) for n in range(1, sheets + 1)}


def pack(content: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in content.items():
            package.writestr(name, body)
    return out.getvalue()


def with_part(name: str, body: bytes) -> bytes:
    return pack(parts() | {name: body})


def zip_bomb() -> bytes:
    return with_part("xl/sharedStrings.xml", b"<sst><si><t>" + b"0" * 150_000_000 + b"</t></si></sst>")


def million_parts() -> bytes:
    """A directory of a million entries, written by hand: zipfile would take minutes."""
    body = io.BytesIO()
    entry = b"PK\x01\x02" + struct.pack("<HHHHHHIIIHHHHHII", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    body.write(b"PK\x03\x04" + b"\0" * 26)
    start = body.tell()
    body.write(entry * 400_000)
    size = body.tell() - start
    body.write(b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, size, start, 0))
    return body.getvalue()


def lying_sizes() -> bytes:
    """Declares a hundred bytes, unpacks to fifty million."""
    body = sheet(HEAD + GOOD + text_cell("A3", "1" * 50_000_000))
    packed = zlib.compress(body, 9)[2:-4]
    name = b"xl/worksheets/sheet1.xml"
    honest = pack({key: value for key, value in parts().items() if key != name.decode()})
    end = honest.rfind(b"PK\x05\x06")
    entries, size, start = struct.unpack("<HII", honest[end + 10 : end + 20])
    fields = struct.pack("<HHHHIIIHH", 0, 8, 0, 0, zlib.crc32(body[:100]), len(packed), 100, len(name), 0)
    local = b"PK\x03\x04" + struct.pack("<H", 20) + fields + name + packed
    central = b"PK\x01\x02" + struct.pack("<HH", 20, 20) + fields + struct.pack("<HHHII", 0, 0, 0, 0, start) + name
    directory = honest[start:end] + central
    tail = b"PK\x05\x06" + struct.pack(
        "<HHHHIIH", 0, 0, entries + 1, entries + 1, len(directory), start + len(local), 0
    )
    return honest[:start] + local + directory + tail


def shared_strings_bomb() -> bytes:
    """Few bytes per string, so that the table of strings outgrows what it was packed from."""
    noise = "".join(f"<si><t>{n % 977}</t></si>" for n in range(3_000_000))
    return with_part("xl/sharedStrings.xml", f'<sst {_NAMESPACE} count="1">{noise}</sst>'.encode())


def one_string_everywhere() -> bytes:
    """A long text, referred to by every cell."""
    rows = HEAD + "".join(
        f'<row r="{n}">' + "".join(f'<c r="{letter}{n}" t="s"><v>0</v></c>' for letter in "ABCDEFGH") + "</row>"
        for n in range(2, 20_000)
    )
    table = f"<sst {_NAMESPACE}><si><t>{'长' * 200_000}</t></si></sst>".encode()
    related = parts()["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Target="sharedStrings.xml" Type="http://schemas.openxmlformats.org/officeDocument/'
        b'2006/relationships/sharedStrings"/></Relationships>',
    )
    return pack(parts(rows=rows) | {"xl/sharedStrings.xml": table, "xl/_rels/workbook.xml.rels": related})


def far_cell() -> bytes:
    return pack(parts(rows=HEAD + GOOD + '<row r="1048576">' + text_cell("XFD1048576", "x") + "</row>"))


def far_cell_oddly_quoted() -> bytes:
    far = "<row r='1048576'><c r='XFD1048576' t='inlineStr'><is><t>x</t></is></c></row>"
    return pack(parts(rows=HEAD + GOOD + far))


def external_entity() -> bytes:
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return pack(parts() | {"xl/worksheets/sheet1.xml": sheet(HEAD + GOOD).replace(b'<?xml version="1.0"?>', evil)})


def billion_laughs() -> bytes:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    evil = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{lines}]>'.encode()
    return pack(parts() | {"xl/workbook.xml": parts()["xl/workbook.xml"].replace(b'<?xml version="1.0"?>', evil)})


def ten_thousand_sheets() -> bytes:
    return pack(parts(sheets=10_000, rows=""))


def many_sheets_within_directory() -> bytes:
    return pack(parts(sheets=900, rows=HEAD))


def running_formula(formula: str) -> bytes:
    cell = f'<c r="D2" t="str"><f>{formula}</f><v>x</v></c></row>'
    return pack(parts(rows=HEAD + GOOD.replace("</row>", cell)))


def compound(name: str, size: int = 40_000) -> bytes:
    body = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + name.encode("utf-16-le")
    return body + b"\xff" * (size - len(body))


def endless_spans() -> bytes:
    cells = '<td colspan="99999" rowspan="99999">x</td>' * 400
    return f"<html><table><tr><th>名称</th></tr>{f'<tr>{cells}</tr>' * 50}</table></html>".encode()


def deep_markup() -> bytes:
    return ("<html><table><tr><td>" + "<div>" * 200_000 + "x").encode()


# name → (bytes, codes that are a right answer)
CORPUS: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "zip bomb": (zip_bomb, {"hostile"}),
    "a million parts": (million_parts, {"hostile"}),
    "lying sizes": (lying_sizes, {"hostile", "not_a_workbook"}),
    "bomb of shared strings": (shared_strings_bomb, {"hostile", "too_large"}),
    "one long string everywhere": (one_string_everywhere, {"hostile", "too_large"}),
    "a cell at XFD1048576": (far_cell, {"hostile"}),
    "a cell at XFD1048576, oddly quoted": (far_cell_oddly_quoted, {"hostile", "not_a_workbook"}),
    "an external entity": (external_entity, {"hostile"}),
    "billion laughs": (billion_laughs, {"hostile"}),
    "10,000 sheets": (ten_thousand_sheets, {"hostile"}),
    "900 sheets": (many_sheets_within_directory, {"hostile"}),
    "links to elsewhere": (lambda: with_part("xl/externalLinks/externalLink1.xml", b"<x/>"), {"hostile"}),
    "macros": (lambda: with_part("xl/vbaProject.bin", b"x"), {"hostile"}),
    "macros in the old format": (lambda: compound("_VBA_PROJECT"), {"hostile"}),
    "a formula that calls a program": (lambda: running_formula("cmd|&apos; /C calc&apos;!A0"), {"hostile"}),
    "a formula that calls the network": (lambda: running_formula("WEBSERVICE(&quot;http://x&quot;)"), {"hostile"}),
    "encrypted": (lambda: compound("EncryptedPackage"), {"encrypted"}),
    "truncated": (lambda: pack(parts())[:-300], {"not_a_workbook"}),
    "truncated in the old format": (lambda: compound("Workbook", 600), {"not_a_workbook"}),
    "noise in the old format": (lambda: compound("Workbook", 400_000), {"not_a_workbook", "hostile"}),
    "a zip in a zip": (lambda: pack({"inner.xlsx": pack(parts())}), {"not_a_workbook"}),
    "a Word document": (
        lambda: pack({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}),
        {"not_a_workbook"},
    ),
    "a PDF": (lambda: b"%PDF-1.7\n" + b"x" * 1000, {"not_a_workbook"}),
    "noise": (lambda: bytes(range(256)) * 4000, {"not_a_workbook"}),
    "nothing": (lambda: b"", {"not_a_workbook"}),
    "more bytes than allowed": (lambda: b"PK\x03\x04" + b"\0" * 21_000_000, {"too_large"}),
    "endless spans": (endless_spans, {"hostile"}),
    "deep markup": (deep_markup, {"hostile", "not_a_workbook", "kind_unknown", "no_header"}),
    "a CSV of one endless row": (lambda: ("名称," * 2_000_000).encode(), {"hostile", "not_a_workbook"}),
    "a CSV of one endless cell": (lambda: ('"' + "名" * 4_000_000).encode(), {"hostile", "not_a_workbook"}),
    "a CSV of endless blank rows": (lambda: b"\xe5\x90\x8d,\n" + b",\n" * 5_000_000, {"too_large", "hostile"}),
}

"""The import page of the gallery: one invented workbook with rows in every state."""

from __future__ import annotations

from shuniu.web import import_parts as imports
from shuniu.web.parts import Link, Status

FIELDS = (("", "不写入"), ("name", "名称"), ("staff", "从业人员"))
IMPORT = imports.ImportPreview(
    file="社会组织基本信息台账.xlsx",
    kind="社会组织基本信息台账",
    sheets=(
        imports.SheetReading(name="海棠区", header_rows="3–4", row_count=196, columns=(
            imports.ColumnReading(letter="B", header="社会组织名称", meaning="名称"),
            imports.ColumnReading(letter="C", header="统一社会信用代码", meaning="统一社会信用代码"),
            imports.ColumnReading(letter="F", header="工作人员 / 专职", meaning="专职人员"),
            imports.ColumnReading(letter="K", header="联系人QQ", meaning="", field="column-K", options=FIELDS),
        )),
        imports.SheetReading(name="填表说明", header_rows="", row_count=0, note="没有表头，未读取"),
    ),
    states=(Link("新增", "#", False, 150), Link("变更", "#", False, 35), Link("相同", "#", False, 3),
            Link("有问题", "#", True, 8), Link("略过", "#", False, 21)),
    rows=(
        imports.RowReading(sheet="海棠区", row=37, label="海棠区青年创业促进会", state=Status("有问题", "urgent"),
            mend_address="#", problems=(
                imports.RowProblem(cell="C37", reason="统一社会信用代码校验位不对。", field="uscc",
                    suggestion="最后一位按规则应为 4，请核对证书。", value="51110105MJ000137X0"),
                imports.RowProblem(cell="H37", reason="日期只写到年。", suggestion="按 2004 年登记，精确到年。",
                    warning=True),
            )),
        imports.RowReading(sheet="海棠区", row=52, label="海棠区养老服务行业协会", state=Status("变更", "soon"),
            changes=(imports.FieldChange(label="从业人员", before="420", after="1,240"),
                     imports.FieldChange(label="街道", before="", after="海棠街道"))),
        imports.RowReading(sheet="海棠区", row=61, label="海棠区民族器乐学会", state=Status("有问题", "urgent"),
            mend_address="#", problems=(
                imports.RowProblem(cell="D61", reason="登记中有两家名称相近的单位。", field="unit",
                    choices=(("", "请选择"), ("1", "海棠区民族器乐学会"), ("2", "海棠区民族乐器学会"))),
            )),
    ),
    writable=185, write_address="#", mapping_address="#", marked_copy="#", next="#",
)  # fmt: skip

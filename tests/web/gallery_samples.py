"""Sample content for the gallery of parts: invented bodies, invented people, invented figures."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django import forms

from shuniu.kernel.decision import Clause, Objection
from shuniu.web.parts import (
    Chart,
    Chip,
    Column,
    DatedFact,
    Figure,
    Link,
    Listing,
    Office,
    Progress,
    Row,
    Series,
    Shell,
    Status,
    StepView,
    Target,
    TreeNode,
)

TODAY = date(2026, 11, 24)
NORMAL = Status("正常", "done")
SOON = Status("证书还有 20 天到期", "soon")
LATE = Status("已超期 3 天", "urgent")

OFFICES = (
    Office("1", "海棠区社会组织综合党委", "办事员"),
    Office("2", "海棠区科技类社会组织联合党委", "书记"),
)
NAV = (
    Link("工作台", "#", True, 3),
    Link("社会组织", "#"),
    Link("党组织", "#"),
    Link("统计", "#"),
    Link("管理", "#"),
)
SHELL = Shell(
    office=OFFICES[0],
    offices=OFFICES,
    nav=NAV,
    on=TODAY,
    today=TODAY,
    kept=(("type", "foundation"),),
    permalink="http://127.0.0.1/organizations/?type=foundation&on=2026-11-24",
    account="王芳",
    search_address="#",
    switch_address="#",
    sign_out_address="#",
)
PAST_SHELL = Shell(
    office=OFFICES[0],
    nav=NAV,
    on=date(2019, 12, 31),
    today=TODAY,
    permalink="http://127.0.0.1/?on=2019-12-31",
    account="王芳",
    search_address="#",
    sign_out_address="#",
)

TASKS = (
    (Link("批复：海棠区公益助学基金会成立党支部的请示", "#"), date(2026, 11, 21), LATE),
    (Link("补充审批日期：登记信息导出.csv 第 37 行", "#"), date(2026, 11, 27), Status("3 天后到期", "soon")),
    (Link("确认归口：海棠区青年创业促进会", "#"), None, Status("待办")),
)
TREND = (0.71, 0.72, 0.725, 0.74, 0.745, 0.76, 0.77, 0.775, 0.79, 0.80, 0.815, 0.824)
COUNTS = (2801, 2820, 2833, 2860, 2874, 2890, 2902, 2921, None, 2950, 2961, 2973)
COVERED = "有党组织覆盖的正常、异常状态社会组织，占应统计社会组织的比例。"
FIGURES = (
    Figure(
        key="organization_coverage", name="党的组织覆盖率", value=0.824, ratio=True, numerator=2449,
        denominator=2973, on=TODAY, definition=COVERED, clause="bj2020#E07", rows="#", trend=TREND,
        target=Target(value=0.85, distance=0.026, due_on=date(2026, 12, 31)),
    ),
    Figure(
        key="work_coverage", name="党的工作覆盖率", value=0.991, ratio=True, numerator=2946, denominator=2973,
        on=TODAY, definition="有党组织、指导员或群团组织覆盖的比例。", clause="bj2020#E08", rows="#",
        trend=TREND[::-1], target=Target(value=0.95, distance=-0.041, due_on=date(2026, 12, 31)),
    ),
    Figure(
        key="social_organizations", name="社会组织", value=2973, on=TODAY, rows="#", trend=COUNTS,
        definition="本级综合党委具体负责、登记状态为正常或异常的社会组织。",
    ),
    Figure(
        key="members", name="党员", value=11876, unit="名", on=TODAY, reported=True, rows="#",
        definition="各单位最近一次填报的党员人数之和。", origin="2026 年第三季度填报表",
        hint="2,961 家已填报，12 家未填报",
    ),
    Figure(
        key="unattached", name="没有归口的社会组织", value=4, on=TODAY, rows="#",
        definition="当日没有具体负责党组织的社会组织。", target=Target(value=0, distance=4, at_most=True),
    ),
    Figure(key="before", name="联合党委", value=None, on=date(2015, 6, 30), definition="本级所属联合党委个数。"),
)  # fmt: skip
PROGRESS = Progress(title="导入 社会组织基本信息台账.xlsx", done=31250, total=50000)


class FilterForm(forms.Form):
    """Filters of the sample list."""

    q = forms.CharField(label="名称或代码", required=False)
    type = forms.ChoiceField(
        label="类型", required=False, choices=[("", "全部"), ("foundation", "基金会")], initial="foundation"
    )
    region = forms.ChoiceField(label="地区", required=False, choices=[("", "全部"), ("1", "海棠区")])
    status = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), ("normal", "正常")])


COLUMNS = (
    Column(key="name", label="名称", sort="#", order="up"),
    Column(key="uscc", label="统一社会信用代码"),
    Column(key="type", label="类型", sort="#"),
    Column(key="status", label="状态"),
    Column(key="party", label="覆盖党组织"),
    Column(key="staff", label="从业人员", numeric=True, sort="#"),
    Column(key="members", label="党员", numeric=True),
    Column(key="founded", label="成立日期", shown=False),
)


def _rows() -> list[Row]:
    names = (
        "公益助学基金会",
        "青年创业促进会",
        "科技成果转化与知识产权保护服务中心",
        "养老服务行业协会",
        "民族器乐学会",
    )
    kinds = ("基金会", "社会团体", "民办非企业单位", "社会团体", "社会团体")
    states = (NORMAL, Status("异常", "soon"), NORMAL, Status("备案"), Status("注销", "muted"))
    rows = []
    for index in range(12):
        turn = index % 5
        party = None if turn == 1 else Link(f"{names[turn]}党支部", "#")
        cells = (f"海棠区{names[turn]}", f"53110105MJ0{index:03d}21X4", kinds[turn], states[turn], party)
        rows.append(Row((*cells, 1240 - 97 * index, None if turn == 3 else 3 + index), "#", str(index)))
    return rows


def listing() -> Listing:
    """The sample list; its form wants Django's settings, so it is made late."""
    return Listing(
        title="社会组织",
        columns=COLUMNS,
        rows=_rows(),
        on=TODAY,
        count=10000,
        capped=True,
        chips=(
            Chip("类型", "基金会", "#"),
            Chip("业务主管单位", "海棠区科学技术委员会（已撤销，2018 年并入海棠区科学技术局）", "#"),
            Chip("党组织", "未建", "#"),
        ),
        filters=FilterForm(),
        clear_address="#",
        previous="#",
        next="#",
        exports=(Link("导出 Excel", "#"),),
        actions=(Link("调整归口", "#"), Link("通知填报", "#")),
    )


CRUMBS = (Link("社会组织", "#"), Link("基金会", "#"), Link("海棠区公益助学基金会", ""))
TABS = (
    Link("变动", "#", True),
    Link("党组织", "#", False, 1),
    Link("党员", "#", False, 5),
    Link("材料", "#", False, 0),
)
FACTS = (
    ("统一社会信用代码", "53110105MJ000121X4"),
    ("类型", "基金会"),
    ("业务主管单位", "海棠区教育委员会"),
    ("具体负责党组织", Link("海棠区社会组织综合党委", "#")),
    ("从业人员", 1240),
    ("直接登记", False),
)
RECORDED = datetime(2026, 9, 1, 9, 40, tzinfo=UTC)
TIMELINE = (
    DatedFact(what="归口改为海棠区科技类社会组织联合党委", period="2027-01-01 起", state="future",
              recorded_at=RECORDED, recorded_by="王芳", clause="bj2016#第五条", entry="#"),
    DatedFact(what="建立党支部（单独组建）", period="2024-03-18 起", recorded_at=RECORDED, recorded_by="王芳",
              clause="national#第七条", entry="#", detail="正式党员 5 名，书记由选举产生"),
    DatedFact(what="等级评估 3A", period="2021-12-01 至 2026-11-30", state="past", recorded_at=RECORDED,
              recorded_by="导入：登记信息导出.csv", entry="#"),
    DatedFact(what="从业人员 420 人", period="2019-12-31 起", state="retracted", recorded_at=RECORDED,
              recorded_by="李明", entry="#", correction="2026-10-12 更正：台账把 1,240 误作 420，见办理记录。"),
    DatedFact(what="登记成立", period="2004 年起", state="past", recorded_at=RECORDED, recorded_by="期初登记"),
)  # fmt: skip
OBJECTIONS = (
    Objection(
        clause=Clause("national#第七条", "《中国共产党支部工作条例（试行）》第五条"), code="too_few",
        missing="正式党员不足 3 名。", fact="2026-11-24 有正式党员 2 名、预备党员 1 名。",
        remedy="再转入 1 名正式党员，或等预备党员转正（最早 2027-02-11）。", who="海棠区公益助学基金会",
        alternatives=("与海棠区青年创业促进会联合组建，两家正式党员共 5 名", "选派党建工作指导员，实现工作覆盖"),
    ),
    Objection(
        clause=Clause("bj2016#第九条", "《实施意见》第九条"), code="no_site", missing="没有填活动场所。",
        fact="登记地址为住宅。", remedy="补填活动场所，可以与社区共用。", who="海棠区公益助学基金会",
    ),
)  # fmt: skip
CLAUSES = {"national#第七条": "凡是有正式党员 3 人以上的，都应当成立党支部。"}
STEPS = (
    StepView(name="提出请示", state=Status("已办", "done"), holder="海棠区公益助学基金会", due_on=date(2026, 11, 10)),
    StepView(name="审核", state=Status("退回", "urgent"), holder="海棠区科技类社会组织联合党委",
             due_on=date(2026, 11, 21), remark="请补充审批日期，其余材料齐全。"),
    StepView(name="批复", state=Status("未到", "muted"), holder="海棠区社会组织综合党委", due_on=date(2026, 12, 5)),
)  # fmt: skip

BARS = Chart(
    key="by-type", title="按类型", kind="bar", ratio=True, on=TODAY, dimension="类型", definition=COVERED,
    labels=("社会团体", "民办非企业单位", "基金会", "律师事务所"),
    series=(Series("组织覆盖率", (0.81, 0.834, 0.902, 0.655)),), addresses=("#", "#", "#", "#"),
)  # fmt: skip
LINES = Chart(
    key="by-month", title="近 12 个月", kind="line", ratio=True, on=TODAY, dimension="月末", definition=COVERED,
    labels=tuple(f"2025-{m:02d}" for m in range(12, 13)) + tuple(f"2026-{m:02d}" for m in range(1, 12)),
    series=(Series("组织覆盖率", TREND, "ink"), Series("工作覆盖率", tuple(0.17 + v for v in TREND), "amber")),
)  # fmt: skip
PAIRS = Chart(
    key="by-child", title="按联合党委", kind="bar", on=TODAY, dimension="联合党委",
    labels=tuple(f"{name}类联合党委" for name in ("科技", "教育", "卫生健康", "文化体育", "社会服务", "行业协会商会")),
    series=(Series("已覆盖", (402, 311, 120, 288, 214, 366), "ink"),
            Series("应建未建", (31, 24, 9, 18, 40, 12), "red")),
)  # fmt: skip

TREE_HEADINGS = ("社会组织", "党支部", "党员", "组织覆盖率")
TREE = (
    TreeNode(code="0", name="海棠区社会组织综合党委", address="#", kind="综合党委", branches="branches", open=True,
             figures=(2973, 791, 11876, "82.4%")),
    TreeNode(code="01", name="海棠区科技类社会组织联合党委", address="#", depth=1, kind="联合党委",
             branches="branches", figures=(402, 96, 1530, "84.1%")),
    TreeNode(code="02", name="海棠区教育类社会组织联合党委", address="#", depth=1, kind="联合党委",
             branches="branches", figures=(311, 88, 1204, "79.8%")),
    TreeNode(code="03", name="海棠区律师行业党委", address="#", depth=1, kind="行业党委", figures=(58, 20, 410, None)),
)  # fmt: skip
BRANCHES = (
    TreeNode(code="011", name="公益助学基金会党支部", address="#", depth=2, kind="党支部", figures=(1, 1, 5, "100.0%")),
    TreeNode(code="012", name="青年创业促进会联合党支部", address="#", depth=2, kind="联合党支部",
             figures=(3, 1, 9, "100.0%")),
)  # fmt: skip

EMPTY_ACTIONS = (Link("成立党支部", "#"), Link("选派指导员", "#"))


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="名称", help_text="与登记证书一致，不写简称。")
    uscc = forms.CharField(label="统一社会信用代码", help_text="18 位。")
    type = forms.ChoiceField(label="类型", choices=[("a", "社会团体"), ("b", "基金会")])
    established_on = forms.DateField(label="成立日期", widget=forms.DateInput(attrs={"type": "date"}))
    address = forms.CharField(label="住所", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    mode = forms.ChoiceField(label="登记方式", widget=forms.RadioSelect, choices=[("d", "直接登记"), ("s", "双重管理")])
    charity = forms.BooleanField(label="慈善组织", required=False)


class SignInForm(forms.Form):
    """The fields of the sign-in page."""

    username = forms.CharField(label="账号", widget=forms.TextInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(label="密码", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))


def sample_form() -> SampleForm:
    return SampleForm({"name": "海棠区公益助学基金会", "uscc": "53110105", "type": "b", "mode": "d"})


def sign_in_form() -> SignInForm:
    return SignInForm()

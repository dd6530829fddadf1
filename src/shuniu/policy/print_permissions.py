"""Print the grant table as docs/permissions.md: ``python -m shuniu.policy.print_permissions [FILE]``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from shuniu.policy.grants import HANDS_OUT, Action, Reach, reaches
from shuniu.policy.words.accounts import Role

PAGE = Path("docs/permissions.md")

REACHES: dict[Reach, str] = {
    Reach.BELOW: "任职的党组织及其全部下级，它们负责的单位，和在它们那里登记、本平台上没有党组织负责的单位",
    Reach.GUIDED: "任职的党组织指导或联系的单位",
    Reach.COVERED: "任职的党组织覆盖的单位",
    Reach.OWN_UNIT: "任职的一个单位",
    Reach.SUPERVISED: "以任职单位为业务主管单位的单位",
    Reach.REGISTERED: "以任职单位为登记管理机关的单位",
    Reach.OWN: "本人所做的",
    Reach.SELF_NODE: "任职的党组织本身，不含下级",
    Reach.EVERYWHERE: "本平台全部",
}

ACTIONS: dict[Action, str] = {
    Action.READ_UNIT: "查看单位",
    Action.WRITE_UNIT: "登记和变更单位",
    Action.READ_PARTY_ORGANIZATION: "查看党组织",
    Action.WRITE_PARTY_ORGANIZATION: "设立和变更党组织",
    Action.READ_FIGURE: "查看数字",
    Action.SET_TARGET: "设定目标",
    Action.PUBLISH_FIGURE: "发布数字和撤回已发布数字",
    Action.READ_CONTACT: "查看联系方式",
    Action.READ_MEMBER: "查看党员名册",
    Action.WRITE_MEMBER: "登记和变更党员",
    Action.READ_NUMBER: "查看党员的证件号码和手机号",
    Action.IMPORT_LEDGER: "导入台账",
    Action.READ_BATCH: "查看导入的台账",
    Action.DECIDE_FIGURE: "决定本级数值",
    Action.READ_ENTRY: "查看办理记录",
    Action.READ_LOOK: "查看查阅记录",
    Action.READ_ACCOUNT: "查看账号",
    Action.WRITE_ACCOUNT: "建立和变更账号",
    Action.KEEP_DATABASE: "备份和恢复",
    Action.RECOUNT: "重新计数",
    Action.READ_WORK_LOG: "查看工作日志",
    Action.WRITE_WORK_LOG: "记工作日志",
    Action.CORRECT_WORK_LOG: "更正工作日志",
    Action.WRITE_SUBMISSION: "填报本单位信息",
    Action.REVIEW_SUBMISSION: "审核信息填报",
    Action.GIVE_OPINION: "对社会组织换届提出程序意见",
    Action.WRITE_RENEWAL: "登记社会组织换届日期",
    Action.READ_CASE: "查看事项",
    Action.FILE_CASE: "提出和填写事项",
    Action.URGE_FORMATION: "督促建立党组织",
    Action.BEGIN_FORMATION: "发起组建，交负责的党组织办理",
    Action.REVIEW_CASE: "审查事项材料",
    Action.DECIDE_CASE: "研究决定和批复事项",
    Action.ISSUE_DOCUMENT: "发文登记",
    Action.RECEIVE_DOCUMENT: "收文",
}


def page() -> str:
    return "\n".join([*head(), *matrix(), *handing_out(), ""])


def head() -> Iterator[str]:
    yield "# 权限"
    yield ""
    yield "本页由程序按 `src/shuniu/policy/grants.py` 打印（`make permissions`），不要手改。没有写在这里的一律不许。"
    yield "判断只看现在的任职和现在的组织隶属，账日只用来选取事实。"


def matrix() -> Iterator[str]:
    """One table a role: what it may do, how far."""
    for role in Role:
        granted = [action for action in Action if reaches(role, action)]
        if not granted:
            continue
        yield from ("", f"## {role.label}", "", "| 可以 | 范围 |", "|---|---|")
        for action in granted:
            far = "；".join(REACHES[reach] for reach in Reach if reach in reaches(role, action))
            yield f"| {ACTIONS[action]} | {far} |"


def handing_out() -> Iterator[str]:
    yield from ("", "## 谁可以建立哪一级的账号", "", "| 角色 | 可以授予 |", "|---|---|")
    for role, handed in HANDS_OUT.items():
        yield f"| {role.label} | {'、'.join(str(other.label) for other in Role if other in handed)} |"


def main(arguments: list[str]) -> None:
    target = Path(arguments[0]) if arguments else PAGE
    target.write_text(page(), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

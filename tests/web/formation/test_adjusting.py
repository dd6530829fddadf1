"""An adjustment through its pages: the branch reports, the joint committee checks, the committee replies."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.utils.timezone import localdate
from docx import Document as WordFile
from tests.cast import Cast
from tests.commands.formation.adjusting_desk import AdjustingDesk, covered, held_at, members_at
from tests.web.offices import attach, enter, filled, pressed_twice, sent, sit_down

from shuniu.commands.party.establish import NewPartyOrganization, establish_party_organizations
from shuniu.models import Case, Document, LocalFigure, Naming
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.adjusting import AdjustmentTopic as Topic
from shuniu.policy.words.cases import Verb

SPLIT = "/cases/adjustments/of/branch/split/"
NAME = "中共科技联合支部委员会"


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


@pytest.fixture
def marked(cast: Cast) -> None:
    LocalFigure.objects.create(
        party_organization_id=cast.top, key="documents.mark", value=["澄社党"], decision="会议纪要",
        period=Naming.objects.filter(party_organization=cast.top)[0].period, recorded=cast.opening,
    )  # fmt: skip


@pytest.mark.req("L21")
def test_a_branch_is_split_through_all_hands(cast: Cast, marked: None) -> None:
    units, members = covered(cast, cast.branch, "甲会", "乙会", "丙会"), members_at(cast, cast.branch, 5)
    secretary, joint, clerk = (sit_down(one) for one in (cast.branch_secretary, cast.secretary, cast.clerk))
    card = text(secretary, "/party/of/branch/?tab=acts")
    assert "报上级党组织批准的调整" in card and SPLIT in card
    given = filled(secretary, SPLIT, grounds="便于开展活动", part_1_name=NAME, part_1_kind="joint_branch")
    given |= {f"unit_{unit}": "1" for unit in units[:2]}
    few = given | {f"member_{one.replace('-', '')}": "1" for one in members[:2]}
    checked = secretary.post(f"{SPLIT}check/", few).content.decode()
    assert f"“{NAME}”应有正式党员 3 名以上。" in checked and "编入正式党员 2 名" in checked
    assert not Case.objects.exists()
    assert secretary.post(SPLIT, few).status_code == 302
    assert secretary.post(f"{SPLIT}submit/", filled(secretary, SPLIT)).status_code == 422
    enough = {f"member_{members[2].replace('-', '')}": "1"}
    assert secretary.post(f"{SPLIT}submit/", filled(secretary, SPLIT, **enough)).status_code == 302
    case = Case.objects.get(kind="adjustment")
    page = f"/cases/adjustments/{case.uuid}/"
    assert "划入乙会、甲会，编入党员 3 名（第0名、第1名、第2名）" in text(joint, page) and "各项条件都符合" in text(
        joint, page
    )
    assert "这项调整正在办理，现在不能修改。" in text(secretary, SPLIT)
    assert page in text(joint, "/cases/")
    returned = joint.post(f"{page}return/", filled(joint, page, remark_parts="请写明由谁牵头"))
    assert returned.status_code == 302
    assert "退回意见：请写明由谁牵头" in text(secretary, SPLIT)
    mended = filled(secretary, SPLIT, part_1_name="中共科创联合支部委员会")
    assert secretary.post(f"{SPLIT}submit/", mended).status_code == 302
    assert "与上次提交相比" in text(joint, page)
    assert joint.post(f"{page}accept/", filled(joint, page)).status_code == 302
    assert clerk.post(f"{page}accept/", filled(clerk, page)).status_code == 302
    AdjustingDesk(cast, Topic.SPLIT).meet(Verb.SCHEDULE, Verb.APPROVE)
    pressed_twice(clerk, f"{page}reply/", effective_on=str(localdate()))
    made = Naming.objects.get(name="中共科创联合支部委员会").party_organization_id
    assert [held_at(one)[-1][0] for one in members] == [made] * 3 + [cast.branch] * 2
    document = Document.objects.get()
    assert (document.mark, document.number, document.case_id) == ("澄社党", 1, case.pk)
    assert "已批复，并已按批复办理登记。" in text(secretary, page)
    file = WordFile(BytesIO(clerk.get(f"/cases/documents/{document.uuid}/word/").content))
    reply = "".join(one.text for one in file.paragraphs)
    assert "中共科创联合支部委员会（联合党支部），划入乙会、甲会，编入党员 3 名。" in reply and "第0名" not in reply
    since = f"{localdate().year}年{localdate().month}月{localdate().day}日"
    assert f"以上调整自{since}起生效。" in reply and Case.objects.get(pk=case.pk).effective_on == localdate()
    assert "生效日期" in text(secretary, page)


@pytest.mark.req("L21")
@pytest.mark.parametrize(
    ("topic", "fields"),
    [
        ("rename", {"name": "中共澄川市新名学会支部委员会"}),
        ("merge", {"into": "other-branch"}),
        ("dissolve", {"receiver": "other-branch"}),
        ("reattach", {"parent": "other"}),
    ],
)
def test_every_topic_is_filled_in_checked_and_sent(cast: Cast, topic: str, fields: dict[str, str]) -> None:
    other = NewPartyOrganization(name="另一支部", kind="party_branch", parent=cast.joint, code="other-branch")
    establish_party_organizations(cast.act(), [other])
    clerk, page = sit_down(cast.clerk), f"/cases/adjustments/of/branch/{topic}/"
    wrong = clerk.post(f"{page}check/", filled(clerk, page, **dict.fromkeys(fields, "")))
    assert wrong.status_code == 200 and "请写明调整的理由。" in wrong.content.decode()
    right = filled(clerk, page, grounds="工作需要", **fields)
    assert "各项条件都符合" in clerk.post(f"{page}check/", right).content.decode()
    assert clerk.post(f"{page}submit/", right).status_code == 302
    case = Case.objects.get(topic=topic)
    assert (case.state, case.at_id) == ("checking", cast.joint)


@pytest.mark.req("D07")
def test_a_joint_branch_takes_in_whom_the_clerk_names(cast: Cast) -> None:
    joint = NewPartyOrganization(name="科技联合支部", kind="joint_branch", parent=cast.joint, code="joint-branch")
    establish_party_organizations(cast.act(), [joint])
    attach(cast, enter(cast, "自由学会", start=40), cast.joint)
    clerk, page = sit_down(cast.secretary), "/cases/adjustments/of/joint-branch/take_in/"
    unknown = clerk.post(f"{page}check/", filled(clerk, page, grounds="工作需要", units="没有的学会"))
    assert "“没有的学会”：没有找到这个单位" in unknown.content.decode()
    right = filled(clerk, page, grounds="工作需要", units="自由学会")
    assert "各项条件都符合" in clerk.post(f"{page}check/", right).content.decode()
    assert clerk.post(page, right).status_code == 302
    assert filled(clerk, page)["units"] == "自由学会", "what was kept stands in the form again"
    assert clerk.post(f"{page}submit/", filled(clerk, page)).status_code == 302
    case = Case.objects.get(topic="take_in")
    assert "自由学会" in text(clerk, f"/cases/adjustments/{case.uuid}/")


def test_a_refusal_is_answered_and_what_is_given_up_ends(cast: Cast) -> None:
    desk = AdjustingDesk(cast, Topic.RENAME)
    desk.submit(name="中共澄川市新名学会支部委员会")
    desk.check()
    desk.review()
    desk.meet(Verb.SCHEDULE, Verb.REFUSE, reason="名称未经核准", next_steps="先办理社会组织更名")
    clerk, page = sit_down(cast.clerk), f"/cases/adjustments/{desk.row.uuid}/"
    told = text(clerk, f"{page}answer/")
    assert "名称未经核准" in told and "《中国共产党章程》第三十条" in told
    number = {"number": "澄社党〔2020〕1号", "issued_on": str(localdate())}
    assert "文号的年份和成文日期不一致" in sent(clerk, f"{page}answer/", **number).content.decode()
    number["number"] = f"澄社党〔{localdate().year}〕1号"
    assert sent(clerk, f"{page}answer/", **number).status_code == 302
    shown = text(sit_down(cast.branch_secretary), page)
    assert "不同意：名称未经核准" in shown and "先办理社会组织更名" in shown
    desk.keep()
    drafted = f"/cases/adjustments/{desk.row.uuid}/drop/"
    assert sent(sit_down(cast.branch_secretary), drafted, reason="不办了").status_code == 302
    assert desk.row.state == "dropped"


def test_foreign_is_missing_and_roles_without_the_right_are_refused(cast: Cast) -> None:
    desk = AdjustingDesk(cast, Topic.RENAME)
    desk.submit(name="中共澄川市新名学会支部委员会")
    page = f"/cases/adjustments/{desk.row.uuid}/"
    stranger, instructor = sit_down(cast.outsider), sit_down(cast.actor_at(cast.joint, Role.SECURITY_ADMINISTRATOR))
    for address in (page, "/cases/adjustments/of/branch/rename/"):
        assert stranger.get(address).status_code == 404
        assert instructor.get(address).status_code == 403
    assert sit_down(cast.clerk).get("/cases/adjustments/of/branch/elsewhere/").status_code == 404
    tomorrow = localdate() + timedelta(days=1)
    assert sit_down(cast.clerk).get(f"/cases/adjustments/of/branch/rename/?on={tomorrow}").status_code == 409

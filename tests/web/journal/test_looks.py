"""Looks at protected values are told to the audit administrator alone."""

from __future__ import annotations

from django.utils.timezone import now
from tests.cast import Cast
from tests.web.offices import sit_down

from shuniu.models import Look
from shuniu.policy.words.accounts import Role


def test_only_the_audit_administrator(cast: Cast) -> None:
    Look.objects.create(
        actor_id=cast.clerk.account, subject_kind="office_contact", subject=cast.clerk.assignment_uuid,
        field="phone", purpose="核对登记事项", at=now(),
    )  # fmt: skip
    auditor = cast.actor_at(cast.top, Role.AUDIT_ADMINISTRATOR)
    page = sit_down(auditor).get("/settings/journal/looks/").content.decode()
    assert "核对登记事项" in page and "联系人电话" in page and "共 <strong>1</strong> 次" in page
    assert sit_down(cast.clerk).get("/settings/journal/looks/").status_code == 403
    overview = sit_down(auditor).get("/settings/").content.decode()
    assert "查阅记录" in overview and "适用文本" not in overview

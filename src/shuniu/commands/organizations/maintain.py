"""Keep what the register says of organizations and what is reported of their Party members in one act (P05)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from shuniu.commands.journal import Act, open_act
from shuniu.commands.organizations.attributes import CountOfMembers, report_head_counts
from shuniu.commands.organizations.edit import EditedOrganization, edit_organizations


def maintain_organizations(
    act: Act, edits: Sequence[EditedOrganization], counts: Sequence[CountOfMembers]
) -> list[int]:
    """变更 from ``act.on`` and 人数填报 together: both are written, or neither. Returns the units that changed."""
    request = [[asdict(row) for row in edits], [asdict(row) for row in counts]]
    with open_act(act, "organization.maintain", request=request) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        changed = set(edit_organizations(opened.act, edits)) | set(report_head_counts(opened.act, counts))
        opened.answer["units"] = sorted(changed)
        return sorted(changed)

"""Keep what the register says of organizations and what is reported of their Party members in one act (P05)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from shuniu.commands.journal import Act, open_act
from shuniu.commands.organizations.attributes import CountOfMembers, report_head_counts
from shuniu.commands.organizations.edit import EditedOrganization, edit_organizations
from shuniu.commands.organizations.register import NewOrganization, register_organizations


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


def enter_organization(
    act: Act, row: NewOrganization, into: int, reported: tuple[date, str, Mapping[str, Any]] | None = None
) -> int:
    """登记 one organization, together with what it reports of its Party members. Returns the key of the unit.

    ``reported``: the day it is as of, its source, and the numbers by column.
    """
    told = None if reported is None else [reported[0].isoformat(), reported[1], dict(reported[2])]
    with open_act(act, "organization.register", node=into, request=[asdict(row), into, told]) as opened:
        if opened.repeated:
            return int(opened.answer["unit"])
        (unit,) = register_organizations(opened.act, [row], into)
        if reported is not None:
            as_of, source, counts = reported
            report_head_counts(opened.act, [CountOfMembers(unit=unit, as_of=as_of, source=source, **counts)])
        opened.answer["unit"] = unit
        return unit

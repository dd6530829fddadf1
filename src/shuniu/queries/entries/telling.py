"""How is a row of each table told in one sentence, whoever it is about? Names are those nearest to the line's day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model

from shuniu import models
from shuniu.models import Account, Instructor, PartyOrganization, Person, Unit
from shuniu.policy import words
from shuniu.policy.words.accounts import Role
from shuniu.queries.decided import DECISIONS, REPORTS, TARGETS, TEXTS
from shuniu.queries.naming import member_names, region_names
from shuniu.queries.organizations.bodies import names_of
from shuniu.queries.party.choosing import choices_of
from shuniu.queries.wording import label

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Names:
    """What the keys in the rows of one line are called."""

    units: Mapping[int, str]
    nodes: Mapping[int, str]
    instructors: Mapping[int, str]
    accounts: Mapping[int, str]
    regions: Mapping[str, str]
    members: Mapping[int, str]

    def unit(self, key: int | None) -> str:
        return self.units.get(key or 0, "")

    def node(self, key: int | None) -> str:
        return self.nodes.get(key or 0, "")


def names_in(rows: Iterable[tuple[type[Model], Row]], on: date) -> Names:
    """Every name the rows need, in one query for each kind of body."""
    keys: dict[type[Model], set[int]] = {one: set() for one in (Unit, PartyOrganization, Instructor, Account, Person)}
    regions: set[str] = set()
    for model, row in rows:
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model in keys and row[field.attname] is not None:
                keys[field.related_model].add(row[field.attname])
        regions.add(row.get("region") or "")
    return Names(
        units=names_of(keys[Unit], on),
        nodes={key: one.name for key, one in choices_of(keys[PartyOrganization], on).items()},
        instructors=dict(Instructor.objects.filter(pk__in=keys[Instructor]).values_list("pk", "code")),
        accounts=dict(Account.objects.filter(pk__in=keys[Account]).values_list("pk", "title")),
        regions=region_names(regions),
        members=member_names(keys[Person], on),
    )


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)


def _role(name: str, kind: type[words.Word], code: str) -> str:
    return f"{name}（{label(kind, code)}）" if code else name


def _registration(row: Row, names: Names) -> str:
    return _joined(
        row["name"],
        label(words.OrganizationType, row["type"]),
        label(words.RegistrationStatus, row["status"]),
        label(words.RegistrationMode, row["mode"]) if row["mode"] else "",
        names.unit(row["supervising_unit_id"]),
    )


def _guidance(row: Row, names: Names) -> str:
    return _role(names.node(row["party_organization_id"]) or names.unit(row["hub_id"]), words.GuidanceKind, row["kind"])


def _formation(row: Row, names: Names) -> str:
    return _joined(label(words.FormationMode, row["mode"]), row["approver"], row["document_number"])


def _cell(row: Row, names: Names) -> str:
    return _joined(f"{label(words.OrganizationSubtype, row['subtype'])}：{row['cell']}", names.unit(row["unit_id"]))


def _instructor(row: Row, names: Names) -> str:
    return f"指导员{names.instructors.get(row['instructor_id'], '')}"


def _training(row: Row, _: Names) -> str:
    return _joined(row["name"], row["organizer"], f"{row['hours']} 学时" if row["hours"] is not None else "")


def _work_log(row: Row, names: Names) -> str:
    return _joined(_instructor(row, names), label(words.InstructorDuty, row["duty"]), row["done"])


def _head_count(row: Row, names: Names) -> str:
    counts = [("党员", row["members"]), ("正式党员", row["full_members"]), ("专职人员", row["full_time"])]
    told = "，".join(f"{name} {number} 名" for name, number in counts if number is not None)
    return _joined(f"截至 {row['as_of'].isoformat()}", told, row["source"])


def _membership(row: Row, names: Names) -> str:
    return _joined(
        names.node(row["party_organization_id"]),
        label(words.MembershipState, row["state"]) if row["state"] else "",
        label(words.Leaving, row["leaving"]) if row["leaving"] else "",
    )


Tell = Callable[[Row, Names], str]
# In the order in which a line shows them: heading, the column that names whom the row is about, its sentence.
TABLES: Mapping[type[Model], tuple[str, str, Tell]] = {
    models.Registration: ("登记事项", "unit_id", _registration),
    models.UnitName: ("单位名称", "unit_id", lambda row, _: row["name"] + ("（已撤销）" if row["abolished"] else "")),
    models.Grade: ("评估等级", "unit_id", lambda row, _: row["grade"].upper()),
    models.HeadCount: ("人数填报", "unit_id", _head_count),
    models.Jurisdiction: ("归口党组织", "unit_id", lambda row, names: names.node(row["party_organization_id"])),
    models.Coverage: (
        "组织覆盖",
        "unit_id",
        lambda row, names: _role(names.node(row["party_organization_id"]), words.CoverageRole, row["role"]),
    ),
    models.WorkCoverage: (
        "工作覆盖",
        "unit_id",
        lambda row, _: label(words.WorkCoverageInstrument, row["instrument"]),
    ),
    models.Guidance: ("指导、联系", "unit_id", _guidance),
    models.Posting: (
        "派驻党建工作指导员",
        "unit_id",
        lambda row, names: _joined(_instructor(row, names), row["document_number"]),
    ),
    models.WorkLog: ("工作日志", "unit_id", _work_log),
    models.Hub: (
        "“枢纽型”社会组织",
        "unit_id",
        lambda row, _: _joined(label(words.HubLevel, row["level"]), row["designated_by"], row["field"]),
    ),
    models.HubElement: ("“3+1”", "unit_id", lambda row, _: label(words.HubElement, row["element"])),
    models.Succession: (
        "承继",
        "predecessor_id",
        lambda row, names: f"由{names.unit(row['successor_id'])}承继（{label(words.SuccessionKind, row['kind'])}）",
    ),
    models.Identity: ("重复登记", "duplicate_id", lambda row, names: f"归并到{names.unit(row['kept_id'])}"),
    models.Naming: (
        "党组织名称和类别",
        "party_organization_id",
        lambda row, _: _role(row["name"], words.PartyOrganizationKind, row["kind"]),
    ),
    models.Placement: (
        "上级党组织",
        "party_organization_id",
        lambda row, names: names.node(row["parent_id"]) or "无（顶层）",
    ),
    models.Formation: ("组建", "party_organization_id", _formation),
    models.Term: ("任期", "party_organization_id", lambda row, _: "领导班子任期"),
    models.Seat: (
        "所在单位",
        "party_organization_id",
        lambda row, names: _role(names.unit(row["unit_id"]), words.SeatRole, row["role"]),
    ),
    models.Locality: (
        "兜底区域",
        "party_organization_id",
        lambda row, names: names.regions.get(row["region"], row["region"]),
    ),
    models.PlannedCell: ("布局", "party_organization_id", _cell),
    models.InstructorPool: (
        "人才库",
        "party_organization_id",
        lambda row, names: _joined(
            _instructor(row, names),
            label(words.InstructorSource, row["source"]),
            row["recommended_by"] and f"{row['recommended_by']}推荐",
            row["selection_number"],
        ),
    ),
    models.InstructorTraining: ("指导员培训", "party_organization_id", _training),
    models.TrainedInstructor: ("参加培训", "party_organization_id", _instructor),
    # What the roll says of a person stands on the card alone, behind its own right.
    models.Particulars: ("党员基本信息", "person_id", lambda row, names: names.members.get(row["person_id"], "")),
    models.Membership: ("组织关系", "person_id", _membership),
    models.Participation: (
        "参加组织生活",
        "person_id",
        lambda row, names: names.node(row["party_organization_id"]),
    ),
    models.Employment: (
        "工作单位和岗位",
        "person_id",
        lambda row, names: _joined(names.unit(row["unit_id"]), row["position"]),
    ),
    models.Post: (
        "党内职务",
        "person_id",
        lambda row, names: _role(names.node(row["party_organization_id"]), words.PartyPost, row["post"]),
    ),
    models.PackBinding: ("适用文本", "party_organization_id", lambda row, _: TEXTS.tell(row)),
    models.LocalFigure: ("本级决定", "party_organization_id", lambda row, _: DECISIONS.tell(row)),
    models.Target: ("目标", "party_organization_id", lambda row, _: TARGETS.tell(row)),
    models.ReportedFigure: ("填报数", "party_organization_id", lambda row, _: REPORTS.tell(row)),
    # Names and telephones of contacts stand on the card alone, behind its own right.
    models.OfficeContact: ("联系人", "unit_id", lambda row, _: label(words.ContactRole, row["role"])),
    models.Assignment: (
        "岗位授权",
        "account_id",
        lambda row, names: _joined(
            label(Role, row["role"]), names.node(row["party_organization_id"]) or names.unit(row["unit_id"])
        ),
    ),
}

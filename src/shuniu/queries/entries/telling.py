"""How is a row of each table told in one sentence, whoever it is about? Names are those nearest to the line's day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Model

from shuniu import models
from shuniu.models import Account, Instructor, PartyOrganization, Person, Unit
from shuniu.policy import words
from shuniu.policy.words.accounts import Role
from shuniu.queries import telling
from shuniu.queries.decided import DECISIONS, GOALS, REPORTS, TARGETS, TEXTS
from shuniu.queries.naming import member_names, region_names
from shuniu.queries.organizations.bodies import names_of
from shuniu.queries.party.choosing import choices_of
from shuniu.queries.telling import Names, Row, Tell, in_role, instructor, joined
from shuniu.queries.wording import label


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


def _training(row: Row, _: Names) -> str:
    return joined(row["name"], row["organizer"], f"{row['hours']} 学时" if row["hours"] is not None else "")


def _work_log(row: Row, names: Names) -> str:
    return joined(instructor(row, names), label(words.InstructorDuty, row["duty"]), row["done"])


def _reported_state(row: Row, _: Names) -> str:
    formed = {True: "已建党组织", False: "未建党组织", None: ""}[row["has_party_organization"]]
    return joined(formed, row["party_organization"], row["reason_not_formed"], row["source"])


def _head_count(row: Row, names: Names) -> str:
    counts = [("党员", row["members"]), ("正式党员", row["full_members"]), ("专职人员", row["full_time"])]
    told = "，".join(f"{name} {number} 名" for name, number in counts if number is not None)
    return joined(f"截至 {row['as_of'].isoformat()}", told, row["source"])


def _membership(row: Row, names: Names) -> str:
    return joined(
        names.node(row["party_organization_id"]),
        label(words.MembershipState, row["state"]) if row["state"] else "",
        label(words.Leaving, row["leaving"]) if row["leaving"] else "",
    )


# In the order in which a line shows them: heading, the column that names whom the row is about, its sentence.
TABLES: Mapping[type[Model], tuple[str, str, Tell]] = {
    models.Registration: ("登记事项", "unit_id", telling.registration),
    models.UnitName: ("单位名称", "unit_id", telling.unit_name),
    models.Grade: ("评估等级", "unit_id", telling.grade),
    models.HeadCount: ("人数填报", "unit_id", _head_count),
    models.ReportedState: ("填报的党建情况", "unit_id", _reported_state),
    models.DifferenceAside: ("搁置的填报与登记差异", "unit_id", telling.difference_aside),
    models.Renewal: ("换届日期", "unit_id", telling.renewal),
    models.RenewalOpinion: ("换届程序意见", "unit_id", telling.renewal_opinion),
    models.Jurisdiction: ("归口党组织", "unit_id", telling.by_node()),
    models.Coverage: ("组织覆盖", "unit_id", telling.by_node(words.CoverageRole)),
    models.WorkCoverage: ("工作覆盖", "unit_id", telling.instrument),
    models.FormationPlan: ("组建方案", "unit_id", telling.formation_plan),
    models.Guidance: ("指导、联系", "unit_id", telling.guidance),
    models.Posting: ("派驻党建工作指导员", "unit_id", telling.posting),
    models.WorkLog: ("工作日志", "unit_id", _work_log),
    models.Hub: ("“枢纽型”社会组织", "unit_id", telling.hub),
    models.HubElement: ("“3+1”", "unit_id", telling.hub_element),
    models.Succession: (
        "承继",
        "predecessor_id",
        lambda row, names: f"由{names.unit(row['successor_id'])}承继（{label(words.SuccessionKind, row['kind'])}）",
    ),
    models.Identity: ("重复登记", "duplicate_id", lambda row, names: f"归并到{names.unit(row['kept_id'])}"),
    models.Naming: ("党组织名称和类别", "party_organization_id", telling.naming),
    models.Placement: ("上级党组织", "party_organization_id", telling.placement),
    models.Formation: ("组建", "party_organization_id", telling.formation),
    models.Term: ("任期", "party_organization_id", telling.term),
    models.Seat: ("所在单位", "party_organization_id", telling.of_unit(words.SeatRole)),
    models.Locality: ("兜底区域", "party_organization_id", telling.locality),
    models.PlannedCell: ("布局", "party_organization_id", telling.planned_cell),
    models.InstructorPool: (
        "人才库",
        "party_organization_id",
        lambda row, names: joined(
            instructor(row, names),
            label(words.InstructorSource, row["source"]),
            row["recommended_by"] and f"{row['recommended_by']}推荐",
            row["selection_number"],
        ),
    ),
    models.InstructorTraining: ("指导员培训", "party_organization_id", _training),
    models.TrainedInstructor: ("参加培训", "party_organization_id", instructor),
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
        lambda row, names: joined(names.unit(row["unit_id"]), row["position"]),
    ),
    models.Post: (
        "党内职务",
        "person_id",
        lambda row, names: joined(
            in_role(names.node(row["party_organization_id"]), words.PartyPost, row["post"]),
            label(words.AppointmentMode, row["how"]) if row["how"] else "",
            row["document_number"],
        ),
    ),
    models.PartyAffairsWorker: (
        "党务工作者",
        "person_id",
        lambda row, names: joined(
            names.node(row["party_organization_id"]), "专职" if row["full_time"] else "兼职", names.unit(row["unit_id"])
        ),
    ),
    models.PackBinding: ("适用文本", "party_organization_id", lambda row, _: TEXTS.tell(row)),
    models.LocalFigure: ("本级决定", "party_organization_id", lambda row, _: DECISIONS.tell(row)),
    models.Target: ("目标", "party_organization_id", lambda row, _: TARGETS.tell(row)),
    models.CampaignTerms: ("专项行动", "party_organization_id", lambda row, _: row["name"]),
    models.CampaignTarget: ("专项行动目标", "party_organization_id", lambda row, _: GOALS.tell(row)),
    models.ReportedFigure: ("填报数", "party_organization_id", lambda row, _: REPORTS.tell(row)),
    # Names and telephones of contacts stand on the card alone, behind its own right.
    models.OfficeContact: ("联系人", "unit_id", lambda row, _: label(words.ContactRole, row["role"])),
    models.Assignment: (
        "岗位授权",
        "account_id",
        lambda row, names: joined(
            label(Role, row["role"]), names.node(row["party_organization_id"]) or names.unit(row["unit_id"])
        ),
    ),
}

"""Which columns hold something about a natural person, for what purpose, on which basis, until when, read by whom?

The register of personal fields. Every text or binary column of the ledger stands either here or among the columns
about organizations; a column in neither list does not pass the tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from shuniu.policy.words.accounts import Role


class Sensitivity(StrEnum):
    """How a field is kept. Numbers of persons are never kept in clear."""

    WORKING = "working"  # a name in office, an account's name: in clear, guarded
    SEALED = "sealed"  # encrypted and bound to its row
    SHREDDED = "shredded"  # encrypted under a key that is destroyed when the purpose ends
    SECRET = "secret"  # one-way, nobody reads it


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalField:
    """One column that holds something about a natural person."""

    table: str
    column: str
    purpose: str
    basis: str
    sensitivity: Sensitivity
    kept: str
    readers: frozenset[Role]


_ACCOUNT_KEEPERS = frozenset(
    {
        Role.COMMITTEE_CLERK,
        Role.JOINT_COMMITTEE_CLERK,
        Role.BRANCH_SECRETARY,
        Role.SECURITY_ADMINISTRATOR,
    }
)
_CONTACT_READERS = frozenset(
    {
        Role.COMMITTEE_CLERK,
        Role.JOINT_COMMITTEE_CLERK,
        Role.BRANCH_SECRETARY,
        Role.INSTRUCTOR,
        Role.ORGANIZATION_CLERK,
    }
)
_ROLL_KEEPERS = frozenset({Role.COMMITTEE_CLERK, Role.JOINT_COMMITTEE_CLERK, Role.BRANCH_SECRETARY})
_IMPORTERS = frozenset({Role.COMMITTEE_CLERK, Role.JOINT_COMMITTEE_CLERK})
_DUTY = "履行党建工作职责所必需（个人信息保护法第十三条、第三十四条）"
_SAFETY = "网络安全等级保护要求的身份鉴别与审计（GB/T 22239 8.1.4.1、8.1.4.3）"
_WHILE_MEMBER = "组织关系在本平台期间；转出、去世或出党后按档案规定保留，期满销毁本人密钥"
_WHILE_HELD = "任职或联络期间；结束后随登记事实保留，供按日追溯"


def _account(column: str, purpose: str, sensitivity: Sensitivity = Sensitivity.WORKING) -> PersonalField:
    readers = frozenset[Role]() if sensitivity is Sensitivity.SECRET else _ACCOUNT_KEEPERS
    return PersonalField(
        table="Account",
        column=column,
        purpose=purpose,
        basis=_SAFETY,
        sensitivity=sensitivity,
        kept="账号存续期间；停用后随审计记录保留",
        readers=readers,
    )


def _member(
    table: str, columns: str, purpose: str, sensitivity: Sensitivity = Sensitivity.WORKING
) -> list[PersonalField]:
    return [
        PersonalField(
            table=table,
            column=column,
            purpose=purpose,
            basis=_DUTY,
            sensitivity=sensitivity,
            kept=_WHILE_MEMBER,
            readers=_ROLL_KEEPERS,
        )
        for column in columns.split()
    ]


def _import(column: str, purpose: str) -> PersonalField:
    return PersonalField(
        table="Batch",
        column=column,
        purpose=purpose,
        basis=_DUTY,
        sensitivity=Sensitivity.SHREDDED,
        kept="写入后立即销毁密钥，未写入的 24 小时后销毁",
        readers=_IMPORTERS,
    )


PERSONAL_FIELDS: tuple[PersonalField, ...] = (
    _account("username", "登录时认出账号"),
    _account("title", "办理记录中写明由谁办理"),
    _account("password", "登录时核对口令", Sensitivity.SECRET),
    PersonalField(
        table="OfficeContact",
        column="name",
        purpose="联系社会组织、党组织和指导员",
        basis=_DUTY,
        sensitivity=Sensitivity.WORKING,
        kept=_WHILE_HELD,
        readers=_CONTACT_READERS,
    ),
    PersonalField(
        table="OfficeContact",
        column="phone",
        purpose="联系社会组织、党组织和指导员",
        basis=_DUTY,
        sensitivity=Sensitivity.SEALED,
        kept=_WHILE_HELD,
        readers=_CONTACT_READERS,
    ),
    *_member(
        "Particulars", "name sort_key sex ethnic_group born_precision education", "党员名册（2017年全国采集项目）"
    ),
    *_member("Particulars", "citizen_number mobile", "认定同一名党员；联系本人", Sensitivity.SHREDDED),
    *_member("Particulars", "number_index", "不见号码而认定同一名党员", Sensitivity.SECRET),
    *_member("Membership", "state admitted_precision full_member_precision status", "组织关系与人员类别"),
    *_member("Membership", "lost_contact_precision moved_to leaving", "失联、流动与转出情况"),
    *_member("Employment", "position", "工作岗位"),
    *_member("Post", "post how document_number", "党内职务"),
    *_member("Candidate", "post outcome division", "换届选举的候选人和当选结果"),
    *_member("MembershipRequest", "name state reason", "两个党组织核对同一名党员的组织关系"),
    _import("content", "核对台账"),
    _import("staged", "核对台账"),
    _import("choices", "核对台账"),
)

# Columns about organizations, rules and the journal. A name of a person does not belong in them.
ORGANIZATION_FIELDS: dict[str, frozenset[str]] = {
    table: frozenset(columns.split())
    for table, columns in {
        "Assignment": "role",
        # The reason is printed on the ballot; the form says that nobody is named there.
        "BallotOrder": "post reason",
        "Batch": "kind file_name digest state counts",
        # A campaign: the document and the bodies named in it.
        "CampaignTarget": "measure clause",
        "CampaignTerms": "name document_number bodies clause",
        "Case": "number kind topic begun_from state holder filed",
        # Where a paper lies; the form says that nobody is named there.
        "CasePaper": "paper place",
        "CaseUnit": "answer",
        "Coverage": "role",
        "DifferenceAside": "kind reported held reason",
        "Document": "mark kind title addressee text copies",
        "DocumentNote": "outcome text",
        "DocumentTemplate": "kind content digest",
        "DocumentWithdrawal": "reason",
        "ElectionCase": "form",
        # The note says why a count differs from the roll's; the form says that nobody is named there.
        # Who counted is told by public ids of members, never by a name.
        "ElectionRound": "post note excluded chaired_by scrutineers tellers",
        "Entry": "act subject_kind clause reason",
        "Formation": "mode basis sponsor approver document_number established_precision",
        # Why an organization has no Party organization yet, and what is planned; nothing of persons.
        "FormationPlan": "way reason note",
        "FormationProposal": "kind outcome reason",
        "Grade": "grade",
        "Guidance": "kind clause",
        "HeadCount": "source",
        "Hub": "level verb designated_by field",
        "HubElement": "element",
        "Instructor": "code",
        "InstructorPool": "source home_unit recommended_by selection_number",
        # A training: its name and who organized it, no marks. Who took part is told by a key, never by a name.
        "InstructorTraining": "name organizer",
        "Jurisdiction": "clause",
        "LocalFigure": "key value clause decision",
        "Locality": "region",
        "Look": "subject_kind field purpose",
        # A meeting: when and where, numbers of those present; nobody is named.
        "Meeting": "title place state due_reason chaired_by excused observers",
        "Naming": "name short_name sort_key kind axis axis_value",
        "OfficeContact": "role",
        "PackBinding": "chain",
        "PartyOrganization": "code",
        "PlannedCell": "subtype cell",
        "PlanningRun": "state summary",
        "Posting": "document_number",
        "Publication": "line by narrowed title document_number snapshot digest",
        "PublicationWithdrawal": "reason",
        "PublishedFigure": "measure name unit source definition clause said silence cells rows_digest",
        "Receipt": "key digest answer",
        "Region": "code name level parent",
        "Registration": "name sort_key type subtype legal_status mode status level region district street address"
        " field influence classified_by classified_reason activity_scope established_precision charter_clause_text",
        "Remark": "field text",
        "Renewal": "source",
        # Of the procedure of a renewal: closed words, nothing of persons.
        "RenewalOpinion": "opinion matters",
        "ReportedFigure": "key source clause",
        "ReportedState": "source supervising_unit formation_mode party_organization formed_precision reason_not_formed"
        " instructor_unit",
        "SavedView": "name path query",
        # What a meeting resolved, with numbers of votes and no names.
        "Resolution": "outcome reason clauses next_steps",
        "Seal": "previous digest mac",
        "SealedEntry": "digest",
        "Seat": "role",
        "Standing": "status type region field mode base",
        "Series": "mark",
        "Step": "state verb filed seen reason clauses next_steps",
        "Succession": "kind",
        "TallyChange": "margin key",
        "TallyMonth": "margin key",
        "TallyPending": "margin key",
        "Target": "measure source",
        "Unit": "kind code",
        "UnitName": "name sort_key",
        "WorkCoverage": "instrument note",
        # What was done at an organization; the form says that nothing is written of persons there.
        "WorkLog": "duty done",
        "WrappedKey": "purpose wrapped",
    }.items()
}


def personal(table: str, column: str) -> PersonalField | None:
    """The entry of the register for a column; None for a column about organizations."""
    return next((one for one in PERSONAL_FIELDS if (one.table, one.column) == (table, column)), None)

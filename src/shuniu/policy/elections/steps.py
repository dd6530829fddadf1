"""换届选举 and 延期换届 as procedures: from which state does which act lead where, and who has it in hand then?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.cases.deciding import LONGEST_REASON
from shuniu.policy.cases.procedure import DueAfter, Procedure, Transition
from shuniu.policy.elections.terms import ON_TIME
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseHolder, CaseKind, Verb
from shuniu.policy.words.cases import CaseState as S

AGAIN = Clause("national#选举条例28")
FILE, REVIEW = Action.FILE_CASE, Action.REVIEW_CASE
BODY, ABOVE = CaseHolder.APPLICANT, CaseHolder.REVIEWER
IN_COMMITTEE = "in_committee"
# Stands with what is filed where nobody has led the body before: it is called 首次选举 then.
FIRST = "first"
_DUE = DueAfter("election.review_working_days")
_APPROVED = (
    S.NOMINATING, S.NOMINATED, S.NOMINATION_RETURNED, S.VOTING, S.FIRST_MEETING, S.TO_REPORT, S.REPORTED,
    S.REPORT_RETURNED,
)  # fmt: skip

ELECTION = Procedure(
    kind=CaseKind.ELECTION,
    what="这次换届",
    clause=ON_TIME,
    first=S.DRAFT,
    transitions=(
        Transition(S.DRAFT, Verb.SUBMIT, S.REQUESTED, FILE),
        Transition(S.DRAFT, Verb.DROP, S.DROPPED, FILE),
        Transition(S.REQUESTED, Verb.WITHDRAW, S.DRAFT, FILE),
        Transition(S.REQUESTED, Verb.RETURN, S.RETURNED, REVIEW),
        Transition(S.REQUESTED, Verb.APPROVE, S.NOMINATING, REVIEW),
        Transition(S.RETURNED, Verb.SUBMIT, S.REQUESTED, FILE),
        Transition(S.RETURNED, Verb.DROP, S.DROPPED, FILE),
        Transition(S.NOMINATING, Verb.SUBMIT, S.NOMINATED, FILE),
        Transition(S.NOMINATED, Verb.WITHDRAW, S.NOMINATING, FILE),
        Transition(S.NOMINATED, Verb.RETURN, S.NOMINATION_RETURNED, REVIEW),
        Transition(S.NOMINATED, Verb.ACCEPT, S.VOTING, REVIEW),
        # At a by-election of leaders alone the committee meets, not the members.
        Transition(S.NOMINATED, Verb.ACCEPT, S.FIRST_MEETING, REVIEW, IN_COMMITTEE),
        Transition(S.NOMINATION_RETURNED, Verb.SUBMIT, S.NOMINATED, FILE),
        # Whom they voted on got too few votes: others are put forward, and reviewed as the first were.
        Transition(S.VOTING, Verb.RENOMINATE, S.NOMINATING, FILE),
        Transition(S.FIRST_MEETING, Verb.RENOMINATE, S.NOMINATING, FILE),
        # A committee was elected: it elects its secretary. Without one the members have elected the secretary.
        Transition(S.VOTING, Verb.ELECT, S.FIRST_MEETING, FILE),
        Transition(S.VOTING, Verb.RECORD, S.TO_REPORT, FILE),
        Transition(S.FIRST_MEETING, Verb.RECORD, S.TO_REPORT, FILE),
        Transition(S.TO_REPORT, Verb.REPORT, S.REPORTED, FILE),
        Transition(S.REPORTED, Verb.WITHDRAW, S.TO_REPORT, FILE),
        Transition(S.REPORTED, Verb.RETURN, S.REPORT_RETURNED, REVIEW),
        Transition(S.REPORTED, Verb.REPLY, S.TO_ARCHIVE, REVIEW),
        Transition(S.REPORT_RETURNED, Verb.REPORT, S.REPORTED, FILE),
        # The minutes are entered anew; what was entered before stays with the report that was returned.
        Transition(S.REPORT_RETURNED, Verb.RESUME, S.VOTING, FILE),
        Transition(S.REPORT_RETURNED, Verb.RESUME, S.FIRST_MEETING, FILE, IN_COMMITTEE),
        Transition(S.TO_ARCHIVE, Verb.ARCHIVE, S.DONE, FILE),
        # What was approved is ended by whoever approved it, until the result is.
        *(Transition(state, Verb.DROP, S.DROPPED, REVIEW) for state in _APPROVED),
    ),
    holders={
        S.DRAFT: BODY,
        S.RETURNED: BODY,
        S.REQUESTED: ABOVE,
        S.NOMINATING: BODY,
        S.NOMINATION_RETURNED: BODY,
        S.NOMINATED: ABOVE,
        S.VOTING: BODY,
        S.FIRST_MEETING: BODY,
        S.TO_REPORT: BODY,
        S.REPORTED: ABOVE,
        S.REPORT_RETURNED: BODY,
        S.TO_ARCHIVE: BODY,
    },
    fields={
        "form": "选举方式",
        "seats": "委员会名额",
        "secretary": "书记",
        "deputies": "副书记名额",
        "planned_on": "拟召开日期",
        "grounds": "理由",
        "secretary_source": "书记候选人来源",
        "skipped_grounds": "未按次序选任的理由",
        "measure_document": "招聘管理办法文号",
        "management_stated": "已核对人选任中层以上管理职务",
        "trained_on": "兼职人员培训日期",
        "candidates": "候选人预备人选",
        "minutes": "选举结果",
    },
    mending=frozenset({S.RETURNED, S.NOMINATION_RETURNED, S.REPORT_RETURNED}),
    due={S.REQUESTED: _DUE, S.NOMINATED: _DUE, S.REPORTED: _DUE},
    # No text says by when; the body has said it itself, and that was approved.
    planned=dict.fromkeys((S.NOMINATING, S.NOMINATION_RETURNED, S.VOTING, S.FIRST_MEETING), "planned_on"),
)

# What may be remarked upon where it is returned: what was sent the last time, nothing decided before.
RETURNED_UPON: Mapping[S, tuple[str, ...]] = {
    S.REQUESTED: ("form", "seats", "secretary", "deputies", "planned_on", "grounds"),
    S.NOMINATED: ("candidates",),
    S.REPORTED: ("minutes",),
}


def returned_upon(state: S) -> Procedure:
    """The table with those fields alone that may be remarked upon in the state."""
    names = RETURNED_UPON.get(state, ())
    return replace(ELECTION, fields={name: ELECTION.fields[name] for name in names})


POSTPONEMENT = Procedure(
    kind=CaseKind.POSTPONEMENT,
    what="这份延期请示",
    clause=ON_TIME,
    first=S.DRAFT,
    transitions=(
        Transition(S.DRAFT, Verb.SUBMIT, S.REQUESTED, FILE),
        Transition(S.DRAFT, Verb.DROP, S.DROPPED, FILE),
        Transition(S.REQUESTED, Verb.WITHDRAW, S.DRAFT, FILE),
        Transition(S.REQUESTED, Verb.RETURN, S.RETURNED, REVIEW),
        Transition(S.REQUESTED, Verb.APPROVE, S.DONE, REVIEW),
        Transition(S.REQUESTED, Verb.REFUSE, S.REFUSED, REVIEW),
        Transition(S.RETURNED, Verb.SUBMIT, S.REQUESTED, FILE),
        Transition(S.RETURNED, Verb.DROP, S.DROPPED, FILE),
    ),
    holders={S.DRAFT: BODY, S.REQUESTED: ABOVE, S.RETURNED: BODY},
    fields={"until": "延期后的届满日期", "grounds": "理由"},
    mending=frozenset({S.RETURNED}),
    due={S.REQUESTED: _DUE},
)


def needs_reason(state: S, verb: Verb) -> bool:
    """What was approved is not ended, and who was reviewed not replaced, without saying why."""
    return verb is Verb.RENOMINATE or (verb is Verb.DROP and state in _APPROVED)


def may_end(reason: str) -> Decision:
    return Decision(tuple(_reason(reason, "终止", "批准换届的党组织")))


def may_renominate(reason: str, elected: Sequence[str]) -> Decision:
    """``elected``: the names of whom this election gave a post. What it gave it does not take: for the places that are
    left, others are written in at the next vote."""
    found = list(_reason(reason, Verb.RENOMINATE.label, "换届的党组织"))
    if elected:
        found.append(
            Objection(
                clause=AGAIN,
                code="elected_already",
                missing="已经有人当选，不能重新提名。",
                fact=f"已当选：{'、'.join(elected)}",
                remedy="不足的名额另行选举，投票时可以另选他人",
                who="换届的党组织",
            )
        )
    return Decision(tuple(found))


def _reason(reason: str, act: str, who: str) -> Iterator[Objection]:
    written = len(reason.strip())
    if not 0 < written <= LONGEST_REASON:
        yield Objection(
            clause=ON_TIME,
            code="reason_length" if written else "reason_missing",
            missing=f"请写明{act}的原因。",
            fact=f"写了 {written} 字",
            remedy=f"写明为什么{act}、以后怎样办，不超过 {LONGEST_REASON} 字",
            who=who,
            field="reason",
        )

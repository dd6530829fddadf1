"""How do the steps of a submission read?"""

from __future__ import annotations

from collections.abc import Sequence

from shuniu.policy.words.submissions import SubmissionState
from shuniu.policy.words.word import Word
from shuniu.queries.cases.steps import StepLine
from shuniu.web.parts import Status, StepView, Tone
from shuniu.web.submissions.forms import label_of
from shuniu.web.wording import moment

TONES: dict[Word, Tone] = {
    SubmissionState.DRAFT: "muted",
    SubmissionState.SUBMITTED: "soon",
    SubmissionState.RETURNED: "urgent",
    SubmissionState.RESUBMITTED: "soon",
    SubmissionState.ACCEPTED: "done",
    SubmissionState.LAPSED: "muted",
}


def status_of(state: Word) -> Status:
    return Status(state.label, TONES[state])


def step_views(steps: Sequence[StepLine]) -> list[StepView]:
    return [
        StepView(
            name=moment(one.at),
            state=status_of(one.state),
            holder=one.by,
            remark="；".join(f"{label_of(name)}：{text.rstrip('。')}" for name, text in one.remarks.items()),
        )
        for one in steps
    ]

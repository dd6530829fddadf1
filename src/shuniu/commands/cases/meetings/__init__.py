"""党委会: planned, its agenda set, held, its decisions put down one by one, closed."""

from shuniu.commands.cases.meetings.agenda import CaseNamed, arrange_cases, schedule_cases, unschedule_cases
from shuniu.commands.cases.meetings.deciding import Attended, DecidedCase, close_meeting, decide_cases, hold_meeting
from shuniu.commands.cases.meetings.planning import PlannedMeeting, cancel_meeting, change_meeting, plan_meeting

__all__ = [
    "Attended",
    "CaseNamed",
    "DecidedCase",
    "PlannedMeeting",
    "arrange_cases",
    "cancel_meeting",
    "change_meeting",
    "close_meeting",
    "decide_cases",
    "hold_meeting",
    "plan_meeting",
    "schedule_cases",
    "unschedule_cases",
]

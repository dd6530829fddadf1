"""What kinds of procedures are there, how far is one, and whose turn is it?"""

from __future__ import annotations

from shuniu.policy.words.word import Word


class CaseKind(Word):
    INFORMATION = "information", "信息填报"
    FORMATION = "formation", "组建党组织"
    ADJUSTMENT = "adjustment", "调整党组织"
    ELECTION = "election", "换届选举"
    POSTPONEMENT = "postponement", "延期换届"
    APPOINTMENT = "appointment", "班子任命"
    HANDOVER = "handover", "工作交接"
    FOLLOW_UP = "follow_up", "后续工作"


class CaseHolder(Word):
    """Whose turn it is. ``reviewer`` is whoever answers for the unit or stands above the Party organization today."""

    APPLICANT = "applicant", "申请方"
    REVIEWER = "reviewer", "负责的党组织"
    COMMITTEE = "committee", "审批党组织"


class CaseState(Word):
    """Every state of every procedure but 信息填报, which has words of its own."""

    DRAFT = "draft", "填写中"
    RETURNED = "returned", "已退回"
    CHECKING = "checking", "材料审查"
    REVIEWING = "reviewing", "初审"
    TO_MEET = "to_meet", "待上会"
    ON_AGENDA = "on_agenda", "已列入议程"
    OUTSIDE = "outside", "待街道党委审批"
    TO_REPLY = "to_reply", "待批复"
    TO_ANSWER = "to_answer", "待答复"
    TO_PUT_OFF = "to_put_off", "待答复（暂缓）"
    DEFERRED = "deferred", "暂缓"
    DONE = "done", "已办结"
    REFUSED = "refused", "不同意"
    DROPPED = "dropped", "已终止"
    TO_DO = "to_do", "待办"
    WAIVED = "waived", "暂不办理"
    LAPSED = "lapsed", "自动终止"
    # Elections
    REQUESTED = "requested", "待批准"
    NOMINATING = "nominating", "酝酿候选人"
    NOMINATION_RETURNED = "nomination_returned", "候选人退回"
    NOMINATED = "nominated", "待审查候选人"
    VOTING = "voting", "待选举"
    FIRST_MEETING = "first_meeting", "待召开委员会会议"
    TO_REPORT = "to_report", "待报告结果"
    REPORT_RETURNED = "report_returned", "报告退回"
    REPORTED = "reported", "待批复结果"
    TO_ARCHIVE = "to_archive", "待归档"
    # Hand-over
    HANDING = "handing", "交接中"
    TAKING = "taking", "待接收"
    UNTAKEN = "untaken", "未接收"


class Verb(Word):
    """What is done with a case; the words are those of the buttons."""

    SUBMIT = "submit", "提交"
    WITHDRAW = "withdraw", "撤回"
    DROP = "drop", "终止"
    RETURN = "return", "退回"
    ACCEPT = "accept", "通过"
    SCHEDULE = "schedule", "列入议程"
    UNSCHEDULE = "unschedule", "移出议程"
    APPROVE = "approve", "同意"
    REFUSE = "refuse", "不同意"
    DEFER = "defer", "暂缓"
    RECONSIDER = "reconsider", "提请复议"
    REPLY = "reply", "批复"
    ANSWER = "answer", "答复"
    ELECT = "elect", "登记委员会选举结果"
    RECORD = "record", "登记结果"
    REPORT = "report", "报告"
    RESUME = "resume", "重新登记结果"
    RENOMINATE = "renominate", "重新提名"
    ARCHIVE = "archive", "归档"
    FINISH = "finish", "办结"
    PLAN = "plan", "定计划日"
    WAIVE = "waive", "暂不办理"
    # What organizations named in an application of another one say to it
    CONSENT = "consent", "同意参加"
    DECLINE = "decline", "不同意参加"
    TAKE_BACK = "take_back", "撤回同意"
    HAND_OVER = "hand_over", "移交"
    TAKE_OVER = "take_over", "接收"
    LEAVE_UNTAKEN = "leave_untaken", "注明未接收"
    # What becomes of open work where whom it is about, or who does it, is no more
    LAPSE = "lapse", "自动终止"
    PASS_ON = "pass_on", "转办"


class FollowUpTopic(Word):
    """What is left to do after a decision, or is urged without one."""

    START_GRANT = "start_grant", "落实启动经费"
    TRANSFER = "transfer", "转接组织关系"
    FIRST_ELECTION = "first_election", "首次选举"
    DISPATCH = "dispatch", "选派书记"
    NEXT_STEPS = "next_steps", "落实下步努力方向"
    APPOINTMENT_NEXT_STEPS = "appointment_next_steps", "落实任职的下步努力方向"
    URGE = "urge", "督促同步建立党组织"
    SPLIT_OFF = "split_off", "督促另建党支部"
    END_TEMPORARY = "end_temporary", "督促撤销临时党支部"


class BegunFrom(Word):
    """What an office had before it when it began a case."""

    PLANNER = "planner", "由组建规划发起"
    INSTRUCTOR = "instructor", "由指导员计划发起"


class Consent(Word):
    """What an organization named in an application of another one says to it."""

    AGREED = "agreed", "同意参加"
    DECLINED = "declined", "不同意参加"
    TAKEN_BACK = "taken_back", "撤回同意"


class Tie(Word):
    """What an open case has to do with a body that ends."""

    ABOUT = "about", "关于它本身"
    UNDER = "under", "拟设在它之下"
    HELD = "held", "由它办理"
    NAMED = "named", "申请中写有它"


class Fate(Word):
    """What becomes of an open case then."""

    LAPSES = "lapses", "随之自动终止"
    PASSES_ON = "passes_on", "转由承接的党组织办理"
    STAYS = "stays", "继续办理，须改写其中的单位或党组织"

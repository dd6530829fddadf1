"""Every named address of the platform with its promises; what the resolver knows and this does not fails the build."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver
from tests.security.adjusted import ADJUSTMENTS
from tests.security.expected import (
    APPLIES,
    ASKS_FOR_CONTACT,
    ASKS_NODE,
    CASES_OF_NODE,
    CHANGES_ACCOUNT,
    CHANGES_NODE,
    CHANGES_UNIT,
    CORRECTS_LOG,
    DATES_RENEWAL,
    DECIDES,
    DECIDES_CASE,
    DECIDES_ELECTION,
    DOES_CASE,
    GIVES_OPINION,
    ISSUES,
    KEEPS_LOG,
    KEEPS_NODE,
    LOOKS_AFTER,
    NOT_SENT,
    NOT_SHOWN,
    OPEN,
    OWN_LEDGERS,
    OWN_VIEWS,
    PLANS,
    PUBLIC,
    READS_BODY,
    READS_CASE,
    READS_JOURNAL,
    READS_LOG,
    READS_NODE,
    READS_UNIT,
    RECEIVES,
    REMINDS,
    REVIEWS,
    TAKES_BACK,
    Row,
    everybody,
    forbidden,
    not_filled_in,
    nothing_there,
    offices,
    pattern,
    refused_by_law,
    written,
)

CLERKS = ("committee", "outsider")
TWO = ("committee", "joint", "outsider")  # the clerks of committees, of the own tree and of the strangers'
THREE = (*TWO, "branch")
READERS = (*THREE, "instructor", "supervisor", "registry", "organization")
KEEPERS = (*THREE, "security_admin")

OWN = {
    "home": Row("", OPEN, NOT_SENT),
    "guide": Row("", OPEN, NOT_SENT),
    "guide_chapter": Row("", OPEN, NOT_SENT),
    "views": Row("", OPEN, NOT_SENT),
    "view_new": Row("", offices(*READERS), offices(*READERS, letter="W")),
    "view_change": Row("view", OWN_VIEWS, written(OWN_VIEWS)),
    "view_drop": Row("view", NOT_SHOWN, written(OWN_VIEWS)),
    "sign_in": Row("", PUBLIC, everybody("B", "B")),
    "sign_out": Row("", NOT_SHOWN, OPEN),
    "change_password": Row("", OPEN, everybody("B")),
    # Another's assignment is nobody's to take, whether it exists or not.
    "switch_office": Row(
        "office",
        NOT_SHOWN,
        pattern("\n".join(f"{one} {'I I' if one == 'nobody' else 'S M'} - - {'I' if one == 'nobody' else 'M'} -"
                          for one in (*TWO[:2], "branch", "instructor", "supervisor", "registry", "organization",
                                      "outsider", "system_admin", "security_admin", "audit_admin", "nobody"))),
    ),
}  # fmt: skip
ORGANIZATIONS = {
    "organizations": Row("", offices(*READERS), NOT_SENT),
    "organizations_export": Row("", offices(*READERS), NOT_SENT),
    "organization_new": Row("", offices(*TWO), offices(*TWO, letter="W")),
    "organization": Row("unit", READS_UNIT, NOT_SENT),
    "organization_change": Row("unit", CHANGES_UNIT, written(CHANGES_UNIT)),
    "organization_correct": Row("unit", CHANGES_UNIT, written(CHANGES_UNIT)),
    "organization_attach": Row("unit", CHANGES_UNIT, written(CHANGES_UNIT)),
    "organization_classify": Row("unit", CHANGES_UNIT, written(CHANGES_UNIT)),
    "organization_strike_off": Row("unit", CHANGES_UNIT, written(CHANGES_UNIT)),
    "organization_head_count": Row("unit", CHANGES_UNIT, written(CHANGES_UNIT)),
    "organization_party_report": Row("unit", CHANGES_UNIT, written(CHANGES_UNIT)),
    "organization_work_coverage": Row("unit", CHANGES_UNIT, written(CHANGES_UNIT)),
    "organization_grade": Row("unit", CHANGES_UNIT, written(CHANGES_UNIT)),
    "organizations_alike": Row("", offices(*TWO), NOT_SENT),
    "hubs": Row("", offices(*READERS), NOT_SENT),
    "hubs_export": Row("", offices(*READERS), NOT_SENT),
    # What has no supervising unit cannot be decoupled.
    "organization_decouple": Row(
        "unit",
        CHANGES_UNIT,
        written(CHANGES_UNIT, committee_own="L", joint_below="L", outsider_own="L", outsider_below="L"),
    ),
    "organization_charter": Row("unit", CHANGES_UNIT, written(CHANGES_UNIT)),
    "organization_guide": Row("unit", CHANGES_UNIT, written(CHANGES_UNIT)),
    "organization_succeed": Row("unit", CHANGES_UNIT, written(CHANGES_UNIT)),
    "organization_same": Row("unit", CHANGES_UNIT, written(CHANGES_UNIT)),
    "organization_hub": Row("unit", CHANGES_UNIT, written(CHANGES_UNIT)),
    "organization_hub_elements": Row("unit", CHANGES_UNIT, written(CHANGES_UNIT)),
    "organization_contacts": Row("unit", CHANGES_UNIT, written(CHANGES_UNIT)),
    "organization_contact": Row("unit", NOT_SHOWN, ASKS_FOR_CONTACT),
    "organization_renewal": Row("unit", DATES_RENEWAL, written(DATES_RENEWAL)),
    "organization_opinion": Row("unit", GIVES_OPINION, written(GIVES_OPINION)),
}
PIPELINE = {
    "pipeline": Row("figure", ASKS_NODE, NOT_SENT),
    "pipeline_export": Row("figure", ASKS_NODE, NOT_SENT),
    "pipeline_rows": Row("figure", ASKS_NODE, NOT_SENT),
    "pipeline_rows_export": Row("figure", ASKS_NODE, NOT_SENT),
    "urgings": Row("", offices(*TWO, "registry"), NOT_SENT),
    # No branch of the world gathers members or was set up for a task.
    "urging_split": Row("node", REVIEWS, refused_by_law(REVIEWS)),
    "urging_split_waive": Row("node", REVIEWS, refused_by_law(REVIEWS)),
    "urging_dissolve": Row("node", REVIEWS, refused_by_law(REVIEWS)),
    "urging_dissolve_waive": Row("node", REVIEWS, refused_by_law(REVIEWS)),
    "formation_plan": Row("unit", READS_UNIT, NOT_SENT),
    "formation_plan_set": Row("unit", CHANGES_UNIT, written(CHANGES_UNIT)),
    "formation_plan_end": Row("unit", CHANGES_UNIT, written(CHANGES_UNIT)),
    "formation_plans_set": Row("", offices(*TWO), offices(*TWO, letter="W")),
    "planner": Row("figure", PLANS, NOT_SENT),
    "planner_ask": Row("figure", NOT_SHOWN, written(PLANS)),
    "planner_loads": Row("figure", PLANS, NOT_SENT),
    "planner_loads_accept": Row("figure", NOT_SHOWN, not_filled_in(PLANS)),
    "planner_loads_accepted": Row("", offices(*TWO), offices(*TWO, letter="B")),
    "planner_loads_export": Row("figure", PLANS, NOT_SENT),
    "planner_instructors": Row("figure", PLANS, NOT_SENT),
    "planner_instructors_accept": Row("figure", NOT_SHOWN, not_filled_in(PLANS)),
    "planner_instructors_accepted": Row("", offices(*TWO), offices(*TWO, letter="B")),
    "planner_instructors_export": Row("figure", PLANS, NOT_SENT),
    "planning_run": Row("run", PLANS, NOT_SENT),
    # What the joint committee has in hand is applied for already.
    "planning_accept": Row("run", PLANS, written(PLANS, joint_own="L")),
    "planning_refuse": Row("run", PLANS, written(PLANS)),
    "planning_take_back": Row("run", PLANS, not_filled_in(PLANS)),
}
SUBMISSIONS = {
    "submissions": Row("", offices(*TWO), NOT_SENT),
    "submission_own": Row("", offices("organization"), offices("organization", letter="W")),
    "submission_submit": Row("", offices("organization"), offices("organization", letter="W")),
    "submission_withdraw": Row("", NOT_SHOWN, offices("organization", letter="W")),
    "submission_progress": Row("figure", ASKS_NODE, NOT_SENT),
    "submission_progress_export": Row("figure", ASKS_NODE, NOT_SENT),
    "submission": Row("submission", REVIEWS, NOT_SENT),
    "submission_accept": Row("submission", NOT_SHOWN, written(REVIEWS)),
    "submission_return": Row("submission", NOT_SHOWN, written(REVIEWS)),
}
# 查看事项: the committees, the branch and the organization's own clerk.
NO_UNIT = {persona: {"own": "M"} for persona in THREE}
# Of the instructor's organization an application is open in some places: it is gone on with, nothing begins.
GOES_ON = nothing_there(READS_CASE)
GOES_ON |= {
    "committee": {**GOES_ON["committee"], "own": "S", "below": "S"},
    "joint": {**GOES_ON["joint"], "own": "S"},
    "outsider": {**GOES_ON["outsider"], "own": "S", "below": "S"},
}
# What the organization itself has under way is filled in by nobody above.
FILLS_IN = {**APPLIES, "organization": written(APPLIES)["organization"]}
SUBMITS = {**APPLIES, "organization": refused_by_law(APPLIES)["organization"]}
# 督促: the committees their tree, the registration authority what it has registered.
URGES = {
    **APPLIES,
    **{persona: dict.fromkeys(APPLIES[persona], "F") for persona in ("branch", "organization")},
    "registry": READS_UNIT["registry"],
}
LEAVES_BE = {**URGES, "registry": dict.fromkeys(URGES["registry"], "F")}
CASES = {
    "cases": Row("", offices(*THREE, "organization"), NOT_SENT),
    "cases_export": Row("", offices(*THREE, "organization"), NOT_SENT),
    # What a committee decides on is its own clerks' business.
    "meetings": Row("", offices(*CLERKS), NOT_SENT),
    "meetings_export": Row("", offices(*CLERKS), NOT_SENT),
    "meeting_new": Row("", offices(*CLERKS), offices(*CLERKS, letter="W")),
    "meeting": Row("meeting", DECIDES, NOT_SENT),
    "meeting_change": Row("meeting", DECIDES, written(DECIDES)),
    "meeting_cancel": Row("meeting", DECIDES, written(DECIDES)),
    "meeting_add": Row("meeting", DECIDES, written(DECIDES)),
    "meeting_attendance": Row("meeting", DECIDES, written(DECIDES)),
    "meeting_remove": Row("sitting", DECIDES, written(DECIDES)),
    "meeting_order": Row("sitting", DECIDES, written(DECIDES)),
    "meeting_decide": Row("sitting", DECIDES, written(DECIDES)),
    "meeting_minutes": Row("sitting", DECIDES, NOT_SENT),
    "meeting_close": Row("concluded", DECIDES, written(DECIDES)),
    # Each office that issues keeps its register; what is answered is read by whoever reads the case.
    "documents": Row("", offices(*TWO), NOT_SENT),
    "documents_export": Row("", offices(*TWO), NOT_SENT),
    "document_new": Row("", offices(*TWO), offices(*TWO, letter="W")),
    "document_paper": Row("", offices(*TWO), offices(*TWO, letter="W")),
    "document": Row("document", READS_CASE, NOT_SENT),
    "document_word": Row("document", READS_CASE, NOT_SENT),
    "document_pdf": Row("document", READS_CASE, NOT_SENT),
    "document_hand_over": Row("numbered", ISSUES, written(ISSUES)),
    "received": Row("", offices(*THREE, "supervisor", "registry", "organization"), NOT_SENT),
    "received_export": Row("", offices(*THREE, "supervisor", "registry", "organization"), NOT_SENT),
    "received_document": Row("incoming", RECEIVES, NOT_SENT),
    "received_sign": Row("incoming", NOT_SHOWN, written(RECEIVES)),
    "received_note": Row("arrived", RECEIVES, written(RECEIVES)),
    "received_file": Row("arrived", RECEIVES, NOT_SENT),
    "document_withdraw": Row("numbered", ISSUES, written(ISSUES)),
    "follow_up": Row("follow_up", READS_CASE, NOT_SENT),
    "follow_up_finish": Row("follow_up", DOES_CASE, written(DOES_CASE)),
    "case_plan": Row("follow_up", DOES_CASE, written(DOES_CASE)),
    "case_request": Row("formation", READS_CASE, NOT_SENT),
    "case_request_file": Row("formation", READS_CASE, NOT_SENT),
    # Each of these lies with the committee that decides: nobody passes it on.
    "case_application": Row("formation", nothing_there(READS_CASE), NOT_SENT),
    "case_application_file": Row("formation", nothing_there(READS_CASE), NOT_SENT),
    # An organization keeps no register here: nobody numbers what it asks.
    "case_request_number": Row("formation", nothing_there(ISSUES), nothing_there(ISSUES)),
    # An application is not reported on; an election is, where an office asks another one.
    "case_report": Row("election", nothing_there(CASES_OF_NODE), NOT_SENT),
    "case_report_file": Row("election", nothing_there(CASES_OF_NODE), NOT_SENT),
    "case_report_number": Row("election", nothing_there(ISSUES), nothing_there(ISSUES)),
    "case_reconsider": Row("replying", DECIDES_CASE, written(DECIDES_CASE)),
    "formation_own": Row("", {**offices("organization"), **NO_UNIT}, NOT_SENT),
    "formation_fill": Row("unit", APPLIES, FILLS_IN),
    "formation_check": Row("unit", NOT_SHOWN, APPLIES),
    "formation_submit": Row("unit", NOT_SHOWN, SUBMITS),
    "formation_urge": Row("unit", URGES, refused_by_law(URGES)),  # the organizations have applied already
    "formation_consents": Row("", offices(*THREE, "organization"), NOT_SENT),
    # Nobody is named in another's application here.
    "formation_consent": Row("consent", nothing_there(READS_CASE), nothing_there(READS_CASE)),
    "formation_urge_waive": Row("unit", LEAVES_BE, refused_by_law(LEAVES_BE)),
    "formation": Row("formation", READS_CASE, NOT_SENT),
    "formation_accept": Row("formation", NOT_SHOWN, refused_by_law(REVIEWS)),  # the organization is covered
    "formation_return": Row("formation", NOT_SHOWN, written(REVIEWS)),
    "formation_withdraw": Row("formation", NOT_SHOWN, refused_by_law(TAKES_BACK)),  # it waits to be mended
    "formation_reply": Row("replying", DECIDES_CASE, refused_by_law(DECIDES_CASE)),
    "formation_answer": Row("answered", DECIDES_CASE, written(DECIDES_CASE)),
    "formation_refuse": Row("outside", DECIDES_CASE, written(DECIDES_CASE)),
    "formation_defer": Row("outside", DECIDES_CASE, written(DECIDES_CASE)),
    "formation_take_back": Row("outside", DECIDES_CASE, written(DECIDES_CASE)),
    "formation_archive": Row("closed", DECIDES_CASE, written(DECIDES_CASE)),
    "formation_archive_list": Row("closed", READS_CASE, NOT_SENT),
    "formation_drop": Row("begun", DOES_CASE, written(DOES_CASE)),
}
# Of what is over: shown, and refused by its state to whoever may do it.
ELECTIONS = {
    "elections": Row("", offices(*THREE), NOT_SENT),
    "elections_export": Row("", offices(*THREE), NOT_SENT),
    # A joint committee is appointed: it asks for no election.
    "election_new": Row(
        "node",
        CASES_OF_NODE,
        written(CASES_OF_NODE, committee_below="L", joint_own="L", outsider_below="L"),
    ),
    "by_election_new": Row(
        "node",
        CASES_OF_NODE,
        written(CASES_OF_NODE, committee_below="L", joint_own="L", outsider_below="L"),
    ),
    "election": Row("election", CASES_OF_NODE, NOT_SENT),
    "election_move": Row("election", NOT_SHOWN, refused_by_law(CASES_OF_NODE)),
    "election_candidates": Row("election", forbidden(CASES_OF_NODE), forbidden(CASES_OF_NODE)),
    "election_vote": Row("election", forbidden(CASES_OF_NODE), forbidden(CASES_OF_NODE)),
    "election_report": Row("election", forbidden(CASES_OF_NODE), forbidden(CASES_OF_NODE)),
    "election_end": Row("election", forbidden(DECIDES_ELECTION), forbidden(DECIDES_ELECTION)),
    "election_renominate": Row("election", forbidden(CASES_OF_NODE), forbidden(CASES_OF_NODE)),
    "election_reply": Row("election", forbidden(DECIDES_ELECTION), forbidden(DECIDES_ELECTION)),
    "election_approve": Row("election", forbidden(DECIDES_ELECTION), forbidden(DECIDES_ELECTION)),
    "election_letter": Row("letter", CASES_OF_NODE, NOT_SENT),
    "election_reminder": Row("node", REMINDS, written(REMINDS)),
    "election_order": Row("ballot", forbidden(CASES_OF_NODE), forbidden(CASES_OF_NODE)),
    "election_archive": Row("election", CASES_OF_NODE, written(CASES_OF_NODE)),
    # Their texts do not say who is elected: there are no minutes to take out.
    "election_minutes": Row("minutes", nothing_there(CASES_OF_NODE), NOT_SENT),
    "election_archive_list": Row("election", CASES_OF_NODE, NOT_SENT),
    "election_ballot": Row("election", nothing_there(CASES_OF_NODE), NOT_SENT),
    # Nobody of the platform stands above the two tops.
    "secretary_dispatch": Row("node", CASES_OF_NODE, written(CASES_OF_NODE, committee_own="L", outsider_own="L")),
    "postponement_new": Row("node", CASES_OF_NODE, written(CASES_OF_NODE)),
    "postponement": Row("postponement", CASES_OF_NODE, NOT_SENT),
    "postponement_move": Row("postponement", NOT_SHOWN, refused_by_law(CASES_OF_NODE)),
    "postponement_approve": Row("postponement", forbidden(DECIDES_ELECTION), forbidden(DECIDES_ELECTION)),
    "postponement_refuse": Row("postponement", DECIDES_ELECTION, refused_by_law(DECIDES_ELECTION)),
}
PARTY = {
    "party": Row("", offices(*THREE), NOT_SENT),
    "party_list": Row("", offices(*THREE), NOT_SENT),
    "party_export": Row("", offices(*THREE), NOT_SENT),
    "party_new": Row("", offices("committee", "outsider"), offices("committee", "outsider", letter="W")),
    "formations_accept": Row("", offices("committee", "outsider"), offices("committee", "outsider", letter="W")),
    "party_organization": Row("node", READS_NODE, NOT_SENT),
    "party_branches": Row("node", ASKS_NODE, NOT_SENT),
    "party_rename": Row("node", CHANGES_NODE, written(CHANGES_NODE)),
    # No committee is put under itself (it is not even offered), nor where it stands already.
    "party_move": Row("node", CHANGES_NODE, written(CHANGES_NODE, committee_own="L", outsider_own="B")),
    "party_cover": Row("node", CHANGES_NODE, written(CHANGES_NODE)),
    "party_term": Row("node", CHANGES_NODE, written(CHANGES_NODE)),
    "party_merge": Row("node", CHANGES_NODE, written(CHANGES_NODE, committee_own="L", outsider_own="B")),
    "party_dissolve": Row("node", CHANGES_NODE, refused_by_law(CHANGES_NODE)),  # something hangs on each
    "party_contacts": Row("node", CHANGES_NODE, written(CHANGES_NODE)),
    "party_contact": Row("node", NOT_SHOWN, written(READS_NODE)),
    "party_kind": Row("node", CHANGES_NODE, written(CHANGES_NODE)),
    "party_formation": Row("node", CHANGES_NODE, written(CHANGES_NODE)),
    "party_profile": Row("node", CHANGES_NODE, written(CHANGES_NODE)),
    "party_split": Row("node", CHANGES_NODE, written(CHANGES_NODE)),
    "party_seat": Row("node", CHANGES_NODE, written(CHANGES_NODE)),
    "party_locality": Row("node", CHANGES_NODE, written(CHANGES_NODE)),
    "party_guide": Row("node", KEEPS_NODE, written(KEEPS_NODE)),
    "party_plan": Row("node", KEEPS_NODE, written(KEEPS_NODE)),
}
# 班子: the level above puts it down, the body is not offered it; one hand-over waits everywhere to be taken over.
LED_FROM_ABOVE = {"committee_own": "B", "joint_own": "B", "branch_own": "B"}
LEADERSHIP = {
    "leadership": Row("node", READS_NODE, NOT_SENT),
    "leadership_set": Row("node", READS_NODE, written(READS_NODE, **LED_FROM_ABOVE)),
    "leadership_end": Row("node", READS_NODE, written(READS_NODE, **LED_FROM_ABOVE)),
    "leadership_worker": Row("node", READS_NODE, written(READS_NODE)),
    "handover_begin": Row("node", READS_NODE, refused_by_law(READS_NODE)),
    "handover": Row("handover", CASES_OF_NODE, NOT_SENT),
    "handover_hand": Row("handover", forbidden(CASES_OF_NODE), forbidden(CASES_OF_NODE)),
    "handover_take": Row("handover", CASES_OF_NODE, written(CASES_OF_NODE)),
    "handover_return": Row("handover", NOT_SHOWN, written(CASES_OF_NODE)),
    "handover_untaken": Row("handover", CASES_OF_NODE, written(CASES_OF_NODE)),
    "handover_end": Row("handover", forbidden(DECIDES_ELECTION), forbidden(DECIDES_ELECTION)),
    # What is under review is not filled in, and not replied to yet.
    "appointment_fill": Row("node", READS_NODE, refused_by_law(READS_NODE)),
    "appointment": Row("appointment", CASES_OF_NODE, NOT_SENT),
    "appointment_accept": Row("appointment", NOT_SHOWN, refused_by_law(DECIDES_CASE)),
    "appointment_return": Row("appointment", NOT_SHOWN, written(DECIDES_CASE)),
    "appointment_withdraw": Row("appointment", NOT_SHOWN, written(CASES_OF_NODE)),
    "appointment_drop": Row("appointment", NOT_SHOWN, refused_by_law(CASES_OF_NODE)),
    "appointment_reply": Row("appointment", forbidden(DECIDES_CASE), forbidden(DECIDES_CASE)),
    "appointment_answer": Row("appointment", nothing_there(DECIDES_CASE), nothing_there(DECIDES_CASE)),
}
INSTRUCTORS = {
    "instructors": Row("", offices(*THREE), NOT_SENT),
    "instructors_export": Row("", offices(*THREE), NOT_SENT),
    "instructor_new": Row("", offices(*TWO), offices(*TWO, letter="W")),
    "instructors_waiting": Row("", offices(*TWO), offices(*TWO, letter="B")),
    "instructor_post": Row("", offices(*TWO), offices(*TWO, letter="W")),
    "instructor": Row("instructor", READS_NODE, NOT_SENT),
    "instructor_change": Row("instructor", KEEPS_NODE, written(KEEPS_NODE)),
    "instructor_leave": Row("instructor", KEEPS_NODE, refused_by_law(KEEPS_NODE)),  # still sent somewhere
    "instructor_end_posting": Row("instructor", KEEPS_NODE, written(KEEPS_NODE)),
    "instructor_formation": Row("forming", GOES_ON, GOES_ON),
    "instructor_formation_own": Row("", offices("instructor"), offices("instructor")),  # applied for already
    "instructor_contact": Row("instructor", NOT_SHOWN, written(READS_NODE)),
    "instructor_trainings": Row("", offices(*THREE), NOT_SENT),
    "instructor_trainings_export": Row("", offices(*THREE), NOT_SENT),
    "instructor_training_new": Row("", offices(*TWO), offices(*TWO, letter="W")),
    "instructor_training": Row("training", READS_NODE, NOT_SENT),
    "instructor_training_correct": Row("training", KEEPS_NODE, written(KEEPS_NODE)),
    "work_logs": Row("", offices(*TWO, "instructor"), NOT_SENT),
    "work_logs_export": Row("", offices(*TWO, "instructor"), NOT_SENT),
    "work_log_new": Row("unit", KEEPS_LOG, written(KEEPS_LOG)),
    "work_log": Row("work_log", READS_LOG, NOT_SENT),
    "work_log_correct": Row("work_log", CORRECTS_LOG, written(CORRECTS_LOG)),
    "work_supervision": Row("", offices(*TWO), NOT_SENT),
    "work_supervision_export": Row("", offices(*TWO), NOT_SENT),
}
# 查看党员名册, 登记党员: whoever reads the Party organization that holds them; nobody else sees persons.
MEMBERS = {
    "members": Row("", offices(*THREE), NOT_SENT),
    "members_export": Row("", offices(*THREE), offices(*THREE, letter="W")),  # who took it out is kept
    "affairs_workers": Row("", offices(*THREE), NOT_SENT),
    "affairs_workers_export": Row("", offices(*THREE), offices(*THREE, letter="W")),  # who took it out is kept
    "member_new": Row("", offices(*THREE), offices(*THREE, letter="W")),
    "member_requests": Row("", offices(*THREE), NOT_SENT),
    "member_answer": Row("answer", READS_NODE, written(READS_NODE)),
    "member_withdraw": Row("withdraw", READS_NODE, written(READS_NODE)),
    "member": Row("member", READS_NODE, NOT_SENT),
    "member_change": Row("member", READS_NODE, written(READS_NODE)),
    "member_correct": Row("member", READS_NODE, written(READS_NODE)),
    "member_post": Row("member", READS_NODE, refused_by_law(READS_NODE)),
    "member_move": Row("member", READS_NODE, written(READS_NODE)),
    "member_leave": Row("member", READS_NODE, written(READS_NODE)),
    "member_share": Row("member", READS_NODE, written(READS_NODE)),
    "member_number": Row("member", NOT_SHOWN, written(READS_NODE)),
}
FIGURES = {
    "figures": Row("figure", ASKS_NODE, NOT_SENT),
    "reports": Row("figure", ASKS_NODE, NOT_SENT),
    "reports_export": Row("figure", ASKS_NODE, NOT_SENT),
    "annual": Row("figure", ASKS_NODE, NOT_SENT),
    "annual_export": Row("figure", ASKS_NODE, NOT_SENT),
    "annual_rows": Row("figure", ASKS_NODE, NOT_SENT),
    "annual_rows_export": Row("figure", ASKS_NODE, NOT_SENT),
    "differences": Row("figure", ASKS_NODE, NOT_SENT),
    "differences_export": Row("figure", ASKS_NODE, NOT_SENT),
    "difference_aside": Row("unit", CHANGES_UNIT, written(CHANGES_UNIT)),
    # Nothing is set aside there.
    "difference_take_up": Row("unit", CHANGES_UNIT, refused_by_law(CHANGES_UNIT)),
    "structure": Row("figure", ASKS_NODE, NOT_SENT),
    "structure_export": Row("figure", ASKS_NODE, NOT_SENT),
    "figure_rows": Row("measure", ASKS_NODE, NOT_SENT),
    "figure_rows_export": Row("measure", ASKS_NODE, NOT_SENT),
    "figure_export": Row("measure", ASKS_NODE, NOT_SENT),
    "figure_changes": Row("figure", ASKS_NODE, NOT_SENT),
    "figure_changes_export": Row("figure", ASKS_NODE, NOT_SENT),
    "figure_changed": Row("figure", ASKS_NODE, NOT_SENT),
    "figure_changed_export": Row("figure", ASKS_NODE, NOT_SENT),
    "figure_cross": Row("figure", ASKS_NODE, NOT_SENT),
    "figure_cross_export": Row("figure", ASKS_NODE, NOT_SENT),
    "figure_trend": Row("measure", ASKS_NODE, NOT_SENT),
    "figure_trend_export": Row("measure", ASKS_NODE, NOT_SENT),
    "figure_screen": Row("figure", ASKS_NODE, NOT_SENT),
    "figures_earlier": Row("figure", ASKS_NODE, NOT_SENT),
    "figure_earlier": Row("measure", ASKS_NODE, NOT_SENT),
    "figure_earlier_export": Row("measure", ASKS_NODE, NOT_SENT),
    "publications": Row("", offices(*THREE), NOT_SENT),
    "publication_new": Row("figure", DECIDES, written(DECIDES)),
    "publication": Row("publication", ASKS_NODE, NOT_SENT),
    "publication_again": Row("publication", ASKS_NODE, NOT_SENT),
    "publication_export": Row("publication", ASKS_NODE, NOT_SENT),
    "publication_withdraw": Row("publication", DECIDES, written(DECIDES)),
    "campaigns": Row("", offices(*THREE), NOT_SENT),
    "campaign_new": Row("figure", DECIDES, written(DECIDES)),
    "campaign": Row("campaign", ASKS_NODE, NOT_SENT),
    "campaign_change": Row("campaign", DECIDES, written(DECIDES)),
    "campaign_correct": Row("campaign", DECIDES, written(DECIDES)),
    "campaign_goal": Row("campaign", DECIDES, written(DECIDES)),
    "campaign_end": Row("campaign", DECIDES, written(DECIDES)),
}
IMPORTS = {
    "imports": Row("", offices(*TWO), offices(*TWO, letter="W")),
    "batch": Row("batch", OWN_LEDGERS, NOT_SENT),
    "batch_marked": Row("batch", OWN_LEDGERS, NOT_SENT),
    "batch_mapping": Row("batch", NOT_SHOWN, written(OWN_LEDGERS)),
    "batch_mend": Row("batch", NOT_SHOWN, written(OWN_LEDGERS)),
    "batch_apply": Row("batch", NOT_SHOWN, written(OWN_LEDGERS)),
    "batch_undo": Row("batch", NOT_SHOWN, written(OWN_LEDGERS)),
    "batch_let_go": Row("batch", NOT_SHOWN, written(OWN_LEDGERS)),
}
SETTINGS = {
    "settings": Row("", offices(*KEEPERS, "audit_admin"), NOT_SENT),
    "texts": Row("figure", ASKS_NODE, NOT_SENT),
    "text_value": Row("text", ASKS_NODE, NOT_SENT),
    "text_decide": Row("text", DECIDES, written(DECIDES)),
    "text_withdraw": Row("text", DECIDES, written(DECIDES)),
    "targets": Row("figure", ASKS_NODE, NOT_SENT),
    "target_new": Row("figure", DECIDES, written(DECIDES)),
    "reported": Row("figure", ASKS_NODE, NOT_SENT),
    "report_new": Row("figure", DECIDES, written(DECIDES)),
    "document_templates": Row("", offices(*TWO), NOT_SENT),
    "document_template": Row("", offices(*TWO), offices(*TWO, letter="W")),
    "document_template_file": Row("", offices(*TWO), NOT_SENT),
    "document_template_sample": Row("", offices(*TWO), NOT_SENT),
    "document_template_return": Row("", offices(*TWO), offices(*TWO, letter="W")),
    "bodies": Row("", offices(*TWO), NOT_SENT),
    "body_new": Row("", offices(*TWO), offices(*TWO, letter="W")),
    "body": Row("body", READS_BODY, NOT_SENT),
    "body_rename": Row("body", READS_BODY, written(READS_BODY)),
    "body_abolish": Row("body", READS_BODY, written(READS_BODY)),
    "accounts": Row("", offices(*KEEPERS), NOT_SENT),
    "account_new": Row("", offices(*KEEPERS), offices(*KEEPERS, letter="W")),
    "account_several": Row("", offices(*KEEPERS), offices(*KEEPERS, letter="W")),
    "account": Row("account", LOOKS_AFTER, NOT_SENT),
    "account_reset": Row("account", LOOKS_AFTER, CHANGES_ACCOUNT),
    "account_assign": Row("account", LOOKS_AFTER, CHANGES_ACCOUNT),
    "account_end": Row("assignment", LOOKS_AFTER, CHANGES_ACCOUNT),
    "account_disable": Row("account", LOOKS_AFTER, CHANGES_ACCOUNT),
    "journal": Row("", offices(*TWO, "audit_admin"), NOT_SENT),
    "entry": Row("entry", READS_JOURNAL, NOT_SENT),
    "looks": Row("", offices("audit_admin"), NOT_SENT),
}
EXPECTED: dict[str, Row] = {
    **OWN, **ORGANIZATIONS, **PIPELINE, **SUBMISSIONS, **CASES, **ADJUSTMENTS, **ELECTIONS, **PARTY, **LEADERSHIP,
    **INSTRUCTORS, **MEMBERS, **FIGURES, **IMPORTS, **SETTINGS,
}  # fmt: skip


def names_of(patterns: list[URLPattern | URLResolver] | None = None) -> Iterator[str]:
    """Names of all addresses, walked from the root; an address without a name is told by its route."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            yield from names_of(one.url_patterns)
        else:
            yield one.name or f"unnamed: {one.pattern}"


def unlisted() -> set[str]:
    """Addresses of the resolver that no row speaks of."""
    return set(names_of()) - set(EXPECTED)


def gone() -> set[str]:
    """Rows that speak of no address."""
    return set(EXPECTED) - set(names_of())

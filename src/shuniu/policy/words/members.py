"""Which states, posts and outcomes does the roll of members know?"""

from __future__ import annotations

from shuniu.policy.words.word import Word


class MembershipState(Word):
    """人员类别 of the national form."""

    FULL = "full", "正式党员", "正式", "中共党员"
    PROBATIONARY = "probationary", "预备党员", "预备", "中共预备党员"


class MembershipStatus(Word):
    """党籍状态 of the national form (2017): normal, or suspended."""

    NORMAL = "normal", "正常"
    SUSPENDED = "suspended", "停止党籍"


class Sex(Word):
    """GB/T 2261.1."""

    MALE = "male", "男"
    FEMALE = "female", "女"


class PartyPost(Word):
    """党内职务 as ledgers name them; a plain “党员” has none."""

    SECRETARY = "secretary", "书记", "党支部书记", "支部书记", "党总支书记", "总支书记", "党委书记"
    DEPUTY_SECRETARY = "deputy_secretary", "副书记", "党支部副书记", "支部副书记", "党总支副书记", "党委副书记"
    ORGANIZATION_COMMISSARY = "organization_commissary", "组织委员"
    PUBLICITY_COMMISSARY = "publicity_commissary", "宣传委员"
    DISCIPLINE_COMMISSARY = "discipline_commissary", "纪检委员", "纪律检查委员"
    YOUTH_COMMISSARY = "youth_commissary", "青年委员"
    COMMITTEE_MEMBER = "committee_member", "委员", "支部委员", "支委", "党委委员", "总支委员"
    GROUP_LEADER = "group_leader", "党小组组长", "党小组长", "小组长"

    @property
    def leads(self) -> bool:
        """Belongs to the leadership (班子); the leader of a Party group does not."""
        return self is not PartyPost.GROUP_LEADER


class Leaving(Word):
    """Why a membership ends here without going on at another Party organization of this platform."""

    MOVED_OUT = "moved_out", "转出"
    DIED = "died", "去世"
    LEFT_THE_PARTY = "left_the_party", "退党、除名或开除党籍"
    NOT_CONFIRMED = "not_confirmed", "取消预备党员资格"


class RequestState(Word):
    OPEN = "open", "待答复"
    GRANTED = "granted", "同意转入"
    DECLINED = "declined", "不同意"
    WITHDRAWN = "withdrawn", "已撤回"

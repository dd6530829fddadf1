"""May this vote be closed with these numbers, and who is elected by it?

Only numbers are known of a vote; who voted how is nowhere. “不少于” includes the number, “超过” does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.packs import Figures

QUORUM, MAJORITY, CONSENT = "election.quorum", "election.majority", "election.reduce_consent"
EXCLUDED = "election.excluded_classes"
BALLOTS = Clause("national#选举条例26")
WRITTEN_IN = Clause("national#选举条例25")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """The votes one candidate got; ``written_in``: not on the ballot, written there by voters who said no."""

    candidate: int
    name: str
    yes: int
    no: int = 0
    abstain: int = 0
    written_in: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """One vote as its minutes tell it.

    ``voters``: those with a vote; ``on_roll``: as the register counts them that day, None where it names nobody;
    ``note``: why the two differ. ``excluded`` by class, ``agreed``: the level above and the meeting agreed to leave
    them out. ``seats`` are those still to be filled; ``consent``: how many agreed to leave the rest empty, None where
    nobody was asked; only where it is ``reducible``.
    """

    voters: int
    on_roll: int | None
    note: str
    excluded: Mapping[str, int]
    agreed: bool
    present: int
    issued: int
    returned: int
    valid: int
    counts: Sequence[Count]
    seats: int
    consent: int | None = None
    reducible: bool = True

    @property
    def due(self) -> int:
        """应到会: who has a vote, without those left out."""
        return self.voters - sum(self.excluded.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """``elected`` in the order of their votes; ``tied`` are voted upon again for the places that are left.

    ``left``: places still empty. ``closed``: nothing remains to be voted upon.
    """

    elected: tuple[int, ...]
    tied: tuple[int, ...]
    left: int
    closed: bool


def may_close(minutes: Minutes, figures: Figures) -> Decision:
    return Decision((*_attendance(minutes, figures), *_ballots(minutes), *_votes(minutes), *_consent(minutes, figures)))


def result_of(minutes: Minutes, figures: Figures) -> Result:
    """Asked only of what may be closed: more than half of those present; where more pass than there are places, by
    votes; those equal at the edge are voted upon again."""
    half = Fraction(figures.text(MAJORITY))
    passed = [one for one in minutes.counts if one.yes > half * minutes.present]
    passed.sort(key=lambda one: -one.yes)
    tied: list[Count] = []
    if len(passed) > minutes.seats:
        edge = passed[minutes.seats - 1].yes
        if passed[minutes.seats].yes == edge:
            tied = [one for one in passed if one.yes == edge]
        passed = [one for one in passed if one.yes > edge] if tied else passed[: minutes.seats]
    left = minutes.seats - len(passed)
    return Result(
        elected=tuple(one.candidate for one in passed),
        tied=tuple(one.candidate for one in tied),
        left=left,
        closed=left == 0 or (not tied and minutes.consent is not None),
    )


def _attendance(minutes: Minutes, figures: Figures) -> Iterator[Objection]:
    yield from _excluded(minutes, figures)
    if minutes.on_roll is not None and minutes.voters != minutes.on_roll and not minutes.note.strip():
        said = (f"名册当日 {minutes.on_roll} 名，填写 {minutes.voters} 名", "改为名册人数，或者写明差别的原因")
        yield _objection(WHO_VOTES, "voters_differ", "有选举权的人数与名册不同。", said, "note")
    quorum = figures.value(QUORUM)
    if minutes.due <= 0:
        said = (f"有选举权 {minutes.voters} 名，不计入 {sum(minutes.excluded.values())} 名", "核对人数")
        yield _objection(quorum.clause, "nobody_due", "应到会人数应大于 0。", said, "voters")
        return
    if minutes.present > minutes.due:
        said = (f"应到会 {minutes.due} 名，实到会 {minutes.present} 名", "实到会人数只计有选举权的到会人员")
        yield _objection(quorum.clause, "present_many", "实到会人数多于应到会人数。", said, "present")
    share = Fraction(str(quorum.value))
    if minutes.present < share * minutes.due:
        need = -(-share.numerator * minutes.due // share.denominator)
        said = (f"应到会 {minutes.due} 名，实到会 {minutes.present} 名", f"至少到会 {need} 名，改期召开")
        yield _objection(
            quorum.clause, "quorum", f"到会人数不足应到会人数的{quorum.value}，不能选举。", said, "present"
        )


WHO_VOTES = Clause("national#选举条例5")


def _excluded(minutes: Minutes, figures: Figures) -> Iterator[Objection]:
    if not any(minutes.excluded.values()):
        return
    classes = figures.value(EXCLUDED)
    known = {str(one["key"]) for one in classes.value}
    if not set(minutes.excluded) <= known:
        said = ("情形不在列明的范围内", "只计列明的情形")
        yield _objection(classes.clause, "class_unknown", "这种情形不能不计入应到会人数。", said, "excluded")
    if not minutes.agreed:
        said = (f"不计入 {sum(minutes.excluded.values())} 名", "经上级党组织同意、党员大会通过后再计")
        yield _objection(classes.clause, "not_agreed", "不计入应到会的人员没有经过同意。", said, "agreed")


def _ballots(minutes: Minutes) -> Iterator[Objection]:
    if minutes.issued != minutes.present:
        said = (f"实到会 {minutes.present} 名，发出 {minutes.issued} 张", "到会有选举权的每人一张")
        yield _objection(BALLOTS, "issued", "发出的选票与实到会人数不同。", said, "issued")
    if minutes.returned > minutes.issued:
        said = (f"发出 {minutes.issued} 张，收回 {minutes.returned} 张", "这次选举无效，应重新选举")
        yield _objection(BALLOTS, "returned", "收回的选票多于发出的选票。", said, "returned")
    if minutes.valid > minutes.returned:
        said = (f"收回 {minutes.returned} 张，有效 {minutes.valid} 张", "核对有效票数")
        yield _objection(BALLOTS, "valid", "有效票多于收回的选票。", said, "valid")


def _votes(minutes: Minutes) -> Iterator[Objection]:
    if not minutes.counts:
        yield _objection(BALLOTS, "no_votes", "没有填写得票。", ("候选人得票为空", "填写每名候选人的得票"), "votes")
    for one in minutes.counts:
        told = one.yes + one.no + one.abstain
        if one.written_in and (one.yes > minutes.valid or one.no or one.abstain):
            said = (f"有效票 {minutes.valid} 张", "另选他人只计赞成票")
            yield _objection(WRITTEN_IN, "written_in", f"{one.name}的得票不对。", said, "votes")
        elif not one.written_in and told != minutes.valid:
            said = (f"有效票 {minutes.valid} 张，三项合计 {told} 张", "核对三项票数")
            yield _objection(BALLOTS, "votes", f"{one.name}的赞成、不赞成、弃权合计与有效票数不同。", said, "votes")
    written = sum(one.yes for one in minutes.counts if one.written_in)
    against = sum(one.no for one in minutes.counts)
    if written > against:
        said = (f"不赞成票 {against} 张，另选他人 {written} 票", "只有投不赞成票的可以另选他人")
        yield _objection(WRITTEN_IN, "written_in_many", "另选他人的票多于不赞成票。", said, "votes")
    chosen = sum(one.yes for one in minutes.counts)
    if chosen > minutes.valid * minutes.seats:
        said = (f"应选 {minutes.seats} 名，赞成票合计 {chosen} 票", "所选人数多于应选名额的选票无效，重新计票")
        yield _objection(BALLOTS, "chosen_many", "赞成票合计超过有效票能选的人数。", said, "votes")


def _consent(minutes: Minutes, figures: Figures) -> Iterator[Objection]:
    """The empty places are left empty only where at least half of those present agree."""
    if minutes.consent is None:
        return
    needed = figures.value(CONSENT)
    if not minutes.reducible:
        said = ("书记、副书记的职务不能空缺", "另行选举")
        yield _objection(needed.clause, "not_reducible", "这个职务的名额不能减少。", said, "consent")
        return
    if minutes.consent > minutes.present:
        said = (f"实到会 {minutes.present} 名，同意 {minutes.consent} 名", "核对人数")
        yield _objection(needed.clause, "consent_many", "同意的人数多于实到会人数。", said, "consent")
    elif minutes.consent < Fraction(str(needed.value)) * minutes.present:
        said = (f"实到会 {minutes.present} 名，同意 {minutes.consent} 名", "不少于半数同意方可减少名额，否则另行选举")
        yield _objection(needed.clause, "consent", "同意减少名额的人数不足半数。", said, "consent")


def _objection(clause: Clause, code: str, missing: str, said: tuple[str, str], field: str) -> Objection:
    """``said``: the fact and the remedy."""
    return Objection(
        clause=clause, code=code, missing=missing, fact=said[0], remedy=said[1], who="换届的党组织", field=field
    )

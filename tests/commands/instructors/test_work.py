"""The work log of instructors: who writes and corrects what, and what of it stays in the journal's past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from tests.commands.cast import START, TODAY, World, queries_of, refused

from shuniu.access import Actor
from shuniu.commands.instructors.pool import NewInstructor, enter_pool
from shuniu.commands.instructors.posting import Sending, end_postings, post_instructors
from shuniu.commands.instructors.work import WorkCorrection, WorkDone, correct_work_logs, write_work_logs
from shuniu.commands.journal import ChangedMeanwhile
from shuniu.commands.organizations.identity import Same, resolve_duplicates
from shuniu.models import Entry, WorkLog
from shuniu.policy.words.accounts import Role
from shuniu.queries.entries.facts import facts_of

DAY = timedelta(days=1)
SENT, ENDED = date(2019, 4, 1), date(2020, 5, 1)


@dataclass
class Posted:
    """An instructor who was at an organization from April 2019 to April 2020, and who works there now."""

    instructor: int
    unit: int
    writer: Actor

    def did(self, on: date = SENT, done: str = "商定党建工作方案", **more: str | int) -> WorkDone:
        given = {"instructor": self.instructor, "unit": self.unit, "done_on": on, "duty": "contact_and_serve"}
        return WorkDone(**{**given, "done": done, **more})  # type: ignore[arg-type]


@pytest.fixture
def posted(world: World) -> Posted:
    new = NewInstructor(party_organization=world.committee, name="甲某", source="retired", code="Z900001")
    (key,) = enter_pool(world.act(START), [new])
    unit = world.organization("甲协会")
    post_instructors(world.act(SENT), [Sending(instructor=key, unit=unit)])
    end_postings(world.act(ENDED), [Sending(instructor=key, unit=unit)])
    return Posted(key, unit, world.actor(Role.INSTRUCTOR, unit=unit))


def in_force(key: UUID) -> WorkLog:
    return WorkLog.objects.get(uuid=key, retracted__isnull=True)


class TestWriting:
    @pytest.mark.req("G02")
    def test_the_instructor_and_the_clerk_write_for_a_day_of_the_posting(self, world: World, posted: Posted) -> None:
        (own,) = write_work_logs(world.act(by=posted.writer), [posted.did()])
        (paper,) = write_work_logs(world.act(), [posted.did(ENDED - DAY, duty="coordinate_and_guide")])
        logs = [in_force(key) for key in (own, paper)]
        assert [(one.duty, one.period.lower, one.period.upper) for one in logs] == [
            ("contact_and_serve", SENT, SENT + DAY),
            ("coordinate_and_guide", ENDED - DAY, ENDED),
        ]
        assert [one.recorded.actor_id for one in logs] == [posted.writer.account, world.clerk.account]

    @pytest.mark.req("G02")
    @pytest.mark.parametrize(
        ("on", "code"),
        [(SENT - DAY, "not_posted_then"), (ENDED, "not_posted_then"), (TODAY + DAY, "work_in_future")],
        ids=["bj2016#15-before", "bj2016#15-after", "bj2016#15-future"],
    )
    def test_no_other_day_is_taken(self, world: World, posted: Posted, on: date, code: str) -> None:
        (told,) = refused(lambda: write_work_logs(world.act(by=posted.writer), [posted.did(on)]))
        assert (told.code, told.clause.key) == (code, "bj2016#15")

    def test_a_duty_that_no_text_lists_and_a_telephone_are_refused_together(self, world: World, posted: Posted) -> None:
        row = posted.did(done="秘书长电话" + "139" + "0000" + "0000", duty="lottery")
        codes = [one.code for one in refused(lambda: write_work_logs(world.act(), [row]))]
        assert codes == ["duty_not_open", "person_in_work_log"]

    @pytest.mark.req("G02")
    def test_nobody_writes_for_a_unit_out_of_reach(self, world: World, posted: Posted) -> None:
        elsewhere = world.actor(Role.INSTRUCTOR, unit=world.organization("乙协会"))
        secretary = world.actor(Role.BRANCH_SECRETARY, world.north)
        inside = world.actor(Role.ORGANIZATION_CLERK, unit=posted.unit)
        for by in (elsewhere, secretary, inside, world.neighbour):
            (told,) = refused(lambda by=by: write_work_logs(world.act(by=by), [posted.did()]))
            assert told.code == "not_in_reach"

    def test_a_guessed_instructor_is_not_named(self, world: World, posted: Posted) -> None:
        new = NewInstructor(party_organization=world.neighbour_committee, name="乙", source="retired", code="SECRET")
        (foreign,) = enter_pool(world.act(START, by=world.neighbour), [new])
        for key in (foreign, 999_999):
            row = posted.did(instructor=key)
            (told,) = refused(lambda row=row: write_work_logs(world.act(by=posted.writer), [row]))
            assert told.code == "not_posted_then" and "SECRET" not in told.sentence

    def test_one_key_writes_once(self, world: World, posted: Posted) -> None:
        rows = [posted.did()]
        first = write_work_logs(world.act(key="once"), rows)
        assert write_work_logs(world.act(key="once"), rows) == first
        assert WorkLog.objects.count() == 1

    def test_many_take_as_many_statements_as_one(self, world: World, posted: Posted) -> None:
        assert queries_of(lambda: write_work_logs(world.act(), [posted.did()])) == WRITING
        rows = [posted.did(SENT + timedelta(days=number)) for number in range(300)]
        assert queries_of(lambda: write_work_logs(world.act(), rows)) == WRITING


WRITING = 15


class TestCorrecting:
    @pytest.mark.req("G02")
    def test_the_writer_mends_the_wording_and_the_earlier_one_stays_in_the_past(
        self, world: World, posted: Posted
    ) -> None:
        (key,) = write_work_logs(world.act(by=posted.writer), [posted.did(done="商定方案")])
        first = in_force(key)
        row = WorkCorrection(work_log=key, done="商定并报送方案", done_on=SENT + DAY, seen=(first.pk,))
        assert correct_work_logs(world.act(by=posted.writer), [row]) == [key]
        assert (in_force(key).done, in_force(key).period.lower, in_force(key).duty) == (
            "商定并报送方案",
            SENT + DAY,
            "contact_and_serve",
        )
        first.refresh_from_db()
        assert (first.done, first.retracted.act) == ("商定方案", "work_log.correct")
        (told,) = facts_of(world.clerk, first.retracted_id, TODAY)
        assert [(one.what, "商定方案" in one.said) for one in told.facts] == [("new", False), ("wrong", True)]

    @pytest.mark.req("G02")
    def test_the_committee_mends_what_an_instructor_wrote_and_not_the_other_way_round(
        self, world: World, posted: Posted
    ) -> None:
        (own,) = write_work_logs(world.act(by=posted.writer), [posted.did()])
        (paper,) = write_work_logs(world.act(), [posted.did()])
        assert correct_work_logs(world.act(), [WorkCorrection(work_log=own, done="走访")]) == [own]
        # Whoever wrote it first may still mend it; what the committee entered is the committee's.
        row = WorkCorrection(work_log=own, done="走访并座谈")
        assert correct_work_logs(world.act(by=posted.writer), [row]) == [own]
        colleague = world.actor(Role.INSTRUCTOR, unit=posted.unit)
        for by, key in ((posted.writer, paper), (colleague, own), (world.neighbour, own), (world.clerk, uuid4())):
            row = WorkCorrection(work_log=key, done="改")
            told = refused(lambda by=by, row=row: correct_work_logs(world.act(by=by), [row]))
            assert [one.code for one in told] == ["not_in_reach"]

    def test_a_correction_is_judged_as_writing_is(self, world: World, posted: Posted) -> None:
        (key,) = write_work_logs(world.act(), [posted.did()])
        row = WorkCorrection(work_log=key, done_on=ENDED, done="")
        codes = [one.code for one in refused(lambda: correct_work_logs(world.act(), [row]))]
        assert codes == ["not_posted_then", "nothing_done"]

    def test_what_should_never_have_been_written_is_withdrawn(self, world: World, posted: Posted) -> None:
        (key,) = write_work_logs(world.act(), [posted.did()])
        assert correct_work_logs(world.act(), [WorkCorrection(work_log=key, withdrawn=True)]) == [key]
        assert WorkLog.objects.get(uuid=key).retracted_id is not None
        row = WorkCorrection(work_log=key, done="又改")
        assert [one.code for one in refused(lambda: correct_work_logs(world.act(), [row]))] == ["not_in_reach"]

    def test_the_same_again_changes_nothing_and_the_unseen_is_not_written_over(
        self, world: World, posted: Posted
    ) -> None:
        (key,) = write_work_logs(world.act(), [posted.did()])
        seen = (in_force(key).pk,)
        assert correct_work_logs(world.act(), [WorkCorrection(work_log=key, duty="contact_and_serve")]) == []
        correct_work_logs(world.act(), [WorkCorrection(work_log=key, done="走访", seen=seen)])
        before = Entry.objects.count()
        with pytest.raises(ChangedMeanwhile):
            correct_work_logs(world.act(), [WorkCorrection(work_log=key, done="座谈", seen=seen)])
        assert (in_force(key).done, Entry.objects.count()) == ("走访", before)


def test_the_log_goes_with_a_duplicate_registration(world: World, posted: Posted) -> None:
    (key,) = write_work_logs(world.act(), [posted.did()])
    kept = world.organization("甲协会（新）")
    resolve_duplicates(world.act(), [Same(duplicate=posted.unit, kept=kept)])
    assert in_force(key).unit_id == kept


@pytest.mark.req("G02")
def test_a_posting_does_not_end_before_what_was_done_under_it(world: World, posted: Posted) -> None:
    (key,) = write_work_logs(world.act(), [posted.did(ENDED - DAY)])
    rows = [Sending(instructor=posted.instructor, unit=posted.unit)]
    (told,) = refused(lambda: end_postings(world.act(ENDED - DAY), rows))
    assert (told.code, told.clause.key) == ("work_after_end", "bj2016#15")
    correct_work_logs(world.act(), [WorkCorrection(work_log=key, done_on=SENT)])
    assert end_postings(world.act(ENDED - DAY), rows) == [posted.unit]

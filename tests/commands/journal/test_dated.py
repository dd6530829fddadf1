"""变更 and 更正 against a model that knows no periods: a calendar with at most one fact in each day's box."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.models import Q
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.cast import Cast
from tests.ground.sizes import sample

from shuniu.commands.journal import Change, ChangedMeanwhile, Seen, change_from, correct, in_force, open_act
from shuniu.models import Entry, Grade, Guidance, Registration, Unit, record
from shuniu.models.facts import Fact

pytestmark = pytest.mark.django_db
# How many scripts are tried for each kind of fact; `make prove` tries more.
EXAMPLES = sample(60, full=1500)
FIRST = date(2020, 2, 25)  # a leap day lies within
BOXES = 12
FAR = 4000  # days after the first: stands for “for ever”
VERBS = {"change": change_from, "correct": correct}


@dataclass(frozen=True)
class Subject:
    """A kind of fact under test: its keys, the values a clerk may give, and what a fact without them holds."""

    model: type[Fact]
    key_fields: tuple[str, ...]
    keys: list[tuple[Any, ...]]
    choices: dict[str, list[Any]]
    blank: dict[str, Any]
    whole: bool  # a first fact must name every value


@dataclass(frozen=True)
class Step:
    """One act: a verb, a day, and for some of the keys new values (None ends the fact)."""

    verb: str
    day: int
    precision: str
    wanted: tuple[tuple[int, dict[str, Any] | None], ...]


@dataclass
class Calendar:
    """The model: for each key a box for each day, holding the number of a fact, its precision and its values."""

    blank: dict[str, Any]
    boxes: dict[int, list[tuple[int, str, dict[str, Any]] | None]] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)

    def of(self, key: int) -> list[tuple[int, str, dict[str, Any]] | None]:
        return self.boxes.setdefault(key, [None] * (BOXES + 1))  # the last box stands for every later day

    def change(self, key: int, day: int, precision: str, values: dict[str, Any] | None) -> bool:
        row = self.of(key)
        held = row[day]
        if held is None and values is None:
            return False
        if held is not None and values is not None and held[2] == held[2] | values:
            return False
        number = next(self.numbers)
        for later in range(day, len(row)):
            here = row[later]
            if (here[0] if here else None) != (held[0] if held else None):
                break
            row[later] = None if values is None else (number, precision, (held[2] if held else self.blank) | values)
        return True

    def correct(self, key: int, day: int, precision: str, values: dict[str, Any] | None) -> bool:
        row = self.of(key)
        held = row[day]
        if held is None or (values is not None and held[2] == held[2] | values):
            return False
        number = next(self.numbers)
        for other, here in enumerate(row):
            if here is not None and here[0] == held[0]:
                row[other] = None if values is None else (number, held[1], held[2] | values)
        return True

    def shown(self) -> dict[tuple[int, int], tuple[str, dict[str, Any]]]:
        return {(key, day): (box[1], box[2]) for key, row in self.boxes.items() for day, box in enumerate(row) if box}


def day_of(box: int) -> date:
    return FIRST + timedelta(days=box if box < BOXES else FAR)


def boxes_in_ledger(subject: Subject, known: Q) -> dict[tuple[int, int], tuple[str, dict[str, Any]]]:
    """What the ledger says on every day; never two facts on one day."""
    names = {one.name: one.attname for one in subject.model._meta.concrete_fields}
    found: dict[tuple[int, int], tuple[str, dict[str, Any]]] = {}
    rows: Iterable[Any] = subject.model._default_manager.filter(known).values()
    for row in rows:
        key = tuple(row[names[one]] for one in subject.key_fields)
        if key not in subject.keys:
            continue
        start, end = row["period"].lower, row["period"].upper
        assert row["period"].lower_inc and not row["period"].upper_inc
        for box in range(BOXES + 1):
            if start <= day_of(box) and (end is None or day_of(box) < end):
                place = (subject.keys.index(key), box)
                assert place not in found, f"two facts on {day_of(box)}"
                found[place] = (row["precision"], {one: row[names[one]] for one in subject.choices})
    return found


def units(cast: Cast, number: int) -> list[int]:
    made = [
        Unit.objects.create(kind="social_organization", registered_at_id=cast.top, recorded=cast.opening)
        for _ in range(number)
    ]
    return [one.pk for one in made]


def grades(cast: Cast) -> Subject:
    keys: list[tuple[Any, ...]] = [(unit,) for unit in units(cast, 3)]
    return Subject(Grade, ("unit",), keys, {"grade": ["1A", "3A", "5A"]}, {"grade": ""}, True)


def guidances(cast: Cast) -> Subject:
    """A key of three fields that share their first one."""
    first, second = units(cast, 2)
    keys: list[tuple[Any, ...]] = [
        (cast.joint, first, "guidance"),
        (cast.joint, first, "contact"),
        (cast.joint, second, "guidance"),
    ]
    fields = ("party_organization", "unit", "kind")
    return Subject(Guidance, fields, keys, {"clause": ["", "bj2020#3", "bj2015#1"]}, {"clause": ""}, False)


def registrations(cast: Cast) -> Subject:
    """A wide fact: a change of one field carries every other on."""
    keys: list[tuple[Any, ...]] = [(unit,) for unit in units(cast, 2)]
    choices: dict[str, list[Any]] = {
        "name": ["甲学会", "乙学会"],
        "sort_key": ["jia", "yi"],
        "type": ["social_association"],
        "legal_status": ["legal_person"],
        "status": ["normal", "abnormal"],
        "charity": [None, True, False],
    }
    return Subject(Registration, ("unit",), keys, choices, dict.fromkeys(choices), True)


SUBJECTS = {"grade": grades, "guidance": guidances, "registration": registrations}
DAYS = st.integers(0, BOXES - 1)
PRECISIONS = st.sampled_from(["day", "month", "opening"])


def steps() -> st.SearchStrategy[list[Any]]:
    """Verb, day, precision, and for each key a number that picks its values."""
    pick = st.integers(0, 2**16)
    one = st.tuples(st.sampled_from(["change", "change", "correct"]), DAYS, PRECISIONS, st.lists(pick, max_size=3))
    return st.lists(one, max_size=9)


def values_from(subject: Subject, number: int, whole: bool) -> dict[str, Any] | None:
    """Some values for a row, drawn from one number: every fifth ends the fact."""
    if number % 5 == 0:
        return None
    values: dict[str, Any] = {}
    number //= 5
    for name, choices in subject.choices.items():
        number, keep = divmod(number, 2)
        number, place = divmod(number, len(choices))
        if whole or keep:
            values[name] = choices[place]
    return values


@contextmanager
def thrown_away() -> Iterator[None]:
    """What one example wrote is gone before the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def play(cast: Cast, subject: Subject, script: Sequence[Any]) -> None:
    """Do every step in the ledger and in the model, and compare all days, now and as they were known after each."""
    model = Calendar(subject.blank)
    history: list[tuple[int, dict[tuple[int, int], tuple[str, dict[str, Any]]]]] = []
    for verb, box, precision, picks in script:
        changes, expected = [], set()
        for place, pick in enumerate(picks[: len(subject.keys)]):
            # The first fact of a key names everything; so does one that begins where nothing holds.
            whole = subject.whole and model.of(place)[box] is None
            values = values_from(subject, pick, whole)
            changes.append(Change(subject.keys[place], values))
            if getattr(model, verb)(place, box, precision, values):
                expected.add(subject.keys[place])
        with open_act(cast.act(day_of(box)), "test.step") as opened:
            more = {"precision": precision} if verb == "change" else {}
            touched = VERBS[verb](opened.act, subject.model, subject.key_fields, changes, **more)
            line = opened.act.line
        assert touched == expected
        wrote = subject.model._default_manager.filter(Q(recorded=line) | Q(retracted=line)).exists()
        assert wrote == bool(expected), "nothing is written when it is already so"
        assert boxes_in_ledger(subject, Q(retracted__isnull=True)) == model.shown()
        history.append((line.pk, model.shown()))
    for entry, shown in history:
        as_known = Q(recorded__lte=entry) & (Q(retracted__isnull=True) | Q(retracted__gt=entry))
        assert boxes_in_ledger(subject, as_known) == shown, "yesterday's knowledge is still yesterday's"


@pytest.mark.parametrize("name", SUBJECTS)
def test_dated_facts_agree_with_a_calendar(name: str, cast: Cast) -> None:
    subject = SUBJECTS[name](cast)

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
    @given(steps())
    @example([("change", 3, "opening", [7]), ("change", 3, "day", [17]), ("correct", 3, "day", [8])])
    @example(
        [("change", 8, "day", [6]), ("change", 2, "month", [26]), ("change", 5, "day", [5]), ("correct", 3, "day", [0])]
    )
    @example([("change", 2, "day", [6, 6, 6]), ("change", 6, "day", [0, 16, 26]), ("change", 6, "day", [6, 6, 6])])
    def every_script(script: list[Any]) -> None:
        with thrown_away():
            play(cast, subject, script)

    every_script()


# What the two verbs mean, spelt out once in words a clerk would use.


@dataclass
class Ledger:
    """One unit and its grade."""

    cast: Cast
    unit: int

    def do(self, verb: Any, on: date, grade: str | None, *, seen: Seen = None, **more: Any) -> set[tuple[Any, ...]]:
        with open_act(self.cast.act(on), "test.step") as opened:
            values = None if grade is None else {"grade": grade}
            found: set[tuple[Any, ...]] = verb(
                opened.act, Grade, ["unit"], [Change((self.unit,), values, seen)], **more
            )
            return found

    def seen(self) -> tuple[int, ...]:
        return tuple(row["id"] for row in in_force(Grade, ["unit"], [(self.unit,)]).get((self.unit,), []))

    def rows(self) -> list[tuple[str, str, str | None, str]]:
        kept = in_force(Grade, ["unit"], [(self.unit,)]).get((self.unit,), [])
        return [
            (row["grade"], str(row["period"].lower), row["period"].upper and str(row["period"].upper), row["precision"])
            for row in kept
        ]


@pytest.fixture
def ledger(cast: Cast) -> Ledger:
    return Ledger(cast, units(cast, 1)[0])


MAY, JUNE, JULY = date(2020, 5, 1), date(2020, 6, 1), date(2020, 7, 1)


def test_dated_a_change_ends_the_fact_the_day_before(ledger: Ledger) -> None:
    ledger.do(change_from, MAY, "3A", precision="opening")
    ledger.do(change_from, JUNE, "4A")
    assert ledger.rows() == [("3A", "2020-05-01", "2020-06-01", "opening"), ("4A", "2020-06-01", None, "day")]


def test_dated_a_change_before_everything_lasts_until_the_next_known_one(ledger: Ledger) -> None:
    ledger.do(change_from, JULY, "3A")
    ledger.do(change_from, MAY, "2A", precision="month")
    assert ledger.rows() == [("2A", "2020-05-01", "2020-07-01", "month"), ("3A", "2020-07-01", None, "day")]


def test_dated_a_change_inside_leaves_what_is_known_to_come(ledger: Ledger) -> None:
    ledger.do(change_from, MAY, "1A")
    ledger.do(change_from, JULY, "3A")
    ledger.do(change_from, JUNE, "2A")
    assert [row[:3] for row in ledger.rows()] == [
        ("1A", "2020-05-01", "2020-06-01"),
        ("2A", "2020-06-01", "2020-07-01"),
        ("3A", "2020-07-01", None),
    ]


def test_dated_a_change_on_the_first_day_replaces_the_fact(ledger: Ledger) -> None:
    ledger.do(change_from, MAY, "1A")
    ledger.do(change_from, MAY, "2A")
    assert ledger.rows() == [("2A", "2020-05-01", None, "day")]
    assert Grade.objects.filter(unit=ledger.unit).count() == 2  # the first one is kept, taken back


def test_dated_an_end_keeps_the_days_before_and_a_second_end_says_nothing(ledger: Ledger) -> None:
    ledger.do(change_from, MAY, "1A")
    assert ledger.do(change_from, JULY, None) == {(ledger.unit,)}
    assert ledger.rows() == [("1A", "2020-05-01", "2020-07-01", "day")]
    assert ledger.do(change_from, JULY, None) == set()
    assert ledger.do(correct, JULY, "2A") == set()  # nothing holds on the day it ended: half-open


def test_dated_a_correction_keeps_days_and_precision_or_takes_the_fact_away(ledger: Ledger) -> None:
    ledger.do(change_from, MAY, "1A", precision="year")
    ledger.do(change_from, JULY, "3A")
    ledger.do(correct, JUNE, "2A")
    assert ledger.rows()[0] == ("2A", "2020-05-01", "2020-07-01", "year")
    ledger.do(correct, JUNE, None)
    assert ledger.rows() == [("3A", "2020-07-01", None, "day")]


def test_dated_facts_of_a_day_to_come_do_not_hold_before_it(ledger: Ledger) -> None:
    ledger.do(change_from, date(2031, 1, 1), "5A")
    assert ledger.do(correct, date(2030, 12, 31), "1A") == set()
    assert ledger.do(change_from, date(2030, 12, 31), None) == set()
    assert ledger.rows() == [("5A", "2031-01-01", None, "day")]


def test_dated_a_fact_taken_back_between_reading_and_writing_stops_the_act(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.do(change_from, MAY, "1A")
    lines = Entry.objects.count()

    def late(entry: Entry, model: type[Fact], keys: Any) -> list[int]:
        return []

    monkeypatch.setattr(record, "retract", late)
    for verb in (change_from, correct):
        with pytest.raises(ChangedMeanwhile), transaction.atomic():
            ledger.do(verb, JUNE, "2A")
    assert ledger.rows() == [("1A", "2020-05-01", None, "day")]
    assert Entry.objects.count() == lines


@pytest.mark.parametrize("verb", [change_from, correct])
def test_dated_what_was_not_seen_is_not_written_over(ledger: Ledger, verb: Any) -> None:
    nothing = ledger.seen()
    ledger.do(change_from, MAY, "1A", seen=nothing)
    first = ledger.seen()
    ledger.do(change_from, JULY, "2A", seen=first)
    rows, lines = ledger.rows(), Entry.objects.count()
    for stale in (nothing, first):
        for on in (MAY, JUNE, JULY):
            for grade in ("2A", "3A", None):
                with pytest.raises(ChangedMeanwhile), transaction.atomic():
                    ledger.do(verb, on, grade, seen=stale)
    assert (ledger.rows(), Entry.objects.count()) == (rows, lines)


@pytest.mark.parametrize("verb", [change_from, correct])
def test_dated_what_was_taken_back_without_another_in_its_place_is_noticed(ledger: Ledger, verb: Any) -> None:
    ledger.do(change_from, MAY, "1A")
    held = ledger.seen()
    ledger.do(correct, MAY, None)
    with pytest.raises(ChangedMeanwhile), transaction.atomic():
        ledger.do(verb, MAY, "2A", seen=held)
    assert ledger.rows() == []


def test_dated_a_back_dated_act_goes_into_a_stretch_the_page_did_not_show(ledger: Ledger) -> None:
    ledger.do(change_from, MAY, "1A")
    ledger.do(change_from, JULY, "2A")
    ledger.do(change_from, JUNE, "3A", seen=ledger.seen())
    ledger.do(correct, MAY, "4A", seen=ledger.seen())
    assert [row[:2] for row in ledger.rows()] == [("4A", "2020-05-01"), ("3A", "2020-06-01"), ("2A", "2020-07-01")]


def test_dated_keys_looked_at_together_are_one_question(cast: Cast) -> None:
    """As for a page that shows several facts of one body: each row carries the numbers of all."""
    keys = units(cast, 2)
    with open_act(cast.act(MAY), "test.step") as opened:
        change_from(opened.act, Grade, ["unit"], [Change((keys[0],), {"grade": "1A"}, ())])
    held = tuple(Grade.objects.values_list("pk", flat=True))
    changes = [Change((key,), {"grade": "2A"}, held) for key in keys]
    with open_act(cast.act(JUNE), "test.step") as opened:
        assert len(change_from(opened.act, Grade, ["unit"], changes)) == 2
    with pytest.raises(ChangedMeanwhile), open_act(cast.act(JULY), "test.step") as opened:
        change_from(opened.act, Grade, ["unit"], changes)


def test_dated_many_rows_take_as_many_statements_as_one(cast: Cast, django_assert_num_queries: Any) -> None:
    keys = units(cast, 60)
    for number in (1, 3, 60):
        changes = [Change((key,), {"grade": "2A"}) for key in keys[:number]]
        with open_act(cast.act(MAY, key=str(uuid4())), "test.first") as opened:
            change_from(opened.act, Grade, ["unit"], changes)
        again = [Change((key,), {"grade": f"{number}A"}) for key in keys[:number]]
        with open_act(cast.act(JUNE), "test.then") as opened, django_assert_num_queries(3):  # read, take back, write
            change_from(opened.act, Grade, ["unit"], again)

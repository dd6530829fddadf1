"""What instructors of the demonstration were taught and did: the same every time, and some organizations silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from shuniu.jobs.demonstration.plan import Course, Guide, Work

# The log reaches back so far; every so often something is done at an organization, a few times nothing is put down.
REMEMBERED, OFTEN, SILENT = timedelta(days=720), timedelta(days=30), 4
FIRST_COURSE, LENGTH = (5, 20), timedelta(days=2)
DONE: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "organize_and_publicize",
        ("在理事会上宣讲党的路线方针政策", "讲解章程写入党建内容的要求", "送学习资料并组织一次集中学习"),
    ),
    (
        "contact_and_serve",
        ("走访秘书处，了解党建工作的困难", "协调解决活动场地", "商定本季度党建工作安排", "听取对党建工作的意见建议"),
    ),
    (
        "coordinate_and_guide",
        ("指导填报党员情况调查表", "指导制定党建工作方案", "与业务主管单位沟通组建事宜", "指导开展主题党日"),
    ),
)


def works(guides: Sequence[Guide], today: date) -> Iterator[Work]:
    """Month after month at every organization, under the duties in turn."""
    sent = [(guide.key, unit, since) for guide in guides for since, unit, _ in guide.postings]
    for place, (key, unit, since) in enumerate(sent):
        on = max(since, today - REMEMBERED) + timedelta(days=place % OFTEN.days)
        turn = place
        while on <= today:
            duty, sentences = DONE[turn % len(DONE)]
            if turn % SILENT:
                yield Work(guide=key, unit=unit, on=on, duty=duty, done=sentences[turn % len(sentences)])
            on, turn = on + OFTEN, turn + 1


def courses(guides: Sequence[Guide], organizer: str, today: date) -> Iterator[Course]:
    """One in May of every year, for most of those in the pool."""
    first = min((guide.since for guide in guides), default=today)
    for year in range(first.year, today.year + 1):
        begins = date(year, *FIRST_COURSE)
        present = tuple(guide.key for place, guide in enumerate(guides) if (place + year) % 5 and guide.since <= begins)
        if present and begins + LENGTH <= today:
            yield Course(
                name=f"{year}年党建工作指导员培训班",
                begins_on=begins,
                ends_on=begins + LENGTH,
                hours=20,
                organizer=organizer,
                guides=present,
            )

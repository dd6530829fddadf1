"""Through whom are the instructors of an organization reached: those posted there, or whom a report only names?"""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from shuniu.models import OfficeContact, Posting, ReportedState
from shuniu.models.facts import IN_FORCE
from shuniu.policy.words import ContactRole
from shuniu.queries.days import during

ROLE = ContactRole.INSTRUCTOR.value
OF_UNIT = Q(role=ROLE, unit__isnull=False)


def named_instructors(on: date) -> QuerySet[OfficeContact]:
    """Whom the report in force on the day names, where none has been posted since it named them.

    What was kept of a report that has been answered otherwise, or beside a posting, is no contact any more.
    """
    said = ReportedState.objects.filter(during(on), unit=OuterRef("unit"), instructor=True)
    posted = Posting.objects.filter(
        IN_FORCE, unit=OuterRef("unit"), period__overlap=OuterRef("period"), period__startswith__lte=on
    )
    return OfficeContact.objects.filter(OF_UNIT, during(on), Exists(said), ~Exists(posted))


def pooled_instructors(on: date) -> QuerySet[OfficeContact]:
    """The contacts of instructors of the pools on the day; a posting names its instructor."""
    return OfficeContact.objects.filter(during(on), role=ROLE, instructor__isnull=False)

"""On whose list does an open submission stand? On that of exactly one office, as the register is today."""

from __future__ import annotations

from django.db.models import QuerySet

from shuniu.access.actor import Actor
from shuniu.access.guard import granted, units_answered_for, visible
from shuniu.access.tree import offices_below
from shuniu.models import Submission, Unit
from shuniu.policy.grants import Action, roles_with
from shuniu.policy.words.submissions import SubmissionHolder


def submissions_on_the_list(actor: Actor) -> QuerySet[Submission]:
    """Those whose turn it is here: the organization's own, or those for which this is the reviewing office.

    That is the nearest office at or above whoever is responsible, in which somebody works who may review: where a
    branch is responsible, or a committee without a clerk, it is the one above.
    """
    if granted(actor, Action.WRITE_SUBMISSION):
        mine = Submission.objects.filter(holder=SubmissionHolder.ORGANIZATION.value)
        return visible(mine, actor, Action.WRITE_SUBMISSION)
    waiting = Submission.objects.filter(holder=SubmissionHolder.REVIEWER.value)
    nearer = units_answered_for(actor, offices_below(actor, roles_with(Action.REVIEW_SUBMISSION)))
    elsewhere = Unit.objects.filter(nearer).values("pk")
    return visible(waiting, actor, Action.REVIEW_SUBMISSION).exclude(unit__in=elsewhere)

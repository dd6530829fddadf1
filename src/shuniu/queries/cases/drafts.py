"""Which drafts does whoever else may read the case not see? Nobody looks over the shoulder of who fills one in."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from shuniu.access import Actor, cases_on_the_list, lapsed_here
from shuniu.models import Case, CaseUnit, Step
from shuniu.policy.procedures import PROCEDURES
from shuniu.policy.words.cases import Verb

# What is opened and not sent, as a follow-up, is nobody's draft.
_DRAFTED = [kind.value for kind, one in PROCEDURES.items() if Verb.SUBMIT in one.verbs_of(one.first)]


def seen_by(actor: Actor) -> Q:
    """Sent once, on the actor's own side, or lapsed with its work taken on here: what ``case_card`` opens of what lies
    within reach."""
    sent = Exists(Step.objects.filter(case=OuterRef("pk"), filed__isnull=False))
    seen = ~Q(kind__in=_DRAFTED) | sent | lapsed_here(actor)
    own = Q(unit=actor.unit or 0, origin=None) | Q(origin=actor.node or 0)
    return seen | own | Q(pk__in=cases_on_the_list(actor, named=True).values("pk"))


def asked(actor: Actor) -> Q:
    """Its own organization is named in what another one applies for: it reads what it is asked about."""
    return Q(pk__in=CaseUnit.objects.filter(unit=actor.unit or 0).values("case"))


def opens(actor: Actor, case: int) -> bool:
    """The page of this case, which lies within reach, is not a draft somebody else fills in."""
    return Case.objects.filter(seen_by(actor) | asked(actor), pk=case).exists()

"""Which places are vacant in the leadership of a Party organization?"""

from __future__ import annotations

from datetime import date

from shuniu.access import Actor, may
from shuniu.models import Term
from shuniu.policy.elections.vacancies import Vacancies, vacancies_of
from shuniu.policy.grants import Action
from shuniu.queries.days import during
from shuniu.queries.facts.elections import leadership_of
from shuniu.queries.party.tree import node_to_read


def vacancies_at(actor: Actor, code: str, on: date) -> Vacancies:
    """Nothing where no term is running: what is over is renewed as a whole. Raises NotFound."""
    node = node_to_read(actor, code)
    if not node.managed or not Term.objects.filter(during(on), party_organization=node).exists():
        return Vacancies(secretary=0, deputies=0, seats=0)
    return vacancies_of(leadership_of(node.pk, on))


def files_here(actor: Actor, code: str) -> bool:
    """May the actor ask for an election of it? Raises NotFound."""
    return may(actor, Action.FILE_CASE, node_to_read(actor, code))

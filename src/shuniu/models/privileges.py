"""What may the application role do to each table? The second wall behind “only commands write”.

The role owns nothing. Facts may be added and taken back, never changed; the journal may only grow.
Applied by the owner after every migration; running it again changes nothing.
"""

from __future__ import annotations

from django.apps import apps
from django.db import models

from shuniu.models import journal
from shuniu.models.campaigns import Campaign
from shuniu.models.cases import Case, Remark, Series, Step
from shuniu.models.document_templates import DocumentTemplate
from shuniu.models.elections import ElectionCase, ElectionRound, Votes
from shuniu.models.facts import Fact
from shuniu.models.meetings import Meeting, Resolution
from shuniu.models.organizations import HeadCount
from shuniu.models.outgoing import (
    Document,
    DocumentCase,
    DocumentNote,
    DocumentReceipt,
    DocumentReceiver,
    DocumentWithdrawal,
)
from shuniu.models.planning import FormationProposal, PlanningRun
from shuniu.models.publishing import Publication, PublicationWithdrawal, PublishedFigure

GROWING: frozenset[type[models.Model]] = frozenset(
    {
        journal.Entry,
        journal.Seal,
        journal.SealedEntry,
        journal.Look,
        Step,
        Remark,
        Resolution,
        Document,
        DocumentCase,
        DocumentNote,
        DocumentReceipt,
        DocumentReceiver,
        DocumentWithdrawal,
        Votes,
        DocumentTemplate,
        Campaign,
        Publication,
        PublishedFigure,
        PublicationWithdrawal,
    }
)

# They change as the work goes on; what was filed, and which numbers were given, never vanishes.
LASTING: frozenset[type[models.Model]] = frozenset(
    {Case, Series, Meeting, ElectionCase, ElectionRound, FormationProposal, PlanningRun}
)


def _table(model: type[models.Model]) -> str:
    return '"' + model._meta.db_table + '"'


def _rights(model: type[models.Model]) -> str:
    if issubclass(model, Fact) or model is HeadCount:
        return f"GRANT SELECT, INSERT, UPDATE (retracted_id) ON {_table(model)}"
    if model in GROWING:
        return f"GRANT SELECT, INSERT ON {_table(model)}"
    if model in LASTING:
        return f"GRANT SELECT, INSERT, UPDATE ON {_table(model)}"
    return f"GRANT SELECT, INSERT, UPDATE, DELETE ON {_table(model)}"


def statements(role: str) -> list[str]:
    """SQL for the owner; ``role`` is the application role, a plain identifier."""
    if not role.replace("_", "").isalnum():
        raise ValueError(f"not a role name: {role!r}")
    ours = [model for model in apps.get_app_config("shuniu").get_models() if model._meta.managed]
    lines = [
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"GRANT USAGE ON SCHEMA keys TO {role}",
        # Tables of the framework (sessions, throttle, queue) are not part of the ledger.
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public, keys TO {role}",
        f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {role}",
    ]
    for model in ours:
        lines.append(f"REVOKE ALL ON {_table(model)} FROM {role}")
        lines.append(f"{_rights(model)} TO {role}")
    return lines

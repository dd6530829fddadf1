"""Keep a Word file as the template of an office, or return to the one that holds without it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from shuniu.commands.journal import Act, ChangedMeanwhile, open_act
from shuniu.commands.journal.acts import lock_tree
from shuniu.commands.journal.reaching import nodes_in_reach, out_of_reach, refuse
from shuniu.models import DocumentTemplate
from shuniu.policy.cases.templates import TemplateFacts, may_keep
from shuniu.policy.grants import Action
from shuniu.policy.words.templates import TemplateKind


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFile:
    """``content`` was looked into by the carrier; None returns. ``seen`` is the row the office looked at, if any."""

    party_organization: int
    kind: TemplateKind
    content: bytes | None
    seen: int | None


def keep_template(act: Act, row: TemplateFile) -> int:
    """Returns the key of the row that holds from now on. Raises Refused, or ChangedMeanwhile for another row."""
    name = "document_template.return" if row.content is None else "document_template.keep"
    digest = hashlib.sha256(row.content or b"").hexdigest()
    request = [row.party_organization, row.kind.value, digest, row.seen]
    with open_act(act, name, node=row.party_organization, request=request) as opened:
        if opened.repeated:
            return int(opened.answer["template"])
        # Rows that only grow cannot be locked: two clerks of one office wait for each other here.
        lock_tree()
        if not nodes_in_reach(act.actor, [row.party_organization], Action.ISSUE_DOCUMENT):
            refuse([out_of_reach("该党组织", field="party_organization")])
        now = _now(row)
        if row.seen != (now.pk if now else None):
            raise ChangedMeanwhile
        own = now is not None and now.content is not None
        same = now is not None and own and now.digest == digest
        refuse(may_keep(TemplateFacts(content=row.content, own=own, same=same)).objections)
        made = DocumentTemplate.objects.create(
            party_organization_id=row.party_organization,
            kind=row.kind.value,
            content=row.content,
            digest="" if row.content is None else digest,
            recorded=opened.act.line,
        )
        opened.answer["template"] = made.pk
        return made.pk


def _now(row: TemplateFile) -> DocumentTemplate | None:
    held = DocumentTemplate.objects.filter(party_organization=row.party_organization, kind=row.kind.value)
    return held.order_by("-pk").first()

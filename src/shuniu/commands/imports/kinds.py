"""What does the law say of the rows of a ledger that give a Party organization another kind?

The same as of the page's act. What it objects to is the row's problem, and the others are written without it.
"""

from __future__ import annotations

from collections.abc import Sequence

from shuniu.commands.imports.ledger import Ledger
from shuniu.commands.imports.references import References
from shuniu.commands.journal import Act
from shuniu.commands.party.rename import kinds_refused
from shuniu.kernel.decision import Objection
from shuniu.policy.packs.readings import cited
from shuniu.queries.imports import Finding, Judgement
from shuniu.queries.imports.party import KIND, SUPERIOR, record_kind


def refuse_kinds(act: Act, ledger: Ledger, judgements: Sequence[Judgement]) -> None:
    """Asked again without the rows refused, until the rest may stand: a row may rely on another one's new kind."""
    if not any(_has(judged, KIND) for judged in judgements):
        return
    references = References.of(ledger, act)
    while True:
        kinds: dict[int, str] = {}
        above: dict[int, int | None] = {}
        by_node: dict[int, Judgement] = {}
        for row, judged in zip(ledger.rows, judgements, strict=True):
            kind = record_kind(row.record)
            if judged.target is None or kind is None or not _has(judged, KIND):
                continue
            kinds[judged.target], by_node[judged.target] = kind.value, judged
            if _has(judged, SUPERIOR):
                above[judged.target] = references.parent(row.record, ledger.node)
        nodes, refused = list(kinds), kinds_refused(act, kinds, above)
        if not refused:
            return
        for objection in refused:
            assert objection.row is not None, "an objection to a row names it"
            by_node[nodes[objection.row]].refuse(_finding(objection))


def _has(judged: Judgement, label: str) -> bool:
    return judged.change == "changed" and any(one.label == label for one in judged.differences)


def _finding(objection: Objection) -> Finding:
    said = f"{objection.missing.rstrip('。')}：{objection.fact}（依据：{cited(objection.clause)}）。"
    return Finding("kind", objection.code, said, f"{objection.remedy.rstrip('。')}。")

"""Ledgers on their way into the register: kept, applied, undone."""

from shuniu.commands.imports.apply import Applied, Moved, apply_ledger, judge_ledger
from shuniu.commands.imports.batches import (
    Received,
    apply_batch,
    expire_batches,
    let_go,
    mend_ledger,
    receive_ledger,
    undo_batch,
)
from shuniu.commands.imports.ledger import Ledger

__all__ = [
    "Applied",
    "Ledger",
    "Moved",
    "Received",
    "apply_batch",
    "apply_ledger",
    "expire_batches",
    "judge_ledger",
    "let_go",
    "mend_ledger",
    "receive_ledger",
    "undo_batch",
]

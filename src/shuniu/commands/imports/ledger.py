"""What does a clerk release to be written: which rows, of which kind, for which register?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from shuniu.queries.imports import LedgerRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Rows of one kind for the register of one node, as the clerk released them.

    ``seen`` and ``choices`` are by row index: the fact each row was judged against when it was shown, and the
    organization the clerk says a row is. ``corrections``: rows whose changes were never so before (更正).
    ``under``: where branches that a members' ledger names and the register lacks are put with ``create_missing``;
    the node itself where nobody says.
    """

    node: int
    kind: str
    rows: Sequence[LedgerRow]
    seen: Mapping[int, int | None] = field(default_factory=dict)
    choices: Mapping[int, str] = field(default_factory=dict)
    corrections: frozenset[int] = frozenset()
    create_missing: bool = False
    under: int | None = None

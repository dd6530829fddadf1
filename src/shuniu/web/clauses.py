"""How is a clause said on a page: by its title and by the text it is of?"""

from __future__ import annotations

from shuniu.policy.packs import load_packs
from shuniu.policy.packs.readings import cited, clause_words

__all__ = ["cited", "clause_words", "marks_of"]


def marks_of(key: str) -> list[str]:
    """What must stand beside the clause: 实践做法 for what a report tells, 未核对原文 where nobody compared it."""
    pack = load_packs().get(key.partition("#")[0])
    if pack is None:
        return []
    found: list[str] = []
    for one in pack.statements:
        if one.clause.key == key and one.unverified and "未核对原文" not in found:
            found.append("未核对原文")
    return found

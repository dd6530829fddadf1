"""May this act happen, and if not, what exactly stands against it?

A refusal teaches: it names the clause, the fact, what would help and who can do it. An objection cannot be
built without a clause.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Clause:
    """A place in a text: ``key`` is ``pack#article`` (normative) or ``pack#item`` (practice)."""

    key: str
    title: str = ""

    def __post_init__(self) -> None:
        pack, separator, place = self.key.partition("#")
        if not (pack and separator and place):
            raise ValueError(f"a clause is written pack#article, not {self.key!r}")

    def __str__(self) -> str:
        return self.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """One thing that stands against an act.

    ``missing`` what is missing, one Chinese sentence; ``fact`` the fact as it is now; ``remedy`` what would make it
    pass; ``who`` who can do that; ``alternatives`` other ways. ``field`` and ``code`` let a door map it to a
    form field, a cell or a JSON pointer; ``row`` is the index of the row in the act that it concerns.
    """

    clause: Clause
    code: str
    missing: str
    fact: str
    remedy: str
    who: str
    alternatives: tuple[str, ...] = ()
    field: str = ""
    row: int | None = None

    def __post_init__(self) -> None:
        for name in ("code", "missing", "fact", "remedy", "who"):
            if not getattr(self, name):
                raise ValueError(f"an objection needs {name}")

    @property
    def sentence(self) -> str:
        return f"{self.missing}（{self.fact}；{self.remedy}；办理：{self.who}；依据：{self.clause}）"


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer of the law: every objection at once, or none."""

    objections: tuple[Objection, ...] = field(default=())

    @classmethod
    def of(cls, objections: Iterable[Objection | None]) -> Decision:
        return cls(tuple(one for one in objections if one is not None))

    @property
    def allowed(self) -> bool:
        return not self.objections

    def __bool__(self) -> bool:
        raise TypeError("ask decision.allowed; a decision is not a yes or a no")


class Refused(Exception):
    """The act did not happen; nothing changed. Carries the decision with every objection."""

    def __init__(self, decision: Decision) -> None:
        super().__init__("；".join(one.sentence for one in decision.objections))
        self.decision = decision

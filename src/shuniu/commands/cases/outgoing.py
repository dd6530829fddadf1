"""A document that is to go out: what is known of it before it has its number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shuniu.policy.words.meetings import DocumentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingDocument:
    """``mark`` empty: the first of the office's own. ``case`` and ``meeting``: what it follows of, by key;
    ``addressed_to``: the Party organization it goes to, ``addressed_unit``: the unit, where one is known by key.
    ``answers``: what it replies to, which this office has received; ``asks``: a letter asks for a reply."""

    party_organization: int
    kind: DocumentKind
    title: str
    issued_on: date
    addressee: str = ""
    mark: str = ""
    case: int | None = None
    meeting: int | None = None
    addressed_to: int | None = None
    addressed_unit: int | None = None
    answers: int | None = None
    asks: bool = False
    text: str = ""
    copies: tuple[str, ...] = ()
    as_letter: bool = False

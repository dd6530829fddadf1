"""How does a clause open: its title, and inside it the words of the text, what is in doubt, and where it stands?"""

from __future__ import annotations

from dataclasses import dataclass

from shuniu.policy.packs import Figure, Statement, load_packs


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """``quote`` are the words of the text where they are at hand."""

    title: str
    key: str = ""
    text: str = ""
    quote: str = ""
    note: str = ""


def clause_of(one: Statement) -> Opened:
    pack = load_packs()[one.pack]
    return Opened(
        title=one.clause.title or one.clause.key,
        key=one.clause.key,
        text=f"{pack.title}（{pack.number}）" if pack.number else pack.title,
        quote=one.quote,
        note=one.note,
    )


def clause_behind(figure: Figure) -> Opened:
    """The clause of a value; a decision of the office is told by its own words."""
    pack = load_packs().get(figure.pack)
    for one in pack.statements if pack else ():
        if one.key == figure.key and one.clause == figure.clause and not one.silent:
            return clause_of(one)
    return Opened(title=figure.decision or figure.clause.title or figure.clause.key)

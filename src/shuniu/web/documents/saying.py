"""What is a document made of that is written from a case: an opening, numbered parts, names that are filled in?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from shuniu.policy.formation.steps import FORMATION
from shuniu.queries.cases.card import CaseCard
from shuniu.web.wording import NO_NAME

CANDIDATE = f"{FORMATION.fields['secretary']}："
RULES = "《中国共产党基层组织选举工作条例》"
CLOSING = "妥否，请批示。"
# On paper a number and its measure stand together.
_COUNTED = re.compile(r"(?<=\d) 名")
_NUMERALS = "一二三四五六七八九十"
Parts = list[tuple[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Said:
    """``candidate``: the name that stands where the text says ××× for it; ``names``: of a text that has several, those
    of all such places one after the other. Empty where one may not be read. ``left_open``: what is written in by hand,
    because nothing is known of it."""

    title: str
    text: str
    candidate: str = ""
    names: tuple[str, ...] = ()
    left_open: tuple[str, ...] = ()

    def named(self, text: str) -> str:
        """The same with the names; what somebody wrote beside them stays as it was written."""
        if self.names:
            return self._in_order(text)
        return text.replace(CANDIDATE + NO_NAME, CANDIDATE + self.candidate) if self.candidate else text

    def _in_order(self, text: str) -> str:
        """Of a text that reads otherwise than the case does now nobody knows whom it meant."""
        if text != self.text:
            return text
        first, *rest = text.split(NO_NAME)
        names = (*self.names, *[""] * len(rest))
        return first + "".join(f"{name or NO_NAME}{part}" for name, part in zip(names, rest, strict=False))


def named_in(text: str, said: Said, card: CaseCard) -> str:
    """What bears a number, with the name of its candidate for whoever may read the roll; as it was kept where another
    one was ever filed: nobody knows whom it meant."""
    if said.names:
        return said.named(text)
    filed = (card.filed, *(one.filed for one in card.steps if one.filed is not None))
    meant = {str(one.get("secretary")) for one in filed}
    return said.named(text) if len(meant) == 1 else text


def text_of(opening: str, parts: Parts, closing: str) -> str:
    """An opening sentence, numbered headings with what stands under them, and how such a document closes."""
    told = [(title, lines) for title, lines in parts if lines]
    body = [line for index, (title, lines) in enumerate(told) for line in (f"{_NUMERALS[index]}、{title}", *lines)]
    return "\n".join([opening, *body, closing])


def ended(text: str) -> str:
    """As one paragraph of a document, with its full stop."""
    plain = " ".join(text.split())
    return plain if plain.endswith(("。", "！", "？")) else f"{plain}。"


def counted(text: str) -> str:
    return _COUNTED.sub("名", text)

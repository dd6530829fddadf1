"""How does a stored value say itself in Chinese, and which value does a Chinese label mean?"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Any, Self


class UnknownWord(ValueError):
    """A label that no word of this list carries."""


class Word(StrEnum):
    """A closed list: lower-case English is stored, Chinese is shown; further spellings are understood."""

    label: str
    spellings: tuple[str, ...]

    def __new__(cls, value: str, label: str = "", *spellings: str) -> Self:
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        word.spellings = spellings
        return word

    @classmethod
    def from_label(cls, label: str) -> Self:
        word: Self | None = _labelled(cls).get(label)
        if word is None:
            raise UnknownWord(f"{cls.__name__} 没有“{label}”这一项")
        return word

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(word.value, word.label) for word in cls]


@cache
def _labelled(words: type[Word]) -> dict[str, Any]:
    """The words by what they are called: a large ledger asks for every cell. Of two, the first."""
    found: dict[str, Any] = {}
    for word in words:
        for label in (word.label, *word.spellings):
            found.setdefault(label, word)
    return found

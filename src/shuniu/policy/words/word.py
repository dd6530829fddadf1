"""How does a stored value say itself in Chinese, and which value does a Chinese label mean?"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


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
        for word in cls:
            if label == word.label or label in word.spellings:
                return word
        raise UnknownWord(f"{cls.__name__} 没有“{label}”这一项")

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(word.value, word.label) for word in cls]

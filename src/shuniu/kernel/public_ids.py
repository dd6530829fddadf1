"""A set of public ids that may be a million: sorted, sixteen bytes each, with the digest by which it is known again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

_WIDE = 16
# As it is written: 32 signs with dashes after the eighth, twelfth, sixteenth and twentieth; then a line feed.
_LINE = 37
_DASHES = (8, 13, 18, 23)
_SIGNS = [place for place in range(36) if place not in _DASHES]
# So many are written out at a time.
_PORTION = 100_000


@dataclass(frozen=True, slots=True)
class PublicIds:
    """``packed``: in their order, one behind the other."""

    packed: bytes = b""

    @classmethod
    def of(cls, ids: Iterable[UUID]) -> PublicIds:
        return cls(b"".join(sorted({one.bytes for one in ids})))

    @classmethod
    def together(cls, sets: Iterable[PublicIds]) -> PublicIds:
        """The union. One set that is already in order costs nothing."""
        held = [one for one in sets if one]
        if len(held) < 2:
            return held[0] if held else cls()
        # What is in order already is left in order: that is sorted in one go.
        return cls(b"".join(sorted(dict.fromkeys(each for one in held for each in one._each()))))

    @property
    def digest(self) -> str:
        """SHA-256 over lower-case public ids, sorted and joined by line feeds."""
        said = sha256()
        step = _PORTION * _WIDE
        for start in range(0, len(self.packed), step):
            lines = _lines(self.packed[start : start + step])
            said.update(lines if start + step < len(self.packed) else lines[:-1])
        return said.hexdigest()

    @property
    def listed(self) -> str:
        """As PostgreSQL takes an array of them."""
        return "{" + self.packed.hex(",", _WIDE) + "}" if self.packed else "{}"

    def __len__(self) -> int:
        return len(self.packed) // _WIDE

    def __iter__(self) -> Iterator[UUID]:
        return (UUID(bytes=one) for one in self._each())

    def __sub__(self, other: PublicIds) -> set[UUID]:
        if self.packed == other.packed:
            return set()
        return {UUID(bytes=one) for one in set(self._each()).difference(other._each())}

    def _each(self) -> Iterator[bytes]:
        return (self.packed[start : start + _WIDE] for start in range(0, len(self.packed), _WIDE))


def _lines(packed: bytes) -> bytes:
    """All lines at once, sign by sign: written one id after another a million would take a second."""
    signs, count = packed.hex().encode(), len(packed) // _WIDE
    lines = bytearray(b"\n") * (count * _LINE)
    for place in _DASHES:
        lines[place::_LINE] = b"-" * count
    for sign, place in enumerate(_SIGNS):
        lines[place::_LINE] = signs[sign :: 2 * _WIDE]
    return bytes(lines)

"""The Chinese word of a stored code."""

from __future__ import annotations

from shuniu.policy.words import Word


def label(kind: type[Word], code: str) -> str:
    """A code nobody knows is told as it is, not hidden: open lists grow with the packs."""
    known = kind._value2member_map_.get(code)
    return known.label if isinstance(known, kind) else code

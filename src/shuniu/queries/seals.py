"""Is the journal still what was sealed? Names the first line that is not.

Each line is chained to the one before: digest = SHA-256(digest before · line). A block is closed by a keyed seal, so a
chain computed anew without the key does not pass; an anchor kept outside the database shows a journal cut at its end.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from shuniu.models import Entry, Seal, SealedEntry
from shuniu.models.secrecy import mac

START = "0" * 64
# What a line says, in the order in which it is sealed; never changed, only added to under a new version.
COLUMNS = (
    "id",
    "uuid",
    "act",
    "actor_id",
    "assignment_id",
    "node_id",
    "on",
    "at",
    "rows",
    "subject_kind",
    "subject",
    "clause",
    "reason",
    "undoes_id",
    "transaction",
)
CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the chain stood at a moment; kept outside the database."""

    seal: int
    digest: str
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """``problem`` is empty when everything stands; ``line`` is then 0, else the first bad line's number."""

    seals: int
    lines: int
    unsealed: int
    problem: str = ""
    line: int = 0
    anchor: Anchor | None = None

    @property
    def whole(self) -> bool:
        return not self.problem


def canonical(row: dict[str, Any]) -> bytes:
    """One line as bytes, the same on every machine."""
    values = [_written(row[name]) for name in COLUMNS]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


def _written(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value if value is None or isinstance(value, int) else str(value)


def chained(before: bytes, line: bytes) -> bytes:
    return hashlib.sha256(before + line).digest()


def seal_mac(previous: str, digest: str, lines: int, at: datetime) -> str:
    """The keyed seal of a block."""
    return mac(f"{previous}|{digest}|{lines}|{_written(at)}".encode()).hex()


class _Broken(Exception):
    def __init__(self, problem: str, line: int) -> None:
        super().__init__(problem)
        self.problem, self.line = problem, line


def verify(anchor: Anchor | None = None) -> Verified:
    """Walk the whole chain from the first line, and past ``anchor`` where one is given."""
    seals: list[Any] = list(Seal.objects.order_by("id").values())
    lines, before, passed = 0, START, anchor is None
    sealed = _sealed_lines()
    reached: Anchor | None = None
    problem, bad = "", 0
    try:
        for seal in seals:
            _check_seal(seal, before)
            _check_block(seal, sealed)
            before, lines = seal["digest"], lines + seal["lines"]
            reached = Anchor(seal["id"], before, lines)
            passed = passed or reached == anchor
        _check_end(sealed, passed, anchor)
    except _Broken as broken:
        problem, bad = broken.problem, broken.line
    unsealed = Entry.objects.filter(sealed__isnull=True).count()
    return Verified(seals=len(seals), lines=lines, unsealed=unsealed, problem=problem, line=bad, anchor=reached)


def _sealed_lines() -> Iterator[dict[str, Any]]:
    """Every place in every block, in order, with what the journal says there now (an entry deleted is None)."""
    places = SealedEntry.objects.order_by("seal_id", "position").values_list(
        "entry_id", "seal_id", "position", "digest"
    )
    chunk: list[tuple[Any, ...]] = []
    for place in places.iterator(CHUNK):
        chunk.append(place)
        if len(chunk) == CHUNK:
            yield from _with_entries(chunk)
            chunk = []
    yield from _with_entries(chunk)


def _with_entries(chunk: list[tuple[Any, ...]]) -> Iterator[dict[str, Any]]:
    entries = Entry.objects.filter(pk__in=[place[0] for place in chunk]).values(*COLUMNS)
    found = {row["id"]: row for row in entries}
    for entry, seal, position, digest in chunk:
        yield {
            "entry": entry,
            "seal": seal,
            "position": position,
            "digest": bytes(digest),
            "row": found.get(entry),
        }


def _check_seal(seal: dict[str, Any], before: str) -> None:
    if seal["previous"] != before:
        raise _Broken(f"第 {seal['id']} 号封记与前一封记不相接，其间的封记被删除或改动。", 0)
    expected = seal_mac(seal["previous"], seal["digest"], seal["lines"], seal["at"])
    if not hmac.compare_digest(expected, seal["mac"]):
        raise _Broken(f"第 {seal['id']} 号封记不是用本平台的密钥所封。", 0)


def _check_block(seal: dict[str, Any], sealed: Iterator[dict[str, Any]]) -> None:
    chain = bytes.fromhex(seal["previous"])
    for position in range(1, seal["lines"] + 1):
        place = next(sealed, None)
        if place is None or (place["seal"], place["position"]) != (seal["id"], position):
            raise _Broken(f"第 {seal['id']} 号封记缺少其中第 {position} 笔。", 0)
        number = place["entry"]
        if place["row"] is None:
            raise _Broken(f"第 {number} 笔账已被删除。", number)
        chain = chained(chain, canonical(place["row"]))
        if chain != place["digest"]:
            raise _Broken(f"第 {number} 笔账与封存时不同。", number)
    if chain.hex() != seal["digest"]:
        raise _Broken(f"第 {seal['id']} 号封记与其中各笔账不符。", 0)


def _check_end(sealed: Iterator[dict[str, Any]], passed: bool, anchor: Anchor | None) -> None:
    left = next(sealed, None)
    if left is not None:
        raise _Broken(f"第 {left['entry']} 笔账的封记已被删除。", left["entry"])
    if not passed and anchor is not None:
        raise _Broken(
            f"库外留存的封记（第 {anchor.seal} 号，共 {anchor.lines} 笔）在库中找不到，尾部的账被截去或改写。", 0
        )

"""Read the packs, and refuse to start with one that is wrong."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from shuniu.kernel.decision import Clause
from shuniu.kernel.period import Period
from shuniu.policy.packs.texts import KeyEntry, Pack, Shape, Statement, Value
from shuniu.policy.words import Confidence, Force, UnknownWord

PACK_KEYS = ("national", "bj2015", "bj2016", "bj2020", "ah2017", "xy")


class PackBroken(ValueError):
    """A pack file does not say what it has to say."""


@cache
def vocabulary() -> Mapping[str, KeyEntry]:
    """Every key a pack may speak of, with its Chinese name, unit and shape."""
    entries: dict[str, KeyEntry] = {}
    for key, row in _read("keys")["keys"].items():
        shape = Shape(row["shape"])
        entries[key] = KeyEntry(key, row["label"], shape, row.get("unit", ""), row.get("who", ""))
    return entries


@cache
def load_packs() -> Mapping[str, Pack]:
    """All packs by key, read once."""
    packs = {key: pack_from(key, _read(key), vocabulary()) for key in PACK_KEYS}
    for pack in packs.values():
        for parent in pack.parents:
            if parent not in packs:
                raise PackBroken(f"{pack.key}: unknown parent {parent}")
    return packs


def pack_from(key: str, content: Mapping[str, Any], keys: Mapping[str, KeyEntry]) -> Pack:
    """One pack out of its parsed file; every defect is named with the pack and the key it stands at."""
    try:
        head = content["pack"]
        clauses = {str(place): str(title) for place, title in content["clauses"].items()}
        statements = tuple(_statement(key, head, clauses, keys, row) for row in content.get("figure", ()))
        pack = Pack(
            key=head["key"],
            title=head["title"],
            number=head.get("number", ""),
            place=head["place"],
            issued=head["issued"],
            valid_from=head["valid_from"],
            standing=Force(head["standing"]),
            parents=tuple(head.get("parents", ())),
            clauses=clauses,
            statements=statements,
            note=head.get("note", ""),
        )
    except KeyError as missing:
        raise PackBroken(f"{key}: {missing} is missing") from missing
    if pack.key != key:
        raise PackBroken(f"{key}: the file calls itself {pack.key}")
    _refuse_overlaps(pack)
    return pack


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))


def _statement(
    pack: str,
    head: Mapping[str, Any],
    clauses: Mapping[str, str],
    keys: Mapping[str, KeyEntry],
    row: Mapping[str, Any],
) -> Statement:
    where = f"{pack}: {row.get('key', '?')}"
    try:
        entry = keys[row["key"]]
    except KeyError:
        raise PackBroken(f"{where} is not in the vocabulary") from None
    place = row["clause"].partition("#")[2]
    if row["clause"].partition("#")[0] != pack or place not in clauses:
        raise PackBroken(f"{where}: no clause {row['clause']} in this pack")
    silent = row.get("silent", False)
    if silent == ("value" in row) or (silent and not row.get("note")):
        raise PackBroken(f"{where}: either a value, or silent = true with a note")
    confidence, force = _described(where, head, row)
    if (confidence is Confidence.MEMORY) != row.get("unverified", False):
        raise PackBroken(f"{where}: what stands on memory is marked unverified = true, and nothing else is")
    return Statement(
        key=entry.key,
        value=None if silent else value_of(where, entry.shape, row["value"]),
        clause=Clause(row["clause"], clauses[place]),
        pack=pack,
        period=Period(row.get("from", head["valid_from"]), row.get("to")),
        force=force,
        confidence=confidence,
        silent=silent,
        quote=row.get("quote", ""),
        note=row.get("note", ""),
    )


def _described(where: str, head: Mapping[str, Any], row: Mapping[str, Any]) -> tuple[Confidence, Force]:
    try:
        force = Force(row.get("force", head["standing"]))
        return Confidence(row["confidence"]), force
    except (ValueError, UnknownWord) as wrong:
        raise PackBroken(f"{where}: {wrong}") from wrong


def value_of(where: str, shape: Shape, value: object) -> Value:
    """The value frozen as its shape demands."""
    check, freeze = _SHAPES[shape]
    if not check(value):
        raise PackBroken(f"{where}: {value!r} is not of shape {shape}")
    return freeze(value)


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_decimal(value: object) -> bool:
    # Written as a string in the file: a figure of law is exact, never a binary fraction.
    return isinstance(value, str) and value.replace(".", "", 1).isdigit()


def _is_words(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) for one in value)


def _is_items(value: object) -> bool:
    if not isinstance(value, list) or not value:
        return False
    rows_complete = all(isinstance(one, dict) and one.get("key") and one.get("label") for one in value)
    return rows_complete and len({one["key"] for one in value}) == len(value)


def _is_rules(value: object) -> bool:
    needed = {"key", "label", "when", "target", "relation"}
    return isinstance(value, list) and all(isinstance(one, dict) and needed <= one.keys() for one in value)


def _rows(value: Any) -> tuple[dict[str, Any], ...]:
    return tuple(dict(one) for one in value)


_SHAPES: dict[Shape, tuple[Callable[[object], bool], Callable[[Any], Value]]] = {
    Shape.INTEGER: (_is_integer, int),
    Shape.DECIMAL: (_is_decimal, Decimal),
    Shape.TEXT: (lambda value: isinstance(value, str) and bool(value), str),
    Shape.FLAG: (lambda value: isinstance(value, bool), bool),
    Shape.WORDS: (_is_words, tuple),
    Shape.ITEMS: (_is_items, _rows),
    Shape.RULES: (_is_rules, _rows),
}


def _refuse_overlaps(pack: Pack) -> None:
    seen: dict[str, list[Period]] = {}
    for one in pack.statements:
        if any(one.period.overlaps(other) for other in seen.get(one.key, ())):
            raise PackBroken(f"{pack.key}: {one.key} is stated twice for one day")
        seen.setdefault(one.key, []).append(one.period)

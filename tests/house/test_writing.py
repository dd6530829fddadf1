"""House rule: only commands change rows. Each rule is also shown a planted defect, which it must catch."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "shuniu"
WRITES = {
    "save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete",
    "aupdate", "acreate", "asave", "adelete",
}  # fmt: skip
# By name exempt, as docs/house.md says: sessions, throttle, queue, and the rows beside the models that commands call.
EXEMPT = {"models/record.py", "models/secrecy.py"}
ROOMS_THAT_WRITE = ("commands/",)


def writes_in(source: str) -> list[str]:
    """Calls by which a Django row is written: ``Model.objects.create(…)``, ``rows.update(field=…)``, ``row.save()``."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        name = node.func.attr
        receiver = ast.unparse(node.func.value)
        on_rows = ".objects" in receiver or "_default_manager" in receiver or receiver.endswith((".filter()", ".all()"))
        if name == "update" and not (on_rows and node.keywords):
            continue
        if name in WRITES and name not in {"save", "delete"} and not on_rows:
            continue
        if name in WRITES or name == "update":
            found.append(f"{receiver}.{name} (line {node.lineno})")
    return found


def test_only_commands_write() -> None:
    offences = {}
    for path in sorted(SOURCE.rglob("*.py")):
        place = path.relative_to(SOURCE).as_posix()
        if place.startswith((*ROOMS_THAT_WRITE, "migrations/")) or place in EXEMPT:
            continue
        found = writes_in(path.read_text(encoding="utf-8"))
        if found:
            offences[place] = found
    assert offences == {}


@pytest.mark.parametrize(
    "planted",
    [
        "Unit.objects.create(kind='x')",
        "Unit.objects.filter(pk=1).update(kind='x')",
        "unit.save()",
        "Unit.objects.filter(pk=1).delete()",
        "Unit._default_manager.bulk_create(rows)",
    ],
)
def test_the_rule_catches_a_planted_write(planted: str) -> None:
    assert writes_in(planted)


@pytest.mark.parametrize("harmless", ["values.update(more)", "context.update({'a': 1})", "digest.update(b'x')"])
def test_the_rule_leaves_plain_python_alone(harmless: str) -> None:
    assert writes_in(harmless) == []

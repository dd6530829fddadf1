"""The given ledgers, read, and how they are put into a test's register."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.apps import apps
from tests.commands.cast import TODAY, World

from shuniu.access import Actor
from shuniu.commands.imports import Applied, Ledger, apply_ledger
from shuniu.models import Entry, HeadCount, Person, Unit, WrappedKey
from shuniu.models.facts import Fact
from shuniu.queries.imports import LedgerRow
from shuniu.spreadsheets.imports.reading import read_ledger
from shuniu.spreadsheets.imports.results import Reading
from shuniu.spreadsheets.imports.staging import ledger_rows

GIVEN = Path(__file__).parents[2] / "ledgers"
MADE_ON = date(2026, 9, 30)
ORGANIZATIONS, EXPORT, PARTY = (
    "01_社会组织基本信息台账.xlsx",
    "02_社会组织登记信息导出_GBK.csv",
    "04_党组织和所在单位信息汇总表.xlsx",
)


def given(name: str, *, clean: bool = False) -> tuple[Reading, dict[str, Any]]:
    """One of the given files with its truth."""
    path = (GIVEN / "clean" / name) if clean else GIVEN / name
    truth = json.loads(path.with_name(path.name + ".truth.json").read_text(encoding="utf-8"))
    return read_ledger(path.read_bytes(), path.name, on=MADE_ON), truth


def put(
    world: World, kind: str, rows: Iterable[LedgerRow], on: date = TODAY, *, by: Actor | None = None, **more: Any
) -> Applied:
    """Rows applied to the register of the committee by the ordinary command."""
    ledger = Ledger(node=more.pop("node", world.committee), kind=kind, rows=list(rows), **more)
    return apply_ledger(world.act(on, by=by), ledger)


def put_reading(world: World, reading: Reading, on: date = TODAY, **more: Any) -> Applied:
    return put(world, reading.kind, ledger_rows(reading), on, **more)


def changes(applied: Applied) -> list[str | None]:
    return [one.change for one in applied.judgements]


def organization(number: int, **more: Any) -> LedgerRow:
    """An invented row of an organization ledger."""
    record = {
        "name": f"澄川市第{number}学会",
        "uscc": code(number),
        "type": "社会团体",
        "registration_authority": "澄川市民政局",
        "supervising_unit": "澄川市科学技术局",
        "direct_registration": False,
        "status": "正常",
        "grade": None,
        "phone": f"010-5550{number:04d}",
        "full_time_staff": number,
    }
    return LedgerRow("台账", number + 2, {**record, **more})


def code(number: int) -> str:
    """A unified code with valid check characters that nobody bears."""
    return with_check("51110000" + organ(f"YY{number:06d}"))


def organ(body: str) -> str:
    weights, signs = (3, 7, 9, 10, 5, 8, 4, 2), "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    rest = 11 - sum(signs.index(sign) * weight for sign, weight in zip(body, weights, strict=True)) % 11
    return body + {10: "X", 11: "0"}.get(rest, str(rest))


def with_check(body: str) -> str:
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(signs.index(sign) * pow(3, place, 31) for place, sign in enumerate(body))
    return body + signs[-total % 31]


def everything() -> dict[str, Any]:
    """Every fact in force, without keys, for before and after; and how many rows and lines there are."""
    found: dict[str, Any] = {"lines": Entry.objects.count(), "units": Unit.objects.count()}
    found |= {"persons": Person.objects.count(), "keys": WrappedKey.objects.count()}
    for model in apps.get_app_config("shuniu").get_models():
        if issubclass(model, Fact) or model is HeadCount:
            found[f"{model.__name__} rows"] = model._default_manager.count()
            found[model.__name__] = facts(model)
    return found


def facts(model: Any) -> list[str]:
    """What a table says today: rows in force, without keys and journal lines, in a fixed order."""
    names = [field.attname for field in model._meta.concrete_fields]
    kept = [name for name in names if name not in ("id", "recorded_id", "retracted_id")]
    return sorted(repr(row) for row in model._default_manager.filter(retracted__isnull=True).values_list(*kept))


def in_force(found: dict[str, Any]) -> dict[str, Any]:
    return {name: rows for name, rows in found.items() if isinstance(rows, list)}

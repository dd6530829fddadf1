"""How fast does a large ledger come in, against django-import-export's defaults and against a bare COPY?

`python -m bench.imports` prints JSON and fails when a limit is passed. The path measured is that of `shuniu import`:
read in a child, judge, write, route, recount, commit. Each way runs in a process of its own on a fresh clone of a
prepared database.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from bench.machine import machine, peak_megabytes

ON = date(2026, 9, 30)
NOW = datetime(2026, 10, 1, 1, tzinfo=UTC)
SLOW_ROWS = 3_000
LEAST_AGAINST_IMPORT_EXPORT, LEAST_AGAINST_COPY, MOST_MEGABYTES = 10, 0.4, 400
ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--runs", type=int, default=3, help="the quickest of so many runs counts")
    parser.add_argument("--way", choices=sorted(WAYS), help="one way, in this process")
    parser.add_argument("--file", type=Path)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shuniu.config.settings")
    import django

    django.setup()
    if options.way:
        print(json.dumps(measured(WAYS[options.way], options.file)))
        return
    found = _compare(options.rows, options.runs)
    print(json.dumps(found, ensure_ascii=False, indent=1))
    if found["passed_limits"]:
        sys.exit(1)


def _compare(rows: int, runs: int) -> dict[str, Any]:
    from bench import ledger

    found: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    with tempfile.TemporaryDirectory() as folder:
        large, small = Path(folder) / "large.xlsx", Path(folder) / "small.xlsx"
        ledger.write(large, rows)
        ledger.write(small, SLOW_ROWS)
        for _ in range(runs):  # in turn, so that a busy minute falls on every way alike
            for way in WAYS:
                found[way].append(in_a_process(way, small if way == "import_export" else large))
    # The quickest of each: whatever else runs on the machine can only slow one down.
    speed = {way: max(one["rows"] / one["seconds"] for one in each) for way, each in found.items()}
    against_slow, against_bare = speed["command"] / speed["import_export"], speed["command"] / speed["copy"]
    megabytes = max(round(one["megabytes"]) for one in found["command"])
    kept = {
        "against_import_export": against_slow >= LEAST_AGAINST_IMPORT_EXPORT,
        "against_copy": against_bare >= LEAST_AGAINST_COPY,
        "peak_megabytes": megabytes <= MOST_MEGABYTES,
    }
    return {
        "machine": machine_now(),
        "rows": rows,
        "runs": runs,
        "rows_per_second": {way: round(value) for way, value in speed.items()},
        "against_import_export": round(against_slow, 1),
        "import_export_rows": SLOW_ROWS,
        "against_copy": round(against_bare, 2),
        "peak_megabytes": megabytes,
        "passed_limits": [name for name, is_kept in kept.items() if not is_kept],
        "parts": found["command"][-1],
    }


def machine_now() -> dict[str, Any]:
    from tests.ground.django import standing

    with standing("bench"):
        return machine()


def in_a_process(way: str, file: Path, bench: str = "bench.imports") -> dict[str, float]:
    """One way of a bench on a fresh clone of a founded deployment."""
    from tests.ground.django import standing

    with standing("bench") as ground:
        found()
        done = subprocess.run(
            [sys.executable, "-m", bench, "--way", way, "--file", str(file)],
            # import-export sets sequences back after its work, which only the owner may.
            env={
                **ground.environment(),
                **({"DATABASE_URL": ground.owner_url} if way == "import_export" else {}),
                "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            },
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise SystemExit(done.stderr)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def found() -> None:
    """A committee with its chain of packs and twelve joint committees."""
    from shuniu.commands.accounts import Founding, found_deployment
    from shuniu.commands.journal import act_of
    from shuniu.commands.party.establish import NewPartyOrganization, establish_party_organizations
    from shuniu.queries.accounts import actor_for, home_office

    founding = Founding(
        name="中共澄川市社会组织综合委员会", kind="comprehensive_committee", code="cc", since=date(2016, 12, 1),
        chain=("bj2020", "bj2016", "bj2015", "national"), known_from=date(2016, 12, 1), short_name="",
        account="clerk", title="工作人员", administrators=False,
    )  # fmt: skip
    found_deployment(founding, NOW)
    home = home_office()
    fields = ("社会团体", "民办非企业单位", "基金会")
    joint = [
        NewPartyOrganization(
            name=f"第{number}联合党委", kind="joint_committee", parent=home.node, axis="category",
            axis_value=fields[number % 3],
        )
        for number in range(12)
    ]  # fmt: skip
    establish_party_organizations(act_of(actor_for(home.account, None, NOW), date(2016, 12, 1)), joint)


def measured(way: Callable[[Path], dict[str, float]], file: Path) -> dict[str, float]:
    from django.db import connection

    connection.ensure_connection()
    began = time.perf_counter()
    parts = way(file)
    parts["seconds"] = time.perf_counter() - began
    # As if the child that reads and this process were largest at once, which they are not.
    parts["megabytes"] = peak_megabytes() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return parts


def command(file: Path) -> dict[str, float]:
    """The path of `shuniu import`."""
    from shuniu.commands.imports import Ledger, apply_ledger
    from shuniu.commands.journal import act_of
    from shuniu.models import Registration
    from shuniu.queries.accounts import actor_for, home_office
    from shuniu.spreadsheets.imports.staging import Asking, ledger_rows, read_for

    began = time.perf_counter()
    reading, on = read_for(file.read_bytes(), file.name, Asking(on=ON), ON)
    read = time.perf_counter()
    home = home_office()
    ledger = Ledger(node=home.node, kind=reading.kind, rows=ledger_rows(reading))
    applied = apply_ledger(act_of(actor_for(home.account, None, NOW), on), ledger)
    done = time.perf_counter()
    count = Registration.objects.filter(retracted__isnull=True).count()
    assert count == len(applied.judgements) == reading.counts["accept"]
    return {"rows": count, "read": read - began, "write": done - read}


def copy(file: Path) -> dict[str, float]:
    """Calamine and COPY into the tables a row goes to, with their indexes; nothing checked, looked up or counted."""
    from django.db import connection, transaction
    from python_calamine import CalamineWorkbook

    from shuniu.models import Entry, Grade, OfficeContact, Registration, Unit, record
    from shuniu.queries.accounts import home_office

    book = CalamineWorkbook.from_path(str(file))
    rows = book.get_sheet_by_index(0).to_python()[1:]
    home = home_office()
    entry = Entry.objects.latest("pk").pk
    period = "[2026-09-30,)"
    with transaction.atomic(), connection.cursor() as cursor:
        keys = record.numbers(Unit, len(rows))
        pairs = list(zip(keys, rows, strict=True))
        copy_rows(cursor, Unit, "id uuid kind code registered_at_id recorded_id",
              ((key, uuid4(), "social_organization", row[2], home.node, entry) for key, row in pairs))  # fmt: skip
        copy_rows(cursor, Registration,
              "unit_id name sort_key type legal_status mode status district street address established_on funds_yuan "
              "full_time_staff part_time_staff certificate_to period precision recorded_id subtype level region field "
              "influence classified_by classified_reason activity_scope established_precision charter_clause_text",
              ((key, row[1], row[1], row[3], "legal_person", "", row[7], row[16], row[13], row[12], row[6], row[9],
                int(row[10]), int(row[11]), row[15], period, "opening", entry, "", "", "", "", "", "", "", "", "", "")
               for key, row in pairs))  # fmt: skip
        copy_rows(cursor, Grade, "unit_id grade period precision recorded_id",
              ((key, row[8], period, "opening", entry) for key, row in pairs if row[8]))  # fmt: skip
        copy_rows(
            cursor,
            OfficeContact,
            "unit_id row role name phone period precision recorded_id",
            ((key, uuid4(), "office", "", row[14].encode(), period, "opening", entry) for key, row in pairs),
        )
    return {"rows": len(rows)}


def copy_rows(cursor: Any, model: Any, columns: str, rows: Any) -> None:
    """COPY into the table of a model; the columns stand in one line."""
    with cursor.copy(f'COPY "{model._meta.db_table}" ({", ".join(columns.split())}) FROM STDIN') as into:
        for row in rows:
            into.write_row(row)


def import_export(file: Path) -> dict[str, float]:
    """django-import-export as it comes, with the columns named and nothing else but unit and registration."""
    import tablib
    from import_export import fields, resources, widgets

    from shuniu.models import Entry, Registration, Unit
    from shuniu.queries.accounts import home_office

    home, entry = home_office(), Entry.objects.latest("pk").pk

    class OfUnit(widgets.ForeignKeyWidget):
        def clean(self, value: Any, row: Any = None, **more: Any) -> Any:
            defaults = {"kind": "social_organization", "registered_at_id": home.node, "recorded_id": entry}
            return Unit.objects.get_or_create(code=value, defaults=defaults)[0]

    class Rows(resources.ModelResource):
        unit = fields.Field(column_name="统一社会信用代码", attribute="unit", widget=OfUnit(Unit, "code"))
        name = fields.Field(column_name="社会组织名称", attribute="name")
        type = fields.Field(column_name="社会组织类型", attribute="type")
        status = fields.Field(column_name="登记状态", attribute="status")
        district = fields.Field(column_name="所属区", attribute="district")
        street = fields.Field(column_name="所在街道（乡镇）", attribute="street")
        address = fields.Field(column_name="住所", attribute="address")
        established_on = fields.Field(
            column_name="成立登记日期", attribute="established_on", widget=widgets.DateWidget()
        )
        funds_yuan = fields.Field(column_name="注册资金（元）", attribute="funds_yuan", widget=widgets.DecimalWidget())
        full_time_staff = fields.Field(
            column_name="专职人员", attribute="full_time_staff", widget=widgets.IntegerWidget()
        )
        part_time_staff = fields.Field(
            column_name="兼职人员", attribute="part_time_staff", widget=widgets.IntegerWidget()
        )
        certificate_to = fields.Field(
            column_name="证书有效期止", attribute="certificate_to", widget=widgets.DateWidget()
        )

        class Meta:
            model = Registration
            import_id_fields = ("unit",)
            fields = (
                "unit", "name", "type", "status", "district", "street", "address", "established_on", "funds_yuan",
                "full_time_staff", "part_time_staff", "certificate_to",
            )  # fmt: skip

        def before_save_instance(self, instance: Any, row: Any, **more: Any) -> None:
            instance.sort_key, instance.period, instance.recorded_id = instance.name, ("2026-09-30", None), entry

    data = tablib.Dataset().load(file.read_bytes(), format="xlsx")
    result = Rows().import_data(data, raise_errors=True)
    return {"rows": result.totals["new"]}


WAYS: dict[str, Callable[[Path], dict[str, float]]] = {
    "command": command,
    "copy": copy,
    "import_export": import_export,
}

if __name__ == "__main__":
    main()

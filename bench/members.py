"""How fast does a large members' ledger come in, numbers encrypted, against the same encryption and a bare COPY?

`python -m bench.members` prints JSON and fails when the ratio is passed. The path measured is that of
`shuniu import`: read in a child, judge, write, commit. Each way runs in a process of its own on a fresh clone.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

from bench.imports import NOW, ON, copy_rows, in_a_process, machine_now, measured

BRANCHES = 400
LEAST_AGAINST_COPY, MOST_MEGABYTES = 0.35, 500


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
    told = _compare(options.rows, options.runs)
    print(json.dumps(told, ensure_ascii=False, indent=1))
    if told["passed_limits"]:
        sys.exit(1)


def _compare(rows: int, runs: int) -> dict[str, Any]:
    from bench import ledger

    times: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "members.xlsx"
        ledger.write_members(file, rows, BRANCHES)
        for _ in range(runs):
            for way in WAYS:
                times[way].append(in_a_process(way, file, "bench.members"))
    speed = {way: max(one["rows"] / one["seconds"] for one in each) for way, each in times.items()}
    against, megabytes = speed["command"] / speed["copy"], max(round(one["megabytes"]) for one in times["command"])
    kept = {"against_copy": against >= LEAST_AGAINST_COPY, "peak_megabytes": megabytes <= MOST_MEGABYTES}
    return {
        "machine": machine_now(),
        "rows": rows,
        "runs": runs,
        "rows_per_second": {way: round(value) for way, value in speed.items()},
        "against_copy": round(against, 2),
        "peak_megabytes": megabytes,
        "passed_limits": [name for name, is_kept in kept.items() if not is_kept],
        "parts": times["command"][-1],
    }


def command(file: Path) -> dict[str, float]:
    """The path of `shuniu import --create-missing`."""
    from shuniu.commands.imports import Ledger, apply_ledger
    from shuniu.commands.journal import act_of
    from shuniu.models import Membership
    from shuniu.queries.accounts import actor_for, home_office
    from shuniu.spreadsheets.imports.staging import Asking, ledger_rows, read_for

    began = time.perf_counter()
    reading, on = read_for(file.read_bytes(), file.name, Asking(on=ON), ON)
    read = time.perf_counter()
    home = home_office()
    ledger = Ledger(node=home.node, kind=reading.kind, rows=ledger_rows(reading), create_missing=True)
    applied = apply_ledger(act_of(actor_for(home.account, None, NOW), on), ledger)
    done = time.perf_counter()
    count = Membership.objects.filter(retracted__isnull=True).count()
    assert count == len(applied.judgements) == reading.counts["accept"], (count, reading.counts)
    return {"rows": count, "read": read - began, "write": done - read}


def copy(file: Path) -> dict[str, float]:
    """Calamine, a key and two encrypted fields each, COPY into the tables a row goes to; nothing checked or asked."""
    from django.db import connection, transaction
    from python_calamine import CalamineWorkbook

    from shuniu.models import Employment, Entry, Membership, Particulars, Person, WrappedKey, record
    from shuniu.models.secrecy import blind_index, fresh_keys
    from shuniu.queries.accounts import home_office

    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()[1:]
    home, entry, days = home_office(), Entry.objects.latest("pk").pk, ("[2026-09-30,)", "opening")
    with transaction.atomic(), connection.cursor() as cursor:
        people = record.numbers(Person, len(rows))
        publics = [uuid4() for _ in rows]
        keys, wrapped = fresh_keys(record.numbers(WrappedKey, len(rows)), "person")
        whole = list(zip(people, publics, keys, rows, strict=True))
        copy_rows(cursor, WrappedKey, "id uuid purpose wrapped", wrapped)
        copy_rows(cursor, Person, "id uuid key_id recorded_id", ((p, u, k.number, entry) for p, u, k, _ in whole))
        copy_rows(
            cursor,
            Particulars,
            "person_id name sort_key sex ethnic_group born_on born_precision education citizen_number number_index "
            "mobile period precision recorded_id",
            (
                (p, row[1], row[1], row[4], "01", row[6], "day", "21",
                 k.encrypt(row[3].encode(), table="t", row=u, field="n"), blind_index(row[3]),
                 k.encrypt(str(row[12]).encode(), table="t", row=u, field="m"), *days, entry)
                for p, u, k, row in whole
            ),
        )  # fmt: skip
        copy_rows(
            cursor,
            Membership,
            "person_id party_organization_id state admitted_on admitted_precision full_member_on "
            "full_member_precision status lost_contact_precision moved_to leaving period precision recorded_id",
            ((p, home.node, "full", row[9], "day", row[10], "day", "normal", "", "", "", *days, entry)
             for p, _, _, row in whole),
        )  # fmt: skip
        copy_rows(
            cursor,
            Employment,
            "person_id position period precision recorded_id",
            ((p, row[11], *days, entry) for p, _, _, row in whole),
        )
    return {"rows": len(rows)}


WAYS: dict[str, Callable[[Path], dict[str, float]]] = {"command": command, "copy": copy}

if __name__ == "__main__":
    main()

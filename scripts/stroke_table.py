"""Write ``kernel/strokes/order.txt`` again: which Chinese character stands before which, by strokes.

The order is that of the package cn-sort (MIT), of which only this list is taken: installed it would bring along numpy
and jieba. It counts strokes as mainland standards do and orders equal counts by 横竖撇点折; the stroke order of CLDR,
which PostgreSQL and ICU use, counts 陈 as 8 strokes and 黄 as 12.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PACKAGE, DIGEST = "cn-sort==0.14.0", "1be7dd55552c0bb5aad6ac8bf4c97e0ef30df6b99cfc8b640bdb04cd0e916c06"
TABLE = Path(__file__).parent.parent / "src/shuniu/kernel/strokes/order.txt"
WIDTH = 80


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        wanted = Path(place, "wanted.txt")
        wanted.write_text(f"{PACKAGE} --hash=sha256:{DIGEST}\n")
        fetch = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", place, "-r", str(wanted)]
        subprocess.run(fetch, check=True)
        (wheel,) = Path(place).glob("*.whl")
        TABLE.write_text(table_of(wheel.read_bytes()), encoding="utf-8")


def table_of(wheel: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(wheel)) as opened:
        rows = json.loads(opened.read("cn_sort/res/all_word.json"))["all_word"]
    levels = {row["chinese"]: row["stroke_increment_level"] for row in rows if len(row["chinese"]) == 1}
    order = sorted((one for one in levels if ord(one) >= 0x3400), key=levels.__getitem__)
    return "".join("".join(order[at : at + WIDTH]) + "\n" for at in range(0, len(order), WIDTH))


if __name__ == "__main__":
    main()

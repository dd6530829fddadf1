"""Make the Word templates of src/shuniu/documents/templates: the form of GB/T 9704-2012 with placeholders to fill.

Run after a change here: .venv/bin/python -m scripts.templates. Running it again gives the same files, byte for byte.
"""

from __future__ import annotations

import sys
from pathlib import Path

from scripts.official_form.forms import FORMS
from scripts.official_form.package import packed

PLACE = Path(__file__).resolve().parents[1] / "src" / "shuniu" / "documents" / "templates"


def main() -> int:
    PLACE.mkdir(exist_ok=True)
    for name, build in FORMS.items():
        (PLACE / f"{name}.docx").write_bytes(packed(build()))
        print(f"{name}.docx")
    return 0


if __name__ == "__main__":
    sys.exit(main())

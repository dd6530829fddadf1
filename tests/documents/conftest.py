"""Every sample as PDF, made once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.documents.samples import SAMPLES

from shuniu.documents.pdf import as_pdfs, converter
from shuniu.documents.writing import write
from shuniu.policy.words.templates import TemplateKind

WRITER = "LibreOffice Writer or the programs of poppler are not installed: sh scripts/provide.sh all"


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[TemplateKind, Path]:
    if converter() is None or any(shutil.which(one) is None for one in ("pdftotext", "pdftoppm", "pdffonts")):
        pytest.skip(WRITER)
    folder = tmp_path_factory.mktemp("printed")
    made = as_pdfs([write(kind, content) for kind, content in SAMPLES.items()])
    found = {kind: folder / f"{kind.value}.pdf" for kind in SAMPLES}
    for file, pdf in zip(found.values(), made, strict=True):
        file.write_bytes(pdf)
    return found

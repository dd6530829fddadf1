"""Turn a Word file into PDF through LibreOffice, where this machine has it.

It runs as a child with an environment, a profile and a folder of its own, under limits of time and size; what it
leaves behind goes with the folder. The fonts of the standard that are missing are stood in for by those named beside
them, so that no other program's choice decides how an official document looks.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from xml.sax.saxutils import escape

from shuniu.documents.fonts import FONTS

LONGEST_WAIT = 90.0
_LARGEST = 64 * 1024 * 1024
_ONE_AT_A_TIME = threading.Lock()
_INSTEAD = "请下载 Word 文件，在 Word 或 WPS 中另存为 PDF。"
_PROGRAMS = ("soffice", "libreoffice")


class NotConverted(Exception):
    """Says in Chinese why there is no PDF and what to do instead."""


def converter() -> str | None:
    """The program that makes PDF here; None where there is none."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def as_pdf(word: bytes) -> bytes:
    return as_pdfs([word])[0]


def as_pdfs(words: Sequence[bytes]) -> list[bytes]:
    """Several at once: to start LibreOffice takes longer than a document does. Raises NotConverted."""
    program = converter()
    if program is None:
        raise NotConverted(f"这台服务器没有安装 LibreOffice，不能生成 PDF。{_INSTEAD}")
    with _turn(), tempfile.TemporaryDirectory(prefix="shuniu-pdf-") as place:
        folder = Path(place)
        (folder / "fonts.conf").write_text(_font_choice(), "utf-8")
        files = [folder / f"{number}.docx" for number in range(len(words))]
        for file, word in zip(files, words, strict=True):
            file.write_bytes(word)
        _run(program, folder, files)
        made = [file.with_suffix(".pdf") for file in files]
        if not all(one.is_file() for one in made):
            raise NotConverted(f"LibreOffice 没有生成 PDF。{_INSTEAD}")
        return [one.read_bytes() for one in made]


@contextmanager
def _turn() -> Iterator[None]:
    """One at a time in a process: LibreOffice takes much memory."""
    if not _ONE_AT_A_TIME.acquire(timeout=LONGEST_WAIT):
        raise NotConverted(f"正在生成其他 PDF，请稍后再试。{_INSTEAD}")
    try:
        yield
    finally:
        _ONE_AT_A_TIME.release()


def _run(program: str, folder: Path, files: Sequence[Path]) -> None:
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    child = subprocess.Popen(
        [program, own, "--headless", "--nologo", "--norestore", "--convert-to", "pdf", "--outdir", folder, *files],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=_environment(folder),
        start_new_session=True,
        preexec_fn=_limits,
    )
    try:
        child.wait(LONGEST_WAIT)
    except subprocess.TimeoutExpired:
        raise NotConverted(f"生成 PDF 用时过长，已停止。{_INSTEAD}") from None
    finally:
        # soffice starts a program of its own, in the same session.
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _environment(folder: Path) -> dict[str, str]:
    return {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "FONTCONFIG_FILE": str(folder / "fonts.conf"),
    }


def _limits() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (int(LONGEST_WAIT), int(LONGEST_WAIT) + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST, _LARGEST))


def _font_choice() -> str:
    """What fontconfig is told: the machine's own settings, and what stands in for the fonts of the standard."""
    chosen = "".join(
        f"<alias binding='same'><family>{escape(font.name)}</family><prefer>"
        + "".join(f"<family>{escape(name)}</family>" for name in (font.name, *font.others))
        + "</prefer></alias>"
        for font in FONTS
    )
    # 小标宋 is heavier than the letters of a text: whatever stands in for it is taken bold.
    chosen += (
        f"<match target='pattern'><test name='family'><string>{escape(FONTS[0].name)}</string></test>"
        "<edit name='weight' mode='assign'><const>bold</const></edit></match>"
    )
    return (
        "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig>"
        "<include ignore_missing='yes'>/etc/fonts/fonts.conf</include>"
        f"<cachedir prefix='default'>cache</cachedir>{chosen}</fontconfig>"
    )

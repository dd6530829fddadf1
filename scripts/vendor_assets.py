"""Brings the browser's libraries into the tree: exact versions, licences beside them, a digest for each file.

``python scripts/vendor_assets.py`` fetches the pinned npm packages into a temporary folder and copies what
the pages use; with ``--check`` it compares the files in the tree with their recorded digests, offline.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

VENDOR = Path(__file__).resolve().parents[1] / "src" / "shuniu" / "web" / "static" / "vendor"
MANIFEST = VENDOR / "manifest.json"
SOURCE_MAP = re.compile(r"\n?(?:/\*|//)# sourceMappingURL=\S+?(?: ?\*/)?\s*$")
SVG_BODY = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)

# Only the icons that stand on a page; each is a <symbol> of one sprite.
ICONS = (
    *("arrow-down", "arrow-left", "arrow-repeat", "arrow-up", "box-arrow-right", "calendar3", "check-lg"),
    *(
        "chevron-down",
        "chevron-right",
        "download",
        "exclamation-triangle",
        "file-earmark-text",
        "info-circle",
    ),
    *("list", "lock", "pencil", "printer", "search", "upload", "x-lg"),
)


@dataclass(frozen=True, slots=True)
class Package:
    """One npm package: its exact version, licence, and the files taken from it."""

    name: str
    version: str
    licence: str
    files: tuple[str, ...]
    notices: tuple[str, ...] = ("LICENSE",)


PACKAGES = (
    Package("bootstrap", "5.3.9", "MIT", ("dist/css/bootstrap.min.css",)),
    Package("bootstrap-icons", "1.13.2", "MIT", ()),
    Package("htmx.org", "4.0.1", "0BSD", ("dist/htmx.min.js",)),
    Package(
        "echarts",
        "6.1.0",
        "Apache-2.0",
        ("dist/echarts.common.min.js",),
        ("LICENSE", "NOTICE", "licenses/LICENSE-d3"),
    ),
)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fetch(into: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is needed to fetch the packages; --check works without it.")
    wanted = [f"{package.name}@{package.version}" for package in PACKAGES]
    (into / "package.json").write_text("{}", encoding="utf-8")
    quiet = ("--save-exact", "--ignore-scripts", "--no-audit", "--no-fund")
    subprocess.run([npm, "install", *quiet, *wanted], cwd=into, check=True)
    return into / "node_modules"


def copy_without_source_map(source: Path, target: Path) -> None:
    # The manifest storage of static files refuses a file that names a map which is not shipped.
    target.write_text(SOURCE_MAP.sub("\n", source.read_text(encoding="utf-8")), encoding="utf-8")


def sprite(icons: Path) -> str:
    symbols = []
    for name in ICONS:
        body = SVG_BODY.search((icons / f"{name}.svg").read_text(encoding="utf-8"))
        if body is None:
            sys.exit(f"{name}.svg is not a picture as expected")
        symbols.append(f'<symbol id="{name}" viewBox="0 0 16 16">{body[1].strip()}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def vendor() -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        modules = fetch(Path(folder))
        for package in PACKAGES:
            home = VENDOR / package.name
            home.mkdir(parents=True)
            for name in package.files:
                copy_without_source_map(modules / package.name / name, home / Path(name).name)
            for name in package.notices:
                shutil.copyfile(modules / package.name / name, home / Path(name).name)
        (VENDOR / "bootstrap-icons" / "sprite.svg").write_text(
            sprite(modules / "bootstrap-icons" / "icons"), encoding="utf-8"
        )
    MANIFEST.write_text(json.dumps(described(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def described() -> dict[str, object]:
    return {
        package.name: {
            "version": package.version,
            "licence": package.licence,
            "sha256": {path.name: digest(path) for path in sorted((VENDOR / package.name).iterdir()) if path.is_file()},
        }
        for package in PACKAGES
    }


def differences() -> list[str]:
    """Which vendored files are missing, changed or unknown?"""
    recorded = json.loads(MANIFEST.read_text(encoding="utf-8"))
    wanted = {f"{name}/{file}": sha for name, one in recorded.items() for file, sha in one["sha256"].items()}
    present = {
        path.relative_to(VENDOR).as_posix(): digest(path)
        for path in VENDOR.rglob("*")
        if path.is_file() and path != MANIFEST
    }
    return sorted(name for name in wanted.keys() | present.keys() if wanted.get(name) != present.get(name))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare with the recorded digests, offline")
    if not parser.parse_args().check:
        vendor()
    if wrong := differences():
        sys.exit("differs from the manifest: " + ", ".join(wrong))
    print("vendored files agree with the manifest")


if __name__ == "__main__":
    main()

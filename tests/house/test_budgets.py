"""House rule: files, templates and names keep the budgets of docs/house.md §8."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "shuniu"
LONGEST_FILE, LONGEST_TEMPLATE = 300, 120
# A module bears none of these names; a class or function does not end in one, nor begin with an empty verb.
MODULES = set(
    [
        "util",
        "utils",
        "helper",
        "helpers",
        "common",
        "misc",
        "base",
        "manager",
        "handler",
        "service",
        "processor",
        "data",
        "info",
    ]
)
ENDINGS = set(["util", "utils", "helper", "helpers", "manager", "handler", "service", "processor", "info"])
EMPTY_VERBS = {"process", "handle", "do"}
# AbstractBaseUser asks for a class of that name.
ALLOWED_NAMES = {"AccountManager"}


def python_files() -> list[Path]:
    return [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]


def test_files_are_short() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in python_files()
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_templates_are_short() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in (SOURCE / "web" / "templates").rglob("*.jinja")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_TEMPLATE
    }
    assert long == {}


def unwanted_names(path: str, source: str) -> list[str]:
    found = [Path(path).stem] if Path(path).stem in MODULES else []
    for name in re.findall(r"^(?:class|def)\s+(\w+)", source, re.MULTILINE):
        parts = re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower().strip("_").split("_")
        if name not in ALLOWED_NAMES and (parts[-1] in ENDINGS or parts[0] in EMPTY_VERBS):
            found.append(name)
    return found


def test_names_say_what_a_thing_is() -> None:
    offences = {
        str(path.relative_to(ROOT)): found
        for path in python_files()
        if (found := unwanted_names(path.name, path.read_text(encoding="utf-8")))
    }
    assert offences == {}


@pytest.mark.parametrize(
    ("path", "source"), [("utils.py", ""), ("x.py", "class CaseManager:\n"), ("x.py", "def process_rows():\n")]
)
def test_the_rule_catches_a_planted_name(path: str, source: str) -> None:
    assert unwanted_names(path, source)


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in python_files()
        if path.stat().st_size and not path.read_text(encoding="utf-8").lstrip().startswith(('"""', "'''"))
    ]
    assert silent == []


def test_no_excuse_without_a_reason() -> None:
    bare = re.compile(r"#\s*noqa(?!:)|#\s*type:\s*ignore(?!\[)")
    offences = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in python_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if bare.search(line)
    ]
    assert offences == []


def test_migrations_do_not_fork() -> None:
    folder = SOURCE / "migrations"
    names = sorted(path.stem for path in folder.glob("0*.py"))
    assert (folder / "max_migration.txt").read_text(encoding="utf-8").strip() == names[-1]
    assert len({name.split("_")[0] for name in names}) == len(names)

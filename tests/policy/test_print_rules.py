"""Is docs/rules.md what the packs say today?"""

from pathlib import Path

from shuniu.policy.packs import load_packs
from shuniu.policy.print_rules import main, printed

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_rules_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == printed(), "run `make rules`"


def test_rules_page_shows_every_statement_its_force_and_its_doubts() -> None:
    page = printed()
    for pack in load_packs().values():
        for one in pack.statements:
            assert one.clause.key in page and f"`{one.key}`" in page and one.note in page
    assert page.count("**未核对原文**") > sum(one.unverified for one in load_packs()["national"].statements)
    assert page.count("原文未明示\n") == sum(
        any(one.silent for one in pack.statements) for pack in load_packs().values()
    )


def test_rules_page_is_written_where_asked(tmp_path: Path) -> None:
    main([str(tmp_path / "rules.md")])
    assert (tmp_path / "rules.md").read_text("utf-8") == printed()

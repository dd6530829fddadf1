"""Is the printed page of grants current and whole?"""

from __future__ import annotations

from pathlib import Path

from shuniu.policy.grants import GRANTS, Action, Reach
from shuniu.policy.print_permissions import ACTIONS, REACHES, page

ROOT = Path(__file__).resolve().parents[2]


def test_page_is_current() -> None:
    """Run `make permissions` after a change of the grant table."""
    assert (ROOT / "docs" / "permissions.md").read_text("utf-8") == page()


def test_every_action_and_reach_has_words_of_its_own() -> None:
    assert set(ACTIONS) == set(Action) and len(set(ACTIONS.values())) == len(Action)
    assert set(REACHES) == set(Reach) and len(set(REACHES.values())) == len(Reach)


def test_every_grant_is_on_the_page() -> None:
    text = page()
    for grant in GRANTS:
        section = text.split(f"## {grant.role.label}\n")[1].split("\n## ")[0]
        row = next(line for line in section.splitlines() if line.startswith(f"| {ACTIONS[grant.action]} |"))
        assert REACHES[grant.reach] in row

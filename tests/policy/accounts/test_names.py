"""How an account may be called."""

import pytest

from shuniu.policy.accounts.names import is_account_name


@pytest.mark.parametrize("name", ["abc", "首任管理", "n.o-r_th", "a" * 60])
def test_account_names_that_pass(name: str) -> None:
    assert is_account_name(name)


@pytest.mark.parametrize("name", ["", "ab", "首任", "a b c", "<b>x</b>", "../etc", "-abc", "abc.", "a" * 61, "abc\n"])
def test_account_names_that_do_not(name: str) -> None:
    assert not is_account_name(name)

"""Accounts: open them, give and end assignments, passwords, and the founding of a deployment."""

from shuniu.commands.accounts.assigning import NewAssignment, assign, end_assignment
from shuniu.commands.accounts.founding import AlreadyFounded, Founded, Founding, found_committee, found_deployment
from shuniu.commands.accounts.opening import NewAccount, OpenedAccount, create_account, create_accounts
from shuniu.commands.accounts.passwords import change_own_password, reset_password
from shuniu.commands.accounts.standing import disable_account, enable_account

__all__ = [
    "AlreadyFounded",
    "Founded",
    "Founding",
    "NewAccount",
    "NewAssignment",
    "OpenedAccount",
    "assign",
    "change_own_password",
    "create_account",
    "create_accounts",
    "disable_account",
    "enable_account",
    "end_assignment",
    "found_committee",
    "found_deployment",
    "reset_password",
]

"""Open accounts: a name, a title, the first assignment and a password for one use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.hashers import make_password

from shuniu.commands.accounts.assigning import NewAssignment, objections_to, record_assignments
from shuniu.commands.accounts.passwords import one_time_password
from shuniu.commands.journal import Act, Opened, keep_tree, open_act
from shuniu.commands.journal.reaching import refuse
from shuniu.kernel.decision import Clause, Objection
from shuniu.models import Account
from shuniu.policy.accounts.names import SHAPE, is_account_name

CLAUSE = Clause("platform#账号", "账号命名规则")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    username: str
    title: str
    assignment: NewAssignment


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedAccount:
    """``password`` is for one use and told once; it is kept nowhere."""

    uuid: UUID
    username: str
    title: str
    password: str


def create_account(act: Act, wanted: NewAccount) -> tuple[Opened, OpenedAccount | None]:
    """One account; None when this key was answered before (its password was told then)."""
    opened, made = create_accounts(act, [wanted])
    return opened, made[0] if made else None


def create_accounts(act: Act, rows: Sequence[NewAccount]) -> tuple[Opened, list[OpenedAccount]]:
    """Raises Refused with every objection to every row; nothing is written then."""
    request = [[row.username, row.title, row.assignment.role, row.assignment.node, row.assignment.unit] for row in rows]
    with open_act(act, "account.create", node=rows[0].assignment.node, request=request) as opened:
        if opened.repeated:
            return opened, []
        keep_tree()
        refuse([*_name_objections(rows), *objections_to(act, [(None, row.assignment) for row in rows])])
        made = [open_account(opened.act, row.username, row.title) for row in rows]
        keys = [(account.pk, row.assignment) for (account, _), row in zip(made, rows, strict=True)]
        record_assignments(opened.act, keys)
        opened.answer["accounts"] = [str(account.uuid) for account, _ in made]
    return opened, [
        OpenedAccount(uuid=account.uuid, username=account.username, title=account.title, password=password)
        for account, password in made
    ]


def open_account(act: Act, username: str, title: str) -> tuple[Account, str]:
    """Within an open act: the account without any right, and its one-time password."""
    password = one_time_password()
    account = Account.objects.create(
        username=username, title=title, password=make_password(password), must_change_password=True, recorded=act.line
    )
    return account, password


def _name_objections(rows: Sequence[NewAccount]) -> list[Objection]:
    names = [row.username for row in rows]
    taken = set(Account.objects.filter(username__in=names).values_list("username", flat=True))
    found = []
    for index, row in enumerate(rows):
        place = index if len(rows) > 1 else None
        if not is_account_name(row.username):
            found.append(
                _objection(
                    "name_shape",
                    SHAPE,
                    f"填写的是“{row.username}”",
                    "username",
                    place,
                )
            )
        elif row.username in taken or row.username in names[:index]:
            found.append(
                _objection("name_taken", f"账号名“{row.username}”已被使用。", "账号名不能重复", "username", place)
            )
        if not row.title.strip():
            found.append(_objection("title_missing", "请填写账号的称谓。", "称谓为空", "title", place))
    return found


def _objection(code: str, missing: str, fact: str, field: str, row: int | None) -> Objection:
    return Objection(
        clause=CLAUSE,
        code=code,
        missing=missing,
        fact=fact,
        remedy="请改正后重新提交",
        who="办理授权的账号",
        field=field,
        row=row,
    )

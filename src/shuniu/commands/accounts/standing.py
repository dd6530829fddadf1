"""Stop an account, and let it in again."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F

from shuniu.commands.accounts.reaching import account_to_change
from shuniu.commands.journal import Act, Opened, open_act
from shuniu.commands.journal.reaching import refuse
from shuniu.kernel.decision import Clause, Objection
from shuniu.models import Account

CLAUSE = Clause("platform#账号", "账号停用与恢复")


def disable_account(act: Act, account: UUID) -> Opened:
    """It signs in no more and what is signed in ends at once; its assignments stay. Raises Refused."""
    return _set(act, "account.disable", account, active=False)


def enable_account(act: Act, account: UUID) -> Opened:
    """It may sign in again under the assignments it still holds. Raises Refused."""
    return _set(act, "account.enable", account, active=True)


def _set(act: Act, name: str, account: UUID, *, active: bool) -> Opened:
    with open_act(act, name, about=("account", account), request=str(account)) as opened:
        if opened.repeated:
            return opened
        holder = account_to_change(act.actor, account)
        refuse([_own(holder, act), _already(holder, active)])
        Account.objects.filter(pk=holder.pk).update(is_active=active, epoch=F("epoch") + 1, version=F("version") + 1)
    return opened


def _own(holder: Account, act: Act) -> Objection | None:
    if holder.pk != act.actor.account:
        return None
    return Objection(
        clause=CLAUSE,
        code="own_account",
        missing="不能停用自己的账号。",
        fact="这是您正在使用的账号",
        remedy="请由另一个账号办理",
        who="上级办公室或安全管理员",
    )


def _already(holder: Account, active: bool) -> Objection | None:
    if holder.is_active != active:
        return None
    return Objection(
        clause=CLAUSE,
        code="already_so",
        missing="账号已是启用状态。" if active else "账号已是停用状态。",
        fact="没有需要改变的内容",
        remedy="无需办理",
        who="办理授权的账号",
    )

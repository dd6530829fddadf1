"""One-time passwords, setting a password anew, and changing the own one."""

from __future__ import annotations

import secrets
from uuid import UUID

from axes.utils import reset as lift_lock
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import get_default_password_validators
from django.core.exceptions import ValidationError
from django.db.models import F

from shuniu.commands.accounts.reaching import account_to_change
from shuniu.commands.journal import Act, Opened, open_act
from shuniu.commands.journal.reaching import refuse
from shuniu.kernel.decision import Clause, Objection
from shuniu.models import Account

CLAUSE = Clause("platform#口令", "口令规则")
# No characters that are mistaken for one another when read from paper.
_CHARACTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def one_time_password() -> str:
    """Three groups of five: 74 bits, can be read out on the telephone."""
    return "-".join("".join(secrets.choice(_CHARACTERS) for _ in range(5)) for _ in range(3))


def reset_password(act: Act, account: UUID) -> tuple[Opened, str]:
    """A fresh one-time password, told once; a lock after failed sign-ins is lifted. Raises Refused.

    The password is nowhere kept: repeated under the same key, the answer is empty.
    """
    with open_act(act, "account.reset", about=("account", account), request=str(account)) as opened:
        if opened.repeated:
            return opened, ""
        holder = account_to_change(act.actor, account)
        if holder.pk == act.actor.account:
            refuse([_own()])
        password = one_time_password()
        _set(holder, password, must_change=True)
        lift_lock(username=holder.username)
    return opened, password


def _own() -> Objection:
    return Objection(
        clause=CLAUSE,
        code="own_account",
        missing="不能重置自己的口令。",
        fact="这是您正在使用的账号",
        remedy="请用“修改口令”，或由另一个账号重置",
        who="本人或上级办公室",
    )


def _set(account: Account, password: str, *, must_change: bool) -> None:
    Account.objects.filter(pk=account.pk).update(
        password=make_password(password),
        must_change_password=must_change,
        epoch=F("epoch") + 1,
        version=F("version") + 1,
    )


def change_own_password(act: Act, old: str, new: str) -> Opened:
    """Every other session of the account ends; ``answer["epoch"]`` is what the present one must carry on with.

    Raises Refused with everything that is wrong with the new password.
    """
    with open_act(act, "account.change_password") as opened:
        if opened.repeated:
            return opened
        account = Account.objects.select_for_update(no_key=True).get(pk=act.actor.account)
        refuse(_password_objections(account, old, new))
        _set(account, new, must_change=False)
        opened.answer["epoch"] = account.epoch + 1
    return opened


def _password_objections(account: Account, old: str, new: str) -> list[Objection]:
    if not check_password(old, account.password):
        return [_objection("old_wrong", "现在的口令不对。", "与登记的口令不一致", "请重新输入现在的口令", "old")]
    found = []
    if old == new:
        found.append(_objection("unchanged", "新口令应与现在的不同。", "两次输入的相同", "请换一个新口令", "new"))
    for validator in get_default_password_validators():
        try:
            validator.validate(new, account)
        except ValidationError as problem:
            sentence = "".join(str(one) for one in problem.messages)
            found.append(_objection("weak", sentence, "新口令不符合规则", "请换一个更长、更难猜的口令", "new"))
    return found


def _objection(code: str, missing: str, fact: str, remedy: str, field: str) -> Objection:
    return Objection(clause=CLAUSE, code=code, missing=missing, fact=fact, remedy=remedy, who="本人", field=field)

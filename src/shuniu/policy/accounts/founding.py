"""May a committee be founded as the top of a tree of its own?"""

from __future__ import annotations

from dataclasses import dataclass

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.accounts.names import SHAPE, is_account_name
from shuniu.policy.packs import load_packs
from shuniu.policy.words import PartyOrganizationKind
from shuniu.policy.words.accounts import Role

CLAUSE = Clause("platform#初始化", "初始化登记事项")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundingFacts:
    by: Role
    name: str
    kind: str
    code: str
    chain: tuple[str, ...]
    account: str
    code_taken: bool = False
    account_taken: bool = False


def may_found(facts: FoundingFacts) -> Decision:
    unknown = [pack for pack in facts.chain if pack not in load_packs()]
    committees = [kind for kind in PartyOrganizationKind if kind.is_committee]
    return Decision.of(
        [
            _one(
                facts.by is not Role.SYSTEM,
                "not_in_reach",
                "只有初始化时才能设立最上一级党组织。",
                "当前岗位没有这项权限",
                "by",
            ),
            _one(not facts.name.strip(), "name_missing", "请写明党组织全称。", "名称为空", "name"),
            _one(
                facts.kind not in committees,
                "kind_unknown",
                f"“{facts.kind}”不是可以设立的党组织种类。",
                "可选：" + "、".join(f"{kind.value}（{kind.label}）" for kind in committees),
                "kind",
            ),
            _one(
                not facts.code or any(sign.isspace() for sign in facts.code) or len(facts.code) > 40,
                "code_shape",
                "党组织代码应为 1 至 40 个字符，不含空格。",
                f"填写的是“{facts.code}”",
                "code",
            ),
            _one(facts.code_taken, "code_taken", f"党组织代码“{facts.code}”已被使用。", "代码不能重复", "code"),
            _one(
                not facts.chain or bool(unknown),
                "chain_unknown",
                f"没有名为“{'、'.join(unknown)}”的制度文本。" if unknown else "请写明适用的制度文本。",
                "可选：" + "、".join(sorted(load_packs())),
                "chain",
            ),
            _one(not is_account_name(facts.account), "name_shape", SHAPE, f"填写的是“{facts.account}”", "account"),
            _one(facts.account_taken, "name_taken", f"账号名“{facts.account}”已被使用。", "账号名不能重复", "account"),
        ]
    )


def _one(wrong: bool, code: str, missing: str, fact: str, field: str) -> Objection | None:
    if not wrong:
        return None
    return Objection(
        clause=CLAUSE, code=code, missing=missing, fact=fact, remedy="请改正后重新执行", who="初始化人", field=field
    )

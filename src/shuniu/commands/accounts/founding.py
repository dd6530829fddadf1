"""Found a deployment: its system account, its first committee with the texts that apply there, its first account.

Further committees that stand beside the first one are founded by the system account; everything below a committee
is set up by the ordinary commands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from django.contrib.auth.hashers import make_password
from django.db import transaction

from shuniu.access import Actor
from shuniu.commands.accounts.assigning import NewAssignment, record_assignments
from shuniu.commands.accounts.opening import OpenedAccount, open_account
from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import Act, act_of, lock_tree, open_act
from shuniu.commands.journal.reaching import refuse
from shuniu.kernel.decision import Objection
from shuniu.kernel.pinyin import sort_key
from shuniu.models import Account, Home, Naming, PackBinding, PartyOrganization, Placement, record
from shuniu.policy.accounts.founding import FoundingFacts, may_found
from shuniu.policy.words.accounts import Role

SYSTEM_NAME = "system"
ADMINISTRATORS = (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR)


class AlreadyFounded(Exception):
    """There is a home committee already; it is never replaced."""

    def __init__(self) -> None:
        super().__init__("这里已经初始化过，没有做任何改动。要再建党组织，请登录后办理。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """The committee, the chain of packs that applies there (nearest first), and its first account.

    ``since`` is the day from which it bears this name; before ``known_from`` its figures answer “no information”.
    ``administrators`` opens the three administrators as accounts of their own. The first account of a deployment may
    also keep its database, so that the console program works from the first minute.
    """

    name: str
    kind: str
    code: str
    chain: tuple[str, ...]
    since: date
    known_from: date | None = None
    short_name: str = ""
    account: str
    title: str = ""
    administrators: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Founded:
    """The committee and the accounts that were opened with it, the committee's clerk first."""

    node: int
    uuid: UUID
    code: str
    accounts: Sequence[OpenedAccount]


def found_deployment(founding: Founding, at: datetime) -> Founded:
    """The first committee of an empty deployment. Raises AlreadyFounded, Refused."""
    with transaction.atomic():
        lock_tree()
        if Home.objects.exists():
            raise AlreadyFounded
        refuse(_objections(founding))
        founded = _found(act_of(_system(at)), founding, first=True)
        keeper = Account.objects.get(username=founded.accounts[0].username)
        Home.objects.create(party_organization_id=founded.node, account=keeper)
    return founded


def found_committee(act: Act, founding: Founding) -> Founded:
    """One more top committee beside the home; only the system account may. Raises Refused."""
    refuse(_objections(founding, by=act.actor.role))
    return _found(act, founding, first=False)


def _objections(founding: Founding, by: Role = Role.SYSTEM) -> Sequence[Objection]:
    facts = FoundingFacts(
        by=by,
        name=founding.name,
        kind=founding.kind,
        code=founding.code,
        chain=founding.chain,
        account=founding.account,
        code_taken=PartyOrganization.objects.filter(code=founding.code).exists(),
        account_taken=Account.objects.filter(username=founding.account).exists(),
    )
    return may_found(facts).objections


def _system(at: datetime) -> Actor:
    """The named account of the jobs, before it holds any assignment."""
    account = Account.objects.create(
        username=SYSTEM_NAME, title="系统任务", password=make_password(None), system=True, must_change_password=False
    )
    return Actor(
        account=account.pk,
        title=account.title,
        assignment=0,
        assignment_uuid=uuid4(),
        role=Role.SYSTEM,
        node=None,
        unit=None,
        now=at,
    )


def _found(act: Act, founding: Founding, *, first: bool) -> Founded:
    committee = uuid4()
    with open_act(act, "deployment.found", about=("party_organization", committee)) as opened:
        lock_tree()
        node = PartyOrganization.objects.create(
            uuid=committee, code=founding.code, known_from=founding.known_from, recorded=opened.act.line
        )
        _name_and_place(opened.act, node.pk, founding)
        if first:
            _assign(opened.act, act.actor.account, Role.SYSTEM, node.pk)
        accounts = _accounts(opened.act, founding, node.pk, first=first)
        recount(opened.act, nodes=[node.pk])
    return Founded(node=node.pk, uuid=committee, code=founding.code, accounts=accounts)


def _name_and_place(act: Act, node: int, founding: Founding) -> None:
    period, precision = record.since(founding.since), "opening"
    names = [
        "party_organization",
        "name",
        "short_name",
        "sort_key",
        "kind",
        "axis",
        "axis_value",
        "period",
        "precision",
    ]
    row = (node, founding.name, founding.short_name, sort_key(founding.name), founding.kind, "", "", period, precision)
    record.record(act.line, Naming, names, [row])
    record.record(
        act.line, Placement, ["party_organization", "parent", "period", "precision"], [(node, None, period, precision)]
    )
    PackBinding.objects.create(
        party_organization_id=node,
        chain=list(founding.chain),
        period=period,
        precision=precision,
        recorded=act.line,
    )


def _accounts(act: Act, founding: Founding, node: int, *, first: bool) -> list[OpenedAccount]:
    """The clerk, and the three administrators where wanted. The first account of a deployment keeps its database."""
    clerk = _open(act, founding.account, founding.title, Role.COMMITTEE_CLERK, node)
    if first:
        keeper = Account.objects.only("pk").get(uuid=clerk.uuid)
        _assign(act, keeper.pk, Role.SYSTEM_ADMINISTRATOR, node)
    if not founding.administrators:
        return [clerk]
    return [clerk, *(_open(act, role.label, role.label, role, node) for role in ADMINISTRATORS)]


def _open(act: Act, username: str, title: str, role: Role, node: int) -> OpenedAccount:
    account, password = open_account(act, username, title or username)
    _assign(act, account.pk, role, node)
    return OpenedAccount(uuid=account.uuid, username=username, title=account.title, password=password)


def _assign(act: Act, account: int, role: Role, node: int) -> None:
    """From the day on which it is done, whatever day the act counts from."""
    record_assignments(replace(act, on=act.actor.today), [(account, NewAssignment(role=role, node=node))])

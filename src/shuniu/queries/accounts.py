"""Who is acting, as what may an account act, and which accounts does somebody look after?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from shuniu.access import SHANGHAI, Actor, granted, visible
from shuniu.kernel.period import Period
from shuniu.models import Account, Assignment, Home, PartyOrganization, Registration, UnitName
from shuniu.policy.grants import HANDS_OUT, Action
from shuniu.policy.words.accounts import Role
from shuniu.queries.naming import node_names
from shuniu.queries.paging import Page, Window, page_of

__all__ = [
    "Actor",
    "Held",
    "HomeOffice",
    "NoAccount",
    "NoAssignment",
    "NoHome",
    "account_named",
    "account_to_read",
    "account_uuid",
    "accounts_visible",
    "actor_for",
    "actor_to",
    "assignments_of",
    "every_assignment_of",
    "granted",
    "home_office",
    "nodes_for_accounts",
    "roles_to_hand_out",
    "system_actor",
]


class NoAssignment(Exception):
    """The account holds no assignment today, or not the one it acted under."""

    def __init__(self) -> None:
        super().__init__("这个账号今天没有有效的岗位授权，请联系给您开通账号的办公室。")


class NoHome(Exception):
    """Nothing was founded here yet."""

    def __init__(self) -> None:
        super().__init__("这里还没有初始化，请先执行 shuniu init。")


class NoAccount(Exception):
    """No such account within reach; the same answer when it exists elsewhere."""

    def __init__(self, name: str) -> None:
        super().__init__(f"没有找到账号“{name}”。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One assignment in words: the place where it is held, and how long."""

    uuid: UUID
    role: Role
    place: str
    node: int | None
    unit: int | None
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeOffice:
    """The committee that runs this deployment and the account that ``init`` made."""

    node: int
    uuid: UUID
    code: str
    account: int
    username: str


# Asked at each request, before anything else: put together from a queryset it took longer than all its answers.
_AT_WORK = """
    SELECT h.account_id, a.title, h.id, h.uuid, h.role, h.party_organization_id, h.unit_id,
        EXISTS (SELECT FROM shuniu_tallynode t WHERE t.node_id = h.party_organization_id)
    FROM shuniu_assignment h JOIN shuniu_account a ON a.id = h.account_id
    WHERE h.retracted_id IS NULL
"""
_HELD = _AT_WORK + (
    " AND h.account_id = %(account)s AND h.period @> %(on)s::date AND a.is_active AND NOT a.system"
    " AND (%(uuid)s::uuid IS NULL OR h.uuid = %(uuid)s) ORDER BY h.id"
)
_SYSTEM = _AT_WORK + " AND h.role = %(role)s AND a.system ORDER BY h.id LIMIT 1"


def _at_work(query: str, given: Mapping[str, Any], now: datetime) -> list[Actor]:
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        return [
            Actor(
                account=account, title=title, assignment=key, assignment_uuid=public, role=Role(role), node=node,
                unit=unit, now=now, wide=wide,
            )
            for account, title, key, public, role, node, unit, wide in cursor.fetchall()
        ]  # fmt: skip


def _held(account: int, assignment: UUID | None, now: datetime) -> list[Actor]:
    return _at_work(_HELD, {"account": account, "on": _day(now), "uuid": assignment}, now)


def actor_for(account: int, assignment: UUID | None, now: datetime) -> Actor:
    """The account under the named assignment, or under its first; raises NoAssignment when it is not in force."""
    held = _held(account, assignment, now)
    if not held:
        raise NoAssignment
    return held[0]


def actor_to(action: Action, account: int, now: datetime) -> Actor:
    """The account under the first of its assignments that may do ``action`` at all, else under its first."""
    held = _held(account, None, now)
    if not held:
        raise NoAssignment
    return next((actor for actor in held if granted(actor, action)), held[0])


def system_actor(now: datetime) -> Actor:
    """The named system account under which jobs act; raises NoHome before ``init``."""
    found = _at_work(_SYSTEM, {"role": Role.SYSTEM.value}, now)
    if not found:
        raise NoHome
    return found[0]


def _day(now: datetime) -> date:
    return now.astimezone(SHANGHAI).date()


def home_office() -> HomeOffice:
    """Raises NoHome before ``init``."""
    row = Home.objects.select_related("party_organization", "account").first()
    if row is None:
        raise NoHome
    home = row.party_organization
    return HomeOffice(
        node=home.pk, uuid=home.uuid, code=home.code, account=row.account_id, username=row.account.username
    )


def account_named(username: str) -> int:
    """The key of an account that can sign in; for the console's ``--as``. Raises NoAccount."""
    found = Account.objects.filter(username=username, system=False, is_active=True).values_list("pk", flat=True).first()
    if found is None:
        raise NoAccount(username)
    return found


def assignments_of(account: int, now: datetime) -> list[Held]:
    """Every assignment in force today, in the order in which they were given."""
    on = _day(now)
    return _in_words(Assignment.objects.filter(account=account, retracted__isnull=True, period__contains=on), on)


def every_assignment_of(account: int, on: date) -> list[Held]:
    """Also those that have ended or are still to come; places by the names they bear on ``on``."""
    return _in_words(Assignment.objects.filter(account=account, retracted__isnull=True), on)


def _in_words(rows: QuerySet[Assignment, Assignment], on: date) -> list[Held]:
    found = list(rows.order_by("id").values("uuid", "role", "party_organization_id", "unit_id", "period"))
    nodes = node_names((row["party_organization_id"] for row in found), on)
    units = _bodies([row["unit_id"] for row in found], on)
    return [
        Held(
            uuid=row["uuid"],
            role=Role(row["role"]),
            place=nodes.get(row["party_organization_id"], "") or units.get(row["unit_id"], ""),
            node=row["party_organization_id"],
            unit=row["unit_id"],
            period=Period(row["period"].lower, row["period"].upper),
        )
        for row in found
    ]


def _bodies(keys: Sequence[int | None], on: date) -> dict[int, str]:
    """Names of outside bodies and of social organizations alike; the latest known by the day."""
    wanted = {key for key in keys if key is not None}
    if not wanted:
        return {}
    known = Q(unit__in=wanted, retracted__isnull=True, period__startswith__lte=on)
    names = dict(UnitName.objects.filter(known).order_by("period").values_list("unit_id", "name"))
    return names | dict(Registration.objects.filter(known).order_by("period").values_list("unit_id", "name"))


def accounts_visible(actor: Actor, window: Window | None = None, words: str = "") -> Page:
    """Accounts the actor looks after, by name; rows carry uuid, username, title, is_active, must_change_password."""
    rows = visible(Account.objects.all(), actor, Action.READ_ACCOUNT)
    if words:
        rows = rows.filter(Q(username__icontains=words) | Q(title__icontains=words))
    fields = ["uuid", "username", "title", "is_active", "must_change_password", "version"]
    return page_of(rows, ["username", "id"], window or Window(), fields)


def account_to_read(actor: Actor, uuid: UUID) -> dict[str, Any]:
    """One account within reach; raises NoAccount."""
    rows = visible(Account.objects.filter(uuid=uuid), actor, Action.READ_ACCOUNT)
    found = rows.values("id", "uuid", "username", "title", "is_active", "must_change_password", "version").first()
    if found is None:
        raise NoAccount(str(uuid))
    return dict(found)


def account_uuid(actor: Actor, username: str) -> UUID:
    """The public id of an account within reach, by its name; raises NoAccount."""
    rows = visible(Account.objects.filter(username=username), actor, Action.READ_ACCOUNT)
    found = rows.values_list("uuid", flat=True).first()
    if found is None:
        raise NoAccount(username)
    return found


def roles_to_hand_out(actor: Actor) -> list[Role]:
    """Which roles the actor may give, in the order of the table of words."""
    given = HANDS_OUT.get(actor.role, frozenset()) if granted(actor, Action.WRITE_ACCOUNT) else frozenset()
    return [role for role in Role if role in given]


def nodes_for_accounts(actor: Actor) -> list[tuple[int, str]]:
    """The Party organizations at which the actor may open accounts, with today's names."""
    rows = visible(PartyOrganization.objects.filter(managed=True), actor, Action.WRITE_ACCOUNT)
    names = node_names(rows.values_list("pk", flat=True), actor.today)
    return sorted(names.items(), key=lambda pair: pair[1])

"""Who is acting, as what may an account act, and which accounts does somebody look after?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from shuniu.access import SHANGHAI, Actor, granted, visible
from shuniu.kernel.period import Period
from shuniu.models import Account, Assignment, Home, Registration, UnitName
from shuniu.policy.grants import Action
from shuniu.policy.words.accounts import Role
from shuniu.queries.arrays import answers
from shuniu.queries.naming import node_names
from shuniu.queries.paging import Page, Window, page_of

__all__ = [
    "SIGNED_IN",
    "Actor",
    "Held",
    "HomeOffice",
    "NoAccount",
    "NoAssignment",
    "NoHome",
    "SignedIn",
    "account_named",
    "account_signed_in",
    "account_to_read",
    "account_uuid",
    "accounts_visible",
    "actor_and_offices",
    "actor_for",
    "actor_to",
    "actors_elsewhere",
    "assignments_of",
    "day_at",
    "every_assignment_of",
    "granted",
    "home_office",
    "signed_in",
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


# What may be acted under, as the database tells it.
HeldRows = Sequence[Sequence[Any]]
SignedIn = tuple[Account, HeldRows]

# Asked at each request, before anything else: put together from a queryset it took longer than all its answers.
# A province of a nation keeps tallies and is a thirtieth of the register: asked of each row, a search among all names
# took it seventeen seconds. How many units there are in all, the planner's own estimate tells.
_AT_WORK = """
    SELECT h.account_id, a.title, h.id, h.uuid, h.role, h.party_organization_id, h.unit_id,
        EXISTS (SELECT FROM shuniu_tallynode t WHERE t.node_id = h.party_organization_id),
        coalesce((
            SELECT t.units * 10 > (SELECT c.reltuples FROM pg_class c WHERE c.oid = 'shuniu_unit'::regclass)
            FROM shuniu_tallymonth t WHERE t.node_id = h.party_organization_id AND t.margin = 'total'
            ORDER BY t.month DESC LIMIT 1
        ), FALSE)
"""
_FROM = " FROM shuniu_assignment h JOIN shuniu_account a ON a.id = h.account_id WHERE h.retracted_id IS NULL"
# The latest name known by the day, where it is no Party organization.
_IN_WORDS = """
    , h.period, coalesce(
        (SELECT n.name FROM shuniu_naming n WHERE n.party_organization_id = h.party_organization_id
            AND n.retracted_id IS NULL AND n.period @> %(on)s::date),
        (SELECT r.name FROM shuniu_registration r WHERE r.unit_id = h.unit_id
            AND r.retracted_id IS NULL AND lower(r.period) <= %(on)s ORDER BY r.period DESC LIMIT 1),
        (SELECT u.name FROM shuniu_unitname u WHERE u.unit_id = h.unit_id
            AND u.retracted_id IS NULL AND lower(u.period) <= %(on)s ORDER BY u.period DESC LIMIT 1),
        ''
    )
"""
_IN_FORCE = (
    " AND h.account_id = %(account)s AND h.period @> %(on)s::date AND a.is_active AND NOT a.system ORDER BY h.id"
)
_HELD = _AT_WORK + _IN_WORDS + _FROM + _IN_FORCE
_FIELDS = [field.attname for field in Account._meta.concrete_fields]
# An account with everything it may act under, in one question: the two are never asked one without the other.
SIGNED_IN = f"""
    SELECT {", ".join(f"s.{name}" for name in _FIELDS)}, held.* FROM shuniu_account s
    LEFT JOIN LATERAL ({_HELD}) held ON TRUE WHERE s.id = %(account)s
"""  # noqa: S608 – names of columns only
_SYSTEM = _AT_WORK + _FROM + " AND h.role = %(role)s AND a.system ORDER BY h.id LIMIT 1"


def _actor(row: Sequence[Any], now: datetime) -> Actor:
    account, title, key, public, role, node, unit, wide, most = row[:9]
    return Actor(
        account=account, title=title, assignment=key, assignment_uuid=public, role=Role(role), node=node,
        unit=unit, now=now, wide=wide, most=most,
    )  # fmt: skip


def _office(row: Sequence[Any]) -> Held:
    _, _, _, public, role, node, unit, _, _, period, place = row
    held = Period(period.lower, period.upper)
    return Held(uuid=public, role=Role(role), place=place, node=node, unit=unit, period=held)


def _held(account: int, now: datetime) -> HeldRows:
    return answers(_HELD, account=account, on=day_at(now))


def account_signed_in(account: int, now: datetime) -> SignedIn | None:
    """The account of a session, with what ``actor_and_offices`` would ask next."""
    return signed_in(answers(SIGNED_IN, account=account, on=day_at(now)))


def signed_in(rows: Sequence[Sequence[Any]]) -> SignedIn | None:
    """The same out of the answer to ``SIGNED_IN``, whoever asked."""
    if not rows or rows[0][0] is None:
        return None
    width = len(_FIELDS)
    return Account.from_db("default", _FIELDS, rows[0][:width]), [row[width:] for row in rows if row[width] is not None]


def actor_and_offices(
    account: int, assignment: UUID | None, now: datetime, found: HeldRows | None = None
) -> tuple[Actor, list[Held]]:
    """The account under the named assignment, or under its first, and all it might act under, in the order in which
    they were given; raises NoAssignment when it is not in force. ``found``: by ``account_signed_in``, in this request.
    """
    rows = _held(account, now) if found is None else found
    chosen = next((row for row in rows if assignment in (None, row[3])), None)
    if chosen is None:
        raise NoAssignment
    return _actor(chosen, now), [_office(row) for row in rows]


def actor_for(account: int, assignment: UUID | None, now: datetime) -> Actor:
    """The account under the named assignment, or under its first; raises NoAssignment when it is not in force."""
    return actor_and_offices(account, assignment, now)[0]


def actor_to(action: Action, account: int, now: datetime) -> Actor:
    """The account under the first of its assignments that may do ``action`` at all, else under its first."""
    held = [_actor(row, now) for row in _held(account, now)]
    if not held:
        raise NoAssignment
    return next((actor for actor in held if granted(actor, action)), held[0])


def actors_elsewhere(actor: Actor) -> list[Actor]:
    """The same account under each of its other assignments of today, in the order in which they were given."""
    held = [_actor(row, actor.now) for row in _held(actor.account, actor.now)]
    return [one for one in held if one.assignment != actor.assignment]


def system_actor(now: datetime) -> Actor:
    """The named system account under which jobs act; raises NoHome before ``init``."""
    found = answers(_SYSTEM, role=Role.SYSTEM.value)
    if not found:
        raise NoHome
    return _actor(found[0], now)


def day_at(now: datetime) -> date:
    """The day on which the guard judges."""
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
    return [_office(row) for row in _held(account, now)]


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

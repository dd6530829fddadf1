"""Which database is meant, and who is acting? Opened for one command and left as it was found."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from shuniu.jobs.console.speaking import Told
from shuniu.jobs.engine import APP, OWNER, Engine

if TYPE_CHECKING:
    from shuniu.policy.grants import Action
    from shuniu.queries.accounts import Actor

DATABASE = "shuniu"
DATA = Path("var") / "shuniu"


def add_database_options(parser: argparse.ArgumentParser, *, acting: bool = True) -> None:
    parser.add_argument(
        "--data",
        metavar="文件夹",
        type=Path,
        default=Path(os.environ.get("SHUNIU_DATA") or DATA),
        help="平台自带数据库所在的文件夹（默认 ./var/shuniu）；设了 DATABASE_URL 时不用",
    )
    if acting:
        parser.add_argument(
            "--as", dest="account", metavar="账号", default="", help="以哪个账号办理（默认初始化时的首个账号）"
        )


@contextmanager
def opened(options: argparse.Namespace, *, create: bool = False) -> Iterator[None]:
    """Django stands and the database answers. ``create`` makes a database where there is none (init, restore, up)."""
    with ExitStack() as stack:
        if not os.environ.get("DATABASE_URL"):
            stack.enter_context(_embedded(options.data, create))
        start_django()
        yield


@contextmanager
def _embedded(data: Path, create: bool) -> Iterator[None]:
    engine = Engine(data)
    if not create and not engine.folders().cluster.exists():
        raise Told(f"{data} 里还没有数据库，请先执行 shuniu init，或用 --data 指明数据文件夹。")
    with engine.lease():
        lead_to(engine, create=create)
        yield


def lead_to(engine: Engine, *, create: bool) -> None:
    """The settings of this process and of those it starts point to the engine's database; keys stand beside it."""
    if create:
        engine.ensure_database(DATABASE)
    elif not engine.has_database(DATABASE):
        raise Told(f"{engine.data} 里还没有初始化，请先执行 shuniu init。")
    os.environ["DATABASE_URL"] = engine.url(APP, DATABASE)
    os.environ["SHUNIU_OWNER_URL"] = engine.url(OWNER, DATABASE)
    os.environ.setdefault("SHUNIU_STATE", str(engine.data))


def start_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shuniu.config.settings")
    import django

    django.setup()


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    return now().astimezone(ZoneInfo("Asia/Shanghai")).date()


def acting(options: argparse.Namespace, action: Action) -> Actor:
    """The account of ``--as``, or the first account of ``init``, under an assignment that may do ``action``.

    Told when it holds none; what is then done to which rows is still the guard's to say.
    """
    from shuniu.queries.accounts import account_named, actor_to, granted, home_office

    account = account_named(options.account) if options.account else home_office().account
    actor = actor_to(action, account, now())
    if not granted(actor, action):
        raise Told(f"账号“{actor.title}”没有办理这件事的岗位，请用 --as 换一个账号。")
    return actor

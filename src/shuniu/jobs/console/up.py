"""shuniu up: start the database, bring it up to date, serve the platform until Ctrl-C."""

from __future__ import annotations

import argparse
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from shuniu.jobs.console.opening import add_database_options, lead_to, now, start_django, today
from shuniu.jobs.console.speaking import Told, say
from shuniu.jobs.engine import Engine
from shuniu.jobs.serving import HOST, Serving, port_is_free
from shuniu.kernel.text import whole_number

LAST_PORT = 65535


def add(commands: Any) -> None:
    parser = commands.add_parser("up", help="启动平台，直到按 Ctrl-C")
    parser.add_argument("--port", type=_port, default=8000, metavar="端口", help="网页端口（默认 8000，只在本机）")
    parser.add_argument(
        "--demo",
        choices=["city", "province", "nation"],
        metavar="规模",
        help="空库里先装入虚构数据：city 是一个城市的三个党委；province、nation 是一省、全国的规模，装入较慢",
    )
    add_database_options(parser, acting=False)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    _check_port(options.port)
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    with _database(options):
        start_django()
        from shuniu.jobs.installation import prepare_database

        prepare_database()
        _check_keys()
        _demonstrate(options.demo)
        if not stopped.is_set():
            _serve(options.port, stopped)
    return 0


def _port(text: str) -> int:
    port = whole_number(text, LAST_PORT + 1)
    if not port or port > LAST_PORT:
        raise argparse.ArgumentTypeError(f"端口应是 1 至 {LAST_PORT} 的整数，不能写“{text}”")
    return port


def _check_port(port: int) -> None:
    try:
        free = port_is_free(port)
    except PermissionError:
        raise Told(f"当前用户不能使用端口 {port}，请用 --port 换一个 1024 以上的。") from None
    if not free:
        raise Told(f"端口 {port} 已被占用，请用 --port 换一个。")


@contextmanager
def _database(options: argparse.Namespace) -> Iterator[None]:
    if os.environ.get("DATABASE_URL"):
        yield
        return
    engine = Engine(options.data)
    engine.start()
    try:
        lead_to(engine, create=True)
        yield
    finally:
        engine.stop()


def _check_keys() -> None:
    """Without usable keys nothing is served."""
    from shuniu.queries.secrecy import keyring

    keyring()


def _demonstrate(world: str | None) -> None:
    if world is None:
        return
    from shuniu.jobs import demonstration
    from shuniu.jobs.demonstration import large

    say("正在装入演示数据……")
    if world in large.SIZES:
        cast = large.load_large(large.SIZES[world], now(), today(), say)
    else:
        cast = demonstration.load(now(), today())
    if cast.members:
        say("演示账号和一次性口令（只显示这一次，登录后须改）：")
        for line in cast.lines():
            say("  " + line)
    else:
        say("数据已在，没有重复装入；口令如已忘记，可用 shuniu account reset 重置。")


def _serve(port: int, stopped: threading.Event) -> None:
    from django.db import connections

    connections.close_all()
    serving = Serving(port)
    serving.start()
    say(f"枢纽已启动：http://{HOST}:{port}  （按 Ctrl-C 停止）")
    serving.wait(stopped.is_set)
    failed = serving.ended() and not stopped.is_set()
    serving.stop()
    if failed:
        raise Told("平台的一个后台程序意外结束，已全部停止。请重新执行 shuniu up。")
    say("已停止。")

"""A page and its bare counterpart on one server: the bare one is a query and the JSON of its rows, nothing else."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

Ask = Callable[[str], bytes]
BARE = "/bare/"


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        return


@contextmanager
def served(rows: Callable[[], Iterable[Any]], cookie: str) -> Iterator[Ask]:
    """Both behind one server; what is yielded asks an address as the holder of the cookie.

    One thread answers, and connections to the database are kept as in a deployment: in a throwaway world Django would
    part from the server after each page and be a stranger to it for the next, which no office's pages are.
    """
    from django.core.handlers.wsgi import WSGIHandler
    from django.db import connections

    from shuniu.config.settings import KEPT_CONNECTIONS

    for one in connections.settings.values():
        one.update(KEPT_CONNECTIONS)
    product = WSGIHandler()

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"] != BARE:
            return product(environ, start)  # type: ignore[return-value]
        body = json.dumps(list(rows()), ensure_ascii=False, default=str).encode()
        start("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return [body]

    server = make_server("127.0.0.1", 0, application, handler_class=_Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def ask(address: str) -> bytes:
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port)
        connection.request("GET", address, headers={"Cookie": cookie, "Host": "testserver"})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        assert answer.status == 200, answer.status
        return body

    try:
        yield ask
    finally:
        server.shutdown()

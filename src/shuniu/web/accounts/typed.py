"""What was typed into a form that was sent after the session had ended: may it wait, and for whom?

It waits in the window in which it was typed and nowhere else: the page that asks to sign in carries it sealed with a
key of this deployment, so that whoever comes to an abandoned window reads nothing of it. It is opened again for the
account alone that typed it, under the assignment it was typed for, and is sent only when that person says so
(docs/decisions/0017). Files are not kept, nor what has to do with passwords.
"""

from __future__ import annotations

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_bytes
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import Resolver404, resolve

# Nothing of these is typed to be kept.
NEVER = frozenset({"sign_in", "sign_out", "change_password"})
LARGEST = 400_000  # letters of what is sealed; a page is no place for more
_PURPOSE, _NONCE = b"shuniu typed form 1", 12
_TOKEN = "csrfmiddlewaretoken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """``fields`` in their order, names as often as they were sent; ``files``: some came with it and are not here."""

    account: int
    assignment: UUID
    at: int
    address: str
    fields: tuple[tuple[str, str], ...]
    files: bool

    @property
    def moment(self) -> datetime:
        return datetime.fromtimestamp(self.at, UTC)


def sealed(request: Any, moment: datetime) -> str:
    """Of a form of a session that has just ended; empty where it is not kept. The form was ours, as for any act: else
    somebody else's words would wait for this account."""
    if request.method != "POST" or request.htmx or not _may_be_kept(request) or not _is_ours(request):
        return ""
    try:
        assignment = UUID(request.session["assignment"])
    except (KeyError, ValueError):
        return ""
    fields = [(name, text) for name, texts in request.POST.lists() if name != _TOKEN for text in texts]
    if not _is_typed(fields):
        return ""
    held = {
        "account": request.user.pk,
        "assignment": str(assignment),
        "at": int(moment.timestamp()),
        "address": request.get_full_path(),
        "fields": fields,
        "files": bool(request.FILES),
    }
    nonce, plain = token_bytes(_NONCE), zlib.compress(json.dumps(held).encode())
    found = urlsafe_b64encode(nonce + AESGCM(_key()).encrypt(nonce, plain, _PURPOSE)).decode()
    return found if len(found) <= LARGEST else ""


def opened(text: str, account: int, moment: datetime) -> Typed | None:
    """None for what was not sealed here, for another account, and for what is older than a session may be."""
    if not text or len(text) > LARGEST:
        return None
    try:
        raw = urlsafe_b64decode(text.encode())
        held = json.loads(zlib.decompress(AESGCM(_key()).decrypt(raw[:_NONCE], raw[_NONCE:], _PURPOSE)))
    except (InvalidTag, NotBase64, ValueError):
        return None
    if held["account"] != account or not 0 <= moment.timestamp() - held["at"] <= settings.SESSION_COOKIE_AGE:
        return None
    fields = tuple((name, text) for name, text in held["fields"])
    return Typed(**{**held, "assignment": UUID(held["assignment"]), "fields": fields})


def _key() -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=_PURPOSE).derive(settings.SECRET_KEY.encode())


def _is_typed(fields: Sequence[tuple[str, str]]) -> bool:
    """A word at least. A button alone is pressed again by whoever wants it; it waits for nobody, so that nobody sends
    in an owner's name what a passer-by pressed."""
    return any("\u3400" <= sign <= "\u9fff" for _, text in fields for sign in text)


def _may_be_kept(request: HttpRequest) -> bool:
    try:
        return resolve(request.path_info).url_name not in NEVER
    except Resolver404:
        return False


class _Asked(CsrfViewMiddleware):
    """Asks the question alone: the answer is the reason, not a page."""

    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason


def _is_ours(request: HttpRequest) -> bool:
    """The framework asks it of whatever reaches a page; this form does not reach one."""
    return _Asked(lambda asked: None).process_view(request, None, (), {}) is None  # type: ignore[arg-type]
